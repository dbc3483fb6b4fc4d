import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { load } from "cheerio/slim";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chartSvg } from "../../pipeline/publish/charts/chart.ts";
import { createApp, listen } from "../../pipeline/serve/server.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import { fakeServices } from "./fake-services.ts";
import { HOSTILE, LANG_SON } from "./fixtures.ts";
import { SAMPLE_PAGES, sampleServices } from "./samples.ts";

const services = sampleServices();
const app = createApp(services);

const PAGES = SAMPLE_PAGES.filter((path) => !path.startsWith("/nhung") && !path.startsWith("/ban-goc"));

describe("pages", () => {
  test.each(PAGES)("%s answers with a whole page in Vietnamese, and in English on request", async (path) => {
    const response = await app.request(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toMatch(/^text\/html; charset=utf-8/i);
    const page = load(await response.text());
    expect(page("html").attr("lang")).toBe("vi");
    expect(page("h1")).toHaveLength(1);
    expect(page("main#main, header, footer, nav").length).toBeGreaterThanOrEqual(4);
    expect(page("a.skip").attr("href")).toBe("#main");
    const english = load(await (await app.request(page("a.language").attr("href") ?? "")).text());
    expect(english("html").attr("lang")).toBe("en");
    const inner = english("main a[href^='/']:not([href^='/api'])").toArray();
    for (const link of inner) expect(english(link).attr("href")).toContain("lang=en");
  });

  test.each(PAGES)("%s has no script but our own files, no inline style and no id twice", async (path) => {
    const page = load(await (await app.request(path)).text());
    expect(page("style, [style], [onclick], [onerror], iframe, object").length).toBe(0);
    for (const script of page("script").toArray())
      expect([page(script).attr("type"), page(script).attr("src"), page(script).text()]).toEqual([
        "module",
        expect.stringMatching(/^\/script\//),
        "",
      ]);
    const ids = page("[id]")
      .toArray()
      .map((element) => page(element).attr("id"));
    expect(ids).toEqual([...new Set(ids)]);
  });

  test.each(PAGES)("every link on %s inside the site leads somewhere", async (path) => {
    const page = load(await (await app.request(path)).text());
    for (const link of page("a[href^='/'], link[href^='/']").toArray()) {
      const address = page(link).attr("href") ?? "";
      expect([address, (await app.request(address)).status]).toEqual([address, 200]);
    }
    for (const link of page("a[href^='#']").toArray()) {
      const fragment = page(link).attr("href") ?? "";
      expect([fragment, page(`[id="${fragment.slice(1)}"]`).length]).toEqual([fragment, 1]);
    }
  });

  test.each(PAGES.filter((path) => !path.includes("giai-thich")))("the JSON twin named on %s answers", async (path) => {
    const page = load(await (await app.request(path)).text());
    const twin = page("link[rel=alternate][type='application/json']").attr("href") ?? "";
    const response = await app.request(twin);
    expect([twin, response.status, response.headers.get("Content-Type")]).toEqual([twin, 200, "application/json"]);
  });
});

test("home weighs less than 150 kB with all that it loads, and the reference of the API less than 100 kB", async () => {
  const drawn = createApp(sampleServices({ chart: chartSvg }));
  const bytesOf = async (address: string) => (await (await drawn.request(address)).arrayBuffer()).byteLength;
  const page = load(await (await drawn.request("/")).text());
  const loaded = page("link[rel=stylesheet], link[rel=icon], script[src], img[src]")
    .toArray()
    .map((element) => page(element).attr("href") ?? page(element).attr("src") ?? "");
  const weights = await Promise.all(["/", ...new Set(loaded)].map(bytesOf));
  expect(loaded.every((address) => address.startsWith("/"))).toBe(true);
  expect(weights.length).toBeGreaterThan(3);
  expect(weights.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(150_000);
  expect(await bytesOf("/api")).toBeLessThan(100_000);
});

test("the menu marks where one is, and a page below another leads back up", async () => {
  const marked = async (path: string) => {
    const page = load(await (await app.request(path)).text());
    const mark = page("header [aria-current], footer [aria-current]");
    return [mark.attr("href"), mark.attr("aria-current"), page(".trail a").last().attr("href")];
  };
  expect(await marked("/")).toEqual(["/", "page", undefined]);
  expect(await marked("/tinh")).toEqual(["/tinh", "page", undefined]);
  expect(await marked("/tinh/63-20")).toEqual(["/tinh", "true", "/tinh"]);
  expect(await marked("/chi-so/orgs.rating")).toEqual(["/chi-so", "true", "/chi-so"]);
  expect(await marked("/van-ban/21-NQ%2FTW@2022-06-16")).toEqual(["/van-ban", "true", "/van-ban"]);
  expect(await marked("/nguon/baocaobang")).toEqual(["/luot-chay", "true", "/nguon"]);
  expect(await marked("/api")).toEqual(["/api", "page", undefined]);
});

describe("the API", () => {
  test("an indicator comes without its rules", async () => {
    const rules = [{ name: "x", confidence: 1, accept: () => null }];
    const indicators = services.indicators.map((indicator) => ({ ...indicator, rules }));
    const body = await (await createApp(fakeServices({ indicators })).request("/api/v1/indicators")).text();
    expect(body).not.toContain("rules");
  });
});

/** Requests that are wrong, with the parameter as the error must name it. */
const WRONG = [
  ["/bang?chiso=members.admited", "/api/v1/table?indicator=members.admited", "chiso", "indicator", "members.admited"],
  ["/bang?nam=2020..2010", "/api/v1/table?years=2020..2010", "nam", "years", "2020..2010"],
  ["/bang?nam=2020", "/api/v1/table?years=2020", "nam", "years", "2020"],
  ["/bang?nam=1800..1900", "/api/v1/table?years=1800..1900", "nam", "years", "1800..1900"],
  ["/bang?tu=2020&den=2010", "/api/v1/table?from=2020&to=2010", "nam", "years", "2020..2010"],
  ["/bang?tu=xx", "/api/v1/table?from=xx", "tu", "from", "xx"],
  ["/bang?ranhgioi=mai", "/api/v1/table?boundaries=mai", "ranhgioi", "boundaries", "mai"],
  ["/bang?phep=points", "/api/v1/table?measure=points", "phep", "measure", "points"],
  ["/bang?chiso=members.total&phep=share", "/api/v1/table?indicator=members.total&measure=share", "phep", "measure", "share"],
  ["/bang?trangthai=change", "/api/v1/table?status=change", "trangthai", "status", "change"],
  ["/bang?group=nam", "/api/v1/table?group=nam", "group", "group", "nam"],
  ["/bang?grade=tsvm", "/api/v1/table?grade=tsvm", "grade", "grade", "tsvm"],
  ["/bang?phep=count&phep=share", "/api/v1/table?measure=count&measure=share", "phep", "measure", "count, share"],
  ["/bang?lang=fr", "/api/v1/table?lang=fr", "lang", "lang", "fr"],
  [`/tim?q=${"a".repeat(201)}`, `/api/v1/search?query=${"a".repeat(201)}`, "q", "query", `${"a".repeat(79)}…`],
  ["/tim?q=a&trang=0", "/api/v1/search?query=a&page=0", "trang", "page", "0"],
  ["/tim?q=a&trang=1.5", "/api/v1/search?query=a&page=1.5", "trang", "page", "1.5"],
  ["/tim?qq=a", "/api/v1/search?q=a", "qq", "q", "a"],
  ["/?x=1", "/api/v1/overview?x=1", "x", "x", "1"],
  [`/bai/${LANG_SON}?x=1`, `/api/v1/articles/${LANG_SON}?x=1`, "x", "x", "1"],
  [`/bai/${LANG_SON}/giai-thich?vitri=-1`, `/api/v1/articles/${LANG_SON}/explain?offset=-1`, "vitri", "offset", "-1"],
  ["/chi-so?x=1", "/api/v1/indicators?x=1", "x", "x", "1"],
  ["/chi-so/members.total?x=1", "/api/v1/indicators/members.total?x=1", "x", "x", "1"],
] as const;

describe("wrong requests", () => {
  test.each(WRONG)("%s is refused, naming parameter, value and what is allowed", async (page, api, pageName, apiName, value) => {
    const answer = await app.request(page);
    expect(answer.status).toBe(400);
    const facts = load(await answer.text())("dl.facts dd")
      .toArray()
      .map((fact) => load(fact).text());
    expect(facts.slice(0, 2)).toEqual([pageName, value]);
    expect(facts[2]).not.toBe("");

    const data = await app.request(api);
    expect([data.status, data.headers.get("Content-Type")]).toEqual([400, "application/problem+json; charset=utf-8"]);
    expect(await data.json()).toMatchObject({
      type: "about:blank",
      status: 400,
      parameter: apiName,
      value,
      allowed: expect.stringMatching(/./),
      title: expect.any(String),
      detail: expect.stringContaining(apiName),
      instance: expect.stringMatching(/^\/api/),
    });
  });

  test("links from elsewhere that carry tracking parameters work", async () => {
    expect((await app.request("/bang?utm_source=zalo&fbclid=abc")).status).toBe(200);
  });

  test.each([
    "/khong-co",
    "/bai/khong-co",
    `/bai/${"f".repeat(16)}-0`,
    "/chi-so/khong.co",
    `/bai/${"f".repeat(16)}-0/giai-thich`,
    "/bai/%E0%A4%A",
    "/bai/%00",
  ])("%s is not found, as a page", async (path) => {
    const response = await app.request(path);
    expect(response.status).toBe(404);
    expect(load(await response.text())("h1").text()).toBe("Không tìm thấy");
  });

  test.each(["/api/v1", "/api/v2/table", "/api/v1/articles/x", "/api/v1/articles/x/explain", "/api/v1/indicators/x"])(
    "%s is not found, as a problem",
    async (path) => {
      const response = await app.request(path);
      expect([response.status, response.headers.get("Content-Type")]).toEqual([404, "application/problem+json; charset=utf-8"]);
      expect(await response.json()).toMatchObject({ status: 404, title: "Không tìm thấy", instance: path });
    },
  );
});

describe("failures", () => {
  const broken = fakeServices({
    table: () => {
      throw new Error("cannot open /var/lib/secret.db");
    },
  });

  test.each(["/bang", "/api/v1/table"])("%s says that it failed, logs why and leaks nothing", async (path) => {
    const response = await createApp(broken).request(path);
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(body).not.toMatch(/secret|Error:|\.ts/);
    expect(broken.logged.at(-1)).toMatchObject({ event: "serve/failed", fields: { path, cause: "Error: cannot open /var/lib/secret.db" } });
  });
});

describe("hostile text", () => {
  test.each([
    "/",
    "/tim?q=kết nạp",
    `/tim?q=${encodeURIComponent('"><script>alert(1)</script>')}`,
    "/bang?nam=2012..2016",
    `/bai/${HOSTILE}`,
    `/bai/${HOSTILE}/giai-thich?vitri=9`,
    `/bang?chiso=${encodeURIComponent("<img src=x onerror=alert(1)>")}`,
    `/${encodeURIComponent("<script>")}`,
  ])("stays text on %s", async (path) => {
    const page = load(await (await app.request(path)).text());
    expect(page("script:not([src^='/script/']), img, main b").length).toBe(0);
    for (const element of page("*").toArray()) {
      const handlers = Object.keys(page(element).attr() ?? {}).filter((name) => name.startsWith("on"));
      expect(handlers).toEqual([]);
    }
    for (const link of page("a").toArray()) expect(page(link).attr("href")).toMatch(/^(\/(?!\/)|#|https?:\/\/)/);
  });

  test("an address that is no web address is shown and not linked", async () => {
    const page = load(await (await app.request(`/bai/${HOSTILE}`)).text());
    expect(
      page(".address")
        .toArray()
        .map((address) => page(address).text()),
    ).toEqual(["javascript:alert('nguồn')", "javascript:alert(1)"]);
  });

  test("links out of the site tell the other side nothing", async () => {
    const page = load(await (await app.request(`/bai/${LANG_SON}`)).text());
    const links = page("a[href^=http]").toArray();
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(page(link).attr("rel")).toBe("noopener noreferrer");
  });

  test.each(["/", "/khong-co", "/api/v1/overview", "/style.css"])("%s carries the security headers", async (path) => {
    const { headers } = await app.request(path);
    expect(headers.get("Content-Security-Policy")).toBe(
      "default-src 'self'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect([headers.get("X-Content-Type-Options"), headers.get("Referrer-Policy"), headers.get("X-Frame-Options")]).toEqual([
      "nosniff",
      "no-referrer",
      "DENY",
    ]);
  });
});

describe("listening", () => {
  const other = createServer();
  beforeAll(() => new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise<void>((resolve) => other.close(() => resolve())));

  test("serves on a free port of this machine until it is closed", async () => {
    const { url, close } = await listen(app, { port: 0 });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${url}/chi-so`)).status).toBe(200);
    await close();
    await expect(fetch(`${url}/chi-so`)).rejects.toThrow();
  });

  test("a port in use is one clear sentence with a way out", async () => {
    const { port } = other.address() as AddressInfo;
    const failure = await listen(app, { port }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WrongUse);
    expect(failure).toMatchObject({
      message: `Cổng ${port} trên 127.0.0.1 đang được chương trình khác dùng.`,
      hint: expect.stringContaining("--port"),
    });
  });

  test("a port that cannot be is refused in the same way", async () => {
    await expect(listen(app, { port: 99999 })).rejects.toBeInstanceOf(WrongUse);
  });
});
