"""A Prefect server of the run's own: started at once, beside the imports that the run needs, and stopped with it.

Prefect would start one by itself, but only after importing its whole server into this process too,
and it would outlive a killed run. This one comes up while the libraries load, and ends with its parent.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

from flows.end_with_parent import end_with_parent
from warehouse.errors import TsdgError

_STARTUP_SECONDS = 90
_STOP_SECONDS = 5
_LONGEST_REASON = 200
_POLL_SECONDS = 0.05
# What an import makes stays: looking through it for garbage would take a fifth of the start (flows.garbage).
_SERVE = "import gc; gc.disable(); import prefect.server.api.server, uvicorn; gc.freeze(); gc.enable(); uvicorn.main()"


class OwnPrefectServer:
    """Context of one embedded server; `wait` makes it the API that Prefect talks to."""

    _has_own_session = False

    def __init__(self, home: Path) -> None:
        self._log = home / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._url = ""

    def __enter__(self) -> Self:
        """Start the server process and return without waiting for it."""
        port = _free_port()
        self._url = f"http://127.0.0.1:{port}/api"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed command
                [
                    # Nothing of the working folder: a polars.py there would be imported.
                    sys.executable, "-P", "-c", _SERVE, "--factory", "prefect.server.api.server:create_app",
                    "--host", "127.0.0.1", "--port", str(port), "--log-level", "error", "--lifespan", "on",
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._log.parent,
                env=os.environ | self._settings(),
                start_new_session=self._has_own_session,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - one call, no locks
            )  # fmt: skip
        # Set before anything imports Prefect, which reads its settings once.
        os.environ["PREFECT_API_URL"] = self._url
        return self

    def _settings(self) -> dict[str, str]:
        return {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}

    def wait(self) -> None:
        """Return when the server answers.

        Raises:
            TsdgError: it ended or did not answer in time.
        """
        deadline = time.monotonic() + _STARTUP_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            if _is_healthy(self._url):
                return
            time.sleep(_POLL_SECONDS)
        raise TsdgError("server-not-started", told=self._last_words(), log=self._log)

    def _last_words(self) -> str:
        """The last line that the server wrote."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "")
        return last[:_LONGEST_REASON] or "none"

    def kill(self) -> None:
        """End the server without waiting for it."""
        if self._process is not None:
            self._process.kill()

    def __exit__(self, *exception: object) -> None:
        """Stop the server."""
        os.environ.pop("PREFECT_API_URL", None)
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=1) as response:  # noqa: S310 - loopback
            return bool(response.status == 200)  # noqa: PLR2004 - HTTP OK
    except (urllib.error.URLError, OSError):
        return False


def _end_with_parent() -> None:
    end_with_parent(signal.SIGTERM)
