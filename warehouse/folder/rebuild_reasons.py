"""Why a run without new files was needed: recorded in the one language of tables, told in the reader's."""

import re

from warehouse.say import say, tell

_NAMES = ("program-changed", "release-due", "issuer-named", "year-listed", "taken-over")
_CHANGED = re.compile(r"(?P<files>.+) of run (?P<run_no>\d+) (?:is|are) not as published")


def recorded_reason(name: str) -> str:
    """A reason as the record of a run keeps it."""
    return say(f"reason-{name}", "en")


def tell_rebuild_reason(recorded: str) -> str:
    """A recorded reason in the reader's language; one of another version as it stands."""
    for name in _NAMES:
        if recorded_reason(name) == recorded:
            return tell(f"reason-{name}")
    changed = _CHANGED.fullmatch(recorded)
    if changed is None:
        return recorded
    return tell("reason-files-changed", files=changed["files"], run_no=int(changed["run_no"]))
