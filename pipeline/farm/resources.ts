import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { dateParts, escapeHtml, visitorClock } from "./markup.ts";
import type { SampleArticle, SampleReport } from "./press.ts";
import {
  type ArticleView,
  numberOf,
  type Posted,
  post,
  type Site,
  sectionName,
  sites,
  slugOf,
  spotlightTitles,
  type Teaser,
} from "./sites.ts";
import { blogListing, blogPage, blogPath, blogSite } from "./templates/blog.ts";
import { encodeWindows1258 } from "./windows1258.ts";

export type Edition = 1 | 2;

/** What one address of the farm answers. `version` changes exactly when the content does (today's date on a page is no content). */
export interface Resource {
  readonly type: string;
  readonly body: Uint8Array;
  readonly version: string;
  readonly validator: Site["validator"];
}

/** All addresses of an edition: host, then path with query. */
export type Resources = ReadonlyMap<string, ReadonlyMap<string, Resource>>;

/** Reports to a page of the copying site. */
const perBlogPage = 3;
const blogPages = 2;

/** All pages of all sites in one edition, as they look at `now`. */
export function buildResources(press: readonly SampleReport[], edition: Edition, now: Date): Resources {
  const blogged = chooseBlogged(press);
  const own = press.filter((report) => !blogged.includes(report));
  const built = sites.map((site) => [site.host, buildSite(site, own, edition, now)] as const);
  return new Map([...built, [blogSite.host, buildBlog(blogged, now)] as const]);
}

/** The reports that only the copying site carries: the six shortest that need no date of their own; fewer if there are not so many. */
export function chooseBlogged(press: readonly SampleReport[]): readonly SampleReport[] {
  const fitting = press.filter(
    ({ current, first }) => first === null && current.published === null && current.place !== null && isPlain(current),
  );
  const sorted = fitting.toSorted((a, b) => lengthOf(a.current) - lengthOf(b.current) || a.id.localeCompare(b.id));
  return sorted.slice(0, Math.min(blogPages, Math.floor(sorted.length / perBlogPage)) * perBlogPage);
}

function isPlain({ body }: SampleArticle): boolean {
  return body.every(({ kind }) => kind === "paragraph");
}

function lengthOf({ body }: SampleArticle): number {
  return body.reduce((sum, block) => sum + ("text" in block ? block.text.length : 0), 0);
}

interface Placed extends Posted {
  readonly path: string;
  readonly teaser: Teaser;
}

function buildSite(site: Site, press: readonly SampleReport[], edition: Edition, now: Date): Map<string, Resource> {
  const placed = place(site, press, edition);
  const html = (text: string) => encodePage(text, site, now);
  const resources = new Map<string, Resource>();
  placed.forEach((article, index) => {
    resources.set(article.path, html(site.template.article(viewOf(article, index, placed, site, now))));
  });
  for (const [path, text] of listings(site, placed, now)) resources.set(path, html(text));
  const first = resources.get(site.template.listingPath(1));
  if (first !== undefined) resources.set("/", first);
  for (const [path, resource] of announcements(site, placed)) resources.set(path, resource);
  resources.set("/robots.txt", plainText(robots(site.host, site.crawlDelay)));
  for (const { path } of spotlight(site, site.id, 8))
    resources.set(path, html("<html><body><p>Chỉ dành cho cán bộ của tòa soạn.</p></body></html>"));
  return resources;
}

function place(site: Site, press: readonly SampleReport[], edition: Edition): readonly Placed[] {
  const own = press.filter(({ current }) => current.site === site.id);
  const posted = own.map((report) => ({ report, ...post(report, edition === 1 ? (report.first ?? report.current) : report.current) }));
  const newestFirst = posted.toSorted((a, b) => rankOf(b.report).localeCompare(rankOf(a.report)));
  return newestFirst.map((item) => {
    const path = site.template.articlePath(item);
    return { ...item, path, teaser: { title: item.article.title, path, sapo: leadOf(item.article) } };
  });
}

/** Reports without a date get a steady place among the others. */
function rankOf({ id, current }: SampleReport): string {
  return `${current.published ?? String(2008 + (numberOf(`${id}/rank`) % 14))} ${id}`;
}

function leadOf({ sapo, body }: SampleArticle): string {
  if (sapo !== null) return sapo;
  const [first] = body;
  const text = first !== undefined && "text" in first ? first.text : "";
  return text.length > 140 ? `${text.slice(0, text.lastIndexOf(" ", 140))}…` : text;
}

function viewOf(article: Placed, index: number, placed: readonly Placed[], site: Site, now: Date): ArticleView {
  const others = [...placed.slice(index + 1), ...placed.slice(0, index)];
  const related = others.slice(0, 4).map(({ teaser }) => teaser);
  const { teaser: _, ...posted } = article;
  return {
    ...posted,
    site,
    now,
    related,
    section: sectionName(article.article.section),
    spotlight: spotlight(site, article.article.id, 3),
  };
}

/** Headlines that lead into the part of a site that its robots.txt closes, at addresses that look like articles. */
function spotlight(site: Site, seed: string, count: number): readonly Teaser[] {
  return Array.from({ length: count }, (_, step) => {
    const title = spotlightTitles[(numberOf(seed) + step) % spotlightTitles.length] ?? "";
    const number = 100_000 + (numberOf(title) % 900_000);
    const hidden = { article: { published: null, section: "thoi-su" }, slug: slugOf(title), number };
    return { title, path: `/noibo${site.template.articlePath(hidden)}`, sapo: "Mời bạn đọc theo dõi trên số báo tới." };
  });
}

function listings(site: Site, placed: readonly Placed[], now: Date): readonly (readonly [string, string])[] {
  const { perPage, template } = site;
  const pages = Math.max(1, Math.ceil(placed.length / perPage));
  const path = (page: number) => (page >= 1 && page <= pages ? template.listingPath(page) : null);
  return Array.from({ length: pages }, (_, index) => {
    const teasers = placed.slice(index * perPage, (index + 1) * perPage).map(({ teaser }) => teaser);
    const shown = index === 0 ? [...teasers, ...spotlight(site, site.id, 1)] : teasers;
    return [
      template.listingPath(index + 1),
      template.listing({ site, teasers: shown, previous: path(index), next: path(index + 2), now }),
    ] as const;
  });
}

function announcements(site: Site, placed: readonly Placed[]): readonly (readonly [string, Resource])[] {
  const xml = (text: string) => textResource(text, "application/xml; charset=utf-8", site.validator);
  const feed: (readonly [string, Resource])[] =
    site.rss === "none" ? [] : [["/rss/xay-dung-dang.rss", encodeFeed(rss(site, placed.slice(0, 10)), site)]];
  if (site.sitemap === "urlset") return [...feed, ["/sitemap.xml", xml(sitemap(site.host, placed))]];
  const half = Math.ceil(placed.length / 2);
  const packed = gzipSync(sitemap(site.host, placed.slice(half)));
  const index = `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${["sitemap-1.xml", "sitemap-2.xml.gz"].map((name) => `<sitemap><loc>http://${site.host}/${name}</loc></sitemap>`).join("")}</sitemapindex>`;
  return [
    ...feed,
    ["/sitemap.xml", xml(index)],
    ["/sitemap-1.xml", xml(sitemap(site.host, placed.slice(0, half)))],
    ["/sitemap-2.xml.gz", { type: "application/x-gzip", body: packed, version: digest(packed), validator: site.validator }],
  ];
}

function sitemap(host: string, placed: readonly Placed[]): string {
  const entries = placed.map(
    ({ path, article }) =>
      `<url><loc>${escapeHtml(`http://${host}${path}`)}</loc>${article.published === null ? "" : `<lastmod>${dateParts(article.published).iso}</lastmod>`}</url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join("\n")}\n</urlset>`;
}

function rss(site: Site, placed: readonly Placed[]): string {
  const items = placed.map(({ path, teaser, article }) => {
    const date = article.published === null ? "" : `<pubDate>${new Date(dateParts(article.published).iso).toUTCString()}</pubDate>`;
    return `<item><title>${escapeHtml(teaser.title)}</title><link>${escapeHtml(`http://${site.host}${path}`)}?utm_source=rss</link><description><![CDATA[${teaser.sapo}]]></description>${date}</item>`;
  });
  const encoding = site.rss === "utf-16le" ? "UTF-16" : "UTF-8";
  return `<?xml version="1.0" encoding="${encoding}"?>\n<rss version="2.0"><channel><title>${site.name}</title><link>http://${site.host}/</link>\n${items.join("\n")}\n</channel></rss>`;
}

function encodeFeed(text: string, site: Site): Resource {
  if (site.rss !== "utf-16le") return textResource(text, "application/rss+xml; charset=utf-8", site.validator);
  const body = Buffer.from(`\uFEFF${text}`, "utf16le");
  return { type: "application/rss+xml", body, version: digest(body), validator: site.validator };
}

function encodePage(text: string, site: Pick<Site, "charset" | "validator">, now: Date): Resource {
  const body = site.charset === "windows-1258" ? encodeWindows1258(text) : Buffer.from(text);
  const type = site.charset === "declared" ? "text/html; charset=utf-8" : "text/html";
  return { type, body, version: digest(text.replaceAll(visitorClock(now), "")), validator: site.validator };
}

function textResource(text: string, type: string, validator: Site["validator"]): Resource {
  return { type, body: Buffer.from(text), version: digest(text), validator };
}

function plainText(text: string): Resource {
  return textResource(text, "text/plain; charset=utf-8", "etag");
}

function robots(host: string, crawlDelay: string | null): string {
  const delay = crawlDelay === null ? "" : `Crawl-delay: ${crawlDelay}\n`;
  return `# ${host}\nUser-agent: *\nDisallow: /noibo/\n${delay}\nSitemap: http://${host}/sitemap.xml\n`;
}

function buildBlog(blogged: readonly SampleReport[], now: Date): Map<string, Resource> {
  const pages = Array.from({ length: blogged.length / perBlogPage }, (_, page) =>
    blogged.slice(page * perBlogPage, (page + 1) * perBlogPage).map(({ current }) => current),
  );
  const paths = pages.map(([head]) => blogPath(slugOf(head?.title ?? "")));
  const site = { charset: "declared", validator: "both" } as const;
  const resources = new Map(pages.map((articles, page) => [paths[page] ?? "", encodePage(blogPage(articles), site, now)]));
  const listing = encodePage(blogListing(pages, paths), site, now);
  return new Map([...resources, ["/", listing], ["/tong-hop/", listing], ["/robots.txt", plainText(robots(blogSite.host, null))]]);
}

function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
