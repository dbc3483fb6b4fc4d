import type { DateOrigin } from "../types/article.ts";
import type { Page } from "../types/page.ts";
import type { Selectors, Source } from "../types/source.ts";
import { blockIndex, type HtmlBlock } from "./blocks.ts";
import { isInClutter } from "./clutter.ts";
import { dateFromUrl, readDate, readDateLine, readMachineDate } from "./dates.ts";
import { ancestorsOf, type Document, type Element, isWithin, namesOf, select, textOf } from "./dom.ts";
import { hasFinalMark } from "./lines.ts";
import { readLinkedData } from "./linked-data.ts";

/** What the head of a page says, before the article is looked at. */
export interface PageData {
  readonly headline: string | null;
  readonly siteName: string | null;
  readonly publisher: readonly string[];
  readonly basedOn: readonly string[];
  readonly published: { readonly at: string; readonly from: DateOrigin } | null;
  readonly modifiedAt: string | null;
}

const PUBLISHED_NAMES = new Set(
  "article:published_time og:article:published_time og:published_time og:pubdate pubdate publishdate publish-date publish_date publication_date published date dc.date dc.date.issued dc.date.created dcterms.date dcterms.created dcterms.issued datepublished citation_publication_date citation_date parsely-pub-date sailthru.date article.published bt:pubdate published_time_telegram displaydate originalpublicationdate cxenseparse:recs:publishtime".split(
    " ",
  ),
);
const MODIFIED_NAMES = new Set(
  "article:modified_time og:updated_time og:article:modified_time dateModified datemodified dc.date.modified dcterms.modified last-modified lastmod".split(
    " ",
  ),
);

/** Reads the meta elements and JSON-LD of a page. */
export function readPageData(page: Document): PageData {
  const metas = select(page, "meta").map((element) => ({
    element,
    name: (element.attribs.name ?? element.attribs.property ?? "").toLowerCase(),
    content: (element.attribs.content ?? "").trim(),
  }));
  const all = (...names: string[]): string[] =>
    metas.filter((meta) => names.includes(meta.name) && meta.content !== "").map((meta) => meta.content);
  const dated = (names: ReadonlySet<string>): string | null =>
    firstDate(metas.filter((meta) => names.has(meta.name)).map((meta) => meta.content));
  const linked = readLinkedData(select(page, 'script[type="application/ld+json"]').map((script) => scriptText(script)));
  const fromMeta = dated(PUBLISHED_NAMES);
  return {
    headline: linked.headline ?? all("og:title", "twitter:title")[0] ?? null,
    siteName: all("og:site_name")[0] ?? null,
    publisher: all("dcterms.publisher", "dc.publisher"),
    basedOn: all("dcterms.source", "dc.source").filter((value) => /^https?:\/\//iu.test(value)),
    published:
      linked.published !== null ? { at: linked.published, from: "json-ld" } : fromMeta === null ? null : { at: fromMeta, from: "meta" },
    modifiedAt: linked.modified ?? dated(MODIFIED_NAMES),
  };
}

function scriptText(script: Element): string {
  return script.children.map((child) => ("data" in child ? child.data : "")).join("");
}

function firstDate(values: readonly string[]): string | null {
  for (const value of values) {
    const date = readMachineDate(value);
    if (date !== null) return date;
  }
  return null;
}

/** Clocks that show the visitor's day. */
const CLOCK_NAME =
  /(?:^|[\s_-])(?:today|to-day|current-?date|currentdate|clock|dong-?ho|time-?now|date-?now|datetime-?now|ngay-?hien-?tai|lbldate)(?:$|[\s_-])|(?:^|\s)(?:header|top)-?date(?:$|\s)/iu;

function isClockOrClutter(element: Element, title: Element | null): boolean {
  for (const node of ancestorsOf(element)) if (CLOCK_NAME.test(namesOf(node))) return true;
  return isInClutter(element, title);
}

export interface DateSearch {
  readonly page: Document;
  readonly source: Source | null;
  readonly data: PageData;
  readonly address: Page;
  /** All blocks of the page in order; the title's and the body's element among them. */
  readonly blocks: readonly HtmlBlock[];
  readonly title: Element | null;
  readonly body: Element | null;
}

/** The publication date of an article and where it was found: JSON-LD, meta, itemprop, `time`, the source's selector, a date line near the title, the address. */
export function findPublished(search: DateSearch): { readonly publishedAt: string | null; readonly publishedFrom: DateOrigin } {
  const { page, source, data, title } = search;
  if (data.published !== null) return { publishedAt: data.published.at, publishedFrom: data.published.from };
  const itemprop = firstDate(
    select(page, '[itemprop="datePublished"]')
      .filter((element) => !isClockOrClutter(element, title))
      .map((element) => element.attribs.content ?? element.attribs.datetime ?? textOf(element)),
  );
  if (itemprop !== null) return { publishedAt: itemprop, publishedFrom: "itemprop" };
  const time = firstDate(
    select(page, "time[datetime]")
      .filter((element) => !isClockOrClutter(element, title))
      .map((element) => element.attribs.datetime ?? ""),
  );
  if (time !== null) return { publishedAt: time, publishedFrom: "time" };
  const selected = select(page, source?.selectors.published).map((element) => readDate(textOf(element).slice(0, 160)));
  const chosen = selected.find((date) => date !== null);
  if (chosen !== undefined && chosen !== null) return { publishedAt: chosen.iso, publishedFrom: "selector" };
  const line = findDateLine(search);
  if (line !== null) return { publishedAt: line, publishedFrom: "dateline" };
  const url = dateFromUrl(search.address.url);
  return url === null ? { publishedAt: null, publishedFrom: "none" } : { publishedAt: url, publishedFrom: "url" };
}

/** How many blocks above and below the title a date line may stand. */
const ABOVE = 4;
const BELOW = 8;

/** The blocks from the title down to the second full sentence: lead and first paragraph may stand before the date. */
function blocksBelow(blocks: readonly HtmlBlock[], anchor: number): readonly HtmlBlock[] {
  const texts = blocks
    .map((_, index) => index)
    .filter((index) => index > anchor && (blocks[index] as HtmlBlock).text.length >= 80 && hasFinalMark((blocks[index] as HtmlBlock).text));
  return blocks.slice(anchor, Math.min(anchor + BELOW, texts[1] ?? Number.POSITIVE_INFINITY));
}

function findDateLine(search: DateSearch): string | null {
  const { blocks, title, body, address } = search;
  const titleAt = title === null ? -1 : blockIndex(blocks, title);
  const bodyAt = body === null ? -1 : blocks.findIndex((block) => isWithin(block.element, body));
  const anchor = titleAt >= 0 ? titleAt : Math.max(0, bodyAt);
  const crawlDay = vietnamDay(address.fetchedAt);
  const below = blocksBelow(blocks, anchor);
  const end = lastBlocks(blocks, body);
  for (const block of [...below, ...end]) {
    const line = usableLine(block, title);
    if (line !== null && !line.looksLikeClock) return line.date.iso;
  }
  for (const block of blocks.slice(Math.max(0, anchor - ABOVE), anchor).reverse()) {
    const line = usableLine(block, title);
    if (line === null || line.looksLikeClock || line.date.iso.slice(0, 10) === crawlDay) continue;
    if (line.isLabelled || line.date.hasTime) return line.date.iso;
  }
  return null;
}

function usableLine(block: HtmlBlock, title: Element | null): ReturnType<typeof readDateLine> {
  return block.text.length > 160 || CLOCK_NAME.test(block.names) || isClockOrClutter(block.element, title)
    ? null
    : readDateLine(block.text);
}

/** A labelled date may stand right below the body ("Cập nhật: …"). */
function lastBlocks(blocks: readonly HtmlBlock[], body: Element | null): readonly HtmlBlock[] {
  if (body === null) return [];
  const last = blocks.findLastIndex((block) => isWithin(block.element, body));
  return blocks.slice(Math.max(0, last - 1), last + 3).filter((block) => readDateLine(block.text)?.isLabelled === true);
}

function vietnamDay(fetchedAt: string): string {
  return readMachineDate(fetchedAt)?.slice(0, 10) ?? "";
}

/** Words of a text, folded, for likeness. */
function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** How much of the shorter text's words the longer one has, 0–1. */
export function likeness(one: string, other: string): number {
  const [a, b] = [wordSet(one), wordSet(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(1, Math.max(Math.min(a.size, b.size), 1)) - Math.abs(a.size - b.size) / (4 * Math.max(a.size, b.size, 1));
}

const TITLE_NAME = /(?:^|[\s_-])(?:title|tit|tieu-?de|headline|entry-title|post-title|header-title|articletitle)(?:$|[\s_-])/iu;

/** The element with the article's title: the source's selector, else the heading most like what the page's head calls it. */
export function findTitle(page: Document, selectors: Selectors | null, named: string | null): Element | null {
  const selected = select(page, selectors?.title)[0];
  if (selected !== undefined && textOf(selected) !== "") return selected;
  const headings = select(page, "h1, h2, h3, [itemprop=headline], [class*=tit i], [class*=tieu i], [id*=title i]").filter((element) => {
    const length = textOf(element).length;
    return (
      length >= 8 &&
      length <= 300 &&
      (/^h[1-3]$/u.test(element.name) || element.attribs.itemprop === "headline" || TITLE_NAME.test(namesOf(element)))
    );
  });
  const scored = headings.map((element, index) => ({ element, score: titleScore(element, index, named) }));
  const best = scored.sort((a, b) => b.score - a.score)[0];
  return best !== undefined && best.score > 0.3 ? best.element : null;
}

function titleScore(element: Element, index: number, named: string | null): number {
  const like = named === null ? 0.4 : likeness(textOf(element), named);
  const rank = element.name === "h1" ? 0.3 : element.name === "h2" ? 0.1 : 0;
  const isLink = element.parent !== null && "name" in element.parent && element.parent.name === "a";
  return like + rank - index * 0.01 - (isLink || isInClutter(element, null) ? 0.3 : 0) - (SITE_NAME.test(textOf(element)) ? 0.5 : 0);
}

/** Names that pages give to themselves and not to an article. */
const SITE_NAME = /^(?:báo|tạp chí|cổng|trang|đài)(?![\p{L}]).{0,60}$/iu;

/** `<title>` without the name of the site at its end. */
export function headTitle(page: Document, siteName: string | null): string | null {
  const element = select(page, "head > title, title")[0];
  const text = element === undefined ? "" : scriptText(element).replace(/\s+/gu, " ").trim();
  if (text === "" || /^(?:cổng|trang) thông tin/iu.test(text)) return null;
  if (siteName !== null && text.endsWith(siteName)) return text.slice(0, -siteName.length).replace(/[\s|–—:-]+$/u, "") || text;
  const parts = text.split(/\s+[|–—]\s+|\s+-\s+(?=[^-]*$)/u);
  return parts.length > 1 && (parts[0] as string).length >= 20 ? (parts[0] as string) : text;
}
