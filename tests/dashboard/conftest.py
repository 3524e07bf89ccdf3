"""Dashboards built from fixtures, and a real Chromium that reads them from disk."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from supply.site.build_site import build_site
from tests.conftest import build_once, publish_without_prefect, with_site
from tests.dashboard.made_reports import REPORTS, write_report
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import open_published

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def history_dashboard(
    published_history: DataFolder, tmp_path_factory: pytest.TempPathFactory
) -> DataFolder:
    """The data folder of six typeset editions with their dashboard."""
    return with_site(published_history, "history_site", tmp_path_factory)


@pytest.fixture(scope="session")
def several(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """Reports of four issuers and two years with their dashboard."""

    def build(root: Path) -> DataFolder:
        folder = tmp_path_factory.mktemp("reports")
        data = publish_without_prefect([write_report(folder, name) for name in REPORTS], root)
        with open_published(data) as connection:
            build_site(connection, data)
        return data

    return build_once(tmp_path_factory, "several", build)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, where there is one; TSDG_REQUIRE_BROWSER forbids to do without.

    It ends with these tests: as long as it is open, this thread has an event loop and others cannot run theirs.
    """
    path = (
        os.environ.get("TSDG_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    if path is None:
        if os.environ.get("TSDG_REQUIRE_BROWSER"):
            pytest.fail("no Chromium found: install one or name it in TSDG_CHROMIUM")
        pytest.skip("no Chromium found: install one or name it in TSDG_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield chromium
        chromium.close()


class Visit:
    """A page in the browser that remembers what went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._note_request)
        page.on("requestfailed", self._note_failure)

    def open(self, path: Path, query: str = "") -> Page:
        self.page.goto(path.as_uri() + query)
        return self.page

    def _note(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _note_failure(self, request) -> None:
        # The next page was opened before this one's icon had come.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url}: {request.failure}")

    def _note_request(self, request) -> None:
        # What a page makes itself is a blob.
        if not request.url.startswith(("file://", "blob:")):
            self.complaints.append(f"leaves the disk: {request.url}")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A fresh page; whatever the browser complained of fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visited = Visit(context.new_page())
    yield visited
    context.close()
    assert visited.complaints == []
