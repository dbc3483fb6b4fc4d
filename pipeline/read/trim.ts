import type { Removal } from "../types/article.ts";
import { blockIndex, type HtmlBlock } from "./blocks.ts";
import { findTeasers, isHeadlineLink } from "./clutter.ts";
import type { Element } from "./dom.ts";
import { removal } from "./draft.ts";
import { opensEnd, reasonInserted } from "./inserts.ts";
import { isSentence, linkShare, type Outline, outlineOf, regionOf } from "./outline.ts";

export interface Trim {
  readonly blocks: readonly HtmlBlock[];
  readonly title: Element | null;
  readonly body: Element | null;
  /** Takes down what goes, and why. */
  readonly removed: Removal[];
}

/** The blocks of a body without what stands above its title, links to other articles with their teasers, inserted lines, and what follows below its end. */
export function trimBody({ blocks, title, body, removed }: Trim): readonly HtmlBlock[] {
  const outline = outlineOf(blocks);
  const teasers = findTeasers(blocks, outline, body);
  const drop = (block: HtmlBlock, reason: string): false => {
    removed.push(removal("html", reason, block.text));
    return false;
  };
  const below = belowTitle(blocks, title, drop);
  const inner = below.filter((block) => {
    if (block.kind === "caption") return true;
    const reason = reasonInserted(block) ?? linkReason(block, { blocks, outline, teasers });
    return reason === null || opensEnd(block) || drop(block, reason);
  });
  return withoutClosing(withoutEnd(inner, drop), drop).filter((block) => !opensEnd(block) || drop(block, "mở đầu phần dưới bài"));
}

type Drop = (block: HtmlBlock, reason: string) => false;

/** A title that stands behind more than this share of the sentences is not the text's own. */
const TITLE_SHARE = 0.3;

/** Names of sections, dates and menus above the title are no text, in whatever they stand. */
function belowTitle(blocks: readonly HtmlBlock[], title: Element | null, drop: Drop): readonly HtmlBlock[] {
  const at = title === null ? -1 : blockIndex(blocks, title);
  if (at <= 0 || lengthOf(blocks.slice(0, at)) > lengthOf(blocks) * TITLE_SHARE) return blocks;
  for (const block of blocks.slice(0, at)) if (block.kind !== "caption") drop(block, "trên tiêu đề");
  return blocks.filter((block, index) => index >= at || block.kind === "caption");
}

function lengthOf(blocks: readonly HtmlBlock[]): number {
  return blocks.reduce((sum, block) => sum + (isSentence(block) ? block.text.length : 0), 0);
}

interface Around {
  readonly blocks: readonly HtmlBlock[];
  readonly outline: Outline;
  readonly teasers: ReadonlySet<HtmlBlock>;
}

/** Why a block is a link to another article or the text below one; null when it is neither. */
function linkReason(block: HtmlBlock, { blocks, outline, teasers }: Around): string | null {
  if (teasers.has(block)) return "đoạn giới thiệu bài khác";
  if (!isHeadlineLink(block)) return null;
  const at = blocks.indexOf(block);
  if (block.kind === "heading") {
    // the parts of a list of things may be headings that link to the things
    const next = blocks.slice(at + 1, at + 4).find((other) => other.kind !== "caption");
    if (next !== undefined && isSentence(next) && !teasers.has(next)) return null;
  }
  return block.kind === "list" && isOwnList(block, { blocks, outline, at }) ? null : "liên kết sang bài khác";
}

/** A list of links is the article's own where a sentence announces it, or where its other items are text. */
function isOwnList(block: HtmlBlock, { blocks, outline, at }: { blocks: readonly HtmlBlock[]; outline: Outline; at: number }): boolean {
  let region = regionOf(outline, block.element);
  while (region !== null && region.element.name !== "ul" && region.element.name !== "ol") region = region.parent;
  if (region === null) return false;
  const above = blocks[Math.min(region.from, at) - 1];
  const isAnnounced = above !== undefined && above.text.length >= 50 && /[:：]$/u.test(above.text) && reasonInserted(above) === null;
  return isAnnounced || linkShare(region) < 0.6;
}

/** The part below an article holds at most this share of its sentences. */
const END_SHARE = 0.3;

function withoutEnd(blocks: readonly HtmlBlock[], drop: Drop): readonly HtmlBlock[] {
  const total = lengthOf(blocks);
  const end = blocks.findIndex((block, index) => {
    if (!opensEnd(block)) return false;
    const rest = lengthOf(blocks.slice(index));
    return rest <= total * END_SHARE && total > rest;
  });
  if (end < 0) return blocks;
  for (const block of blocks.slice(end)) drop(block, "dưới bài");
  return blocks.slice(0, end);
}

/** Lines about the article that may stand right above or below its text: who wrote it and when. */
const ABOUT_LINE =
  /^(?:by\s+\p{Lu}.{1,70}|(?:first |originally |last )?(?:published|updated|posted|modified|created|date)\b.{0,70}|(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,?\s+\d{4}).{0,40}|\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?|[A-Z]{2,4})?.{0,20})$/iu;
/** Who the author is, in the last paragraph. */
const ABOUT_AUTHOR =
  /^(?:\p{Lu}[\p{L}.'’-]*\s+){1,4}(?:is|was|are|covers|writes|reports|has (?:been|covered|written)|works)\b.{0,200}\b(?:reporters?|writers?|editors?|correspondents?|journalists?|authors?|columnists?|contributors?|bloggers?|freelancers?|professors?|fellow|producers?|host|bureau|covers|covering|covered|writes about)\b/u;
/** Requests to the reader below the last paragraph. */
const REQUEST =
  /\b(?:newsletters?|subscribe|letters to the editor|all rights reserved|follow (?:us|me|him|her|them|\p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,3}) on|on (?:twitter|facebook) (?:at )?@|email (?:us|me|him|her|the (?:author|reporter|writer)) at)\b|\S+@\S+\.(?:com|org|net|co\.uk)\b/iu;
const CLOSING_LENGTH = 450;

/** Takes lines about the article off its beginning, and off its end also who the author is and what the reader shall do. */
function withoutClosing(blocks: readonly HtmlBlock[], drop: Drop): readonly HtmlBlock[] {
  let to = blocks.length;
  const hasText = (until: number): boolean => blocks.slice(0, until).some((block) => isSentence(block));
  while (to > 1 && hasText(to - 1)) {
    const block = blocks[to - 1] as HtmlBlock;
    const isOver =
      block.kind !== "caption" &&
      block.text.length <= CLOSING_LENGTH &&
      (isAboutLine(block) ||
        REQUEST.test(block.text) ||
        ABOUT_AUTHOR.test(block.text) ||
        (block.linked >= block.text.length * 0.8 && !isSentence(block)));
    if (block.kind !== "caption" && !isOver) break;
    if (isOver) drop(block, "dòng cuối về tác giả, bản tin");
    to--;
  }
  const captions = blocks.slice(to).filter((block) => block.kind === "caption");
  let from = 0;
  const rest = [...blocks.slice(0, to), ...captions];
  const head: HtmlBlock[] = [];
  for (; from < rest.length - 1; from++) {
    const block = rest[from] as HtmlBlock;
    if (block.kind === "caption") head.push(block);
    else if (!isAboutLine(block)) break;
    else drop(block, "dòng đầu về tác giả, ngày");
  }
  return [...head, ...rest.slice(from)];
}

function isAboutLine(block: HtmlBlock): boolean {
  return block.text.length <= 110 && ABOUT_LINE.test(block.text) && !/[.!?]\s+\p{Lu}\p{Ll}/u.test(block.text);
}
