import { describe, expect, it } from "vitest";
import { page } from "./local-server.ts";
import { after, links, makeSite, type Table } from "./make-night.ts";

const first = "2026-11-20T02:00:00Z";
const second = "2026-11-21T02:00:00Z";
const urls =
  (...entries: readonly (readonly [path: string, more?: string])[]) =>
  (origin: string) =>
    `<urlset>${entries.map(([path, more = ""]) => `<url><loc>${origin}${path}</loc>${more}</url>`).join("")}</urlset>`;
const index =
  (...entries: readonly (readonly [path: string, lastmod: string])[]) =>
  (origin: string) =>
    `<sitemapindex>${entries.map(([path, day]) => `<sitemap><loc>${origin}${path}</loc><lastmod>${day}</lastmod></sitemap>`).join("")}</sitemapindex>`;

/** Bodies that must name their own host. */
const at =
  (body: (origin: string) => string): Table[string] =>
  (request, response) =>
    void response.writeHead(200, { "content-type": "text/xml" }).end(body(`http://${request.headers.host}`));

const articles = (asked: readonly string[]) => asked.filter((path) => path.includes("bai-"));

describe("sections", () => {
  it("choose in sitemaps and mixed pages; a page that is the section itself is taken whole", async () => {
    const { night, asked, source } = await makeSite(
      {
        "/chinh-tri/": page(links("/bai-1.html")),
        "/tat-ca": page(links("/chinh-tri/bai-2.html", "/the-thao/bai-3.html")),
        "/s.xml": at(urls(["/chinh-tri/bai-4.html"], ["/the-thao/bai-5.html"])),
      },
      { sections: ["^/chinh-tri/"], articleUrl: "/bai-\\d+\\.html$" },
    );
    const origin = source.home.replace(/\/$/u, "");
    const sources = [{ ...source, listings: [`${origin}/chinh-tri/`, `${origin}/tat-ca`], sitemaps: [`${origin}/s.xml`] }];
    const { report } = await night("d1", first, { sources });
    expect(articles(asked()).sort()).toEqual(["/bai-1.html", "/chinh-tri/bai-2.html", "/chinh-tri/bai-4.html"]);
    expect(report.skipped).toBe(2);
  });
});

describe("where an entry names none,", () => {
  const site = (): Table => ({
    "/robots.txt": at((origin) => `User-agent: *\nSitemap: ${origin}/s.xml\nSitemap: http://khac.vn/s.xml`),
    "/s.xml": at(
      urls(
        ["/chinh-tri/bai-1.html", "<lastmod>2026-11-19</lastmod>"],
        ["/chinh-tri/bai-2.html", "<lastmod>2012-01-01</lastmod>"],
        ["/chinh-tri/bai-3.html"],
      ),
    ),
    "/tin": page('<link rel="alternate" type="application/rss+xml" href="/kenh.rss">'),
    "/kenh.rss": at((origin) => `<rss><channel><item><link>${origin}/chinh-tri/bai-6.html</link></item></channel></rss>`),
  });

  it("sitemaps of robots.txt and feeds in the head of listings are used: only what is young, in the sections", async () => {
    const { night, asked } = await makeSite(site(), { sections: ["^/chinh-tri/"], articleUrl: "/bai-\\d+\\.html$" });
    await night("d1", first);
    expect(articles(asked()).sort()).toEqual(["/chinh-tri/bai-1.html", "/chinh-tri/bai-6.html"]);
  });

  it("they are left alone in a newspaper without sections: its whole output is not ours", async () => {
    const { night, asked } = await makeSite(site(), { articleUrl: "/bai-\\d+\\.html$" });
    await night("d1", first);
    expect(asked()).toEqual(["/robots.txt", "/tin"]);
  });
});

describe("dates", () => {
  it("of feeds, sitemaps and news sitemaps leave out what is older than asked", async () => {
    const news = "<news:news><news:publication_date>2026-11-19T08:00:00+07:00</news:publication_date></news:news>";
    const { night, asked, source } = await makeSite({
      "/tin": page(""),
      "/s.xml": at(urls(["/bai-1.html", "<lastmod>2020-01-01</lastmod>"], ["/bai-2.html", news], ["/bai-3.html"])),
      "/kenh": at(
        (origin) =>
          `<rss><channel><item><link>${origin}/bai-4.html</link><pubDate>Thu, 19 Nov 2026 08:00:00 +0700</pubDate></item>
           <item><link>${origin}/bai-5.html</link><pubDate>Mon, 19 Nov 2018 08:00:00 +0700</pubDate></item></channel></rss>`,
      ),
    });
    const origin = source.home.replace(/\/$/u, "");
    const { report } = await night("d1", first, {
      sources: [{ ...source, sitemaps: [`${origin}/s.xml`], feeds: [`${origin}/kenh`] }],
      since: "2026-11-01",
    });
    expect(articles(asked()).sort()).toEqual(["/bai-2.html", "/bai-3.html", "/bai-4.html"]);
    expect(report.skipped).toBe(2);
  });

  it("of an index tell which sitemaps to read again, and which old article was changed", async () => {
    const { night, asked, table, source } = await makeSite({
      "/tin": page(""),
      "/s.xml": at(index(["/s-1.xml", "2026-11-01"], ["/s-2.xml", "2026-11-01"])),
      "/s-1.xml": at(urls(["/bai-1.html", "<lastmod>2026-11-01</lastmod>"], ["/bai-2.html", "<lastmod>2026-11-01</lastmod>"])),
      "/s-2.xml": at(urls(["/bai-3.html"])),
      ...Object.fromEntries([1, 2, 3].map((n) => [`/bai-${n}.html`, page(`bài ${n}`)])),
    });
    const sources = [{ ...source, sitemaps: [source.home.replace(/\/$/u, "/s.xml")] }];
    const budget = { recheckDays: 0 };
    await night("d1", first, { sources, budget });
    const before = asked().length;
    table["/s.xml"] = at(index(["/s-1.xml", "2026-11-20"], ["/s-2.xml", "2026-11-01"]));
    table["/s-1.xml"] = at(urls(["/bai-1.html", "<lastmod>2026-11-20</lastmod>"], ["/bai-2.html", "<lastmod>2026-11-01</lastmod>"]));
    await night("d2", second, { sources, budget });
    expect(asked().slice(before)).toEqual(["/robots.txt", "/s.xml", "/tin", "/s-1.xml", "/bai-1.html"]);
  });
});

describe("what has no end", () => {
  it("is left: articles under one path that are all gone", async () => {
    const many = Array.from({ length: 40 }, (_, n) => `/lich/2031/bai-${n}.html`);
    const { night, asked } = await makeSite(
      { "/tin": page(links(...many, "/bai-1.html")), "/bai-1.html": page("một") },
      { articleUrl: "/bai-\\d+\\.html$" },
    );
    const { report } = await night("d1", first, { budget: { barrenPages: 10 } });
    expect(asked().filter((path) => path.startsWith("/lich"))).toHaveLength(10);
    expect(report).toMatchObject({ newPages: 1, skipped: 30 });
  });

  it("is left: a soft error page under a thousand addresses", async () => {
    const many = Array.from({ length: 40 }, (_, n) => `/lich/bai-${n}.html`);
    const { night, asked } = await makeSite(
      { "/tin": page(links(...many)), ...Object.fromEntries(many.map((path) => [path, page("Không tìm thấy")])) },
      { articleUrl: "/bai-\\d+\\.html$" },
    );
    await night("d1", first, { budget: { barrenPages: 10 } });
    expect(asked().filter((path) => path.startsWith("/lich"))).toHaveLength(11);
  });

  it("is left when the budget of the run is spent", async () => {
    const { night, asked } = await makeSite({ "/tin": page(links("/bai-1.html", "/bai-2.html") + after("/tin?2")) });
    await night("d1", first, { budget: { requests: 2 } });
    expect(asked()).toHaveLength(3);
  });
});

describe("hours", () => {
  const table = (): Table => ({ "/tin": page(links("/bai-1.html")), "/bai-1.html": page("một") });

  it("outside of which a source is left with a reason, and within which it is not", async () => {
    const { night, asked, pages } = await makeSite(table(), { window: "22:00-06:00" });
    const { report } = await night("d1", "2026-11-20T05:00:00Z");
    expect(report.stopped).toBe("ngoài khung giờ được tải (22:00-06:00)");
    expect(asked()).toEqual([]);
    expect((await night("d2", "2026-11-20T16:00:00Z")).report.stopped).toBeNull();
    expect(pages).toHaveLength(1);
  });

  it("of the run hold for sources without their own; they are waited for where asked", async () => {
    const { pages, input, source } = await makeSite(table());
    const { crawl } = await import("../../pipeline/crawl/crawl.ts");
    const made = input("d1", "2026-11-20T14:30:00Z");
    const waits: number[] = [];
    const sleep = async (milliseconds: number) => {
      waits.push(milliseconds);
      made.seen.clock.now = new Date(made.seen.clock.now.getTime() + milliseconds);
    };
    const [report] = await crawl({ ...made.input, sources: [source], window: "22:00-06:00", outside: "wait", sleep });
    expect(waits).toEqual([30 * 60_000]);
    expect(report).toMatchObject({ stopped: null, newPages: 1 });
    expect(pages).toHaveLength(1);
  });
});
