"""Downloads from a local server that misbehaves: what is kept, what is refused, and with which words."""

import json
import logging
import os
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

import pytest

from flows.sources.download_limits import DownloadLimits
from flows.sources.download_sources import Download, DownloadOutcome, download_sources
from flows.sources.download_state import STATE_NAME
from supply.news.problem_lines import tell_problem
from tests.integration.documents import misbehaving_server as server_ways
from tests.integration.documents.misbehaving_server import (
    OTHER_PDF,
    PAGE,
    PDF,
    TEXT,
    gives,
    in_turn,
)

QUICK = DownloadLimits(
    connect_seconds=1, read_seconds=0.2, total_seconds=5, largest_body=2 * 2**20, most_redirects=3,
    attempts=3, first_wait=0.01, longest_wait=0.05, longest_retry_after=2,
)  # fmt: skip


@pytest.fixture(scope="module")
def server():
    with server_ways.misbehaving_server() as running:
        yield running


@pytest.fixture(autouse=True)
def _fresh(server, monkeypatch):
    server.seen.clear()
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)


def write_list(folder: Path, *urls: str) -> Path:
    entries = [
        f'[[source]]\nurl = "{url}"\nissuer = "環境部"\nexpected_year = 2025\n' for url in urls
    ]
    (folder / "sources.toml").write_text("\n".join(entries), encoding="utf-8")
    return folder / "sources.toml"


def look(folder: Path, *urls: str, limits: DownloadLimits = QUICK) -> list[Download]:
    return download_sources(write_list(folder, *urls), folder / "downloads", limits=limits)


def kept(folder: Path) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path for path in files if path.name not in ("sources.toml", STATE_NAME))


def test_a_new_file_is_kept_whole_with_its_checksum_under_a_name_of_ours(server, tmp_path) -> None:
    named = gives(PDF, content_disposition='attachment; filename="../../evil.sh"')
    (download,) = look(tmp_path, server.address("/%2e%2e/report.exe", named))
    digest = sha256(PDF).hexdigest()
    assert (download.outcome, download.failure, download.note) == (DownloadOutcome.new, None, None)
    assert download.path == tmp_path / "downloads" / f"環境部_2025_{digest[:12]}.pdf"
    assert (download.sha256, download.path.read_bytes()) == (digest, PDF)
    assert kept(tmp_path) == [download.path]
    state = json.loads((tmp_path / "downloads" / STATE_NAME).read_text())
    assert [entry["sha256"] for entry in state["sources"].values()] == [digest]


def test_it_says_who_asks(server, tmp_path) -> None:
    look(tmp_path, server.address("/agent", gives(PDF)))
    assert server.seen[0].headers["user-agent"].startswith("tsdg/")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_text_conversion_is_kept_as_text(server, tmp_path, mark) -> None:
    (download,) = look(tmp_path, server.address("/text", gives(mark + TEXT)))
    assert download.outcome == "new"
    assert download.path.suffix == ".txt"


def test_the_second_look_asks_on_condition_and_takes_304(server, tmp_path) -> None:
    url = server.address("/tagged", server_ways.with_etag('"one"', PDF))
    (first,) = look(tmp_path, url)
    (second,) = look(tmp_path, url)
    assert [first.outcome, second.outcome] == ["new", "unchanged"]
    assert second.path == first.path
    assert server.seen[1].headers["if-none-match"] == '"one"'


def test_a_time_is_a_condition_too(server, tmp_path) -> None:
    stamp = "Mon, 30 Jun 2025 01:00:00 GMT"
    then = in_turn(gives(PDF, last_modified=stamp), lambda h, earlier: h.begin(304))
    url = server.address("/timed", then)
    look(tmp_path, url)
    (second,) = look(tmp_path, url)
    assert second.outcome == "unchanged"
    assert server.seen[1].headers["if-modified-since"] == stamp


def test_the_same_bytes_are_unchanged_though_tag_and_time_change(server, tmp_path) -> None:
    url = server.address("/moody", in_turn(gives(PDF, etag='"a"'), gives(PDF, etag='"b"')))
    outcomes = [look(tmp_path, url)[0].outcome for _ in range(2)]
    assert outcomes == ["new", "unchanged"]
    assert len(kept(tmp_path)) == 1


def test_new_bytes_are_a_new_file_and_the_older_stays(server, tmp_path) -> None:
    url = server.address("/corrected", in_turn(gives(PDF), gives(OTHER_PDF)))
    (first,) = look(tmp_path, url)
    (second,) = look(tmp_path, url)
    assert second.outcome == "new"
    assert first.path.read_bytes() == PDF
    assert second.path.read_bytes() == OTHER_PDF


def test_without_the_file_no_condition_is_sent(server, tmp_path) -> None:
    url = server.address("/lost", server_ways.with_etag('"one"', PDF))
    (first,) = look(tmp_path, url)
    first.path.write_bytes(b"somebody changed it")
    (second,) = look(tmp_path, url)
    assert (second.outcome, second.path.read_bytes()) == ("new", PDF)


def test_a_304_that_nobody_asked_for_is_a_failure(server, tmp_path) -> None:
    (download,) = look(tmp_path, server.address("/odd", lambda h, earlier: h.begin(304)))
    assert "answered 304" in tell_problem(download.failure)


REFUSED = {
    "silence": (server_ways.silent, "no answer within 0.2 s"),
    "hangs up": (server_ways.hangs_up_midway, "ended before the whole file had come"),
    "hangs up in chunks": (server_ways.hangs_up_chunked, "ended before the whole file had come"),
    "length too small": (gives(PDF, content_length="300"), "cut off before its end"),
    "length too large": (gives(PDF, content_length="5000"), "ended before the whole file had come"),
    "length is nonsense": (gives(PDF, content_length="many"), "connection ended"),
    "announced too large": (gives(PDF, content_length=str(2**40)), "larger than 2 MB"),
    "endless": (server_ways.endless, "larger than 2 MB"),
    "gzip bomb": (server_ways.bomb(40), "larger than 2 MB"),
    "bomb in a bomb": (server_ways.bomb(40, layers=2), "compressed in a way"),
    "broken gzip": (gives(PDF, content_encoding="gzip"), "compressed answer is damaged"),
    "unknown compression": (gives(PDF, content_encoding="br"), "compressed in a way"),
    "not found": (gives(PAGE, 404), "answered 404 Not Found; look up the report's new address"),
    "login": (gives(b"", 401), "wants a login"),
    "always broken": (gives(b"", 503), "answered 503 Service Unavailable; the next check"),
    "unknown status": (gives(b"", 499), "answered 499;"),
    "partial": (gives(PDF, 206), "answered 206"),
    "busy for long": (gives(b"", 429, retry_after="86400"), "left alone for 86400 s"),
    "page with 200": (gives(PAGE), "a web page came instead of a report (its title: 找不到網頁)"),
    "json with 200": (gives(b'{"error": 1}', content_type="application/pdf"), "JSON came"),
    "zip": (gives(b"PK\x03\x04" + bytes(99), content_type="application/pdf"), "a ZIP file"),
    "other encoding": (gives("對應指標".encode("big5")), "neither a PDF nor UTF-8 text"),
    "binary": (gives(b"\x00\x01\x02"), "neither a PDF nor plain text"),
    "empty": (gives(b""), "an empty file came"),
    "cut off PDF": (gives(PDF[:-6]), "cut off before its end"),
    "to a file": (gives(b"", 302, location="file:///etc/passwd"), "neither https nor http"),
    "nowhere": (gives(b"", 302, location="http://"), "; "),
}  # fmt: skip


@pytest.fixture(scope="module")
def refused(server, tmp_path_factory) -> tuple[Path, dict[str, Download]]:
    """One look at all that is refused; after it the folder."""
    folder = tmp_path_factory.mktemp("refused")
    urls = [
        server.address(f"/refused{no}", behaviour)
        for no, (behaviour, _) in enumerate(REFUSED.values())
    ]
    downloads = look(folder, *urls, limits=replace(QUICK, total_seconds=10))
    return folder, dict(zip(REFUSED, downloads, strict=True))


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_says_why_in_one_line(refused, case) -> None:
    download = refused[1][case]
    assert download.outcome == "failed"
    assert REFUSED[case][1] in tell_problem(download.failure)
    assert tell_problem(download.failure).startswith("環境部 2025 (http://127.0.0.1:")
    assert len(tell_problem(download.failure).splitlines()) == 1
    assert (download.path, download.sha256) == (None, None)


def test_what_is_refused_leaves_nothing(refused) -> None:
    assert kept(refused[0]) == []


@pytest.mark.parametrize("way", [server_ways.drips, server_ways.drips_headers])
def test_who_drips_is_given_up_after_the_time_in_all(server, tmp_path, way) -> None:
    short = DownloadLimits(read_seconds=1, total_seconds=0.3)
    (download,) = look(tmp_path, server.address("/drip", way), limits=short)
    assert "took longer than 0.3 s" in tell_problem(download.failure)
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "first", [gives(b"", 500), server_ways.hangs_up_midway, server_ways.silent]
)
def test_failures_that_pass_are_tried_again(server, tmp_path, first) -> None:
    (download,) = look(tmp_path, server.address("/shaky", in_turn(first, first, gives(PDF))))
    assert download.outcome == "new"
    assert len(server.seen) == 3


@pytest.mark.parametrize("status", [400, 403, 404, 410])
def test_what_the_server_means_is_asked_once(server, tmp_path, status) -> None:
    look(tmp_path, server.address("/sure", gives(b"", status)))
    assert len(server.seen) == 1


def test_the_wait_that_a_server_asks_for_is_kept(server, tmp_path) -> None:
    url = server.address("/busy", in_turn(gives(b"", 429, retry_after="1"), gives(PDF)))
    (download,) = look(tmp_path, url)
    assert download.outcome == "new"
    assert server.seen[1].at - server.seen[0].at >= 1


def test_a_wait_may_be_given_as_a_time(server, tmp_path) -> None:
    late = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    (download,) = look(tmp_path, server.address("/until", gives(b"", 503, retry_after=late)))
    assert "left alone for 86" in tell_problem(download.failure)
    assert len(server.seen) == 1


def test_redirects_are_followed_within_a_bound(server, tmp_path) -> None:
    server.address("/end", gives(PDF))
    url = server.address("/start", gives(b"", 301, location="/end"))
    loop = server.address("/loop", gives(b"", 302, location="/loop"))
    found, lost = look(tmp_path, url, loop)
    assert found.outcome == "new"
    assert "redirected more than 3 times" in tell_problem(lost.failure)
    assert len(server.requests("/loop")) == 4


def test_one_failure_stops_nobody_and_the_order_is_that_of_the_list(server, tmp_path) -> None:
    urls = [
        server.address("/a", gives(PAGE)),
        server.address("/b", gives(PDF)),
        "http://127.0.0.1:1/refuses",
        server.address("/c", gives(TEXT)),
    ]
    downloads = look(tmp_path, *urls)
    assert [download.source.url for download in downloads] == urls
    assert [download.outcome for download in downloads] == ["failed", "new", "failed", "new"]
    assert "cannot be reached" in tell_problem(downloads[2].failure)


def test_a_failure_keeps_the_earlier_file_and_is_recorded_until_it_ends(server, tmp_path) -> None:
    url = server.address("/later", in_turn(gives(PDF), gives(PAGE), gives(PAGE), gives(PDF)))
    looks = [look(tmp_path, url)[0]]
    states = []
    for _ in range(3):
        looks.append(look(tmp_path, url)[0])
        states += json.loads((tmp_path / "downloads" / STATE_NAME).read_text())["sources"].values()
    assert [download.outcome for download in looks] == ["new", "failed", "failed", "unchanged"]
    assert looks[1].path == looks[0].path
    assert "web page" in states[0]["failure"]
    assert states[1]["failing_since"] == states[0]["failing_since"]
    assert states[2]["failure"] is states[2]["failing_since"] is None


def test_nothing_of_a_secret_address_is_shown_or_kept(server, tmp_path, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    server.address("/secret", gives(b"", 302, location="/gone?token=hunter2"))
    server.address("/gone", gives(b"", 404))
    url = server.url.replace("//", "//user:hunter2@") + "/secret?key=hunter2#hunter2"
    (download,) = look(tmp_path, url)
    state = (tmp_path / "downloads" / STATE_NAME).read_text()
    assert server.seen[0].headers["authorization"].startswith("Basic ")
    assert "answered 404" in tell_problem(download.failure)
    for text in (tell_problem(download.failure), state, caplog.text):
        assert "hunter2" not in text


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[]", b"\xff", b'{"version": 9}', b'{"version": 1, "sources": {"a": {"file": 3}}}'],
)  # fmt: skip
def test_a_broken_state_is_told_and_made_anew(server, tmp_path, broken) -> None:
    url = server.address("/again", server_ways.with_etag('"one"', PDF))
    look(tmp_path, url)
    (tmp_path / "downloads" / STATE_NAME).write_bytes(broken)
    (download,) = look(tmp_path, url)
    assert download.outcome == "unchanged"
    assert STATE_NAME in download.note
    (after,) = look(tmp_path, url)
    assert after.note is None
    assert server.seen[-1].headers["if-none-match"] == '"one"'


def test_a_state_that_points_elsewhere_is_not_believed(server, tmp_path) -> None:
    url = server.address("/forged", server_ways.with_etag('"one"', PDF))
    (first,) = look(tmp_path, url)
    state = tmp_path / "downloads" / STATE_NAME
    state.write_text(state.read_text().replace(first.path.name, "../sources.toml"))
    (download,) = look(tmp_path, url)
    assert "cannot be read" in download.note
    assert download.path == first.path


def test_a_folder_that_cannot_be_written_is_a_reason(server, tmp_path, monkeypatch) -> None:
    def full(*arguments) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warehouse.folder.durable_files.os.fsync", full)
    (download,) = look(tmp_path, server.address("/full", gives(PDF)))
    assert "No space left on device" in tell_problem(download.failure)
    assert "state of the downloads cannot be written" in download.note
    assert kept(tmp_path) == []


def test_leftovers_of_a_kill_go_and_those_at_work_stay(server, tmp_path) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    old, fresh = folder / ".old.new", folder / ".fresh.new"
    old.touch()
    fresh.touch()
    os.utime(old, (time.time() - 7200,) * 2)
    look(tmp_path, server.address("/fine", gives(PDF)))
    assert (old.exists(), fresh.exists()) == (False, True)


def test_an_empty_list_asks_nobody_and_writes_nothing(tmp_path) -> None:
    assert look(tmp_path) == []
    assert not (tmp_path / "downloads").exists()
