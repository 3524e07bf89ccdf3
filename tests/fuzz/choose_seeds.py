"""Which seeds a test tries."""

import os

import pytest


def choose_seeds(few: int, many: int) -> pytest.MarkDecorator:
    """Give a test its `seeds`: those that `TSDG_FUZZ_SEEDS` asks for, or a few, and the others up to many as slow."""
    asked = os.environ.get("TSDG_FUZZ_SEEDS")
    if asked:
        first, last = map(int, asked.split(":"))
        return pytest.mark.parametrize("seeds", [range(first, last)], ids=str)
    others = pytest.param(range(few, many), marks=pytest.mark.slow)
    return pytest.mark.parametrize("seeds", [range(few), others], ids=str)
