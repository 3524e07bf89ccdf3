"""A Prefect server that also makes the runs of a schedule, for as long as the schedule is served."""

from pathlib import Path

from flows.server.prefect_server import OwnPrefectServer


class ServingPrefectServer(OwnPrefectServer):
    """The embedded server with all of Prefect's services.

    The one of a single run is marked as ephemeral, and such a server never looks at schedules. This one stands in a
    session of its own: Ctrl-C in the terminal must reach whoever serves first, who then ends it.

    Args:
        home: of Prefect.
        shows_pages: serve Prefect's pages, too.
    """

    _has_own_session = True

    def __init__(self, home: Path, *, shows_pages: bool = False) -> None:
        super().__init__(home)
        self._shows_pages = shows_pages

    def _settings(self) -> dict[str, str]:
        settings = {"PREFECT__SERVER_FINAL": "1", "PREFECT_API_URL": self._url}
        if self._shows_pages:
            settings |= {
                "PREFECT_SERVER_UI_ENABLED": "true",
                "PREFECT_SERVER_UI_API_URL": self._url,
                # Prefect writes the pages with their address; where it is installed it may write nothing.
                "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(self._log.parent.resolve() / "pages"),
            }
        return settings
