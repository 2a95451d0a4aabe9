import uPlot from "../webjars/uplot/dist/uPlot.esm.js";
import { h } from "./dom.js";
import { plural } from "./format.js";
import { isNumeric, isTemporal } from "./columns.js";

const SERIES = 8;
const HEIGHT = 320;

/** A colour token as the theme has it now; a canvas knows nothing of tokens. */
function colour(token) {
  const probe = h("span", { hidden: true });
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const computed = getComputedStyle(probe).color;
  probe.remove();
  return computed;
}

/** The same rows drawn: one column along, one upwards, and one to split them by if wanted. */
export function resultChart(answer) {
  const numeric = answer.columns.filter(isNumeric);
  if (numeric.length === 0 || answer.rows.length === 0) {
    return h("p", { class: "empty" }, "Nothing to draw: a chart needs rows with at least one column of numbers.");
  }
  return new Chart(answer, numeric).element;
}

class Chart {
  constructor(answer, numeric) {
    this.answer = answer;
    const names = (columns) => columns.map((column) => column.name);
    const along = answer.columns.find(isTemporal) ?? answer.columns.find((column) => !isNumeric(column)) ?? answer.columns[0];
    const up = numeric.find((column) => column !== along) ?? numeric[0];
    const splits = answer.columns.filter((column) => !isNumeric(column) && !isTemporal(column));
    this.along = choice("Along", names(answer.columns), along.name, () => this.draw());
    this.up = choice("Upwards", names(numeric), up.name, () => this.draw());
    const split = splits.find((column) => column !== along && isTemporal(along));
    this.split = choice("A line each", ["(none)", ...names(splits)], split?.name ?? "(none)", () => this.draw());
    this.note = h("p", { class: "hint" });
    this.plot = h("div", { class: "plot" });
    this.element = h("div", { class: "chart" },
      h("div", { class: "choices" }, this.along.label, this.up.label, splits.length > 0 ? this.split.label : null),
      this.plot, this.note);
    new ResizeObserver(() => this.resize()).observe(this.plot);
    const onTheme = () => this.element.isConnected ? this.draw() : document.removeEventListener("themechange", onTheme);
    document.addEventListener("themechange", onTheme);
  }

  column(choice) {
    return this.answer.columns.findIndex((column) => column.name === choice.select.value);
  }

  resize() {
    const width = Math.floor(this.plot.clientWidth);
    if (width === 0) return;
    if (this.drawn) this.drawn.setSize({ width, height: HEIGHT });
    else this.draw();
  }

  draw() {
    const width = Math.floor(this.plot.clientWidth);
    if (width === 0) return;
    const along = this.answer.columns[this.column(this.along)];
    const { xs, series, labels, left } = pivot(this.answer.rows, along, this.column(this.along), this.column(this.up), this.column(this.split));
    this.note.textContent = left > 0 ? `The ${SERIES} lines with the most rows are drawn; ${plural(left, "more")} left out.` : "";
    this.drawn?.destroy();
    this.drawn = new uPlot(options(width, along, labels, [...series.keys()]), [xs, ...series.values()], this.plot);
  }
}

function choice(text, names, chosen, onchange) {
  const select = h("select", { onchange }, names.map((name) => h("option", { selected: name === chosen }, name)));
  return { select, label: h("label", {}, text, select) };
}

/** Rows into one array of x and one of y for each line; values of the same x and line are added. */
function pivot(rows, along, x, y, split) {
  const sizes = new Map();
  for (const row of rows) sizes.set(lineOf(row, split), (sizes.get(lineOf(row, split)) ?? 0) + 1);
  const kept = [...sizes.entries()].sort((a, b) => b[1] - a[1]).slice(0, SERIES).map(([name]) => name);
  const labels = isNumeric(along) || isTemporal(along) ? null : [...new Set(rows.map((row) => String(row[x])))];
  const places = new Map(labels?.map((label, index) => [label, index]));
  const at = (value) => labels ? places.get(String(value)) : isTemporal(along) ? seconds(value) : Number(value);
  const points = new Map();
  for (const row of rows) {
    if (row[x] === null || row[y] === null || !kept.includes(lineOf(row, split))) continue;
    const key = at(row[x]);
    if (!points.has(key)) points.set(key, new Map());
    const lines = points.get(key);
    lines.set(lineOf(row, split), (lines.get(lineOf(row, split)) ?? 0) + Number(row[y]));
  }
  const xs = [...points.keys()].sort((a, b) => a - b);
  return { xs, labels, left: sizes.size - kept.length, series: new Map(kept.map((name) => [name, xs.map((key) => points.get(key).get(name) ?? null)])) };
}

const lineOf = (row, split) => split < 0 ? "" : String(row[split]);

/** A date or a timestamp, without a zone in UTC. */
function seconds(text) {
  const iso = text.replace(" ", "T");
  return Date.parse(/T/.test(iso) && !/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? `${iso}Z` : iso) / 1000;
}

function options(width, along, labels, names) {
  const line = { stroke: colour("--line"), width: 1 };
  const axis = { stroke: colour("--faint"), grid: line, ticks: line, font: "12px system-ui" };
  return {
    width,
    height: HEIGHT,
    tzDate: (time) => uPlot.tzDate(new Date(time * 1000), "Etc/UTC"),
    legend: { show: names.length > 1 || !labels },
    scales: { x: { time: isTemporal(along), range: labels ? () => [-0.6, labels.length - 0.4] : undefined }, y: { range: labels ? fromZero : undefined } },
    axes: [
      labels ? { ...axis, splits: () => every(labels, width), values: (self, splits) => splits.map((index) => shorten(labels[index] ?? "")) } : { ...axis },
      { ...axis, size: 70 },
    ],
    series: [
      { label: along.name },
      ...names.map((name, index) => ({
        label: name || "value",
        stroke: colour(`--series-${index + 1}`),
        width: 2,
        fill: labels ? colour(`--series-${index + 1}`) : undefined,
        paths: labels ? uPlot.paths.bars({ size: [0.7, 60] }) : undefined,
        points: { show: labels ? false : undefined },
      })),
    ],
  };
}

/** A bar's length says something only if it begins at zero. */
function fromZero(self, least, most) {
  return uPlot.rangeNum(Math.min(least, 0), Math.max(most, 0), 0.1, true);
}

/** As many labels as there is room for. */
function every(labels, width) {
  const step = Math.max(1, Math.ceil(labels.length / Math.max(1, Math.floor(width / 90))));
  return labels.map((label, index) => index).filter((index) => index % step === 0);
}

const shorten = (label) => label.length > 13 ? `${label.slice(0, 12)}…` : label;
