"""How Prefect runs embedded in a command: offline, quiet, state in the data folder.

Call before anything imports Prefect. What the user has set in the environment stays; with
PREFECT_API_URL set, the run shows up in that server.
"""

import os

from flows.server.prefect_template import copy_template
from warehouse.data_folder import DataFolder
from warehouse.settings import is_debugging

_LOG_LEVELS = {True: "INFO", False: "WARNING"}


def configure_prefect(data: DataFolder, *, verbose: bool) -> None:
    """Set the environment that Prefect reads at import, and make its home."""
    data.prefect_home.mkdir(parents=True, exist_ok=True)
    shows_all = verbose or is_debugging()
    is_migrated = copy_template(data.prefect_home)
    defaults = {
        "PREFECT_HOME": str(data.prefect_home.resolve()),
        # DO_NOT_TRACK stops the client's events only; the server has a switch of its own.
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": _LOG_LEVELS[verbose],
        "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        # A failed task prints its traceback otherwise; its records and --debug have it.
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "NOTSET" if shows_all else "CRITICAL",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false" if is_migrated else "true",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)


def uses_own_server() -> bool:
    """Tell whether a Prefect server must be started for the run."""
    return not os.environ.get("PREFECT_API_URL")
