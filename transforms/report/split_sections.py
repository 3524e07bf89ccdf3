"""Result cell → target, actual, reason, countermeasure; a section → its numbered items."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from transforms.normalize_text import drop_typesetting_spaces, join_lines
from transforms.phrase.unit_table import COUNTERS

_YEAR = r"(?:(?:19|20)\d{2}|1\d{2}|\d{2})?\s*年?度?\s*(?:之|的)?"
# What nothing else is called than a section's label.
_ACTUAL, _LAGGING = r"實績值?", r"(?:落後|未達成)原因"
_WORDS = {
    "target": rf"{_YEAR}(?:年度|預期|設定|原定|訂定|預定|績效|年度績效)*目標(?:值|內容|項目|數)?",
    "actual": rf"(?:截至)?{_YEAR}(?:年度|底|月底)*(?:{_ACTUAL}|達成數|達成結果|執行結果|執行進度|執行情況|辦理進度|辦理結果|辦理情況|現況值?|目前進度|實際成果|實際執行結果|實際完成|完成情形|推動情形|績效值?|實際值|實際達成值|實際績效|達成值|達成情形|達成情況|達成狀況|執行情形|執行成果|執行成效|辦理情形|辦理成果|實際執行情形|目前執行情形|推動成果|成果)",
    "reason": r"(?:落後|未達成|未達標|未達|未達成目標|未達目標|差異|進度落後)(?:之|的)?(?:原因|說明|原因說明|原因分析|理由)",
    "countermeasure": r"(?:因應|改善|改進|精進|補救)(?:之|的)?(?:對策|措施|作為|策略|方案|作法|做法|方式)(?:說明)?",
}
_NAMES = tuple(_WORDS)
_OF_LAGGING = {"reason", "countermeasure"}
_COLON = r"\s*[:：]"
_YEAR_BEHIND = r"(?:[(（](?:截至)?(?:民國)?\d{2,4}年?(?:度|底)?[)）])?"
# A label without a colon stands alone on its line or before a numbered list (12.4.2 目標 1. …).
_BARE_END = r"[ \t]*(?:\n|(?=\s*[(（]?1\s*[.、)）]))"
_LABEL_PATTERNS = {
    name: re.compile(
        rf"(?:^|(?<=[\s。；;！]))[■●◆□○▪◎※*-]?[ \t]*(?:[(（]?[一二三四1234][)）.、]\s*)?"
        rf"(?:[【\[]{words}[】\]]{_COLON}?|[(（]?{words}[)）]?{_YEAR_BEHIND}(?:{_COLON}|{_BARE_END}))"
    )
    for name, words in _WORDS.items()
}
# A browser prints no space where one parts two labels on a line; the digits of 目標：260實績值 are no year.
_TIGHT_LABELS = {
    "actual": re.compile(
        rf"(?<=[^\s（(「『])(?:(?<!\d)\d{{2,4}}年度?)?{_ACTUAL}{_YEAR_BEHIND}{_COLON}"
    ),
    "reason": re.compile(rf"(?<=[^\s（(「『]){_LAGGING}{_COLON}"),
}

_ITEM_MARK = re.compile(
    r"(?:^|(?<=\s)|(?<=[。；;：:、，]))(?P<mark>[(（]?(?P<number>\d{1,2})(?:[.．、](?!\d)|[.．、](?=(?:19|20)\d{2}\s*年)|[)）]))[ \t]*"
)
# 1.62 組。2.138 人。: where the first is at the start and each behind a full stop, they count a list.
_TIGHT_MARK = re.compile(r"(?:^|(?<=[。；;\n]))\s*(?P<number>\d{1,2})[.．](?=\d)")
# 1.43 校 2.56.9 %: where the target counts up to 2, so does its answer, whatever parts the two.
_CLOSE_MARK = re.compile(r"(?:^|(?<=[。；;、，\s]))\s*(?P<number>\d{1,2})[.．、:：](?=\d)")
# 1.2 億元、2.3 萬人 may be two decimals as well; 1.4 家、2.3 場 and 1.43 校 2.56.9 % are none.
_DECIMAL = re.compile(rf"\d{{1,2}}[.．]\d{{1,2}}(?![\d,.]|\s*(?:{'|'.join(sorted(COUNTERS))}))")
# 1.輔導 500 家 2.帶動投資 3 億元
_GLUED_MARK = re.compile(r"(?:^|(?<=[\u4e00-\u9fff%)]))(?P<number>\d)[.．](?=[\u4e00-\u9fff(「])")
_NOTHING = r"無|N/?A|[-－–—─/~.、]+"
NOTHING_SAID = re.compile(rf"(?:{_NOTHING})[。.]?", re.IGNORECASE)
# A column, or a label, for what lags says in these words that nothing does.
_NOTHING_LAGS = re.compile(
    rf"(?:{_NOTHING}|免填|不適用|[均皆]?已?達(?:標|成)(?:目標)?|無(?:落後|此)?(?:情形|情事)|無落後(?:原因)?|無[須需](?:說明|填寫|填列|填報|檢討))[。.]?",
    re.IGNORECASE,
)
_CIRCLED = {character: number for number, character in enumerate("①②③④⑤⑥⑦⑧⑨⑩", start=1)}
_CHINESE_MARK = re.compile(
    r"(?:^|(?<=\s)|(?<=[。；;：:]))[(（]?(?P<number>[一二三四五六七八九十])[)）、][ \t]*"
)
_CHINESE_NUMBERS = {
    character: number for number, character in enumerate("一二三四五六七八九十", start=1)
}


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a result cell: its items, each in one line, and the page it begins on.

    `preamble` is what stands before the first numbered item; without numbers the one item is all.
    """

    items: tuple[str, ...]
    preamble: str
    text: str
    page: int
    is_numbered: bool


@dataclass(slots=True)
class SplitResult:
    """The four sections, None where absent, and text before the first label, if any."""

    sections: dict[str, Section] = field(default_factory=dict)
    unlabelled: str = ""


def split_sections(pieces: list[tuple[int, str]]) -> SplitResult:
    """Split a result cell, given as its pieces with their pages.

    The labels come in the order target, actual, reason, countermeasure, each at most once; a label
    word that the column's width happened to put at the start of a line has no colon behind it.
    """
    text = "\n".join(piece for _, piece in pieces)
    found = find_labels(text)
    result = SplitResult(unlabelled=_one_line(text[: found[0][1]] if found else text))
    for index, (name, _, start) in enumerate(found):
        end = found[index + 1][1] if index + 1 < len(found) else len(text)
        body = _drop_dangling_mark(text[start:end]) if index + 1 < len(found) else text[start:end]
        target = result.sections.get("target")
        n_items = len(target.items) if target and target.is_numbered else 0
        section = _read_section(body, _page_at(pieces, start), n_items)
        if name not in _OF_LAGGING or not _NOTHING_LAGS.fullmatch(section.text):
            result.sections[name] = section
    return result


def find_labels(text: str) -> list[tuple[str, int, int]]:
    """Find the labels as (name, where the label starts, where its content starts)."""
    found: list[tuple[str, int, int]] = []
    position = 0
    for name in _NAMES:
        match = _LABEL_PATTERNS[name].search(text, position)
        if match is None and found and name in _TIGHT_LABELS:
            match = _TIGHT_LABELS[name].search(text, position)
        if match:
            found.append((name, match.start(), match.end()))
            position = match.end()
    return found


def _drop_dangling_mark(body: str) -> str:
    """Drop the list number of the next label (12.4.6 prints "2. 實績值：") left at the end."""
    return re.sub(r"\s[(（]?\d[.、)）]\s*$", "", body)


def _page_at(pieces: list[tuple[int, str]], offset: int) -> int:
    end = 0
    for page, piece in pieces:
        end += len(piece) + 1
        if offset < end:
            return page
    return pieces[-1][0]


def _read_section(body: str, page: int, n_items: int) -> Section:
    preamble, items = split_items(body, n_items)
    lines = [preamble, *(f"{mark}{item}" for mark, item in items)] if items else [preamble]
    return Section(
        items=tuple(item for _, item in items) or ((preamble,) if preamble else ()),
        preamble=preamble if items else "",
        text="\n".join(filter(None, lines)),
        page=page,
        is_numbered=bool(items),
    )


def split_items(body: str, n_items: int = 0) -> tuple[str, list[tuple[str, str]]]:
    """Split "1. … 2. …" into the text before the list and (mark, item) pairs in one line each.

    Numbers must run 1, 2, 3 …; a single "1." is a list of one. Anything else stays one text. That the target
    has `n_items` makes a mark of the 2. in 2.4,872 人次.
    """
    for marks in (
        _mixed_marks(body, n_items),
        _longer(_arabic_marks(body), _glued_marks(body)),
        _tight_marks(body),
        _close_marks(body, n_items),
        _circled_marks(body),
        _chinese_marks(body),
    ):
        if marks:
            break
    else:
        return _one_line(body), []
    items: list[tuple[str, str]] = []
    for index, (number, start, end) in enumerate(marks):
        stop = marks[index + 1][1] if index + 1 < len(marks) else len(body)
        del start
        items.append((f"{number}.", _one_line(body[end:stop])))
    return _one_line(body[: marks[0][1]]), items


def _arabic_marks(body: str) -> list[tuple[int, int, int]]:
    return _in_sequence((int(m["number"]), m.start(), m.end()) for m in _ITEM_MARK.finditer(body))


def _longer(
    parted: list[tuple[int, int, int]], glued: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    return glued if len(glued) > len(parted) else parted


def _tight_marks(body: str) -> list[tuple[int, int, int]]:
    """Marks right before a digit: a decimal number at the start of a text is no list of one."""
    marks = _in_sequence(
        (int(m["number"]), m.start("number"), m.end()) for m in _TIGHT_MARK.finditer(body)
    )
    is_list = len(marks) > 1 and not body[: marks[0][1]].strip()
    is_parted = all(re.search(r"[。；;]\s*$", body[:start]) for _, start, _ in marks[1:])
    return marks if is_list and is_parted else []


def _close_marks(body: str, n_items: int) -> list[tuple[int, int, int]]:
    """Marks right before digits, from the start on and as many as the target's list has."""
    marks = _in_sequence(
        (int(m["number"]), m.start("number"), m.end()) for m in _CLOSE_MARK.finditer(body)
    )
    is_list = len(marks) == n_items > 1 and not body[: marks[0][1]].strip()
    ends = [start for _, start, _ in marks[1:]] + [len(body)]
    pieces = [body[start:end].strip() for (_, start, _), end in zip(marks, ends, strict=False)]
    is_sure = not all(_DECIMAL.match(piece) for piece in pieces)
    return marks if is_list and is_sure else []


def _glued_marks(body: str) -> list[tuple[int, int, int]]:
    marks = _in_sequence(
        (int(m["number"]), m.start("number"), m.end()) for m in _GLUED_MARK.finditer(body)
    )
    is_list = len(marks) > 1 and not body[: marks[0][1]].strip()
    return marks if is_list else []


def _mixed_marks(body: str, n_items: int) -> list[tuple[int, int, int]]:
    """Marks of which some stand right before a digit, if they count up to what the target's list has."""
    arabic = [(int(m["number"]), m.start(), m.end()) for m in _ITEM_MARK.finditer(body)]
    if not arabic or len(_in_sequence(arabic)) >= n_items:
        return []
    # 覆蓋率為 / 3.5 %: a line may begin with a decimal; a list number has a stop before it.
    tight = [
        (int(m["number"]), m.start("number"), m.end())
        for m in _TIGHT_MARK.finditer(body)
        if body[: m.start("number")].rstrip()[-1:] in {"", "。", "；", ";"}
    ]
    marks = _in_sequence(sorted({*arabic, *tight}, key=lambda mark: mark[1]))
    return marks if len(marks) == n_items else []


def _circled_marks(body: str) -> list[tuple[int, int, int]]:
    return _in_sequence(
        (_CIRCLED[character], index, index + 1)
        for index, character in enumerate(body)
        if character in _CIRCLED
    )


def _chinese_marks(body: str) -> list[tuple[int, int, int]]:
    return _in_sequence(
        (_CHINESE_NUMBERS[m["number"]], m.start(), m.end()) for m in _CHINESE_MARK.finditer(body)
    )


def _in_sequence(candidates: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    marks: list[tuple[int, int, int]] = []
    for number, start, end in candidates:
        if number == len(marks) + 1:
            marks.append((number, start, end))
    return marks


def _one_line(text: str) -> str:
    return drop_typesetting_spaces(join_lines(text.strip()))
