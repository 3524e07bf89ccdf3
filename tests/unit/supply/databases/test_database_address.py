"""Addresses of databases: what they name, and that they never hold or show a password."""

from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from supply.databases.database_address import (
    DuckLakeAddress,
    PostgresqlAddress,
    check_schema_name,
    read_address,
)
from supply.databases.in_one_line import in_one_line
from warehouse.errors import UsageError


def test_a_postgresql_address_keeps_what_libpq_understands():
    address = read_address("postgresql://me@db.invalid:5433/sdg?sslmode=verify-full", None)
    parameters = conninfo_to_dict(address.conninfo)
    assert parameters["sslmode"] == "verify-full"
    assert (parameters["host"], parameters["port"], parameters["user"]) == (
        "db.invalid",
        "5433",
        "me",
    )
    assert parameters["connect_timeout"] == "10"
    assert address.label == "postgresql://db.invalid:5433/sdg"


def test_a_time_limit_of_ones_own_is_kept():
    address = read_address("postgres://db.invalid/sdg?connect_timeout=3", None)
    assert conninfo_to_dict(address.conninfo)["connect_timeout"] == "3"


def test_a_service_may_say_all():
    address = read_address("postgresql://?service=reporting", None)
    assert address.label == "postgresql:///service=reporting"


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://me:hunter2@db.invalid/sdg",
        "postgresql://me:hunter2%40x@db.invalid/sdg",
        "postgresql://me@db.invalid/sdg?password=hunter2",
        "postgresql://me@db.invalid/sdg?sslpassword=hunter2",
        "postgresql://me:hunter2@db.invalid:port/sdg",
        "postgresql://me:hunter2@db.invalid/sdg?unknown=1",
        "postgresql://me:%hunter2@db.invalid/sdg",
        "ducklake:postgres:dbname=sdg password=hunter2",
        "ducklake:postgres:dbname=sdg password = 'hunter2",
        "ducklake:postgres:postgresql://me:hunter2@db.invalid/sdg",
        "mysql://me:hunter2@db.invalid/sdg",
        "ducklake:mysql:password=hunter2",
    ],
)
def test_a_password_is_refused_and_never_repeated(text):
    with pytest.raises(UsageError) as error:
        read_address(text, "files" if text.startswith("ducklake") else None)
    assert "hunter2" not in str(error.value)
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__ or error.value.__context__ is None


def test_a_lake_in_a_file_has_an_absolute_path():
    address = read_address("ducklake:here/sdg.ducklake", None)
    assert address == DuckLakeAddress(
        Path("here/sdg.ducklake").absolute(), None, "ducklake:here/sdg.ducklake"
    )
    assert not address.is_on_s3


def test_a_lake_in_postgresql_keeps_its_files_elsewhere():
    address = read_address("ducklake:postgres:dbname=lake host=db.invalid", "s3://bucket/sdg")
    assert isinstance(address.catalog, PostgresqlAddress)
    assert address.label == "ducklake:postgresql://db.invalid/lake"
    assert (address.storage, address.is_on_s3) == ("s3://bucket/sdg/", True)


def test_a_folder_of_data_files_is_absolute():
    address = read_address("ducklake:sdg.ducklake", "files")
    assert address.storage == f"{Path('files').absolute()}/"


@pytest.mark.parametrize(
    ("text", "storage", "told"),
    [
        ("db.invalid/sdg", None, "must begin with postgresql:// or ducklake:"),
        ("", None, "must begin with"),
        ("ducklake:", None, "the catalog of a DuckLake is a file"),
        ("ducklake:sqlite:x.db", None, "the catalog of a DuckLake is a file"),
        ("ducklake:s3://bucket/x.ducklake", None, "the catalog of a DuckLake is a file"),
        ("ducklake:x.ducklake", "", "--storage must be a folder or s3://"),
        ("ducklake:x.ducklake", "https://store.invalid/x", "--storage must be a folder or s3://"),
        ("ducklake:x.ducklake", "s3://key:secret@bucket/x", "takes no keys"),
        ("ducklake:x.ducklake", "s3://bucket/x?s3_secret_access_key=y", "takes no keys"),
        ("postgresql://db.invalid/sdg", "files", "goes with a ducklake: address only"),
    ],
)
def test_what_cannot_be_used_is_told(text, storage, told):
    with pytest.raises(UsageError, match=told):
        read_address(text, storage)


@pytest.mark.parametrize("schema", ["marts", "sdg_2024", "_x", "public"])
def test_plain_schema_names_are_taken(schema):
    check_schema_name(schema)


@pytest.mark.parametrize(
    "schema", ["", "Marts", 'a"b', "a;b", "pg_x", "information_schema", "1a", "a" * 64, "表", "a\n"]
)
def test_other_schema_names_are_refused(schema):
    with pytest.raises(UsageError, match="--schema must be a plain name"):
        check_schema_name(schema)


def test_secrets_of_the_environment_are_not_shown(monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "hunter2")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "very/secret+")
    assert in_one_line("no\n  hunter2 very/secret+ here") == "no *** *** here"
