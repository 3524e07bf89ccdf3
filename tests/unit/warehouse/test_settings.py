"""What the environment says: every variable in one place, wrong ones told in one line."""

import re
from pathlib import Path

import pytest

from warehouse.errors import TsdgError
from warehouse.settings import PREFIX, Settings, is_debugging, read_settings

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


def test_nothing_given_is_the_default():
    assert read_settings() == Settings()
    assert read_settings().data == Path("data")


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_a_blank_variable_is_one_that_is_not_set(name, blank, monkeypatch):
    monkeypatch.setenv(f"{PREFIX}{name.upper()}", blank)
    assert read_settings() == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KEEP_RUNS", "0"), ("KEEP_RUNS", "1.0"), ("READERS", "257"), ("READERS", "+5"), ("READ_ON", "ray"),
        ("READ_SECONDS", "²"), ("READ_MEMORY_MB", "1_000"), ("DASK_ADDRESS", "host"), ("NOTIFY_ON", "never"), ("SITE_ADDRESS", "ftp://example.org/"), ("SITE_ADDRESS", "example.org/sdg"), ("SITE_ADDRESS", "https://me:pa55@example.org/"), ("SITE_ADDRESS", "https://example.org/sdg/index.html"), ("SITE_ADDRESS", "https://exa mple.org/"), ("SITE_ADDRESS", "https://example.org:99999/"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_line_that_says_what_to_give(name, value, monkeypatch):
    monkeypatch.setenv(f"{PREFIX}{name}", f" {value} ")
    with pytest.raises(TsdgError) as wrong:
        read_settings()
    assert wrong.value.reason == f"{PREFIX}{name} is {value!r}"
    assert wrong.value.advice
    assert "\n" not in str(wrong.value)


def test_a_secret_in_the_wrong_variable_is_not_shown(monkeypatch):
    monkeypatch.setenv("TSDG_NOTIFY_BLOCKS", "json://me:pa55@example.org")
    with pytest.raises(TsdgError, match="type/name") as wrong:
        read_settings()
    assert "pa55" not in str(wrong.value)


def test_a_password_stays_out_of_what_is_printed(monkeypatch):
    monkeypatch.setenv("TSDG_NOTIFY", "json://me:pa55@example.org")
    assert "pa55" not in repr(read_settings())


def test_debugging_is_known_even_where_another_setting_is_wrong(monkeypatch):
    monkeypatch.setenv("TSDG_READERS", "none")
    assert not is_debugging()
    monkeypatch.setenv("TSDG_DEBUG", "1")
    assert is_debugging()


def test_no_other_place_of_the_program_reads_a_variable_of_ours():
    reading = re.compile(r"environ\S*TSDG_|getenv\S*TSDG_")
    found = [
        path
        for folder in ("flows", "supply", "warehouse", "expectations", "transforms")
        for path in (ROOT / folder).rglob("*.py")
        if reading.search(path.read_text("utf-8"))
    ]
    assert found == []
