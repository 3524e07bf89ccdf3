"""The dashboard in a real browser: navigation, filters, accessibility, print, phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

# Those that hold most; the others are slow.
RICH_PAGES = ("index.html", "indicators.html", "goal/3.html", "indicator/3.1.1.html")
PAGES = (
    *RICH_PAGES,
    *(
        pytest.param(address, marks=pytest.mark.slow)
        for address in (
            "agencies.html",
            "changes.html",
            "releases.html",
            "findings.html",
            "method.html",
            "data.html",
            "search.html",
        )
    ),
)
# Of rows that differ in nothing but texts, names and addresses axe looks at the first: six editions have hundreds.
ONE_ROW_OF_EACH_SHAPE = r"""
    () => {
        const telling = new Set(["class", "role", "hidden", "lang", "scope", "tabindex", "type"]);
        for (const body of document.querySelectorAll("tbody")) {
            const shapes = new Set();
            for (const row of [...body.rows]) {
                const shape = row.outerHTML
                    .replace(/([\w-]+)="[^"]+"/g, (all, name) => telling.has(name) ? all : name)
                    .replace(/>[^<]+/g, text => /[^\s>]/.test(text) ? ">x" : ">");
                if (shapes.has(shape)) row.remove();
                shapes.add(shape);
            }
        }
    }
"""
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 800}


def test_a_reader_walks_from_the_overview_to_the_printed_words(dashboard, visit):
    page = visit.open(dashboard.site / "index.html")
    page.click(".scorecard tbody tr:has-text('6') .goal >> nth=0")
    assert "/goal/" in page.url
    page.click("tbody th a >> nth=0")
    assert "/indicator/" in page.url
    page.click("td a[href*='#e'] >> nth=0")
    assert "#e2024" in page.url
    section = page.locator("section.evidence:target")
    assert section.locator("mark.target").count() >= 1
    picture = section.locator("img.row").first
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('section.evidence img.row').naturalWidth > 0")
    assert page.title().startswith(page.locator("h1").inner_text().split()[1])


def test_every_page_of_the_menu_opens_and_marks_itself(history_dashboard, visit):
    page = visit.open(history_dashboard.site / "index.html")
    menu = page.locator("header nav li a")
    for number in range(menu.count()):
        page.locator("header nav li a").nth(number).click()
        current = page.locator("header nav li a[aria-current]")
        assert current.count() == 1
        assert current.inner_text() == page.locator("header nav li a").nth(number).inner_text()


def test_the_other_language_is_the_same_page(history_dashboard, visit):
    page = visit.open(history_dashboard.site / "indicator" / "3.1.1.html")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"
    numbers = page.locator("td.n").all_inner_texts()
    page.click("a.language")
    assert page.url.endswith("/en/indicator/3.1.1.html")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("td.n").all_inner_texts() == numbers


def test_the_list_is_filtered_by_status_goal_and_words(dashboard, visit):
    page = visit.open(dashboard.site / "indicators.html")
    rows = page.locator("#indicators tbody tr")
    everything = rows.count()
    assert f"{everything} / {everything}" in page.locator("form.filters output").inner_text()
    page.select_option("select[name=part]", "not_attained")
    missed = visible(page)
    assert 0 < len(missed) < everything
    assert all("未達標" in text for text in missed)
    page.select_option("select[name=goal]", "6")
    assert 0 < len(visible(page)) < len(missed)
    page.select_option("select[name=part]", "attained")
    page.select_option("select[name=status]", "not_attained")
    assert all("✓ 達標" in text and "指標: 未達標" in text for text in visible(page))
    page.click("form.filters button[type=reset]")
    page.wait_for_function(
        f"document.querySelector('output').textContent.includes('{everything} / {everything}')"
    )
    page.fill("form.filters input[name=q]", "８.１.２")
    assert [text for text in visible(page) if "8.1.2" in text] == visible(page) != []


def visible(page):
    return [
        row.inner_text() for row in page.locator("#indicators tbody tr").all() if row.is_visible()
    ]


def test_a_count_of_the_scorecard_leads_to_just_those_indicators(dashboard, visit):
    page = visit.open(dashboard.site / "index.html")
    link = page.locator(".card.not_attained a.number")
    count = int(link.inner_text())
    row = page.locator(".scorecard tr.total a[href*='status=not_attained']")
    assert int(row.inner_text()) == count
    row.click()
    expect(page.locator("form.filters output")).not_to_be_empty()
    shown = page.locator("#indicators tbody tr:not([hidden])")
    codes = {element.get_attribute("data-indicator") for element in shown.all()}
    assert len(codes) == count


def test_the_search_of_the_head_finds_from_any_page(history_dashboard, visit):
    page = visit.open(history_dashboard.site / "en" / "goal" / "3.html")
    page.fill("#q", "菸")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "search.html?q=" in page.url
    found = page.locator("#search tbody tr:not([hidden])").all_inner_texts()
    assert 0 < len(found) < 10
    assert all("菸" in text for text in found)


def test_a_former_code_finds_the_indicator(history_dashboard, visit):
    """1.1.1 was printed as 1.2.1 until 2022."""
    page = visit.open(history_dashboard.site / "indicators.html", "?q=1.2.1")
    assert any(text.split()[1] == "1.1.1" for text in visible(page))


def test_a_column_is_sorted_by_keyboard_and_blanks_stay_last(dashboard, visit):
    page = visit.open(dashboard.site / "indicators.html")
    head = page.locator("#indicators thead th:nth-child(7)")
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    rising = sort_values(page)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    falling = sort_values(page)
    numbers = [as_number(value) for value in rising if value]
    assert numbers == sorted(numbers) != []
    assert [as_number(value) for value in falling if value] == numbers[::-1]
    assert rising[len(numbers) :] == falling[len(numbers) :] == [""] * (len(rising) - len(numbers))


def sort_values(page):
    cells = page.locator("#indicators tbody td:nth-child(7)")
    return cells.evaluate_all("cells => cells.map(cell => cell.textContent.trim())")


def as_number(rate):
    return float(rate.removesuffix(" %").replace(",", ""))


@pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param("", DESK, id="desk"),
        pytest.param("en/", PHONE, id="phone", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_nothing_runs_over(
    history_dashboard, browser, language, size, address
):
    page = browser.new_page(viewport=size)
    page.goto((history_dashboard.site / f"{language}{address}").as_uri())
    for width in (PHONE["width"], DESK["width"]):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size(size)
    page.evaluate(ONE_ROW_OF_EACH_SHAPE)
    # How a colour stands out is the same on either screen, and takes most of the time.
    options = {"rules": {"color-contrast": {"enabled": size == DESK}}}
    found = Axe().run(page, options=options).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []
    page.close()


def test_the_keyboard_reaches_the_content_first(dashboard, visit):
    page = visit.open(dashboard.site / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_without_javascript_every_row_is_there(dashboard, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((dashboard.site / "indicators.html").as_uri())
    text = (dashboard.site / "indicators.html").read_text(encoding="utf-8")
    assert page.locator("#indicators tbody tr").count() == text.count("data-indicator=") > 0
    assert not page.locator("form.filters").is_visible()
    assert page.locator("#indicators tbody tr >> nth=0").is_visible()
    context.close()


def test_on_paper_there_is_no_menu_and_nothing_is_cut(dashboard, visit):
    page = visit.open(dashboard.site / "indicators.html")
    page.emulate_media(media="print")
    assert not page.locator("header nav").is_visible()
    assert not page.locator("form.filters").is_visible()
    assert page.locator("#indicators").is_visible()


@pytest.mark.parametrize("address", ["indicators.html", "index.html"])
def test_on_a_phone_rows_are_cards_whose_cells_say_what_they_are(dashboard, browser, address):
    page = browser.new_page(viewport=PHONE)
    page.goto((dashboard.site / address).as_uri())
    table = page.locator("table.stacked").first
    heads = [text.strip() for text in table.locator("thead th").all_text_contents()]
    cells = table.locator("tbody tr").first.locator("td:not(.chip)")
    labels = [cell.get_attribute("data-label") for cell in cells.all()]
    assert labels == heads[-len(labels) :]
    assert not table.locator("thead").is_visible()
    page.close()


def test_without_javascript_a_phone_shows_tables_with_their_heads(dashboard, browser):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto((dashboard.site / "indicators.html").as_uri())
    assert page.locator("#indicators thead").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()
