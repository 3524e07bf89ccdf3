"""The Open SDG repository says what the marts say, passes its check, and shows a hostile text as text."""

import csv
import re
import shutil
from pathlib import Path

import duckdb
import pytest
import yaml

from supply.open_sdg.check_open_sdg import check_open_sdg
from supply.open_sdg.open_sdg_rows import data_rows, series_labels
from supply.open_sdg.open_sdg_text import as_markdown, indicator_id, plain
from supply.open_sdg.write_open_sdg import write_open_sdg
from warehouse.errors import TsdgError
from warehouse.folder.published import open_published


def export(data, folder):
    folder.mkdir(exist_ok=True)
    with open_published(data) as connection:
        write_open_sdg(connection, folder)
    return folder


@pytest.fixture(scope="module")
def repository(sample_warehouse, tmp_path_factory):
    return export(sample_warehouse, tmp_path_factory.mktemp("open_sdg"))


def read_data(folder, name):
    with (folder / "data" / f"indicator_{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read_yaml(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_check_finds_nothing(repository, published_history, several_issuers, tmp_path):
    assert check_open_sdg(repository) == []
    assert check_open_sdg(export(several_issuers, tmp_path / "several")) == []
    assert check_open_sdg(export(published_history, tmp_path / "history")) == []


def test_every_actual_of_the_newest_edition_is_a_headline_row(repository, sample_connection):
    actuals = sample_connection.execute(
        "select indicator_key, actual_year, actual_value, actual_unit from marts.attainment "
        "where actual_kind = 'numeric'"
    ).fetchall()
    assert len(actuals) > 60
    for key, year, value, unit in actuals:
        rows = [
            row
            for row in read_data(repository, indicator_id(key))
            if (row["Kind"], row["Year"], row["Units"]) == ("", str(year), unit or "")
        ]
        assert value in [float(row["Value"]) for row in rows if row["Value"]], key


def test_targets_are_told_apart_and_a_range_has_both_ends(repository):
    rows = {(row["Year"], row["Kind"]): row["Value"] for row in read_data(repository, "8-1-1")}
    assert rows["2024", "Target low"] == "3.3"
    assert rows["2024", "Target high"] == "3.7"
    assert rows["2024", ""] == "3.78"


def test_a_pending_year_is_a_row_without_value_and_its_date_is_told(repository):
    rows = {row["Year"]: row for row in read_data(repository, "8-1-2") if row["Kind"] == ""}
    assert rows["2024"]["Value"] == ""
    assert "2025-08-29" in rows["2024"]["COMMENT_OBS"]
    assert rows["2023"]["Value"] == "0.339"
    settings = read_yaml(repository / "indicator-config" / "8-1-2.yml")
    assert "2025-08-29" in settings["data_notice_text"]


def test_figures_published_elsewhere_are_no_headline(repository):
    rows = [row for row in read_data(repository, "6-6-1") if row["Kind"] == "Elsewhere"]
    assert len(rows) > 15
    assert all(row["COMMENT_OBS"].startswith("http") for row in rows)


@pytest.fixture(scope="module")
def of_several_issuers(several_issuers, tmp_path_factory):
    return export(several_issuers, tmp_path_factory.mktemp("several"))


def test_an_indicator_of_two_issuers_has_the_figures_of_the_leading_print(of_several_issuers):
    """經濟部 prints 95.4 and 環境部 95.6; the agency is one of 經濟部."""
    rows = {(r["Year"], r["Kind"]): r for r in read_data(of_several_issuers, "6-1-1")}
    assert {(place, row["Value"]) for place, row in rows.items() if not place[1]} == {
        (("2023", ""), "95.1"),
        (("2024", ""), "95.4"),
    }
    assert rows["2024", ""]["COMMENT_OBS"].startswith("經濟部：SYNTHETIC")
    settings = read_yaml(of_several_issuers / "indicator-config" / "6-1-1.yml")
    assert [s["url_text"].partition("：")[0] for s in settings["sources"]] == ["經濟部", "環境部"]
    assert settings["page_content"].count("same\\_as\\_disagree") == 1
    assert "95\\.6" in settings["page_content"]
    assert "管線老舊" in settings["page_content"]
    assert "related_indicators" not in settings
    assert settings["progress_status"] != "target_achieved"


def test_one_code_of_two_indicators_gives_two_files(of_several_issuers):
    titles = read_yaml(of_several_issuers / "translations" / "en" / "global_indicators.yml")
    assert titles["8-2-1-title"] == "製造業產值"
    assert titles["8-2-1-2024-title"] == "事業廢棄物再利用率"
    kept = [row["Value"] for row in read_data(of_several_issuers, "8-2-1") if not row["Kind"]]
    assert kept == ["21000000000000", "22000000000000"]
    page = read_yaml(of_several_issuers / "indicator-config" / "8-2-1.yml").get("page_content", "")
    assert "量能不足" not in page


def test_a_sample_is_told_wherever_its_figures_stand(of_several_issuers, repository):
    for folder, name, issuer in ((of_several_issuers, "8-7-1", "勞動部"), (repository, "6-4-1", "經濟部")):  # fmt: skip
        mark = f"{issuer}（樣本）："
        reported = [row for row in read_data(folder, name) if row["Kind"] != "Elsewhere"]
        assert reported
        assert all(row["COMMENT_OBS"].startswith(mark) for row in reported)
        settings = read_yaml(folder / "indicator-config" / f"{name}.yml")
        assert settings["sources"][0]["url_text"].startswith(mark)
        assert read_yaml(folder / "meta" / f"{name}.yml")["DATA_SOURCE"].startswith(mark)


def test_one_issuer_needs_no_name(published_history, tmp_path):
    folder = export(published_history, tmp_path / "history")
    comments = {row["COMMENT_OBS"] for row in read_data(folder, "3-1-1") if row["Kind"] != "Elsewhere"}  # fmt: skip
    assert comments
    assert not [text for text in comments if text.startswith("衛福部")]


def test_twins_are_related(repository):
    assert read_yaml(repository / "indicator-config" / "6-6-1.yml")["related_indicators"] == [
        "15-3-1"
    ]


def test_a_doubtful_value_is_told_beside_it(repository):
    page = read_yaml(repository / "indicator-config" / "8-10-3.yml")["page_content"]
    assert "magnitude\\_slip" in page


def test_titles_are_translated_in_both_languages(repository):
    for language in ("zh-Hant", "en"):
        titles = read_yaml(repository / "translations" / language / "global_indicators.yml")
        assert titles["6-4-1-title"]
    goals = read_yaml(repository / "translations" / "en" / "global_goals.yml")
    assert goals["6-title"] == "Clean water and sanitation"


def test_a_hostile_text_is_shown_and_does_nothing(hostile_warehouse, tmp_path):
    folder = export(hostile_warehouse, tmp_path / "hostile")
    assert check_open_sdg(folder) == []
    texts = [
        path.read_text(encoding="utf-8") for path in (folder / "indicator-config").glob("*.yml")
    ]
    assert not any("<script" in text or "<img" in text for text in texts)


def test_printed_text_in_markdown_is_only_shown():
    shown = as_markdown("<script>alert(1)</script>\n[x](javascript:1) **b**\n\n# h")
    assert shown == (
        "&lt;script&gt;alert\\(1\\)&lt;/script&gt;\n\n\\[x\\]\\(javascript:1\\) \\*\\*b\\*\\*\n\n\\# h"
    )


def test_measures_of_one_name_get_their_number():
    measures = [{"measure_key": f"1.1.1#{n}", "measure_label": label} for n, label in enumerate(("比例", "比例", None, "人數"), 1)]  # fmt: skip
    assert list(series_labels(measures).values()) == ["比例 #1", "比例 #2", "#3", "人數"]
    assert series_labels(measures[:1]) == {"1.1.1#1": ""}


GOLDEN = Path(__file__).parents[3] / "golden" / "open_sdg"


def test_the_golden_repository_is_valid_and_what_is_written(repository):
    assert check_open_sdg(GOLDEN) == []
    names = [p.relative_to(GOLDEN) for p in sorted(GOLDEN.rglob("*.*")) if p.suffix in {".csv", ".yml"}]  # fmt: skip
    assert len(names) == 20
    for name in names:
        if name.name == "global_indicators.yml":
            assert read_yaml(GOLDEN / name).items() <= read_yaml(repository / name).items()
        else:
            assert (GOLDEN / name).read_bytes() == (repository / name).read_bytes(), name


def test_twice_the_same_bytes(repository, sample_warehouse, tmp_path):
    again = export(sample_warehouse, tmp_path)
    names = [p.relative_to(again) for p in again.rglob("*") if p.is_file()]
    assert len(names) > 200
    assert all((again / n).read_bytes() == (repository / n).read_bytes() for n in names)


def changed(sample_warehouse, folder, *statements):
    """The sample's marts after a few changes."""
    folder.mkdir()
    copy = shutil.copy(sample_warehouse.warehouse, folder / "warehouse.duckdb")
    connection = duckdb.connect(str(copy))
    connection.execute("set schema = 'marts'")
    for statement in statements:
        connection.execute(statement)
    return connection


HOSTILE_NAMES = (
    "<img src=x onerror=alert(1)>",
    "- a: &b [c] #d",
    "*x",
    "!!python/object:os.system",
    "yes",
    "'\"%@`",
    "\u200b\x1b[31m紅\u3000",
    "null",
)


def test_hostile_names_are_text_in_every_file(sample_warehouse, tmp_path):
    """Titles, series, units, agencies and documents go into pages without being escaped there."""
    hostile = ", ".join(f"({n}, '{text.replace(chr(39), chr(39) * 2)}')" for n, text in enumerate(HOSTILE_NAMES))  # fmt: skip
    texts = f"(select text from (values {hostile}) as hostile(n, text) where n = length(indicator_key) * 3 % {len(HOSTILE_NAMES)})"
    with changed(
        sample_warehouse,
        tmp_path / "changed",
        f"update attainment set indicator_name = {texts}, measure_label = {texts} || '<b>', unit = {texts} || '</b>',"
        f" agencies_text = {texts}, agencies = ['<script>'], reason_text = {texts}",
        "update dim_report set title = '<!-- ' || title",
        "update observation set unit = '<i>' || unit",
    ) as connection:
        folder = tmp_path / "out"
        folder.mkdir()
        write_open_sdg(connection, folder)
    texts = [p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()]
    assert not any(re.search(r"<[A-Za-z/!?]", text) for text in texts)
    assert any("＜script>" in text for text in texts)


def test_a_measure_that_the_newest_edition_dropped_keeps_its_values(published_history, tmp_path):
    with changed(
        published_history,
        tmp_path / "changed",
        "update attainment set measure_key = measure_key || '9', measure_label = 'dropped' where report_year < 2022",
        "update observation set measure_key = measure_key || '9' where report_year < 2022",
    ) as connection:
        folder = tmp_path / "out"
        folder.mkdir()
        write_open_sdg(connection, folder)
        kept = connection.execute(
            "select distinct indicator_key, data_year, value from observation where is_latest and measure_key like '%#_9'"
        ).fetchall()
    assert len(kept) > 50
    for key, year, value in kept:
        rows = read_data(folder, indicator_id(key))
        assert any(row["Year"] == str(year) and row["Value"] and float(row["Value"]) == value for row in rows)  # fmt: skip


def test_an_indicator_that_cannot_be_shown_stops_the_export(sample_warehouse, tmp_path):
    with changed(
        sample_warehouse,
        tmp_path / "changed",
        "update observation set data_year = 112 where measure_key like '6.4.1#%'",
    ) as connection:
        folder = tmp_path / "out"
        folder.mkdir()
        with pytest.raises(TsdgError, match=r"indicator_6-4-1\.csv: row 2: the year is '112'"):
            write_open_sdg(connection, folder)


def test_two_indicators_of_one_id_stop_the_export(sample_warehouse, tmp_path):
    with changed(
        sample_warehouse,
        tmp_path / "changed",
        "update attainment set indicator_key = '6-4-1' where indicator_code = '6.4.2'",
        "update indicator_result set indicator_key = '6-4-1' where indicator_code = '6.4.2'",
    ) as connection, pytest.raises(TsdgError, match="another indicator has the id 6-4-1"):  # fmt: skip
        write_open_sdg(connection, tmp_path)


def test_a_sign_before_a_number_is_no_tag():
    assert plain(" <65 歲\u3000") == "<65 歲"
    assert plain("<b>\n</b>") == "＜b> ＜/b>"


def measure(**facts):
    return {"measure_no": 1, "measure_key": "1.1.1#1", "measure_label": None, "report_year": 2024, "status": "attained", "unit": "人", "release_due": None, "target_basis": "level"} | facts  # fmt: skip


def observation(year, value, **facts):
    return {"measure_key": "1.1.1#1", "data_year": year, "value": value, "unit": "人", "source": "actual", "value_basis": "level", "source_url": None, "report_id": "r", "page": 1} | facts  # fmt: skip


def test_a_running_total_leaves_the_headline_of_yearly_values():
    observed = [observation(2022, 10.0, value_basis="cumulative"), observation(2023, 3.0)]
    rows = data_rows([measure()], observed, [], {"r": "report"})
    assert [(row["Year"], row["Kind"], row["Value"]) for row in rows] == [
        ("2022", "Running total", "10"),
        ("2023", "", "3"),
    ]


def test_two_values_of_one_year_give_one_row():
    rows = data_rows([measure()], [observation(2023, 3.0), observation(2023, 4.0)], [], {})
    assert [row["Value"] for row in rows] == ["3"]


def test_a_unit_that_pandas_would_take_for_none_is_kept():
    rows = data_rows([measure()], [observation(2023, 3.0, unit="NA")], [], {})
    assert [row["Units"] for row in rows] == ["(NA)"]


def test_codes_become_ids():
    assert (indicator_id("6.e.2"), indicator_id("3.1.1~2021")) == ("6-e-2", "3-1-1-2021")


def test_the_nearest_un_indicator_is_told_as_a_proposal(repository):
    told = {
        language: read_yaml(repository / "meta" / language / "8-5-1.yml")["COMPARABILITY"]
        for language in ("", "en")
    }
    assert told[""].startswith("聯合國：8.5.2 · 相近（提議）：")
    assert told["en"].startswith("UN: 8.5.2 · similar (proposed): ")
