// What charts say by pointer and keyboard, and pictures of them to take along.
"use strict";

// Said in the language of the page.
const words = document.currentScript.dataset;

// A point's words are its label: shown under the pointer, and by arrow keys from point to point in order of years.
function startChart(figure) {
  const svg = figure.querySelector("svg");
  const tip = Object.assign(document.createElement("p"), { className: "tip", hidden: true });
  tip.setAttribute("aria-hidden", "true");
  figure.append(tip);
  const plot = figure.querySelector(".plot");
  const year = (point) => Number.parseInt(point.getAttribute("aria-label"), 10);
  const points = [...svg.querySelectorAll("[aria-label]")].sort((a, b) => year(a) - year(b));
  let current = null;
  const middle = (point) => {
    const { left, top, width, height } = point.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const hide = () => {
    current?.classList.remove("current");
    current = null;
    tip.hidden = true;
  };
  const show = (point) => {
    if (point === current) return;
    hide();
    current = point;
    point.classList.add("current");
    tip.replaceChildren(...point.getAttribute("aria-label").split(/；|; /).map((part) => Object.assign(document.createElement("span"), { textContent: part })));
    tip.hidden = false;
    const frame = figure.getBoundingClientRect();
    const [x, y] = middle(point);
    tip.style.left = `${Math.max(0, Math.min(x - frame.left - tip.offsetWidth / 2, frame.width - tip.offsetWidth))}px`;
    const above = y - frame.top - tip.offsetHeight - 12;
    tip.style.top = `${above > 0 ? above : y - frame.top + 14}px`;
  };
  points.forEach((point, place) => {
    point.setAttribute("tabindex", place === points.length - 1 ? "0" : "-1");
    point.addEventListener("focus", () => show(point));
    point.addEventListener("blur", hide);
  });
  svg.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") hide();
    const next = step && points[points.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    document.activeElement.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
  svg.addEventListener("pointermove", ({ clientX, clientY }) => {
    const distance = (point) => Math.hypot(middle(point)[0] - clientX, middle(point)[1] - clientY);
    const nearest = points.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    if (distance(nearest) < 28) show(nearest);
    else hide();
  });
  svg.addEventListener("pointerleave", hide);
  plot.scrollLeft = plot.scrollWidth;
  startFiles(figure, svg);
}

// A picture to take along says what it is: its title above, its legend below.
function composed(figure, svg) {
  const picture = svg.cloneNode(true);
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  picture.setAttribute("font-family", getComputedStyle(svg).fontFamily);
  for (const point of picture.querySelectorAll("[tabindex]")) point.removeAttribute("tabindex");
  const write = (text, y, size, fill) => {
    const line = document.createElementNS(svg.namespaceURI, "text");
    for (const [name, value] of Object.entries({ x: 8, y, fill, "font-size": size })) line.setAttribute(name, value);
    line.textContent = text;
    picture.append(line);
    return line;
  };
  write(svg.getAttribute("aria-label"), -9, 15, "#1b1e23");
  let [x, y] = [8, height + 14];
  for (const key of figure.querySelectorAll("figcaption .line")) {
    const wide = 30 + [...key.textContent].reduce((sum, sign) => sum + (sign > "\u2e80" ? 12 : 7), 0);
    if (x > 8 && x + wide > width) [x, y] = [8, y + 16];
    const line = write(`${{ own: "●", external: "○", target: "▬", doubtful: "?", broken: "┊" }[key.classList[1]]} ${key.textContent}`, y, 12, getComputedStyle(key).color);
    line.setAttribute("x", x);
    x += wide;
  }
  const whole = y + 38;
  picture.setAttribute("viewBox", `0 -28 ${width} ${whole}`);
  picture.setAttribute("width", width);
  picture.setAttribute("height", whole);
  const ground = picture.querySelector("rect");
  ground.setAttribute("y", "-28");
  ground.setAttribute("height", whole);
  return new XMLSerializer().serializeToString(picture);
}

const drawn = (figure, svg) => new Blob([composed(figure, svg)], { type: "image/svg+xml" });

// A page on the web is shown in a frame, which keeps up with it; one from disk has no address: then the drawing itself.
function embedding(figure, svg) {
  const known = document.querySelector("link[rel=canonical]")?.href ?? (location.protocol === "file:" ? null : location.href);
  if (!known) return [words.drawing, composed(figure, svg)];
  const address = new URL(known);
  address.search = location.search;
  address.searchParams.set("embed", figure.id);
  address.hash = figure.id;
  const frame = Object.assign(document.createElement("iframe"), { src: address.href, title: svg.getAttribute("aria-label"), width: 660, height: 400, loading: "lazy" });
  return [words.page, frame.outerHTML];
}

function startEmbedding(figure, svg) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "embed", textContent: words.button });
  const text = Object.assign(document.createElement("textarea"), { readOnly: true, rows: 3 });
  const told = Object.assign(document.createElement("label"), { className: "snippet", hidden: true });
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    told.hidden = !told.hidden;
    button.setAttribute("aria-expanded", String(!told.hidden));
    if (told.hidden) return;
    const [how, snippet] = embedding(figure, svg);
    text.value = snippet;
    told.replaceChildren(how, text);
    text.select();
  });
  figure.querySelector(".files").append(button);
  figure.append(told);
}

// What a frame elsewhere shows: the chart alone, with a way to its page.
function showAlone(figure) {
  const whole = new URL(location.href);
  whole.searchParams.delete("embed");
  const way = Object.assign(document.createElement("a"), { href: whole.href, target: "_blank", rel: "noopener", textContent: figure.querySelector("svg").getAttribute("aria-label") });
  const main = document.createElement("main");
  main.append(way, figure);
  document.body.replaceChildren(main);
  document.body.className = "alone";
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function startFiles(figure, svg) {
  const link = figure.querySelector(".files a");
  const name = (link.getAttribute("download") || link.href).replace(/^.*\/|\.csv$/g, "");
  const [drawing, picture] = ["SVG", "PNG"].map((form) => Object.assign(document.createElement("button"), { type: "button", className: form.toLowerCase(), textContent: form }));
  figure.querySelector(".files").prepend(drawing, picture);
  drawing.addEventListener("click", () => save(drawn(figure, svg), `${name}.svg`));
  picture.addEventListener("click", () => {
    const image = new Image();
    image.addEventListener("load", () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width * 2, height: image.height * 2 });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(blob, `${name}.png`));
      URL.revokeObjectURL(image.src);
    });
    image.src = URL.createObjectURL(drawn(figure, svg));
  });
  startEmbedding(figure, svg);
}

document.querySelectorAll("figure.charted").forEach(startChart);
const alone = document.getElementById(new URLSearchParams(location.search).get("embed") || "");
if (alone?.matches("figure.charted")) showAlone(alone);
