"""How Prefect runs embedded in a command: offline, quiet, state in the data folder.

Call before anything imports Prefect. The server and its client are this program's own: of what the user has set
for Prefect, in the environment, a profile or a file of the working folder, only what leads to a server of one's
own is taken, and only with PREFECT_API_URL; the run then shows up there.
"""

import importlib.util
import os
import re

from flows.server.prefect_template import copy_template
from warehouse.folder.data_folder import DataFolder
from warehouse.settings import is_debugging

# Set by Prefect itself for what it starts, and how a runner works.
_KEPT = re.compile(r"PREFECT_(_|RUNNER_)")
_KEPT_WITH_API = re.compile(r"PREFECT_(API_(URL|KEY|AUTH_STRING|SSL|TLS|REQUEST|ENABLE)|CLIENT_)")
_LOOPBACK = ("127.0.0.1", "localhost")


def configure_prefect(data: DataFolder, *, verbose: bool) -> None:
    """Set the environment that Prefect reads at import, and make its home."""
    data.prefect_home.mkdir(parents=True, exist_ok=True)
    shows_all = verbose or is_debugging()
    is_migrated = copy_template(data.prefect_home)
    home = data.prefect_home.resolve()
    _forget_foreign_settings()
    _reach_loopback_directly()
    os.environ |= {
        "PREFECT_HOME": str(home),
        # Said outright, since a file of the working folder could name another one.
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
        # DO_NOT_TRACK stops the client's events only; the server has a switch of its own.
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        # For the log in Prefect's pages; the console has a level of its own.
        "PREFECT_LOGGING_LEVEL": "INFO",
        "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        # A failed task prints its traceback otherwise; its records and --debug have it.
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "NOTSET" if shows_all else "CRITICAL",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_SERVER_DATABASE_MIGRATE_ON_START": "false" if is_migrated else "true",
    }


def _forget_foreign_settings() -> None:
    kept = [_KEPT] if uses_own_server() else [_KEPT, _KEPT_WITH_API]
    for name in [name for name in os.environ if name.startswith("PREFECT_")]:
        if not any(pattern.match(name) for pattern in kept):
            del os.environ[name]


def _reach_loopback_directly() -> None:
    """No proxy stands between this program and its own server; one that no library here can use is no proxy."""
    named = [
        host for name in ("no_proxy", "NO_PROXY") for host in os.environ.get(name, "").split(",")
    ]
    hosts = ",".join(dict.fromkeys(host.strip() for host in [*named, *_LOOPBACK] if host.strip()))
    os.environ |= {"no_proxy": hosts, "NO_PROXY": hosts}
    if importlib.util.find_spec("socksio") is None:
        for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
            if os.environ[name].startswith("socks"):
                del os.environ[name]


def uses_own_server() -> bool:
    """Tell whether a Prefect server must be started for the run."""
    return not os.environ.get("PREFECT_API_URL")
