"""Settings, and what an address or block is given; nothing leaves the process."""

import logging
import sys
import threading
from types import SimpleNamespace

import pytest
from prefect.blocks.abstract import NotificationBlock, NotificationError
from prefect.blocks.core import Block

from supply.news import send_news as send_module
from supply.news.notify_settings import read_notify_settings, show_address
from supply.news.read_news import read_news
from supply.news.send_news import send_news
from supply.news.write_news import write_news
from tests.unit.supply.news.made_endings import make_ending
from warehouse.errors import TsdgError
from warehouse.settings import Settings, read_settings

SECRETS = [
    ("json://user:pa55@hooks.example.org:8080/token?key=pa55", "json://hooks.example.org"),
    ("jsons://hooks.example.org/pa55", "jsons://hooks.example.org"),
    ("https://hooks.example.org/services/pa55", "https://hooks.example.org"),
    ("mailtos://me:pa55@example.org?to=you@example.org", "mailtos://example.org"),
    ("mailto://me:p@55@example.org", "mailto://example.org"),
    ("mailto://mail.example.org:25?from=me@example.org", "mailto://mail.example.org"),
    ("mailto://me:pa/55@example.org", "mailto://…"),
    ("mailto://me:55/pa@example.org", "mailto://…"),
    ("mailto://me:pa#55@example.org", "mailto://…"),
    ("mailto://me:pa?55@example.org", "mailto://…"),
    ("slack://pa55AAAA/pa55BBBB/pa55CCCC", "slack://…"),
    ("tgram://pa55:AAA/chat", "tgram://…"),
    ("json://[::1", "json://…"),
    ("pa55", "(no address)"),
]


@pytest.mark.parametrize(("address", "shown"), SECRETS)
def test_of_an_address_only_scheme_and_host_are_shown(address, shown):
    assert show_address(address) == shown


def test_addresses_come_from_the_environment_and_a_file(tmp_path):
    file = tmp_path / "addresses"
    file.write_text("# mail\n\nmailto://a@example.org?to=b@example.org\njson://one\n", "utf-8")
    file.chmod(0o600)
    settings = read_notify_settings(
        Settings(
            notify=" json://one \n json://two",
            notify_file=str(file),
            notify_blocks="slack-webhook/ops  teams-webhook/all",
        )
    )
    assert settings.addresses == (
        "json://one",
        "json://two",
        "mailto://a@example.org?to=b@example.org",
    )
    assert settings.blocks == ("slack-webhook/ops", "teams-webhook/all")
    assert settings.when == "changes"


def test_a_file_that_everybody_reads_is_refused(tmp_path):
    file = tmp_path / "addresses"
    file.write_text("json://user:pa55@example.org", "utf-8")
    file.chmod(0o644)
    with pytest.raises(TsdgError, match="chmod 600") as refused:
        read_notify_settings(Settings(notify_file=str(file)))
    assert "pa55" not in str(refused.value)
    file.chmod(0o640)
    assert read_notify_settings(Settings(notify_file=str(file))).addresses


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"TSDG_NOTIFY_ON": "sometimes"}, "set it to one of always, changes, problems"),
        ({"TSDG_NOTIFY_BLOCKS": "ops"}, "type/name"),
        ({"TSDG_NOTIFY_FILE": "/nonexistent/addresses"}, "No such file"),
    ],
)
def test_a_wrong_setting_is_one_line(environment, told, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(TsdgError, match=told) as refused:
        read_notify_settings(read_settings())
    assert "\n" not in str(refused.value)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "addresses"
    file.write_bytes(b"\xff\xfe\x00")
    file.chmod(0o600)
    with pytest.raises(TsdgError, match="UTF-8"):
        read_notify_settings(Settings(notify_file=str(file)))


PROBLEMS = (
    {"outcome": "failed", "error": "disk full"},
    {"outcome": "audit_failed", "blocking": ["a"]},
    {"outcome": "nothing_usable", "refused": [("a", "b")]},
    {"outcome": "published", "refused": [("a", "b")]},
    {"outcome": "nothing_new", "failed_sources": ["a"]},
)


@pytest.mark.parametrize("when", ["always", "changes", "problems"])
@pytest.mark.parametrize("given", PROBLEMS)
def test_a_problem_is_always_sent(when, given):
    assert read_notify_settings(Settings(notify_on=when)).wants(make_ending(**given))


@pytest.mark.parametrize(
    ("when", "outcomes"),
    [
        ("always", {"published", "nothing_new"}),
        ("changes", {"published"}),
        ("", {"published"}),
        ("problems", set()),
    ],
)
def test_without_a_problem_it_depends(when, outcomes):
    settings = read_notify_settings(Settings(notify_on=when))
    wanted = {o for o in ("published", "nothing_new") if settings.wants(make_ending(outcome=o))}
    assert wanted == outcomes


@pytest.fixture
def news():
    return read_news(make_ending(outcome="failed", error="disk full"), None)


@pytest.fixture
def files(news, tmp_path):
    return write_news(news, tmp_path)


class FakeBlock(NotificationBlock):
    """Remembers what it was given, unless it is told to do something first."""

    document: str
    sent: dict
    behaviours: dict

    def notify(self, body, subject=None, _sync=None):
        self.behaviours.get(self.document, lambda: None)()
        self.sent[self.document] = (subject, body)


@pytest.fixture
def blocks(monkeypatch):
    """Stands in for Prefect's blocks: what was sent to which, and what each does."""
    sent, behaviours = {}, {}

    def load(name):
        if name == "string/plain":
            return SimpleNamespace()
        if name == "slack-webhook/absent":
            raise ValueError("Unable to find block document pa55")
        return FakeBlock.model_construct(document=name, sent=sent, behaviours=behaviours)

    monkeypatch.setattr(Block, "load", staticmethod(load))
    return SimpleNamespace(sent=sent, behaviours=behaviours)


def with_blocks(names):
    return Settings(notify_blocks=names)


@pytest.fixture
def prefect(monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://prefect.example.org/api")


@pytest.mark.usefixtures("prefect")
def test_a_block_gets_title_and_markdown(news, files, blocks):
    assert send_news(news, files, with_blocks("slack-webhook/ops")) == []
    subject, body = blocks.sent["slack-webhook/ops"]
    assert subject == "tsdg: nothing published, the run failed"
    assert "## To do: The run failed" in body
    assert not body.startswith("# tsdg")


@pytest.mark.usefixtures("prefect")
def test_a_block_that_fails_is_one_line_and_the_others_go_on(news, files, blocks):
    names = "slack-webhook/absent slack-webhook/ops string/plain"
    told = send_news(news, files, with_blocks(names))
    assert told == [
        "the report was not sent to Prefect block slack-webhook/absent: ValueError; check the address or block",
        (
            "the report was not sent to Prefect block string/plain: it is no notification block; "
            "`prefect block ls` shows their types"
        ),
    ]
    assert list(blocks.sent) == ["slack-webhook/ops"]


@pytest.mark.usefixtures("prefect")
def test_a_block_that_refuses_is_one_line(news, files, blocks):
    def refuse():
        logging.getLogger("apprise").warning("Failed to send to pa55: Forbidden, error=403.")
        raise NotificationError("pa55")

    blocks.behaviours["slack-webhook/ops"] = refuse
    (told,) = send_news(news, files, with_blocks("slack-webhook/ops"))
    assert "answered 403" in told
    assert "pa55" not in told


def test_a_block_without_a_server_is_one_line(news, files, blocks):
    (told,) = send_news(news, files, Settings(notify_blocks="slack-webhook/ops"))
    assert told.endswith("set PREFECT_API_URL to the one that keeps the block")
    assert blocks.sent == {}


@pytest.mark.usefixtures("prefect")
def test_what_hangs_is_left_after_a_limit(news, files, blocks, monkeypatch):
    release = threading.Event()
    blocks.behaviours["slack-webhook/slow"] = release.wait
    monkeypatch.setattr(send_module, "_MOST_SECONDS", 2.0)
    names = "slack-webhook/slow slack-webhook/ops"
    (told,) = send_news(news, files, with_blocks(names))
    release.set()
    assert told.startswith("the report was not sent to Prefect block slack-webhook/slow: no answer")


def test_without_an_address_nothing_is_imported(news, files, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "apprise"]:
        monkeypatch.delitem(sys.modules, name)
    assert send_news(news, files, Settings()) == []
    assert "apprise" not in sys.modules


def test_a_run_that_is_not_wanted_is_not_sent(files, blocks):
    quiet = read_news(make_ending(outcome="nothing_new"), None)
    assert send_news(quiet, files, with_blocks("slack-webhook/ops")) == []
    assert blocks.sent == {}


@pytest.mark.parametrize("address", ["nonsense", "nosuchscheme://pa55@example.org", "json://"])
def test_an_address_that_nobody_understands_is_one_line(news, files, address, capfd):
    (told,) = send_news(news, files, Settings(notify=address))
    assert "no address that Apprise understands" in told
    assert "pa55" not in told + "".join(capfd.readouterr())


def test_a_long_report_is_cut_at_a_line_and_says_where_the_rest_is(files):
    text = "# subject\n\n" + "\n".join(f"- line {number}" for number in range(100))
    cut = send_module._shorten(text, 300, files)
    assert len(cut) <= 300
    assert cut.startswith("- line 0\n- line 1\n")
    assert cut.endswith(str(files.markdown))
    assert send_module._shorten(text, 5000, files).endswith("- line 99")
    assert len(send_module._shorten(text, 20, files)) <= 20
