import fc from "fast-check";
import { expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeServices } from "./fake-services.ts";
import { HOSTILE, LANG_SON } from "./fixtures.ts";

const services = fakeServices();
const app = createApp(services);

const ODD = [
  "",
  "0",
  "-1",
  "1e9",
  "NaN",
  "null",
  "true",
  "__proto__",
  "constructor",
  "%",
  "%00",
  "\u0000",
  "\ud83d\ude00",
  "e\u0301\u0323",
  "\u202eabc",
  "2010..2026",
  "2026..2010",
  "9999..9999",
  "' OR 1=1 --",
  "../../etc/passwd",
  "<svg onload=alert(1)>",
  "{{7*7}}",
  "members.admitted",
  "tsvm",
  "a".repeat(3000),
];
const NAMES = [
  "chiso",
  "nam",
  "tu",
  "den",
  "ranhgioi",
  "phep",
  "trangthai",
  "group",
  "grade",
  "cumulative",
  "q",
  "trang",
  "lang",
  "vitri",
  "indicator",
  "years",
  "query",
  "page",
  "offset",
  "measure",
  "x",
];
const PATHS = [
  "/",
  "/tim",
  "/bang",
  `/bai/${LANG_SON}`,
  `/bai/${HOSTILE}/giai-thich`,
  "/chi-so",
  "/chi-so/orgs.rating",
  "/style.css",
  "/api/v1/overview",
  "/api/v1/search",
  "/api/v1/table",
  "/api/v1/table.csv",
  `/api/v1/articles/${HOSTILE}`,
  `/api/v1/articles/${LANG_SON}/explain`,
  "/api/v1/indicators",
];

const odd = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.integer().map(String),
);
const path = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PATHS) },
  { weight: 1, arbitrary: odd.map((word) => `/bai/${new URLSearchParams({ "": word }).toString().slice(1)}`) },
  { weight: 1, arbitrary: fc.webPath() },
);
const query = fc.array(fc.tuple(fc.constantFrom(...NAMES), odd), { maxLength: 4 });
const method = fc.constantFrom("GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS");

test("500 odd requests fail as requests, never as the server, and leak nothing", async () => {
  await fc.assert(
    fc.asyncProperty(path, query, method, async (where, parameters, how) => {
      const response = await app.request(`${where || "/"}?${new URLSearchParams(parameters)}`, { method: how });
      expect([200, 400, 404, 405]).toContain(response.status);
      const body = await response.text();
      expect(body).not.toMatch(/node_modules|at .*\.ts:\d+|<svg onload/);
      if (response.status !== 200 && how !== "HEAD")
        expect(response.headers.get("Content-Type")).toMatch(where.startsWith("/api") ? /problem\+json/ : /html/);
    }),
    { numRuns: 500, seed: 20261121 },
  );
  expect(services.logged).toEqual([]);
});
