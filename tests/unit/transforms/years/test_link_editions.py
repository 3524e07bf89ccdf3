"""Which indicator is which over the years: names outweigh codes, doubt joins nothing, reviews win."""

from itertools import count

import pytest

from flows.stages.load_lexicon import load_name_terms
from transforms.years import series_chain
from transforms.years.compare_names import NameComparison
from transforms.years.link_editions import link_editions
from transforms.years.link_facts import IndicatorFacts, MeasureFacts
from transforms.years.link_rows import question_id
from transforms.years.series_chain import LinkReview

NAMES = NameComparison(load_name_terms())
_numbers = count()


def measure(number=1, unit="%", label=None, *, basis="level", actuals=None, priors=None):  # noqa: PLR0913 - the facts of a measure
    return MeasureFacts(number, label, unit, basis, actuals or {}, priors or {})


def indicator(code, name, *measures, agencies=("水利署",)):
    """One indicator; report and year are filled in by `edition`."""
    facts = measures or (measure(),)
    return code, name, facts, frozenset(agencies)


def edition(year, *indicators, current=True, issuer=""):
    report = f"{year}-{next(_numbers)}"
    return [
        IndicatorFacts(
            report, year, current, code, name, int(code.split(".")[0]), agencies, facts, issuer
        )
        for code, name, facts, agencies in indicators
    ]


def keys_of(*documents, reviews=()):
    linked = link_editions(documents, NAMES, reviews)
    reports = {one.report_id: one.report_year for document in documents for one in document}
    return {
        (reports[row["report_id"]], row["indicator_code"]): row["indicator_key"]
        for row in linked.indicator_keys
    }


def measure_keys_of(*documents, reviews=()):
    linked = link_editions(documents, NAMES, reviews)
    reports = {one.report_id: one.report_year for document in documents for one in document}
    return {
        (reports[row["report_id"]], row["indicator_code"], row["measure_no"]): row["measure_key"]
        for row in linked.measure_keys
    }


def questions_of(*documents, reviews=()):
    linked = link_editions(documents, NAMES, reviews)
    return [row for row in linked.links if not row["is_confirmed"]]


def test_a_key_is_the_newest_code():
    keys = keys_of(
        edition(2022, indicator("8.11.1", "廢水回收率")),
        edition(2023, indicator("8.12.1", "廢水回收率")),
    )
    assert set(keys.values()) == {"8.12.1"}


def test_a_block_moved_by_one_is_joined_by_names():
    names = ["自來水普及率", "漏水率", "再生水供應量", "地層下陷面積"]
    before = edition(2021, *(indicator(f"6.1.{n}", name) for n, name in enumerate(names, 1)))
    after = edition(
        2022,
        indicator("6.1.1", "水庫清淤量"),
        *(indicator(f"6.1.{n}", name) for n, name in enumerate(names, 2)),
    )
    keys = keys_of(before, after)
    assert [keys[2021, f"6.1.{n}"] for n in range(1, 5)] == ["6.1.2", "6.1.3", "6.1.4", "6.1.5"]
    assert keys[2022, "6.1.1"] == "6.1.1"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("自來水普及率", "地層下陷面積"),
        ("男性勞動參與率", "女性勞動參與率"),
        ("觀光旅館營收成長", "觀光旅遊營收成長"),
    ],
)
def test_a_swap_of_codes_joins_by_name(first, second):
    keys = keys_of(
        edition(2022, indicator("8.5.1", first), indicator("8.5.2", second)),
        edition(2023, indicator("8.5.1", second), indicator("8.5.2", first)),
    )
    assert keys[2022, "8.5.1"] == keys[2023, "8.5.2"] == "8.5.2"
    assert keys[2022, "8.5.2"] == keys[2023, "8.5.1"] == "8.5.1"


def test_a_code_for_another_indicator_is_another_series():
    documents = (
        edition(2021, indicator("8.5.1", "失業率")),
        edition(2022, indicator("8.5.1", "觀光整體收入")),
    )
    keys = keys_of(*documents)
    assert (keys[2021, "8.5.1"], keys[2022, "8.5.1"]) == ("8.5.1@2021", "8.5.1")
    assert questions_of(*documents) == []


def test_an_indicator_returns_after_a_gap_under_another_code():
    keys = keys_of(
        edition(2020, indicator("9.1.1", "公路容量改善")),
        edition(2021, indicator("9.1.2", "橋梁檢測")),
        edition(2022, indicator("9.4.4", "公路容量改善"), indicator("9.1.2", "橋梁檢測")),
    )
    assert keys[2020, "9.1.1"] == keys[2022, "9.4.4"] == "9.4.4"


def test_a_definition_in_the_name_is_asked_not_joined():
    documents = (
        edition(2021, indicator("3.1.1", "65 歲以上健檢率")),
        edition(2022, indicator("3.1.1", "75 歲以上健檢率")),
    )
    assert len(set(keys_of(*documents).values())) == 2
    (question,) = questions_of(*documents)
    assert (question["indicator_code_a"], question["indicator_code_b"]) == ("3.1.1", "3.1.1")
    assert "different things" in question["evidence"]
    assert question["question_id"] == question_id(question)


def test_values_that_go_on_join_a_reworded_indicator():
    before = edition(2021, indicator("6.4.1", "生活用水效率", measure(actuals={2021: 289.0})))
    reworded = indicator("6.4.1", "民生用水使用效率情形", measure(priors={2021: 289.0}))
    assert set(keys_of(before, edition(2022, reworded)).values()) == {"6.4.1"}


def test_values_that_break_off_speak_against_a_link():
    before = edition(2021, indicator("6.4.1", "生活用水效率", measure(actuals={2021: 289.0})))
    other = indicator("6.4.9", "生活用水總效率", measure(priors={2021: 31.5}))
    assert len(set(keys_of(before, edition(2022, other)).values())) == 2


def test_of_two_that_are_alike_neither_is_taken():
    before = edition(2021, indicator("4.1.1", "國民教育學生近視防治達成率"))
    after = edition(
        2022,
        indicator("4.2.1", "國民教育學生近視防治辦理率"),
        indicator("4.2.2", "國民教育學生近視防治推動率"),
    )
    assert len(set(keys_of(before, after).values())) == 3


def test_twins_of_one_name_keep_apart_by_code():
    twin = "自來水普及率"
    keys = keys_of(
        edition(2021, indicator("3.9.2", twin), indicator("6.1.1", twin)),
        edition(2022, indicator("3.9.3", twin), indicator("6.1.1", twin)),
    )
    assert keys[2021, "6.1.1"] == keys[2022, "6.1.1"] == "6.1.1"
    assert keys[2021, "3.9.2"] == keys[2022, "3.9.3"] == "3.9.3"


def review(decision, a=("3.1.1", None), b=("3.1.1", None), years=(2021, 2022)):
    return LinkReview(years[0], *a, years[1], *b, is_same=decision)


def test_a_review_joins_what_no_rule_would():
    documents = (
        edition(2021, indicator("3.1.1", "健檢率")),
        edition(2022, indicator("3.7.1", "社區篩檢涵蓋情形"), indicator("3.1.1", "健檢率")),
    )
    keys = keys_of(*documents, reviews=[review(True, b=("3.7.1", None))])
    assert keys[2021, "3.1.1"] == keys[2022, "3.7.1"] == "3.7.1"
    assert keys[2022, "3.1.1"] == "3.1.1"


def test_a_review_parts_what_rules_would_join_and_ends_the_question():
    documents = (
        edition(2021, indicator("3.1.1", "健檢率")),
        edition(2022, indicator("3.1.1", "健檢率")),
    )
    for years in ((2021, 2022), (2022, 2021)):
        apart = [review(False, years=years)]
        assert len(set(keys_of(*documents, reviews=apart).values())) == 2
        assert questions_of(*documents, reviews=apart) == []


def two_issuers():
    """Each has 3.1.1 in both years, of names that only a person can tell to be one."""
    return [
        edition(year, indicator("3.1.1", name, agencies=(agency,)), issuer=issuer)
        for year, issuer, name, agency in (
            (2021, "甲", "65 歲以上健檢率", "國健署"),
            (2021, "乙", "漁港污水處理量", "漁業署"),
            (2022, "甲", "75 歲以上健檢率", "國健署"),
            (2022, "乙", "海岸造林面積", "漁業署"),
        )
    ]


def keys_by_issuer(reviews=()):
    documents = two_issuers()
    linked = link_editions(documents, NAMES, reviews)
    issuers = {one.report_id: (one.issuer, one.report_year) for d in documents for one in d}
    return {issuers[row["report_id"]]: row["indicator_key"] for row in linked.indicator_keys}


def of_issuers(decision, a, b):
    return LinkReview(2021, "3.1.1", None, 2022, "3.1.1", None, decision, a, b)


def test_a_review_decides_between_the_issuers_that_it_names():
    keys = keys_by_issuer([of_issuers(True, "甲", "甲")])
    assert keys["甲", 2021] == keys["甲", 2022] != keys["乙", 2022]
    assert keys["乙", 2021] != keys["乙", 2022]
    turned = LinkReview(2022, "3.1.1", None, 2021, "3.1.1", None, True, "乙", "甲")
    across = keys_by_issuer([turned])
    assert across["甲", 2021] == across["乙", 2022] != across["甲", 2022]


@pytest.mark.parametrize("named", [(None, None), ("甲", None), (None, "甲")])
def test_a_review_that_leaves_open_which_of_several_issuers_it_means_decides_nothing(named):
    assert keys_by_issuer([of_issuers(True, *named)]) == keys_by_issuer()


def test_a_review_that_names_nobody_means_the_one_that_prints_the_code():
    documents = (
        edition(2021, indicator("3.1.1", "健檢率"), issuer="甲"),
        edition(2022, indicator("3.7.1", "社區篩檢涵蓋情形"), issuer="甲"),
        edition(2022, indicator("4.1.1", "就學率"), issuer="乙"),
    )
    keys = keys_of(*documents, reviews=[review(True, b=("3.7.1", None))])
    assert keys[2021, "3.1.1"] == "3.7.1"


def test_the_id_of_a_question_says_whose_reports_where_several_print_the_code():
    """And does not depend on what else is asked: it stays when the other question has been answered."""
    documents = two_issuers()
    (asked,) = [row for row in questions_of(*documents) if row["issuer_b"] == "甲"]
    assert asked["question_id"] == question_id(asked, with_issuers=True)
    answered = [of_issuers(False, "乙", "乙"), of_issuers(False, "甲", "乙")]
    (left,) = [row for row in questions_of(*documents, reviews=answered) if row["issuer_b"] == "甲"]
    assert left["question_id"] == asked["question_id"]


def test_a_corrected_vintage_goes_on_the_series_of_the_first():
    documents = (
        edition(2021, indicator("6.1.1", "普及率")),
        edition(2022, indicator("6.1.9", "普及率"), indicator("6.1.2", "漏水率"), current=False),
        edition(2022, indicator("6.1.1", "普及率")),
        edition(2023, indicator("6.1.1", "普及率")),
    )
    linked = link_editions(documents, NAMES)
    assert {row["indicator_key"] for row in linked.indicator_keys} == {"6.1.1", "6.1.2@2022"}
    pairs = [
        (row["report_year_a"], row["report_year_b"])
        for row in linked.links
        if row["measure_no_a"] is None
    ]
    assert pairs == [(2021, 2022), (2022, 2023)]


def test_measures_in_another_order_keep_their_series():
    before = (measure(1, "人", "培訓人數"), measure(2, "%", "就業率"))
    after = (measure(1, "%", "就業率"), measure(2, "人", "培訓人數"), measure(3, "家", "輔導家數"))
    keys = measure_keys_of(
        edition(2021, indicator("8.5.1", "就業訓練", *before)),
        edition(2022, indicator("8.5.1", "就業訓練", *after)),
    )
    assert keys[2021, "8.5.1", 1] == keys[2022, "8.5.1", 2] == "8.5.1#2"
    assert keys[2021, "8.5.1", 2] == keys[2022, "8.5.1", 1] == "8.5.1#1"
    assert keys[2022, "8.5.1", 3] == "8.5.1#3"


def test_another_unit_is_another_measure():
    keys = measure_keys_of(
        edition(2021, indicator("8.5.1", "輔導", measure(unit="件"))),
        edition(2022, indicator("8.5.1", "輔導", measure(unit="%"))),
    )
    assert keys == {(2021, "8.5.1", 1): "8.5.1#1@2021", (2022, "8.5.1", 1): "8.5.1#1"}


def test_a_running_total_that_falls_began_anew():
    totals = [{2021: 7806.0}, {2022: 2914.0}]
    documents = [
        edition(
            year,
            indicator("15.2.1", "造林", measure(unit="公頃", basis="cumulative", actuals=known)),
        )
        for year, known in zip((2021, 2022), totals, strict=True)
    ]
    assert len(set(measure_keys_of(*documents).values())) == 2
    (question,) = questions_of(*documents)
    assert (question["measure_no_a"], question["measure_no_b"]) == (1, 1)
    same = review(True, ("15.2.1", 1), ("15.2.1", 1))
    assert len(set(measure_keys_of(*documents, reviews=[same]).values())) == 1


def test_siblings_inside_an_indicator_stay_apart():
    documents = [
        edition(
            year,
            indicator("8.5.1", "勞動參與率", measure(1, label=first), measure(2, label=second)),
        )
        for year, first, second in ((2021, "男性", "女性"), (2022, "女性", "男性"))
    ]
    keys = measure_keys_of(*documents)
    assert keys[2021, "8.5.1", 1] == keys[2022, "8.5.1", 2]
    assert keys[2021, "8.5.1", 2] == keys[2022, "8.5.1", 1]


def test_links_run_only_between_neighbours():
    """Work and links grow with the editions, not with their square."""
    documents = [edition(year, indicator("6.1.1", "普及率")) for year in range(2000, 2020)]
    links = link_editions(documents, NAMES).links
    assert len([row for row in links if row["measure_no_a"] is None]) == 19


def test_a_series_left_behind_does_not_take_the_code_back():
    """A superseded vintage printed it; a review then joined the code to another series."""
    documents = (
        edition(2021, indicator("3.8.3", "日照據點數")),
        edition(2022, indicator("1.3.5", "布建長照單位"), current=False),
        edition(2022, indicator("1.9.9", "街友安置人次")),
        edition(2023, indicator("1.3.5", "布建長照單位")),
        edition(2024, indicator("1.3.5", "布建長照單位")),
    )
    same = review(True, ("3.8.3", None), ("1.3.5", None), years=(2021, 2023))
    keys = keys_of(*documents, reviews=[same])
    assert keys[2021, "3.8.3"] == keys[2023, "1.3.5"] == keys[2024, "1.3.5"] == "1.3.5"
    assert keys[2022, "1.3.5"] == "1.3.5@2022"


def test_what_stays_the_same_is_linked_without_a_look_at_all_series(monkeypatch):
    def all_series(known):
        assert not known.series, "looked at all series"
        return []

    monkeypatch.setattr(series_chain._Known, "all", all_series)
    before = edition(2022, indicator("6.1.1", "普及率"), indicator("6.2.1", "漏水率"))
    after = edition(2023, indicator("6.1.1", "普及率"), indicator("6.2.1", "漏水率"))
    keys = keys_of(before, after)
    assert keys[2022, "6.1.1"] == keys[2023, "6.1.1"] != keys[2023, "6.2.1"]
    with pytest.raises(AssertionError, match="looked at all series"):
        keys_of(before, after, edition(2024, indicator("6.3.1", "再生水量")))


def test_the_code_that_a_series_left_is_not_its_own():
    """6.1.2 had been 6.1.3; when 6.1.3 is printed anew under its name, that is another one."""
    keys = keys_of(
        edition(2021, indicator("6.1.3", "再生水供應量")),
        edition(2022, indicator("6.1.2", "再生水供應量成長")),
        edition(
            2023,
            indicator("6.1.3", "再生水供應量成長"),
            indicator("6.1.2", "再生水供應量成長"),
        ),
    )
    assert keys[2021, "6.1.3"] == keys[2022, "6.1.2"] == keys[2023, "6.1.2"] == "6.1.2"
    assert keys[2023, "6.1.3"] == "6.1.3"


def test_before_an_edition_lies_that_of_its_own_issuer():
    linked = link_editions(
        [
            edition(2022, indicator("6.1.1", "自來水普及率(離島)"), issuer="甲部"),
            edition(2022, indicator("6.1.1", "自來水普及率"), issuer="乙部"),
            edition(2023, indicator("6.1.1", "自來水普及率(離島)"), issuer="甲部"),
        ],
        NAMES,
        (),
    )
    steps = [(row["issuer_a"], row["issuer_b"]) for row in linked.links]
    assert set(steps) == {("甲部", "甲部")}
