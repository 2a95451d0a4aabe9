import { h, say } from "./dom.js";
import { get } from "./api.js";
import { bytes, count, duration, frontier, instant, plural } from "./format.js";
import { HandOff } from "./handoff.js";
import { stateOf } from "./overview.js";
import { openQuery, selectFrom } from "./query-link.js";
import { follow, live } from "./status.js";

/** All of one view: what it is, how it stands, what its batch table tells of its past. */
export function viewPage(name) {
  const handOff = new HandOff(name);
  const state = h("span", { class: "state" });
  const reason = h("p", { class: "reason" });
  const details = h("div", { class: "details" }, h("p", { class: "hint" }, "Asking for the view …"));
  const page = h("section", { class: "view-page" },
    h("header", { class: "page-head" },
      h("p", { class: "crumb" }, h("a", { href: "#/" }, "Views")),
      h("h1", {}, name), state,
      h("button", { type: "button", onclick: () => openQuery(selectFrom(name)) }, "Query it")),
    handOff.element, reason, details);
  let known;
  follow(page, (status) => {
    const view = status?.views[name];
    if (!view) return;
    const [text, kind] = stateOf(view);
    say(state, text);
    state.className = `state ${kind}`;
    say(reason, [view.reason, ...view.warnings].filter((each) => each !== null).join("; "));
    handOff.show(view, live.now());
    const version = `${status.generation}/${view.batch_version}`;
    if (version !== known) {
      known = version;
      load(name, details);
    }
  });
  if (!live.status?.views[name]) load(name, details);
  return page;
}

async function load(name, details) {
  try {
    const view = (await get(`v1/views/${encodeURIComponent(name)}`)).body;
    details.replaceChildren(...sections(view));
  } catch (error) {
    details.replaceChildren(h("div", { class: "empty" },
      h("h2", {}, error.status === 404 ? "There is no such view" : "The view cannot be shown"), h("p", {}, error.message)));
  }
}

function sections(view) {
  return [
    facts(view),
    block("Columns", "What a row of the view shows.", table(["column", "type", "role", "definition", "description"], view.columns.map((column) =>
      [h("b", {}, column.name), column.type, h("span", { class: `role ${column.role}` }, column.role), h("code", {}, column.definition), column.description ?? ""]))),
    block("SQL", "As it is declared, once for both layers.", h("pre", { tabindex: 0 }, h("code", {}, view.sql))),
    block("Plan", "What both layers run, what is computed last on top.", h("pre", { tabindex: 0 }, h("code", {}, view.plan))),
    block("States", "Partial aggregates kept for each group; states of batch and speed merge to the row's value.",
      view.states.length === 0 ? h("p", { class: "hint" }, "The view keeps none besides its keys and the count of events.") :
        table(["aggregate", "state", "column", "type", "bytes a group"], view.states.map((state) =>
          [h("code", {}, state.aggregate), state.field, h("code", {}, state.column), state.type, state.bytes]), [4])),
    block("Batch versions", "Commits of the batch table, newest first, as far back as its log reaches.",
      view.history.length === 0 ? h("p", { class: "hint" }, "No batch run has computed the view yet. ", h("code", {}, "braid batch run"), " does.") :
        table(["version", "frontier", "committed", "events", "operation"], view.history.map((commit) => commitOf(view, commit)), [3])),
  ];
}

function commitOf(view, commit) {
  const inUse = commit.version === view.batch_version;
  return [
    h("span", { class: inUse ? "current" : null }, String(commit.version), inUse ? h("small", {}, " in use") : null),
    commit.frontier === null ? "as before" : frontier(commit),
    commit.committed_at === null ? "" : instant(commit.committed_at),
    commit.events === null ? "" : count(commit.events),
    commit.operation ?? "not said",
  ];
}

function facts(view) {
  const list = [
    ["description", view.description], ["owner", view.owner], ["source", view.source], ["group key", view.keys.join(", ")],
    ["epoch", duration(view.epoch_ms)],
    ["refresh", view.refresh === "full" ? "full: a batch run computes it from all events" : "incremental: a batch run adds the new epochs to the version before"],
    ["groups", count(view.groups)], ["events", count(view.events)],
    ["batch files", view.batch === null ? "none yet" : `${bytes(view.batch.bytes)} in ${plural(view.batch.files, "file")}`],
    ["definition", h("code", { title: view.definition_hash }, view.definition_hash.slice(0, 16))],
  ];
  return h("dl", { class: "facts wide" }, list.filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function block(title, text, content) {
  return h("section", { class: "block" }, h("h2", {}, title), h("p", { class: "hint" }, text), content);
}

function table(titles, rows, numbers = []) {
  const kind = (index) => numbers.includes(index) ? "number" : null;
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": titles.join(", ") }, h("table", {},
    h("thead", {}, h("tr", {}, titles.map((title, index) => h("th", { scope: "col", class: kind(index) }, title)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((value, index) => h("td", { class: kind(index) }, value)))))));
}
