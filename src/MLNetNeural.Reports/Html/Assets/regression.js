// Regressions on test data: data and model, predicted against true, residuals.

/** The metrics and charts of one output at a time. */
function regression(outputs) {
  const box = make("div", { class: "grid" });
  const show = index => box.replaceChildren(...outputCharts(outputs[index]));
  show(0);
  if (outputs.length === 1) return [box];
  return [make("label", { class: "choice" }, "Output ", make("select", { id: "output", onchange: event => show(event.currentTarget.selectedIndex) }, outputs.map(output => make("option", null, output.name)))),
    card("outputs", "All outputs", scroller("Outputs", table("Metrics of each output", ["Output", ...outputs[0].metrics.map(metric => metric.name)], outputs.map(output => [output.name, ...output.metrics.map(metric => metric.value)]), { class: "numbers" }))), box];
}

/** Columns in the order of the first. */
function sorted(...columns) {
  const order = columns[0].map((_, i) => i).sort((a, b) => columns[0][a] - columns[0][b]);
  return columns.map(column => order.map(i => column[i]));
}

function outputCharts(output) {
  const result = [], dots = output.true.length > 500 ? 3.5 : 5.5, name = output.name ? " of " + output.name : "";
  if (output.feature) {
    const [x, y, model] = sorted(output.feature, output.true, output.predicted);
    result.push(chart({
      id: "fit", title: "Data and model", height: 380, free: true, xs: x, x: { title: output.featureName || "Feature", padded: true }, y: {}, gridX: true,
      series: [{ name: "Data", color: "--a", values: y, dots }, { name: "Model", color: "--b", values: model }], describe: x.length + " points, and the output of the model for each value of the feature.",
    }));
    result[0].classList.add("wide");
  }
  const [t, p] = sorted(output.true, output.predicted);
  result.push(chart({
    id: "predicted", title: "Predicted against true" + name, height: 340, free: true, xs: t, x: { title: "True", padded: true }, y: { title: "Predicted" }, gridX: true,
    series: [{ name: "Ideal", color: "--muted", values: t, dash: [5, 4] }, { name: "Model", color: "--a", values: p, dots }], describe: t.length + " points; on the diagonal the model is right.",
  }));
  const [q, residuals] = sorted(output.predicted, output.predicted.map((value, i) => output.true[i] - value));
  result.push(chart({
    id: "residuals", title: "Residuals" + name, height: 340, free: true, xs: q, x: { title: "Predicted", padded: true }, y: { title: "True − predicted" }, gridX: true,
    series: [{ name: "Zero", color: "--muted", values: q.map(() => 0), dash: [5, 4] }, { name: "Residual", color: "--c", values: residuals, dots }], describe: "True minus predicted values, against the predicted ones.",
  }));
  return result;
}
