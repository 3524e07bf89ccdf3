"""A child process that ends when whoever started it does, however that ends (Linux)."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with_parent(death_signal: signal.Signals, parent: int | None = None) -> None:
    """Ask the kernel to signal this process when the thread that started it ends.

    Args:
        death_signal: what the kernel sends.
        parent: the process that started this one; if that is gone already, this one ends at once.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, death_signal)
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), death_signal)
