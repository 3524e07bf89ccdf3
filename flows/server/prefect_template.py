"""A migrated, empty Prefect database to copy, since migrating one from nothing takes eight seconds.

`make install` makes it once per environment: python -m flows.server.prefect_template
"""

import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from warehouse.folder.durable_files import write_whole

_DATABASE = "prefect.db"


def template_path() -> Path:
    """Where this environment keeps the template of its Prefect version."""
    return Path(sys.prefix) / "share" / "tsdg" / f"prefect-{version('prefect')}.db"


def copy_template(home: Path) -> bool:
    """Give a new Prefect home the migrated database; tell whether the home is known to be migrated."""
    marker = home / f"migrated-{version('prefect')}"
    if marker.exists():
        return True
    database, template = home / _DATABASE, template_path()
    if database.exists() or not template.exists():
        return False
    write_whole(database, template.read_bytes())
    marker.touch()
    return True


def make_template() -> None:
    """Migrate an empty database and keep it; an existing one of this version stays."""
    target = template_path()
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "PREFECT_HOME": home,
            "DO_NOT_TRACK": "1",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_LOGGING_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - a fixed command
        write_whole(target, (Path(home) / _DATABASE).read_bytes())


if __name__ == "__main__":
    make_template()
