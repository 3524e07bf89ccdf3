"""Where report files are read: in processes beside the run, or on the workers of a Dask cluster."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.readers.read_isolated import read_report_isolated
from flows.readers.report_document import ReportDocument

_MOST_READERS = 8
_HIGHEST_SETTING = 256
# So few are read sooner than a pool is ready.
_FEW = 2
_ADDRESS = re.compile(
    r"(?:(?:tcp|tls|ws|wss|ucx)://)?[^\s/:]+:\d{1,5}|(?:tcp|tls)://\[[^\s/]+\]:\d{1,5}"
)


class FanOutError(Exception):
    """Files cannot be read where the settings say: what is wrong and what to do, in one line."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How many files are read at once, and where."""

    readers: int = 1
    is_dask: bool = False
    address: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "ReadingSettings":
        """Take `TSDG_READERS`, `TSDG_READ_ON` (here, dask) and `TSDG_DASK_ADDRESS`.

        An address alone means Dask; without one, Dask means a cluster on this machine.

        Raises:
            FanOutError: one of them cannot be meant.
        """
        address = environment.get("TSDG_DASK_ADDRESS", "").strip() or None
        place = environment.get("TSDG_READ_ON", "").strip() or ("dask" if address else "here")
        if place not in {"here", "dask"}:
            raise FanOutError(f"TSDG_READ_ON is {place!r}; give here or dask, or nothing")
        if address is not None and not _ADDRESS.fullmatch(address):
            raise FanOutError(
                f"TSDG_DASK_ADDRESS is {address!r}; give a scheduler as tcp://HOST:PORT, or nothing"
            )
        return cls(_read_readers(environment), place == "dask", address)


def _read_readers(environment: Mapping[str, str]) -> int:
    text = environment.get("TSDG_READERS", "").strip()
    if not text:
        return min(len(os.sched_getaffinity(0)), _MOST_READERS)
    if text.isascii() and text.isdigit() and 1 <= int(text) <= _HIGHEST_SETTING:
        return int(text)
    raise FanOutError(
        f"TSDG_READERS is {text!r}; give a whole number from 1 to {_HIGHEST_SETTING}, or nothing"
    )


@dataclass(frozen=True, slots=True)
class ReadingPool:
    """How one file is read, and how many threads may ask for that at once."""

    read: Callable[[Path, int | None], ReportDocument]
    threads: int


@contextmanager
def open_pool(settings: ReadingSettings, n_files: int) -> Iterator[ReadingPool]:
    """Give a pool for so many files; a cluster that it started ends with it.

    Raises:
        FanOutError: no scheduler, no worker, or workers with another program.
    """
    if n_files <= _FEW:
        yield ReadingPool(read_report_isolated, 1)
    elif not settings.is_dask:
        # Each thread has a reading process of its own.
        yield ReadingPool(read_report_isolated, min(settings.readers, n_files))
    else:
        # Loaded only where it is wanted: Dask is an extra.
        from flows.readers.read_on_dask import open_cluster

        with open_cluster(settings) as pool:
            yield pool
