"""A Prefect server that also makes the runs of a schedule, for as long as the schedule is served."""

import os
import subprocess
import sys
from typing import Self

from flows.prefect_server import OwnPrefectServer, _end_with_parent, _free_port


class ServingPrefectServer(OwnPrefectServer):
    """The embedded server with all of Prefect's services.

    The one of a single run is marked as ephemeral, and such a server never looks at schedules. This one stands in a
    session of its own: Ctrl-C in the terminal must reach whoever serves first, who then ends it.
    """

    def __enter__(self) -> Self:
        """Start the server process and return without waiting for it."""
        port = _free_port()
        self._url = f"http://127.0.0.1:{port}/api"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed command
                [
                    sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app",
                    "--host", "127.0.0.1", "--port", str(port), "--log-level", "error", "--lifespan", "on",
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | {"PREFECT__SERVER_FINAL": "1", "PREFECT_API_URL": self._url},
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - one call, no locks
            )  # fmt: skip
        os.environ["PREFECT_API_URL"] = self._url
        return self
