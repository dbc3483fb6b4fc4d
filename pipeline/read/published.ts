import type { DateOrigin } from "../types/article.ts";
import type { Page } from "../types/page.ts";
import type { Source } from "../types/source.ts";
import { blockIndex, type HtmlBlock } from "./blocks.ts";
import { clutterName, isInClutter } from "./clutter.ts";
import { type DateLine, readDate, readDateLine, readMachineDate, type ZoneRule } from "./dates.ts";
import { ancestorsOf, type Document, type Element, isWithin, namesOf, select, textOf } from "./dom.ts";
import { hasFinalMark } from "./lines.ts";
import type { PageData } from "./metadata.ts";
import { dateFromUrl } from "./url-dates.ts";

/** Clocks that show the visitor's day. */
const CLOCK_NAME =
  /(?:^|[\s_-])(?:today|to-day|current-?(?:date|time)|clock|dong-?ho|time-?now|date-?now|datetime-?now|ngay-?hien-?tai|div-?date-?time|portlet-date|data_time)(?:$|[\s_-])|(?:^|\s)(?:header|top|c-header|bx)-?_{0,2}date(?:$|\s)/iu;
/** Names of elements that hold a date. */
const DATE_NAME =
  /(?:^|[\s_-])(?:pub(?:lish(?:ed)?)?-?(?:date|time|on)?|post(?:ed)?-?(?:date|time|on)|entry-?date|article-?(?:date|time)|date-?(?:time|line|post(?:ed)?|publish(?:ed)?)?|datum|fecha|parution|time(?:stamp)?|created?|ngay(?:-?dang)?|thoi-?gian|submitted|byline|meta)(?:$|[\s_-]|\d)/iu;

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

export interface Published {
  readonly publishedAt: string | null;
  readonly publishedFrom: DateOrigin;
}

/**
 * The publication date of an article and where it was found: JSON-LD, meta, itemprop, `time`, the source's selector, a date line near the title,
 * a whole day in the address, an element named after a date, a month in the address.
 */
export function findPublished(search: DateSearch): Published {
  const { page, source, data, address } = search;
  if (data.published !== null) return { publishedAt: data.published.at, publishedFrom: data.published.from };
  const url = firstOf([address.url, ...ownAddresses(page)], dateFromUrl);
  const steps: readonly (readonly [DateOrigin, () => string | null])[] = [
    ["itemprop", () => byItemprop(search)],
    ["time", () => byTime(search)],
    [
      "selector",
      () => firstOf(select(page, source?.selectors.published), (element) => readDate(textOf(element).slice(0, 160))?.iso ?? null),
    ],
    ["dateline", () => byLine(search)],
    ["url", () => (url !== null && url.length > 7 ? url : null)],
    ["dateline", () => byName(search)],
    ["url", () => url],
  ];
  for (const [publishedFrom, find] of steps) {
    const publishedAt = find();
    if (publishedAt !== null) return { publishedAt, publishedFrom };
  }
  return { publishedAt: null, publishedFrom: "none" };
}

function firstOf<T>(items: readonly T[], read: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = read(item);
    if (found !== null) return found;
  }
  return null;
}

/** What the page itself says its address is: a saved file has no other. */
function ownAddresses(page: Document): readonly string[] {
  const links = page.named("link").filter(({ attribs }) => attribs.rel === "canonical");
  const metas = page.named("meta").filter(({ attribs }) => attribs.property === "og:url" || attribs.name === "og:url");
  return [...links.map(({ attribs }) => attribs.href ?? ""), ...metas.map(({ attribs }) => attribs.content ?? "")];
}

function isMarkedDate({ attribs: { itemprop, property } }: Element): boolean {
  if (itemprop !== undefined && /^date(?:Published|Created)$/iu.test(itemprop)) return true;
  return property !== undefined && /(?:^|\s)dc:(?:date|created)(?:\s|$)/u.test(property);
}

function byItemprop({ page, title, data }: DateSearch): string | null {
  const marked = page.elements.filter(isMarkedDate);
  // a mark that is alone on its page is the article's, whatever the names around it
  return firstOf(marked.length === 1 ? marked : marked.filter((element) => !isElsewhere(element, title)), (element) =>
    readMachineDate(element.attribs.content ?? element.attribs.datetime ?? textOf(element), data.zone),
  );
}

/** `time` and `abbr` elements; the first below the title before those above it. */
function byTime({ page, title, data }: DateSearch): string | null {
  const marked = select(page, `time, abbr, ${title?.name ?? "h1"}`);
  const at = title === null ? -1 : marked.indexOf(title);
  const ordered = [...marked.slice(at + 1), ...marked.slice(0, Math.max(0, at)).reverse()];
  const times = ordered.filter((element) => (element.name === "time" || element.name === "abbr") && !isElsewhere(element, title));
  return (
    firstOf(times, (time) => readMachineDate(time.attribs.datetime ?? time.attribs["data-utime"] ?? time.attribs.title ?? "", data.zone)) ??
    firstOf(times, (time) => readMachineDate(textOf(time), data.zone))
  );
}

/** Is it a clock, or a part of the page that is not the article? The foot of an `article` is where Drupal keeps its date. */
function isElsewhere(element: Element, title: Element | null): boolean {
  const above = ancestorsOf(element);
  if (above.some((node) => CLOCK_NAME.test(namesOf(node)))) return true;
  const foot = above.findIndex((node) => node.name === "footer");
  if (foot < 0 || !above.slice(foot).some((node) => node.name === "article")) return isInClutter(element, title);
  const wrappers = new Set(title === null ? [] : ancestorsOf(title));
  return above.some((node, index) => index !== foot && !wrappers.has(node) && clutterName(node) !== null);
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

/** A date line below the title or right below the body, else above the title; one that tells of a change only when there is no other. */
function byLine(search: DateSearch): string | null {
  const { blocks, title, body, address } = search;
  const titleAt = title === null ? -1 : blockIndex(blocks, title);
  const bodyAt = body === null ? -1 : blocks.findIndex((block) => isWithin(block.element, body));
  const anchor = titleAt >= 0 ? titleAt : Math.max(0, bodyAt);
  const crawlDay = readMachineDate(address.fetchedAt)?.slice(0, 10) ?? "";
  const below = [...blocksBelow(blocks, anchor), ...lastBlocks(blocks, body)].flatMap((block) => usableLines(block, title));
  const found = below.filter((line) => !line.looksLikeClock);
  const plain = found.find((line) => !line.isModified);
  if (plain !== undefined) return plain.date.iso;
  const above = blocks.slice(Math.max(0, anchor - ABOVE), anchor).reverse();
  const line = above
    .flatMap((block) => usableLines(block, title))
    .find((line) => !line.looksLikeClock && line.date.iso.slice(0, 10) !== crawlDay && (line.isLabelled || line.date.hasTime));
  return line?.date.iso ?? found[0]?.date.iso ?? null;
}

function usableLines(block: HtmlBlock, title: Element | null): readonly DateLine[] {
  if (block.text.length > 160 || CLOCK_NAME.test(block.names) || isElsewhere(block.element, title)) return [];
  const line = readDateLine(block.text);
  return line === null ? [] : [line];
}

/** A labelled date may stand right below the body ("Cập nhật: …"). */
function lastBlocks(blocks: readonly HtmlBlock[], body: Element | null): readonly HtmlBlock[] {
  if (body === null) return [];
  const last = blocks.findLastIndex((block) => isWithin(block.element, body));
  return blocks.slice(Math.max(0, last - 1), last + 3).filter((block) => readDateLine(block.text)?.isLabelled === true);
}

/** How many elements named after a date are looked at. */
const MOST_NAMED = 60;

/** A date in an element that is named after one, wherever it stands outside clutter and clocks. */
function byName({ page, title, body, address }: DateSearch): string | null {
  const crawlDay = readMachineDate(address.fetchedAt)?.slice(0, 10) ?? "";
  const named = select(
    page,
    '[class*="date" i], [class*="time" i], [class*="publish" i], [class*="post" i], [class*="ngay" i], [class*="meta" i], [class*="datum" i], [class*="fecha" i], [class*="submitted" i], [class*="byline" i], [id*="date" i], [id*="time" i], [id*="ngay" i]',
  ).filter((element) => DATE_NAME.test(namesOf(element)));
  return firstOf(named.slice(0, MOST_NAMED), (element) => {
    if ((body !== null && isWithin(body, element)) || isElsewhere(element, title)) return null;
    const line = readDateLine(textOf(element).slice(0, 161));
    const isUsable = line !== null && !line.looksLikeClock && !line.isModified && line.date.iso.slice(0, 10) !== crawlDay;
    return isUsable ? line.date.iso : null;
  });
}

const MODIFIED_PART = /modified|last-?update|updated/iu;

function isModified({ name, attribs }: Element): boolean {
  const { itemprop, class: classes } = attribs;
  if (itemprop !== undefined && /^dateModified$/iu.test(itemprop)) return true;
  if (classes === undefined || !MODIFIED_PART.test(classes)) return false;
  if (/date-modified|last-?update/iu.test(classes)) return true;
  const words = classes.split(/\s+/u);
  return words.includes("modified") || (name === "time" && words.includes("updated"));
}

/** When the page was last changed, as an element of the page says that is named after it; null when none does. */
export function findModified(page: Document, zone: ZoneRule): string | null {
  const marked = page.elements.filter(isModified);
  return firstOf(
    marked.filter((element) => !isElsewhere(element, null)),
    (element) => readMachineDate((element.attribs.content ?? element.attribs.datetime ?? textOf(element)).slice(0, 160), zone),
  );
}
