"""Phrases made by chance: the grammar reads each in time, with sound spans and finite numbers.

`TSDG_FUZZ_SEEDS=1000:5000` tries other seeds.
"""

import json
import time
from pathlib import Path

import polars as pl
import pytest

from flows.commands.parse_command import describe_phrase
from tests.fuzz.choose_seeds import choose_seeds
from tests.fuzz.mutate_text import golden_phrases, make_phrase
from transforms.phrase.parse_quantities import parse_phrase
from transforms.report.report_lexicon import Lexicon
from transforms.report.stage_report import stage_report

KEPT = Path(__file__).parent.parent / "hostile" / "seeds" / "phrases.jsonl"
# Phrases of a report are read in milliseconds; the longest made here has about 900 characters.
SLOWEST_SECONDS = 5


def check_phrase(text: str) -> None:
    phrase = parse_phrase(text)
    end = 0
    for quantity in phrase.quantities:
        assert end <= quantity.start < quantity.end <= len(phrase.text)
        end = quantity.end
    # Infinity and NaN are no JSON.
    json.dumps(describe_phrase(text), allow_nan=False)


def stage(target: str, actual: str, lexicon: Lexicon) -> int:
    """Take the phrases through everything that follows reading; the number of measures."""
    texts = {
        "goal": "06：甲",
        "indicator": "指標 6.1.1：乙",
        "result": f"目標：{target} 實績值：{actual}",
    }
    cells = pl.DataFrame(
        [
            {"cell_no": number, "row_no": 1, "page": 1, "column_name": name, "cell_text": text}
            for number, (name, text) in enumerate(texts.items(), start=1)
        ]
    )
    return len(stage_report("2024-x", 2024, cells, lexicon).measures)


@choose_seeds(200, 1000)
def test_the_grammar_reads_any_phrase(seeds: range) -> None:
    phrases = golden_phrases()
    for seed in seeds:
        text = make_phrase(phrases, seed)
        started = time.process_time()
        check_phrase(text)
        assert time.process_time() - started < SLOWEST_SECONDS, (seed, text)


@choose_seeds(60, 300)
def test_any_target_and_actual_can_be_staged(seeds: range, lexicon: Lexicon) -> None:
    phrases = golden_phrases()
    for seed in seeds:
        target, actual = make_phrase(phrases, seed), make_phrase(phrases, seed + 1_000_000)
        started = time.process_time()
        assert stage(target, actual, lexicon) >= 1, (seed, target, actual)
        assert time.process_time() - started < SLOWEST_SECONDS, (seed, target, actual)


@pytest.mark.parametrize("line", KEPT.read_text(encoding="utf-8").splitlines())
def test_phrases_kept(line: str, lexicon: Lexicon) -> None:
    text = json.loads(line)["text"]
    check_phrase(text)
    assert stage(text, text, lexicon) >= 1
