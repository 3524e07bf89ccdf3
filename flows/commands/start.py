"""Where `tsdg` begins: whoever stops it while its libraries are being imported gets one line, too."""

import os
import signal
import sys
from types import FrameType

from flows.importing import importing


def main() -> None:
    """Import the command, and run it."""
    # What whoever started this has switched off (nohup) stays so.
    numbers = [
        n
        for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(n) is not signal.SIG_IGN
    ]
    former = {number: signal.signal(number, _stop) for number in numbers}
    with importing():
        from flows.commands.command_line import main as run_command

    for number, handler in former.items():
        signal.signal(number, handler)
    run_command()


def _stop(number: int, frame: FrameType | None) -> None:
    del frame
    came_of_it = "; nothing was published" if "run" in sys.argv[1:] else ""
    os.write(2, f"tsdg: stopped by {signal.Signals(number).name}{came_of_it}\n".encode())
    os._exit(128 + number)
