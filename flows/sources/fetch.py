"""Asks one address politely: on condition, within limits, again after a while where that can help."""

import asyncio
import logging
import ssl
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

import httpx
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from flows.sources.download_limits import DownloadLimits
from flows.sources.redact import redact
from warehouse.errors import TsdgError

_SCHEMES = ("https", "http")
_PLAIN = ("", "identity")
_ZLIB = ("gzip", "x-gzip", "deflate")
# Tells zlib to accept the frames of gzip and of deflate.
_EITHER_FRAME = 47
# What to do about it is another thing for each.
_ANSWERS: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "server-wants-login",
    HTTPStatus.FORBIDDEN: "server-refuses",
    HTTPStatus.NOT_FOUND: "server-lacks-it",
    HTTPStatus.GONE: "server-lacks-it",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: a file, or null for content if nothing changed since the last time."""

    content: bytes | None
    etag: str | None = None
    last_modified: str | None = None


class _PassingError(TsdgError):
    """The same, where asking again in a while may help."""

    def __init__(self, name: str, /, wait_seconds: float | None = None, **facts: Any) -> None:
        super().__init__(name, **facts)
        self.wait_seconds = wait_seconds


def make_client(limits: DownloadLimits) -> httpx.AsyncClient:
    """Return a client that says who we are and waits for nobody longer than it should."""
    # They log whole addresses, with what stands in their user part and query.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return httpx.AsyncClient(
        headers={
            "User-Agent": f"tsdg/{version('tsdg')}",
            "Accept": "application/pdf, text/plain;q=0.9, */*;q=0.1",
            # A PDF is compressed already, and only plain bytes can be held against Content-Length.
            "Accept-Encoding": "identity",
        },
        timeout=httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds),
    )


async def fetch(
    client: httpx.AsyncClient, url: str, conditions: dict[str, str], limits: DownloadLimits
) -> Answer:
    """Ask for a file, again after failures that pass.

    Args:
        client: from `make_client`.
        url: https or http.
        conditions: headers that make the server answer only if something changed; may be empty.
        limits: what it may take.

    Raises:
        TsdgError: no file came; one line says why and what to do.
    """
    retrying = AsyncRetrying(
        retry=retry_if_exception_type(_PassingError),
        stop=stop_after_attempt(limits.attempts),
        wait=_waiting(limits),
        reraise=True,
    )
    try:
        async with asyncio.timeout(limits.total_seconds):
            return await retrying(_ask, client, url, conditions, limits)
    except TimeoutError as error:
        raise TsdgError("download-too-long", total_seconds=f"{limits.total_seconds:g}") from error


def _waiting(limits: DownloadLimits) -> Callable[[RetryCallState], float]:
    backing_off = wait_exponential(limits.first_wait, limits.longest_wait) + wait_random(
        0, limits.first_wait
    )

    def seconds(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, _PassingError) and error.wait_seconds is not None:
            return error.wait_seconds
        return backing_off(state)

    return seconds


async def _ask(
    client: httpx.AsyncClient, url: str, conditions: dict[str, str], limits: DownloadLimits
) -> Answer:
    try:
        return await _follow(client, client.build_request("GET", url, headers=conditions), limits)
    except httpx.ConnectTimeout as error:
        raise _PassingError("host-slow", connect_seconds=f"{limits.connect_seconds:g}") from error  # fmt: skip
    except httpx.TimeoutException as error:
        raise _PassingError("answer-slow", read_seconds=f"{limits.read_seconds:g}") from error
    except httpx.ConnectError as error:
        raise _unreachable(error) from error
    except httpx.RemoteProtocolError as error:
        raise _PassingError("connection-ended") from error  # fmt: skip
    except (httpx.TransportError, httpx.InvalidURL) as error:
        raise _PassingError("connection-failed", kind=type(error).__name__) from error


def _unreachable(error: httpx.ConnectError) -> TsdgError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return TsdgError("certificate-not-trusted", verify_message=cause.verify_message)
        cause = cause.__cause__ or cause.__context__
    return _PassingError("host-unreachable")


async def _follow(
    client: httpx.AsyncClient, request: httpx.Request, limits: DownloadLimits
) -> Answer:
    for _ in range(limits.most_redirects + 1):
        response = await client.send(request, stream=True, follow_redirects=False)
        try:
            if response.next_request is None:
                return await _take(response, limits)
            _refuse_bad_redirect(request, response.next_request)
            request = response.next_request
        finally:
            await response.aclose()
    raise TsdgError("redirected-often", most_redirects=limits.most_redirects)


def _refuse_bad_redirect(request: httpx.Request, target: httpx.Request) -> None:
    where = redact(target.url)
    if target.url.scheme not in _SCHEMES:
        raise TsdgError("redirected-elsewhere", where=where)
    if request.url.scheme == "https" and target.url.scheme == "http":
        raise TsdgError("redirected-to-http", where=where)


async def _take(response: httpx.Response, limits: DownloadLimits) -> Answer:
    is_conditional = {"if-none-match", "if-modified-since"} & set(response.request.headers)
    if response.status_code == HTTPStatus.NOT_MODIFIED and is_conditional:
        return Answer(None)
    if response.status_code != HTTPStatus.OK:
        raise _refusal(response, limits)
    content = _decode(response, await _read(response, limits), limits)
    headers = response.headers
    return Answer(content, headers.get("etag"), headers.get("last-modified"))


def _refusal(response: httpx.Response, limits: DownloadLimits) -> TsdgError:
    code = response.status_code
    answer = f"{code} {httpx.codes.get_reason_phrase(code)}".rstrip()
    if code != HTTPStatus.TOO_MANY_REQUESTS and code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return TsdgError(_ANSWERS.get(code, "server-answers"), answer=answer)
    wait = _retry_after(response.headers.get("retry-after"))
    if wait is not None and wait > limits.longest_retry_after:
        return TsdgError("server-wants-rest", answer=answer, wait=f"{wait:.0f}")
    return _PassingError("server-busy", wait, answer=answer)


def _retry_after(header: str | None) -> float | None:
    """Seconds that a server asks us to wait, given as a number or as a time."""
    if header is None:
        return None
    if header.strip().isascii() and header.strip().isdigit():
        return float(header)
    try:
        when = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


async def _read(response: httpx.Response, limits: DownloadLimits) -> bytes:
    declared = response.headers.get("content-length", "")
    is_declared = declared.isdigit() and "transfer-encoding" not in response.headers
    if is_declared and int(declared) > limits.largest_body:
        raise _too_large(limits)
    content = bytearray()
    async for piece in response.aiter_raw():
        content += piece
        if len(content) > limits.largest_body:
            raise _too_large(limits)
    if is_declared and len(content) != int(declared):
        raise _PassingError("too-few-bytes", came=len(content), declared=declared)
    return bytes(content)


def _decode(response: httpx.Response, content: bytes, limits: DownloadLimits) -> bytes:
    """Undo one compression, never further than the limit: a bomb ends there."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in _PLAIN:
        return content
    if encoding not in _ZLIB:
        raise TsdgError("answer-compressed-oddly")
    unpacking = zlib.decompressobj(wbits=_EITHER_FRAME)
    try:
        plain = unpacking.decompress(content, limits.largest_body + 1)
    except zlib.error as error:
        raise _PassingError("answer-damaged") from error
    if len(plain) > limits.largest_body:
        raise _too_large(limits)
    if not unpacking.eof or unpacking.unused_data:
        raise _PassingError("answer-damaged")
    return plain


def _too_large(limits: DownloadLimits) -> TsdgError:
    return TsdgError("download-too-large", largest_body=f"{limits.largest_body / 2**20:g}")
