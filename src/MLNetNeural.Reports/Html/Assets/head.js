// The head of the page: what was trained, on what, and how it came out.

function drawHead(data) {
  document.title = data.title;
  byId("title").textContent = data.title;
  byId("task").textContent = { Multiclass: "Multiclass classification", Binary: "Binary classification", MultiLabel: "Multi-label classification", Regression: "Regression" }[data.task];
  byId("summary").replaceChildren(tiles(mainMetrics(data)), make("dl", { class: "facts card" }, data.facts.map(fact => make("div", null, make("dt", null, fact.name), make("dd", null, fact.value)))));
}

function drawOptions(data) {
  fill("options", "Options", data.options.length ? [make("details", null, make("summary", null, data.options.length + " training options"),
    scroller("Options", table("Training options", ["Option", "Value"], data.options.map(option => [option.name, option.value]), { class: "plain" })))] : []);
}

const tiles = metrics => make("ul", { class: "tiles" }, metrics.map(metric => make("li", { class: "card" }, make("span", { class: "name" }, metric.name), make("span", { class: "value" }, metric.value), metric.note ? make("span", { class: "note" }, metric.note) : null)));

/** The few numbers that one looks for first. */
function mainMetrics(data) {
  const history = data.history, count = history.epoch.length, metrics = [];
  if (data.evaluation) for (const metric of data.evaluation.metrics.slice(0, 2)) metrics.push({ name: metric.name, value: metric.value, note: "test, " + whole(data.evaluation.rows) + " rows" });
  const best = isThere(history.bestEpoch) ? history.epoch.indexOf(history.bestEpoch) : -1;
  if (best >= 0) {
    const accuracy = history.validationAccuracy[best];
    metrics.push({ name: isThere(accuracy) ? "Validation accuracy" : "Validation loss", value: isThere(accuracy) ? share(accuracy) : number(history.validationLoss[best]), note: "best epoch, " + whole(history.bestEpoch) });
  } else if (count) {
    metrics.push({ name: "Training loss", value: number(last(history.trainingLoss)), note: "epoch " + whole(last(history.epoch)) });
  }
  metrics.push({ name: "Epochs", value: whole(last(history.epoch) ?? 0) + (isThere(history.plannedEpochs) && history.plannedEpochs !== last(history.epoch) ? " of " + whole(history.plannedEpochs) : ""), note: history.ended });
  const seconds = history.seconds.reduce((sum, value) => sum + (value ?? 0), 0);
  if (count) metrics.push({ name: "Training time", value: duration(seconds), note: duration(seconds / count) + " an epoch" });
  return metrics;
}

/** The network as a row of layers, as high as their number of units has digits; below each other on a narrow page. */
function drawNetwork(data) {
  const known = data.layers.filter(layer => isThere(layer.units)), most = Math.max(...known.map(layer => Math.log2(1 + layer.units)), 1);
  const parameters = data.layers.reduce((sum, layer) => sum + (layer.parameters ?? 0), 0);
  const layers = data.layers.map((layer, i) => make("li", { class: i === 0 ? "input" : i === data.layers.length - 1 ? "output" : "hidden" },
    make("span", { class: "bar", "aria-hidden": "true", style: { "--size": isThere(layer.units) ? String(Math.max(.08, Math.log2(1 + layer.units) / most)) : ".3" } }, make("i", null)),
    make("span", { class: "text" },
      make("b", null, isThere(layer.units) ? whole(layer.units) : "?"),
      make("span", { class: "name" }, layer.name),
      layer.details.map(detail => make("span", { class: "detail" }, detail)),
      isThere(layer.parameters) ? make("span", { class: "parameters", title: whole(layer.parameters) + " parameters" }, short(layer.parameters) + " parameters") : null)));
  fill("network", "Network", data.layers.length ? make("div", { class: "card" }, make("ol", { class: "network", "aria-label": "Layers from input to output" }, layers),
    parameters ? make("p", { class: "note" }, whole(parameters) + " parameters in total") : null) : []);
}
