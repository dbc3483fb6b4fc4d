import type { DateOrigin } from "../types/article.ts";
import type { Selectors } from "../types/source.ts";
import { isInClutter } from "./clutter.ts";
import { readMachineDate, type ZoneRule } from "./dates.ts";
import { type Document, type Element, type Node, rootOf, select, textOf, walk } from "./dom.ts";
import { isMenu } from "./furniture.ts";
import { readLinkedData } from "./linked-data.ts";
import { findModified } from "./published.ts";

export { findPublished } from "./published.ts";

/** What the head of a page says, before the article is looked at. */
export interface PageData {
  readonly headline: string | null;
  readonly siteName: string | null;
  readonly publisher: readonly string[];
  readonly basedOn: readonly string[];
  readonly published: { readonly at: string; readonly from: DateOrigin } | null;
  readonly modifiedAt: string | null;
  /** How this page's machine dates are to be read: a Vietnamese page's on the clock of Viet Nam. */
  readonly zone: ZoneRule;
}

/** Names of meta elements that tell when a page was published, surest first (the list of htmldate and what Vietnamese content systems write). */
const PUBLISHED_NAMES =
  "article:published_time article:published article:published_date article:publicationdate article:post_date article.published article.created article_date_original og:article:published_time og:article:published og:published_time og:publish_date og:datepublished og:pubdate og:question:published_time datepublished date_published published_time published-date published_date publisheddate published_time_telegram publish_date publish-date publishdate publish_time publishtime publication_date published pubdate pub_date pub-date bt:pubdate rbpubdate parsely-pub-date sailthru.date citation_publication_date citation_online_date citation_date dc.date.issued dc.date.publication dcterms.issued dc.date.created dcterms.created dc.created dc:created dcterms.date dc.date dc:date dcsext.articlefirstpublished displaydate originalpublicationdate rnews:datepublished mediator_published_time cxenseparse:recs:publishtime shareaholic:article_published_time vr:published_time video:release_date analyticsattributes.articledate field-name-post-date twt-published-at og:regdate date_created datecreated datecreate dateposted created content_create_date doc_date release_date gentime ptime pdate timestamp date".split(
    " ",
  );
const MODIFIED_NAMES =
  "article:modified_time article:modified article:modified_date article:post_modified og:article:modified_time og:modified_time og:updated_time datemodified date_modified dc.date.modified dc.modified dcterms.modified bt:moddate modified_time modificationdate updated_time revision_date last-modified lastmodified lastmod".split(
    " ",
  );

/** Reads the meta elements and JSON-LD of a page. */
export function readPageData(page: Document): PageData {
  const zone = zoneOf(page);
  const metas = metasOf(page);
  const linked = readLinkedData(
    page
      .named("script")
      .filter(({ attribs }) => attribs.type !== undefined && /ld\+json/iu.test(attribs.type))
      .map(scriptText),
    zone,
  );
  const fromMeta = dateIn(metas, PUBLISHED_NAMES, zone);
  const allOf = (...names: readonly string[]): readonly string[] => names.flatMap((name) => metas.get(name) ?? []);
  return {
    headline: linked.headline ?? allOf("og:title", "twitter:title")[0] ?? null,
    siteName: metas.get("og:site_name")?.[0] ?? null,
    publisher: allOf("dcterms.publisher", "dc.publisher"),
    basedOn: allOf("dcterms.source", "dc.source").filter((value) => /^https?:\/\//iu.test(value)),
    published:
      linked.published !== null ? { at: linked.published, from: "json-ld" } : fromMeta === null ? null : { at: fromMeta, from: "meta" },
    modifiedAt: linked.modified ?? dateIn(metas, MODIFIED_NAMES, zone) ?? findModified(page, zone),
    zone,
  };
}

/** What the meta elements say, by their names in lower case; empty ones say nothing. */
type Metas = ReadonlyMap<string, readonly string[]>;

function metasOf(page: Document): Metas {
  const metas = new Map<string, string[]>();
  for (const { attribs } of page.named("meta")) {
    const content = (attribs.content ?? attribs.value ?? "").trim();
    if (content === "") continue;
    const name = (attribs.name ?? attribs.property ?? attribs["http-equiv"] ?? "").toLowerCase();
    metas.set(name, [...(metas.get(name) ?? []), content]);
  }
  return metas;
}

function dateIn(metas: Metas, names: readonly string[], zone: ZoneRule): string | null {
  for (const name of names) {
    const date = firstDate(metas.get(name) ?? [], zone);
    if (date !== null) return date;
  }
  return null;
}

/** Letters that only Vietnamese has. */
const VIETNAMESE = codesOf("đươạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ");
/** How much of a page is looked at for them, and how many make it Vietnamese: an English text about Vietnam has some names. */
const SAMPLE = 4000;
const ENOUGH = 12;

function codesOf(letters: string): ReadonlySet<number> {
  return new Set([...letters, ...letters.toUpperCase()].map((letter) => letter.charCodeAt(0)));
}

function zoneOf(page: Document): ZoneRule {
  return holdsVietnamese(rawTitle(page), 2) || holdsVietnamese(sampleOf(page), ENOUGH) ? "vietnam" : "as written";
}

function holdsVietnamese(text: string, enough: number): boolean {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f && VIETNAMESE.has(code) && ++count === enough) return true;
  }
  return false;
}

function sampleOf(page: Document): string {
  const root = rootOf(page);
  let sample = "";
  if (root === null) return sample;
  walk(root, {
    enter: (element) => sample.length < SAMPLE && !element.isHidden,
    text: (data) => {
      if (sample.length < SAMPLE) sample += data;
    },
  });
  return sample;
}

function scriptText(script: Element): string {
  let text = "";
  for (let child = script.first; child !== null; child = child.next) if (child.type === "text") text += child.data;
  return text;
}

function firstDate(values: readonly string[], zone: ZoneRule): string | null {
  for (const value of values) {
    const date = readMachineDate(value, zone);
    if (date !== null) return date;
  }
  return null;
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

const TITLE_NAME =
  /(?:^|[\s_-])(?:title|tit|tt|tieu-?de|headline|entry-title|post-title|header-title|article-?title|news-?title|title-?(?:detail|news|content|article|post)|(?:\w*_)?lbl-?(?:title|tieu-?de)|tieude\w*)(?:$|[\s_-])/iu;
/** A part of these names is in every name of a title that counts, but for what is a heading or says that it is the headline. */
const TITLE_PART = /tit|tieu|^tt-/iu;

/** Each heading counts a hundredth less than the one before: later ones cannot reach the least score, and pages of teasers have hundreds. */
const MOST_HEADINGS = 100;
const LEAST_SCORE = 0.3;
const MOST_RANK = 0.3;

/** The element with the article's title: the source's selector, else the heading most like what the page's head calls it. */
export function findTitle(page: Document, selectors: Selectors | null, named: string | null): Element | null {
  const selected = select(page, selectors?.title)[0];
  if (selected !== undefined && textOf(selected) !== "") return selected;
  const most = mostLikeness(named);
  let best: Element | null = null;
  let bestScore = LEAST_SCORE;
  let index = 0;
  for (const element of page.elements) {
    // none of those to come can be better
    if (index === MOST_HEADINGS || most + MOST_RANK - index * 0.01 <= bestScore) break;
    const text = isTitlePlace(element) ? textOf(element) : "";
    if (text.length < 8 || text.length > 300 || isPageName(text)) continue;
    const score = most + rankOf(element) - index * 0.01 <= bestScore ? 0 : titleScore({ element, text, index }, named);
    if (score > bestScore) {
      best = element;
      bestScore = score;
    }
    index++;
  }
  return best;
}

function isTitlePlace({ name, attribs }: Element): boolean {
  if (name.length === 2 && /^h[1-4]$/u.test(name)) return true;
  const { class: classes, id, itemprop } = attribs;
  if (itemprop === "headline") return true;
  if ((classes === undefined || !TITLE_PART.test(classes)) && (id === undefined || !TITLE_IN_ID.test(id))) return false;
  return TITLE_NAME.test(`${classes ?? ""} ${id ?? ""}`.trim().toLowerCase());
}

const TITLE_IN_ID = /tit|tieu/iu;

const rankOf = ({ name }: Element): number => (name === "h1" ? MOST_RANK : name === "h2" ? 0.1 : 0);

interface Heading {
  readonly element: Element;
  readonly text: string;
  /** How many headings stand before it. */
  readonly index: number;
}

function titleScore({ element, text, index }: Heading, named: string | null): number {
  const like = likenessToHead(text, named);
  const isElsewhere = element.parent?.name === "a" || isInClutter(element, null) || leadsHome(element);
  return like + rankOf(element) - index * 0.01 - (isElsewhere ? 0.3 : 0) - (isSiteName(text) ? 0.5 : 0);
}

/** A part of a page's title that is shorter names the site or its section. */
const SHORT_PART = 20;
/** Titles of articles are longer than the names of boxes. */
const SHORT_TITLE = 18;

/** The most that likenessToHead gives. */
const mostLikeness = (named: string | null): number => (named === null ? 0.4 : named.length >= SHORT_PART ? 1 : 0.75 * 0.4 + 0.4);

/** A page's head that says little may name its site: then every heading has a chance. */
function likenessToHead(text: string, named: string | null): number {
  const alone = text.length < SHORT_TITLE ? 0.2 : 0.4;
  if (named === null) return alone;
  return named.length >= SHORT_PART ? likeness(text, named) : 0.75 * alone + 0.4 * likeness(text, named);
}

/** Is it one link to the front page, as a site's name is? */
function leadsHome(element: Element): boolean {
  let only: Node | null = null;
  for (let child = element.first; child !== null; child = child.next) {
    if (child.type === "text" && child.data.trim() === "") continue;
    if (only !== null) return false;
    only = child;
  }
  return only?.type === "tag" && only.name === "a" && isFrontPage(only.attribs.href ?? "");
}

function isFrontPage(href: string): boolean {
  return /^(?:[a-z]+:)?(?:\/\/[^/?#]+)?\/?(?:index\.\w+|default\.aspx|trang-chu)?$/iu.test(href.trim()) && href.trim() !== "";
}

/** Names that sites give to themselves and not to an article: "Báo Vùng Cao", "Cổng thông tin điện tử …"; "Báo cáo …" is a title. */
function isSiteName(text: string): boolean {
  if (text.length > 70) return false;
  return (
    /^(?:báo điện tử|tạp chí điện tử|cổng thông tin|trang thông tin|trang tin|đài phát thanh)(?!\p{L})/iu.test(text) ||
    /^(?:Báo|BÁO|Tạp chí|TẠP CHÍ|Đài|ĐÀI|Cổng|CỔNG)\s+\p{Lu}(?!ÁO\b)/u.test(text)
  );
}

/** What content systems call every page of theirs. */
const PAGE_NAME =
  /^(?:(?:trang )?chi tiết(?: (?:tin(?: tức)?|bài viết|bản tin|văn bản))?|tin tức(?:\s*[-–&]\s*sự kiện)?|nội dung(?: chi tiết| tin)?|trình xuất nội dung|xem tin|bài viết|news ?detail|home|trang chủ|blog archive|untitled.{0,12}|default)$/iu;

function isPageName(text: string): boolean {
  return PAGE_NAME.test(text.trim()) || isMenu(text);
}

function rawTitle(page: Document): string {
  const element = page.named("title")[0];
  return element === undefined ? "" : scriptText(element).replace(/\s+/gu, " ").trim();
}

/** `<title>` without the names of the site and its sections at its ends; null when it names nothing else. */
export function headTitle(page: Document, siteName: string | null): string | null {
  const text = rawTitle(page).replace(/^[\s.:|»-]+|[\s:|«»-]+(?:::\.?)?\s*$/gu, "");
  if (siteName !== null && text.endsWith(siteName)) {
    const own = text.slice(0, -siteName.length).replace(/[\s|–—:»-]+$/u, "");
    if (own !== "") return isSiteName(own) || isPageName(own) ? null : own;
  }
  const parts = text.split(/\s+[|–—»·]+\s+|\s+::\s+/u).filter((part) => part !== "" && !isPageName(part) && !isSiteName(part));
  const own = parts.find((part) => part.length >= SHORT_PART) ?? [...parts].sort((a, b) => b.length - a.length)[0];
  return own === undefined ? null : withoutEnds(own);
}

/** "Title - Site", "Site - Title": a dash parts names only where one side is short or a site's. */
function withoutEnds(text: string): string | null {
  const own = text.split(/\s+-\s+(?=[^-]*$)/u).filter((part) => !isPageName(part) && !isSiteName(part));
  if (own.length === 0) return null;
  return (own[0] as string).length >= SHORT_PART ? (own[0] as string) : own.join(" - ");
}
