const NUMBER = new Intl.NumberFormat("en");

export function count(value) {
  return NUMBER.format(value);
}

export function plural(value, one, many = one + "s") {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function duration(milliseconds) {
  if (milliseconds === null || milliseconds === undefined) return "unknown";
  const steps = [[1000, 1, "ms"], [120e3, 1e3, "s"], [120 * 60e3, 60e3, "min"], [72 * 3600e3, 3600e3, "h"]];
  for (const [below, unit, name] of steps) {
    if (milliseconds < below) return `${Math.round(milliseconds / unit)} ${name}`;
  }
  const days = Math.round(milliseconds / 86400e3);
  return days < 1000 ? `${days} days` : `${Math.round(days / 365.25)} years`;
}

export function bytes(value) {
  const names = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  let shown = value;
  while (shown >= 1000 && unit < names.length - 1) {
    shown /= 1000;
    unit++;
  }
  return `${unit === 0 || shown >= 100 ? Math.round(shown) : shown.toFixed(1)} ${names[unit]}`;
}

/** "2026-01-31 23:59:59" of an ISO instant in UTC; the seconds only where they say something. */
export function instant(iso) {
  const [date, time] = iso.replace("Z", "").split("T");
  const short = time.split(".")[0];
  return `${date} ${short.endsWith(":00") ? short.slice(0, 5) : short}`;
}

/** The same without the date if it is today's. */
export function brief(iso, now) {
  const today = new Date(now).toISOString().slice(0, 10);
  const text = instant(iso);
  return text.startsWith(today) ? text.slice(11) : text;
}

/** Of a view or of one of its commits; briefly where the server's time is given. */
export function frontier(view, now = null) {
  if (view.frontier === null || view.frontier === "none") return "none yet";
  return now === null ? instant(view.frontier) : brief(view.frontier, now);
}
