import { html } from "hono/html";
import { apiWords } from "../../labels/api.ts";
import type { Html } from "../layout.ts";
import type { View } from "../view.ts";

type Schema = Readonly<Record<string, unknown>>;

const isSchema = (value: unknown): value is Schema => typeof value === "object" && value !== null && !Array.isArray(value);
const schemasIn = (value: unknown): readonly Schema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

/** The place of a shape on the page. */
export const shapeAnchor = (id: string): string => `shape-${id}`;

/** The shape that a reference leads to: `Observation`. */
export function shapeOf(schema: unknown): string | null {
  const ref = isSchema(schema) ? schema.$ref : undefined;
  return typeof ref === "string" ? (ref.split("/").at(-1) ?? null) : null;
}

/** A schema in one line: "string | null", "Figure[]", "{start, end}". */
export function typeText(schema: unknown): Html | string {
  if (!isSchema(schema)) return "any";
  const id = shapeOf(schema);
  if (id !== null) return html`<a href="${`#${shapeAnchor(id)}`}">${id}</a>`;
  const alternatives = [...schemasIn(schema.anyOf), ...schemasIn(schema.oneOf)];
  if (alternatives.length > 0) return joined(alternatives.map(typeText), " | ");
  if ("const" in schema) return literal(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map(literal).join(" | ");
  if (schema.type === "array") return html`${typeText(schema.items)}[]`;
  if (isSchema(schema.properties)) return fieldsText(schema.properties);
  if (isSchema(schema.additionalProperties)) return html`{…: ${typeText(schema.additionalProperties)}}`;
  return Array.isArray(schema.type) ? schema.type.join(" | ") : typeof schema.type === "string" ? schema.type : "any";
}

/** In quotation marks that need no escaping: the page has a thousand of them. */
const literal = (value: unknown): string => (typeof value === "string" ? `“${value}”` : JSON.stringify(value));

function fieldsText(properties: Schema): Html {
  return html`{${joined(
    Object.entries(properties).map(([name, inner]) => html`${name}: ${typeText(inner)}`),
    ", ",
  )}}`;
}

function joined(parts: readonly (Html | string)[], between: string): Html {
  return html`${parts.map((part, i) => (i === 0 ? part : html`${between}${part}`))}`;
}

/** All shapes, each with its fields. */
export function renderShapes(view: View, schemas: Readonly<Record<string, unknown>>): Html {
  const words = apiWords(view.lang);
  return html`<section aria-labelledby="shapes"><h2 id="shapes">${words.shapes}</h2>
${Object.entries(schemas).map(([id, schema]) => renderShape(id, schema))}</section>`;
}

function renderShape(id: string, schema: unknown): Html {
  const properties = isSchema(schema) && isSchema(schema.properties) ? schema.properties : null;
  const required = new Set(isSchema(schema) && Array.isArray(schema.required) ? schema.required : []);
  const row = ([name, inner]: [string, unknown]) => html`<dt>${name}${required.has(name) ? "" : "?"}</dt><dd>${typeText(inner)}</dd>`;
  return html`<section class="shape"><h3 id="${shapeAnchor(id)}">${id}</h3>${
    properties === null
      ? html`<p><code>${typeText(schema)}</code></p>`
      : html`<dl class="fields">${Object.entries(properties).map(row)}</dl>`
  }</section>`;
}
