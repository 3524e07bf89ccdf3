"""Dashboard: time to build it, its size, and how long a browser takes to show its first page from disk.

python -m benchmarks.dashboard DATA_FOLDER [CHROMIUM]
"""

import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from supply.site.build_site import build_site
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import open_published

ROUNDS = 7
PAGES = ("index.html", "indicators.html", "findings.html")
_LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def main() -> None:
    data = DataFolder(Path(sys.argv[1]).absolute())
    browser_path = sys.argv[2] if len(sys.argv) > 2 else "/usr/bin/chromium"
    with TemporaryDirectory() as folder:
        own = DataFolder(Path(folder))
        for name in ("warehouse.duckdb", "documents"):
            (own.root / name).symlink_to(data.root / name)
        for label in ("from nothing", "again"):
            started = time.perf_counter()
            with open_published(own) as connection:
                n_pages = build_site(connection, own)
            print(f"built {label}: {n_pages} pages in {time.perf_counter() - started:.2f} s")
        measure_size(own)
        measure_first_view(own, browser_path)


def measure_size(data: DataFolder) -> None:
    sizes = {True: 0, False: 0}
    for path in data.site.rglob("*"):
        if path.is_file():
            sizes["evidence" in path.parts] += path.stat().st_size
    print(f"size: {sizes[False] / 1e6:.2f} MB, and {sizes[True] / 1e6:.2f} MB of evidence pictures")


def measure_first_view(data: DataFolder, browser_path: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )
        for name in PAGES:
            times = []
            for _ in range(ROUNDS):
                page = browser.new_page()
                page.goto((data.site / name).as_uri())
                times.append(page.evaluate(_LOADED))
                page.close()
            print(f"{name}: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
