"""Printed text → one spelling of it: code points, spaces, control characters.

The verbatim text stays in the raw layer; everything after it reads what these functions return.
"""

import re
import unicodedata
from functools import cache

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
_DASHES = dict.fromkeys("‐‑‒–−﹣－", "-")
_TILDES = dict.fromkeys("∼〜～˜", "~")
_DIVISION_SLASHES = dict.fromkeys("∕⁄", "/")
_SUPERSCRIPT_UNITS = {"㎡": "平方公尺", "㎢": "平方公里", "㎥": "立方公尺"}
_FOLDED = {
    **_RADICALS,
    **_DASHES,
    **_TILDES,
    **_DIVISION_SLASHES,
    **_SUPERSCRIPT_UNITS,
    **{character: character for character in _KEPT_PUNCTUATION},
}

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_CONTENT_SPACE = re.compile(r"(?<=[A-Za-z])[ \t]+(?=[A-Za-z])|(?<=[0-9])[ \t]+(?=[0-9])")
# A justified cell may print 4 8 0 0.
_SPACED_DIGITS = re.compile(r"(?<!\d)\d(?: \d){2,}(?!\d)")
_LONG_DASH = re.compile(r"(?<=[\d年])—(?=\d)")
# Budget tables print a fall as ▲2.4 %.
_MINUS_TRIANGLE = re.compile(r"▲(?=\d)")
_ANY_SPACE = re.compile(r"[ \t]+")
# Programs and typists mix both widths: a stop beside Chinese is full-width, a separator in a number is not.
_FULL_WIDTH_STOPS = str.maketrans(",:;!?", "，：；！？")
_STOP_BESIDE_HAN = re.compile(rf"(?<=[{HAN}%)」])[,:;!?]|[,:;!?](?=[{HAN}「])")
_SEPARATOR_IN_NUMBER = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")


def normalize_text(text: str) -> str:
    """Fold code points that mean the same character; keep line breaks and single spaces.

    Kangxi radicals, CJK radicals, compatibility and full-width forms become the plain character.
    Control, bidirectional and zero-width characters are dropped. Running it twice changes nothing.
    """
    folded = re.sub(r"[ \t\u3000]+", " ", "".join(map(_fold, text)))
    return _LONG_DASH.sub("-", folded)


@cache
def _fold(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() or character in "\n\t" else ""
    if character in _FOLDED:
        return _FOLDED[character]
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Cs", "Co", "Cn"}:
        return ""
    if category == "Zs":
        return " "
    if category in {"Zl", "Zp"}:
        return "\n"
    folded = unicodedata.normalize("NFKC", character)
    return folded if folded == character else "".join(map(_fold, folded))


def drop_typesetting_spaces(text: str) -> str:
    """Remove what depends on the typesetting program, so that layouts compare equal.

    Only a space between two Latin words or between two numbers is content and stays; a stop gets the
    width of what it stands beside.
    """
    text = _SPACED_DIGITS.sub(lambda match: match[0].replace(" ", ""), text)
    kept = _CONTENT_SPACE.sub("\0", text.strip())
    tight = _ANY_SPACE.sub("", kept).replace("\0", " ")
    tight = _MINUS_TRIANGLE.sub("-", tight)
    tight = _STOP_BESIDE_HAN.sub(lambda match: match[0].translate(_FULL_WIDTH_STOPS), tight)
    return _SEPARATOR_IN_NUMBER.sub(",", tight)


def join_lines(text: str) -> str:
    """Rejoin lines broken by the column's width: a space only between two Latin words."""
    joined = re.sub(r"(?<=[A-Za-z])\s*\n\s*(?=[A-Za-z])", " ", text)
    return re.sub(r"[ \t]*\n[ \t]*", "", joined)
