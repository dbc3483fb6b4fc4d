import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { discoverLinks, isArticleUrl } from "../../pipeline/crawl/discover.ts";
import type { Page } from "../../pipeline/types/page.ts";
import { makeSource } from "./make-source.ts";

const source = makeSource("http://bao.vn", { articleUrl: "-\\d+\\.html$", feeds: ["http://rss.bao.vn/tin"] });

function page(body: string | Uint8Array, url = "http://bao.vn/tin"): Page {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  return { url, source: "thu", fetchedAt: "2026-11-20T02:00:00Z", mediaType: "text/html", charset: null, sha256: "", body: bytes };
}

it("takes articles out of RSS: canonical, each once, only on the source's hosts and of its form", () => {
  const rss = `<?xml version="1.0"?><rss version="2.0"><channel><link>http://bao.vn/</link>
    <item><title>Một</title><link>http://bao.vn/mot-1.html?utm_source=rss</link></item>
    <item><link>\n  <![CDATA[http://bao.vn/hai-2.html]]> </link></item>
    <item><link>http://bao.vn/mot-1.html</link></item>
    <item><guid isPermaLink="true">http://rss.bao.vn/ba-3.html</guid></item>
    <item><link>http://quangcao.vn/bon-4.html</link></item>
    <item><link>http://bao.vn/video/nam</link></item></channel></rss>`;
  expect(discoverLinks(page(rss), "feed", source)).toEqual({
    articles: ["http://bao.vn/mot-1.html", "http://bao.vn/hai-2.html", "http://rss.bao.vn/ba-3.html"],
    more: [],
  });
});

it("takes articles out of Atom and out of a feed in UTF-16", () => {
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><link href="http://bao.vn/"/>
    <entry><link rel="self" href="/x"/><link rel="alternate" href="/mot-1.html"/></entry><entry><link href="/hai-2.html"/></entry></feed>`;
  const expected = ["http://bao.vn/mot-1.html", "http://bao.vn/hai-2.html"];
  expect(discoverLinks(page(atom), "feed", source).articles).toEqual(expected);
  expect(discoverLinks(page(Buffer.from(`\uFEFF${atom}`, "utf16le")), "feed", source).articles).toEqual(expected);
});

it("takes articles out of a sitemap, packed or not", () => {
  const xml = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://bao.vn/mot-1.html</loc><lastmod>2020</lastmod></url>
    <url><loc> http://bao.vn/t-2.html?a=1&amp;b=2 </loc></url><url><loc>http://bao.vn/gioi-thieu</loc></url></urlset>`;
  expect(discoverLinks(page(xml), "sitemap", source).articles).toEqual(["http://bao.vn/mot-1.html"]);
  expect(discoverLinks(page(gzipSync(xml)), "sitemap", source).articles).toEqual(["http://bao.vn/mot-1.html"]);
});

it("takes further sitemaps out of an index, but never itself", () => {
  const xml = `<sitemapindex><sitemap><loc>http://bao.vn/s1.xml</loc></sitemap><sitemap><loc>http://bao.vn/tin</loc></sitemap></sitemapindex>`;
  expect(discoverLinks(page(xml), "sitemap", source)).toEqual({ articles: [], more: [{ url: "http://bao.vn/s1.xml", kind: "sitemap" }] });
});

it("takes articles and the next page out of a listing by the source's selectors", () => {
  const html = `<a href="/menu-9.html">menu</a><a class="bai" href="mot-1.html#bl">một</a><a class="bai">không địa chỉ</a>
    <a class="bai" href="/hai-2.html">hai</a><a class="bai" href="javascript:x()">x</a><a class="sau" href="?trang=2">sau</a><a class="sau" href="?trang=9">cuối</a>`;
  expect(discoverLinks(page(html), "listing", source)).toEqual({
    articles: ["http://bao.vn/mot-1.html", "http://bao.vn/hai-2.html"],
    more: [{ url: "http://bao.vn/tin?trang=2", kind: "listing" }],
  });
});

it("looks at every link of a listing when the source names no selector", () => {
  const { links: _, nextPage: __, ...bare } = source;
  expect(discoverLinks(page('<a href="/menu-9.html">x</a><a href="?trang=2">2</a>'), "listing", bare)).toEqual({
    articles: ["http://bao.vn/menu-9.html"],
    more: [],
  });
});

it.each([
  ["feed", "<html><body>Trang không tồn tại</body></html>", /RSS/],
  ["sitemap", "<html></html>", /sơ đồ trang/],
  ["sitemap", gzipSync(Buffer.alloc(20 * 1024 * 1024)), /giải nén/],
] as const)("refuses a %s that is none", (kind, body, message) => {
  expect(() => discoverLinks(page(body), kind, source)).toThrow(message);
});

it("knows the source's articles by host and form", () => {
  expect(isArticleUrl("http://bao.vn/mot-1.html", source)).toBe(true);
  expect(isArticleUrl("http://bao.vn/", source)).toBe(false);
  expect(isArticleUrl("http://khac.vn/mot-1.html", source)).toBe(false);
});
