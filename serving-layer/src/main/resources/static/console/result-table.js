import { h } from "./dom.js";
import { count } from "./format.js";
import { isNumeric, isTemporal, LAYER } from "./columns.js";

const SHOWN = 500;

/** Rows as a table, the first of them at once and more on demand. */
export function resultTable(answer) {
  const layer = answer.columns.findIndex((column) => column.name === LAYER);
  const body = h("tbody");
  const table = h("table", {},
    h("caption", { class: "unseen" }, "Result"),
    h("thead", {}, h("tr", {}, answer.columns.map((column) =>
      h("th", { scope: "col", class: isNumeric(column) ? "number" : null }, column.name, h("small", {}, column.type))))),
    body);
  const more = h("button", { type: "button", onclick: () => append() });
  let shown = 0;
  function append() {
    const rows = answer.rows.slice(shown, shown + SHOWN);
    body.append(...rows.map((row) => h("tr", { class: layer < 0 ? null : `from-${row[layer]}` },
      row.map((value, index) => cell(value, answer.columns[index], index === layer)))));
    shown += rows.length;
    more.textContent = `Show more: ${count(answer.rows.length - shown)} left`;
    more.hidden = shown === answer.rows.length;
  }
  append();
  return h("div", {},
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Rows" }, table),
    answer.rows.length === 0 ? h("p", { class: "empty" }, "No rows. The query ran; nothing matches it.") : null,
    more);
}

function cell(value, column, isLayer) {
  if (value === null) return h("td", { class: "null" }, "NULL");
  if (isLayer) return h("td", {}, h("span", { class: `layer ${value}` }, value));
  return h("td", { class: isNumeric(column) ? "number" : null }, textOf(value, column));
}

function textOf(value, column) {
  if (typeof value === "object") return JSON.stringify(value, (key, each) => typeof each === "bigint" ? String(each) : each);
  return isTemporal(column) ? value.replace("T", " ") : String(value);
}
