import { say, set, svg } from "./dom.js";
import { brief, count, duration } from "./format.js";

// The source's log, from left to right in time. The batch view holds what lies left of the
// frontier, the speed layer what lies right of it, and at the right end waits what is not counted
// yet. The width is a span of time that fits the frontier's age, so all of it moves as time passes;
// at a hand-off the frontier jumps to the right.

const MINUTE = 60e3;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const SPANS = [1, 2, 5, 10, 15, 30].map((n) => n * MINUTE).concat(
  [1, 2, 3, 6, 12].map((n) => n * HOUR), [1, 2, 4, 7, 14, 30, 90, 180].map((n) => n * DAY),
  [1, 2, 5, 10, 20, 50, 100, 200].map((n) => n * YEAR));
const HEIGHT = 84;
const TRACK = { y: 22, height: 16 };
const ARROW = 12;
const BETWEEN_TICKS = 84;
const SHOWN_MOVING = 2500;

let made = 0;

/** A drawing of one view's log; show(view, now) brings it up to date. */
export class HandOff {
  #name;
  #width = 0;
  #last = null;
  #version;
  #calm;

  constructor(name) {
    this.#name = name;
    const id = `handoff-${++made}`;
    const track = { y: TRACK.y, height: TRACK.height };
    this.title = svg("title");
    this.ground = svg("rect", { class: "ground", x: 0, ...track, rx: 3 });
    this.batch = svg("rect", { class: "batch", x: 0, fill: `url(#${id}-fade)`, ...track });
    this.speed = svg("rect", { class: "speed", ...track });
    this.waiting = svg("rect", { class: "waiting", fill: `url(#${id}-hatch)`, ...track });
    this.arrow = svg("path", { class: "arrow" });
    this.ticks = svg("g", { class: "ticks" });
    this.flag = svg("g", { class: "flag" }, svg("path", { d: `M0 ${TRACK.y - 8}V${TRACK.y + TRACK.height + 8}` }),
      svg("circle", { r: 4, cy: TRACK.y - 8 }));
    this.batchLabel = svg("text", { class: "of-batch", x: 0, y: 12 });
    this.speedLabel = svg("text", { class: "of-speed", y: 12, "text-anchor": "end" });
    this.flagLabel = svg("text", { class: "of-flag", y: HEIGHT - 6 });
    this.lagLabel = svg("text", { class: "of-lag", y: HEIGHT - 6, "text-anchor": "end" });
    this.element = svg("svg", { class: "handoff", role: "img", height: HEIGHT, "aria-labelledby": `${id}-title` },
      this.title,
      svg("defs", {},
        svg("linearGradient", { id: `${id}-fade` },
          svg("stop", { class: "batch-stop", offset: "0", "stop-opacity": "0.15" }),
          svg("stop", { class: "batch-stop", offset: "0.25", "stop-opacity": "1" })),
        svg("pattern", { id: `${id}-hatch`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          svg("path", { class: "hatch", d: "M0 0V6" }))),
      this.ground, this.batch, this.speed, this.waiting, this.arrow, this.ticks, this.flag,
      this.batchLabel, this.speedLabel, this.flagLabel, this.lagLabel);
    this.title.id = `${id}-title`;
    new ResizeObserver(([entry]) => this.#resized(Math.floor(entry.contentRect.width))).observe(this.element);
  }

  #resized(width) {
    if (width === this.#width || width === 0) return;
    this.#width = width;
    if (this.#last) this.#draw(...this.#last);
  }

  /** Tells whether a hand-off has happened since the last time. */
  show(view, now) {
    const before = this.#version;
    this.#version = view.batch_version;
    const moved = before !== undefined && view.batch_version !== null && before !== view.batch_version;
    if (moved) {
      this.element.classList.add("moved");
      clearTimeout(this.#calm);
      this.#calm = setTimeout(() => this.element.classList.remove("moved"), SHOWN_MOVING);
    }
    this.#last = [view, now];
    if (this.#width > 0) this.#draw(view, now);
    return moved;
  }

  #draw(view, now) {
    const end = this.#width - ARROW;
    const frontier = view.batch_version === null || view.frontier === null ? null : Date.parse(view.frontier);
    const age = frontier === null ? 30 * MINUTE : Math.max(now - frontier, 0);
    const span = SPANS.find((each) => each >= 1.8 * age) ?? 1.8 * age;
    const at = (time) => Math.min(end, Math.max(0, end - (now - time) / span * end));
    const answers = view.state === "ready" || view.state === "empty";
    const cut = frontier === null ? 0 : at(frontier);
    const lag = view.speed_lag_ms;
    const processed = lag === null || lag === 0 ? end : Math.max(cut, Math.min(at(now - lag), end - 3));

    set(this.element, { viewBox: `0 0 ${this.#width} ${HEIGHT}`, "data-state": answers ? "answers" : "none" });
    set(this.ground, { width: end });
    place(this.batch, 0, answers ? cut : 0);
    place(this.speed, cut, answers ? processed - cut : 0);
    place(this.waiting, processed, answers ? end - processed : 0);
    const middle = TRACK.y + TRACK.height / 2;
    set(this.arrow, { d: `M${end + 3} ${middle - 6}L${end + 10} ${middle}L${end + 3} ${middle + 6}` });
    this.flag.style.transform = `translateX(${cut}px)`;
    set(this.flag, { display: frontier === null ? "none" : null });
    this.#drawTicks(end, span, now);

    const parts = [`batch ${count(view.events_from_batch)}`, `speed ${count(view.events_from_speed)}`];
    say(this.batchLabel, frontier === null ? "no batch version yet" : parts[0]);
    say(this.speedLabel, parts[1]);
    set(this.speedLabel, { x: end });
    const flag = frontier === null ? "" : `frontier ${brief(view.frontier, now)}`;
    const waits = lag === null ? "lag unknown" : lag === 0 ? "nothing waits" : `lag ${duration(lag)}`;
    say(this.flagLabel, flag);
    say(this.lagLabel, waits);
    set(this.lagLabel, { x: this.#width });
    this.lagLabel.classList.toggle("late", lag === null || lag > 30e3);
    keepInside(this.flagLabel, cut, this.#width - this.lagLabel.getComputedTextLength() - 12);
    say(this.title, `${this.#name}: ${parts.join(" events, ")} events; ${flag || "no frontier yet"}; ${waits}`);
  }

  #drawTicks(end, span, now) {
    const most = Math.max(2, Math.floor(end / BETWEEN_TICKS));
    const step = SPANS.find((each) => each >= span / most) ?? span;
    const ticks = [];
    for (let time = Math.floor(now / step) * step; time > now - span; time -= step) {
      const x = end - (now - time) / span * end;
      const text = svg("text", { x, y: TRACK.y + TRACK.height + 18, "text-anchor": "middle" }, tickText(time, step));
      ticks.push(svg("path", { d: `M${x} ${TRACK.y + TRACK.height}v5` }));
      if (x > 20 && x < end - 14) ticks.push(text);
    }
    this.ticks.replaceChildren(...ticks);
  }
}

function place(rect, x, width) {
  rect.style.transform = `translateX(${x}px)`;
  rect.style.width = `${Math.max(0, width)}px`;
}

/** A label in the middle of x where there is room, else as near as it can be. */
function keepInside(label, x, right) {
  const half = label.getComputedTextLength() / 2;
  set(label, { x: Math.max(0, Math.min(x - half, right - 2 * half)) });
}

function tickText(time, step) {
  const iso = new Date(time).toISOString();
  if (step >= YEAR) return iso.slice(0, 4);
  if (step >= DAY) return iso.slice(5, 10);
  return iso.slice(11, 16);
}
