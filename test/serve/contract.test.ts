import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import { PREFIX, type RouteDocs, twinOf } from "../../pipeline/serve/route.ts";
import { createApp, ROUTES } from "../../pipeline/serve/server.ts";
import { ProblemShape } from "../../pipeline/serve/shapes/problem.ts";
import { SAMPLES, type Sample, sampleServices } from "./samples.ts";

const services = sampleServices();
const app = createApp(services);

interface Case {
  readonly docs: RouteDocs;
  readonly sample: Sample;
}

const isRead = ({ docs }: Case): boolean => docs.method === "get" && docs.isPrivate !== true;
const CASES: readonly Case[] = ROUTES.map(({ docs }) => ({ docs, sample: SAMPLES[docs.name] ?? {} }));
const READ = CASES.filter(isRead);
const named = (cases: readonly Case[]) => cases.map((one) => [one.docs.name, one] as const);
const WITH_API = named(READ.filter(({ docs }) => docs.api !== null));
const WITH_PAGE = named(READ.filter(({ docs }) => docs.page !== null));

const apiOf = ({ sample }: Case): string => `${PREFIX}${sample.api ?? ""}`;
const pageOf = ({ sample }: Case): string => sample.page ?? "";

/** An address with more parameters. */
const withQuery = (address: string, query: string): string => `${address}${address.includes("?") ? "&" : "?"}${query}`;

/** The twin of a page's address. */
function twinAddress(page: string): string {
  const [path = "", query] = page.split("?");
  return `${twinOf(path)}${query === undefined ? "" : `?${query}`}`;
}

async function expectProblem(address: string, status: number, init: RequestInit = {}): Promise<void> {
  const response = await app.request(address, init);
  expect([address, response.status, response.headers.get("Cache-Control"), response.headers.get("ETag")]).toEqual([
    address,
    status,
    "no-store",
    null,
  ]);
  if (!address.startsWith("/api/")) {
    expect(response.headers.get("Content-Type")).toMatch(/^text\/html/);
    if (init.method !== "HEAD") expect(load(await response.text())("h1").text()).not.toBe("");
    return;
  }
  expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  const problem = ProblemShape.parse(await response.json());
  expect([problem.status, problem.instance]).toEqual([status, new URL(address, "http://x").pathname]);
}

describe("every route", () => {
  test("has a sample for its page and for its place in the API, and the samples name no other route", () => {
    const without = CASES.filter(isRead).filter(
      ({ docs, sample }) => (docs.api !== null && sample.api === undefined) || (docs.page !== null && sample.page === undefined),
    );
    expect(without.map(({ docs }) => docs.name)).toEqual([]);
    expect(Object.keys(SAMPLES).filter((name) => !ROUTES.some(({ docs }) => docs.name === name))).toEqual([]);
  });

  test("has a name of its own", () => {
    const names = ROUTES.map(({ docs }) => docs.name);
    expect(names).toEqual([...new Set(names)]);
  });
});

describe("the API's answer of", () => {
  test.each(WITH_API)("%s has the media type and exactly the shape that is described", async (_, one) => {
    const { docs, sample } = one;
    for (const address of [apiOf(one), ...(sample.apis ?? []).map((more) => PREFIX + more)]) {
      const response = await app.request(address);
      expect([address, response.status]).toEqual([address, 200]);
      expect(docs.mediaTypes).toContain(response.headers.get("Content-Type")?.split(";")[0]);
      if (docs.response === null) continue;
      const json = await response.json();
      const read = docs.response.safeParse(json);
      expect(read.success ? [] : read.error.issues.slice(0, 3)).toEqual([]);
      expect(read.data).toEqual(json);
    }
  });

  test.each(WITH_API)("%s names only addresses of ours that lead somewhere", async (_, one) => {
    if (one.docs.response === null || one.docs.name === "describeApi") return;
    for (const address of hrefsIn(await (await app.request(apiOf(one))).json()).slice(0, 60))
      expect([address, (await app.request(address)).status]).toEqual([address, 200]);
  });

  test.each(WITH_API)("%s comes without a body for HEAD, and not at all to who has it already", async (_, one) => {
    const head = await app.request(apiOf(one), { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const tag = head.headers.get("ETag") ?? "";
    expect([tag, head.headers.get("Cache-Control")]).toEqual([
      expect.stringMatching(/^W\/".{20,}"$/),
      expect.stringMatching(/^(?:no-cache|private, max-age=\d+)$/),
    ]);
    const again = await app.request(apiOf(one), { headers: { "If-None-Match": `"other", ${tag}` } });
    expect([again.status, await again.text(), again.headers.get("ETag")]).toEqual([304, "", tag]);
  });
});

describe("the page of", () => {
  test.each(WITH_PAGE.filter(([, { docs }]) => docs.response !== null && docs.api !== null))(
    "%s says the same as its twin and the API",
    async (_, one) => {
      const twin = await app.request(twinAddress(pageOf(one)));
      expect([twin.status, twin.headers.get("Content-Type")]).toEqual([200, "application/json"]);
      expect(withoutOwnAddress(await twin.json())).toEqual(withoutOwnAddress(await (await app.request(apiOf(one))).json()));
    },
  );

  test.each(WITH_PAGE)("%s answers", async (_, one) => {
    for (const address of [pageOf(one), ...(one.sample.pages ?? [])])
      expect([address, (await app.request(address)).status]).toEqual([address, 200]);
  });
});

describe("a wrong request of", () => {
  const ADDRESSES = READ.flatMap((one) => [
    ...(one.docs.page === null ? [] : [[pageOf(one), one] as const]),
    ...(one.docs.api === null ? [] : [[apiOf(one), one] as const]),
  ]);

  test.each(ADDRESSES)("%s is a problem: an unknown parameter, a repeated one, one with a wrong value", async (address) => {
    await expectProblem(withQuery(address, "khongco=1"), 400);
    await expectProblem(withQuery(address, "lang=vi&lang=en"), 400);
    await expectProblem(withQuery(address, "lang=fr"), 400);
  });

  test.each(WITH_API)("%s: each parameter with codes or a range refuses what is none", async (_, one) => {
    for (const [name, { json }] of Object.entries(one.docs.parameters(services))) {
      if (json === undefined || (json.enum === undefined && json.type === "string")) continue;
      const [path = ""] = apiOf(one).split("?");
      await expectProblem(`${path}?${name}=%C2%A7`, 400);
    }
  });

  test.each(ADDRESSES)("%s is a problem: a method that it does not know", async (address) => {
    for (const method of ["PUT", "DELETE", "PATCH"]) await expectProblem(address, 405, { method });
    const { headers } = await app.request(address, { method: "DELETE" });
    expect(headers.get("Allow")).toContain("GET, HEAD");
  });

  test.each(
    named(CASES.filter(({ docs }) => `${docs.page} ${docs.api}`.includes(":") && docs.method === "get" && docs.isPrivate !== true)),
  )("%s is a problem: a thing that is not there", async (_, { docs, sample }) => {
    if (docs.page?.includes(":")) await expectProblem(sample.missing?.page ?? "no sample", 404);
    if (docs.api?.includes(":")) await expectProblem(`${PREFIX}${sample.missing?.api ?? "no sample"}`, 404);
  });

  test.each(["/api/v1", "/api/v2/table", "/api/v1/khong-co", "/api/x", "/khong-co", "/bai/%E0%A4%A", "/bai/%00"])(
    "%s, which is no address, is not found",
    async (address) => {
      const response = await app.request(address);
      expect(response.status).toBe(404);
    },
  );
});

describe("what only reviewers see", () => {
  const PRIVATE = CASES.filter(({ docs }) => docs.isPrivate === true && docs.isOpen !== true && docs.api !== null);

  test.each(named(PRIVATE))("%s is refused without a token, as the same kind of problem, and kept nowhere", async (_, { docs }) => {
    const address = PREFIX + (docs.api ?? "").replaceAll(/:[a-z]+/giu, "x");
    const json = { "Content-Type": "application/json" };
    await expectProblem(address, 401, docs.method === "post" ? { method: "POST", body: "{}", headers: json } : {});
    await expectProblem(address, 405, { method: "DELETE" });
  });
});

/** Addresses of ours anywhere in an answer. */
function hrefsIn(value: unknown, key = ""): string[] {
  if (typeof value === "string") return /href$/iu.test(key) && value.startsWith("/") ? [value.split("#")[0] ?? ""] : [];
  if (Array.isArray(value)) return value.flatMap((item) => hrefsIn(item, key));
  return typeof value === "object" && value !== null ? Object.entries(value).flatMap(([name, inner]) => hrefsIn(inner, name)) : [];
}

/** Where a list goes on is said with the address that was asked. */
function withoutOwnAddress(json: unknown): unknown {
  return typeof json === "object" && json !== null && "nextHref" in json ? { ...json, nextHref: null } : json;
}
