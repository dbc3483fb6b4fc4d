import { load } from "cheerio/slim";
import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeText } from "../../pipeline/crawl/charset.ts";
import { isArticleUrl } from "../../pipeline/crawl/discover.ts";
import { parseRobots } from "../../pipeline/crawl/robots.ts";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { canonicalUrl } from "../../pipeline/crawl/urls.ts";
import { type Farm, startFarm } from "../../pipeline/farm/farm.ts";
import { visitorClock } from "../../pipeline/farm/markup.ts";
import { loadPress, type SampleArticle } from "../../pipeline/farm/press.ts";
import { buildResources, chooseBlogged, type Resource } from "../../pipeline/farm/resources.ts";
import { post, sites } from "../../pipeline/farm/sites.ts";
import { bloggedTitle, blogSite } from "../../pipeline/farm/templates/blog.ts";
import type { Source } from "../../pipeline/types/source.ts";

const press = loadPress("corpus/sample/press");
const blogged = chooseBlogged(press);
const sources = new Map(loadSources("corpus/sample/sources").map((source) => [source.id, source]));
const now = new Date("2026-11-20T00:00:00Z");
const resources = buildResources(press, 2, now);
const squeeze = (text: string) => text.replace(/\s+/g, " ").trim();

function bodyWords({ body }: SampleArticle): readonly string[] {
  return body.flatMap((block) => ("text" in block ? [block.text] : block.kind === "list" ? block.items : block.rows.flat())).map(squeeze);
}

function read(resource: Resource | undefined) {
  const charset = /charset=(\S+)/.exec(resource?.type ?? "")?.[1] ?? null;
  return load(decodeText(resource?.body ?? new Uint8Array(), charset).normalize("NFC"));
}

describe.each(sites.map((site) => ({ ...site, toString: () => site.id })))("the site $id", (site) => {
  const source = sources.get(site.id) as Source;
  const reports = press.filter((report) => report.current.site === site.id && !blogged.includes(report));
  const pages = resources.get(site.host)!;

  it("carries the whole body of each of its articles, where the source entry looks for it", () => {
    expect(reports.length).toBeGreaterThan(0);
    for (const report of reports) {
      const $ = read(pages.get(site.template.articlePath(post(report, report.current))));
      const text = squeeze($(source.selectors.body ?? "body").text());
      for (const words of bodyWords(report.current)) expect(text, report.id).toContain(words);
    }
  });

  it("shows title, lead, byline and caption where the source entry looks for them", () => {
    const { selectors } = source;
    const fields = ["title", "kicker", "sapo", "byline", "caption"] as const;
    for (const report of reports) {
      const $ = read(pages.get(site.template.articlePath(post(report, report.current))));
      for (const field of fields) {
        const selector = selectors[field];
        const expected = report.current[field];
        if (selector === undefined) continue;
        const found = squeeze(
          $(selector)
            .first()
            .clone()
            .find((selectors.drop ?? [":not(*)"]).join())
            .remove()
            .end()
            .text(),
        );
        expect(found, `${report.id} ${field}`).toBe(squeeze(expected ?? ""));
      }
    }
  });

  it("names the report that its figures come from", () => {
    for (const report of reports) {
      const $ = read(pages.get(site.template.articlePath(post(report, report.current))));
      expect($('meta[name="dcterms.source"]').attr("content")).toBe(report.current.facts);
      expect($('meta[name="dcterms.publisher"]').attr("content")).toBe(report.current.publisher);
    }
  });

  it("shows a date exactly where the report has one", () => {
    if (source.selectors.published === undefined) return;
    for (const report of reports) {
      const $ = read(pages.get(site.template.articlePath(post(report, report.current))));
      const shown = $(source.selectors.published).text();
      const year = report.current.published?.slice(0, 4);
      expect(shown === "" ? undefined : /\d{4}/.exec(shown)?.[0], report.id).toBe(year);
    }
  });

  it("keeps its addresses apart and in the form that the source entry names", () => {
    const paths = reports.map((report) => site.template.articlePath(post(report, report.current)));
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(isArticleUrl(`http://${site.host}${path}`, source), path).toBe(true);
  });

  it("lists each article once over all pages of its listing", () => {
    const found: string[] = [];
    let path: string | undefined = site.template.listingPath(1);
    while (path !== undefined) {
      const $: ReturnType<typeof read> = read(pages.get(path));
      found.push(
        ...$(source.links!)
          .get()
          .map((element) => String($(element).attr("href")).replace(/[?&]utm_.*|#.*/, "")),
      );
      path = $(source.nextPage!).attr("href");
    }
    const open = found.filter((link) => !link.startsWith("/noibo/"));
    expect(open.length).toBe(reports.length);
    expect(new Set(open)).toEqual(new Set(reports.map((report) => site.template.articlePath(post(report, report.current)))));
  });

  it("links to a closed area that its robots.txt forbids", () => {
    const robots = parseRobots(`http://${site.host}/robots.txt`, pages.get("/robots.txt")!.body);
    const $ = read(pages.get(site.template.listingPath(1)));
    const closed = $(source.links!)
      .get()
      .map((element) => String($(element).attr("href")))
      .filter((link) => link.startsWith("/noibo/"));
    expect(closed).toHaveLength(1);
    expect(pages.has(closed[0]!.replace(/[?&]utm_.*|#.*/, ""))).toBe(true);
    expect(robots.allows(`http://${site.host}${closed[0]}`)).toBe(false);
    expect(isArticleUrl(canonicalUrl(closed[0]!, `http://${site.host}/`)!, source)).toBe(true);
  });
});

it("writes pages in nine ways", () => {
  expect(new Set(sites.map(({ template }) => template)).size).toBe(9);
});

it("changes an article's version with its text, not with the day of the visit", () => {
  const another = buildResources(press, 2, new Date("2027-01-02T00:00:00Z"));
  for (const [host, pages] of resources) {
    for (const [path, { version }] of pages) expect(another.get(host)?.get(path)?.version, host + path).toBe(version);
  }
  const clock = visitorClock(new Date("2027-01-02T00:00:00Z"));
  expect(clock).toBe("Thứ bảy, 02/01/2027");
  expect(read([...another.get("vungcao.baomau.test")!.values()][0]).text()).toContain(clock);
});

describe("the site that copies", () => {
  const pages = [...resources.get(blogSite.host)!].filter(([path]) => path.startsWith("/tong-hop/") && path !== "/tong-hop/");

  it("has two pages of three reports, which stand nowhere else", () => {
    expect(pages).toHaveLength(2);
    expect(blogged).toHaveLength(6);
    const elsewhere = sites.flatMap(({ host }) => [...resources.get(host)!.values()].map((resource) => read(resource).text()));
    for (const { current } of blogged)
      expect(
        elsewhere.some((text) => text.includes(bodyWords(current)[0]!)),
        current.id,
      ).toBe(false);
  });

  it("glues the first paragraph to the links above, and the next title to the links below", () => {
    const $ = read(pages[0]![1]);
    const lists = $(".entry-content ul")
      .get()
      .map((list) =>
        $("li", list)
          .get()
          .map((item) => squeeze($(item).text())),
      );
    const three = blogged.slice(0, 3).map(({ current }) => current);
    expect(lists.map((items) => items.length)).toEqual([6, 6, 6, 6, 6, 5]);
    expect(lists.filter((_, i) => i % 2 === 0).map((items) => items[5])).toEqual(
      three.map((article) => squeeze(article.sapo ?? bodyWords(article)[0]!)),
    );
    expect(lists.filter((_, i) => i % 2 === 1).map((items) => items[5])).toEqual([
      bloggedTitle(three[1]!),
      bloggedTitle(three[2]!),
      undefined,
    ]);
    expect(squeeze($("h1").text())).toBe(bloggedTitle(three[0]!));
    expect(
      $(".entry-content")
        .text()
        .match(/--- Bài (mới|cũ) hơn ---/g),
    ).toHaveLength(6);
    expect(
      $('meta[name="dcterms.source"]')
        .get()
        .map((meta) => $(meta).attr("content")),
    ).toEqual(three.map(({ facts }) => facts));
  });
});

describe("the running farm", () => {
  let farm: Farm;
  beforeAll(async () => {
    farm = await startFarm({ press, edition: 1 });
  });
  afterAll(() => farm.close());

  const ask = async (host: string, path: string, headers: Record<string, string> = {}) => {
    const response = await request(`http://127.0.0.1:${farm.port}${path}`, { headers: { host, ...headers } });
    return { status: response.statusCode, headers: response.headers, bytes: Buffer.from(await response.body.arrayBuffer()) };
  };

  it("tells where its hosts listen, and knows no others", () => {
    expect(farm.hosts).toHaveLength(10);
    for (const host of farm.hosts) expect(farm.resolve(host)).toEqual({ address: "127.0.0.1", port: farm.port });
    expect(farm.resolve("baonghean.vn")).toBeNull();
  });

  it.each(sites.map(({ host, validator }) => [host, validator] as const))(
    "answers a conditional request to %s with 304 (%s)",
    async (host) => {
      const { headers } = await ask(host, "/");
      const conditions = {
        ...(headers.etag === undefined ? {} : { "if-none-match": String(headers.etag) }),
        ...(headers["last-modified"] === undefined ? {} : { "if-modified-since": String(headers["last-modified"]) }),
      };
      expect(conditions).not.toEqual({});
      expect(await ask(host, "/", conditions)).toMatchObject({ status: 304, bytes: Buffer.alloc(0) });
      expect(farm.requests.at(-1)).toMatchObject({ host, path: "/", status: 304, conditional: true });
    },
  );

  it("packs what it sends when the client can unpack it", async () => {
    const plain = await ask("songhong.baomau.test", "/");
    const packed = await ask("songhong.baomau.test", "/", { "accept-encoding": "gzip, br" });
    expect(packed.headers["content-encoding"]).toBe("gzip");
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2);
  });

  it("has no page that nobody wrote", async () => {
    expect((await ask("songhong.baomau.test", "/khong-co")).status).toBe(404);
    expect((await ask("khac.test", "/")).status).toBe(404);
  });

  it("serves the first text of a corrected report, then the corrected one, at the same address", async () => {
    const report = press.find(({ first }) => first !== null)!;
    const site = sites.find(({ id }) => id === report.current.site)!;
    const path = site.template.articlePath(post(report, report.current));
    const words = (article: SampleArticle) => bodyWords(article).join(" ");
    const before = await ask(site.host, path);
    farm.setEdition(2);
    const after = await ask(site.host, path, { "if-modified-since": String(before.headers["last-modified"] ?? "") });
    farm.setEdition(1);
    expect(words(report.first!)).not.toBe(words(report.current));
    expect(after.status).toBe(200);
    expect([before.headers.etag, before.headers["last-modified"]]).not.toEqual([after.headers.etag, after.headers["last-modified"]]);
    expect(squeeze(load(before.bytes.toString()).text())).toContain(bodyWords(report.first!)[0]!);
    expect(squeeze(load(after.bytes.toString()).text())).toContain(bodyWords(report.current)[0]!);
  });
});
