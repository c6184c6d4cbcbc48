// Elements and numbers. Text only ever becomes text: nothing here or elsewhere parses markup out of data.

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element; properties that begin with "on" are listeners, "style" is an object, all others are attributes. */
function make(tag, properties, ...children) {
  const isSvg = ["svg", "g", "path", "circle", "line", "rect", "text"].includes(tag);
  const element = isSvg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [key, setting] of Object.entries(value)) element.style.setProperty(key, setting);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

const byId = id => document.getElementById(id);

/** Shows a section with a heading and such content, or hides it where there is none. */
function fill(id, title, ...content) {
  const section = byId(id), children = content.flat(3).filter(Boolean);
  section.hidden = children.length === 0;
  section.replaceChildren(...(section.hidden ? [] : [make("h2", { id: id + "-title" }, title), ...children]));
}

/** A color or size of the style sheet as it is now, light or dark. */
const setting = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const isThere = value => value !== null && value !== undefined;
const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A number with four digits that count; powers of ten where it would be long. */
function number(value) {
  if (!isThere(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = size >= 1e6 || size < 1e-4 ? value.toExponential(2).replace("e+", "e") : size >= 10000 ? grouped.format(value) : String(Number(value.toPrecision(4)));
  return text.replace("-", "−");
}

const whole = value => isThere(value) ? grouped.format(value) : "–";
const share = (value, digits = 1) => isThere(value) ? (100 * value).toFixed(digits) + " %" : "–";
const last = list => list.length ? list[list.length - 1] : null;

/** Counts in short, as 25.2 M. */
function short(value) {
  for (const [size, unit] of [[1e9, " G"], [1e6, " M"], [1e3, " k"]]) if (value >= 10 * size || (size > 1e3 && value >= size)) return Number((value / size).toPrecision(3)) + unit;
  return grouped.format(value);
}

/** Seconds as people say them. */
function duration(seconds) {
  if (seconds < 10) return seconds.toFixed(2) + " s";
  if (seconds < 120) return seconds.toFixed(1) + " s";
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? minutes + " min" : Math.floor(minutes / 60) + " h " + (minutes % 60) + " min";
}

/** A table with a caption for those who do not see its surroundings. */
function table(caption, head, rows, properties) {
  return make("table", properties,
    make("caption", { class: "unseen" }, caption),
    make("thead", null, make("tr", null, head.map(text => make("th", { scope: "col" }, text)))),
    make("tbody", null, rows.map(row => make("tr", null, row.map((cell, i) => i === 0 ? make("th", { scope: "row" }, cell) : make("td", null, cell))))));
}

/** A box that scrolls sideways where its content is wider than the page, also by keyboard. */
const scroller = (label, ...content) => make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, ...content);
