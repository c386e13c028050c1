// Renders /openapi.json: addresses by resource, their parameters, bodies and replies. Everything is set as text.

const METHODS = ["get", "post", "put", "patch", "delete"];
const DEEPEST = 5; // levels of a shape that are written out; an answer has four

/** An element with attributes and children; strings become text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** A schema as a value that shows its shape: "string", ["…"], {"n": "integer"}. */
function shape(schema, schemas, depth = 0) {
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    return depth > DEEPEST ? name : shape(schemas[name] ?? {}, schemas, depth);
  }
  const either = schema.anyOf ?? schema.oneOf;
  if (either) {
    const shapes = either.map((one) => shape(one, schemas, depth + 1));
    return shapes.every((one) => typeof one === "string") ? shapes.join(" | ") : shapes.find((one) => one !== "null");
  }
  if (schema.enum) return schema.enum.join(" | ");
  if (schema.const !== undefined) return String(schema.const);
  if (schema.type === "array") {
    return (schema.prefixItems ?? [schema.items ?? {}]).map((item) => shape(item, schemas, depth + 1));
  }
  if (schema.properties) {
    const members = Object.entries(schema.properties).map(([name, value]) => [
      schema.required?.includes(name) ? name : `${name}?`,
      shape(value, schemas, depth + 1),
    ]);
    return Object.fromEntries(members);
  }
  return schema.format ? `${schema.type} (${schema.format})` : (schema.type ?? "any");
}

function contents(content, schemas) {
  return Object.entries(content ?? {}).map(([media, { schema, itemSchema, example }]) =>
    make("div", {}, make("p", {}, make("code", {}, media)), make("pre", {}, example ?? JSON.stringify(shape(schema ?? itemSchema ?? {}, schemas), null, 2))),
  );
}

function parameters(list) {
  if (!list?.length) return null;
  const rows = list.map((item) =>
    make("tr", {}, make("td", {}, make("code", {}, item.name)), make("td", {}, item.in), make("td", {}, item.required ? "必填 required" : ""), make("td", {}, item.description ?? "")),
  );
  return make("table", {}, ...rows);
}

function operation(path, method, told, schemas) {
  const id = `${method}${path}`;
  const title = make("summary", {}, make("span", { class: "method" }, method.toUpperCase()), make("code", {}, path), make("p", {}, told.summary ?? ""));
  const replies = Object.entries(told.responses ?? {}).map(([status, reply]) =>
    make("div", {}, make("h4", {}, `${status} ${reply.description ?? ""}`), ...contents(reply.content, schemas)),
  );
  const body = told.requestBody ? [make("h3", {}, "请求 · Request"), ...contents(told.requestBody.content, schemas)] : [];
  return make("details", { id }, title, make("p", {}, told.description ?? ""), parameters(told.parameters), ...body, make("h3", {}, "回复 · Replies"), ...replies);
}

function render(document_) {
  const schemas = document_.components?.schemas ?? {};
  const byTag = new Map();
  for (const [path, item] of Object.entries(document_.paths)) {
    for (const method of METHODS.filter((name) => item[name])) {
      const tag = item[method].tags?.[0] ?? "service";
      byTag.set(tag, [...(byTag.get(tag) ?? []), [path, method, item[method]]]);
    }
  }
  const links = [...byTag.values()].flat().map(([path, method]) =>
    make("li", {}, make("a", { href: `#${method}${path}` }, make("code", {}, `${method.toUpperCase()} ${path}`))),
  );
  document.querySelector("nav").replaceChildren(make("ul", {}, ...links));
  const main = document.querySelector("main");
  main.replaceChildren(...[...byTag].flatMap(([tag, all]) => [make("h2", {}, tag), ...all.map((one) => operation(...one, schemas))]));
  main.removeAttribute("aria-busy");
  reveal();
}

/** Opens the address that the URL names. */
function reveal() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) {
    named.open = true;
    named.scrollIntoView();
  }
}

addEventListener("hashchange", reveal);
const reply = await fetch("/openapi.json");
render(await reply.json());
