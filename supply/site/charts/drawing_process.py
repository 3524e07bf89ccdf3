"""Charts are drawn in a process of its own: the library that draws would hold up the pages otherwise."""

import json
import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class DrawingProcess:
    """Draws one chart after the other beside what else is done; it ends with whoever asks."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        # One thread: a question, then its answer.
        self._asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")

    def begin(self, description: dict[str, Any]) -> Future[str]:
        """Begin to draw; the drawing is an SVG as the library makes it.

        The future raises OSError or ValueError if the process cannot be started, or has ended.
        """
        return self._asking.submit(self._draw, description)

    def close(self) -> None:
        """End the process."""
        self._asking.shutdown(cancel_futures=True)
        if self._process is not None:
            self._process.communicate()

    def _draw(self, description: dict[str, Any]) -> str:
        if self._process is None:
            self._process = _start()
        # Both are pipes; mypy cannot know.
        assert self._process.stdin is not None  # noqa: S101
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write(json.dumps(description) + "\n")
        self._process.stdin.flush()
        return str(json.loads(self._process.stdout.readline()))


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        # Nothing of the working folder, but what this process can import.
        [sys.executable, "-P", "-m", "supply.site.charts.drawing_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        text=True,
        encoding="utf-8",
    )
