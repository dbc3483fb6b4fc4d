import { gunzipSync } from "node:zlib";
import { load } from "cheerio/slim";
import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Source } from "../types/source.ts";
import { decodeText } from "./charset.ts";
import type { UrlKind } from "./frontier.ts";
import { ownHostTest } from "./sources.ts";
import { canonicalUrl, pathAndQuery } from "./urls.ts";

/** What a discovery page announces: articles of the source, and further discovery pages (next page of a listing, sitemaps of an index). */
export interface Discovered {
  readonly articles: readonly string[];
  readonly more: readonly { readonly url: string; readonly kind: UrlKind }[];
}

/** An article with what the page that announces it says of its dates, and a further sitemap with when it changed; null where nothing is said. */
export interface Announced {
  readonly url: string;
  readonly published: string | null;
  readonly lastmod: string | null;
}

/** What a discovery page announces, with dates. `feeds` are those that a listing page links to in its head. */
export interface Announcement {
  readonly articles: readonly Announced[];
  readonly more: readonly { readonly url: string; readonly kind: UrlKind; readonly lastmod: string | null }[];
  readonly feeds: readonly string[];
}

const maxUnpackedBytes = 12 * 1024 * 1024;

/** The same links without dates. @throws UnreadableDocument */
export function discoverLinks(page: Page, kind: Exclude<UrlKind, "article">, source: Source): Discovered {
  const { articles, more } = discover(page, kind, source);
  return { articles: articles.map(({ url }) => url), more: more.map(({ url, kind: of }) => ({ url, kind: of })) };
}

/**
 * The links that a feed, sitemap or listing page of a source announces: canonical, each once, in the order of the page, only those on the
 * source's own hosts (old and new ones, with or without "www."), articles only those that fit `articleUrl`.
 * The dates that a listing prints beside its links are looked for only `withDates`: that takes time.
 * @throws UnreadableDocument for a feed or sitemap that holds neither
 */
export function discover(
  page: Page,
  kind: Exclude<UrlKind, "article">,
  source: Source,
  { withDates = false }: { withDates?: boolean } = {},
): Announcement {
  const text = decodeText(unpackFile(page), page.charset);
  if (kind === "feed") return { articles: keepArticles(feedLinks(text, page.url), page.url, source), more: [], feeds: [] };
  if (kind === "sitemap") {
    const { pages, sitemaps } = sitemapLinks(text, page.url);
    const more = keepOwn(sitemaps, page.url, source).map(({ url, lastmod }) => ({ url, lastmod, kind: "sitemap" as const }));
    return { articles: keepArticles(pages, page.url, source), more, feeds: [] };
  }
  const { links, next, feeds } = listingLinks(text, source, withDates);
  const more = keepOwn(next, page.url, source).map(({ url }) => ({ url, lastmod: null, kind: "listing" as const }));
  const ownFeeds = keepOwn(feeds, page.url, source).map(({ url }) => url);
  return { articles: keepArticles(links, page.url, source), more: more.slice(0, 1), feeds: ownFeeds };
}

/** The address that an article's page names as its own (`<link rel="canonical">`); null if it names none. Not checked in any way. */
export function canonicalLink(page: Page): string | null {
  // Looked for in the bytes: a page of Vietnamese as text takes four times its room, for one line of it.
  const head = Buffer.from(page.body.buffer, page.body.byteOffset, Math.min(page.body.byteLength, maxHeadBytes));
  for (let at = head.indexOf("canonical"); at !== -1; at = head.indexOf("canonical", at + 1)) {
    const [begin, end] = [head.lastIndexOf("<", at), head.indexOf(">", at)];
    const tag = begin === -1 || end - begin > 2_000 ? "" : head.toString("utf8", begin, end + 1);
    if (!/^<link\s[^>]*\brel\s*=\s*["']?canonical["'\s/>]/iu.test(tag)) continue;
    const href = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/iu.exec(tag);
    const address = href?.[1] ?? href?.[2] ?? href?.[3];
    if (address !== undefined) return canonicalUrl(address.replaceAll("&amp;", "&"), page.url);
  }
  return null;
}

/** Heads with long scripts in them were seen; none had its canonical link further back. */
const maxHeadBytes = 128 * 1024;

/** Whether an address is on a host of the source and has the form of its articles. */
export function isArticleUrl(url: string, source: Source): boolean {
  return ownHostTest(source)(new URL(url).host) && new RegExp(source.articleUrl, "u").test(pathAndQuery(url));
}

/** A link as it is written, with dates as they are written. */
interface Link {
  readonly href: string;
  readonly published?: string | undefined;
  readonly lastmod?: string | undefined;
}

function keepOwn(links: readonly Link[], base: string, source: Source): Announced[] {
  const isOwn = ownHostTest(source);
  const kept = new Map<string, Announced>();
  for (const { href, published, lastmod } of links) {
    const url = canonicalUrl(href, base);
    if (url === null || url === base || kept.has(url) || !isOwn(new URL(url).host)) continue;
    kept.set(url, { url, published: isoTime(published), lastmod: isoTime(lastmod) });
  }
  return [...kept.values()];
}

function keepArticles(links: readonly Link[], base: string, source: Source): Announced[] {
  const form = new RegExp(source.articleUrl, "u");
  return keepOwn(links, base, source).filter(({ url }) => form.test(pathAndQuery(url)));
}

/** Feeds write RFC 822 dates, sitemaps W3C ones, some only the month; what is neither says nothing. A date without time stays a day. */
function isoTime(written: string | undefined): string | null {
  const trimmed = written?.trim() ?? "";
  const day = /^\d{4}-\d{2}(?:-\d{2})?$/u.exec(trimmed);
  if (day !== null) return day[0];
  const vietnamese = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})/u.exec(trimmed);
  if (vietnamese !== null) return `${vietnamese[3]}-${vietnamese[2]?.padStart(2, "0")}-${vietnamese[1]?.padStart(2, "0")}`;
  const time = Date.parse(trimmed);
  return trimmed.length < 10 || Number.isNaN(time) ? null : new Date(time).toISOString();
}

function feedLinks(text: string, url: string): Link[] {
  const $ = load(text, { xml: true });
  if ($("rss, feed, rdf\\:RDF").length === 0) throw notA("kênh RSS hay Atom", url);
  const textOf = (selector: string, element: Parameters<typeof $>[0]) => $(selector, element).first().text() || undefined;
  const items = $("item")
    .get()
    .map((item) => ({
      href: $("link", item).first().text() || $('guid[isPermaLink="true"]', item).first().text(),
      published: textOf("pubDate", item) ?? textOf("dc\\:date", item),
    }));
  const entries = $("entry")
    .get()
    .map((entry) => ({
      href: $('link[rel="alternate"], link:not([rel])', entry).first().attr("href") ?? "",
      published: textOf("published", entry) ?? textOf("updated", entry),
    }));
  return [...items, ...entries].filter(({ href }) => href.trim() !== "");
}

function sitemapLinks(text: string, url: string): { pages: Link[]; sitemaps: Link[] } {
  const $ = load(text, { xml: true });
  if ($("urlset, sitemapindex").length === 0) throw notA("sơ đồ trang", url);
  const links = (selector: string) =>
    $(selector)
      .get()
      .map((element) => ({
        href: $(element).children("loc").text(),
        lastmod: $(element).children("lastmod").text() || undefined,
        published: $("news\\:publication_date", element).first().text() || undefined,
      }));
  return { pages: links("urlset > url"), sitemaps: links("sitemapindex > sitemap") };
}

function listingLinks(text: string, source: Source, withDates: boolean): { links: Link[]; next: Link[]; feeds: Link[] } {
  const $ = load(text);
  const addresses = (selector: string) =>
    $(selector)
      .get()
      .map((element) => ({ href: $(element).attr("href") ?? "", published: withDates ? dateBeside($, element) : undefined }))
      .filter(({ href }) => href !== "");
  const feeds = addresses('link[rel~="alternate"][type="application/rss+xml"], link[rel~="alternate"][type="application/atom+xml"]');
  return { links: addresses(source.links ?? "a[href]"), next: source.nextPage === undefined ? [] : addresses(source.nextPage), feeds };
}

/** Levels of the tree between a link on a listing and the box of its article. */
const boxLevels = 3;
/** More text than this is no longer the box of one article. */
const longestBox = 800;

/** The date that a listing prints beside a link: in the smallest box around it that has one and no second article. */
function dateBeside($: ReturnType<typeof load>, element: Parameters<ReturnType<typeof load>>[0]): string | undefined {
  const href = $(element).attr("href");
  let box = $(element);
  for (let level = 0; level <= boxLevels; level++, box = box.parent()) {
    const links = $("a[href]", box).get();
    if (links.length > 6 || (level > 0 && links.some((link) => isOtherArticle($(link).attr("href"), href)))) return undefined;
    const stamped = $("time[datetime]", box).first().attr("datetime");
    if (stamped !== undefined) return stamped;
    const text = box.text();
    if (text.length > longestBox) return undefined;
    const written = /(?<!\d)(\d{1,2})\s*[/-]\s*(\d{1,2})\s*[/-]\s*(20\d{2})(?!\d)/u.exec(text);
    if (written !== null) return written.slice(1, 4).join("/");
  }
  return undefined;
}

/** Sections and authors are linked beside an article, too: the names of articles are longer. */
const isOtherArticle = (link: string | undefined, own: string | undefined): boolean =>
  link !== undefined && link !== own && link.length >= Math.min(30, own?.length ?? 0);

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
