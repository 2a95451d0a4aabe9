import { announce, h, say } from "./dom.js";
import { csv, get, Problem, query, remove } from "./api.js";
import { count, duration, frontier, plural } from "./format.js";
import { LAYER } from "./columns.js";
import { Editor } from "./editor.js";
import { keepSql, lastSql, quote, selectFrom, takeRun } from "./query-link.js";
import { resultTable } from "./result-table.js";
import { resultChart } from "./result-chart.js";

/** The editor, and what came of its statement. */
export function queryPage() {
  return new QueryPage().element;
}

class QueryPage {
  #editor;
  #running = null;
  #answered = null;
  #tab = "table";

  constructor() {
    const editor = h("div", { class: "editor" });
    this.runButton = h("button", { type: "button", class: "main", onclick: () => this.#run() }, "Run");
    this.cancelButton = h("button", { type: "button", disabled: true, onclick: () => this.#cancel() }, "Cancel");
    this.csvButton = h("button", { type: "button", class: "quiet", hidden: true, onclick: () => this.#download() }, "Download CSV");
    this.clock = h("span", { class: "clock", role: "timer", "aria-live": "off" });
    this.problem = h("div", { class: "problem", role: "alert", hidden: true });
    this.standing = h("div", { class: "standing" });
    this.result = h("div", { class: "result" });
    this.views = h("div", { class: "schema-list" }, h("p", { class: "hint" }, "Asking for the views …"));
    this.element = h("section", { class: "query-page" },
      h("h1", { class: "unseen" }, "Query"),
      this.#schema(),
      h("div", { class: "workbench" }, editor,
        h("div", { class: "tools" }, this.runButton, this.cancelButton, this.clock,
          h("span", { class: "hint keys" }, h("kbd", {}, "Ctrl"), " ", h("kbd", {}, "Enter"), " runs, ", h("kbd", {}, "Ctrl"), " ", h("kbd", {}, "Space"), " completes"),
          this.csvButton),
        this.problem, this.standing, this.result));
    this.#editor = new Editor(editor, { sql: lastSql() ?? "", onRun: () => this.#run() });
    this.#empty();
    this.#loadViews();
    requestAnimationFrame(() => {
      this.#editor.refresh();
      this.#editor.focus();
      if (takeRun()) this.#run();
    });
  }

  #schema() {
    const wide = matchMedia("(min-width: 60rem)").matches;
    return h("details", { class: "schema", open: wide }, h("summary", {}, "Views and columns"), this.views);
  }

  async #loadViews() {
    try {
      const { views } = (await get("v1/views")).body;
      this.#editor.views = Object.fromEntries(views.map((view) => [view.name, [...view.columns.map((column) => column.name), LAYER]]));
      if (lastSql() === null && views.length > 0 && this.#editor.sql === "") this.#editor.sql = selectFrom(views[0].name);
      this.views.replaceChildren(...views.map((view, index) => this.#schemaOf(view, index === 0)));
      if (views.length === 0) this.views.append(h("p", { class: "hint" }, "There are no views yet."));
    } catch (error) {
      this.views.replaceChildren(h("p", { class: "hint bad" }, error.message));
    }
  }

  #schemaOf(view, open) {
    const insert = (name) => () => this.#editor.insert(quote(name));
    return h("details", { open },
      h("summary", {}, view.name),
      h("ul", {},
        h("li", {}, h("button", { type: "button", class: "link", onclick: () => { this.#editor.sql = selectFrom(view.name); this.#run(); } }, "Select from it")),
        view.columns.map((column) => h("li", {},
          h("button", { type: "button", class: "column", title: `${column.role}: ${column.definition}. Insert`, onclick: insert(column.name) },
            h("span", { class: column.role === "key" ? "key" : "" }, column.name), h("small", {}, column.type))))));
  }

  #empty() {
    this.result.replaceChildren(h("div", { class: "empty" },
      h("p", {}, "Results appear here, with how fresh the views were that they were read from.")));
  }

  async #run() {
    if (this.#running) return;
    const sql = this.#editor.sql.trim();
    if (sql === "") {
      this.#fail(new Problem("There is no statement to run. Pick a view at the side, or write a SELECT."));
      return;
    }
    keepSql(this.#editor.sql);
    this.#editor.clearError();
    this.problem.hidden = true;
    const running = { source: `console-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`, abort: new AbortController(), canceled: false, start: performance.now() };
    this.#running = running;
    this.#busy(true);
    try {
      const answer = await query(sql, running.source, running.abort.signal);
      this.#answered = { answer, sql };
      this.#show();
      announce(`${plural(answer.rows.length, "row")} in ${answer.elapsed_ms} milliseconds`);
    } catch (error) {
      if (running.canceled) this.#canceled(running);
      else this.#fail(error);
    } finally {
      this.#running = null;
      this.#busy(false);
    }
  }

  #busy(busy) {
    this.runButton.disabled = busy;
    this.cancelButton.disabled = !busy;
    this.element.toggleAttribute("aria-busy", busy);
    if (!busy) {
      say(this.clock, "");
      return;
    }
    const tick = () => {
      if (!this.#running) return;
      const took = performance.now() - this.#running.start;
      if (took > 300) say(this.clock, `${(took / 1000).toFixed(1)} s`);
      setTimeout(tick, 100);
    };
    tick();
  }

  /** Stops the query where it runs; what comes back is that it was stopped. */
  async #cancel() {
    const running = this.#running;
    if (!running) return;
    running.canceled = true;
    this.cancelButton.disabled = true;
    try {
      const { queries } = (await get("v1/queries")).body;
      const mine = queries.find((each) => each.source === running.source);
      if (mine) await remove(`v1/queries/${encodeURIComponent(mine.id)}`);
    } catch (error) {
      this.#fail(error);
    }
    running.abort.abort();
  }

  #canceled(running) {
    this.#answered = null;
    this.csvButton.hidden = true;
    this.standing.replaceChildren();
    this.result.replaceChildren(h("div", { class: "empty" },
      h("p", {}, `Cancelled after ${duration(performance.now() - running.start)}.`)));
    announce("The query was cancelled");
  }

  #fail(error) {
    this.#answered = null;
    this.csvButton.hidden = true;
    const place = error.line ? `Line ${error.line}, column ${error.column}: ` : "";
    this.problem.replaceChildren(h("p", {}, h("strong", {}, place), error.message),
      error.code ? h("small", {}, error.code) : "");
    this.problem.hidden = false;
    this.standing.replaceChildren();
    this.result.replaceChildren();
    if (error.line) this.#editor.showError(error.line, error.column);
  }

  #show() {
    const { answer } = this.#answered;
    this.csvButton.hidden = false;
    const shown = h("div", { role: "tabpanel", id: "result-panel", "aria-label": "Result" });
    const tabs = ["table", "chart"].map((name) => h("button", {
      type: "button", role: "tab", "aria-selected": String(name === this.#tab), tabindex: name === this.#tab ? 0 : -1, "aria-controls": "result-panel",
      onclick: () => this.#select(name),
    }, name === "table" ? "Table" : "Chart"));
    const list = h("div", { role: "tablist", "aria-label": "Shown as", onkeydown: (event) => {
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.#select(this.#tab === "table" ? "chart" : "table", true);
    } }, tabs);
    this.standing.replaceChildren(h("div", { class: "measured" },
      h("span", {}, h("b", {}, plural(answer.rows.length, "row")), answer.truncated ? ", cut at the most that one answer holds" : ""),
      h("span", {}, `${answer.elapsed_ms} ms`), list), ...freshness(answer));
    shown.append(this.#tab === "table" ? resultTable(answer) : resultChart(answer));
    this.result.replaceChildren(shown);
  }

  #select(tab, focus = false) {
    this.#tab = tab;
    this.#show();
    if (focus) this.standing.querySelector("[aria-selected=true]").focus();
  }

  async #download() {
    try {
      const text = await csv(this.#answered.sql, "console");
      const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
      h("a", { href: url, download: "result.csv" }).click();
      URL.revokeObjectURL(url);
    } catch (error) {
      this.#fail(error);
    }
  }
}

/** A line a view: from which frontier and version the rows were made, and how far behind they are. */
function freshness(answer) {
  return Object.entries(answer.views).map(([name, view]) => h("p", { class: "freshness" },
    h("b", {}, name),
    h("span", {}, h("i", { class: "swatch batch" }), view.batch_version === null ? "no batch version yet" : `version ${view.batch_version}, frontier ${frontier(view)}`),
    h("span", {}, h("i", { class: "swatch speed" }), `speed lag ${duration(view.speed_lag_ms)}`),
    h("span", {}, `${count(view.events)} events`),
    view.degraded ? h("span", { class: "bad" }, `degraded: ${view.reason}`) : null,
    view.warnings.map((warning) => h("span", { class: "warned" }, warning))));
}
