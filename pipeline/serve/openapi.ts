import * as z from "zod";
import { apiWords } from "../labels/api.ts";
import { type Lang, labelsOf } from "../labels/format.ts";
import { exampleOf } from "./examples.ts";
import { PROBLEM_JSON, PROBLEM_STATUSES, type ProblemStatus } from "./problem.ts";
import { LANGUAGE, type Parameter } from "./query.ts";
import { PREFIX, type Route, type RouteDocs } from "./route.ts";
import type { Services } from "./services.ts";
import { namedShapes } from "./shapes/named.ts";
import { ProblemShape } from "./shapes/problem.ts";

type Json = Readonly<Record<string, unknown>>;

/** A parameter of an operation. */
export interface ApiParameter {
  readonly name: string;
  readonly in: "query" | "path";
  readonly required: boolean;
  readonly description: string;
  readonly schema: Json;
}

/** An operation as OpenAPI 3.1 has it. */
export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly (ApiParameter | { readonly $ref: string })[];
  readonly requestBody?: Json;
  readonly responses: Json;
  readonly security?: readonly Json[];
  /** An address of this operation that answers on the data that are there. */
  readonly "x-example"?: string;
}

/** The API's description: OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0). */
export interface ApiDocument {
  readonly openapi: "3.1.0";
  readonly info: Json;
  readonly servers: readonly Json[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<"get" | "post", Operation>>>>>;
  readonly components: Json & { readonly schemas: Json };
}

interface Describing {
  readonly services: Services;
  readonly lang: Lang;
  readonly nameOf: (shape: z.ZodType) => string | null;
}

/** Where what is asked for is named in the document. */
const refTo = (id: string): string => `#/components/schemas/${id}`;

/** The description of every route that has an address under /api/v1. */
export function describeApi(
  routes: readonly Route[],
  { services, lang }: { readonly services: Services; readonly lang: Lang },
): ApiDocument {
  const docs = routes.map((route) => route.docs).filter(({ api }) => api !== null);
  const { schemas, nameOf } = shapesOf(routes, docs);
  const words = apiWords(lang);
  const describing: Describing = { services, lang, nameOf };
  const paths: Record<string, Partial<Record<"get" | "post", Operation>>> = {};
  for (const route of docs) {
    const path = pathOf(route);
    paths[path] = { ...paths[path], [route.method]: describeOperation(route, describing) };
  }
  return {
    openapi: "3.1.0",
    info: { title: words.title, version: services.version, description: words.description, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: "/" }],
    tags: tagsOf(docs, Object.keys(words.tags)),
    paths,
    components: {
      schemas: reachable(paths, schemas),
      parameters: { lang: describeParameter("lang", LANGUAGE, lang) },
      responses: {
        problem: { description: words.problem, content: { [mediaTypeOf(PROBLEM_JSON)]: { schema: { $ref: refTo("Problem") } } } },
      },
      headers: { etag: { description: words.etag, schema: { type: "string" } } },
      securitySchemes: { reviewer: { type: "http", scheme: "bearer", description: words.reviewer } },
    },
  };
}

/** `/api/v1/articles/{id}`. */
export function pathOf({ api }: RouteDocs): string {
  return PREFIX + (api ?? "").replaceAll(/:([a-z][a-z0-9]*)/giu, "{$1}");
}

/** The first part of the address: operations on the same things stand together. */
function tagOf({ api }: RouteDocs): string {
  return (api ?? "").split("/")[1]?.split(".")[0] ?? "";
}

/** Tags in the order of the words for them, those without words last. */
function tagsOf(docs: readonly RouteDocs[], order: readonly string[]): { readonly name: string }[] {
  const used = new Set(docs.map(tagOf));
  return [...new Set([...order, ...used])].filter((name) => used.has(name)).map((name) => ({ name }));
}

const mediaTypeOf = (header: string): string => header.split(";")[0] ?? header;

interface Shapes {
  readonly schemas: Json;
  readonly nameOf: Describing["nameOf"];
}

/** Shapes are the same for as long as the routes are. */
const shapesKept = new WeakMap<readonly Route[], Shapes>();

function shapesOf(routes: readonly Route[], docs: readonly RouteDocs[]): Shapes {
  const shapes = shapesKept.get(routes) ?? describeShapes(docs);
  shapesKept.set(routes, shapes);
  return shapes;
}

/** Those schemas that the operations lead to, and the problem's. */
function reachable(paths: ApiDocument["paths"], schemas: Json): Json {
  const reached = new Set<string>(["Problem"]);
  const follow = (value: unknown): void => {
    for (const [, id = ""] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/gu)) {
      if (reached.has(id)) continue;
      reached.add(id);
      follow(schemas[id]);
    }
  };
  follow(paths);
  return Object.fromEntries(Object.entries(schemas).filter(([id]) => reached.has(id)));
}

/** The schemas of all shapes with a name, and of those that answers have without one: they are named after the operation. */
function describeShapes(docs: readonly RouteDocs[]): Shapes {
  const names = new Map<z.ZodType, string>([...namedShapes(), [ProblemShape, "Problem"]]);
  const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
  for (const { name, response, body } of docs) {
    if (response !== null && !names.has(response)) names.set(response, `${capital(name)}Answer`);
    if (body !== null && !names.has(body)) names.set(body, `${capital(name)}Body`);
  }
  const registry = z.registry<{ id: string }>();
  for (const [shape, id] of names) registry.add(shape, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: refTo,
    unrepresentable: "any",
    // Every list and object is "read-only" in TypeScript's sense, which is not JSON Schema's.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
  const bare = Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema] as const);
  return { schemas: Object.fromEntries(bare), nameOf: (shape) => names.get(shape) ?? null };
}

function describeOperation(route: RouteDocs, describing: Describing): Operation {
  const { services, lang, nameOf } = describing;
  const example = exampleOf(route, services);
  const content = route.body === null ? null : { "application/json": { schema: { $ref: refTo(nameOf(route.body) ?? "") } } };
  return {
    operationId: route.name,
    tags: [tagOf(route)],
    summary: route.summary[lang],
    description: route.summary[lang === "vi" ? "en" : "vi"],
    parameters: describeParameters(route, describing),
    ...(content && { requestBody: { required: true, content } }),
    responses: describeResponses(route, describing),
    ...(isForReviewers(route) && { security: [{ reviewer: [] }, ...(route.isOpen === true ? [{}] : [])] }),
    ...(example !== null && { "x-example": example }),
  };
}

/** What is kept nowhere depends on who asks, and that is told by a token. */
function isForReviewers({ isPrivate }: RouteDocs): boolean {
  return isPrivate === true;
}

/** The names of the variable parts of the address. */
function partsOf({ api }: RouteDocs): string[] {
  return [...(api ?? "").matchAll(/:([a-z][a-z0-9]*)/giu)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

function describeParameters(route: RouteDocs, { services, lang }: Describing): Operation["parameters"] {
  const parts = partsOf(route).map((name) => ({
    name,
    in: "path" as const,
    required: true,
    description: apiWords(lang).parts[name] ?? name,
    schema: { type: "string" },
  }));
  const query = Object.entries(route.parameters(services)).map(([name, parameter]) => describeParameter(name, parameter, lang));
  return [...parts, ...query, { $ref: "#/components/parameters/lang" }];
}

function describeParameter(name: string, parameter: Parameter<unknown>, lang: Lang): ApiParameter {
  const { fallback, json } = parameter;
  const isTold = typeof fallback === "number" || typeof fallback === "boolean" || (typeof fallback === "string" && fallback !== "");
  const allowed = parameter.allowed(labelsOf(lang));
  // A list of codes tells what is allowed by itself.
  const schema: Json = json?.enum === undefined ? { ...(json ?? schemaOf(parameter)), description: allowed } : { ...json };
  return {
    name,
    in: "query",
    required: false,
    description: apiWords(lang).meanings[name] ?? allowed,
    schema: isTold ? { ...schema, default: fallback } : schema,
  };
}

/** What goes in, as far as the check itself tells. */
function schemaOf({ schema }: Parameter<unknown>): Json {
  const { $schema: _schema, ...json } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return json;
}

function describeResponses(route: RouteDocs, describing: Describing): Json {
  const words = apiWords(describing.lang);
  const { title } = labelsOf(describing.lang).errors;
  const content = Object.fromEntries(route.mediaTypes.map((type) => [type, { schema: answerSchema(route, type, describing) }]));
  const isRead = route.method === "get" && !isForReviewers(route);
  const problem = (status: ProblemStatus) => [
    String(status),
    { description: title[status], content: { [mediaTypeOf(PROBLEM_JSON)]: { schema: { $ref: refTo("Problem") } } } },
  ];
  return {
    "200": { description: words.ok, content, ...(isRead && { headers: { ETag: { $ref: "#/components/headers/etag" } } }) },
    ...(isRead && { "304": { description: words.unchanged } }),
    ...Object.fromEntries(statusesOf(route).map(problem)),
    default: { $ref: "#/components/responses/problem" },
  };
}

/** The problems that an operation can answer with, beside those that every one can. */
function statusesOf(route: RouteDocs): ProblemStatus[] {
  const own = new Set<ProblemStatus>([400, 429, 503]);
  if (partsOf(route).length > 0) own.add(404);
  if (isForReviewers(route)) own.add(401).add(403);
  if (route.method === "post") own.add(404).add(409).add(413).add(415);
  return PROBLEM_STATUSES.filter((status) => own.has(status));
}

function answerSchema({ response }: RouteDocs, mediaType: string, { nameOf }: Describing): Json {
  if (response !== null) return { $ref: refTo(nameOf(response) ?? "") };
  // Bytes have no schema of JSON; OpenAPI 3.1 leaves it empty.
  return /^(?:text\/|image\/svg|application\/(?:atom|json|xml))/u.test(mediaType) ? { type: "string" } : {};
}
