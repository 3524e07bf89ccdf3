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

const texts = new WeakMap();
function textsOf(row) {
  if (!texts.has(row)) {
    const shown = fold(`${row.textContent} ${row.dataset.former || ""}`);
    const beyond = (searchIndex[row.dataset.key] || []).map(([, , text]) => fold(text)).join("\n");
    texts.set(row, { shown, all: `${shown}\n${beyond}` });
  }
  return texts.get(row);
}

function meets(held, wanted) {
  const values = held.split("|");
  return wanted.split("|").some((value) => values.includes(value));
}

function printMeets(print, criteria) {
  const fields = print.split("|");
  return PRINT_FIELDS.every((name, place) => {
    const wanted = criteria.get(name);
    return !wanted || wanted.split("|").some((value) => (fields[place] || "").split(",").includes(value));
  });
}

function matches(row, criteria) {
  const { prints } = row.dataset;
  if (prints !== undefined && !prints.split(";").some((print) => printMeets(print, criteria))) return false;
  for (const [name, value] of criteria) {
    if (!value || (prints !== undefined && PRINT_FIELDS.includes(name))) continue;
    if (name === "q") {
      const { all } = textsOf(row);
      if (!wordsOf(value).every((word) => all.includes(word))) return false;
    } else if (!meets(row.dataset[name] || "", value)) {
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
}

function showSnippet(row, words, kinds) {
  const cell = row.querySelector("td.found");
  if (!cell) return;
  cell.replaceChildren();
  const { shown } = textsOf(row);
  const wanted = words.filter((word) => !shown.includes(word));
  for (const word of wanted) {
    const found = searchIndex[row.dataset.key].find(([, , text]) => fold(text).includes(word));
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
    if (asked.has(field.name)) field.value = asked.get(field.name);
  }
  // What an address asks for and no field shows (each indicator once, for a total) holds until cleared.
  let extra = [...asked].filter(([name]) => !named.has(name) && name === "total");
  const refresh = () => {
    const criteria = new Map([...new FormData(form), ...extra]);
    const rows = printed.filter((row) => matches(row, criteria));
    const shown = new Set(rows);
    for (const row of printed) row.hidden = !shown.has(row);
    const words = { indicators: countIndicators(rows), rows: rows.length, all: printed.length };
    output.textContent = output.dataset.words.replace(/\{(\w+)\}/g, (_, name) => words[name]);
    form.querySelector(".once").hidden = !extra.length;
    const count = output.dataset.words.includes("{indicators}") ? countIndicators : (found) => found.length;
    countChoices(form, printed, criteria, count);
    if (table.dataset.kinds) {
      const sought = wordsOf(criteria.get("q"));
      for (const row of rows) showSnippet(row, sought, kinds);
      body.append(...[...printed].sort((a, b) => rank(a, sought) - rank(b, sought)));
    }
    return criteria;
  };
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
  const cell = row.cells[column];
  const value = cell.dataset.sort ?? cell.textContent.trim();
  const number = Number(value.replace(/[,%\s]/g, ""));
  return value !== "" && !Number.isNaN(number) ? number : value;
}

function compareKeys(left, right) {
  if (left === "" || right === "") return (left === "") - (right === "");
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left).localeCompare(String(right), document.documentElement.lang);
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

const query = new URLSearchParams(location.search).get("q");
if (query) document.getElementById("q").value = query;
if (location.search) document.querySelector("a.language").search = location.search;
document.querySelectorAll("form.filters").forEach(startFilters);
document.querySelectorAll("table[data-sortable]").forEach(startSorting);
