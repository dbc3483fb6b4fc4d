import { gunzipSync } from "node:zlib";
import { load } from "cheerio/slim";
import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Source } from "../types/source.ts";
import { decodeText } from "./charset.ts";
import type { UrlKind } from "./frontier.ts";
import { canonicalUrl, pathAndQuery } from "./urls.ts";

/** What a discovery page announces: articles of the source, and further discovery pages (next page of a listing, sitemaps of an index). */
export interface Discovered {
  readonly articles: readonly string[];
  readonly more: readonly { readonly url: string; readonly kind: UrlKind }[];
}

const maxUnpackedBytes = 12 * 1024 * 1024;

/**
 * The links that a feed, sitemap or listing page of a source announces: canonical, each once, in the order of the page, only those on the
 * source's own hosts, articles only those that fit `articleUrl`.
 * @throws UnreadableDocument for a feed or sitemap that holds neither
 */
export function discoverLinks(page: Page, kind: Exclude<UrlKind, "article">, source: Source): Discovered {
  const text = decodeText(unpackFile(page), page.charset);
  if (kind === "feed") return { articles: keepArticles(feedLinks(text, page.url), page.url, source), more: [] };
  if (kind === "sitemap") {
    const { pages, sitemaps } = sitemapLinks(text, page.url);
    const more = keepOwn(sitemaps, page.url, source).map((url) => ({ url, kind: "sitemap" as const }));
    return { articles: keepArticles(pages, page.url, source), more };
  }
  const { links, next } = listingLinks(text, source);
  const more = keepOwn(next, page.url, source).map((url) => ({ url, kind: "listing" as const }));
  return { articles: keepArticles(links, page.url, source), more: more.slice(0, 1) };
}

/** Whether an address is on a host of the source and has the form of its articles. */
export function isArticleUrl(url: string, source: Source): boolean {
  return hostsOf(source).has(new URL(url).host) && new RegExp(source.articleUrl, "u").test(pathAndQuery(url));
}

function hostsOf(source: Source): ReadonlySet<string> {
  const addresses = [source.home, ...source.feeds, ...source.sitemaps, ...source.listings];
  return new Set(addresses.map((address) => new URL(address).host));
}

function keepOwn(links: readonly string[], base: string, source: Source): string[] {
  const hosts = hostsOf(source);
  const urls = links.map((link) => canonicalUrl(link, base)).filter((url) => url !== null);
  return [...new Set(urls)].filter((url) => url !== base && hosts.has(new URL(url).host));
}

function keepArticles(links: readonly string[], base: string, source: Source): string[] {
  const form = new RegExp(source.articleUrl, "u");
  return keepOwn(links, base, source).filter((url) => form.test(pathAndQuery(url)));
}

function feedLinks(text: string, url: string): string[] {
  const $ = load(text, { xml: true });
  if ($("rss, feed, rdf\\:RDF").length === 0) throw notA("kênh RSS hay Atom", url);
  const items = $("item")
    .get()
    .map((item) => $("link", item).first().text() || $('guid[isPermaLink="true"]', item).first().text());
  const entries = $("entry")
    .get()
    .map((entry) => $('link[rel="alternate"], link:not([rel])', entry).first().attr("href") ?? "");
  return [...items, ...entries].filter((link) => link.trim() !== "");
}

function sitemapLinks(text: string, url: string): { pages: string[]; sitemaps: string[] } {
  const $ = load(text, { xml: true });
  if ($("urlset, sitemapindex").length === 0) throw notA("sơ đồ trang", url);
  const locations = (selector: string) =>
    $(selector)
      .get()
      .map((element) => $(element).text());
  return { pages: locations("urlset > url > loc"), sitemaps: locations("sitemapindex > sitemap > loc") };
}

function listingLinks(text: string, source: Source): { links: string[]; next: string[] } {
  const $ = load(text);
  const addresses = (selector: string) =>
    $(selector)
      .get()
      .map((element) => $(element).attr("href"))
      .filter((href) => href !== undefined);
  return { links: addresses(source.links ?? "a[href]"), next: source.nextPage === undefined ? [] : addresses(source.nextPage) };
}

function notA(what: string, url: string): UnreadableDocument {
  return new UnreadableDocument(`${url} không phải ${what}.`, "Kiểm tra địa chỉ trong tệp nguồn tin.");
}

/** Sitemaps are often files packed with gzip, whatever their media type says. */
function unpackFile({ body, url }: Page): Uint8Array {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: maxUnpackedBytes });
  } catch (cause) {
    throw new UnreadableDocument(`Không giải nén được ${url}.`, "Kiểm tra địa chỉ trong tệp nguồn tin.", cause);
  }
}
