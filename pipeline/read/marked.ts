import type { Selectors } from "../types/source.ts";
import { blockIndex, type HtmlBlock } from "./blocks.ts";
import { clutterName, isInClutter } from "./clutter.ts";
import { ancestorsOf, type Document, type Element, isWithin, namesOf, select, textOf } from "./dom.ts";
import { readDatedByline, readMarkedByline } from "./people.ts";

/** Where the parts of an article stand on its page. */
export interface Places {
  readonly page: Document;
  readonly selectors: Selectors | null;
  /** All blocks of the page in order. */
  readonly blocks: readonly HtmlBlock[];
  readonly title: Element | null;
  readonly body: Element | null;
}

const KICKER_NAME =
  /(?:^|[\s_-])(?:kicker|sub-?header|sup(?:er)?-?title|sub-title|article__sub-title|phu-?de|phude|articlekicker|detail-kicker|tit-?phu|over-?title)(?:$|[\s_-])/iu;
const SAPO_NAME =
  /(?:^|[\s_-])(?:(?:lbl)?sapo|chapp?eau|cms-desc|detail-desc|detail-sapo|article-summary|articlesummary|hometext|post-summary|article__sapo|news_detail_sapo|lead|lead-?text|post-description|(?:lbl)?summary|intro(?:text)?|short-?desc|desc(?:ription)?|standfirst|trich-?dan|tom-?tat|dan)(?:$|[\s_-])/iu;
const AUTHOR_NAME =
  /(?:^|[\s_-])(?:author|authors|author-?name|created-?by|lbl-?author|byline|tac-?gia|tacgia|but-?danh|nguoi-?viet|cms-author|articleauthor|article-author|detail-author|post-author)(?:$|[\s_-])/iu;

/** The short line over the title; null when there is none. */
export function findKicker(places: Places): Element | null {
  const selected = firstFilled(select(places.page, places.selectors?.kicker));
  if (selected !== null) return selected;
  return nearTitle(places, 4, (element) => KICKER_NAME.test(namesOf(element)) && textOf(element).length <= 150);
}

/** The lead between title and body, or at the head of the body; null when none is marked. */
export function findSapo(places: Places): Element | null {
  const selected = firstFilled(select(places.page, places.selectors?.sapo));
  if (selected !== null) return selected;
  return nearTitle(places, 8, (element) => SAPO_NAME.test(namesOf(element)) && isLead(element, places.body));
}

function isLead(element: Element, body: Element | null): boolean {
  const { length } = textOf(element);
  return length >= 30 && length <= 1200 && (body === null || !isWithin(body, element));
}

/** The element that is marked as the author's, next to the article; null when there is none. */
export function findByline(places: Places): Element | null {
  const selected = firstFilled(select(places.page, places.selectors?.byline));
  if (selected !== null) return selected;
  const marked = select(
    places.page,
    '[class*="author" i], [id*="author" i], [class*="byline" i], [class*="createdby" i], [class*="tacgia" i], [class*="tac-gia" i], [rel="author"], [itemprop="author"]',
  );
  const fitting = marked.filter(
    (element) =>
      (AUTHOR_NAME.test(namesOf(element)) || element.attribs.rel === "author" || element.attribs.itemprop === "author") &&
      isShown(element, places.title),
  );
  const named = fitting.find((element) => textOf(element).length <= 80 && readMarkedByline(textOf(element)) !== null);
  return named ?? datedByline(places);
}

/** Bootstrap's names for what is written for machines. */
const HIDDEN_NAME = /(?:^|\s)(?:hidden|hide|d-none|visually-hidden|element-hidden|sr-only)(?:$|\s)/iu;

/** Neither hidden nor in a part of the page that is not the article; a box about the author is no such part. */
function isShown(element: Element, title: Element | null): boolean {
  const wrappers = new Set(title === null ? [] : ancestorsOf(title));
  for (const node of ancestorsOf(element)) {
    if (HIDDEN_NAME.test(namesOf(node))) return false;
    if (!wrappers.has(node) && !AUTHOR_NAME.test(namesOf(node)) && clutterName(node) !== null) return false;
  }
  return true;
}

/** The line right below the title that tells author and date together; null when none does, or it has no element of its own. */
function datedByline({ page, blocks, title }: Places): Element | null {
  const at = title === null ? -1 : blockIndex(blocks, title);
  if (at < 0) return null;
  const line = blocks.slice(at + 1, at + 4).find((block) => block.text.length <= 120 && readDatedByline(block.text) !== null);
  if (line === undefined) return null;
  const own = [line.element, ...select(page, "small, span, em, i, b, strong, font, p, div, address", line.element)];
  return own.find((element) => textOf(element) === line.text) ?? null;
}

function firstFilled(elements: readonly Element[]): Element | null {
  return elements.find((element) => textOf(element) !== "") ?? null;
}

/** The first fitting element whose words stand at most `reach` blocks from the title. */
function nearTitle(places: Places, reach: number, fits: (element: Element) => boolean): Element | null {
  const { page, blocks, title } = places;
  const at = title === null ? -1 : blockIndex(blocks, title);
  if (title === null || at < 0) return null;
  const near = new Set(blocks.slice(Math.max(0, at - reach), at + reach + 1).filter((block) => block.linked * 2 <= block.text.length));
  const marked = select(page, "[class], [id]").filter(
    (element) => fits(element) && !isWithin(title, element) && !isWithin(element, title) && !isInClutter(element, title),
  );
  return marked.find((element) => near.has(blocks[blockIndex(blocks, element)] as HtmlBlock)) ?? null;
}
