import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type CrawlInput, crawl } from "../../pipeline/crawl/crawl.ts";
import { makeFetcher } from "../../pipeline/crawl/fetch.ts";
import { Frontier } from "../../pipeline/crawl/frontier.ts";
import { StoreBroken, UnreadableDocument } from "../../pipeline/types/errors.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { Source } from "../../pipeline/types/source.ts";
import { type LocalServer, page, redirect, routes, startServer } from "./local-server.ts";
import { makeRun } from "./make-run.ts";
import { makeSource } from "./make-source.ts";
import { temporaryFolder } from "./temporary-folder.ts";

type Table = Record<string, Parameters<typeof routes>[0][string]>;

const links = (...paths: readonly string[]) => paths.map((path) => `<a class="bai" href="${path}">bài</a>`).join("");
const after = (path: string) => `<a class="sau" href="${path}">sau</a>`;
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (_: unknown, response: { writeHead: (code: number, headers: Record<string, string>) => { end: () => unknown } }) =>
    void response.writeHead(code, headers).end();

/** A site whose table of routes may be changed between nights, and a `night` that crawls it. */
async function setUp(table: Table, rest: Partial<Source> = {}) {
  const server = await startServer((request, response) => routes(table)(request, response));
  onTestFinished(() => server.close());
  const frontier = new Frontier(join(temporaryFolder(), "hang-doi.db"));
  const fetcher = makeFetcher({ contact: "thu@bao.vn", timeoutSeconds: 4 });
  onTestFinished(async () => {
    frontier.close();
    await fetcher.close();
  });
  const source = makeSource(server.origin, rest);
  const pages: Page[] = [];
  const night = async (id: string, now: string, more: Partial<CrawlInput> = {}) => {
    const { run, counters, lines, controller } = makeRun({ id, now });
    const onPage = async (found: Page) => {
      pages.push(found);
      return "new" as const;
    };
    const [report] = await crawl({ sources: [source], frontier, fetcher, run, onPage, random: () => 0.5, ...more });
    return { report: report!, counters, lines, controller };
  };
  const paths = () => pages.map(({ url }) => new URL(url).pathname).sort();
  return { server, frontier, fetcher, source, pages, paths, night, table };
}

const first = "2026-11-20T02:00:00Z";
const second = "2026-11-21T02:00:00Z";

describe("a night", () => {
  it("hands over every article of a listing and its further pages, once", async () => {
    const { night, paths, server } = await setUp({
      "/tin": page(links("/bai-1.html", "/bai-2.html", "/gioi-thieu") + after("/tin?2")),
      "/tin?2": page(links("/bai-2.html", "/bai-3.html") + after("/tin?3")),
      "/tin?3": page(links("/bai-3.html")),
      ...Object.fromEntries([1, 2, 3].map((n) => [`/bai-${n}.html`, page(`bài ${n}`)])),
    });
    const { report, counters } = await night("d1", first);
    expect(paths()).toEqual(["/bai-1.html", "/bai-2.html", "/bai-3.html"]);
    expect(report).toEqual({
      source: "thu",
      fetched: 6,
      notModified: 0,
      gone: 0,
      failed: 0,
      refused: 0,
      newPages: 3,
      changedPages: 0,
      failures: {},
      skipped: 0,
      robotsRefused: 0,
      aliases: 0,
      hosts: [{ host: new URL(server.origin).host, requests: 6, seconds: expect.any(Number) }],
      stopped: null,
    });
    expect(counters).toMatchObject({ "fetch/200": 6, "article/found": 3, "page/new": 3 });
    expect(server.requests[0]?.path).toBe("/robots.txt");
  });

  it("does not end because one feed, article or reader fails", async () => {
    const { night, paths, source } = await setUp({
      "/kenh": page("không phải kênh"),
      "/tin": page(links("/bai-1.html", "/bai-2.html", "/bai-3.html", "/bai-4.html", "/bai-5.html")),
      "/bai-1.html": status(403),
      "/bai-2.html": page("x", { "content-type": "video/mp4" }),
      "/bai-3.html": page("không đọc được"),
      "/bai-4.html": page("làm hỏng máy đọc"),
      "/bai-5.html": page("bài 5"),
    });
    const onPage = async ({ body }: Page) => {
      const text = Buffer.from(body).toString();
      if (text.includes("không đọc")) throw new UnreadableDocument("không đọc được", "bỏ qua");
      if (text.includes("hỏng")) throw new TypeError("lỗi của tầng sau");
      return "new" as const;
    };
    const sources = [{ ...source, feeds: [source.home.replace(/\/$/, "/kenh")] }];
    const { report, counters, lines } = await night("d1", first, { onPage, sources });
    expect(paths()).toEqual([]);
    expect(report).toMatchObject({ newPages: 1, refused: 4, failed: 2, stopped: null });
    expect(counters).toMatchObject({ "fetch/refused": 2, "page/unreadable": 2, "page/crashed": 2 });
    expect(lines.filter((line) => line.startsWith("page/crashed"))[0]).toContain("lỗi của tầng sau");
  });

  it("ends when an error says so, and leaves the address waiting", async () => {
    const { night, frontier } = await setUp({
      "/tin": page(links("/bai-1.html", "/bai-2.html")),
      "/bai-1.html": page("1"),
      "/bai-2.html": page("2"),
    });
    const onPage = () => Promise.reject(new StoreBroken("đĩa đầy", "dọn đĩa"));
    await expect(night("d1", first, { onPage })).rejects.toThrow("đĩa đầy");
    expect(frontier.counts()).toContainEqual({ source: "thu", kind: "article", state: "waiting", count: 2 });
  });

  it("then begins no further request on any host", async () => {
    const { night, source, server } = await setUp({ "/tin": page(links("/bai-1.html")), "/bai-1.html": page("1") });
    const many = Array.from({ length: 30 }, (_, n) => `/bai-${n}.html`);
    const other = await startServer(
      routes({ "/tin": page(links(...many)), ...Object.fromEntries(many.map((path) => [path, page(path)])) }),
    );
    onTestFinished(() => other.close());
    const onPage = async ({ source: id }: Page) => {
      if (id === "thu") throw new StoreBroken("đĩa đầy", "dọn đĩa");
      return "new" as const;
    };
    const sources = [source, makeSource(other.origin, { id: "khac", paceSeconds: 0.02 })];
    await expect(night("d1", first, { sources, onPage })).rejects.toThrow("đĩa đầy");
    expect(server.requests).toHaveLength(3);
    expect(other.requests.length).toBeLessThan(20);
  });

  it("ends with the run, and goes on from there", async () => {
    const { night, paths, fetcher, frontier, source } = await setUp({
      "/tin": page(links("/bai-1.html", "/bai-2.html")),
      "/bai-1.html": page("1"),
      "/bai-2.html": page("2"),
    });
    const { run, controller } = makeRun({ id: "d1", now: first });
    const onPage = async () => {
      controller.abort(new Error("dừng"));
      return "new" as const;
    };
    await expect(crawl({ sources: [source], frontier, fetcher, run, onPage })).rejects.toThrow("dừng");
    await night("d2", first);
    expect(paths()).toEqual(["/bai-2.html"]);
  });

  it("leaves sources that are switched off alone", async () => {
    const { night, server, source } = await setUp({});
    await expect(night("d1", first, { sources: [{ ...source, enabled: false }] })).resolves.toMatchObject({ report: undefined });
    expect(server.requests).toHaveLength(0);
  });

  it("walks no further than its budget", async () => {
    const { night, server } = await setUp({
      "/tin": page(links("/bai-1.html", "/bai-2.html", "/bai-3.html")),
      ...Object.fromEntries([1, 2, 3].map((n) => [`/bai-${n}.html`, page(`bài ${n}`)])),
    });
    const { counters } = await night("d1", first, { budget: { requestsPerHost: 2 } });
    expect(server.requests.map(({ path }) => path)).toEqual(["/robots.txt", "/tin", "/bai-1.html"]);
    expect(counters["host/left"]).toBe(1);
  });

  it("stops at a calendar that always has another page", async () => {
    const server = await startServer((request, response) => {
      const n = Number(/\d+/.exec(request.url ?? "")?.[0] ?? 0);
      response
        .writeHead(request.url === "/robots.txt" ? 404 : 200, { "content-type": "text/html" })
        .end(links(`/bai-${n}.html`) + after(`/tin?${n + 1}`));
    });
    onTestFinished(() => server.close());
    const { night } = await setUp({});
    const { report } = await night("d1", first, { sources: [makeSource(server.origin)], budget: { maxDepth: 7 } });
    expect(report.newPages).toBe(8);
  });
});

describe("the second night", () => {
  const tagged =
    (body: string, etag: string): Table[string] =>
    (request, response) => {
      if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
      else response.writeHead(200, { "content-type": "text/html", etag }).end(body);
    };

  it("over an unchanged site asks only whether something changed", async () => {
    const { night, server } = await setUp({
      "/robots.txt": tagged("", '"r"'),
      "/tin": tagged(links("/bai-1.html") + after("/tin?2"), '"t"'),
      "/tin?2": tagged(links("/bai-2.html"), '"t2"'),
      "/bai-1.html": tagged("một", '"1"'),
      "/bai-2.html": tagged("hai", '"2"'),
    });
    await night("d1", first);
    const before = server.requests.length;
    const { report, counters } = await night("d2", second);
    const asked = server.requests.slice(before);
    expect(asked.map(({ path }) => path)).toEqual(["/robots.txt", "/tin", "/bai-1.html", "/bai-2.html"]);
    expect(asked.every(({ headers }) => headers["if-none-match"] !== undefined)).toBe(true);
    expect(counters).toEqual({ "fetch/304": 3 });
    expect(report).toMatchObject({ fetched: 0, notModified: 3, newPages: 0 });
  });

  it("hands over what is new and what was corrected, and nothing else", async () => {
    const { night, table, pages } = await setUp({
      "/tin": page(links("/bai-1.html", "/bai-2.html")),
      "/bai-1.html": page("một"),
      "/bai-2.html": page("hai"),
    });
    await night("d1", first);
    pages.length = 0;
    table["/tin"] = page(links("/bai-3.html", "/bai-1.html", "/bai-2.html"));
    table["/bai-2.html"] = page("hai, có sửa");
    table["/bai-3.html"] = page("ba");
    await night("d2", second);
    expect(pages.map(({ body }) => Buffer.from(body).toString()).sort()).toEqual(["ba", "hai, có sửa"]);
  });

  it("walks a listing on for as long as it shows something new", async () => {
    const numbers = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);
    const listing = (newest: number): Table =>
      Object.fromEntries(
        [1, 2, 3, 4].map((p) => [
          p === 1 ? "/tin" : `/tin?${p}`,
          page(links(...numbers(newest - 3 * (p - 1), newest - 3 * p + 1).map((n) => `/bai-${n}.html`)) + after(`/tin?${p + 1}`)),
        ]),
      );
    const articles = Object.fromEntries(numbers(20, 1).map((n) => [`/bai-${n}.html`, page(`bài ${n}`)]));
    const { night, table, paths, server } = await setUp({ ...articles, ...listing(12) });
    await night("d1", first, { budget: { recheckDays: 0 } });
    expect(paths()).toHaveLength(12);
    Object.assign(table, listing(16));
    const before = server.requests.length;
    await night("d2", second, { budget: { recheckDays: 0 } });
    expect(paths()).toHaveLength(16);
    const lists = server.requests
      .slice(before)
      .map(({ path }) => path)
      .filter((path) => path.startsWith("/tin"));
    expect(lists).toEqual(["/tin", "/tin?2", "/tin?3"]);
  });

  it("may follow within the hour", async () => {
    const { night, server } = await setUp({ "/tin": tagged("", '"t"') });
    await night("d1", first);
    await night("d2", "2026-11-20T03:00:00Z");
    expect(server.requests.filter(({ path }) => path === "/tin")).toHaveLength(2);
  });

  it("no more asks for an article thirty days after it was found", async () => {
    const { night, server } = await setUp({ "/tin": page(links("/bai-1.html")), "/bai-1.html": page("một") });
    await night("d1", first);
    await night("d2", "2026-12-19T02:00:00Z");
    await night("d3", "2026-12-21T02:00:00Z");
    expect(server.requests.filter(({ path }) => path === "/bai-1.html")).toHaveLength(2);
  });

  it("notes what is gone, and does not ask for it again", async () => {
    const { night, table, frontier, server } = await setUp({
      "/tin": page(links("/bai-1.html", "/bai-2.html")),
      "/": page("trang chủ"),
      "/bai-1.html": page("một"),
      "/bai-2.html": page("hai"),
    });
    await night("d1", first);
    table["/bai-1.html"] = status(410);
    table["/bai-2.html"] = redirect("/");
    const { report, counters } = await night("d2", second);
    expect(report.gone).toBe(2);
    expect(counters["fetch/redirected-away"]).toBe(1);
    expect(frontier.row(`${server.origin}/bai-1.html`)).toMatchObject({ state: "gone", status: 410 });
    await night("d3", "2026-11-22T02:00:00Z");
    expect(server.requests.filter(({ path }) => path === "/bai-1.html")).toHaveLength(2);
  });
});

describe("politeness", () => {
  it("asks for nothing where robots.txt fails, and comes back the next night", async () => {
    const { night, table, server, paths } = await setUp({
      "/robots.txt": status(500),
      "/tin": page(links("/bai-1.html")),
      "/bai-1.html": page("một"),
    });
    const { counters, report } = await night("d1", first);
    expect(server.requests.map(({ path }) => path)).toEqual(["/robots.txt"]);
    expect(counters).toMatchObject({ "robots/unreachable": 1, "host/left": 1 });
    expect(report.stopped).toBe("không hỏi được robots.txt");
    table["/robots.txt"] = status(404);
    await night("d2", second);
    expect(paths()).toEqual(["/bai-1.html"]);
  });

  it("never asks for what robots.txt forbids, not even behind a redirect", async () => {
    const { night, server } = await setUp(
      {
        "/robots.txt": page("User-agent: *\nDisallow: /noibo/"),
        "/tin": page(links("/noibo/bai-1.html", "/bai-2.html")),
        "/bai-2.html": redirect("/noibo/bai-3.html"),
        "/noibo/bai-1.html": page("kín"),
        "/noibo/bai-3.html": page("kín"),
      },
      { articleUrl: "bai-\\d+" },
    );
    const { counters } = await night("d1", first);
    expect(server.requests.map(({ path }) => path)).toEqual(["/robots.txt", "/tin", "/bai-2.html"]);
    expect(counters).toMatchObject({ "robots/forbidden": 1, "fetch/refused": 1 });
  });

  it.each([
    ["the source's pace", { paceSeconds: 0.08 }, ""],
    ["the site's Crawl-delay", { paceSeconds: 0.01 }, "User-agent: *\nCrawl-delay: 0.08"],
  ])("keeps %s between any two requests", async (_, rest, robots) => {
    const { night, server } = await setUp(
      {
        "/robots.txt": page(robots),
        "/tin": page(links("/bai-1.html", "/bai-2.html")),
        "/bai-1.html": page("1"),
        "/bai-2.html": page("2"),
      },
      rest,
    );
    await night("d1", first);
    const gaps = server.requests.slice(1).map(({ at }, i) => at - server.requests[i]!.at);
    expect(gaps).toHaveLength(3);
    expect(Math.min(...gaps)).toBeGreaterThan(0.95 * 80);
  });

  it("waits as long as Retry-After says, for the whole host, and burns no try", async () => {
    let isBusy = true;
    const { night, server, frontier, paths } = await setUp({
      "/tin": page(links("/bai-1.html", "/bai-2.html")),
      "/bai-1.html": (_, response) => {
        response.writeHead(isBusy ? 503 : 200, { "content-type": "text/html", ...(isBusy ? { "retry-after": "1" } : {}) }).end("1");
        isBusy = false;
      },
      "/bai-2.html": page("2"),
    });
    await night("d1", first);
    expect(paths()).toEqual(["/bai-1.html", "/bai-2.html"]);
    const asked = server.requests.filter(({ path }) => path.startsWith("/bai"));
    expect(asked[1]!.at - asked[0]!.at).toBeGreaterThan(950);
    expect(frontier.row(`${server.origin}/bai-1.html`)?.tries).toBe(0);
  });

  it("leaves a host that asks for an hour to the next night", async () => {
    const { night, server, frontier } = await setUp({
      "/tin": page(links("/bai-1.html", "/bai-2.html")),
      "/bai-1.html": status(429, { "retry-after": "3600" }),
      "/bai-2.html": page("2"),
    });
    await night("d1", first);
    expect(server.requests.map(({ path }) => path)).toEqual(["/robots.txt", "/tin", "/bai-1.html"]);
    expect(frontier.row(`${server.origin}/bai-1.html`)).toMatchObject({ state: "waiting", tries: 0 });
  });

  it("tries once more in the night what failed, after everything else, then leaves it for later", async () => {
    const { night, server, frontier } = await setUp({
      "/tin": page(links("/bai-1.html", "/bai-2.html")),
      "/bai-1.html": status(500),
      "/bai-2.html": page("2"),
    });
    await night("d1", first);
    expect(server.requests.map(({ path }) => path).slice(2)).toEqual(["/bai-1.html", "/bai-2.html", "/bai-1.html"]);
    expect(frontier.row(`${server.origin}/bai-1.html`)).toMatchObject({ state: "waiting", tries: 2, next_at: "2026-11-20T02:20:00.000Z" });
  });

  it("leaves a host that fails five times in a row", async () => {
    const many = Array.from({ length: 9 }, (_, n) => `/bai-${n}.html`);
    const { night, server } = await setUp({ "/tin": page(links(...many)), ...Object.fromEntries(many.map((path) => [path, status(500)])) });
    await night("d1", first);
    expect(server.requests).toHaveLength(2 + 5);
  });

  it("stays with a host that fails now and then", async () => {
    const many = Array.from({ length: 12 }, (_, n) => `/bai-${n}.html`);
    const mixed = Object.fromEntries(many.map((path, n) => [path, n % 2 === 0 ? status(500) : page(path)]));
    const { night, paths } = await setUp({ "/tin": page(links(...many)), ...mixed });
    await night("d1", first);
    expect(paths()).toHaveLength(6);
  });

  it("does not let a slow host hold another", async () => {
    const { night, source, server } = await setUp({ "/tin": page("") }, { paceSeconds: 0.6 });
    const quick: LocalServer = await startServer(
      routes({ "/tin": page(links("/bai-1.html", "/bai-2.html")), "/bai-1.html": page("1"), "/bai-2.html": page("2") }),
    );
    onTestFinished(() => quick.close());
    await night("d1", first, { sources: [source, makeSource(quick.origin, { id: "nhanh" })], budget: { concurrency: 1 } });
    expect(quick.requests.at(-1)!.at).toBeLessThan(server.requests.at(-1)!.at);
  });
});
