"""A server on loopback that does to a client what servers of ministries, and worse ones, do."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PDF = b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 50 + b"%%EOF\n"
OTHER_PDF = PDF.replace(b"1.7", b"1.6")
TEXT = "核心目標\t對應指標\t2024 年達成情形\n".encode()
PAGE = "<!DOCTYPE html><html><head><title>找不到網頁</title></head><body>404</body></html>".encode()


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as the server saw it."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class MisbehavingServer:
    """Behaviours by path; `seen` holds every request."""

    url: str
    behaviours: dict[str, Callable] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    def address(self, path: str, behaviour: Callable) -> str:
        """Let a path behave so, and return its address."""
        self.behaviours[path] = behaviour
        return self.url + path

    def requests(self, path: str) -> list[Seen]:
        """The requests for one path."""
        return [request for request in self.seen if request.path == path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: MisbehavingServer

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        earlier = len(self.state.requests(path))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.state.seen.append(Seen(path, headers, time.monotonic()))
        self.close_connection = True
        # The client hangs up on whoever goes too far; that is the point.
        with suppress(BrokenPipeError, ConnectionResetError):
            self.state.behaviours[path](self, earlier)

    def log_message(self, *arguments) -> None:
        """Stay quiet."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.begin(status, **{"content_length": str(len(body)), **headers})
        self.wfile.write(body)

    def begin(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "connection": "close"}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()


def gives(body: bytes, status: int = 200, **headers: str) -> Callable:
    """Answer always the same."""
    return lambda handler, earlier: handler.answer(status, body, **headers)


def in_turn(*behaviours: Callable) -> Callable:
    """Behave another way at each request; the last way stays."""
    return lambda handler, earlier: behaviours[min(earlier, len(behaviours) - 1)](handler, earlier)


def silent(handler: _Handler, earlier: int) -> None:
    """Take the request and say nothing for long."""
    del earlier
    handler.rfile.read1(1)


def drips(handler: _Handler, earlier: int) -> None:
    """Send a byte now and then, each soon enough not to be a silence."""
    handler.begin(200, content_length="100000")
    for byte in PDF:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.02)


def drips_headers(handler: _Handler, earlier: int) -> None:
    """The same before the body begins."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(1000):
        handler.wfile.write(b"x")
        time.sleep(0.02)


def hangs_up_midway(handler: _Handler, earlier: int) -> None:
    """Announce a file and send half of it."""
    handler.begin(200, content_length=str(len(PDF)))
    handler.wfile.write(PDF[: len(PDF) // 2])


def hangs_up_chunked(handler: _Handler, earlier: int) -> None:
    """The same in chunks, without the last one."""
    handler.begin(200, transfer_encoding="chunked")
    handler.wfile.write(f"{len(PDF):x}\r\n".encode() + PDF + b"\r\n")


def endless(handler: _Handler, earlier: int) -> None:
    """Send a file that never ends, without a length."""
    handler.begin(200)
    handler.wfile.write(PDF)
    while True:
        handler.wfile.write(b"0" * 65536)


def bomb(megabytes: int, layers: int = 1) -> Callable:
    """A small answer that unpacks to a large one."""
    body = b"%PDF-1.7\n" + b"0" * (megabytes * 2**20)
    for _ in range(layers):
        body = gzip.compress(body)
    return gives(body, content_encoding=", ".join(["gzip"] * layers))


def with_etag(tag: str, body: bytes) -> Callable:
    """Answer 304 to whoever has this tag."""

    def behave(handler: _Handler, earlier: int) -> None:
        if handler.headers.get("If-None-Match") == tag:
            handler.begin(304, etag=tag)
        else:
            handler.answer(200, body, etag=tag)

    return behave


@contextmanager
def misbehaving_server() -> Iterator[MisbehavingServer]:
    """Run the server on a free port of the loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.block_on_close = False
    state = MisbehavingServer(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = type("Handler", (_Handler,), {"state": state})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
