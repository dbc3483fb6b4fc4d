import { describe, expect, it } from "vitest";
import { firstSteps, mayHold, nextStep, noEnd } from "../../pipeline/crawl/itinerary.ts";
import { termName, walkArchive } from "../../pipeline/crawl/walk.ts";
import type { Source } from "../../pipeline/types/source.ts";
import { page } from "./local-server.ts";
import { after, links, makeSite, type Table } from "./make-night.ts";
import { makeSource } from "./make-source.ts";

const now = "2026-11-20T02:00:00Z";
const term = { since: "2012-01-01", until: "2026-12-31" };

/** Twelve pages of three articles, one a month, from December 2013 back; article n of the last ones is older than 2012. */
const monthOf = (n: number): string => {
  const months = 24 - Math.floor(n / 3) * 3;
  return `${2011 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
};
const dated = (n: number): string => `/${monthOf(n).replace("-", "/")}/15/bai-${n}.html`;
const archive = (from = 0): Table => ({
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, p) => [
      p === 0 ? "/tin" : `/tin?${p}`,
      page(links(...[0, 1, 2].map((n) => dated(from + 3 * p + n))) + (p < 11 ? after(`/tin?${p + 1}`) : "")),
    ]),
  ),
  ...Object.fromEntries(Array.from({ length: 36 }, (_, n) => [dated(n), page(`bài ${n}`)])),
});
const dateOf = (url: string) => /\/(\d{4})\/(\d{2})\/(\d{2})\//u.exec(url)?.slice(1, 4).join("-") ?? null;
const articleUrl = "bai-\\d+\\.html$";
const listsOf = (asked: readonly string[]) => asked.filter((path) => path.startsWith("/tin"));
const articlesOf = (asked: readonly string[]) => asked.filter((path) => path.includes("bai-"));

describe("walking an archive", () => {
  it("goes on beyond known ground until articles are older than asked several times in a row", async () => {
    const { night, input, source, asked, pages } = await makeSite(archive(), { articleUrl });
    await night("d1", now, { budget: { maxDepth: 1 } });
    expect(pages).toHaveLength(6);
    const before = asked().length;
    const report = await walkArchive(source, { ...input("d2", now).input, ...term, dateOf });
    const walked = listsOf(asked().slice(before));
    // 24 articles lie within the days, on eight pages; two pages more show five old ones in a row.
    expect(walked).toEqual(["/tin", ...Array.from({ length: walked.length - 1 }, (_, p) => `/tin?${p + 1}`)]);
    expect(report).toMatchObject({ isFinished: true, waiting: 0, source: { stopped: null } });
    const young = Array.from({ length: 36 }, (_, n) => n).filter((n) => monthOf(n) >= "2012-01").length;
    expect(pages).toHaveLength(young);
    expect(walked).toHaveLength(Math.ceil(young / 3) + 2);
    expect(articlesOf(asked().slice(before))).toHaveLength(young - 6);
  });

  it("goes by the dates that are read in articles where addresses tell none", async () => {
    const many = Array.from({ length: 30 }, (_, n) => `/bai-${n}.html`);
    const { input, source, asked } = await makeSite({
      ...Object.fromEntries(
        Array.from({ length: 10 }, (_, p) => [
          p === 0 ? "/tin" : `/tin?${p}`,
          page(links(...many.slice(3 * p, 3 * p + 3)) + after(`/tin?${p + 1}`)),
        ]),
      ),
      ...Object.fromEntries(many.map((path) => [path, page(path)])),
    });
    const onPage = async ({ url }: { url: string }) => {
      const n = Number(/bai-(\d+)/u.exec(url)?.[1]);
      return { outcome: "new" as const, publishedAt: n < 9 ? "2015-05-01" : "2010-05-01" };
    };
    const report = await walkArchive(source, { ...input("d1", now).input, ...term, onPage });
    expect(listsOf(asked())).toHaveLength(5);
    expect(report).toMatchObject({ isFinished: true });
  });

  it("ends where every further page is the last one again", async () => {
    const last = page(links("/bai-1.html") + after("/tin?9"));
    const { input, source, asked } = await makeSite(
      {
        "/tin?p=1": page(links("/bai-2.html")),
        "/bai-1.html": page("một"),
        "/bai-2.html": page("hai"),
        ...Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`/tin?p=${n + 2}`, last])),
      },
      {},
    );
    const kho: Source = { ...source, archive: { kind: "listing", url: `${source.home}tin?p={page}` } };
    await walkArchive(kho, { ...input("d1", now).input, ...term });
    expect(listsOf(asked())).toEqual(["/tin?p=1", "/tin?p=2", "/tin?p=3", "/tin?p=4", "/tin?p=5"]);
  });

  it("goes on where it was cut off by its budget, asking for nothing twice", async () => {
    const { input, source, asked, pages } = await makeSite(archive(), { articleUrl });
    const whole = await makeSite(archive(), { articleUrl });
    await walkArchive(whole.source, { ...whole.input("d1", now).input, ...term, dateOf });
    let runs = 0;
    for (let isFinished = false; !isFinished && runs < 20; runs++) {
      const report = await walkArchive(source, { ...input(`d${runs}`, now).input, ...term, dateOf, budget: { requests: 7 } });
      isFinished = report.isFinished;
      if (!isFinished) expect(report.source.stopped).toContain("hạn mức");
    }
    const paths = asked().filter((path) => path !== "/robots.txt");
    expect(new Set(paths).size).toBe(paths.length);
    expect(pages.length).toBe(whole.pages.length);
    expect(runs).toBeGreaterThan(3);
  });

  it("walks sitemaps of the months asked for, and takes of them what is of these days", async () => {
    const xml = (body: string) => page(body, { "content-type": "text/xml" });
    const { input, source, asked } = await makeSite({
      "/s.xml": xml(
        "<sitemapindex><sitemap><loc>/s-2012-03.xml</loc></sitemap><sitemap><loc>/s-2011-12.xml</loc></sitemap><sitemap><loc>/s-x.xml</loc><lastmod>2010-02-01</lastmod></sitemap></sitemapindex>",
      ),
      "/s-2012-03.xml": xml(
        "<urlset><url><loc>/bai-1.html</loc><lastmod>2012-03-04</lastmod></url><url><loc>/bai-2.html</loc><lastmod>2011-03-04</lastmod></url></urlset>",
      ),
    });
    const kho = { ...source, listings: [], sitemaps: [`${source.home}s.xml`] };
    const report = await walkArchive(kho, { ...input("d1", now).input, ...term });
    expect(asked().slice(1)).toEqual(["/s.xml", "/s-2012-03.xml", "/bai-1.html"]);
    expect(report).toMatchObject({ walked: 2, isFinished: true });
  });

  it("stops with the reason when the site fails, and comes back to the page", async () => {
    const table = archive();
    const { input, source, frontier } = await makeSite(table, { articleUrl });
    const good = table["/tin?2"];
    table["/tin?2"] = (_, response) => void response.writeHead(500).end();
    const report = await walkArchive(source, { ...input("d1", now).input, ...term, dateOf });
    expect(report).toMatchObject({ isFinished: false, source: { stopped: expect.stringContaining("500") } });
    expect(frontier.walks.next({ source: "thu", term: termName(term) })?.url).toContain("/tin?2");
    table["/tin?2"] = good!;
    expect(await walkArchive(source, { ...input("d2", now).input, ...term, dateOf })).toMatchObject({ isFinished: true });
  });
});

describe("an itinerary", () => {
  const source = makeSource("http://bao.vn");
  const of = (url: string, since?: string) => ({
    ...source,
    archive: { kind: "listing" as const, url, ...(since === undefined ? {} : { since }) },
  });

  it("goes back by months, newest first, not before the archive begins", () => {
    const steps = firstSteps(
      of("http://bao.vn/{year}/{mm}/?t={month}", "2011-11"),
      { since: "2010-01-01", until: "2012-02-10" },
      { sitemaps: [], today: "2026-11-20" },
    );
    expect(steps.map(({ url }) => url)).toEqual([
      "http://bao.vn/2012/02/?t=2",
      "http://bao.vn/2012/01/?t=1",
      "http://bao.vn/2011/12/?t=12",
      "http://bao.vn/2011/11/?t=11",
    ]);
  });

  it("of a walk without an end begins with today's month", () => {
    const steps = firstSteps(of("http://bao.vn/{year}/{mm}"), { since: "2026-10-01", until: noEnd }, { sitemaps: [], today: "2026-11-20" });
    expect(steps.map(({ url }) => url)).toEqual(["http://bao.vn/2026/11", "http://bao.vn/2026/10"]);
  });

  it("counts pages on by the pattern", () => {
    const numbered = of("http://bao.vn/tin/?p={page}&d=");
    expect(firstSteps(numbered, term, { sitemaps: [], today: "2026-11-20" })).toEqual([
      { url: "http://bao.vn/tin/?p=1&d=", kind: "listing" },
    ]);
    expect(nextStep(numbered, { url: "http://bao.vn/tin/?p=9&d=", kind: "listing" })?.url).toBe("http://bao.vn/tin/?p=10&d=");
    expect(nextStep(numbered, { url: "http://bao.vn/khac", kind: "listing" })).toBeNull();
    expect(nextStep(source, { url: "http://bao.vn/tin/?p=9&d=", kind: "listing" })).toBeNull();
  });

  it.each([
    ["http://bao.vn/sitemap-2012-01.xml", null, true],
    ["http://bao.vn/sitemap-2011-12.xml", null, false],
    ["http://bao.vn/sitemaps/2013/5.xml", "2011-01-01", false],
    ["http://bao.vn/sitemap-post-4.xml", "2020-01-01", true],
    ["http://bao.vn/sitemap-20111234567.xml", null, true],
  ])("asks for %s (changed %s): %s", (url, lastmod, expected) => {
    expect(mayHold({ url, lastmod }, term)).toBe(expected);
  });
});
