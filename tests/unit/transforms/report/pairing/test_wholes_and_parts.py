"""What answers a target beside its whole, its parts, what was asked for, or words that say that nothing happened."""

import pytest

from tests.unit.transforms.report.pairing.test_what_governs_a_value import answers, read


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [
        ("資安事件 0 件", "全年監測 2,104 件，未發生資安事件。", 0.0),
        ("意外事件 0 件", "運送 1,842 批次，無意外事件發生。", 0.0),
        ("重大輻射事故 0 件", "受理通報 27 件，經查均非重大輻射事故。", 0.0),
        # Of a part of it, of a part of the year, but for one, and of another year.
        ("資安事件 0 件", "監測 2,104 批次，未發生三級以上資安事件。", None),
        ("資安事件 0 件", "上半年未發生資安事件。", None),
        ("資安事件 0 件", "除 1 件外，未發生資安事件。", None),
        ("資安事件 0 件", "發生資安事件 1 件，其後未發生資安事件。", 1.0),
        ("資安事件 0 件", "期能無資安事件。", None),
        ("資安事件 0 件", "2023 年未發生資安事件。", None),
    ],
)
def test_zero_may_be_told_in_words(target, actual, value):
    assert answers(read(target, actual))[0][1] == value


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [
        ("屋頂型太陽光電 9.5 GW", "太陽光電累計 14.3 GW，其中屋頂型 9.8 GW、地面型 4.5 GW。", 9.8),
        ("屋頂型太陽光電 9.5 GW", "太陽光電累計 14.3 GW(屋頂型 9.8 GW、地面型 4.5 GW)", 9.8),
        ("太陽光電 9.5 GW", "太陽光電累計 14.3 GW，其中屋頂型 9.8 GW、地面型 4.5 GW。", 14.3),
        ("諮商同意案件輔導 20 案", "辦理諮商同意 24 案，其中同意 19 案、不同意 5 案。", None),
        ("桃園、高雄 2 機場平均 4.5 分", "2 機場平均 4.6 分(桃園 4.7 分、高雄 4.5 分)", 4.6),
        ("有機及友善耕作面積 3,600 公頃", "3,847.6 公頃，其中有機 2,916.2 公頃、友善耕作 931.4 公頃", 3847.6),
        ("關懷訪視 30 萬人次", "計訪視 31 萬人次，其中獨居榮民訪視 8 萬人次", 310000.0),
    ],
)  # fmt: skip
def test_a_part_answers_the_target_that_names_it_alone(target, actual, value):
    assert answers(read(target, actual))[0][1] == value


@pytest.mark.parametrize(
    ("actual", "value"),
    [
        ("4 座雷達平均可用率為 97.9%，其中五分山因汰換停機 12 日，可用率 95.4%。", 97.9),
        ("各站平均可用率為 98.1%，惟花蓮站因地震停機 20 日，可用率 88.2%。", 98.1),
    ],
)
def test_a_case_told_of_one_of_them_is_none_of_all(actual, value):
    assert answers(read("雷達資料可用率 97%", actual))[0][1] == value


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [
        ("補助國際活動 250 案", "受理申請 312 案，經審查核定補助 263 案。", 263.0),
        ("取得技術士證 280 人", "報檢 301 人，及格 263 人。", 263.0),
        ("受理申請 300 案", "受理申請 312 案，核定 263 案。", 312.0),
    ],
)
def test_what_was_only_asked_for_is_none_beside_what_was_granted(target, actual, value):
    assert answers(read(target, actual))[0][1] == value


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("燃燒面積比率 0.15%以內", "一期作 0.11%、二期作 0.08%，全年 0.10%。", [(0.15, 0.10)]),
        ("全國 26 條中央管河川攔除垃圾 3,000 公噸", "3,416.5 公噸", [(3000.0, 3416.5)]),
        ("可用率≧90%", "92.8%，其中新店溪、頭前溪 2 站達 97%以上", [(90.0, 92.8)]),
    ],
)
def test_the_whole_year_and_what_all_of_them_make(target, actual, expected):
    assert answers(read(target, actual)) == expected


def test_a_target_of_a_part_of_the_year_keeps_its_answer():
    target, actual = "一期作 0.2%以內、二期作 0.1%以內", "一期作 0.11%、二期作 0.08%，全年 0.10%。"
    assert answers(read(target, actual)) == [(0.2, 0.11), (0.1, 0.08)]


def test_a_level_told_after_a_change_is_the_target():
    assert answers(read("較 113 年減少 5%，即降至 39 人以下", "36 人")) == [(39.0, 36.0)]
