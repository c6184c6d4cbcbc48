// The curves of training, and the same as a table.

const mostRows = 1000;
let curves = null;

function drawCurves(data) {
  const history = data.history, kinds = curvesOf(history);
  const key = kinds.map(kind => kind.id + kind.series.length).join();
  if (curves && curves.key === key) {
    kinds.forEach((kind, i) => curves.figures[i].refresh(kind));
    curves.table.replaceChildren(...epochTable(history));
    return;
  }
  linked.length = 0;
  const box = make("div", null, ...epochTable(history)), figures = kinds.map(chart);
  curves = { key, figures, table: box };
  fill("curves", "Training", kinds.length ? [make("div", { class: "grid curves" }, figures), make("details", { id: "epochs" }, make("summary", null, "The same as a table"), box)] : []);
}

function curvesOf(history) {
  if (!history.epoch.length) return [];
  const best = isThere(history.bestEpoch) ? { x: history.bestEpoch, text: "best: epoch " + whole(history.bestEpoch) } : null;
  const x = { title: "Epoch", format: whole, whole: true }, at = list => last(list.filter(isThere));
  const pair = (training, validation) => [
    { name: "Training", color: "--a", values: training, marks: training.length < 3 },
    { name: "Validation", color: "--b", values: validation, marks: validation.length < 3 },
  ].filter(series => series.values.length);
  const losses = [...history.trainingLoss, ...history.validationLoss].filter(isThere);
  const canLog = losses.length > 0 && losses.every(value => value > 0), isWide = canLog && extreme(losses, Math.max) / extreme(losses, Math.min) >= 30;
  const kinds = [{
    id: "loss", title: "Loss", group: "epoch", height: 300, xs: history.epoch, x, mark: best,
    y: { format: number, canLog, log: isWide && canLog }, series: pair(history.trainingLoss, history.validationLoss),
    describe: "After epoch " + whole(last(history.epoch)) + " the training loss is " + number(at(history.trainingLoss)) + (history.validationLoss.length ? ", the validation loss " + number(at(history.validationLoss)) : "") + ".",
  }];
  const accuracies = pair(history.trainingAccuracy, history.validationAccuracy);
  if (accuracies.length) kinds.push({
    id: "accuracy", title: "Accuracy", group: "epoch", height: 300, xs: history.epoch, x, mark: best, y: { format: value => share(value), tick: value => Number((100 * value).toFixed(3)) + " %" }, series: accuracies,
    describe: "After epoch " + whole(last(history.epoch)) + " " + accuracies.map(series => "the " + series.name.toLowerCase() + " accuracy is " + share(at(series.values))).join(", ") + ".",
  });
  kinds.push({
    id: "rate", title: "Learning rate", group: "epoch", height: 170, xs: history.epoch, x, y: { format: number, canLog: history.learningRate.every(value => value > 0) },
    series: [{ name: "Learning rate", color: "--c", values: history.learningRate, steps: true, marks: history.epoch.length < 3 }],
    describe: "It begins with " + number(first(history.learningRate)) + " and ends with " + number(last(history.learningRate)) + ".",
  });
  return kinds;
}

const extreme = (list, choose) => list.reduce((a, b) => choose(a, b));

function epochTable(history) {
  const columns = [["Training loss", history.trainingLoss, number], ["Validation loss", history.validationLoss, number], ["Training accuracy", history.trainingAccuracy, share],
    ["Validation accuracy", history.validationAccuracy, share], ["Learning rate", history.learningRate, number], ["Seconds", history.seconds, number]].filter(column => column[1].length);
  const every = Math.ceil(history.epoch.length / mostRows);
  const rows = history.epoch.map((epoch, i) => i).filter(i => i % every === 0 || i === history.epoch.length - 1 || history.epoch[i] === history.bestEpoch);
  const body = table("Metrics of each epoch", ["Epoch", ...columns.map(column => column[0])],
    rows.map(i => [whole(history.epoch[i]) + (history.epoch[i] === history.bestEpoch ? " ★ best" : ""), ...columns.map(column => column[2](column[1][i]))]), { class: "numbers" });
  return [every > 1 ? make("p", { class: "note" }, "Every " + every + "th of " + whole(history.epoch.length) + " epochs.") : null, scroller("Epochs", body)].filter(Boolean);
}
