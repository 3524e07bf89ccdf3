// Filters and sorting of tables that are complete without it.
"use strict";

function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

function matches(row, criteria) {
  for (const [name, value] of criteria) {
    if (!value) continue;
    if (name === "q") {
      const text = fold(row.textContent + " " + (row.dataset.former || ""));
      if (!fold(value).split(/\s+/).filter(Boolean).every((word) => text.includes(word))) return false;
    } else if (!(row.dataset[name] || "").split("|").includes(value)) {
      return false;
    }
  }
  return true;
}

function applyFilters(form, table, extra) {
  const criteria = [...new FormData(form), ...extra];
  let shown = 0;
  for (const row of table.tBodies[0].rows) {
    row.hidden = !matches(row, criteria);
    shown += row.hidden ? 0 : 1;
  }
  form.querySelector("output").textContent = `${shown} / ${table.tBodies[0].rows.length}`;
}

function startFilters(form) {
  const table = document.getElementById(form.dataset.table);
  if (!table) return;
  const asked = new URLSearchParams(location.search);
  const named = new Set();
  for (const field of form.elements) {
    if (!field.name) continue;
    named.add(field.name);
    if (asked.has(field.name)) field.value = asked.get(field.name);
  }
  // What an address asks for and no field shows (each indicator once, for a total) holds until cleared.
  let extra = [...asked].filter(([name]) => !named.has(name) && name === "total");
  const refresh = () => applyFilters(form, table, extra);
  form.hidden = false;
  form.addEventListener("input", refresh);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    extra = [];
    setTimeout(refresh);
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

document.querySelectorAll("form.filters").forEach(startFilters);
document.querySelectorAll("table[data-sortable]").forEach(startSorting);
const query = new URLSearchParams(location.search).get("q");
if (query) document.getElementById("q").value = query;
