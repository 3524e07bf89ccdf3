"""What a tag of a text conversion does to its text: nothing, raise, strike or hide it, or what nobody can be sure of."""

import re
from functools import lru_cache

from flows.readers.fragments.fragment_ink import OF_INK, UNSEEN, UNSURE, Ink, ink_within

STRUCK, SMALL = "struck", "small"
# These have colours of their own, or take none from around.
TAGS_WITH_INK = {"mark", "a", "table"}
BLOCK_TAGS = {
    "p", "li", "ol", "ul", "div", "br", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6",
    "dl", "dt", "dd", "blockquote", "center", "pre", "section", "article", "summary",
}  # fmt: skip
# One of these ends the one before it.
CLOSED_BY_NEXT = {"p", "li", "dt", "dd", "tr", "td", "th"}
# These hold nothing, so that nothing ends them.
VOID_TAGS = {"br", "img", "input", "hr", "col", "wbr", "embed", "source", "param", "meta", "link"}
# What these show is no text of the file.
SHOWN_TAGS = {"img", "input", "svg", "object", "canvas", "embed"}
_STRUCK_TAGS = {"del", "s", "strike"}
_UNSEEN_TAGS = {
    "script", "style", "template", "title", "rt", "rp", "datalist", "noembed", "noframes", "iframe", "video", "audio",
}  # fmt: skip
_TAGS_WITH_EFFECT = {"sup", "sub", SMALL}
# Of any other tag nobody knows what a reader makes of it: formulas, fields, closed notes, a program's own.
_PLAIN_TAGS = BLOCK_TAGS | VOID_TAGS | SHOWN_TAGS | {
    "html", "body", "main", "header", "footer", "table", "thead", "tbody", "tfoot", "caption", "colgroup",
    "a", "abbr", "b", "big", "cite", "code", "data", "em", "font", "i", "ins", "label", "mark", "nobr", "q",
    "ruby", "rb", "samp", "span", "strong", "time", "tt", "u", "button", "math", "mrow", "mn", "mo", "mi", "mtext",
}  # fmt: skip
# What a style sheet that is not there would do.
_TELLING_CLASS = re.compile(
    r"(?<![-\w])(?:del|deleted|strike|hidden|hide|invisible|d-none|sr-only|visually-hidden|sup|sub)(?![-\w])",
    re.IGNORECASE,
)
_SYMBOLS = re.compile(r"wingdings|webdings|symbol|dingbat", re.IGNORECASE)
_SMALL_SIZE = re.compile(
    r"[5-9](?:\.\d+)?p[tx]|1[0-2](?:\.\d+)?px|0?\.[5-9]\d*r?em|[5-9]\d%|(?:x+-)?small(?:er)?"
)
_DECLARATION = re.compile(r"\s*([-a-z]+)\s*:\s*([^;]*)")
_HIDING = {
    "display": re.compile(r"none"),
    "opacity": re.compile(r"(?=[\d.])0*\.?0*%?"),
}
_NOT_NEGATIVE = re.compile(r"(?!.*-\s*[\d.]).*")
# What these properties say changes nothing of what is read; of others, and other values, nothing is known.
_PLAIN = {
    re.compile(name): re.compile(value)
    for name, value in {
        r"font-(?:weight|style|variant)|text-(?:align|justify|autospace)|white-space|word-(?:break|wrap)|list-style[-a-z]*|mso-(?!hide)[-a-z]+|page-break-[-a-z]+|tab-stops|layout-grid[-a-z]*|orphans|widows": ".*",
        "font-family": rf"(?i:(?!.*(?:{_SYMBOLS.pattern})).*)",
        r"(?:margin|padding|border)[-a-z]*|width|height": _NOT_NEGATIVE.pattern,
        "line-height": r"normal|(?:[1-9]|0?\.[5-9]).*",
        "text-indent": r"\d{1,2}(?:\.\d+)?(?:p[tx]|r?em|[cm]m)?",
        "letter-spacing": r"normal|0?\.\d+p[tx]|[01]p[tx]|0",
        "display": r"block|inline(?:-block)?|list-item|table[-a-z]*",
        "visibility": "visible|hidden|collapse|inherit|initial|unset",
        "color|background(?:-color)?": ".*",
        "text-transform": "none|uppercase|lowercase|capitalize",
        "opacity": r"1(?:\.0+)?|0?\.[3-9]\d*|100%|[3-9]\d%",
        "font-size": r"inherit|initial|(?=[\d.])0*\.?0*(?:[a-z]+|%)?|(?:[5-9]|\d\d)(?:\.\d+)?(?:px|pt)|[12](?:\.\d+)?r?em|0?\.[5-9]\d*r?em|(?:[5-9]|1\d|2\d)\d%|(?:x*-?)(?:small|large)(?:er|r)?|medium",
        "text-decoration[-a-z]*": r"[^-]*(?:none|underline|overline|solid)[^-]*",
        "vertical-align": "baseline|top|middle|bottom|text-top|text-bottom",
    }.items()
}  # fmt: skip


@lru_cache(maxsize=4096)
def effect_of(tag: str, attrs: tuple[tuple[str, str | None], ...]) -> str:
    """What a tag does to its text; nothing if the text is as plain as any."""
    given = {name: value or "" for name, value in attrs}
    effects = {_effect_of_tag(tag, given), *_effects_of_style(given)}
    return next((e for e in (UNSEEN, STRUCK, UNSURE, "sup", "sub", SMALL) if e in effects), "")


def _effect_of_tag(tag: str, given: dict[str, str]) -> str:
    if tag in _UNSEEN_TAGS or "hidden" in given or (tag == "dialog" and "open" not in given):
        return UNSEEN
    if tag in _STRUCK_TAGS:
        return STRUCK
    if _SYMBOLS.search(given.get("face", "")):
        return UNSURE
    if given.get("dir", "").casefold() == "rtl" or _TELLING_CLASS.search(given.get("class", "")):
        return UNSURE
    if tag in _TAGS_WITH_EFFECT or (tag == "font" and given.get("size", "").strip() in {"1", "-2"}):
        return tag if tag in _TAGS_WITH_EFFECT else SMALL
    is_plain = tag in _PLAIN_TAGS or (tag in {"details", "dialog"} and "open" in given)
    return "" if is_plain else UNSURE


def _effects_of_style(given: dict[str, str]) -> set[str]:
    style = given.get("style", "").casefold()
    if "/*" in style or "\\" in style:
        return {UNSURE}
    return effects_of_declarations(declarations_of(style))


def declarations_of(style: str) -> dict[str, str]:
    """What a style in small letters declares."""
    plain = style.replace("!important", "")
    return {name: value.strip() for name, value in _DECLARATION.findall(plain)}


def ink_of(around: Ink, tag: str, attrs: tuple[tuple[str, str | None], ...]) -> Ink:
    """The ink of a tag's text within the ink of what it stands in."""
    given = {name: (value or "").casefold() for name, value in attrs}
    declared = {"color": given["color"].strip()} if tag == "font" and "color" in given else {}
    declared |= {"background": given["bgcolor"].strip()} if "bgcolor" in given else {}
    declared |= {"font-size": "medium"} if tag == "font" and "size" in given else {}
    style = declarations_of(given.get("style", ""))
    if "background" in style or "background-color" in style:
        declared.pop("background", None)
    declared |= {name: value for name, value in style.items() if name in OF_INK}
    if not declared and tag not in TAGS_WITH_INK:
        return around
    return ink_within(
        around, "" if tag == "a" and "href" not in given else tag, tuple(declared.items())
    )


def effects_of_declarations(declared: dict[str, str]) -> set[str]:
    """What declarations do to text, but for its ink."""
    return {_effect_of_declaration(name, value) for name, value in declared.items()}


def _effect_of_declaration(name: str, value: str) -> str:
    hiding = _HIDING.get(name)
    if hiding and hiding.fullmatch(value):
        return UNSEEN
    if name.startswith("text-decoration") and "line-through" in value:
        return STRUCK
    if name == "vertical-align" and value in {"super", "sub"}:
        return "sup" if value == "super" else "sub"
    is_plain = any(n.fullmatch(name) and v.fullmatch(value) for n, v in _PLAIN.items())
    if not is_plain:
        return UNSURE
    return SMALL if name == "font-size" and _SMALL_SIZE.fullmatch(value) else ""
