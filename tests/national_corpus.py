"""SYNTHETIC reports of 30 issuers over six years, with the truth that they were made from.

Indicators are printed by two ministries, move to another one, are renumbered, come and go; a ministry merges into
another, one is split, one reports jointly for a year, one is late, one is missing from the newest year, one document
tells nothing of its issuer, and some reports are corrected. Nothing here is a figure of any ministry.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

ISSUERS = (
    "經濟部", "環境部", "農業部", "交通部", "內政部", "衛福部", "教育部", "勞動部", "財政部", "法務部",
    "外交部", "國防部", "文化部", "數位部", "國科會", "國發會", "海委會", "原民會", "客委會", "金管會",
    "核安會", "公平會", "通傳會", "運安會", "工程會", "陸委會", "僑委會", "退輔會", "主計總處", "人事總處",
)  # fmt: skip
YEARS = (2019, 2020, 2021, 2022, 2023, 2024)
MERGED, INTO = (
    "公平會",
    "通傳會",
)  # from 2022 on the first one's indicators are printed by the second
SPLIT, OFF = (
    "運安會",
    "交通部",
)  # from 2023 on half of the first one's indicators are printed by the second
JOINT = ("陸委會", "僑委會")  # of 2021 one report of both
LATE, MISSING, SILENT = (
    "退輔會",
    "主計總處",
    "人事總處",
)  # no 2023 · no 2024 · 2024 without a word on whose it is
NOBODY = "無名"  # 2024, without a word, and like nothing that is held
_SUBJECTS = (
    "綠電", "漁港", "濕地", "高鐵", "托育", "長照", "校園", "職訓", "稅籍", "矯正", "駐外", "營區", "古蹟", "寬頻",
    "晶片", "離島", "珊瑚", "部落", "客語", "保單", "輻射", "聯合行為", "電波", "飛航", "採購", "旅行團", "僑校",
    "榮民", "普查", "考績", "堤防", "社宅", "校車", "疫苗",
)  # fmt: skip
_NOUNS = (
    ("普及率", "%"), ("輔導家數", "家"), ("稽查件數", "件"), ("受益人數", "人"), ("完工處數", "處"),
    ("補助金額", "萬元"), ("覆蓋面積", "公頃"), ("訓練場次", "場次"), ("回收數量", "公噸"), ("結案比率", "%"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that is measured, whatever its code and whoever prints it."""

    identity: int
    name: str
    unit: str
    agency: str


@dataclass(frozen=True, slots=True)
class Statement:
    """An indicator as one report prints it."""

    indicator: Indicator
    code: str
    target: int
    actual: int | None

    @property
    def status(self) -> str:
        """What follows from the numbers: more is better throughout."""
        if self.actual is None:
            return "pending"
        return "attained" if self.actual >= self.target else "not_attained"


@dataclass(slots=True)
class Report:
    """One document: whose, of which year, what it says, and whether it says whose it is."""

    issuer: str
    year: int
    statements: list[Statement]
    vintage: int = 1
    is_told: bool = True

    @property
    def file_name(self) -> str:
        """Name of its file."""
        return f"{self.year}_{self.issuer}_{self.vintage}.txt"


@dataclass(slots=True)
class Corpus:
    """All reports."""

    reports: list[Report] = field(default_factory=list)

    def current(self, year: int) -> list[Report]:
        """The newest vintage of each issuer's report of a year, without the one that is asked about."""
        newest: dict[str, Report] = {}
        for report in sorted(self.reports, key=lambda one: one.vintage):
            if report.year == year and report.issuer != NOBODY:
                newest[report.issuer] = report
        return [newest[name] for name in sorted(newest)]

    def counted(self, year: int) -> dict[int, Statement]:
        """The statement that counts for each indicator: that of the ministry that its agency is."""
        chosen: dict[int, tuple[bool, str, Statement]] = {}
        for report in self.current(year):
            for statement in report.statements:
                agency = statement.indicator.agency
                place = (agency not in report.issuer.split("、"), report.issuer, statement)
                number = statement.indicator.identity
                if number not in chosen or place[:2] < chosen[number][:2]:
                    chosen[number] = place
        return {number: statement for number, (*_, statement) in chosen.items()}


def make_corpus(n_issuers: int = len(ISSUERS), years: tuple[int, ...] = YEARS) -> Corpus:
    """Make the reports of the last issuers of the list (to whom most happens), of some years."""
    issuers = ISSUERS[-n_issuers:]
    corpus = Corpus()
    for year in years:
        printed = _print_year(issuers, year)
        corpus.reports += [
            Report(issuer, year, statements, is_told=not (issuer == SILENT and year == YEARS[-1]))
            for issuer, statements in printed.items()
        ]
    corpus.reports += [_correct(one) for one in corpus.reports if one.year == YEARS[-1] and _corrects(one)]  # fmt: skip
    strange = [replace(_state(0, number, YEARS[-1]), code=f"17.9.{number + 1}") for number in range(4)]  # fmt: skip
    corpus.reports.append(Report(NOBODY, YEARS[-1], strange, is_told=False))
    return corpus


def _print_year(issuers: tuple[str, ...], year: int) -> dict[str, list[Statement]]:
    printed: dict[str, list[Statement]] = defaultdict(list)
    for place, issuer in enumerate(issuers):
        for number in range(len(_NOUNS)):
            if number == 9 and (year + place) % 3 == 0:  # comes and goes
                continue
            statement = _state(ISSUERS.index(issuer), number, year)
            printer = _printer(issuer, number, year)
            if printer is not None:
                printed[printer].append(statement)
            if number == 1 and place + 1 < len(issuers):  # two ministries print it
                other = _printer(issuers[place + 1], number, year)
                if other not in {printer, None}:
                    said = replace(statement, actual=(statement.actual or 0) + 1) if place % 5 == 0 else statement  # fmt: skip
                    printed[other].append(said)
    return printed


def _printer(issuer: str, number: int, year: int) -> str | None:
    """Who prints an issuer's indicator in a year; null where the report is not there."""
    if issuer == MERGED and year >= 2022:
        return INTO
    if issuer == SPLIT and year >= 2023 and number < 5:
        return OFF
    if issuer in JOINT and year == 2021:
        return "、".join(JOINT)
    if issuer == "工程會" and number == 4 and year >= 2022:  # moves, its agency does not
        return "陸委會"
    if (issuer, year) in {(LATE, 2023), (MISSING, 2024)}:
        return None
    return issuer


def _state(place: int, number: int, year: int) -> Statement:
    name, unit = _NOUNS[number]
    indicator = Indicator(place * 100 + number, _SUBJECTS[place] + name, unit, ISSUERS[place])
    renumbered = 20 if number == 3 and year >= 2022 else 0
    code = f"{1 + place % 17}.{1 + place // 17}.{1 + number + renumbered}"
    seed = (place * 7 + number * 13 + year * 5) % 23
    target = 40 + place + number
    actual = None if seed == 0 else target + seed - 7
    return Statement(indicator, code, target, actual)


def _corrects(report: Report) -> bool:
    return report.is_told and report.issuer in ISSUERS and ISSUERS.index(report.issuer) % 6 == 1


def _correct(report: Report) -> Report:
    first, *others = report.statements
    changed = replace(first, actual=first.target + 3)
    return replace(report, statements=[changed, *others], vintage=2)


def write_corpus(corpus: Corpus, folder: Path) -> list[Path]:
    """Write each report as a text conversion; returns the files in the order of the reports."""
    paths = []
    for report in corpus.reports:
        path = folder / report.file_name
        path.write_text("\n".join(_lines(report)) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def _lines(report: Report) -> Iterator[str]:
    whose = f"({report.issuer}主政部分)" if report.is_told else ""
    corrected = "更正 " if report.vintage > 1 else ""
    yield f"SYNTHETIC {corrected}永續發展指標 {report.year} 執行情形表{whose}"
    yield f"{report.year + 1 - 1911}.{6 if report.vintage == 1 else 9:02d}"
    yield ""
    yield f"核心目標\t對應指標\t{report.year} 年達成情形"
    for statement in sorted(report.statements, key=lambda one: [int(n) for n in one.code.split(".")]):  # fmt: skip
        yield "\t".join(_cells(statement, is_told=report.is_told))


def _cells(statement: Statement, *, is_told: bool) -> tuple[str, str, str]:
    indicator = statement.indicator
    goal = statement.code.split(".", maxsplit=1)[0].zfill(2)
    agency = f" ({indicator.agency})" if is_told else ""
    said = f"目標：{indicator.name}至少 {statement.target} {indicator.unit} 實績值："
    if statement.actual is None:
        said += "未達統計週期，預計 2026 年 12 月底前公布"
    else:
        said += f"{indicator.name} {statement.actual} {indicator.unit}"
    if statement.status == "not_attained":
        said += " 落後原因：經費不足 因應對策：爭取經費"
    return f"{goal}：目標{agency}", f"指標 {statement.code}: {indicator.name}{agency}", said
