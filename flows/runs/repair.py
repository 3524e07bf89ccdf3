"""What a writer does first: whatever a killed run or a torn file left becomes one whole, live run again."""

import shutil
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from flows.runs.run_folders import (
    RECORD,
    WAREHOUSE,
    RunFolder,
    drop_content,
    folder_of,
    list_runs,
    live_run_no,
    make_live,
    next_run_no,
    settle_building,
)
from flows.runs.run_log import log
from flows.runs.verify_run import changed_files, describe_files, digest, is_readable
from supply.files.write_parquet import write_marts
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.durable_files import flush_tree, link_or_copy, point_to, remove_leftovers
from warehouse.folder.live_links import LIVE_NAMES, mend_links
from warehouse.folder.published import foreign_changes
from warehouse.folder.rebuild_reasons import recorded_reason
from warehouse.folder.run_record import PUBLISHED, RunRecord, now, read_record, write_record
from warehouse.say import say, tell
from warehouse.schema_version import read_schema_version


@dataclass(slots=True)
class Repair:
    """What was found and done.

    `lost_documents` maps checksums to names of documents that only a damaged run held; `rebuild_reason` is
    null unless files of the live run must be made again.
    """

    said: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    lost_documents: dict[str, str] = field(default_factory=dict)
    lost_issuers: dict[str, tuple[str, str]] = field(default_factory=dict)
    rebuild_reason: str | None = None

    def note(self, name: str, /, **facts: object) -> None:
        """Keep that something was found or done, as a text and its facts."""
        self.said.append((name, facts))

    @property
    def told(self) -> list[str]:
        """All that was found and done, in the reader's language."""
        return [tell(f"repair-{name}", **facts) for name, facts in self.said]


def repair(data: DataFolder) -> Repair:
    """Bring the data folder into order; call it with the lock held.

    Raises:
        OSError: the disk is full or cannot be written.
        TsdgError: a plain warehouse file is of a later version, or of somebody else.
    """
    done = Repair()
    _record_interrupted(data, done)
    _adopt_plain_layout(data, done)
    _drop_foreign_changes(data, done)
    _choose_live(data, done)
    return done


def tell_repair(done: Repair) -> None:
    """Say on stderr and in the log what was found and done."""
    for line in done.told:
        sys.stderr.write(f"tsdg: {line}\n")
    for name, facts in done.said:
        log("repaired", told=say(f"repair-{name}", "en", **facts), severity="warning")


def _record_interrupted(data: DataFolder, done: Repair) -> None:
    """A run that ended without a word has left its folder: its content goes, its record stays."""
    _clear_steps(data)
    if not data.building.is_dir():
        return
    record = read_record(data.building / RECORD)
    drop_content(data.building)
    if record is None or folder_of(data, record.run_no).exists():
        (data.building / RECORD).unlink(missing_ok=True)
        data.building.rmdir()
        return
    record.end("interrupted")
    record.files, record.documents, record.issuers = {}, {}, {}
    settle_building(data, record)
    done.note("interrupted", run_no=record.run_no)


def _clear_steps(data: DataFolder) -> None:
    """Names that live between two steps of a swap."""
    for folder in (data.root, data.audit, data.documents, *data.runs.glob("*")):
        remove_leftovers(folder, is_ours_alone=True)
    for former in data.root.glob(".*.former"):
        shutil.rmtree(former)


def _drop_foreign_changes(data: DataFolder, done: Repair) -> None:
    """What another program wrote beside a published file is none of it; DuckDB would take it in unasked."""
    while (left := foreign_changes(data.warehouse)) is not None:
        left.unlink()
        done.note("changes-removed", file_name=left.name)


def _adopt_plain_layout(data: DataFolder, done: Repair) -> None:
    """A warehouse that lies there as a plain file, of an earlier version or put back by hand, becomes a run."""
    if data.warehouse.is_symlink() or not data.warehouse.is_file():
        return
    if not is_readable(data.warehouse):
        _set_aside(data, done)
        return
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        # Before anything is moved: a file of a later version, or of somebody else, is not ours to take over.
        read_schema_version(connection)
    taken_over = _find_taken_over(data)
    if taken_over is not None:
        make_live(data, taken_over.run_no)
        _replace_by_links(data)
        return
    building = data.building
    building.mkdir(parents=True)
    link_or_copy(data.warehouse, building / WAREHOUSE)
    for name in ("marts", "site"):
        _adopt_folder(data.root / name, building / name)
    if not (building / "marts").exists():
        write_marts(building / WAREHOUSE, building / "marts")
    record = describe_adopted(building, next_run_no(data))
    flush_tree(building)
    settle_building(data, record)
    make_live(data, record.run_no)
    _replace_by_links(data)


def _find_taken_over(data: DataFolder) -> RunFolder | None:
    """The newest run, if it holds this very file: a take-over was killed before its links were made."""
    candidates = [run for run in list_runs(data) if run.is_candidate_for_live]
    if not candidates or candidates[-1].record is None:
        return None
    recorded = candidates[-1].record.files.get(WAREHOUSE)
    found = (data.warehouse.stat().st_size, digest(data.warehouse))
    return candidates[-1] if recorded == found else None


def _set_aside(data: DataFolder, done: Repair) -> None:
    """A file that cannot be read is nobody's live warehouse; it is kept for whoever wants to look at it.

    Raises:
        TsdgError: it is a good DuckDB file, but none of ours.
    """
    try:
        with duckdb.connect(str(data.warehouse), read_only=True) as connection:
            connection.execute("select count(*) from duckdb_tables()").fetchall()
    except duckdb.Error:
        aside = data.warehouse.with_name("damaged.duckdb")
        data.warehouse.replace(aside)
        done.note("set-aside", file_name=aside.name)
        done.lost_documents |= {path.stem: path.name for path in data.documents.glob("*.*")}
        return
    raise TsdgError("warehouse-not-ours", warehouse=data.warehouse)


def _adopt_folder(plain: Path, target: Path) -> None:
    if plain.is_symlink() or not plain.is_dir():
        return
    for path in plain.rglob("*"):
        if path.is_file():
            link_or_copy(path, target / path.relative_to(plain))


def _replace_by_links(data: DataFolder) -> None:
    """Put links where plain files were; all of their content lies in the run's folder by now."""
    for name in LIVE_NAMES:
        plain = data.root / name
        former = plain.with_name(f".{name}.former")
        if plain.is_dir() and not plain.is_symlink():
            plain.rename(former)
        point_to(plain, f"{data.current.name}/{name}")
        if former.exists():
            shutil.rmtree(former)


def describe_adopted(folder: Path, run_no: int) -> RunRecord:
    """Make the record of a warehouse that has none, from what it says of itself."""
    with duckdb.connect(str(folder / WAREHOUSE), read_only=True) as connection:
        documents = dict(
            connection.execute("select sha256, file_name from raw.raw_report").fetchall()
        )
        last = connection.execute(
            "select run_no, started_at, published_at, as_of_date, program_version, program_fingerprint "
            "from raw.raw_run order by run_no desc limit 1"
        ).fetchone()
    last_no, started, published, as_of, version, fingerprint = last or (0, None, None, None, "", "")
    begun = started.replace(tzinfo=UTC) if started else datetime.now(UTC)
    record = RunRecord(
        max(run_no, last_no), begun.isoformat(timespec="milliseconds"), str(as_of or begun.date()), version, fingerprint
    )  # fmt: skip
    record.outcome, record.reason = PUBLISHED, recorded_reason("taken-over")
    record.ended_at = published.replace(tzinfo=UTC).isoformat(timespec="milliseconds") if published else now()  # fmt: skip
    record.documents, record.n_reports_held = documents, len(documents)
    record.files = describe_files(folder)
    return record


def _choose_live(data: DataFolder, done: Repair) -> None:
    """Live is the newest published run that was not withdrawn and can be read."""
    for run in reversed(list_runs(data)):
        if not run.is_candidate_for_live:
            continue
        changed = changed_files(run)
        if WAREHOUSE in changed and not is_readable(run.warehouse):
            _mark_damaged(run, done)
            continue
        if run.record is None:
            write_record(describe_adopted(run.path, run.run_no), run.path / RECORD)
        elif changed:
            done.rebuild_reason = f"{_few(changed)} of run {run.run_no} {'is' if len(changed) == 1 else 'are'} not as published"  # fmt: skip
        is_live = live_run_no(data) == run.run_no
        if not is_live:
            make_live(data, run.run_no)
            done.note("live", run_no=run.run_no)
        elif mend_links(data):
            done.note("links")
        held = run.record.documents if run.record else {}
        done.lost_documents = {k: v for k, v in done.lost_documents.items() if k not in held}
        return
    _remove_dangling(data)


def _mark_damaged(run: RunFolder, done: Repair) -> None:
    done.note("damaged", run_no=run.run_no)
    if run.record is None:
        run.warehouse.replace(run.path / "damaged.duckdb")
        return
    done.lost_documents |= run.record.documents
    done.lost_issuers |= run.record.issuers
    run.record.outcome = "damaged"
    write_record(run.record, run.path / RECORD)


def _remove_dangling(data: DataFolder) -> None:
    """No run can be live: names that lead nowhere would look like a warehouse."""
    for path in (data.current, *(data.root / name for name in LIVE_NAMES)):
        if path.is_symlink():
            path.unlink()


def _few(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} files ({names[0]}, …)"
