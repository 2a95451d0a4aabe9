import { announce, h, say } from "./dom.js";
import { get, remove } from "./api.js";
import { count, duration, instant } from "./format.js";
import { live } from "./status.js";

const EVERY = 1000;

/** Queries that run now, with a button that stops them, and those that ended last. */
export function runningPage() {
  const summary = h("p", { class: "summary", "aria-live": "polite" }, "Asking for the queries …");
  const rows = h("tbody");
  const table = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Queries", hidden: true }, h("table", {},
    h("caption", { class: "unseen" }, "Queries"),
    h("thead", {}, h("tr", {}, ["state", "statement", "user", "started", "took", "rows", ""].map((title) =>
      h("th", { scope: "col", class: title === "took" || title === "rows" ? "number" : null }, title)))),
    rows));
  const page = h("section", {}, h("h1", {}, "Queries"), summary, table);
  const shown = new Map();
  async function poll() {
    try {
      const { queries } = (await get("v1/queries")).body;
      const running = queries.filter(isRunning).length;
      say(summary, running === 0 ? "No query runs now." : `${count(running)} running now.`);
      table.hidden = queries.length === 0;
      show(rows, shown, queries);
    } catch (error) {
      say(summary, error.message);
    }
    if (page.isConnected) setTimeout(poll, EVERY);
  }
  queueMicrotask(poll);
  return page;
}

const isRunning = (query) => query.state === "RUNNING" || query.state === "QUEUED";

/** Rows stay the same elements while their query lasts, so that the focus stays where it is. */
function show(rows, shown, queries) {
  const ids = new Set(queries.map((query) => query.id));
  for (const [id, row] of shown) {
    if (!ids.has(id)) {
      row.element.remove();
      shown.delete(id);
    }
  }
  queries.forEach((query, index) => {
    if (!shown.has(query.id)) shown.set(query.id, new Row(query));
    const { element } = shown.get(query.id);
    if (rows.children[index] !== element) rows.insertBefore(element, rows.children[index] ?? null);
    shown.get(query.id).update(query);
  });
}

class Row {
  constructor(query) {
    this.state = h("span", { class: "state" });
    this.took = h("td", { class: "number" });
    this.rows = h("td", { class: "number" });
    this.cancel = h("button", { type: "button", "aria-label": `Cancel ${query.id}`, onclick: () => this.#stop(query.id) }, "Cancel");
    this.problem = h("p", { class: "reason" });
    this.element = h("tr", {}, h("td", {}, this.state),
      h("td", { class: "statement" }, h("code", { title: query.sql }, query.sql.replace(/\s+/g, " ").slice(0, 160)), this.problem),
      h("td", {}, query.user), h("td", {}, instant(query.created_at)), this.took, this.rows, h("td", {}, this.cancel));
  }

  async #stop(id) {
    this.cancel.disabled = true;
    try {
      await remove(`v1/queries/${encodeURIComponent(id)}`);
      announce("The query was cancelled");
    } catch (error) {
      say(this.problem, error.message);
    }
  }

  update(query) {
    const state = query.state.toLowerCase();
    say(this.state, state);
    this.state.className = `state ${{ running: "speed", queued: "", finished: "good", failed: "bad", canceled: "warned" }[state] ?? ""}`;
    const end = query.ended_at === null ? live.now() : Date.parse(query.ended_at);
    say(this.took, duration(Math.max(0, end - Date.parse(query.created_at))));
    say(this.rows, count(query.rows));
    this.cancel.hidden = !isRunning(query);
    if (query.error_message) say(this.problem, query.error_message);
  }
}
