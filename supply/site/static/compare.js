// Chosen indicators in one chart where their units agree; the table below has them side by side in any case.
"use strict";

const series = new URL("series.js", document.currentScript.src).href;
const COLORS = ["#1f4e79", "#a8071a", "#237804", "#722ed1", "#874d00", "#006d75", "#c41d7f", "#434343"];
const [LEFT, TOP, WIDE, HIGH] = [52, 30, 490, 230];
const LINE_HEIGHT = 13;
const together = document.getElementById("together");
const compared = document.getElementById("history");

// Four to five even steps between the lowest and the highest value.
function stepsBetween(low, high, most = 5) {
  const size = 10 ** Math.floor(Math.log10((high - low) / most));
  const step = size * [1, 2, 5, 10].find((factor) => (high - low) / (size * factor) <= most);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, n) => Number(((first + n) * step).toPrecision(12)));
}

function draw(parent, name, attributes, text = "") {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) drawn.setAttribute(key, value);
  drawn.textContent = text;
  return parent.appendChild(drawn);
}

function drawLines(unit, lines) {
  const points = lines.flatMap((line) => line.points);
  const [years, values] = [points.map(([year]) => year), points.map(([, value]) => value)];
  const [first, last] = [Math.min(...years) - 0.6, Math.max(...years) + 0.6];
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const room = (highest - lowest) * 0.08 || Math.abs(highest) * 0.08 || 1;
  const [low, high] = [lowest - room, highest + room];
  const x = (year) => LEFT + ((year - first) / (last - first)) * WIDE;
  const y = (value) => TOP + ((high - value) / (high - low)) * HIGH;
  const svg = draw(document.createElement("div"), "svg", { class: "chart", role: "group", width: 608, height: 290, viewBox: "0 0 608 290" });
  svg.setAttribute("aria-label", lines.map((line) => line.name).join(together.dataset.comma));
  draw(svg, "rect", { width: 608, height: 290, fill: "white" });
  const numbers = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact", maximumSignificantDigits: 4 });
  const axis = draw(svg, "g", { fill: "#333", "font-size": 12 });
  for (const step of stepsBetween(low, high)) {
    draw(axis, "path", { d: `M${LEFT},${y(step)}h${WIDE}`, stroke: "#ddd" });
    draw(axis, "text", { x: LEFT - 6, y: y(step) + 4, "text-anchor": "end" }, numbers.format(step));
  }
  for (const year of stepsBetween(first, last, 12).filter(Number.isInteger)) draw(axis, "text", { x: x(year), y: TOP + HIGH + 17, "text-anchor": "middle" }, String(year));
  draw(axis, "path", { d: `M${LEFT},${TOP}v${HIGH}h${WIDE}`, stroke: "#888", fill: "none" });
  draw(axis, "text", { x: 8, y: 18, "font-weight": "bold" }, unit);
  lines.forEach((line, place) => {
    const color = COLORS[place % COLORS.length];
    const dash = place < COLORS.length ? {} : { "stroke-dasharray": "6,3" };
    // Years that follow each other are joined, as in every chart.
    const path = line.points.map(([year, value], n) => `${n && year - line.points[n - 1][0] <= 1 ? "L" : "M"}${x(year)},${y(value)}`).join("");
    draw(svg, "path", { d: path, stroke: color, "stroke-width": 2, fill: "none", ...dash });
    for (const [year, value, text] of line.points) draw(svg, "circle", { cx: x(year), cy: y(value), r: 3.9, fill: color, role: "img", "aria-label": `${year}${together.dataset.colon}${line.name}${together.dataset.comma}${text}` });
  });
  // Each line's code beside its last value, one below the other where they would lie on each other.
  let lowestLabel = -LINE_HEIGHT;
  const ends = lines.map((line, place) => ({ line, place, at: y(line.points.at(-1)[1]) + 4 })).sort((a, b) => a.at - b.at);
  for (const { line, place, at } of ends) {
    lowestLabel = Math.max(at, lowestLabel + LINE_HEIGHT);
    draw(svg, "text", { x: x(line.points.at(-1)[0]) + 8, y: lowestLabel, "font-size": 12, fill: COLORS[place % COLORS.length] }, line.code);
  }
  return svg;
}

// As in all tables for spreadsheets: none runs a text.
function guard(text) {
  return /^[\s"]*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
}

function makeFigure(unit, lines, number) {
  const figure = Object.assign(document.createElement("figure"), { className: "charted", id: `chart-together-${number}` });
  const plot = Object.assign(document.createElement("div"), { className: "plot" });
  const caption = document.createElement("figcaption");
  plot.append(drawLines(unit, lines));
  lines.forEach((line, place) => caption.append(Object.assign(document.createElement("span"), { className: `line own c${place % COLORS.length}`, textContent: line.name }), " "));
  const table = [together.dataset.columns.split("|"), ...lines.flatMap((line) => line.points.map(([year, value]) => [year, guard(line.name), value, guard(unit)]))];
  const text = table.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(",")).join("\r\n");
  const files = Object.assign(document.createElement("span"), { className: "files" });
  files.append(Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" })), download: "compare.csv", textContent: "CSV" }));
  caption.append(files);
  figure.append(plot, caption);
  return figure;
}

// Actual and (target) beside each verdict of the chosen rows, a line for each measure.
function showPrints(row) {
  if (row.querySelector(".detail")) return;
  const [, ...cells] = row.cells;
  cells.forEach((cell, edition) => cell.querySelectorAll("a.verdict").forEach((verdict, place) => {
    const told = Object.assign(document.createElement("span"), { className: "detail" });
    told.textContent = window.printIndex[row.dataset.key][edition][place];
    verdict.after(told);
  }));
}

function showTogether() {
  together.replaceChildren();
  const rows = compared.classList.contains("chosen") ? [...compared.tBodies[0].rows].filter((row) => !row.hidden) : [];
  rows.forEach(showPrints);
  if (rows.length < 2) return;
  const lines = rows.flatMap((row) => {
    const link = row.querySelector("th a");
    const name = link.textContent.replace(/\s+/g, " ").trim();
    return (window.seriesIndex[row.dataset.key] || []).map(([label, unit, points]) => ({ key: row.dataset.key, code: link.querySelector(".code").textContent, name: label ? `${name}${together.dataset.colon}${label}` : name, unit, points }));
  });
  const units = Map.groupBy ? Map.groupBy(lines, (line) => line.unit) : lines.reduce((all, line) => all.set(line.unit, [...(all.get(line.unit) || []), line]), new Map());
  const shared = [...units].filter(([, found]) => new Set(found.map((line) => line.key)).size > 1);
  for (const [number, [unit, found]] of shared.entries()) {
    const figure = makeFigure(unit, found, number);
    together.append(figure);
    startChart(figure);
    if (new URLSearchParams(location.search).get("embed") === figure.id) showAlone(figure);
  }
  if (!shared.length) together.append(Object.assign(document.createElement("p"), { className: "note", role: "status", textContent: together.dataset.none }));
}

// The values are fetched when somebody compares: as a script, for a page from disk may load nothing else.
function compare() {
  if (window.seriesIndex) return showTogether();
  if (document.querySelector(`script[src="${series}"]`) || !compared.classList.contains("chosen")) return;
  const script = Object.assign(document.createElement("script"), { src: series });
  script.addEventListener("load", showTogether);
  document.head.append(script);
}

compared.addEventListener("chosen", compare);
compare();
