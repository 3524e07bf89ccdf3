"""Where `tsdg` begins: whoever stops it while its libraries are being imported gets one line, too."""

import os
import signal
import sys
from itertools import pairwise
from types import FrameType

from flows.garbage import importing


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
    os.write(2, f"tsdg: {_say_stopped(signal.Signals(number).name)}\n".encode())
    os._exit(128 + number)


def _say_stopped(name: str) -> str:
    is_run = "run" in sys.argv[1:]
    try:
        from warehouse.language import LANGUAGES, chosen_language
        from warehouse.say import say

        asked = [language for language in LANGUAGES if language in _asked_languages()]
        language = asked[0] if asked else chosen_language()
        return say("run-stopped-early" if is_run else "run-stopped", language, signal=name)
    except Exception:  # noqa: BLE001 - what was half imported may fail in any way
        return f"stopped by {name}{'; nothing was published' if is_run else ''}"


def _asked_languages() -> set[str]:
    """What `--lang` says: nobody has read the command line yet."""
    joined = {word.removeprefix("--lang=") for word in sys.argv if word.startswith("--lang=")}
    return joined | {after for word, after in pairwise(sys.argv) if word == "--lang"}
