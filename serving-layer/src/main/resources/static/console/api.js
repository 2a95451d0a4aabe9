/** An answer that is a problem (RFC 9457), or none at all. */
export class Problem extends Error {
  constructor(detail, { code = null, line = null, column = null, status = 0 } = {}) {
    super(detail);
    this.code = code;
    this.line = line;
    this.column = column;
    this.status = status;
  }
}

const NO_ANSWER = "The serving layer does not answer. Is it running?";

/** Integers that a double cannot hold keep their digits. */
export function parse(text) {
  return JSON.parse(text, (key, value, context) =>
    typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value) &&
      /^-?\d+$/.test(context?.source ?? "") ? BigInt(context.source) : value);
}

async function send(path, options) {
  let response;
  let text;
  try {
    response = await fetch(path, options);
    text = await response.text();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(NO_ANSWER);
  }
  if (!response.ok) throw problem(response, text);
  return { response, text };
}

function problem(response, text) {
  try {
    const body = parse(text);
    return new Problem(body.detail ?? NO_ANSWER, { ...body, status: response.status });
  } catch (notJson) {
    return new Problem(`The server answers ${response.status}, and not as Braid does.`, { status: response.status });
  }
}

export async function get(path) {
  const { response, text } = await send(path, { headers: { Accept: "application/json" } });
  return { body: parse(text), date: Date.parse(response.headers.get("Date")) };
}

export async function query(sql, source, signal) {
  return parse((await post(sql, source, "application/json", signal)).text);
}

export async function csv(sql, source) {
  return (await post(sql, source, "text/csv")).text;
}

function post(sql, source, accept, signal) {
  return send("v1/query", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: `${accept}, application/problem+json` },
    body: JSON.stringify({ sql, source }),
    signal,
  });
}

export async function remove(path) {
  await send(path, { method: "DELETE" });
}
