import { once } from "node:events";
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Listening, openFront } from "../../pipeline/serve/front/listen.ts";
import { inProcess } from "../../pipeline/serve/front/plain.ts";
import { createApp, ROUTES } from "../../pipeline/serve/server.ts";
import { fakeServices } from "./fake-services.ts";
import { HOSTILE, LANG_SON } from "./fixtures.ts";
import { SAMPLES } from "./samples.ts";

const services = fakeServices();
const app = createApp(services);

let site: Listening;
const logged: unknown[] = [];
beforeAll(async () => {
  const log = (...line: readonly unknown[]): void => void logged.push(line);
  const wide = { perSecond: 1e6, burst: 1e6 };
  const quiet = { now: services.now, count: () => undefined, log, rates: { loopback: wide, others: wide } };
  site = await openFront({ ...quiet, backend: inProcess(app.fetch), version: services.dataVersion }, { port: 0 });
});
afterAll(() => site.close());

/** What parameters and parts of addresses are not meant to be. */
const ODD = [
  "",
  "0",
  "-1",
  "1e9",
  "NaN",
  "null",
  "true",
  "[object Object]",
  "__proto__",
  "constructor",
  "toString",
  "%",
  "%00",
  "\u0000",
  "\ud83d\ude00",
  "e\u0301\u0323",
  "\u202eabc",
  "\ufeff",
  "2010..2026",
  "2026..2010",
  "9999..9999",
  "99999999999999999999",
  "' OR 1=1 --",
  '" OR "*',
  "a* NEAR(b",
  "nam:x tinh:(",
  "../../etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "<svg onload=alert(1)>",
  "{{7*7}}",
  "members.admitted",
  "tsvm",
  "63-20",
  "21-NQ/TW",
  LANG_SON,
  HOSTILE,
  "a".repeat(3000),
  "ạ".repeat(500),
];

const PREFIX = "/api/v1";
/** Addresses of every route: as the samples have them, and as they are declared. */
const SAMPLED = Object.values(SAMPLES).flatMap(({ page, api, pages = [], apis = [] }) => [
  ...[page, ...pages].filter((path) => path !== undefined),
  ...[api, ...apis].filter((path) => path !== undefined).map((path) => PREFIX + path),
]);
const DECLARED = ROUTES.flatMap(({ docs: { page, api } }) => [page, api === null ? null : PREFIX + api]).filter((path) => path !== null);
/** Names that some route knows, on pages and in the API. */
const NAMES = [
  "lang",
  "x",
  "__proto__",
  "utm_source",
  ...new Set(ROUTES.flatMap(({ docs }) => Object.entries(docs.parameters(services)).flatMap(([name, { pageName }]) => [name, pageName]))),
];

const odd = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.integer().map(String),
);

const encoded = (text: string): string => new URLSearchParams({ "": text }).toString().slice(1);
/** A declared address with something in place of its variable parts. */
const filled = fc
  .tuple(fc.constantFrom(...DECLARED), odd, fc.constantFrom("", ".json", ".csv", "/", ".json.json"))
  .map(([path, part, ending]) => path.replaceAll(/:[a-z]\w*(?:\{[^}]*\})?\??/giu, () => encoded(part)) + ending);
const path = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...SAMPLED) },
  { weight: 3, arbitrary: filled },
  { weight: 1, arbitrary: fc.webPath() },
);
const query = fc.array(fc.tuple(fc.constantFrom(...NAMES), odd), { maxLength: 4 });
const method = fc.constantFrom("GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

/** What must not be told: where files lie, how the code is called. */
const LEAK = /node_modules|at .*\.ts:\d+|\/work\/|file:\/\/|SQLITE_|Error:/u;

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

function expectFine({ status, type, body }: Answered, { isApi, isHead }: { isApi: boolean; isHead: boolean }): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
  expect(body).not.toMatch(LEAK);
  if (type.startsWith("text/html") || type.startsWith("image/svg")) expect(body).not.toContain("<svg onload");
  if (status < 400 || !isApi || isHead) return;
  expect(type).toMatch(/^application\/problem\+json/u);
  const problem: unknown = JSON.parse(body);
  expect(problem).toMatchObject({ type: expect.any(String), title: expect.any(String), status, detail: expect.any(String) });
}

const withQuery = (where: string, parameters: [string, string][]): string =>
  parameters.length === 0 ? where : `${where}${where.includes("?") ? "&" : "?"}${new URLSearchParams(parameters)}`;

const isUnderApi = (where: string): boolean => where.startsWith("/api/");

test("8,000 odd requests fail as requests, never as the server, and leak nothing", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(path, query, method, fc.option(odd), async (where, parameters, how, sent) => {
      const hasBody = how !== "GET" && how !== "HEAD" && sent !== null;
      const type = ["application/json", "application/x-www-form-urlencoded", "text/plain"][(sent?.length ?? 0) % 3] as string;
      const address = withQuery(where || "/", parameters);
      const response = await app.request(address, { method: how, ...(hasBody ? { body: sent, headers: { "Content-Type": type } } : {}) });
      const answered = { status: response.status, type: response.headers.get("Content-Type") ?? "", body: await response.text() };
      expectFine(answered, { isApi: isUnderApi(address), isHead: how === "HEAD" });
    }),
    { numRuns: 8000, seed: 20261121 },
  );
  expect(services.logged).toEqual([]);
});

/** Lines of a request as no browser writes them. */
const target = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(path, query).map(([where, parameters]) => encodeURI(withQuery(where || "/", parameters))) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "//evil.example/bang",
      "///",
      "/\\evil.example",
      "/bai/..%2f..%2fetc",
      "/bai/%2e%2e/%2e%2e/x",
      "/api/../bang",
      "/api/v1/..%2f",
      "/%61pi/v1/table",
      "/api/v1/articles/%00",
      "/api/v1/articles/%ff%fe",
      "/api//v1//table",
      "/tim?q=%",
      "/tim?q=%E0%A4%A",
      "/tim?q=a&q=b&q[]=c",
      "/tim?%00=%00",
      "/?".padEnd(7000, "a=&"),
      "/".padEnd(9000, "a/"),
      "*",
      "http://localhost/api/v1/table",
      "HTTP://LOCALHOST/bang",
      "http://evil.example/bang",
      "http://a:b@localhost/bang",
      "ftp://localhost/",
      "localhost:80",
      "/bang#fragment",
      "/tim?q=\u00e9\u00ff",
    ),
  },
);
const header = fc.oneof(
  fc.constantFrom(
    "If-None-Match: *",
    'If-None-Match: W/"", "',
    "If-None-Match: ,,,",
    "If-Modified-Since: never",
    "Accept-Encoding: br;q=x, *;q=-1, gzip;q=99",
    "Accept-Encoding: ,;;q",
    "Accept: */nothing",
    "Range: bytes=0-0,-1",
    "Cookie: =; ; a=%; __proto__=1",
    "Cookie: dangvu=x; dangvu_session=../../x",
    "Authorization: Bearer",
    "Authorization: Basic !!!",
    "X-Forwarded-For: ::1, evil",
    "X-Forwarded-Proto: https",
    "X-Dangvu-Client: 1.2.3.4",
    "Host: localhost",
    "Content-Type: multipart/form-data; boundary=",
    "Content-Type: application/json; charset=utf-99",
    "Expect: 200-maybe",
    "Upgrade: websocket",
    "TE: trailers, deflate;q=0.5",
    "Content-Length: 0",
    "Content-Length: 5",
    "Content-Length: -1",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip, chunked",
    "Origin: null",
    "Sec-Fetch-Site: cross-site",
    "__proto__: x",
    "constructor: y",
  ),
  fc.string({ maxLength: 30 }).map((text) => `X-Odd: ${text.replaceAll(/[\r\n\0]/gu, " ")}`),
);
const verb = fc.constantFrom(
  "GET",
  "GET",
  "GET",
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "TRACE",
  "OPTIONS",
  "PROPFIND",
  "QUERY",
  "get",
  "NOTHING",
  "G\u0000T",
);
const host = fc.constantFrom(
  "localhost",
  "localhost",
  "127.0.0.1:1",
  "[::1]",
  "evil.example",
  "",
  "a b",
  "localhost:99999",
  "@",
  "ạ.example",
);

/** Sends bytes as they are; what comes back until the connection ends. */
async function raw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(site.url);
  const socket = connect({ port: Number(port), host: hostname });
  const parts: Buffer[] = [];
  socket.on("data", (part) => parts.push(part));
  socket.on("error", () => undefined);
  socket.end(Buffer.from(bytes, "latin1"));
  await once(socket, "close");
  return Buffer.concat(parts).toString();
}

function parse(answer: string): Answered | null {
  const [head = "", ...rest] = answer.split("\r\n\r\n");
  const status = /^HTTP\/1\.1 (\d{3}) /u.exec(head)?.[1];
  if (status === undefined) return null;
  // Two requests in one, or a body in pieces: its end is not looked at.
  const isWhole = /\r\ncontent-length: /iu.test(head) && !rest.some((part) => part.includes("HTTP/1.1 "));
  const type = /\r\ncontent-type: ([^\r]*)/iu.exec(head)?.[1] ?? "";
  return isWhole ? { status: Number(status), type, body: rest.join("\r\n\r\n") } : { status: Number(status), type, body: "" };
}

test("2,000 requests as no browser writes them are answered or refused, and others go on", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(verb, target, host, fc.array(header, { maxLength: 4 }), fc.option(odd), async (how, where, name, headers, sent) => {
      const lines = [`${how} ${where} HTTP/1.1`, `Host: ${name}`, "Connection: close", ...headers];
      const answered = parse(await raw(`${lines.join("\r\n")}\r\n\r\n${sent ?? ""}`));
      // A request that ends in the middle gets no answer.
      if (answered === null || answered.body === "") {
        if (answered !== null) expect([501, 505]).not.toContain(answered.status);
        return;
      }
      const pathOf = /^https?:\/\/[^/]*(\/.*)$/iu.exec(where)?.[1] ?? where;
      expectFine(answered, { isApi: isUnderApi(pathOf) && !pathOf.includes(".."), isHead: how === "HEAD" || answered.body === "" });
    }),
    { numRuns: 2000, seed: 20261122 },
  );
  expect((await fetch(`${site.url}/api/v1/overview`)).status).toBe(200);
  expect(services.logged).toEqual([]);
  expect(logged).toEqual([]);
});
