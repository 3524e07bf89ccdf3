"""Pages that are taken over from the dashboard before are those that would be written, byte by byte."""

import gzip
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from supply.site import kept_pages, page_writer, site_facts
from supply.site.build_site import build_site
from supply.site.kept_pages import fingerprint
from supply.site.page_writer import PageWriter
from tests.conftest import AS_OF, publish_without_prefect
from tests.national_corpus import NOBODY, make_corpus, write_corpus
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import open_published

MANIFEST = "pages.json.gz"


@pytest.fixture
def written(monkeypatch):
    """Addresses of the pages that are written and not taken over."""
    addresses = []
    render = PageWriter._render

    def note(writer, page, language):
        addresses.append(writer._address(page, language))
        return render(writer, page, language)

    monkeypatch.setattr(PageWriter, "_render", note)
    return addresses


def build(warehouse: DataFolder, root: Path) -> Path:
    """The dashboard of a warehouse, in a data folder of its own, where one may have been before."""
    data = DataFolder(root)
    data.create()
    with open_published(warehouse) as connection:
        build_site(connection, data, data.site)
    return data.site


def files_of(site: Path) -> dict[Path, bytes]:
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_after_each_new_document_the_dashboard_is_as_if_written_anew(
    tmp_path, written, monkeypatch
):
    """Of five ministries over two years: one more of the newest year, a corrected one, and a day on which promises are overdue."""
    # Fewer are named at the foot of each page, which then changes with each of them.
    monkeypatch.setattr(site_facts, "_MOST_NAMED", 3)
    corpus = make_corpus(5, (2023, 2024))
    reports = [one for one in corpus.reports if one.issuer != NOBODY]
    last = ["2024_僑委會_1.txt", "2024_陸委會_2.txt"]
    assert {report.file_name for report in reports} > set(last)
    files = {path.name: path for path in write_corpus(corpus, tmp_path)}
    held = [files[one.file_name] for one in reports if one.file_name not in last]
    shares = []
    for number, name in enumerate([None, *last, None]):
        held += [files[name]] if name else []
        as_of = AS_OF if number <= len(last) else date(2027, 2, 1)
        warehouse = publish_without_prefect(held, tmp_path / f"data{number}", as_of)
        anew = files_of(build(warehouse, tmp_path / f"anew{number}"))
        n_pages = len(written)
        written.clear()
        assert files_of(build(warehouse, tmp_path / "kept")) == anew, (name, as_of)
        shares.append(len(written) / n_pages)
        written.clear()
    assert shares[0] == 1
    assert all(share < 0.7 for share in shares[1:]), shares


@pytest.fixture
def twice(several, tmp_path):
    """A dashboard, and how to write it again after something happened to it."""
    root = tmp_path / "data"
    site = build(several, root)
    return site, lambda: build(several, root)


def test_what_stays_the_same_is_not_written_again(twice, written):
    site, again = twice
    before = files_of(site)
    again()
    assert files_of(site) == before
    assert written == []


def test_a_page_that_somebody_changed_is_written_again(twice, written):
    site, again = twice
    before = files_of(site)
    (site / "en" / "goal" / "6.html").write_text("6", encoding="utf-8")
    (site / "goal" / "3.csv").unlink()
    again()
    assert files_of(site) == before
    assert {name.removeprefix("en/") for name in written} == {"goal/6.html", "goal/3.html"}


@pytest.mark.parametrize(
    "damage",
    [b"", b"\x1f\x8b damaged", gzip.compress(b"[1]"), gzip.compress(b"{}")],
    ids=["empty", "damaged", "of another form", "of another program"],
)
def test_without_a_manifest_everything_is_written(twice, written, damage):
    site, again = twice
    before = files_of(site)
    (site / MANIFEST).write_bytes(damage)
    again()
    assert files_of(site) == before
    assert len(written) == len(list(site.rglob("*.html")))


def test_another_program_writes_everything(twice, written, monkeypatch):
    site, again = twice
    monkeypatch.setattr(kept_pages, "_program", lambda: ["another"])
    again()
    assert len(written) == len(list(site.rglob("*.html")))


def test_another_address_on_the_web_writes_everything(twice, written, monkeypatch):
    site, again = twice
    monkeypatch.setenv("TSDG_SITE_ADDRESS", "https://example.org/")
    again()
    assert len(written) == len(list(site.rglob("*.html")))
    assert "https://example.org/" in (site / "index.html").read_text(encoding="utf-8")


def test_the_dashboard_before_is_never_written_into(twice, several, tmp_path):
    site, _ = twice
    data = DataFolder(site.parent)
    before = files_of(site)
    # It has a chart's file in common with the newest edition's, which is taken over.
    (site / "en" / "2023" / "index.html").write_text("changed", encoding="utf-8")
    times = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    with open_published(several) as connection:
        build_site(connection, data, tmp_path / "next" / "site")
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == times
    assert files_of(tmp_path / "next" / "site") == before


def test_every_file_of_the_rooms_that_make_pages_counts(monkeypatch, tmp_path):
    for room in kept_pages._ROOMS:
        shutil.copytree(kept_pages._PROJECT / room, tmp_path / room)
    monkeypatch.setattr(kept_pages, "_PROJECT", tmp_path)
    told = set()
    for name in (None, "supply/site/words.toml", "supply/site/templates/goal.html.j2", "warehouse/texts/zh/check.ftl", "supply/terminal/render_table.py"):  # fmt: skip
        if name:
            with (tmp_path / name).open("a", encoding="utf-8") as file:
                file.write("\n")
        kept_pages._program.cache_clear()
        told.add(fingerprint(kept_pages._program()))
    kept_pages._program.cache_clear()
    assert len(told) == 5


@pytest.mark.parametrize(
    "content", [object(), [lambda: 1], {"a": fingerprint}], ids=["object", "function", "within"]
)
def test_of_what_nobody_can_tell_nothing_is_kept(content):
    assert fingerprint(content) is None


def test_of_every_page_can_be_told_what_it_is_made_of(twice):
    site, _ = twice
    held = json.loads(gzip.decompress((site / MANIFEST).read_bytes()))["pages"]
    assert len(held) * len(page_writer.LANGUAGES) == len(list(site.rglob("*.html")))
