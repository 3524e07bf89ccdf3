"""Where report files are read: in processes beside the run, or on the workers of a Dask cluster."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.readers.read_isolated import read_report_isolated
from flows.readers.read_on_dask import open_cluster
from flows.readers.report_document import ReportDocument
from warehouse.settings import Settings

# So few are read sooner than a pool is ready.
FEW = 2


@dataclass(frozen=True, slots=True)
class ReadingPool:
    """How one file is read, and how many threads may ask for that at once."""

    read: Callable[[Path, int | None], ReportDocument]
    threads: int


@contextmanager
def open_pool(settings: Settings, n_files: int) -> Iterator[ReadingPool]:
    """Give a pool for so many files; a cluster that it started ends with it.

    Raises:
        TsdgError: no scheduler, no worker, or workers with another program.
    """
    if n_files <= FEW:
        yield ReadingPool(read_report_isolated, 1)
    elif not settings.reads_on_dask:
        # Each thread has a reading process of its own.
        yield ReadingPool(read_report_isolated, min(settings.n_readers, n_files))
    else:
        with open_cluster(settings) as cluster:
            yield ReadingPool(cluster.read, cluster.threads)
