"""Files changed by chance: each ends as a right reading or one reason; what once failed is kept.

`TSDG_FUZZ_SEEDS=1000:5000` tries other seeds.
"""

import json
from pathlib import Path

import pytest

from flows.readers.read_isolated import read_report_isolated
from flows.readers.reading_limits import ReadingLimits
from tests.conftest import SAMPLE
from tests.fuzz.choose_seeds import choose_seeds
from tests.fuzz.mutate_bytes import mutate
from tests.hostile.other_files import conversion
from tests.hostile.read_rows import Row, read_rows, right_rows
from tests.hostile.small_report import Report, plain
from warehouse.errors import UnusableReportError

KEPT = Path(__file__).parent.parent / "hostile" / "seeds" / "reader.jsonl"
LIMITS = ReadingLimits(10, 0, 10, 600)
BASES = {
    "deflated.pdf": plain,
    "open.pdf": Report(is_deflated=False).build,
    "sample.pdf": SAMPLE.read_bytes,
    "conversion.txt": lambda: conversion().encode(),
}
# Their text is under checksums: nothing but the right rows will do. In the others a flipped
# letter is a letter like any other.
CHECKED = {"deflated.pdf", "sample.pdf"}


def read(base: str, content: bytes, seed: int, folder: Path) -> list[Row] | str:
    """The rows of a changed file, or the reason why it is refused."""
    path = folder / f"{seed}_{base}"
    path.write_bytes(mutate(content, seed))
    try:
        return read_rows(read_report_isolated(path, 2024, LIMITS))
    except UnusableReportError as error:
        return str(error)
    finally:
        path.unlink()


def check(base: str, seed: int, outcome: list[Row] | str) -> None:
    if isinstance(outcome, str):
        assert "\n" not in outcome, (base, seed)
        assert "the reader failed" not in outcome, (base, seed)
    elif base in CHECKED:
        model = "sample" if base == "sample.pdf" else "small"
        assert outcome == right_rows(model), (base, seed)


@pytest.mark.parametrize("base", BASES)
@choose_seeds(8, 24)
def test_a_changed_file_is_read_right_or_refused(seeds: range, base: str, tmp_path: Path) -> None:
    content = BASES[base]()
    for seed in seeds:
        check(base, seed, read(base, content, seed, tmp_path))


@pytest.mark.parametrize(
    "kept",
    [json.loads(line) for line in KEPT.read_text(encoding="utf-8").splitlines()],
    ids=lambda kept: f"{kept['base']}-{kept['seed']}",
)
def test_what_once_was_read_wrong(kept: dict[str, object], tmp_path: Path) -> None:
    base, seed = str(kept["base"]), int(str(kept["seed"]))
    outcome = read(base, BASES[base](), seed, tmp_path)
    check(base, seed, outcome)
    assert kept["now"] in (outcome if isinstance(outcome, str) else "right")
