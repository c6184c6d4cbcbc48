// Charts with axes: uPlot, in the colors of the page, with zoom by pointer, buttons and keys.

const charts = {};
const linked = [];

/**
 * Draws a chart.
 * spec: id, title, x and y ({ title, format, log, range }), series ([{ name, color, values, dots, dash, steps, format }]), xs, height, mark ({ x, text }),
 * describe (a sentence for those who do not see it), group (charts with the same x that zoom together).
 */
function chart(spec) {
  const box = make("div", { class: "plot" });
  const buttons = [["+", "Zoom in", () => zoom(u, .5)], ["−", "Zoom out", () => zoom(u, 2)], ["⟲", "Show all", () => zoom(u, Infinity)]]
    .map(([sign, label, action]) => make("button", { type: "button", "aria-label": label + ": " + spec.title, title: label, onclick: action }, sign));
  if (spec.y.canLog) buttons.unshift(make("button", { type: "button", class: "log", "aria-pressed": String(!!spec.y.log), title: "Logarithmic axis", onclick: event => {
    spec.y.log = !spec.y.log;
    event.currentTarget.setAttribute("aria-pressed", String(spec.y.log));
    rebuild();
  } }, "log"));
  const figure = make("figure", { class: "chart card", "data-chart": spec.id },
    make("figcaption", null, make("h3", null, spec.title), make("span", { class: "buttons" }, buttons)),
    make("div", { class: "focus", tabindex: "0", role: "application", "aria-roledescription": "chart", "aria-label": spec.title + ". " + (spec.describe || "") + " Arrow keys move along the values, plus and minus zoom, Escape shows all.", onkeydown: event => onKey(u, event) }, box));
  let u = build(spec, box, 600);
  const rebuild = () => {
    const width = u.width, old = linked.indexOf(u);
    u.destroy();
    u = build(spec, box, width);
    if (old >= 0) linked[old] = u;
    charts[spec.id] = u;
  };
  charts[spec.id] = u;
  if (spec.group) linked.push(u);
  new ResizeObserver(entries => {
    const width = Math.floor(entries[0].contentRect.width);
    if (width > 0 && width !== u.width) u.setSize({ width, height: spec.height });
  }).observe(box);
  figure.refresh = fresh => {
    Object.assign(spec, fresh);
    u.mark = spec.mark;
    const all = u.scales.x.min <= first(u.data[0]) && u.scales.x.max >= last(u.data[0]);
    u.setData([spec.xs, ...spec.series.map(series => series.values)], all);
  };
  return figure;
}

const first = list => list.length ? list[0] : null;

function build(spec, box, width) {
  const series = spec.series.map(one => ({
    label: one.name,
    stroke: () => setting(one.color),
    fill: one.bars ? () => setting(one.color) + "b0" : undefined,
    width: one.dots ? 0 : one.bars ? 1 : 2,
    dash: one.dash,
    spanGaps: !!one.spans,
    pxAlign: one.steps ? 1 : 0,
    paths: one.dots ? () => null : one.steps ? uPlot.paths.stepped({ align: 1 }) : one.bars ? uPlot.paths.bars({ size: [.9, 100] }) : undefined,
    points: { show: one.dots ? true : one.bars ? false : one.marks || undefined, size: one.dots || 6, width: one.dots ? 0 : 2, fill: one.dots ? () => setting(one.color) + "b0" : () => setting("--card") },
    value: (_, value) => (one.format || spec.y.format || number)(value),
  }));
  const axis = (about, isX) => ({
    stroke: () => setting("--muted"), grid: { stroke: () => setting("--grid"), width: 1, show: !isX || spec.gridX }, ticks: { stroke: () => setting("--grid"), width: 1, size: 5 },
    font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif", label: about.title, labelSize: about.title ? 20 : 0, gap: 4,
    size: isX ? 34 : (self, values) => Math.max(36, 18 + 7 * Math.max(0, ...(values || []).map(value => value ? value.length : 0))),
    values: (_, splits) => splits.map(value => value === null || (about.whole && value % 1 !== 0) ? "" : (about.tick || about.format || number)(value)),
    space: isX ? 56 : 32, incrs: about.whole ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 1000000] : undefined,
  });
  const y = spec.y.range ? { range: () => spec.y.range } : { distr: spec.y.log ? 3 : 1 };
  const whole = (min, max) => {
    const room = spec.x.padded ? (max - min || 1) * .03 : max === min ? .5 : 0;
    return spec.x.range || [min - room, max + room];
  };
  const u = new uPlot({
    width, height: spec.height,
    scales: { x: { time: false, range: (self, min, max) => min <= first(self.data[0]) && max >= last(self.data[0]) ? whole(first(self.data[0]), last(self.data[0])) : [min, max] }, y },
    axes: [axis(spec.x, true), axis(spec.y, false)],
    series: [{ label: spec.x.name || spec.x.title || "x", value: (_, value) => (spec.x.format || number)(value) }, ...series],
    legend: { live: true, markers: { width: 2, stroke: (_, i) => `var(${spec.series[i - 1].color})`, fill: (_, i) => spec.series[i - 1].dots || spec.series[i - 1].bars ? `var(${spec.series[i - 1].color})` : "transparent" } },
    cursor: { y: !!spec.free, drag: { x: true, y: !!spec.free, uni: 24 }, points: { size: 8 }, sync: spec.group ? { key: spec.group, scales: ["x", null] } : undefined },
    hooks: {
      draw: [drawMark],
      setScale: [(self, key) => { if (key === "x") follow(self); }],
    },
  }, [spec.xs, ...spec.series.map(one => one.values)], box);
  u.mark = spec.mark;
  if (spec.mark) u.redraw(false, false);
  return u;
}

/** A dashed line with a word at a value of x, as the best epoch. */
function drawMark(u) {
  if (!u.mark || u.mark.x < u.scales.x.min || u.mark.x > u.scales.x.max) return;
  const { ctx, bbox } = u, x = Math.round(u.valToPos(u.mark.x, "x", true)), ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = setting("--muted");
  ctx.lineWidth = ratio;
  ctx.setLineDash([4 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  if (u.mark.text) {
    const isLeft = x > bbox.left + bbox.width / 2;
    ctx.font = 11 * ratio + "px system-ui, sans-serif";
    ctx.textAlign = isLeft ? "right" : "left";
    ctx.textBaseline = "bottom";
    ctx.fillText(u.mark.text, x + (isLeft ? -1 : 1) * 4 * ratio, bbox.top - ratio);
  }
  ctx.restore();
}

/** Charts of one group show the same range of x. */
function follow(u) {
  if (!linked.includes(u)) return;
  const { min, max } = u.scales.x;
  for (const other of linked) if (other !== u && (other.scales.x.min !== min || other.scales.x.max !== max)) other.setScale("x", { min, max });
}

/** Shows so much more or less of x around the cursor, or the middle. */
function zoom(u, factor) {
  const low = first(u.data[0]), high = last(u.data[0]);
  if (low === null) return;
  if (factor === Infinity) return u.setData(u.data, true);
  const { min, max } = u.scales.x, middle = isThere(u.cursor.idx) && u.cursor.left >= 0 ? u.data[0][u.cursor.idx] : (min + max) / 2, width = (max - min) * factor;
  if (width >= high - low) return u.setData(u.data, true);
  const from = Math.min(Math.max(middle - width / 2, low), high - width);
  u.setScale("x", { min: from, max: from + width });
}

function onKey(u, event) {
  const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity }[event.key];
  if (steps !== undefined) {
    const xs = u.data[0], at = u.cursor.left >= 0 && isThere(u.cursor.idx) ? u.cursor.idx : steps > 0 ? -1 : xs.length;
    const next = Math.min(Math.max(at + steps, 0), xs.length - 1), { min, max } = u.scales.x;
    if (xs[next] < min || xs[next] > max) u.setScale("x", xs[next] < min ? { min: xs[next], max: xs[next] + max - min } : { min: xs[next] - max + min, max: xs[next] });
    u.setCursor({ left: u.valToPos(xs[next], "x"), top: u.over.clientHeight / 2 });
  } else if (event.key === "+" || event.key === "=") zoom(u, .5);
  else if (event.key === "-") zoom(u, 2);
  else if (event.key === "Escape" || event.key === "0") zoom(u, Infinity);
  else return;
  event.preventDefault();
}
