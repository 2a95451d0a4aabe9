const KEY = "braid.sql";

/** What was in the editor last; null at first. */
export function lastSql() {
  return sessionStorage.getItem(KEY);
}

export function keepSql(sql) {
  sessionStorage.setItem(KEY, sql);
}

/** Goes to the editor with this statement and runs it. */
export function openQuery(sql) {
  keepSql(sql);
  location.hash = "#/query?run";
}

/** Whether the editor was opened to run what it holds; true once. */
export function takeRun() {
  const asked = location.hash === "#/query?run";
  if (asked) history.replaceState(null, "", "#/query");
  return asked;
}

export function quote(name) {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

export function selectFrom(name) {
  return `SELECT *, "$layer"\nFROM ${quote(name)}\nLIMIT 100`;
}
