// Classifiers on test data: confusion, scores of the classes, calibration, curves over thresholds.

function drawEvaluation(data) {
  const evaluation = data.evaluation;
  if (!evaluation) return fill("evaluation", "Test data");
  fill("evaluation", "Test data", [
    tiles(evaluation.metrics),
    evaluation.note ? make("p", { class: "note" }, evaluation.note) : null,
    make("div", { class: "grid" },
      evaluation.confusion ? confusion(evaluation.confusion) : null,
      evaluation.classes ? scores(evaluation.classes, data.task === "MultiLabel" ? "Label" : "Class") : null,
      evaluation.calibration ? [calibration(evaluation.calibration), confidence(evaluation.calibration)] : null,
      evaluation.roc ? roc(evaluation.roc) : null,
      evaluation.precisionRecall ? precisionRecall(evaluation.precisionRecall) : null),
    evaluation.outputs ? regression(evaluation.outputs) : null,
  ]);
}

/** A card with a heading. */
const card = (id, title, ...content) => make("div", { class: "card", "data-part": id }, make("h3", null, title), ...content);

function confusion(data) {
  const rows = data.counts.map((row, i) => {
    const sum = row.reduce((a, b) => a + b, 0);
    return make("tr", null, make("th", { scope: "row" }, data.classes[i]), row.map((count, j) => {
      const part = sum ? count / sum : 0;
      return make("td", { class: part > .5 ? "strong" : null, style: { "--share": String(part) }, title: "true " + data.classes[i] + ", predicted " + data.classes[j] + ": " + whole(count) + " (" + share(part) + " of the row)" },
        make("b", null, whole(count)), make("span", null, share(part, 0)));
    }));
  });
  return card("confusion", "Confusion matrix",
    make("p", { class: "note" }, "Rows are true classes, columns predicted ones; counts, and shares of the row."),
    scroller("Confusion matrix", make("table", { class: "confusion" + (data.classes.length > 12 ? " many" : ""), id: "confusion" },
      make("caption", { class: "unseen" }, "Confusion matrix: rows are true classes, columns predicted ones"),
      make("thead", null, make("tr", null, make("td", { class: "corner" }, "true ╲ predicted"), data.classes.map(name => make("th", { scope: "col" }, make("span", null, name))))),
      make("tbody", null, rows))));
}

function scores(classes, kind) {
  const bar = value => isThere(value) ? make("span", { class: "meter", style: { "--share": String(value) } }, value.toFixed(3)) : "–";
  return card("classes", "Scores of each " + kind.toLowerCase(), scroller("Scores", table("Precision, recall, F1 and number of rows", [kind, "Precision", "Recall", "F1", "Support"],
    classes.map(one => [one.name, bar(one.precision), bar(one.recall), bar(one.f1), whole(one.support)]), { class: "numbers scores", id: "scores" })));
}

const diagonal = { name: "Ideal", color: "--muted", dash: [5, 4], spans: true };

function calibration(data) {
  // The diagonal needs both ends; the bins lie between them.
  const xs = [0, ...data.predicted, 1];
  return chart({
    id: "calibration", title: "Calibration", height: 300, xs, x: { title: "Mean probability of " + data.subject, name: "Probability", range: [0, 1], format: tick }, y: { title: "Share that came true", range: [0, 1], format: tick }, gridX: true,
    series: [{ ...diagonal, values: xs }, { name: "Model", color: "--a", values: [null, ...data.observed, null], marks: true }],
    describe: "Expected calibration error " + data.expectedError.toFixed(3) + ": " + data.predicted.map((value, i) => share(value, 0) + " predicted, " + share(data.observed[i], 0) + " observed in " + whole(data.counts[i]) + " rows").join("; ") + ".",
  });
}

/** How many rows were given which probability. */
function confidence(data) {
  const bins = Array.from({ length: 10 }, (_, bin) => {
    const i = data.predicted.findIndex(value => Math.min(Math.floor(value * 10 + 1e-9), 9) === bin);
    return i < 0 ? 0 : data.counts[i];
  });
  return chart({
    id: "confidence", title: "Confidence", height: 300, xs: bins.map((_, bin) => bin / 10 + .05), x: { title: "Probability of " + data.subject, name: "Probability", range: [0, 1], format: value => isThere(value) ? tick(value) : "–" },
    y: { title: "Rows", format: whole, whole: true, range: [0, Math.max(...bins) * 1.05] }, series: [{ name: "Rows", color: "--a", values: bins, bars: true }],
    describe: bins.map((count, bin) => whole(count) + " rows from " + bin * 10 + " to " + (bin + 1) * 10 + " %").join(", ") + ".",
  });
}

const tick = value => isThere(value) ? String(Number(value.toFixed(3))) : "–";

function roc(data) {
  return chart({
    id: "roc", title: "ROC, area " + data.area.toFixed(4), height: 300, xs: data.x, x: { title: "False-positive rate", range: [0, 1], format: tick }, y: { title: "True-positive rate", range: [0, 1], format: tick }, gridX: true,
    series: [{ ...diagonal, name: "Chance", values: data.x }, { name: "Model", color: "--a", values: data.y }], describe: "The area under the curve is " + data.area.toFixed(4) + "; chance has 0.5.",
  });
}

function precisionRecall(data) {
  return chart({
    id: "pr", title: "Precision and recall, average precision " + data.area.toFixed(4), height: 300, xs: data.x, x: { title: "Recall", range: [0, 1], format: tick }, y: { title: "Precision", range: [0, 1.005], format: tick }, gridX: true,
    series: [{ ...diagonal, name: "Chance", values: data.x.map(() => data.positives) }, { name: "Model", color: "--b", values: data.y }], describe: "Average precision " + data.area.toFixed(4) + "; chance has " + data.positives.toFixed(4) + ".",
  });
}
