// The page as a whole: theme, data, and for a live page the connection.

const drawn = {};

function update(data) {
  window.report.data = data;
  drawHead(data);
  drawOnce("network", drawNetwork, data, data.layers);
  drawCurves(data);
  drawOnce("evaluation", drawEvaluation, data, [data.task, data.evaluation]);
  drawOnce("images", drawImages, data, [data.trainingImages, data.wrongImages, data.weightImages]);
  drawOnce("options", drawOptions, data, data.options);
}

/** Draws a part of the page, unless it already shows this content: what a reader has opened, and the focus, stay while new metrics arrive. */
function drawOnce(part, draw, data, content) {
  const text = JSON.stringify(content);
  if (drawn[part] === text) return;
  drawn[part] = text;
  draw(data);
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  for (const u of Object.values(charts)) u.redraw(false, true);
}

const darkness = matchMedia("(prefers-color-scheme: dark)");
byId("theme").addEventListener("click", () => setTheme((document.documentElement.dataset.theme || (darkness.matches ? "dark" : "light")) === "dark" ? "light" : "dark"));
darkness.addEventListener("change", () => { for (const u of Object.values(charts)) u.redraw(false, true); });

/** Listens for new data; the token in the address allows to look and to stop. */
function goLive() {
  const state = byId("connection"), stop = byId("stop"), source = new EventSource("events" + location.search);
  const say = (kind, text) => {
    state.dataset.state = kind;
    state.textContent = text;
  };
  state.hidden = stop.hidden = false;
  say("waiting", "connecting");
  source.onopen = () => say("live", "live");
  source.onerror = () => say("lost", source.readyState === EventSource.CLOSED ? "not connected" : "connecting again");
  source.onmessage = event => update(JSON.parse(event.data));
  source.addEventListener("end", () => {
    source.close();
    stop.hidden = true;
    say("done", "training is over");
  });
  stop.addEventListener("click", async () => {
    stop.disabled = true;
    try {
      const answer = await fetch("stop" + location.search, { method: "POST" });
      if (!answer.ok) throw new Error(answer.status + " " + answer.statusText);
      stop.textContent = "Stops after this epoch";
    } catch (error) {
      stop.disabled = false;
      say("lost", "could not stop: " + error.message);
    }
  });
}

window.report = { data: null, charts, update };
update(JSON.parse(byId("report-data").textContent));
if (document.body.hasAttribute("data-live")) goLive();
