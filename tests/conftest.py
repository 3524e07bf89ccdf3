"""Editions that tests read, and a warehouse built from them without Prefect."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import hypothesis
import jinja2
import pytest

from expectations.rules import find_offenders, read_findings, read_rules
from flows.runs.publish_run import begin_run, load_run_records, publish_run
from flows.runs.repair import repair
from flows.stages.load_lexicon import load_lexicon
from supply.site import build_site as build_site_module
from supply.site import page_writer
from tests.candidates import build_candidate
from tests.doubtful_edition import write_doubtful_edition
from tests.hostile_edition import write_hostile_edition
from tests.issuers_of_two_years import write_two_years
from tests.readings import read_once
from tests.several_issuers import write_reports
from transforms.report.report_lexicon import Lexicon
from warehouse.candidate import Candidate
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.keep_documents import keep_documents
from warehouse.folder.published import open_published
from warehouse.folder.run_record import RunInput

PROJECT = Path(__file__).parent.parent
SAMPLE = PROJECT / "reports" / "2024_sample.pdf"
HISTORY = sorted((PROJECT / "tests" / "fixtures" / "history").glob("20*.*"))
LAYOUT_FOLDER = PROJECT / "tests" / "fixtures" / "layouts"
LAYOUTS = [
    LAYOUT_FOLDER / name
    for name in (
        "chromium.pdf",
        "libreoffice.pdf",
        "reportlab.pdf",
        "weasyprint.pdf",
        "conversion.txt",
    )
]
# Each program that typesets reports its own way; one of them is quick to read.
EVERY_LAYOUT = [
    pytest.param(
        path,
        id=path.name,
        marks=[] if path.name == "chromium.pdf" else [pytest.mark.slow],
    )
    for path in LAYOUTS
]
# Where CI and developers have the genuine editions; on a user's machine there are none.
GENUINE = sorted(Path(os.environ.get("TSDG_GENUINE_REPORTS", "/nonexistent")).glob("2024.*"))
AS_OF = date(2026, 11, 23)
# Not that of the machine; processes that tests start have it, too.
os.environ["TSDG_LANG"] = "en"
# How long an example takes says how busy the machine is.
hypothesis.settings.register_profile("tsdg", deadline=None)
hypothesis.settings.load_profile("tsdg")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that a test runs with `--lang` chooses for that test alone."""
    monkeypatch.setenv("TSDG_LANG", "en")


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each dashboard built here would compile the same templates again."""
    folder = shared_folder(tmp_path_factory) / "templates"
    folder.mkdir(exist_ok=True)
    cache = jinja2.FileSystemBytecodeCache(str(folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_writer, "Environment", partial(jinja2.Environment, bytecode_cache=cache))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_thread_for_duckdb() -> Iterator[None]:
    """Each processor has a process of its own: more threads for tables this small only wait for each other.

    Not in integration tests: where whole editions are compared, rows come in whatever order threads give.
    """
    connect = duckdb.connect

    def connect_alone(
        database: str | Path = ":memory:",
        read_only: bool = False,
        config: dict[str, Any] | None = None,
    ) -> duckdb.DuckDBPyConnection:
        is_whole = "tests/integration/" in os.environ.get("PYTEST_CURRENT_TEST", "")
        own = {} if is_whole else {"threads": 1}
        return connect(database, read_only=read_only, config=own | (config or {}))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", connect_alone)
        yield


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder of all processes of this test run."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The reviewed seed files."""
    return load_lexicon()


def publish_without_prefect(
    files: list[Path],
    root: Path,
    as_of: date = AS_OF,
    year: int | None = None,
    issuer: str | None = None,
) -> DataFolder:
    """Run the steps of the flow one after the other; findings are those of the rules alone."""
    data = DataFolder(root)
    data.create()
    documents = read_once(files, year)
    keep_documents(files, data)
    repair(data)
    record = begin_run(data, as_of)
    record.inputs = [RunInput(d.file_name, "new", d.sha256, d.report_id) for d in documents]
    candidate = build_candidate(documents, data, as_of, issuer)
    fill_findings(candidate)
    load_run_records(candidate, data, record)
    candidate.finish()
    publish_run(data, record)
    return data


@contextmanager
def judged(files: list[Path], root: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts as a run would publish them, findings of the rules included, without the files of a publication."""
    data = DataFolder(root)
    data.create()
    with build_candidate(read_once(files), data, AS_OF) as candidate:
        fill_findings(candidate)
        candidate.connection.execute("set schema = 'marts'")
        yield candidate.connection


def fill_findings(candidate: Candidate) -> None:
    """Fill marts.finding without Great Expectations; a critical rule that is offended fails the test."""
    offenders = {
        rule.name: (rule, find_offenders(candidate.connection, rule)) for rule in read_rules()
    }
    blocking = [
        frame for rule, frame in offenders.values() if rule.severity == "critical" and len(frame)
    ]
    assert not blocking, blocking
    candidate.load("marts.finding", read_findings(candidate.connection, offenders))


def build_once(
    factory: pytest.TempPathFactory, name: str, build: Callable[[Path], DataFolder]
) -> DataFolder:
    """Build a data folder once for all processes of a test run, and give this process a copy of it."""
    shared = shared_folder(factory)
    original = shared / f"shared_{name}"
    with (shared / f"{original.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (original / "complete").exists():
            build(original)
            (original / "complete").touch()
    own = factory.mktemp(name) / "data"
    shutil.copytree(original, own, symlinks=True)
    return DataFolder(own)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], DataFolder]:
    """Publish one edition, once per session; returns its data folder."""
    folders: dict[Path, DataFolder] = {}

    def build(file: Path) -> DataFolder:
        if file not in folders:
            folders[file] = build_once(
                tmp_path_factory,
                f"{file.stem}_{file.suffix[1:]}",
                lambda root: publish_without_prefect([file], root),
            )
        return folders[file]

    return build


@pytest.fixture(scope="session")
def dashboard(
    published: Callable[[Path], DataFolder], tmp_path_factory: pytest.TempPathFactory
) -> DataFolder:
    """The data folder of the sample edition with its dashboard."""
    return with_site(published(SAMPLE), "sample_site", tmp_path_factory)


def with_site(data: DataFolder, name: str, factory: pytest.TempPathFactory) -> DataFolder:
    """A copy of a data folder with its dashboard."""

    def build(root: Path) -> DataFolder:
        shutil.copytree(data.root, root, symlinks=True)
        with open_published(DataFolder(root)) as connection:
            build_site_module.build_site(connection, DataFolder(root))
        return DataFolder(root)

    return build_once(factory, name, build)


@pytest.fixture(scope="session")
def published_history(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """Six typeset editions and a corrected one, published."""
    return build_once(
        tmp_path_factory, "history", lambda root: publish_without_prefect(HISTORY, root)
    )


@pytest.fixture(scope="session")
def hostile_warehouse(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """An edition whose cells attack whatever shows them, published."""
    report = write_hostile_edition(tmp_path_factory.mktemp("hostile"))
    return build_once(
        tmp_path_factory,
        "hostile_data",
        lambda root: publish_without_prefect([report], root, issuer="衛福部"),
    )


@pytest.fixture(scope="session")
def doubtful_warehouse(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """An edition with sure, assumed and doubtful rows, published."""
    report = write_doubtful_edition(tmp_path_factory.mktemp("doubtful"))
    return build_once(
        tmp_path_factory,
        "doubtful_data",
        lambda root: publish_without_prefect([report], root),
    )


@pytest.fixture(scope="session")
def issuers_warehouse(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """Reports of several issuers, published."""
    files = write_reports(tmp_path_factory.mktemp("issuers"))
    return build_once(
        tmp_path_factory, "issuers_data", lambda root: publish_without_prefect(files, root)
    )


@pytest.fixture(scope="session")
def several_issuers(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """Reports of four issuers over two years, one of them a sample, published."""
    reports = write_two_years(tmp_path_factory.mktemp("several_issuers"))
    return build_once(
        tmp_path_factory,
        "several_issuers_data",
        lambda root: publish_without_prefect(reports, root),
    )


@pytest.fixture(scope="session")
def sample_warehouse(published: Callable[[Path], DataFolder]) -> DataFolder:
    """The sample edition, published."""
    return published(SAMPLE)


@pytest.fixture
def sample_connection(sample_warehouse: DataFolder) -> duckdb.DuckDBPyConnection:
    """The sample edition's warehouse, open for reading."""
    connection = duckdb.connect(str(sample_warehouse.warehouse), read_only=True)
    yield connection
    connection.close()
