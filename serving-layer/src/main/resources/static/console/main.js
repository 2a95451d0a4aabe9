import { h, say } from "./dom.js";
import { live } from "./status.js";
import { plural } from "./format.js";
import { overview } from "./overview.js";
import { viewPage } from "./view-page.js";
import { queryPage } from "./query-page.js";
import { runningPage } from "./running-page.js";

const main = document.getElementById("main");

/** Pages by the address after the #. */
const PAGES = [
  [/^\/?$/, "views", "Views", () => overview()],
  [/^\/views\/([^/]+)$/, "views", null, (name) => viewPage(decodeURIComponent(name))],
  [/^\/query$/, "query", "Query", () => queryPage()],
  [/^\/running$/, "running", "Running queries", () => runningPage()],
];

function notFound() {
  return h("section", { class: "empty" },
    h("h1", {}, "There is no such page"),
    h("p", {}, h("a", { href: "#/" }, "All views")));
}

function route(event) {
  const path = location.hash.slice(1).split("?")[0];
  if (location.hash !== "" && !path.startsWith("/")) return;
  const found = PAGES.map(([pattern, ...page]) => [pattern.exec(path), ...page]).find(([match]) => match);
  const [match, name, title, make] = found ?? [[], "", "Not found", notFound];
  document.title = `${title ?? decodeURIComponent(match[1])} – Braid`;
  for (const link of document.querySelectorAll("nav [data-page]")) {
    if (link.dataset.page === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  main.replaceChildren(make(...match.slice(1)));
  if (event) {
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
}

function showHealth() {
  const health = document.getElementById("health");
  const [text, kind] = healthOf(live.status, live.error);
  say(health, text);
  health.className = `health ${kind}`;
  if (live.status) say(document.getElementById("project"), live.status.project);
}

function healthOf(status, error) {
  if (error) return ["no answer", "bad"];
  const views = Object.values(status.views);
  const degraded = views.filter((view) => view.degraded).length;
  const warned = views.filter((view) => view.warnings.length > 0).length;
  if (!status.ready) return ["not ready", "bad"];
  if (degraded > 0) return [`${degraded} of ${views.length} degraded`, "bad"];
  if (warned > 0) return [plural(warned, "warning"), "warned"];
  return ["all well", "good"];
}

live.addEventListener("change", showHealth);
window.addEventListener("hashchange", route);
route();
live.start();
