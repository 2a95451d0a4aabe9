import { get } from "./api.js";
import { h } from "./dom.js";

// The OpenAPI document, for people.

const VERBS = ["get", "post", "put", "delete"];

function routesOf(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    VERBS.filter((verb) => verb in item).map((verb) => ({ path, verb, ...item[verb], parameters: [...(item.parameters ?? []), ...(item[verb].parameters ?? [])] })));
}

function route(document, { path, verb, summary, description, parameters, requestBody, responses }) {
  return h("section", { class: "route" },
    h("h2", {}, h("span", { class: "verb" }, verb.toUpperCase()), " ", h("code", {}, path)),
    h("p", {}, summary),
    description ? h("p", { class: "hint" }, description) : null,
    parameters.length > 0 ? table(["parameter", "in", "type", "what it is"], parameters.map((each) =>
      [h("code", {}, each.name), each.in, typeOf(each.schema), each.description ?? ""])) : null,
    requestBody ? body("Sends", document, requestBody.content) : null,
    Object.entries(responses).map(([status, answer]) => {
      const { description: text, content } = resolve(document, answer);
      return body(`${status}: ${text}`, document, content);
    }));
}

function body(title, document, content) {
  if (!content) return h("p", {}, title);
  return Object.entries(content).map(([type, { schema }]) => h("details", {},
    h("summary", {}, title, " ", h("code", {}, type)),
    schema?.properties || schema?.$ref || schema?.items ? fields(document, resolve(document, schema)) : h("p", { class: "hint" }, schema?.description ?? typeOf(schema))));
}

function fields(document, schema) {
  const all = (schema.allOf ?? [schema]).map((part) => resolve(document, part));
  const properties = all.flatMap((part) => Object.entries(part.properties ?? {}));
  return table(["field", "type", "what it is"], properties.map(([name, each]) => [h("code", {}, name), nested(document, each), each.description ?? ""]));
}

function nested(document, schema) {
  const inner = schema.items ?? schema.additionalProperties ?? schema;
  if (!inner.$ref) return typeOf(schema);
  return h("details", {}, h("summary", {}, typeOf(schema)), fields(document, resolve(document, inner)));
}

function typeOf(schema = {}) {
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  if (schema.additionalProperties) return `name to ${typeOf(schema.additionalProperties)}`;
  const types = [schema.type ?? "any"].flat().filter((type) => type !== "null");
  const nullable = [schema.type].flat().includes("null") ? " or null" : "";
  return (schema.enum ? schema.enum.join(" | ") : types.join(" or ")) + nullable;
}

function resolve(document, node) {
  if (!node?.$ref) return node;
  return node.$ref.slice(2).split("/").reduce((inside, key) => inside[key], document);
}

function table(titles, rows) {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": titles.join(", ") }, h("table", {},
    h("thead", {}, h("tr", {}, titles.map((title) => h("th", { scope: "col" }, title)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((value, index) => h("td", { class: index === row.length - 1 ? "prose" : null }, value)))))));
}

const main = document.getElementById("main");
try {
  const { body: api } = await get("v1/openapi.json");
  main.append(
    h("h1", {}, api.info.title),
    h("p", { class: "summary" }, api.info.description),
    h("p", {}, h("a", { href: "v1/openapi.json" }, "v1/openapi.json"), ", the OpenAPI document for tools"),
    ...routesOf(api).map((each) => route(api, each)));
} catch (error) {
  main.append(h("div", { class: "empty" }, h("h2", {}, "The API's description cannot be shown"), h("p", {}, error.message)));
}
