"""Names over the years: what is only wording, and which words make another indicator."""

import pytest

from flows.stages.load_lexicon import load_name_terms
from transforms.years.compare_names import NameComparison


@pytest.fixture(scope="module")
def names():
    return NameComparison(load_name_terms())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("工業區內廢水納管率", "產業園區內廢水納管率"),
        ("台灣自來水漏水率", "臺灣自來水漏水率"),
        ("細懸浮微粒(PM2.5)濃度", "PM2.5 濃度"),
        ("大眾運輸市占率", "公共運輸市占率"),
        ("「無障礙」計程車數", "無障礙計程車數"),
        ("廚餘回收量註1", "廚餘回收量"),
        ("七項海域水質合格率", "7 項海域水質合格率"),
        ("長期照顧服務涵蓋率", "長照服務涵蓋率"),
    ],
)
def test_wording_alone_makes_no_other_name(names, left, right):
    assert names.likeness(left, right) == 100
    assert names.difference(left, right) is None


def test_the_order_of_words_matters_little(names):
    assert 90 < names.likeness("累計電動大客車數", "電動大客車累計數") < 100


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("男性勞動參與率", "女性勞動參與率"),
        ("65 歲以上健檢率", "75 歲以上健檢率"),
        ("PM2.5 濃度", "PM10 濃度"),
        ("失業率", "青年失業率"),
        ("失業率(女性)", "失業率"),
        ("公立大專校院補助人數", "私立大專校院補助人數"),
        ("國中中輟率", "國小中輟率"),
        ("交通事故死亡人數", "交通事故受傷人數"),
        ("每人享有綠地面積(都市計畫區內)", "每人享有綠地面積(都市計畫區外)"),
        ("每人享有綠地面積(都市計畫區內)", "都市計畫區外每人享有綠地面積"),
        ("工業能源密集度", "服務業能源密集度"),
        ("輔導家數", "輔導人次"),
        ("食品抽驗合格率", "食品抽驗不合格率"),
        ("培訓人數及就業率", "培訓人數"),
        ("低收入戶人口比率", "中低收入戶人口比率"),
        ("進口依存度", "出口依存度"),
    ],
)
def test_some_words_make_another_indicator(names, left, right):
    assert names.difference(left, right)
    assert names.difference(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("提升自來水普及率", "自來水普及率"),
        ("環境教育參與人次", "參與環境教育人次"),
        ("2025 年再生能源占比", "再生能源占比"),
        ("兩性平均餘命", "平均餘命"),
        ("漏水率", "自來水漏水率"),
    ],
)
def test_other_words_do_not(names, left, right):
    assert names.difference(left, right) is None


def test_a_label_says_what_its_indicator_leaves_out(names):
    assert names.difference("就業率", "女性就業率", "女性就業", "女性就業") is None
    assert names.difference("就業率", "女性就業率", "就業", "就業")


def test_every_term_is_written_as_names_are_compared():
    for term in load_name_terms():
        assert term.term == term.term.casefold().replace("臺", "台"), term
