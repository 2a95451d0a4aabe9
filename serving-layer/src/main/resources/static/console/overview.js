import { announce, h, say } from "./dom.js";
import { count, duration, frontier, plural } from "./format.js";
import { HandOff } from "./handoff.js";
import { openQuery, selectFrom } from "./query-link.js";
import { follow, live } from "./status.js";

/** All views at a glance. */
export function overview() {
  const summary = h("p", { class: "summary" }, "Asking the serving layer …");
  const notices = h("div", { class: "notices" });
  const cards = h("div", { class: "cards" });
  const page = h("section", {},
    h("h1", {}, "Views"), summary, legend(), notices, cards);
  const shown = new Map();
  follow(page, (status, error) => {
    showNotices(notices, status, error);
    if (error || !status) {
      if (error) say(summary, "");
      return;
    }
    const views = Object.entries(status.views);
    say(summary, summaryOf(status, views.length));
    for (const name of shown.keys()) {
      if (!(name in status.views)) {
        shown.get(name).element.remove();
        shown.delete(name);
      }
    }
    for (const [name, view] of views) {
      if (!shown.has(name)) {
        shown.set(name, new Card(name));
        cards.append(shown.get(name).element);
      }
      shown.get(name).show(view);
    }
    if (views.length === 0 && !cards.firstChild) cards.append(noViews());
  });
  return page;
}

function summaryOf(status, views) {
  const events = Object.values(status.views).reduce((sum, view) => sum + view.events, 0);
  return `${plural(views, "view")} over ${plural(events, "counted event")}, generation ${status.generation}.`;
}

function legend() {
  return h("p", { class: "legend" },
    h("span", {}, h("i", { class: "swatch batch" }), "batch: before the frontier"),
    h("span", {}, h("i", { class: "swatch speed" }), "speed: from the frontier on"),
    h("span", {}, h("i", { class: "swatch waiting" }), "waiting: in the log, not counted yet"));
}

function noViews() {
  return h("div", { class: "empty" },
    h("h2", {}, "No views yet"),
    h("p", {}, "A view is a file views/<name>.sql with one SELECT … GROUP BY over a source. ",
      "Write one and run ", h("code", {}, "braid apply"), "."));
}

/** What concerns more than one view. */
export function showNotices(box, status, error) {
  const notices = [];
  if (error) notices.push(["bad", `${error.message} What is shown is what it said last; it is asked again every second.`]);
  if (status?.building) {
    const { generation, waiting } = status.building;
    notices.push(["", `Generation ${generation} is being built beside ${status.generation}${waiting ? `: ${waiting}` : ""}.`]);
  }
  const quarantined = Object.entries(status?.quarantined ?? {}).filter(([, events]) => events > 0);
  for (const [source, events] of quarantined) {
    notices.push(["warned", `${plural(events, "event")} of ${source} in quarantine.`, "SELECT * FROM quarantine LIMIT 100"]);
  }
  const key = JSON.stringify(notices);
  if (box.dataset.key === key) return;
  box.dataset.key = key;
  box.replaceChildren(...notices.map(([kind, text, sql]) => h("p", { class: `notice ${kind}` }, text,
    sql ? h("button", { type: "button", class: "link", onclick: () => openQuery(sql) }, "Look at them") : null)));
}

export function stateOf(view) {
  if (view.degraded) return [`${view.state}, degraded`, "bad"];
  if (view.warnings.length > 0) return [`${view.state}, warned`, "warned"];
  return [view.state, "good"];
}

/** One view: its state, its log, its figures. */
class Card {
  #values = new Map();
  #handOff;
  #movedAt = null;

  constructor(name) {
    this.name = name;
    this.#handOff = new HandOff(name);
    this.state = h("span", { class: "state" });
    this.facts = h("dl", { class: "facts" });
    this.reason = h("p", { class: "reason" });
    this.warnings = h("p", { class: "reason warned" });
    this.element = h("article", { class: "card", "aria-label": `View ${name}` },
      h("header", {},
        h("h2", {}, h("a", { href: `#/views/${encodeURIComponent(name)}` }, name)),
        this.state,
        h("button", { type: "button", class: "quiet", "aria-label": `Query ${name}`, onclick: () => openQuery(selectFrom(name)) }, "Query")),
      this.#handOff.element, this.facts, this.reason, this.warnings);
  }

  show(view) {
    const [text, kind] = stateOf(view);
    say(this.state, text);
    this.state.className = `state ${kind}`;
    if (this.#handOff.show(view, live.now())) {
      this.#movedAt = live.now();
      announce(`${this.name} was handed off to batch version ${view.batch_version}`);
    }
    this.#fact("events", count(view.events));
    this.#fact("groups", count(view.groups));
    this.#fact("frontier", frontier(view, live.now()));
    this.#fact("batch version", view.batch_version === null ? "none yet" : String(view.batch_version));
    this.#fact("batch age", view.batch_age_ms === null ? null : duration(view.batch_age_ms));
    this.#fact("hand-offs", view.hand_offs === 0 ? null : count(view.hand_offs));
    this.#fact("last hand-off", this.#movedAt === null ? null : `${duration(live.now() - this.#movedAt)} ago`);
    this.#fact("stragglers", view.stragglers === 0 ? null : count(view.stragglers));
    this.#fact("overflowed sums", view.overflowed_groups === 0 ? null : count(view.overflowed_groups));
    say(this.reason, view.reason ?? "");
    say(this.warnings, view.warnings.join("; "));
  }

  /** Null takes it away. */
  #fact(name, value) {
    if (!this.#values.has(name)) {
      if (value === null) return;
      const shown = h("dd");
      this.#values.set(name, shown);
      this.facts.append(h("div", {}, h("dt", {}, name), shown));
    }
    const shown = this.#values.get(name);
    shown.parentElement.hidden = value === null;
    say(shown, value ?? "");
  }
}
