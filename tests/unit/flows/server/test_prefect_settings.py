"""What of the user's environment reaches Prefect, and what of it stays for everything else."""

import os

import pytest

from flows.server import prefect_settings
from warehouse.folder.data_folder import DataFolder


@pytest.fixture
def configure(tmp_path, monkeypatch):
    monkeypatch.setattr(prefect_settings, "copy_template", lambda home: True)

    def run(**given: str) -> dict[str, str]:
        with pytest.MonkeyPatch.context() as patch:
            for name in [
                n for n in os.environ if n.startswith("PREFECT_") or n.lower().endswith("_proxy")
            ]:
                patch.delenv(name)
            for name, value in given.items():
                patch.setenv(name, value)
            # What it sets is undone with the copy.
            patch.setattr(os, "environ", dict(os.environ))
            prefect_settings.configure_prefect(DataFolder(tmp_path), verbose=False)
            return dict(os.environ)

    return run


def test_hosts_that_need_no_proxy_stay_whichever_way_they_are_written(configure):
    found = configure(NO_PROXY="intranet.example", http_proxy="http://proxy.example:3128")
    assert found["no_proxy"] == found["NO_PROXY"] == "intranet.example,127.0.0.1,localhost"
    assert found["http_proxy"] == "http://proxy.example:3128"


@pytest.mark.parametrize("name", ["ALL_PROXY", "https_proxy"])
def test_a_proxy_that_no_library_here_can_use_is_none(configure, name):
    assert name not in configure(**{name: "socks5://127.0.0.1:9"})


def test_a_server_of_ones_own_comes_with_its_key_and_nothing_else(configure):
    given = {
        "PREFECT_API_KEY": "k",
        "PREFECT_PROFILE": "mine",
        "PREFECT_LOGGING_SETTINGS_PATH": "/none",
    }
    own = configure(**given)
    theirs = configure(**given, PREFECT_API_URL="http://prefect.example/api")
    assert "PREFECT_API_KEY" not in own
    assert (theirs["PREFECT_API_URL"], theirs["PREFECT_API_KEY"]) == (
        "http://prefect.example/api",
        "k",
    )
    assert not {"PREFECT_PROFILE", "PREFECT_LOGGING_SETTINGS_PATH"} & (own.keys() | theirs.keys())
