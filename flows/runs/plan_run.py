"""What a run has to do: which files are new, which are held, which cannot be used."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

import duckdb

from flows.readers.read_report import READABLE_SUFFIXES, checksum, readable_name
from flows.readers.report_document import ReportDocument
from flows.runs.name_issuers import Naming, is_news, issuer_folder, load_issuer_names
from flows.runs.refused_before import RefusedBefore
from flows.runs.repair import Repair
from flows.runs.run_folders import withdrawn_documents
from transforms.years.decide_issuers import NamedIssuer
from transforms.years.issuer_names import IssuerNames
from warehouse.errors import UnusableReportError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.rebuild_reasons import recorded_reason
from warehouse.folder.run_ending import Refusal
from warehouse.folder.run_record import RunInput
from warehouse.schema_version import read_schema_version
from warehouse.seed_files import seed_files

_PROGRAM_FOLDERS = ("flows", "transforms", "expectations", "warehouse", "supply")
_PROGRAM_SUFFIXES = {".py", ".sql", ".j2", ".css", ".js", ".toml", ".csv", ".ftl"}
_SCHEMA_OF_ISSUERS = 4
_SCHEMA_OF_LISTED_YEARS = 5
_NAMED_ISSUERS = "select sha256, issuer_named, issuer_named_by from raw.raw_report where issuer_named is not null"
_LISTED_YEARS = (
    "select sha256, report_year_listed from raw.raw_report where report_year_listed is not null"
)


@dataclass(slots=True)
class RunPlan:
    """Inputs sorted by what is to be done with them, and why a run is needed at all."""

    new_files: list[Path] = field(default_factory=list)
    held_files: list[Path] = field(default_factory=list)
    withdrawn_files: list[Path] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    rebuild_reason: str | None = None
    # Names, by checksum, of documents that are read again from where the data folder keeps them.
    restored_names: dict[str, str] = field(default_factory=dict)
    # By checksum: issuers that somebody named, years that the source list expects, and where new files lie.
    named_issuers: dict[str, NamedIssuer] = field(default_factory=dict)
    listed_years: dict[str, int] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)

    @property
    def is_needed(self) -> bool:
        """Tell whether anything would change."""
        return bool(self.new_files) or self.rebuild_reason is not None

    def restore_names(self, documents: list[ReportDocument]) -> list[ReportDocument]:
        """Give documents that were read from the data folder the names that they came with."""
        return [
            replace(
                document, file_name=self.restored_names.get(document.sha256, document.file_name)
            )
            for document in documents
        ]

    def path_of(self, document: ReportDocument) -> Path:
        """Where a new document lies."""
        return self.paths.get(document.sha256, Path(document.file_name))

    def describe_inputs(
        self, documents: list[ReportDocument], refusals: list[Refusal]
    ) -> list[RunInput]:
        """What became of each input, for the record of the run."""
        given = [RunInput(d.file_name, "new", d.sha256, d.report_id) for d in documents]
        given += [RunInput(readable_name(path), "held") for path in self.held_files]
        given += [RunInput(readable_name(path), "withdrawn") for path in self.withdrawn_files]
        return given + [
            RunInput(readable_name(refusal.path), "refused", reason=refusal.recorded)
            for refusal in refusals
        ]


def plan_run(  # noqa: PLR0913, PLR0917 - what a run is given
    inputs: list[Path],
    data: DataFolder,
    as_of_date: date,
    repaired: Repair | None = None,
    naming: Naming | None = None,
    refused: RefusedBefore | None = None,
) -> RunPlan:
    """Look at the inputs and the live warehouse, without reading any report; what was refused before is refused."""
    plan = RunPlan()
    naming = naming or Naming()
    repaired = repaired or Repair()
    held = _read_held(data.warehouse)
    withdrawn = withdrawn_documents(data)
    seen: set[str] = set()
    names = load_issuer_names()
    for path, is_named in _expand(inputs, plan, names):
        try:
            digest = checksum(path)
        except UnusableReportError as error:
            plan.refusals.append(Refusal.of(path, error))
            continue
        _note_listed_year(plan, digest, naming.year_of(path))
        if digest in held.checksums or digest in seen:
            plan.held_files.append(path)
            named = naming.of(path, names, is_held=not is_named)
            if digest in held.checksums and named and is_news(named, held.named.get(digest), names):
                plan.named_issuers[digest] = named
        elif digest in withdrawn and not is_named:
            # A schedule must not bring back what a person took out.
            plan.withdrawn_files.append(path)
        else:
            _plan_reading(plan, path, digest, naming.of(path, names), refused)
        seen.add(digest)
    lost = {k: v for k, v in repaired.lost_documents.items() if k not in seen | held.checksums}
    _restore(plan, lost, withdrawn, data)
    for digest, (name, named_by) in repaired.lost_issuers.items():
        if digest in lost:
            plan.named_issuers.setdefault(digest, NamedIssuer(name, named_by))
    plan.rebuild_reason = repaired.rebuild_reason or _rebuild_reason(held, as_of_date)
    _look_at_held_again(plan, held)
    return plan


def _plan_reading(
    plan: RunPlan,
    path: Path,
    digest: str,
    named: NamedIssuer | None,
    refused: RefusedBefore | None,
) -> None:
    known = refused.find(digest) if refused else None
    if known is not None:
        plan.refusals.append(Refusal.of(path, known))
        return
    plan.new_files.append(path)
    plan.paths[digest] = path
    if named:
        plan.named_issuers[digest] = named


def _note_listed_year(plan: RunPlan, digest: str, year: int | None) -> None:
    """Two addresses may bring the same file: the first one's year counts, in every run the same."""
    if year is not None:
        plan.listed_years.setdefault(digest, year)


def _look_at_held_again(plan: RunPlan, held: "_Held") -> None:
    """What is said of held documents now needs a run where it is not what was said before."""
    known = held.listed_years
    plan.listed_years = {k: year for k, year in plan.listed_years.items() if known.get(k) != year}
    for said, reason in ((plan.named_issuers, "issuer-named"), (plan.listed_years, "year-listed")):
        if said.keys() & held.checksums:
            plan.rebuild_reason = plan.rebuild_reason or recorded_reason(reason)


def _restore(plan: RunPlan, lost: dict[str, str], withdrawn: set[str], data: DataFolder) -> None:
    """Have documents that only a damaged run held read again from the copies that were kept."""
    for sha256, name in sorted(lost.items()):
        for path in data.documents.glob(f"{sha256}.*"):
            if sha256 not in withdrawn and path.suffix in READABLE_SUFFIXES:
                plan.new_files.append(path)
                plan.restored_names[sha256] = name


def _expand(inputs: list[Path], plan: RunPlan, names: IssuerNames) -> list[tuple[Path, bool]]:
    """A folder stands for the report files in it; also tells whether a file was named itself."""
    files: list[tuple[Path, bool]] = []
    for path in inputs:
        if not path.is_dir():
            files.append((path, True))
            continue
        found = sorted(_files_in(path, names))
        files += [(file, False) for file in found]
        if not found:
            plan.refusals.append(Refusal.of(path, UnusableReportError("folder-without-reports")))
    return files


def _files_in(folder: Path, names: IssuerNames) -> Iterator[Path]:
    """Files of the folder itself, and all that lies in its folders of issuers."""
    for path in folder.iterdir():
        if path.is_dir() and not path.name.startswith(".") and issuer_folder(path / "-", names):
            yield from (p for p in path.rglob("*") if p.suffix.lower() in READABLE_SUFFIXES)
        elif path.suffix.lower() in READABLE_SUFFIXES:
            yield path


@dataclass(slots=True)
class _Held:
    """What the live warehouse holds, as far as planning needs it."""

    exists: bool = False
    checksums: set[str] = field(default_factory=set)
    named: dict[str, NamedIssuer] = field(default_factory=dict)
    listed_years: dict[str, int] = field(default_factory=dict)
    fingerprint: str | None = None
    as_of_date: date | None = None
    next_due: date | None = None


def _read_held(live: Path) -> _Held:
    if not live.exists():
        return _Held()
    with duckdb.connect(str(live), read_only=True) as connection:
        version = read_schema_version(connection)
        checksums = {
            row[0] for row in connection.execute("select sha256 from raw.raw_report").fetchall()
        }
        named = connection.execute(_NAMED_ISSUERS).fetchall() if version >= _SCHEMA_OF_ISSUERS else []  # fmt: skip
        listed = connection.execute(_LISTED_YEARS).fetchall() if version >= _SCHEMA_OF_LISTED_YEARS else []  # fmt: skip
        last_run = connection.execute(
            "select program_fingerprint, as_of_date from raw.raw_run order by run_no desc limit 1"
        ).fetchone()
        due = connection.execute(
            "select min(release_due) from marts.release_calendar "
            "where delivered_report_year is null and not is_overdue and release_due >= as_of_date"
        ).fetchone()
    fingerprint, as_of_date = last_run or (None, None)
    return _Held(
        exists=True,
        checksums=checksums,
        named={sha256: NamedIssuer(*told) for sha256, *told in named},
        listed_years=dict(listed),
        fingerprint=fingerprint,
        as_of_date=as_of_date,
        next_due=due[0] if due else None,
    )


def _rebuild_reason(held: _Held, as_of_date: date) -> str | None:
    if not held.exists:
        return None
    if held.fingerprint != program_fingerprint():
        return recorded_reason("program-changed")
    if held.next_due is not None and held.next_due < as_of_date:
        return recorded_reason("release-due")
    return None


def program_version() -> str:
    """Version of the installed package."""
    return version("tsdg")


def program_fingerprint() -> str:
    """Checksum over program and seed files: whatever decides what the marts say."""
    root = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for folder in _PROGRAM_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in _PROGRAM_SUFFIXES:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    for path in seed_files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
