"""`tsdg doctor`: is the installation whole, can the data folder be used, and what is to be done."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

import duckdb
from packaging.requirements import Requirement
from rich.text import Text

from flows.runs.plan_run import program_fingerprint
from flows.runs.run_folders import list_runs, live_run_no
from flows.runs.verify_run import changed_files
from supply.terminal.render_table import console, print_json, printable
from warehouse.build import MARTS
from warehouse.errors import BusyError, TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import refuse_foreign_changes
from warehouse.say import say, tell
from warehouse.schema_version import SCHEMA_VERSION, read_schema_version

_SYMBOLS = {"good": ("✓", "green"), "note": ("–", "yellow"), "bad": ("✗", "red")}
_NEEDED_BYTES = 50 * 10**6


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is (good, note, bad), and the text that says so and what to do."""

    subject: str
    state: str
    text: str
    facts: Mapping[str, object]


def _found(subject: str, state: str, text: str, /, **facts: object) -> Check:
    return Check(subject, state, text, facts)


def examine(data: DataFolder, *, as_json: bool) -> bool:
    """Print every check; true if nothing is bad."""
    checks = list(_checks(data))
    if as_json:
        print_json([_describe(check) for check in checks])
    else:
        screen = console()
        for check in checks:
            symbol, style = _SYMBOLS[check.state]
            subject = tell(f"doctor-subject-{check.subject.replace(' ', '-')}")
            line = Text.assemble((f"{symbol} ", style), (f"{subject}: ", "bold"))
            screen.print(line + Text(printable(tell(f"doctor-{check.text}", **check.facts))))
    return all(check.state != "bad" for check in checks)


def _describe(check: Check) -> dict[str, str]:
    told = say(f"doctor-{check.text}", "en", **check.facts)
    return {"subject": check.subject, "state": check.state, "told": told}


def _checks(data: DataFolder) -> Iterator[Check]:
    yield from _check_packages()
    for check in (_check_folder, _check_lock, _check_warehouse, _check_files, _check_leftovers):
        yield from check(data)


def _check_packages() -> Iterator[Check]:
    """The versions that are installed against those that this program was tried with."""
    wrong = [told for line in requires("tsdg") or () if (told := _package_fault(Requirement(line)))]
    yield _found("version", "good", "version", version=version("tsdg"))
    if wrong:
        yield _found("packages", "bad", "wrong-packages", wrong="; ".join(wrong))
    else:
        yield _found("packages", "good", "right-packages")


def _package_fault(wanted: Requirement) -> str | None:
    if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
        return None
    try:
        found = version(wanted.name)
    except PackageNotFoundError:
        return f"{wanted.name} is missing"
    if not wanted.specifier.contains(found, prereleases=True):
        return f"{wanted.name} is {found}, wanted {wanted.specifier}"
    return None


def _check_folder(data: DataFolder) -> Iterator[Check]:
    if not data.root.exists():
        yield _found("data folder", "note", "no-folder", folder=data.root)
        return
    free = shutil.disk_usage(data.root).free
    if free < _NEEDED_BYTES:
        yield _found("data folder", "bad", "no-room", folder=data.root, free=free // 10**6)
    else:
        free_words = f"{free // 10**6:,}"
        yield _found("data folder", "good", "folder", folder=data.root, free=free_words)


def _check_lock(data: DataFolder) -> Iterator[Check]:
    if not data.root.exists():
        return
    try:
        with data.lock():
            yield _found("writing", "good", "may-write")
    except BusyError as error:
        yield _found("writing", "note", "trouble", told=error)
    except TsdgError as error:
        yield _found("writing", "bad", "trouble", told=error)


def _check_warehouse(data: DataFolder) -> Iterator[Check]:
    if not data.warehouse.exists():
        yield _found("warehouse", "note", "nothing-published")
        return
    try:
        refuse_foreign_changes(data.warehouse)
        with duckdb.connect(str(data.warehouse), read_only=True) as connection:
            known = read_schema_version(connection)
            if known != SCHEMA_VERSION:
                yield _found("schema", "note", "old-schema", known=known, own=SCHEMA_VERSION)
            else:
                yield _found("schema", "good", "schema", known=known)
            yield from _check_content(connection)
    except TsdgError as error:
        yield _found("warehouse", "bad", "trouble", told=error)
    except duckdb.Error as error:
        told = " ".join(str(error).split())
        yield _found("warehouse", "bad", "unreadable", told=told)


def _check_content(connection: duckdb.DuckDBPyConnection) -> Iterator[Check]:
    held = connection.execute("select count(*) from raw.raw_report").fetchone()
    run = connection.execute(
        "select run_no, published_at, program_version, program_fingerprint from raw.raw_run order by run_no desc limit 1"
    ).fetchone()
    tables = {
        name
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts'"
        ).fetchall()
    }
    if run is None or held is None:
        yield _found("warehouse", "bad", "no-run")
        return
    yield _found(
        "warehouse",
        "good",
        "warehouse",
        count=held[0],
        run_no=run[0],
        moment=f"{run[1]:%Y-%m-%d %H:%M}",
        version=run[2],
    )
    if run[3] != program_fingerprint() or set(MARTS) - tables:
        yield _found("marts", "note", "old-marts")
    else:
        yield _found("marts", "good", "marts")


def _check_files(data: DataFolder) -> Iterator[Check]:
    if not data.warehouse.exists():
        return
    live = next((run for run in list_runs(data) if run.run_no == live_run_no(data)), None)
    if live is None:
        yield _found("runs", "note", "plain-file")
    elif changed := changed_files(live):
        yield _found(
            "files",
            "bad",
            "changed-files",
            count=len(changed),
            run_no=live.run_no,
            example=changed[0],
        )
    else:
        kept = sum(run.record is not None and run.record.is_kept for run in list_runs(data))
        yield _found("files", "good", "files", run_no=live.run_no, kept=kept)
    if (data.site / "index.html").exists():
        yield _found("dashboard", "good", "dashboard", where=data.site / "index.html")
    else:
        yield _found("dashboard", "note", "no-dashboard")


def _check_leftovers(data: DataFolder) -> Iterator[Check]:
    if data.building.exists():
        yield _found("interrupted run", "note", "leftovers")
    if data.quarantine.exists():
        refused = len(list(data.quarantine.glob("*.reason.txt")))
        if refused:
            yield _found("quarantine", "note", "refused", count=refused, folder=data.quarantine)
