"""Reports of runs sent to servers on loopback: good ones, refusing ones, hanging ones."""

import email
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller

from supply.news import send_news as send_module
from supply.news.read_news import read_news
from supply.news.run_news import RunNews
from supply.news.send_news import send_news
from supply.news.write_news import NewsFiles, write_news
from tests.unit.supply.news.made_endings import SAMPLE_READ, make_ending
from warehouse.folder.published import open_published
from warehouse.settings import Settings


@pytest.fixture(scope="module")
def news(sample_warehouse) -> RunNews:
    with open_published(sample_warehouse) as connection:
        return read_news(
            make_ending(read=[SAMPLE_READ], refused=[("scan.pdf", "is a scan; run OCR on it")]),
            connection,
        )


@pytest.fixture(scope="module")
def files(news, tmp_path_factory) -> NewsFiles:
    return write_news(news, tmp_path_factory.mktemp("audit") / "a?b=%41 #")


@contextmanager
def webhook(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[tuple[str, list]]:
    """A server on a free port: its host and port, and what it was sent."""
    seen: list = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append((self.path, json.loads(body)))
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer_with(status: int) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


@contextmanager
def mail_server() -> Iterator[tuple[int, list]]:
    """A mail server on a free port: the port and the mails that it was given."""
    mails: list = []

    class Handler:
        async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802 - aiosmtpd's name
            message = email.message_from_bytes(envelope.content, policy=policy.default)
            mails.append((envelope.rcpt_tos, message))
            return "250 OK"

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(Handler(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port, mails
    finally:
        controller.stop()


def test_a_webhook_gets_title_and_body(news, files):
    with webhook(answer_with(200)) as (host, seen):
        assert send_news(news, files, Settings(notify=f"json://me:pa55@{host}/hooks/tsdg")) == []
    ((path, sent),) = seen
    assert path == "/hooks/tsdg"
    assert sent["title"] == "tsdg: 2024 published; 1 file refused"
    assert sent["message"].index("To do: 1 file refused") < sent["message"].index("## Scorecard")
    assert "| 6.6.1 = 15.3.1 | 地層顯著下陷面積 | ≤ 225 平方公里 |" in sent["message"]


def test_an_error_of_the_server_is_one_line_without_secrets(news, files, capfd):
    with webhook(answer_with(500)) as (host, seen):
        told = send_news(news, files, Settings(notify=f"json://me:pa55@{host}/pa55"))
    assert len(seen) == 1
    assert told == [
        (
            "the report was not sent to json://127.0.0.1 (address 1 of 1): the server answered 500; "
            "check the address and whether it may be used"
        )
    ]
    assert "pa55" not in "".join(capfd.readouterr())


def test_a_refused_connection_is_one_line_and_nothing_on_the_screen(news, files, capfd):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"json://127.0.0.1:{closed.getsockname()[1]}/pa55"
        (told,) = send_news(news, files, Settings(notify=address))
    assert "no connection or no answer" in told
    assert tuple(capfd.readouterr()) == ("", "")


def test_one_that_hangs_neither_holds_the_run_nor_the_others(news, files, monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(send_module, "_MOST_SECONDS", 5.0)
    with (
        webhook(lambda _: release.wait()) as (hanging, held),
        webhook(answer_with(204)) as (good, seen),
    ):
        addresses = f"json://{hanging}/a json://{good}/b"
        told = send_news(news, files, Settings(notify=addresses))
        release.set()
    assert len(seen) == len(held) == 1
    assert len(told) == 1
    assert "(address 1 of 2): no answer within 5 s" in told[0]


def test_an_address_may_say_how_long_to_wait(news, files):
    release = threading.Event()
    with webhook(lambda _: release.wait()) as (host, _):
        (told,) = send_news(news, files, Settings(notify=f"json://{host}/?rto=0.2"))
        release.set()
    assert "no connection or no answer" in told


def test_without_words_in_the_address_the_wait_is_shorter_than_the_limit():
    import apprise

    for address in ("json://127.0.0.1/", "mailto://a@example.org?smtp=127.0.0.1"):
        service = apprise.Apprise.instantiate(address)
        send_module._limit_waiting(service, address)
        assert sum(service.request_timeout) <= send_module._MOST_SECONDS


def test_mail_carries_the_page_and_the_markdown(news, files):
    with mail_server() as (port, mails):
        address = f"mailto://127.0.0.1:{port}?from=tsdg@example.org&to=ops@example.org"
        assert send_news(news, files, Settings(notify=address)) == []
    ((recipients, mail),) = mails
    assert recipients == ["ops@example.org"]
    assert mail["Subject"] == "tsdg: 2024 published; 1 file refused"
    page = mail.get_body(("html",)).get_content()
    assert page.replace("\r\n", "\n").strip() == files.html.read_text(encoding="utf-8").strip()
    assert "To do: 1 file refused" in mail.get_body(("plain",)).get_content()
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == files.markdown.name
    assert attached.get_payload(decode=True) == files.markdown.read_bytes()


def test_mail_as_text_has_the_markdown_and_the_page_attached(news, files):
    with mail_server() as (port, mails):
        address = f"mailto://127.0.0.1:{port}?from=tsdg@example.org&to=ops@example.org&format=text"
        assert send_news(news, files, Settings(notify=address)) == []
    ((_, mail),) = mails
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert text.strip() == files.markdown.read_text(encoding="utf-8").strip()
    (attached,) = mail.iter_attachments()
    assert attached.get_payload(decode=True) == files.html.read_bytes()


def test_a_mail_server_that_is_not_there_is_one_line(news, files, capfd):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        address = f"mailto://me:pa55@127.0.0.1:{port}?from=tsdg@example.org&to=ops@example.org"
        (told,) = send_news(news, files, Settings(notify=address))
    assert told.startswith("the report was not sent to mailto://127.0.0.1 (address 1 of 1): ")
    assert "no connection" in told
    assert tuple(capfd.readouterr()) == ("", "")


def test_a_mail_server_that_never_greets_is_left(news, files):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        address = f"mailto://127.0.0.1:{port}?from=tsdg@example.org&to=ops@example.org&cto=0.2"
        (told,) = send_news(news, files, Settings(notify=address))
    assert told.startswith("the report was not sent to mailto://127.0.0.1 (address 1 of 1): ")
    assert "no connection or no answer" in told


def test_addresses_in_a_file_are_used(news, files, tmp_path):
    with webhook(answer_with(200)) as (host, seen):
        file = tmp_path / "addresses"
        file.write_text(f"# operations\njson://{host}/one\njson://{host}/two\n", encoding="utf-8")
        file.chmod(0o600)
        assert send_news(news, files, Settings(notify_file=str(file))) == []
    assert sorted(path for path, _ in seen) == ["/one", "/two"]


@pytest.mark.end_to_end
@pytest.mark.slow
def test_a_block_kept_by_a_prefect_server_sends(news, files, monkeypatch):
    from prefect.blocks.notifications import CustomWebhookNotificationBlock
    from prefect.testing.utilities import prefect_test_harness

    with (
        webhook(answer_with(200)) as (host, seen),
        prefect_test_harness(server_startup_timeout=180),
    ):
        CustomWebhookNotificationBlock(
            name="operations",
            url=f"http://{host}/block",
            json_data={"title": "{{subject}}", "text": "{{body}}"},
        ).save("ops")
        monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1/api")
        settings = Settings(notify_blocks="custom-webhook/ops custom-webhook/absent")
        (told,) = send_news(news, files, settings)
    ((path, sent),) = seen
    assert path == "/block"
    assert sent["title"] == "tsdg: 2024 published; 1 file refused"
    assert sent["text"].startswith("Run 7, ")
    assert "custom-webhook/absent: ValueError" in told
