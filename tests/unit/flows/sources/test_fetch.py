"""What no server on loopback can show: redirects from https, and how long is waited."""

import asyncio

import httpx
import pytest

from flows.server.run_coroutine import run_coroutine
from flows.sources.download_limits import DownloadLimits
from flows.sources.fetch import fetch, make_client
from flows.sources.redact import redact
from warehouse.errors import TsdgError


def fetch_through(answers, limits: DownloadLimits | None = None):
    """Fetch from made-up hosts: a function from request to response."""

    async def run():
        transport = httpx.MockTransport(answers)
        async with httpx.AsyncClient(transport=transport) as client:
            return await fetch(client, "https://example.org/a", {}, limits or DownloadLimits())

    return run_coroutine(run())


def test_a_redirect_from_https_to_http_is_refused_at_any_step() -> None:
    steps = {"/a": "https://www.example.org/b", "/b": "http://www.example.org/c?key=hunter2"}
    asked = []

    def answers(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"location": steps[request.url.path]})

    with pytest.raises(
        TsdgError, match=r"from https to http://www\.example\.org/c.*forge"
    ) as caught:
        fetch_through(answers)
    assert asked == ["https://example.org/a", "https://www.example.org/b"]
    assert "hunter2" not in str(caught.value)


def test_waits_double_with_a_random_part_and_have_an_end(monkeypatch) -> None:
    waits = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    limits = DownloadLimits(attempts=6, first_wait=2, longest_wait=10)
    with pytest.raises(TsdgError, match="503"):
        fetch_through(lambda request: httpx.Response(503), limits)
    lowest = [2, 4, 8, 10, 10]
    assert len(waits) == 5
    assert all(low <= wait <= low + 2 for low, wait in zip(lowest, waits, strict=True))
    assert waits != lowest


def test_certificates_are_checked() -> None:
    context = make_client(DownloadLimits())._transport._pool._ssl_context
    assert context.check_hostname
    assert context.verify_mode.name == "CERT_REQUIRED"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://user:word@example.org:8443/a%20b?key=1#x", "https://example.org:8443/a%20b?…"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("https://example.org", "https://example.org/"),
        ("file:///home/somebody", "file:…"),
        ("mailto:somebody@example.org", "mailto:…"),
        ("no address", "(an address that cannot be shown)"),
        ("https://example.org:port/", "(an address that cannot be shown)"),
    ],
)
def test_what_is_shown_of_an_address(address, shown) -> None:
    assert redact(address) == shown
