import type { Selectors } from "../types/source.ts";
import { blockIndex, type HtmlBlock } from "./blocks.ts";
import { clutterName, isInClutter } from "./clutter.ts";
import { type Document, type Element, isWithin, namesOf, select, textOf } from "./dom.ts";
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
  return nearTitle(places, 4, { name: KICKER_NAME, fits: (element) => textOf(element).length <= 150 });
}

/** The lead between title and body, or at the head of the body; null when none is marked. */
export function findSapo(places: Places): Element | null {
  const selected = firstFilled(select(places.page, places.selectors?.sapo));
  if (selected !== null) return selected;
  return nearTitle(places, 8, { name: SAPO_NAME, fits: (element) => isLead(element, places.body) });
}

function isLead(element: Element, body: Element | null): boolean {
  const { length } = textOf(element);
  return length >= 30 && length <= 1200 && (body === null || !isWithin(body, element));
}

/** The element that is marked as the author's, next to the article; null when there is none. */
export function findByline(places: Places): Element | null {
  const selected = firstFilled(select(places.page, places.selectors?.byline));
  if (selected !== null) return selected;
  for (const element of places.page.elements) {
    if (!isAuthors(element) || !isShown(element, places.title)) continue;
    const text = textOf(element);
    if (text.length <= 80 && readMarkedByline(text) !== null) return element;
  }
  return datedByline(places);
}

/** What a name of AUTHOR_NAME has in it, in a class or an id. */
const AUTHOR_PART = /author|byline|createdby|tac-?gia/iu;
const AUTHOR_IN_ID = /author/iu;

function isAuthors(element: Element): boolean {
  const { class: classes, id, rel, itemprop } = element.attribs;
  if (rel === "author" || itemprop === "author") return true;
  const isNamed = (classes !== undefined && AUTHOR_PART.test(classes)) || (id !== undefined && AUTHOR_IN_ID.test(id));
  return isNamed && AUTHOR_NAME.test(namesOf(element));
}

/** Bootstrap's names for what is written for machines. */
const HIDDEN_NAME = /(?:^|\s)(?:hidden|hide|d-none|visually-hidden|element-hidden|sr-only)(?:$|\s)/iu;

/** Neither hidden nor in a part of the page that is not the article; a box about the author is no such part. */
function isShown(element: Element, title: Element | null): boolean {
  for (let node: Element | null = element; node !== null; node = node.parent) {
    const names = namesOf(node);
    if (names !== "" && HIDDEN_NAME.test(names)) return false;
    const isWrapper = title !== null && isWithin(title, node);
    if (!isWrapper && clutterName(node) !== null && !AUTHOR_NAME.test(names)) return false;
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

interface Wanted {
  /** A name that it bears, in lower case. */
  readonly name: RegExp;
  readonly fits: (element: Element) => boolean;
}

/** The first fitting element whose words stand at most `reach` blocks from the title: only what stands in or around these blocks is looked at. */
function nearTitle({ page, blocks, title }: Places, reach: number, { name, fits }: Wanted): Element | null {
  const at = title === null ? -1 : blockIndex(blocks, title);
  if (title === null || at < 0) return null;
  const near = blocks.slice(Math.max(0, at - reach), at + reach + 1).filter((block) => block.linked * 2 <= block.text.length);
  const from = near.reduce((first, { element }) => Math.min(first, element.at), Number.POSITIVE_INFINITY);
  const to = near.reduce((last, { element }) => Math.max(last, element.end), -1);
  for (let index = 0; index <= to; index++) {
    const element = page.elements[index] as Element;
    const { class: classes, id } = element.attribs;
    if (element.end < from || (classes === undefined && id === undefined) || !name.test(namesOf(element))) continue;
    if (!fits(element) || isWithin(title, element) || isWithin(element, title) || isInClutter(element, title)) continue;
    if (near.includes(blocks[blockIndex(blocks, element)] as HtmlBlock)) return element;
  }
  return null;
}
