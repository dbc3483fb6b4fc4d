import type { HtmlBlock } from "./blocks.ts";
import { ABOUT_REASON, findTeasers, isHeadlineLink, markClutter } from "./clutter.ts";
import { type Element, isWithin } from "./dom.ts";
import { hasFinalMark } from "./lines.ts";
import { discount, isSentence, linkShare, type Outline, outlineOf, type Region, regionOf, SENTENCE_LENGTH, weightOf } from "./outline.ts";

/** The element that holds an article's text, and what of its blocks is left out. */
export interface Found {
  readonly element: Element;
  /** Its blocks that are left, in order. */
  readonly blocks: readonly HtmlBlock[];
  /** The same with the lines that say when and by whom: where a page holds several articles, these part them. */
  readonly lines: readonly HtmlBlock[];
  /** Sentences that stand under the title, apart from the body: the lead of a page that does not name it. */
  readonly lead: readonly HtmlBlock[];
  /** What was left out, as runs of blocks with one reason. */
  readonly dropped: readonly { readonly reason: string; readonly blocks: readonly HtmlBlock[] }[];
}

export interface BodySearch {
  /** All blocks of the page. */
  readonly blocks: readonly HtmlBlock[];
  readonly title: Element | null;
  /** Where the title stands among the blocks; -1 when nowhere. */
  readonly titleAt: number;
  /** Leave nothing out by its name. */
  readonly isLax: boolean;
}

/** How much of a block's score its container and the two elements above it get. */
const SHARES = [1, 0.5, 0.25] as const;

/** The element with the article's text: where full paragraphs stand together and links do not. Null when no block looks like text. */
export function findBody({ blocks, title, titleAt, isLax }: BodySearch): Found | null {
  const outline = outlineOf(blocks);
  if (!isLax) {
    markClutter(outline, title);
    discount(outline);
  }
  const scores = scoreRegions(blocks, outline);
  let best: Region | null = null;
  let bestScore = 0;
  for (const [region, score] of scores) {
    // an element that ends before the title begins cannot be its text
    const placed = titleAt >= 0 && region.to <= titleAt ? score * 0.2 : score * nearness(region, title);
    if (placed > bestScore) {
      best = region;
      bestScore = placed;
    }
  }
  return best === null ? null : gather(grow(best, { blocks, titleAt, outline }), blocks, outline);
}

/** What stands in the title's own element is its text before what stands in another column, which may be longer. */
function nearness(region: Region, title: Element | null): number {
  const beside = title?.parent ?? null;
  const isBeside = beside !== null && region.element !== beside && isWithin(region.element, beside);
  return isBeside && region.sentences >= 2 ? 3 : 1;
}

function scoreRegions(blocks: readonly HtmlBlock[], outline: Outline): ReadonlyMap<Region, number> {
  const teasers = findTeasers(blocks, outline, null);
  const scores = new Map<Region, number>();
  for (const block of blocks) {
    const own = regionOf(outline, block.element) as Region;
    const score = own.clutter === null && !teasers.has(block) ? goodness(block) : 0;
    if (score === 0) continue;
    let region: Region | null = containerOf(block, own);
    for (const share of SHARES) {
      if (region === null) break;
      scores.set(region, (scores.get(region) ?? 0) + score * share);
      region = region.parent;
    }
  }
  for (const [region, score] of scores) scores.set(region, score * (1 - linkShare(region)) * (isDeclared(region.element) ? 1.5 : 1));
  return scores;
}

/** What a block says for its surroundings: full sentences, commas and length; nothing for links and scraps. */
function goodness(block: HtmlBlock): number {
  const weight = weightOf(block.text);
  if (block.kind === "caption" || block.kind === "heading" || weight < 25 || block.linked * 2 > block.text.length) return 0;
  const commas = commasIn(block.text);
  const length = Math.min(weight, 800) / 100;
  return hasFinalMark(block.text) && weight >= SENTENCE_LENGTH ? 1 + length + commas * 0.2 : Math.min(1, length * 0.3);
}

const COMMAS = ",、،，";
/** More commas say no more. */
const MOST_COMMAS = 10;

function commasIn(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length && count < MOST_COMMAS; index++) if (COMMAS.includes(text.charAt(index))) count++;
  return count;
}

/** Does the page itself say that this is the text? */
function isDeclared(element: Element): boolean {
  const { itemprop, property, name } = element.attribs;
  const said = itemprop ?? property ?? name;
  return said !== undefined && /articleBody/iu.test(said);
}

/** The element around a paragraph; a block that holds bare text is its own container. */
function containerOf(block: HtmlBlock, own: Region): Region {
  const isWrapped = /^(?:p|h[1-6]|li|blockquote|pre)$/u.test(block.element.name) || block.kind === "table";
  return isWrapped && own.parent !== null ? own.parent : own;
}

interface Growth {
  readonly blocks: readonly HtmlBlock[];
  readonly titleAt: number;
  readonly outline: Outline;
}

/** How far above the best element other parts of the text are looked for. */
const MOST_LEVELS = 8;

/**
 * The element that holds all parts of the text, those of its children that are none marked as clutter: sites cut a text into several elements, with
 * advertisements between them, and set the first or last part apart.
 */
function grow(best: Region, page: Growth): Grown {
  let grown = best;
  let lead: readonly HtmlBlock[] = [];
  let inner = best;
  let pending: Region[] = [];
  for (let level = 0; level < MOST_LEVELS && inner.parent !== null; level++) {
    const outer: Region = inner.parent;
    if (lead.length === 0) lead = leadAbove(outer, inner, page);
    const parts = outer.children.filter(
      (child) => child !== inner && child.clutter === null && isPart(child, inner, { page, have: grown }),
    );
    const own = bareText(outer, page);
    const others = outer.children.filter((child) => child !== inner && child.clutter === null && !parts.includes(child));
    if (parts.length > 0 || own > 0) {
      const bridges = bridgesBetween(outer, [inner, ...parts], page);
      for (const child of [...pending, ...others]) if (!bridges.has(child)) child.clutter = "ngoài thân bài";
      pending = [];
      grown = outer;
    } else pending.push(...others);
    if (isDeclared(outer.element) || (outer.element.name === "article" && grown.good * 2 >= outer.good)) break;
    inner = outer;
  }
  return { region: grown, lead: lead.length < LEAD_BLOCKS ? lead : [] };
}

interface Grown {
  readonly region: Region;
  readonly lead: readonly HtmlBlock[];
}

/** As many sentences under the title, in the element that holds it, are the beginning of the text; fewer are its lead. */
const LEAD_BLOCKS = 3;

function leadAbove(outer: Region, inner: Region, page: Growth): readonly HtmlBlock[] {
  const head = outer.children.find(
    (child) => child !== inner && holdsTitle(child, page) && child.to <= inner.from && !isLike(child, inner),
  );
  return head === undefined ? [] : sentencesBelowTitle(head, page);
}

function sentencesBelowTitle(region: Region, { blocks, titleAt, outline }: Growth): readonly HtmlBlock[] {
  return blocks
    .slice(Math.max(region.from, titleAt + 1), region.to)
    .filter((block) => isSentence(block) && regionOf(outline, block.element)?.clutter === null);
}

function holdsTitle(region: Region, { titleAt }: Growth): boolean {
  return region.from <= titleAt && titleAt < region.to;
}

/** Text right in the element, in none of its children. */
function bareText(region: Region, { blocks }: Growth): number {
  let own = 0;
  for (let index = region.from; index < region.to; index++) {
    const block = blocks[index] as HtmlBlock;
    if (block.element === region.element && isSentence(block)) own += block.text.length;
  }
  return own;
}

const TEXT_TAG = /^(?:p|blockquote|pre|ul|ol|dl|table)$/u;

/** Is this neighbour of `inner` a part of the same text? */
function isPart(child: Region, inner: Region, { page, have }: { page: Growth; have: Region }): boolean {
  if (child.good === 0 || linkShare(child) > 0.4) return false;
  const { titleAt } = page;
  if (holdsTitle(child, page)) return isLike(child, inner) || sentencesBelowTitle(child, page).length >= LEAD_BLOCKS;
  if (titleAt >= 0 && child.to <= titleAt && titleAt < inner.from) return false;
  if (TEXT_TAG.test(child.element.name)) return true;
  if (isLike(child, inner)) return !isListOfTeasers(child, page);
  // title and text together are whole: another column beside them is none of it
  if (holdsTitle(inner, page) && child.from >= inner.to) return false;
  if (child.sentences < 2 && !(child.from < inner.from && child.good >= 80)) return false;
  return child.good >= have.good * 0.08 && !isListOfTeasers(child, page);
}

/** Siblings of one making: the same tag and first class; without a class, also without an id, for columns of a page are told apart by theirs. */
function isLike(child: Region, inner: Region): boolean {
  const [one, other] = [child.element, inner.element];
  if (one.name !== other.name) return false;
  const name = firstName(one);
  if (name !== firstName(other)) return false;
  return name !== "" || (one.attribs.id === undefined && other.attribs.id === undefined);
}

function firstName({ attribs }: Element): string {
  return attribs.class === undefined ? "" : (/\S+/u.exec(attribs.class)?.[0] ?? "");
}

function isListOfTeasers(region: Region, { blocks }: Growth): boolean {
  let headlines = 0;
  for (let index = region.from; index < region.to; index++) {
    const block = blocks[index] as HtmlBlock;
    if (isHeadlineLink(block) || (block.kind === "heading" && block.linked >= block.text.length * 0.4)) headlines++;
  }
  return headlines >= 2 && headlines * 2 >= region.sentences;
}

/** What stands between two parts: headings, lists, steps, short paragraphs. */
function bridgesBetween(outer: Region, parts: readonly Region[], page: Growth): ReadonlySet<Region> {
  const from = Math.min(...parts.map((part) => part.from));
  const to = Math.max(...parts.map((part) => part.to));
  return new Set(
    outer.children.filter(
      (child) => child.from > from && child.to < to && child.clutter === null && linkShare(child) < 0.4 && !isListOfTeasers(child, page),
    ),
  );
}

function gather({ region, lead }: Grown, blocks: readonly HtmlBlock[], outline: Outline): Found {
  // what growing has marked goes down to what stands in it
  for (const inner of outline.regions) inner.clutter ??= inner.parent?.clutter ?? null;
  const kept: HtmlBlock[] = [];
  const lines: HtmlBlock[] = [];
  const dropped: { reason: string; blocks: HtmlBlock[] }[] = [];
  let last: { reason: string; index: number } | null = null;
  for (let index = region.from; index < region.to; index++) {
    const block = blocks[index] as HtmlBlock;
    const reason = regionOf(outline, block.element)?.clutter ?? null;
    if (reason === null || reason === ABOUT_REASON) lines.push(block);
    if (reason === null || block.kind === "caption") kept.push(block);
    else if (last !== null && last.reason === reason && last.index === index - 1) dropped.at(-1)?.blocks.push(block);
    else dropped.push({ reason, blocks: [block] });
    last = reason === null ? null : { reason, index };
  }
  return { element: region.element, blocks: kept, lines, lead, dropped };
}
