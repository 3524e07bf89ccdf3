"""Printed text → one spelling of it: code points, spaces, control characters.

The verbatim text stays in the raw layer; everything after it reads what these functions return.
"""

import re
import unicodedata
from functools import cache

from transforms.symbol_fonts import meaning as symbol_meaning

# CJK Radicals Supplement has almost no compatibility mapping, so NFKC leaves it alone.
# Pairs are radical, ideograph. Source: Unicode 14, EquivalentUnifiedIdeograph.txt.
_RADICAL_PAIRS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵"
    "⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎"
    "⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐"
    "⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_RADICALS = dict(zip(_RADICAL_PAIRS[::2], _RADICAL_PAIRS[1::2], strict=True))

# NFKC would turn these into ASCII: Chinese prose is not written with ASCII stops, and ① is a list number.
_KEPT_PUNCTUATION = "，：；！？…①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DASHES = dict.fromkeys("‐‑‒–−﹣－˗⁃➖", "-")
_TILDES = dict.fromkeys("∼〜～˜", "~")
_DIVISION_SLASHES = dict.fromkeys("∕⁄", "/")
UNCERTAIN = "\ufffd"
# Whoever shows a text turns what follows these round; where the page is painted, its places tell.
_TURNED = "\u202b\u202e\u2067"
_TURNED_BACK = re.compile(rf"[{_TURNED}][\u200b-\u200f\ufeff]*(?=[\u2066\u202a\u202d\u202c\u2069])")
# They choose between forms of the character before.
_UNSEEN_VARIANTS = dict.fromkeys(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))), "")
_SUPERSCRIPT_UNITS = {"㎡": "平方公尺", "㎢": "平方公里", "㎥": "立方公尺"}
_COLONS = dict.fromkeys("︰∶﹕", "：")
_FOLDED = {
    **_COLONS,
    **_RADICALS,
    **_DASHES,
    **_TILDES,
    **_DIVISION_SLASHES,
    **_UNSEEN_VARIANTS,
    **dict.fromkeys(_TURNED, UNCERTAIN),
    **_SUPERSCRIPT_UNITS,
    **{character: character for character in _KEPT_PUNCTUATION},
}

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_CONTENT_SPACE = re.compile(r"(?<=[A-Za-z])[ \t]+(?=[A-Za-z])|(?<=[0-9])[ \t]+(?=[0-9])")
# A justified cell may print 4 8 0 0.
_SPACED_DIGITS = re.compile(r"(?<!\d)\d(?: \d){2,}(?!\d)")
_LONG_DASH = re.compile(r"(?<=[\d年])—(?=\d)")
# Budget tables print a fall as ▲2.4 %, △2.4 % or ▼2.4 %.
_MINUS_TRIANGLE = re.compile(r"[▲△▼][ ]?(?=\d)")
# A long dash right before a number is its sign, but not before a year or the number of a list.
_MINUS_DASH = re.compile(r"(?<![\d年月日~\-―—])[―─](?=\d+(?:[.,]\d+)*\s?[%‰個百億萬兆元人])")
# Typesetters print a decimal point as a dot at half height.
_MIDDLE_DOT = re.compile(r"(?<=\d)[‧·・•](?=\d)(?!\d+[‧·・•]\d)")
_DOT_BEFORE = re.compile(r"\d[‧·・•.]\d*$")
# Spaces that part thousands, or digits that would be taken for two numbers.
_THIN_SPACE = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[\u00a0\u2007\u2009\u202f]\d{3})+(?![\d\u00a0\u2007\u2009\u202f])"
)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ"
_SUNK = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"
_POWER = re.compile(rf"(?<=[×xX*╳]10)[{_RAISED}]+(?![\d{_RAISED}])")
_BARE_POWER = re.compile(rf"(?<![\d.,])10[{_RAISED}]+")
# What stands behind a letter is of a unit or a name (m², CO₂, PM₂․₅); behind anything else it is a mark.
_OF_A_UNIT = re.compile(rf"(?<=[A-Za-zΑ-ω])(?:[²³]|⁻[¹²³])|(?<=[公里尺分米])[²³](?![{_RAISED}])")
_OF_A_NAME = re.compile(rf"(?<=[A-Za-z)])[{_SUNK}]+(?:[.․][{_SUNK}]+)?")
_MARK = re.compile(rf"[{_RAISED}{_SUNK}]+")
# Between figures nobody can tell it from an exponent or a slip of the type.
_MARK_WITHIN = re.compile(rf"(?<=\d)[{_RAISED}{_SUNK}]+(?=\d)")
# A raised minus before a number is its sign, not a mark of what stands before.
_RAISED_SIGN = re.compile(r"(?<![\w%)）])[⁻₋](?=\d)")
# What is drawn onto a figure strikes it, rings it, or makes another sign of it.
_ON_A_FIGURE = re.compile(
    r"(?<=[\d.,%‰+\-−])[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]+"
)
# Marks in brackets, or behind the number that they stand at.
_BRACKETED_MARK = re.compile(
    r"[〔［\[【(（](?:註|附?註解?|說明|備註)\s*[\d一二三四五六七八九十]{1,2}[〕］\]】)）]"
)
_MARK_BEHIND_NUMBER = re.compile(
    r"(?<=[\d%‰])(?:[①②③④⑤⑥⑦⑧⑨⑩](?=[%％‰，。；、,;\s]|$)"
    r"|[*＊†‡§]{1,3}(?=[%％‰\u4e00-\u9fff，。；、,;\s]|$))"
)
# What stands for the characters of these categories.
_NO_PRINT = {"Cc": "", "Cf": "", "Cs": "", "Cn": "", "Zs": " ", "Zl": "\n", "Zp": "\n"}
# 1. 289 at the beginning is a list of one item, or 1.289 with a space; so is 2、890.
_LIST_MARK = re.compile(
    r"(?:^|(?<=[\n：:]))(?:1?\d[.．][ \t]+(?=\d)|\d{1,2}、(?=\d{3}(?!\d|、\d{3})))(?!\d{2,4}[ ]?年)"
)
_ANY_SPACE = re.compile(r"[ \t]+")
# Programs and typists mix both widths: a stop beside Chinese is full-width, a separator in a number is not.
_FULL_WIDTH_STOPS = str.maketrans(",:;!?", "，：；！？")
_STOP_BESIDE_HAN = re.compile(rf"(?<=[{HAN}%)」])[,:;!?]|[,:;!?](?=[{HAN}「])")
_SEPARATOR_IN_NUMBER = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")


def normalize_text(text: str) -> str:
    """Fold code points that mean the same character; keep line breaks and single spaces.

    Kangxi radicals, CJK radicals, compatibility and full-width forms become the plain character.
    Marks of notes go, exponents become `^4`. A character whose meaning is unknown becomes U+FFFD.
    Control, bidirectional and zero-width characters are dropped. Running it twice changes nothing.
    """
    if not text.isascii() or "*" in text:
        text = _TURNED_BACK.sub("", text)
        # What nobody sees parts no number from its mark.
        unseen = {character for character in set(text) if not _fold(character)}
        text = text.translate(dict.fromkeys(map(ord, unseen))) if unseen else text
        text = _read_signs(_read_marks(text))
    folded = re.sub(r"[ \t\u3000]+", " ", "".join(map(_fold, text)))
    return _LONG_DASH.sub("-", folded)


def _read_marks(text: str) -> str:
    """Tell exponents, units and names from marks of notes, before all become plain digits."""
    text = _BRACKETED_MARK.sub("", text)
    text = _MARK_BEHIND_NUMBER.sub("", text)
    text = _POWER.sub(lambda match: "^" + unicodedata.normalize("NFKC", match[0]), text)
    # 10⁴ alone may be ten thousand, or ten with a note.
    text = _BARE_POWER.sub(f"10{UNCERTAIN}", text)
    text = _OF_A_UNIT.sub(_plain, text)
    text = _OF_A_NAME.sub(_plain, text)
    text = _ON_A_FIGURE.sub(UNCERTAIN, _MARK_WITHIN.sub(UNCERTAIN, text))
    return _MARK.sub("", _RAISED_SIGN.sub("-", text))


def _plain(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _read_signs(text: str) -> str:
    """Decimal points, thousands and minus signs that are printed by other characters."""
    text = _THIN_SPACE.sub(lambda match: re.sub(r"[^\d]", ",", match[0]), text)
    text = _MIDDLE_DOT.sub(
        lambda match: (
            match[0]
            if _DOT_BEFORE.search(text[max(match.start() - 24, 0) : match.start()])
            else "."
        ),
        text,
    )
    return _MINUS_TRIANGLE.sub("-", _MINUS_DASH.sub("-", text))


@cache
def _fold(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() or character in "\n\t" else ""
    if character in _FOLDED:
        return _FOLDED[character]
    category = unicodedata.category(character)
    if category == "Co":
        meant = symbol_meaning(character)
        return UNCERTAIN if meant == character else "".join(map(_fold, meant))
    if category in _NO_PRINT:
        return _NO_PRINT[category]
    folded = unicodedata.normalize("NFKC", character)
    if "\u2044" in folded:
        # 289½ is no 2891/2.
        return UNCERTAIN
    # A mark that stands alone, such as ´, parts figures.
    is_plain = folded == character or folded[:1] == " "
    return character if is_plain else "".join(map(_fold, folded))


def drop_typesetting_spaces(text: str) -> str:
    """Remove what depends on the typesetting program, so that layouts compare equal.

    Only a space between two Latin words or between two numbers is content and stays; a stop gets the
    width of what it stands beside.
    """
    text = _SPACED_DIGITS.sub(lambda match: match[0].replace(" ", ""), text)
    if len(_LIST_MARK.findall(text)) == 1:
        text = _LIST_MARK.sub(rf"\g<0>{UNCERTAIN}", text)
    kept = _CONTENT_SPACE.sub("\0", text.strip())
    tight = _ANY_SPACE.sub("", kept).replace("\0", " ")
    tight = _STOP_BESIDE_HAN.sub(lambda match: match[0].translate(_FULL_WIDTH_STOPS), tight)
    return _SEPARATOR_IN_NUMBER.sub(",", tight)


_BROKEN_YEAR = re.compile(r"(?<!\d)((?:19|20)?\d{1,3})[ \t]*\n[ \t]*(\d{1,3})(?=\s?年)")
# A year begins anew; so does what stands below a line that was not full, which ends with a space.
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)[ \t]*\n[ \t]*(?=\d{2,4}\s?年)|(?<=\d)[ \t]+\n[ \t]*(?=\d)")


def join_lines(text: str) -> str:
    """Rejoin lines broken by the column's width: a space only between two Latin words or two numbers."""
    joined = re.sub(r"(?<=[A-Za-z])\s*\n\s*(?=[A-Za-z])", " ", text)
    joined = _BROKEN_YEAR.sub(_join_year, joined)
    joined = _BETWEEN_NUMBERS.sub(" ", joined)
    return re.sub(r"[ \t]*\n[ \t]*", "", joined)


def _join_year(match: re.Match[str]) -> str:
    """20 and 24年 are one year; 0.3 and 2023年 are a number and a year."""
    glued = match[1] + match[2]
    is_year = len(glued) == 4 and glued.startswith(("19", "20")) and len(match[1]) < 4  # noqa: PLR2004
    return glued if is_year else match[0]
