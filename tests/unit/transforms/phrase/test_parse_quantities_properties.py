"""What holds for every text: nothing raises, spans are sound, spelling does not matter."""

import json
import unicodedata
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from tests.golden.score_phrases import score
from transforms.normalize_text import normalize_text
from transforms.phrase.parse_quantities import parse_phrase

FULL_WIDTH = str.maketrans("0123456789,.%", "０１２３４５６７８９，．％")
ALPHABET = (
    "0123456789 ,.，、。；:：()（）%‰~-–/一二三五十百千萬億兆兩零分之成件人次元公里年月日每第前約"
    "逾至到以上下內餘多降達未不超過滿度MWkGCOP\n\t㎡①⼀"
)
reportlike = st.text(alphabet=ALPHABET, max_size=60)
UNITS = st.sampled_from(["元", "件", "人次", "公噸", "MW", "%", "公頃", "元/公斤"])
# Parts that a renderer may part by a space or a line break without a change of meaning.
TOKENS = st.lists(
    st.sampled_from(
        [
            "約",
            "逾",
            "至少",
            "累計",
            "辦理",
            "達",
            "2023年",
            "18",
            "萬",
            "6,465",
            "1.5",
            "億",
            "名",
            "場次",
            "%",
            "以上",
            "，",
            "、",
            "元/公斤",
            "每年",
            "每人",
            "。",
            "(",
            ")",
            "第",
            "期",
        ]
    ),
    max_size=14,
)
SPACES = st.sampled_from(["", " ", "\n", " \n "])


@given(st.one_of(st.text(max_size=80), reportlike))
@example("1/0")
@example("零分之一、百分之、每")
@example("9" * 400 + "億元")
def test_any_text_is_read_with_sound_spans(text: str) -> None:
    phrase = parse_phrase(text)
    previous_end = 0
    for quantity in phrase.quantities:
        assert previous_end <= quantity.start < quantity.end <= len(phrase.text)
        assert quantity.text in normalize_text(text)
        assert (quantity.value_high is not None) == (quantity.comparator == "between")
        assert quantity.precision > 0
        previous_end = quantity.end


@given(st.one_of(st.text(max_size=80), reportlike))
def test_normalising_first_changes_nothing(text: str) -> None:
    assert parse_phrase(normalize_text(text)) == parse_phrase(text)


def _with_multiplier(number: int, scale: int, word: str, decimals: int) -> str:
    whole, rest = divmod(number, scale)
    digits = str(rest).zfill(len(str(scale)) - 1)[:decimals].rstrip("0")
    return f"{whole:,}{'.' if digits else ''}{digits}{word}"


@given(
    number=st.integers(1, 10**12),
    multiplier=st.sampled_from([(1, ""), (1000, "千"), (10**4, "萬"), (10**8, "億")]),
    unit=UNITS,
    full_width=st.booleans(),
)
def test_a_printed_number_is_read_back(
    *, number: int, multiplier: tuple[int, str], unit: str, full_width: bool
) -> None:
    scale, word = multiplier
    printed = _with_multiplier(number, scale, word, len(str(scale)) - 1)
    printed = printed.translate(FULL_WIDTH) if full_width else printed

    (quantity,) = parse_phrase(f"累計達 {printed} {unit}").quantities

    assert (quantity.value, quantity.unit, quantity.comparator) == (float(number), unit, "eq")


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 9999))
def test_a_number_of_three_parts_is_read_back(hundred: int, ten: int, one: int) -> None:
    (quantity,) = parse_phrase(f"計 {hundred:,} 億 {ten:,} 萬 {one:,} 元").quantities

    assert quantity.value == hundred * 10**8 + ten * 10**4 + one
    assert quantity.precision == 1


@given(st.integers(0, 99_999), st.integers(0, 4))
def test_decimals_are_exact(digits: int, decimals: int) -> None:
    printed = f"{digits / 10**decimals:.{decimals}f}"

    (quantity,) = parse_phrase(f"比率達 {printed}%").quantities

    assert quantity.value == float(printed)
    assert quantity.precision == 10.0**-decimals


@given(st.integers(90, 140))
def test_roc_and_western_years_agree(year: int) -> None:
    (roc,) = parse_phrase(f"{year} 年達 30 件").quantities
    (western,) = parse_phrase(f"{year + 1911} 年達 30 件").quantities

    assert roc.year == western.year == year + 1911
    assert roc.value == western.value == 30


@given(TOKENS, st.data())
def test_spaces_between_tokens_change_nothing(tokens: list[str], data: st.DataObject) -> None:
    text = _apart(tokens, [" "] * len(tokens))
    spaced = _apart(tokens, [data.draw(SPACES) for _ in tokens])

    assert _meaning(spaced) == _meaning(text)


def _apart(tokens: list[str], gaps: list[str]) -> str:
    """Join tokens; two numbers are always kept apart, since a space between them means something."""
    parts: list[str] = []
    for token, gap in zip(tokens, gaps, strict=True):
        touches = parts and parts[-1][-1:].isdigit() and token[0].isdigit()
        parts += [gap or " ", token] if touches else [gap, token]
    return "".join(parts)


def _meaning(text: str) -> list[tuple[object, ...]]:
    return [
        (q.value, q.value_high, q.unit, q.comparator, q.year, q.period, q.precision)
        for q in parse_phrase(text).quantities
    ]


def test_compatibility_forms_change_nothing() -> None:
    golden = Path(__file__).parents[3] / "golden" / "phrases.jsonl"
    for line in golden.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        wide = unicodedata.normalize("NFC", text.translate(FULL_WIDTH))
        assert _meaning(wide) == _meaning(text)


def test_the_score_tells_misses_apart() -> None:
    right = '{"text": "辦理 3 場", "quantities": [{"value": 3, "unit": "場", "cmp": "eq"}]}'
    wrong = '{"text": "辦理 3 場", "quantities": [{"value": 4, "unit": "場", "cmp": "eq"}]}'

    assert score([right], parse_phrase).f1 == 1.0
    assert score([right, wrong], parse_phrase).f1 == 0.5
    assert len(score([right, wrong], parse_phrase).misses) == 1
