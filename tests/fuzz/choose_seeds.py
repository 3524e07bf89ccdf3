"""Which seeds a test tries."""

import os
import time
from collections.abc import Iterator


def choose_seeds(most: int, seconds: float) -> Iterator[int]:
    """Those that `TSDG_FUZZ_SEEDS` asks for, or as many as fit into the time."""
    asked = os.environ.get("TSDG_FUZZ_SEEDS")
    if asked:
        first, last = map(int, asked.split(":"))
        yield from range(first, last)
        return
    ends = time.monotonic() + seconds
    for seed in range(most):
        yield seed
        if time.monotonic() > ends:
            return
