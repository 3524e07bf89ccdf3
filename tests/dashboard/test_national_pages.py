"""The dashboard of all ministries over six years (SYNTHETIC) has no page that is slow to open."""

import pytest

from supply.site.build_site import build_site
from tests.conftest import publish_without_prefect
from tests.national_corpus import NOBODY, make_corpus, write_corpus
from warehouse.folder.published import open_published

PAGE_LIMIT = 300_000


@pytest.mark.slow
def test_no_page_of_the_nation_is_large(tmp_path):
    corpus = make_corpus()
    corpus.reports = [report for report in corpus.reports if report.issuer != NOBODY]
    (tmp_path / "reports").mkdir()
    files = write_corpus(corpus, tmp_path / "reports")
    data = publish_without_prefect(files, tmp_path / "data")
    with open_published(data) as connection:
        build_site(connection, data)
    sizes = {path: path.stat().st_size for path in data.site.rglob("*.html")}
    assert len(sizes) > 1000
    assert {path: size for path, size in sizes.items() if size >= PAGE_LIMIT} == {}
