"""Peak memory of processes, from the kernel's own high-water marks (Linux).

Not from `ru_maxrss`: that one survives exec, so a small child of a large benchmark shows the
benchmark's memory as its own.
"""

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_POLL_SECONDS = 0.02
_PROC = Path("/proc")


@dataclass(slots=True)
class Peaks:
    """Megabytes of a command and of the processes it started."""

    by_process: dict[int, float] = field(default_factory=dict)
    together: float = 0.0
    root: int = 0

    @property
    def command(self) -> float:
        """Peak of the command's own process."""
        return self.by_process.get(self.root, 0.0)

    @property
    def largest_child(self) -> float:
        """Peak of its largest child, zero if it starts none."""
        return max((mb for pid, mb in self.by_process.items() if pid != self.root), default=0.0)


def own_peak() -> float:
    """Return this process's peak in megabytes."""
    return _read_status(_PROC / "self").get("VmHWM", 0.0)


def forget_peak() -> None:
    """Let this process's peak begin anew at what it takes now."""
    (_PROC / "self" / "clear_refs").write_text("5")


def watch_peaks(command: Sequence[str], environment: Mapping[str, str]) -> Peaks:
    """Run a command and follow the memory of its whole process tree.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        peaks = Peaks(root=process.pid)
        while process.poll() is None:
            _look(peaks)
            time.sleep(_POLL_SECONDS)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peaks


def _look(peaks: Peaks) -> None:
    together = 0.0
    for pid in _find_tree(peaks.root):
        status = _read_status(_PROC / str(pid))
        together += status.get("VmRSS", 0.0)
        peaks.by_process[pid] = max(peaks.by_process.get(pid, 0.0), status.get("VmHWM", 0.0))
    peaks.together = max(peaks.together, together)


def _find_tree(root: int) -> set[int]:
    children: dict[int, list[int]] = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            parent = _read_status(folder).get("PPid")
            children.setdefault(int(parent or 0), []).append(int(folder.name))
    tree, waiting = set[int](), [root]
    while waiting:
        pid = waiting.pop()
        tree.add(pid)
        waiting += children.get(pid, [])
    return tree


def _read_status(folder: Path) -> dict[str, float]:
    """Read the figures of a process; sizes in megabytes, nothing if it has ended."""
    try:
        lines = (folder / "status").read_text().splitlines()
    except OSError:
        return {}
    fields = dict(line.split(":", 1) for line in lines if ":" in line)
    sizes = {
        name: float(fields[name].split()[0]) / 1024 for name in ("VmHWM", "VmRSS") if name in fields
    }
    return sizes | {"PPid": float(fields.get("PPid", "0"))}
