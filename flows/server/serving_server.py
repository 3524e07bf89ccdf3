"""A Prefect server that also makes the runs of a schedule, for as long as the schedule is served."""

from flows.server.prefect_server import OwnPrefectServer


class ServingPrefectServer(OwnPrefectServer):
    """The embedded server with all of Prefect's services.

    The one of a single run is marked as ephemeral, and such a server never looks at schedules. This one stands in a
    session of its own: Ctrl-C in the terminal must reach whoever serves first, who then ends it.
    """

    _has_own_session = True

    def _settings(self) -> dict[str, str]:
        return {"PREFECT__SERVER_FINAL": "1", "PREFECT_API_URL": self._url}
