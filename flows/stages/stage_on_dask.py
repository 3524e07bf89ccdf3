"""Documents are parsed here, or on the workers of the Dask cluster that reads them: cells go out, rows come back."""

import socket
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import polars as pl

from flows.readers.read_on_dask import DaskCluster, open_cluster
from flows.readers.read_sent_file import compare_programs, describe_program
from flows.readers.reading_pool import FEW
from transforms.report.report_lexicon import Lexicon
from transforms.report.stage_report import stage_report
from transforms.report.staged_rows import StagedReport
from warehouse.errors import UnusableReportError
from warehouse.settings import Settings

# Of a document: its id, year and cells, and the reviewed seed files of this run.
Stage = Callable[[str, int, pl.DataFrame, Lexicon], StagedReport]


@dataclass(frozen=True, slots=True)
class StagingPool:
    """How one document is parsed, and how it is done for each of many: results in their order."""

    stage: Stage
    for_each: Callable[[Callable[[int], StagedReport], range], Iterable[StagedReport]]


@contextmanager
def open_staging(settings: Settings, n_documents: int) -> Iterator[StagingPool]:
    """Give a pool for so many documents; a cluster that it started ends with it.

    Raises:
        TsdgError: no scheduler, no worker, or workers with another program.
    """
    if n_documents <= FEW or not settings.reads_on_dask:
        yield StagingPool(stage_report, map)
        return
    with open_cluster(settings) as cluster, ThreadPoolExecutor(cluster.threads) as threads:
        yield StagingPool(partial(_stage_there, cluster), threads.map)


def _stage_there(
    cluster: DaskCluster, report_id: str, report_year: int, cells: pl.DataFrame, lexicon: Lexicon
) -> StagedReport:
    sent = _SentCells(report_id, report_year, cells, lexicon, describe_program())
    try:
        return cluster.ask(_stage_sent_cells, sent)
    except UnusableReportError:
        # What was read keeps within its limits: that workers die is no fault of the document.
        return stage_report(report_id, report_year, cells, lexicon)


@dataclass(frozen=True, slots=True)
class _SentCells:
    report_id: str
    report_year: int
    cells: pl.DataFrame
    lexicon: Lexicon
    program: tuple[str, str]


def _stage_sent_cells(sent: _SentCells) -> StagedReport:
    """Parse on a worker what was sent to it.

    Raises:
        TsdgError: the worker, which came late, has another program.
    """
    compare_programs(socket.gethostname(), describe_program(), sent.program)
    return stage_report(sent.report_id, sent.report_year, sent.cells, sent.lexicon)
