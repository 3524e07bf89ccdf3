"""Output that nobody reads any more: whoever was reading, such as `head`, has seen enough."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def output_may_close() -> Iterator[None]:
    """Print for as long as somebody reads; what was done before counts, not who has seen it."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        let_output_go()
    except SystemExit:
        # Rich's way to say the same; it has put nothing in the place of the output that would take more.
        let_output_go()


def let_output_go() -> None:
    """Have the rest of the output, also what Python writes at its end, go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
