"use strict";

// Everything that comes from the server is shown through textContent, never as markup.

const SHOWN_ROWS = 500;
const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat("en");

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function duration(milliseconds) {
  if (milliseconds === null) return "unknown";
  if (milliseconds < 1000) return milliseconds + " ms";
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return seconds + " s";
  if (seconds < 7200) return Math.round(seconds / 60) + " min";
  return Math.round(seconds / 3600) + " h";
}

function frontier(view) {
  return view.frontier === null || view.frontier === "none" ? "none yet" : view.frontier;
}

// Views

const cards = new Map();

function card(name) {
  const root = element("article", "view");
  const title = element("h3");
  const pick = element("button", "", name);
  pick.type = "button";
  pick.title = "Query this view";
  pick.addEventListener("click", () => {
    byId("sql").value = `SELECT * FROM "${name.replaceAll('"', '""')}" LIMIT 20`;
    byId("query").requestSubmit();
  });
  const state = element("span");
  title.append(pick, state);
  const bar = element("div", "bar");
  bar.setAttribute("role", "img");
  const batch = element("div", "batch");
  const speed = element("div", "speed");
  bar.append(batch, speed);
  const facts = element("dl", "facts");
  const reason = element("p", "hint bad");
  const warnings = element("p", "hint warned");
  root.append(title, bar, facts, reason, warnings);
  byId("views").append(root);
  return { root, state, bar, batch, speed, facts, reason, warnings };
}

function fact(list, name, value) {
  const pair = element("div");
  pair.append(element("dt", "", name), element("dd", "", value));
  list.append(pair);
}

function showView(name, view) {
  if (!cards.has(name)) cards.set(name, card(name));
  const shown = cards.get(name);
  shown.state.textContent = view.degraded ? `${view.state}, degraded` : view.state;
  shown.state.className = view.degraded ? "bad" : view.warnings.length > 0 ? "warned" : "good";
  shown.batch.style.flexGrow = view.events_from_batch;
  shown.speed.style.flexGrow = view.events_from_speed;
  shown.bar.setAttribute("aria-label",
    `${number.format(view.events_from_batch)} events from batch, ` +
    `${number.format(view.events_from_speed)} from speed`);
  shown.facts.replaceChildren();
  fact(shown.facts, "events", number.format(view.events));
  fact(shown.facts, "batch", number.format(view.events_from_batch));
  fact(shown.facts, "speed", number.format(view.events_from_speed));
  fact(shown.facts, "frontier", frontier(view));
  fact(shown.facts, "batch version", view.batch_version === null ? "none yet" : view.batch_version);
  if (view.batch_age_ms !== null) fact(shown.facts, "batch age", duration(view.batch_age_ms));
  fact(shown.facts, "speed lag", duration(view.speed_lag_ms));
  fact(shown.facts, "groups", number.format(view.groups));
  fact(shown.facts, "hand-offs", number.format(view.hand_offs));
  if (view.overflowed_groups > 0) fact(shown.facts, "overflowed sums", number.format(view.overflowed_groups));
  if (view.stragglers > 0) fact(shown.facts, "stragglers", number.format(view.stragglers));
  shown.reason.textContent = view.reason ?? "";
  shown.warnings.textContent = view.warnings.join("; ");
}

function showHealth(text, good) {
  byId("health").textContent = text;
  byId("health").className = "badge " + (good ? "good" : "bad");
}

async function refresh() {
  try {
    const response = await fetch("v1/status");
    const status = await response.json();
    if (!response.ok) throw new Error(status.detail);
    byId("project").textContent = status.project;
    const views = Object.entries(status.views);
    views.forEach(([name, view]) => showView(name, view));
    const degraded = views.filter(([, view]) => view.degraded).length;
    if (!status.ready) showHealth("not ready", false);
    else showHealth(degraded ? `ready, ${degraded} degraded` : "ready", degraded === 0);
    const quarantined = Object.entries(status.quarantined);
    byId("quarantine").textContent = quarantined.length === 0 ? "" :
      "In quarantine: " + quarantined.map(([source, count]) => `${number.format(count)} of ${source}`).join(", ") +
      ". SELECT * FROM quarantine shows them.";
  } catch (error) {
    showHealth("no answer from the serving layer", false);
  } finally {
    setTimeout(refresh, 1000);
  }
}

// Query

function cell(value) {
  if (value === null) return element("td", "null", "NULL");
  if (typeof value === "number") return element("td", "number", String(value));
  return element("td", "", typeof value === "object" ? JSON.stringify(value) : String(value));
}

function showRows(answer) {
  const table = element("table");
  const head = table.createTHead().insertRow();
  for (const column of answer.columns) {
    const title = element("th", "", column.name);
    title.append(element("small", "", column.type));
    head.append(title);
  }
  const body = table.createTBody();
  for (const values of answer.rows.slice(0, SHOWN_ROWS)) {
    const row = body.insertRow();
    values.forEach((value) => row.append(cell(value)));
  }
  byId("result").replaceChildren(table);
  const more = answer.rows.length > SHOWN_ROWS ? `, the first ${SHOWN_ROWS} shown` : "";
  if (answer.rows.length === 0) byId("result").append(element("p", "hint", "No rows."));
  return `${number.format(answer.rows.length)} rows${answer.truncated ? ", cut at the cap" : ""}${more}`;
}

function positions(views) {
  return Object.entries(views).map(([name, view]) =>
    `${name}: frontier ${frontier(view)}, batch version ${view.batch_version ?? "none yet"}, ` +
    `${number.format(view.events)} events, speed lag ${duration(view.speed_lag_ms)}` +
    (view.degraded ? `, degraded: ${view.reason}` : "") +
    view.warnings.map((warning) => `, warning: ${warning}`).join(""));
}

async function run(event) {
  event.preventDefault();
  byId("run").disabled = true;
  byId("error").textContent = "";
  try {
    const response = await fetch("v1/query", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sql: byId("sql").value }),
    });
    const answer = await response.json();
    if (response.ok) {
      const rows = showRows(answer);
      byId("position").textContent = [`${rows} in ${answer.elapsed_ms} ms`, ...positions(answer.views)].join(" · ");
    } else {
      const place = answer.line ? `line ${answer.line}, column ${answer.column}: ` : "";
      byId("error").textContent = `${place}${answer.detail} [${answer.code}]`;
    }
  } catch (error) {
    byId("error").textContent = "no answer from the serving layer";
  } finally {
    byId("run").disabled = false;
  }
}

byId("query").addEventListener("submit", run);
byId("sql").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("query").requestSubmit();
});
refresh();
