"""The report as Markdown and HTML: every section, hostile text as text, whole or not at all."""

import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from supply.news.read_news import read_news
from supply.news.write_news import (
    escape_markdown,
    write_change,
    write_duration,
    write_html,
    write_markdown,
    write_news,
)
from tests.hostile_edition import HOSTILE
from tests.unit.supply.news.made_endings import SAMPLE_READ, make_ending, news_of

HOSTILE_LINE = (
    "| end\n# heading\n- [link](javascript:alert(1)) <img src=x onerror=alert(1)> "
    "`code` **bold** https://example.org www.example.org a@example.org \x1b[2J\u202e"
)
SECTIONS = ("Read", "Scorecard", "Missed in 2024", "Overdue", "To review", "Where it stands")


class Tags(HTMLParser):
    """The tags and attributes of a page, and its text outside of styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        if self.tags[-1:] != ["style"]:
            self.text += data


def render(markdown: str) -> Tags:
    """The Markdown as readers with tables and bare links show it, where HTML goes through."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Tags(reader.render(markdown))


@pytest.fixture(scope="module")
def sample(sample_warehouse):
    return news_of(
        sample_warehouse, read=[SAMPLE_READ], refused=[("scan.pdf", "is a scan; run OCR")]
    )


@pytest.fixture(scope="module")
def hostile(hostile_warehouse):
    return news_of(
        hostile_warehouse,
        read=[(HOSTILE_LINE, 2022, 8, "txt")],
        refused=[(HOSTILE_LINE, HOSTILE_LINE)],
        failed_sources=[HOSTILE_LINE],
        blocking=[HOSTILE_LINE],
        error=HOSTILE_LINE,
    )


@pytest.mark.parametrize("write", [write_markdown, write_html])
def test_what_is_to_be_done_stands_first_then_all_sections(sample, write):
    text = write(sample)
    places = [text.index(f"{title}") for title in ("To do: 1 file refused",)]
    places += [re.search(rf"(## |<h2>){title}", text).start() for title in SECTIONS]
    assert places == sorted(places)


def test_the_first_line_is_the_subject(sample):
    assert write_markdown(sample).splitlines()[0] == "# tsdg: 2024 published; 1 file refused"
    page = Tags(write_html(sample))
    assert page.text.strip().startswith("tsdg: 2024 published; 1 file refused")


def test_both_forms_say_the_same(sample):
    markdown = render(write_markdown(sample)).text
    page = Tags(write_html(sample)).text
    for row in sample.missed.rows:
        for name in ("place", "name", "target", "actual", "gap"):
            assert row[name] in markdown
            assert row[name] in page
    assert markdown.count("98 %") == page.count("98 %")


def test_a_missed_target_never_reads_as_reached_in_full(sample):
    assert "99.98 %" in write_markdown(sample)
    assert "100.0 %" not in write_markdown(sample)


def test_the_page_needs_nothing_else(sample):
    page = Tags(write_html(sample))
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name in {"src", "href", "style"}]
    assert "url(" not in write_html(sample)
    assert "@import" not in write_html(sample)
    assert ("lang", "en") in page.attributes
    assert ("lang", "zh-Hant") in page.attributes
    assert ("name", "viewport") in page.attributes


def test_a_wide_list_is_cut_and_says_how_to_see_all(published_history):
    read = [(f"{year}.pdf", year, 30, "pdf") for year in range(2019, 2025)]
    news = news_of(published_history, read=read)
    for text in (write_markdown(news), Tags(write_html(news)).text):
        assert re.search(r"and \d\d more", text)
        assert "status = 'not_attained'" in text


def test_changes_of_a_corrected_edition_are_in_both_forms(published_history):
    news = news_of(published_history, read=[("2022_corrected.pdf", 2022, 30, "pdf")])
    markdown = write_markdown(news)
    assert "| value | 1.1.1#1 | 低收入戶人口占總人口比率 | 1.25% | 1.26% | worse | 1 |" in markdown
    assert "other values: 1 (1 worse); other targets: 1 (1 tightened);" in markdown
    assert 'data-label="after" class="wide">1.26%</td>' in write_html(news)


def test_hostile_text_stays_text_in_html(hostile, sample):
    page = Tags(write_html(hostile))
    assert set(page.tags) <= set(Tags(write_html(sample)).tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "href"]
    assert "<img src=x onerror=alert(1)>" in page.text


def test_hostile_text_stays_text_in_markdown(hostile):
    text = write_markdown(hostile)
    shown = render(text)
    assert not {"script", "img", "a", "em", "strong", "s", "h3"} & set(shown.tags)
    assert shown.tags.count("h1") == 1
    assert "[link](javascript:alert(1)) <img src=x onerror=alert(1)> `code` **bold**" in shown.text
    for table in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(cells) == 1


def test_bare_addresses_do_not_become_links(hostile):
    text = write_markdown(hostile)
    assert r"https\://example.org" in text
    assert not re.search(r"(?<!\\)://|www\.[a-z]|[a-z]@[a-z]", text)


@pytest.mark.parametrize("write", [write_markdown, write_html])
def test_no_control_character_and_no_endless_text(hostile, write):
    text = write(hostile)
    forbidden = {
        chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x2066)
    }
    assert not forbidden & set(text)
    assert len(text) < 60_000
    assert max(len(line) for line in text.splitlines()) < 2_500
    assert HOSTILE["long"] not in text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("---", r"\---"),
        ("- item", r"\- item"),
        ("# heading", r"\# heading"),
        ("1. item", r"1\. item"),
        ("1.2.1#1", "1.2.1#1"),
        ("-0.5 度", "-0.5 度"),
        ("2024.pdf", "2024.pdf"),
        ("a|b", r"a\|b"),
        ("a\\|b", r"a\\\|b"),
        ("2021~2024", r"2021\~2024"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
    ],
)
def test_only_what_would_be_markup_is_escaped(text, escaped):
    assert escape_markdown(text) == escaped
    assert render(escape_markdown(text)).text.strip() == text


def test_each_report_is_kept_and_the_newest_has_a_name(sample, tmp_path):
    folder = tmp_path / "audit"
    files = write_news(sample, folder)
    assert files.markdown == folder / "20260612T060003-run-report.md"
    assert files.html == folder / "20260612T060003-run-report.html"
    assert sorted(path.name for path in folder.iterdir()) == [
        "20260612T060003-run-report.html",
        "20260612T060003-run-report.md",
        "latest-run-report.html",
        "latest-run-report.md",
    ]
    latest = folder / "latest-run-report.md"
    assert latest.read_text(encoding="utf-8") == files.markdown.read_text(encoding="utf-8")


def test_a_write_that_fails_leaves_what_stood(sample, tmp_path, monkeypatch):
    before = write_news(sample, tmp_path).markdown.read_text(encoding="utf-8")

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warehouse.folder.durable_files.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_news(read_news(make_ending(outcome="nothing_new"), None), tmp_path)
    latest = tmp_path / "latest-run-report.md"
    assert latest.read_text(encoding="utf-8") == before
    assert len(list(tmp_path.iterdir())) == 4


def test_a_report_without_a_warehouse_is_short(tmp_path):
    news = read_news(make_ending(outcome="failed", error="disk full", run_no=None), None)
    text = write_markdown(news)
    assert "## To do: The run failed" in text
    assert "No warehouse" in text
    assert "Run 7" not in text
    assert len(text.splitlines()) < 20


def test_counts_and_durations_read_well():
    assert write_change(24, 21) == "24 (+3)"
    assert write_change(8, 10) == "8 (-2)"
    assert write_change(8, 8) == "8 (±0)"
    assert write_change(1234, None) == "1,234"
    assert write_duration(14.21) == "14.2 s"
    assert write_duration(3725.4) == "1:02:05"
