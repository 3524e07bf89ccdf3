"""Looks at every source once and keeps what is new; one that fails never stops the others."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import httpx

from flows.server.run_coroutine import run_coroutine
from flows.sources.check_body import suffix_of
from flows.sources.download_limits import DownloadLimits
from flows.sources.download_state import (
    SourceState,
    is_kept,
    key_of,
    new_state,
    read_state,
    usable_validator,
    write_state,
)
from flows.sources.fetch import Answer, fetch, make_client
from flows.sources.file_name import file_name
from flows.sources.redact import redact
from flows.sources.source_list import Source, read_source_list
from warehouse.errors import TsdgError
from warehouse.folder.durable_files import remove_leftovers, write_whole
from warehouse.folder.run_ending import FailedSource
from warehouse.say import tell


class DownloadOutcome(StrEnum):
    """What came of looking at a source."""

    new = "new"
    unchanged = "unchanged"
    failed = "failed"


@dataclass(frozen=True, slots=True)
class Download:
    """What came of looking at one source.

    Attributes:
        source: the entry of the list.
        outcome: new · unchanged · failed.
        path: the newest file kept of this source, also if this look failed; null if there is none.
        sha256: its checksum.
        failure: what is wrong and what to do; null unless failed.
        note: one line on something odd that is no failure, such as a broken state file; mostly null.
    """

    source: Source
    outcome: DownloadOutcome
    path: Path | None
    sha256: str | None
    failure: FailedSource | None = None
    note: str | None = None


def download_sources(
    list_file: Path, folder: Path, *, limits: DownloadLimits | None = None
) -> list[Download]:
    """Fetch what is new at the sources of a list into a folder.

    Args:
        list_file: the source list.
        folder: where files and the state file are kept; made if missing. Nothing is written elsewhere.
        limits: what a download may take.

    Returns:
        One entry for each source, in the order of the list.

    Raises:
        TsdgError: the list cannot be used.
        OSError: the folder cannot be made.
    """
    sources = read_source_list(list_file)
    if not sources:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder)
    state, note = read_state(folder)
    look = _Look(folder, limits or DownloadLimits(), state)
    downloads = run_coroutine(look.at_all(sources))
    if note is not None:
        downloads[0] = replace(downloads[0], note=note)
    return downloads


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(slots=True)
class _Look:
    """One look at all sources; the state grows with each of them."""

    folder: Path
    limits: DownloadLimits
    state: dict[str, SourceState]

    async def at_all(self, sources: list[Source]) -> list[Download]:
        """Look at the hosts beside each other, at the sources of one host one after the other."""
        by_host: dict[str, list[Source]] = defaultdict(list)
        for source in sources:
            by_host[httpx.URL(source.url).host].append(source)
        gate = asyncio.Semaphore(self.limits.sources_at_once)
        async with make_client(self.limits) as client:
            found = await asyncio.gather(
                *(self._at_host(client, of_host, gate) for of_host in by_host.values())
            )
        downloads = {download.source.url: download for several in found for download in several}
        return [downloads[source.url] for source in sources]

    async def _at_host(
        self, client: httpx.AsyncClient, sources: Iterable[Source], gate: asyncio.Semaphore
    ) -> list[Download]:
        async with gate:
            return [await self._at_one(client, source) for source in sources]

    async def _at_one(self, client: httpx.AsyncClient, source: Source) -> Download:
        key = key_of(source.url)
        known = self.state.get(key, new_state(source.url))
        try:
            has_file = is_kept(known, self.folder)
            conditions = _conditions(known) if has_file else {}
            answer = await fetch(client, source.url, conditions, self.limits)
            download, after = self._take_in(source, known, answer)
        except TsdgError as error:
            download, after = self._fail(source, known, error)
        except OSError as error:
            full = TsdgError("download-not-kept", folder=self.folder, why=error.strerror)
            download, after = self._fail(source, known, full)
        return self._remember(key, after, download)

    def _take_in(
        self, source: Source, known: SourceState, answer: Answer
    ) -> tuple[Download, SourceState]:
        now = _now()
        seen = replace(known, checked_at=now, failing_since=None, failure=None)
        if answer.content is None:
            path = self.folder / str(known.file)
            return Download(source, DownloadOutcome.unchanged, path, known.sha256), seen
        name = file_name(source, digest := sha256(answer.content).hexdigest(), suffix_of(answer.content))  # fmt: skip
        seen = replace(
            seen,
            etag=usable_validator(answer.etag),
            last_modified=usable_validator(answer.last_modified),
        )
        # The same bytes, though the server ignored the conditions, or the list gave the issuer another name.
        held = known if digest == known.sha256 else SourceState(file=name, sha256=digest)
        if is_kept(held, self.folder):
            path = self.folder / str(held.file)
            after = replace(seen, file=held.file, sha256=digest, fetched_at=known.fetched_at or now)
            return Download(source, DownloadOutcome.unchanged, path, digest), after
        path = self.folder / name
        write_whole(path, answer.content)
        after = replace(seen, file=name, sha256=digest, fetched_at=now)
        return Download(source, DownloadOutcome.new, path, digest), after

    def _fail(
        self, source: Source, known: SourceState, problem: TsdgError
    ) -> tuple[Download, SourceState]:
        failure = FailedSource(source.name, redact(source.url), problem.reason, problem.advice)
        after = replace(known, failing_since=known.failing_since or _now(), failure=str(problem))
        path, digest = None, None
        try:
            if is_kept(known, self.folder):
                path, digest = self.folder / str(known.file), known.sha256
        except OSError:
            # The disk that failed a moment ago fails again.
            path, digest = None, None
        return Download(source, DownloadOutcome.failed, path, digest, failure), after

    def _remember(self, key: str, after: SourceState, download: Download) -> Download:
        self.state[key] = after
        try:
            write_state(self.folder, self.state)
        except OSError as error:
            note = tell("run-state-not-written", why=error.strerror)
            return replace(download, note=note)
        return download


def _conditions(known: SourceState) -> dict[str, str]:
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value is not None}
