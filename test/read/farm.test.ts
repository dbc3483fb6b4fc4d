import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadPress, type SampleArticle } from "../../pipeline/farm/press.ts";
import { buildResources, chooseBlogged, type Resource } from "../../pipeline/farm/resources.ts";
import { post, sites } from "../../pipeline/farm/sites.ts";
import { bloggedTitle, blogSite } from "../../pipeline/farm/templates/blog.ts";
import { readWrittenPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { Source } from "../../pipeline/types/source.ts";
import { bodyOf, pageOf, shingleF1, textOfKinds } from "./bench.ts";

const corpus = new URL("../../corpus/sample/", import.meta.url);
const press = loadPress(fileURLToPath(new URL("press", corpus)));
const resources = buildResources(press, 2, new Date("2026-11-22T02:00:00Z"));
const blogged = chooseBlogged(press);

/** A source entry as the crawl reads it; `selectors` may be taken away to test the generic reader. */
function sourceOf(id: string): Source {
  const entry = parse(readFileSync(new URL(`sources/${id}.yaml`, corpus), "utf8"));
  return { enabled: true, feeds: [], sitemaps: [], listings: [], datelines: [], selectors: {}, ...entry };
}

function toPage(host: string, path: string, resource: Resource): Page {
  return pageOf(resource.body, { url: `http://${host}${path}`, charset: /charset=([\w-]+)/u.exec(resource.type)?.[1] ?? null });
}

/** What the press file says the reader has to find. */
function wantedBody({ body }: SampleArticle): string {
  return body
    .map((block) =>
      block.kind === "list"
        ? block.items.join("\n")
        : block.kind === "table"
          ? block.rows.map((row) => row.join(" ")).join("\n")
          : block.text,
    )
    .join("\n");
}

/** A document of the Party has title and date of its own, and head and foot apart from its text. */
function checkDocument({ document, title, publishedFrom, text, publisher }: Article, want: SampleArticle): readonly string[] {
  const wanted = wantedBody(want);
  const lost = text
    .split("\n")
    .slice(1)
    .filter((line) => !wanted.includes(line));
  const found: readonly (readonly [string, boolean])[] = [
    [`number: ${document?.number}`, document?.number != null && wanted.includes(document.number)],
    [`title: ${title}`, wanted.toLowerCase().includes(document?.subject?.toLowerCase() ?? "?")],
    [`published from: ${publishedFrom}`, publishedFrom === "document"],
    [`text: ${lost}`, lost.length === 0 && text.length > wanted.length * 0.7],
    [`publisher: ${publisher}`, publisher === want.publisher],
  ];
  return found.filter(([, holds]) => !holds).map(([name]) => `${want.id} ${name}`);
}

function check(article: Article, want: SampleArticle): readonly string[] {
  if (article.document !== undefined) return checkDocument(article, want);
  const published = want.published === null ? null : want.published.includes("T") ? `${want.published}+07:00` : want.published;
  const found: readonly (readonly [string, boolean])[] = [
    [`title: ${article.title}`, article.title === want.title || article.title === `${want.kicker} ${want.title}`],
    [
      `published: ${article.publishedAt} (${article.publishedFrom}), not ${published}`,
      published === null ? article.publishedAt === null : article.publishedAt?.startsWith(published) === true,
    ],
    [`body: ${shingleF1(bodyOf(article), wantedBody(want)).toFixed(3)}`, shingleF1(bodyOf(article), wantedBody(want)) >= 0.97],
    [`sapo: ${textOfKinds(article, "sapo")}`, textOfKinds(article, "sapo") === (want.sapo ?? "")],
    [`kicker: ${textOfKinds(article, "kicker")}`, textOfKinds(article, "kicker") === (want.kicker ?? "")],
    [`captions: ${article.captions}`, article.captions.join("|") === (want.caption ?? "")],
    [
      `byline: ${article.byline}`,
      want.byline === null ? article.byline === null : article.byline !== null && want.byline.startsWith(article.byline),
    ],
    [`basedOn: ${article.basedOn}`, article.basedOn === want.facts],
    [`publisher: ${article.publisher}`, article.publisher === want.publisher],
    [`trust: ${article.trust}`, article.trust === "ok"],
  ];
  return found.filter(([, holds]) => !holds).map(([name]) => `${want.id} ${name}`);
}

describe.each(sites.map((site) => [site.id, site] as const))("the pages of %s", (id, site) => {
  const own = press.filter(({ current }) => current.site === id && !blogged.some((report) => report.id === current.id));
  const pages = own.map((report) => {
    const path = site.template.articlePath(post(report, report.current));
    return { want: report.current, page: toPage(site.host, path, resources.get(site.host)?.get(path) as Resource) };
  });

  it.each([
    ["by the source's selectors", sourceOf(id)],
    ["by the generic rules alone", { ...sourceOf(id), selectors: {} }],
  ])("read back to what was written, %s", (_how, source) => {
    const wrong = pages.flatMap(({ want, page }) => {
      const articles = readWrittenPage(page, { source });
      return articles.length === 1 ? check(articles[0] as Article, want) : [`${want.id}: ${articles.length} articles`];
    });
    expect(wrong).toEqual([]);
  });

  it("carry no word of the teasers, counters, clocks and menus into the text", () => {
    const traps =
      /Chi bộ khu phố 4 thăm|Một huyện miền núi kết nạp 512|sổ tay đảng viên điện tử|Thi hành kỷ luật 17 đảng viên|286 đảng viên đăng ký|Có 31 tổ chức|Kiểm tra 23 tổ chức|12 lớp xóa mù|Lượt (?:xem|đọc)|2026|Đang truy cập|Mời bạn đọc/u;
    for (const { want, page } of pages) expect(readWrittenPage(page, { source: sourceOf(id) })[0]?.text, want.id).not.toMatch(traps);
  });
});

describe("the copying site", () => {
  const pages = [...(resources.get(blogSite.host) ?? [])].filter(([path]) => path.endsWith(".html"));

  it("has several articles a page, each with its title, author, text and report", () => {
    const found = pages.flatMap(([path, resource]) =>
      readWrittenPage(toPage(blogSite.host, path, resource), { source: sourceOf("tonghop") }),
    );
    expect(found.map((article) => article.title)).toEqual(blogged.map(({ current }) => bloggedTitle(current)));
    found.forEach((article, index) => {
      const { current: want } = blogged[index] as (typeof blogged)[number];
      const text = [...(want.sapo === null ? [] : [want.sapo]), wantedBody(want)].join("\n");
      expect(shingleF1(textOfKinds(article, "sapo", "paragraph", "heading", "list", "table"), text), want.id).toBeGreaterThanOrEqual(0.97);
      expect([article.byline, article.basedOn, article.publisher, article.publishedAt], want.id).toEqual([
        want.byline,
        want.facts,
        want.publisher,
        null,
      ]);
    });
  });
});
