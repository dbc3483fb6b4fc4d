import { Validator } from "@seriousme/openapi-schema-validator";
import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { describeApi, type Operation, pathOf } from "../../pipeline/serve/openapi.ts";
import { oneOf, text, wholeNumber } from "../../pipeline/serve/query.ts";
import { pageRoute } from "../../pipeline/serve/route.ts";
import { createApp, ROUTES } from "../../pipeline/serve/server.ts";
import { named, record } from "../../pipeline/serve/shapes/named.ts";
import { fakeServices } from "./fake-services.ts";
import { sampleServices } from "./samples.ts";

const services = sampleServices();
const document = describeApi(ROUTES, { services, lang: "vi" });
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
const app = createApp(services);

/** Everything that the document points at. */
function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "$ref" && typeof inner === "string" ? [inner] : refsIn(inner)));
}

describe("the description of the API", () => {
  test("is a valid document of OpenAPI 3.1", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document) as unknown as Record<string, unknown>);
    expect(errors ?? []).toEqual([]);
    expect([valid, validator.version]).toEqual([true, "3.1"]);
  });

  test("has every operation of the API, each under a name of its own", () => {
    const wanted = ROUTES.filter(({ docs }) => docs.api !== null).map(({ docs }) => `${docs.method} ${pathOf(docs)} ${docs.name}`);
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => `${method} ${path} ${operation.operationId}`),
    );
    expect(told.sort()).toEqual(wanted.sort());
  });

  test("points only at what it holds", () => {
    const missing = refsIn(document).filter(
      (ref) =>
        ref
          .split("/")
          .slice(1)
          .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document) === undefined,
    );
    expect(missing).toEqual([]);
  });

  test("describes each JSON answer by a shape that refuses what is not described", () => {
    const open = ROUTES.filter(({ docs }) => docs.api !== null && docs.response !== null && docs.name !== "describeApi")
      .map(({ docs }) => docs)
      .filter(({ response }) => response?.safeParse({ nobodyDescribedThis: 1 }).success);
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  test("is the same as the API answers and as the twin of the page, and comes in English", async () => {
    const answers = await Promise.all(["/api/v1/openapi.json", "/api.json"].map(async (address) => (await app.request(address)).json()));
    expect(answers).toEqual([structuredClone(document), structuredClone(document)]);
    const english = (await (await app.request("/api/v1/openapi.json?lang=en")).json()) as typeof document;
    const search = (described: typeof document) => described.paths["/api/v1/search"]?.get;
    expect([search(document)?.summary, search(document)?.description]).toEqual([search(english)?.description, search(english)?.summary]);
  });

  test.each(operations.map((operation) => [operation.operationId, operation] as const))(
    "gives %s an example that answers",
    async (_, operation: Operation) => {
      const example = operation["x-example"];
      if (operation.security !== undefined || operation.requestBody !== undefined) return;
      expect([example, (await app.request(example ?? "/none")).status]).toEqual([expect.stringMatching(/^\/api\/v1\//), 200]);
    },
  );
});

describe("a parameter is described as it is checked", () => {
  const Odd = { ...text("la", 5), schema: z.string().regex(/^\d{2}$/), json: undefined };
  const route = pageRoute({
    name: "odd",
    summary: { vi: "Lạ", en: "Odd" },
    api: "/odd/:id",
    parameters: () => ({
      kind: oneOf("loai", ["a", "b"], "a"),
      page: wholeNumber("trang", { from: 1, to: 9 }, 1),
      words: text("chu", 40),
      odd: { pageName: Odd.pageName, schema: Odd.schema, fallback: Odd.fallback, allowed: Odd.allowed },
    }),
    response: record({ inner: named("TestInner", record({ a: z.string() })) }),
    read: () => ({}),
  });
  const described = describeApi([route], { services, lang: "en" });
  const operation = described.paths["/api/v1/odd/{id}"]?.get;

  test.each([
    ["id", { in: "path", required: true, schema: { type: "string" } }],
    ["kind", { in: "query", required: false, schema: { type: "string", enum: ["a", "b"], default: "a" } }],
    [
      "page",
      { description: "Page", schema: { type: "integer", minimum: 1, maximum: 9, default: 1, description: "a whole number from 1 to 9" } },
    ],
    ["words", { schema: { type: "string", maxLength: 40 } }],
    ["odd", { schema: { type: "string", pattern: "^\\d{2}$" } }],
  ])("%s", (name, expected) => {
    expect(operation?.parameters.find((parameter) => "name" in parameter && parameter.name === name)).toMatchObject(expected);
  });

  test("shapes without a name are named after the operation, and stand once", () => {
    expect(operation?.responses["200"]).toMatchObject({
      content: { "application/json": { schema: { $ref: "#/components/schemas/OddAnswer" } } },
    });
    expect(described.components.schemas).toMatchObject({
      OddAnswer: { properties: { inner: { $ref: "#/components/schemas/TestInner" } }, required: ["inner"], additionalProperties: false },
    });
  });

  test("what is not there, and too many requests, are told of", () => {
    expect(Object.keys(operation?.responses ?? {})).toEqual(expect.arrayContaining(["200", "304", "400", "404", "429", "503", "default"]));
  });
});

describe("the reference page", () => {
  test("has each operation with a real answer and a line for curl", async () => {
    const page = load(await (await app.request("/api")).text());
    for (const { operationId } of operations) expect([operationId, page(`[id="${operationId}"]`).length]).toEqual([operationId, 1]);
    const search = page("#search").closest(".operation");
    expect(search.find(".curl").text()).toBe("curl 'http://localhost/api/v1/search?query=k%E1%BA%BFt%20n%E1%BA%A1p'");
    expect(search.find("details pre").text()).toContain('"total": ');
  });

  test("names a host only when it is this machine, or the operator's", async () => {
    const curl = async (host: string, changes = {}) => {
      const response = await createApp(fakeServices(changes)).request("/api", { headers: { Host: host } });
      return load(await response.text())(".curl")
        .first()
        .text();
    };
    expect(await curl("127.0.0.1:8377")).toContain("'http://127.0.0.1:8377/api");
    expect(await curl("evil.example")).toContain("'http://localhost/api");
    expect(await curl("evil.example", { publicUrl: "https://so-lieu.example/" })).toContain("'https://so-lieu.example/api");
  });
});
