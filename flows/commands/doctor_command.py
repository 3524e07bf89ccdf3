"""`tsdg doctor`: is the installation whole, can the data folder be used, and what is to be done."""

import shutil
from collections.abc import Iterator
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
from warehouse.data_folder import DataFolder
from warehouse.errors import BusyError, TsdgError
from warehouse.published import refuse_foreign_changes
from warehouse.schema_version import SCHEMA_VERSION, read_schema_version

_SYMBOLS = {"good": ("✓", "green"), "note": ("–", "yellow"), "bad": ("✗", "red")}
_NEEDED_BYTES = 50 * 10**6


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is (good, note, bad), and what to do."""

    subject: str
    state: str
    told: str


def examine(data: DataFolder, *, as_json: bool) -> bool:
    """Print every check; true if nothing is bad."""
    checks = list(_checks(data))
    if as_json:
        print_json([{"subject": c.subject, "state": c.state, "told": c.told} for c in checks])
    else:
        screen = console()
        for check in checks:
            symbol, style = _SYMBOLS[check.state]
            line = Text.assemble((f"{symbol} ", style), (f"{check.subject}: ", "bold"))
            screen.print(line + Text(printable(check.told)))
    return all(check.state != "bad" for check in checks)


def _checks(data: DataFolder) -> Iterator[Check]:
    yield from _check_packages()
    for check in (_check_folder, _check_lock, _check_warehouse, _check_files, _check_leftovers):
        yield from check(data)


def _check_packages() -> Iterator[Check]:
    """The versions that are installed against those that this program was tried with."""
    wrong = [told for line in requires("tsdg") or () if (told := _package_fault(Requirement(line)))]
    yield Check("version", "good", f"tsdg {version('tsdg')}")
    if wrong:
        yield Check("packages", "bad", f"{'; '.join(wrong)}; install again from requirements.lock")
    else:
        yield Check("packages", "good", "as this version asks for")


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
        yield Check("data folder", "note", f"{data.root} is not there yet; `tsdg run` makes it")
        return
    free = shutil.disk_usage(data.root).free
    if free < _NEEDED_BYTES:
        yield Check("data folder", "bad", f"{free // 10**6} MB are free for {data.root}; make room")
    else:
        yield Check("data folder", "good", f"{data.root}, {free // 10**6:,} MB free")


def _check_lock(data: DataFolder) -> Iterator[Check]:
    if not data.root.exists():
        return
    try:
        with data.lock():
            yield Check("writing", "good", "allowed, and no run is at work")
    except BusyError as error:
        yield Check("writing", "note", str(error))
    except TsdgError as error:
        yield Check("writing", "bad", str(error))


def _check_warehouse(data: DataFolder) -> Iterator[Check]:
    if not data.warehouse.exists():
        yield Check("warehouse", "note", "nothing is published yet; `tsdg run` does it")
        return
    try:
        refuse_foreign_changes(data.warehouse)
        with duckdb.connect(str(data.warehouse), read_only=True) as connection:
            known = read_schema_version(connection)
            if known != SCHEMA_VERSION:
                yield Check("schema", "note", f"version {known}, this program writes {SCHEMA_VERSION}; `tsdg run` carries it forward")  # fmt: skip
            else:
                yield Check("schema", "good", f"version {known}")
            yield from _check_content(connection)
    except TsdgError as error:
        yield Check("warehouse", "bad", str(error))
    except duckdb.Error as error:
        told = " ".join(str(error).split())
        yield Check("warehouse", "bad", f"cannot be read; `tsdg run` returns to the run before and reads its documents again ({told})")  # fmt: skip


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
        yield Check("warehouse", "bad", "holds no run; `tsdg run` builds it anew")
        return
    yield Check("warehouse", "good", f"{held[0]} documents, run {run[0]} of {run[1]:%Y-%m-%d %H:%M} UTC by tsdg {run[2]}")  # fmt: skip
    if run[3] != program_fingerprint() or set(MARTS) - tables:
        yield Check("marts", "note", "of another version of program or reviewed files; `tsdg run` rebuilds them")  # fmt: skip
    else:
        yield Check("marts", "good", "of this version")


def _check_files(data: DataFolder) -> Iterator[Check]:
    if not data.warehouse.exists():
        return
    live = next((run for run in list_runs(data) if run.run_no == live_run_no(data)), None)
    if live is None:
        yield Check("runs", "note", "the warehouse is a plain file; `tsdg run` takes it over")
    elif changed := changed_files(live):
        yield Check("files", "bad", f"{len(changed)} of run {live.run_no} are not as published, e.g. {changed[0]}; `tsdg run` makes them again")  # fmt: skip
    else:
        kept = sum(run.record is not None and run.record.is_kept for run in list_runs(data))
        yield Check("files", "good", f"warehouse and marts are as run {live.run_no} published them; {kept} runs are kept")  # fmt: skip
    if (data.site / "index.html").exists():
        yield Check("dashboard", "good", str(data.site / "index.html"))
    else:
        yield Check("dashboard", "note", "not there; `tsdg site` writes it")


def _check_leftovers(data: DataFolder) -> Iterator[Check]:
    if data.building.exists():
        yield Check("interrupted run", "note", "its leftovers are removed by the next run")
    if data.quarantine.exists():
        refused = len(list(data.quarantine.glob("*.reason.txt")))
        if refused:
            yield Check("quarantine", "note", f"{refused} refused inputs, each with its reason in {data.quarantine}")  # fmt: skip
