import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import { chartSvg } from "../../pipeline/publish/charts/chart.ts";
import { createApp, ROUTES } from "../../pipeline/serve/server.ts";
import type { Services } from "../../pipeline/serve/services.ts";
import { TOKEN } from "./fake-desk.ts";
import { HOSTILE } from "./fixtures.ts";
import { SAMPLE_APIS, SAMPLE_PAGES, sampleServices } from "./samples.ts";

/** Closes what it may stand in, then tries everything that a page could run or load. */
const POISON = `"'></title></textarea></style><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>{{7*7}}`;
const ADDRESS = "javascript:alert(4)";

/** Fields whose words come from pages of others, from reviewers or from configuration. */
const TEXTS = new Set([
  "title",
  "publisher",
  "name",
  "fullName",
  "text",
  "quote",
  "detail",
  "byline",
  "says",
  "hint",
  "summary",
  "note",
  "why",
]);
const ADDRESSES = new Set(["url", "basedOn", "home"]);

/** The same with hostile words in every such field of what its functions answer. */
function poisoned(value: unknown, key = ""): unknown {
  if (typeof value === "string") return TEXTS.has(key) ? value + POISON : ADDRESSES.has(key) ? ADDRESS : value;
  if (typeof value === "function") return (...asked: unknown[]) => poisoned(value(...asked));
  if (Array.isArray(value)) return value.map((item) => poisoned(item, key));
  if (value instanceof Promise) return value.then((answer) => poisoned(answer, key));
  if (value instanceof Map) return new Map([...value].map(([name, inner]) => [name, poisoned(inner)]));
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, name)]));
}

function hostileServices(): Services {
  const services = sampleServices();
  const names = ["store", "search", "operation", "documents", "provinces"] as const;
  const changed = Object.fromEntries(names.map((name) => [name, poisoned(services[name])])) as Partial<Services>;
  const explain: Services["explain"] = (...at) => services.explain(...at).map((step) => step + POISON);
  const table: Services["table"] = (spec) => poisoned(services.table(spec)) as ReturnType<Services["table"]>;
  return sampleServices({ ...changed, explain, table, chart: chartSvg });
}

const app = createApp(hostileServices());
const asked = { headers: { Authorization: `Bearer ${TOKEN}` } };
const PAGES = [...SAMPLE_PAGES, `/bai/${HOSTILE}`, "/soat", "/soat/nhat-ky", `/tim?q=${encodeURIComponent(POISON)}`];
/** What is neither a page nor JSON: feeds and pictures. */
const FILES = SAMPLE_APIS.filter((address) => /\.(?:atom|svg)\b/u.test(address));

describe("hostile words of articles, papers, sources and provinces", () => {
  test.each(PAGES)("stay words on %s", async (path) => {
    const response = await app.request(path, asked);
    expect(response.status).toBe(200);
    if (!(response.headers.get("Content-Type") ?? "").startsWith("text/html")) return;
    const page = load(await response.text());
    expect(
      page("img, iframe, object, script:not([src^='/script/']), svg script, svg foreignObject")
        .toArray()
        .map((one) => page.html(one)),
    ).toEqual([]);
    const attributes = page("*")
      .toArray()
      .flatMap((element) => Object.entries(page(element).attr() ?? {}));
    expect(attributes.filter(([name]) => /^on|^srcdoc$/u.test(name))).toEqual([]);
    expect(
      attributes.filter(
        ([name, value]) => /^(?:href|src|action|formaction|xlink:href)$/u.test(name) && /^\s*(?:javascript|data|\/\/)/iu.test(value),
      ),
    ).toEqual([]);
  });

  test.each(FILES)("stay words in %s", async (address) => {
    const response = await app.request(address, asked);
    expect(response.status).toBe(200);
    expect(await response.text()).not.toMatch(/<(?:img|script|iframe)\b|<svg onload|href="\s*javascript:/iu);
  });

  test.each(["/", "/tim?q=kết nạp", `/bai/${HOSTILE}`, "/tinh", "/tinh/63-20", "/van-ban", "/nguon", "/luot-chay"])(
    "are there to be seen on %s",
    async (path) => {
      const page = load(await (await app.request(path)).text());
      expect(page("main").text()).toContain("<script>alert(2)</script>");
    },
  );
});

test("every page of the site is among those asked", () => {
  const pages = ROUTES.filter(({ docs }) => docs.page !== null && docs.method === "get" && docs.isPrivate !== true).map(
    ({ docs }) => docs.page ?? "",
  );
  const shapes = pages.map((page) => new RegExp(`^${page.replaceAll(/:[a-z0-9]+/giu, "[^/?]+")}(?:\\?|$)`, "u"));
  expect(pages.filter((_, i) => !PAGES.some((path) => shapes[i]?.test(path)))).toEqual([]);
});
