// Filters, search and sorting of tables that are complete without it.
"use strict";

// Texts beyond a table's own, by the key of a row's indicator: search-index.js, on the pages that search.
const searchIndex = window.searchIndex || {};
// In a table of many years one print of a row must meet all of these at once.
const PRINT_FIELDS = ["year", "goal", "issuer", "status", "certainty", "total"];
const SNIPPET = 36;

function fold(text) {
  return text.normalize("NFKC").toLowerCase().replaceAll("臺", "台");
}

function wordsOf(query) {
  return fold(query || "").split(/\s+/).filter(Boolean);
}

// A row says what is not as a matter of course: a measure fares as its indicator, whose agency is the issuer's own, …
const COURSE = {
  part: (row) => row.dataset.status,
  certainty: () => "sure",
  goal: (row) => row.dataset.indicator?.split(".")[0],
  agency: (row) => row.dataset.issuer,
  total: (row) => `1|goal|issuer|${told(row, "agency")}`,
  edition: (row) => row.closest("table").dataset.edition,
};
const told = (row, name) => row.dataset[name] ?? COURSE[name]?.(row) ?? "";
const keyOf = (row) => row.dataset.key ?? row.dataset.indicator;

const texts = new WeakMap();
function textsOf(row) {
  if (!texts.has(row)) {
    const shown = fold(`${row.textContent} ${row.dataset.former || ""}`);
    const beyond = (searchIndex[keyOf(row)] || []).map(([, , text]) => fold(text)).join("\n");
    texts.set(row, { shown, all: `${shown}\n${beyond}` });
  }
  return texts.get(row);
}

function meets(held, wanted) {
  const values = held.split("|");
  return wanted.split("|").some((value) => values.includes(value));
}

// What a print has like the one before it is not told again.
const prints = new WeakMap();
function printsOf(row) {
  if (!prints.has(row)) {
    let before = [];
    const fieldsOf = (print) => (before = PRINT_FIELDS.map((_, place) => print.split("|")[place] || before[place] || ""));
    prints.set(row, row.dataset.prints.split(";").map(fieldsOf));
  }
  return prints.get(row);
}

function printMeets(fields, criteria) {
  return PRINT_FIELDS.every((name, place) => {
    const wanted = criteria.get(name);
    return !wanted || wanted.split("|").some((value) => fields[place].split(",").includes(value));
  });
}

function matches(row, criteria) {
  const hasPrints = row.dataset.prints !== undefined;
  if (hasPrints && !printsOf(row).some((fields) => printMeets(fields, criteria))) return false;
  for (const [name, value] of criteria) {
    if (!value || (hasPrints && PRINT_FIELDS.includes(name))) continue;
    if (name === "q") {
      const { all } = textsOf(row);
      if (!wordsOf(value).every((word) => all.includes(word))) return false;
    } else if (name === "severity" && value === "doubt") {
      if (told(row, name) === "info") return false;
    } else if (!meets(told(row, name), value)) {
      return false;
    }
  }
  return true;
}

function countIndicators(rows) {
  return new Set(rows.map((row) => `${row.dataset.issuer} ${row.dataset.indicator}`)).size;
}

// A choice says how many it would leave beside the other choices.
function countChoices(form, rows, criteria, count) {
  for (const select of form.querySelectorAll("select")) {
    const others = new Map(criteria);
    others.delete(select.name);
    const base = rows.filter((row) => matches(row, others));
    for (const option of select.options) {
      option.dataset.word ??= option.textContent;
      const left = option.value ? base.filter((row) => matches(row, new Map(others).set(select.name, option.value))) : base;
      option.textContent = `${option.dataset.word} (${count(left)})`;
    }
  }
}

function writeAddress(criteria) {
  const asked = new URLSearchParams([...criteria].filter(([, value]) => value)).toString();
  const address = asked ? `?${asked}` : "";
  try {
    history.replaceState(null, "", `${location.pathname}${address}${location.hash}`);
  } catch {
    // Some browsers let no page from disk change its address; the filter works all the same.
  }
  document.querySelector("a.language").search = address;
  followChoice();
}

function showSnippet(row, words, kinds) {
  const cell = row.querySelector("td.found");
  if (!cell) return;
  cell.replaceChildren();
  const { shown } = textsOf(row);
  const wanted = words.filter((word) => !shown.includes(word));
  for (const word of wanted) {
    const found = searchIndex[keyOf(row)].find(([, , text]) => fold(text).includes(word));
    if (!found) continue;
    const [kind, place, text] = found;
    // Folding keeps the length of what reports print, but not of every sign there is.
    const start = Math.max(0, Math.min(fold(text).indexOf(word), text.length));
    const line = document.createElement("p");
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, start + word.length);
    line.append(
      `${kinds[kind]}${place ? ` ${place}` : ""}: ${start > SNIPPET ? "…" : ""}${text.slice(Math.max(0, start - SNIPPET), start)}`,
      mark,
      text.slice(start + word.length, start + word.length + SNIPPET),
      start + word.length + SNIPPET < text.length ? "…" : "",
    );
    cell.append(line);
  }
}

// What is found in a code comes before what is found in a name, and that before what stands in a text.
function rank(row, words) {
  const { shown } = textsOf(row);
  if (words.length && words.every((word) => fold(row.dataset.code || "").split("|").includes(word))) return 0;
  return words.every((word) => shown.includes(word)) ? 1 : 2;
}

// Rows are ticked and then shown alone, with what they set and reached: two or more indicators side by side.
function startChoosing(choosing, rows, before, show) {
  const button = choosing.querySelector("button");
  const kept = before.split("|");
  const count = () => {
    const chosen = rows.filter((row) => row.querySelector("input.choose").checked);
    button.textContent = button.dataset.words.replace("{n}", chosen.length);
    button.disabled = chosen.length < 2;
    return chosen.map((row) => row.dataset.chosen).join("|");
  };
  for (const row of rows) {
    row.dataset.chosen = row.dataset.key;
    const box = Object.assign(document.createElement("input"), { type: "checkbox", className: "choose", checked: kept.includes(row.dataset.key) });
    box.setAttribute("aria-label", row.cells[0].textContent.trim());
    box.addEventListener("change", count);
    row.cells[0].prepend(box);
  }
  button.addEventListener("click", () => show(count()));
  choosing.hidden = false;
  count();
}

function startFilters(form) {
  const table = document.getElementById(form.dataset.table);
  if (!table) return;
  const body = table.tBodies[0];
  const printed = [...body.rows];
  const output = form.querySelector("output");
  const kinds = JSON.parse(table.dataset.kinds || "{}");
  const asked = new URLSearchParams(location.search);
  const named = new Set();
  for (const field of form.elements) {
    if (!field.name) continue;
    named.add(field.name);
    const given = asked.get(field.name);
    if (given !== null) field.value = given;
  }
  // What an address asks for and no field shows (each indicator once, for a total) holds until cleared.
  let extra = [...asked].filter(([name]) => !named.has(name) && ["total", "chosen"].includes(name));
  const refresh = () => {
    const criteria = new Map([...new FormData(form), ...extra]);
    const rows = printed.filter((row) => matches(row, criteria));
    const shown = new Set(rows);
    for (const row of printed) row.hidden = !shown.has(row);
    const words = { indicators: countIndicators(rows), rows: rows.length, all: printed.length };
    output.textContent = output.dataset.words.replace(/\{(\w+)\}/g, (_, name) => words[name]);
    form.querySelector(".once").hidden = !criteria.get("total");
    table.classList.toggle("chosen", Boolean(criteria.get("chosen")));
    table.dispatchEvent(new Event("chosen"));
    const count = output.dataset.words.includes("{indicators}") ? countIndicators : (found) => found.length;
    countChoices(form, printed, criteria, count);
    if (table.dataset.kinds) {
      const sought = wordsOf(criteria.get("q"));
      for (const row of rows) showSnippet(row, sought, kinds);
      body.append(...[...printed].sort((a, b) => rank(a, sought) - rank(b, sought)));
    }
    return criteria;
  };
  const choosing = document.querySelector(".choosing");
  if (choosing) {
    startChoosing(choosing, printed, new Map(extra).get("chosen") || "", (chosen) => {
      extra = [...extra.filter(([name]) => name !== "chosen"), ["chosen", chosen]];
      writeAddress(refresh());
    });
  }
  form.hidden = false;
  form.addEventListener("input", () => writeAddress(refresh()));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    extra = [];
    setTimeout(() => writeAddress(refresh()));
  });
  refresh();
}

function sortKey(row, column) {
  const value = row.cells[column].textContent.trim();
  const number = Number(value.replace(/[,%\s]/g, ""));
  return value !== "" && !Number.isNaN(number) ? number : value;
}

function compareKeys(left, right) {
  if (left === "" || right === "") return (left === "") - (right === "");
  if (typeof left === "number" && typeof right === "number") return left - right;
  // 6.2.1 comes before 6.10.1.
  return String(left).localeCompare(String(right), document.documentElement.lang, { numeric: true });
}

function startSorting(table) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => {
        const [x, y] = [sortKey(a, column), sortKey(b, column)];
        if (x === "" || y === "") return compareKeys(x, y);
        return descending ? compareKeys(y, x) : compareKeys(x, y);
      });
      table.tBodies[0].append(...rows);
    });
  });
}

// On a narrow screen each row is a card, and its cells say what they are: by the heads that cards leave out.
const narrow = matchMedia("(max-width: 40rem)");
function startCards() {
  if (!narrow.matches) return;
  for (const table of document.querySelectorAll("table.rows:not(.stacked)")) {
    const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
    for (const row of table.tBodies[0].rows) [...row.cells].forEach((cell, place) => cell.tagName === "TD" && cell.className !== "chip" && (cell.dataset.label = heads[place]));
    table.classList.add("stacked");
  }
}

// What is wider than its place is reached by keyboard, too, and is called by its heading; what is not needs no stop on the way.
const placesOf = new Map();
function headingOf(place) {
  let before = place;
  while (before && !/^H[1-3]$/.test(before.tagName)) before = before.previousElementSibling || before.parentElement;
  const heading = before?.textContent.trim() || document.title;
  placesOf.set(heading, (placesOf.get(heading) || 0) + 1);
  return placesOf.get(heading) > 1 ? `${heading} (${placesOf.get(heading)})` : heading;
}

function startScrolling(place) {
  const label = headingOf(place);
  new ResizeObserver(() => {
    const isWider = place.scrollWidth > place.clientWidth;
    for (const [name, value] of Object.entries({ tabindex: "0", role: "region", "aria-label": label })) {
      if (isWider) place.setAttribute(name, value);
      else place.removeAttribute(name);
    }
  }).observe(place);
}

// The chosen year and issuer go along: links to pages of this site lead to the same year, and lists to the same issuer.
const OF_EDITION = /^(?:(?:index|indicators|agencies|issuers|changes)\.html|(?:goal|agency|issuer)\/)/;
const page = document.documentElement;
const brand = document.querySelector("a.brand");
const home = new URL(".", brand.href);
const whose = document.querySelector(".whose select");

function chosen() {
  const asked = new URLSearchParams(location.search);
  const held = [...document.querySelectorAll("nav.years a")].map((link) => link.dataset.year);
  // A list's own choice holds, also where a browser lets no page from disk change its address.
  const listed = document.querySelector("form.filters select:is([name=year], [name=edition])");
  const field = document.querySelector("form.filters select[name=issuer]");
  const year = (listed?.value ?? asked.get("year") ?? "").replace("v", "");
  return {
    year: page.dataset.newestYear && year !== page.dataset.newestYear && held.includes(year) ? year : "",
    shownYear: page.dataset.newestYear && held.includes(year) ? year : "",
    issuer: whose ? (field?.value ?? whose.dataset.own ?? asked.get("issuer") ?? "") : "",
  };
}

function leadOn(link, { year, issuer }) {
  link.dataset.plain ??= link.getAttribute("href");
  const url = new URL(link.dataset.plain, location.href);
  // What asks for something already asks for all of it: a count opens just what it counts.
  if (url.host !== home.host || !url.pathname.startsWith(home.pathname) || url.search || !url.pathname.endsWith(".html")) return;
  const place = url.pathname.slice(home.pathname.length);
  if (url.pathname === location.pathname && url.hash) return;
  if (year && OF_EDITION.test(place)) url.pathname = `${home.pathname}${year}/${place}`;
  else if (year) url.searchParams.set("year", year);
  if (issuer && place.endsWith("index.html")) {
    const own = [...whose.options].find((option) => option.value === issuer);
    url.href = new URL(own.dataset.page, location.href).href;
    if (year) url.pathname = url.pathname.replace(home.pathname, `${home.pathname}${year}/`);
  } else if (issuer && !place.includes("issuer/")) url.searchParams.set("issuer", issuer);
  link.setAttribute("href", url.href);
}

function followChoice() {
  const choice = chosen();
  for (const link of document.querySelectorAll("nav.years a")) {
    if (page.dataset.newestYear) link.toggleAttribute("aria-current", link.dataset.year === choice.shownYear);
    if (link.hasAttribute("aria-current")) link.setAttribute("aria-current", "true");
    const url = new URL((link.dataset.plain ??= link.getAttribute("href")), location.href);
    if (choice.issuer && whose.dataset.own === undefined) url.searchParams.set("issuer", choice.issuer);
    link.setAttribute("href", url.href);
  }
  for (const link of document.querySelectorAll("a[href]:not(nav.years a, a.language, [download])")) leadOn(link, choice);
  if (!whose) return;
  whose.value = choice.issuer;
  const only = document.querySelector(".only");
  const isOwn = whose.dataset.own !== undefined || document.querySelector("form.filters select[name=issuer]");
  const rows = isOwn ? [] : [...document.querySelectorAll("tbody tr[data-issuer], tbody tr[data-prints]")];
  for (const row of rows) row.hidden = !matches(row, new Map([["issuer", choice.issuer]]));
  only.hidden = !choice.issuer || !rows.length;
  only.textContent = only.dataset.words.replace("{issuer}", choice.issuer);
}

function startIssuer() {
  whose.parentElement.hidden = false;
  whose.addEventListener("change", () => {
    const field = document.querySelector("form.filters select[name=issuer]");
    const { place } = document.body.dataset;
    if (field) {
      field.value = whose.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (place === "index.html" || whose.dataset.own !== undefined) {
      location.href = whose.selectedOptions[0].dataset.page;
    } else {
      const url = new URL(location.href);
      if (whose.value) url.searchParams.set("issuer", whose.value);
      else url.searchParams.delete("issuer");
      location.href = url.href;
    }
  });
}

// A long list is whole again: what stands on its further pages came as scripts.
function startFurtherRows() {
  for (const [table, rows] of window.furtherRows || []) document.getElementById(table).tBodies[0].insertAdjacentHTML("beforeend", rows);
  if (window.furtherRows) for (const nav of document.querySelectorAll("nav.parts")) nav.remove();
}

// An address that asks an edition's page for another edition: of before each had pages of its own, or typed.
function editionAsked() {
  const asked = new URLSearchParams(location.search);
  const year = (asked.get("edition") ?? asked.get("year") ?? "").replace("v", "");
  const link = page.dataset.newestYear ? null : document.querySelector(`nav.years a[data-year="${CSS.escape(year)}"]:not([aria-current])`);
  return year && link ? link.href + location.search + location.hash : "";
}

const elsewhere = document.body.dataset.whole ? document.body.dataset.whole + location.search + location.hash : editionAsked();
if (elsewhere) location.replace(elsewhere);
startFurtherRows();
const query = new URLSearchParams(location.search).get("q");
if (query) document.getElementById("q").value = query;
if (location.search) document.querySelector("a.language").search = location.search;
document.querySelectorAll("form.filters").forEach(startFilters);
document.querySelectorAll("table[data-sortable]").forEach(startSorting);
if (whose) startIssuer();
followChoice();
startCards();
narrow.addEventListener("change", startCards);
document.querySelectorAll(".scroll").forEach(startScrolling);
