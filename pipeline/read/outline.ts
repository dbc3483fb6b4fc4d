import type { HtmlBlock } from "./blocks.ts";
import type { Element } from "./dom.ts";
import { hasFinalMark } from "./lines.ts";

/** An element that holds text, and how much; regions of a page form a tree as their elements do. */
export interface Region {
  readonly element: Element;
  readonly parent: Region | null;
  readonly children: Region[];
  /** Its blocks: from, up to and without to. */
  readonly from: number;
  to: number;
  /** Characters outside and inside of links. */
  text: number;
  linked: number;
  /** Blocks that are full sentences, and their characters; those in clutter do not count once `discount` has run. */
  sentences: number;
  good: number;
  /** Why it is left out, by itself or with what it stands in; null when it is not. */
  clutter: string | null;
}

/** The regions of a page. */
export interface Outline {
  /** Each after the one it stands in. */
  readonly regions: readonly Region[];
  /** By the places of their elements: a map of objects took as long as all else here. */
  readonly places: readonly (Region | undefined)[];
}

/** The region of an element; null where no text stands in it. */
export function regionOf({ places }: Outline, element: Element): Region | null {
  return places[element.at] ?? null;
}

/** The outline of a page's blocks; all sums reach up to the page's root. */
export function outlineOf(blocks: readonly HtmlBlock[]): Outline {
  const regions: Region[] = [];
  const places: (Region | undefined)[] = new Array(blocks.reduce((most, { element }) => Math.max(most, element.at + 1), 0));
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as HtmlBlock;
    const region = regionAt({ regions, places }, block.element, index);
    region.to = index + 1;
    if (block.kind === "caption") continue;
    region.linked += Math.min(block.linked, block.text.length);
    region.text += Math.max(0, block.text.length - block.linked);
    if (isSentence(block)) {
      region.sentences++;
      region.good += weightOf(block.text);
    }
  }
  sumUp(regions);
  return { regions, places };
}

interface Growth {
  readonly regions: Region[];
  readonly places: (Region | undefined)[];
}

/** The region of an element, new ones for it and what stands around it where there are none yet. */
function regionAt({ regions, places }: Growth, element: Element, index: number): Region {
  const fresh: Element[] = [];
  let region: Region | null = null;
  for (let node: Element | null = element; node !== null && region === null; node = node.parent) {
    region = places[node.at] ?? null;
    if (region === null) fresh.push(node);
  }
  for (let own = fresh.pop(); own !== undefined; own = fresh.pop()) {
    const inner: Region = {
      element: own,
      parent: region,
      children: [],
      from: index,
      to: index,
      text: 0,
      linked: 0,
      sentences: 0,
      good: 0,
      clutter: null,
    };
    region?.children.push(inner);
    regions.push(inner);
    places[own.at] = inner;
    region = inner;
  }
  return region as Region;
}

function sumUp(regions: readonly Region[]): void {
  for (let index = regions.length - 1; index >= 0; index--) {
    const region = regions[index] as Region;
    const { parent } = region;
    if (parent === null) continue;
    parent.to = Math.max(parent.to, region.to);
    parent.text += region.text;
    parent.linked += region.linked;
    parent.sentences += region.sentences;
    parent.good += region.good;
  }
}

/** Takes what is in clutter out of the sums of sentences, and marks what stands in it. */
export function discount(outline: Outline): void {
  for (const region of outline.regions) {
    const inherited = region.parent?.clutter ?? null;
    if (inherited !== null) region.clutter = inherited;
    else if (region.clutter !== null)
      for (let outer = region.parent; outer !== null; outer = outer.parent) {
        outer.good -= region.good;
        outer.sentences -= region.sentences;
      }
  }
}

/** Chinese, Japanese and Korean say in one character what takes three to five letters. */
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u;

/** Length of a text in letters of alphabetic writing. */
export function weightOf(text: string): number {
  return DENSE.test(text) ? text.length * 3 : text.length;
}

/** Shorter lines are scraps, whatever they end with. */
export const SENTENCE_LENGTH = 40;

/** Is the block text of its own: long enough, ended as a sentence, and not made of links? */
export function isSentence(block: HtmlBlock): boolean {
  if (block.kind === "caption" || block.kind === "heading" || block.linked * 2 > block.text.length) return false;
  return (
    weightOf(block.text) >= SENTENCE_LENGTH &&
    (hasFinalMark(block.text) || (block.text.length >= 200 && /[.!?]\s+\p{Lu}/u.test(block.text)))
  );
}

/** Share of a region's characters that stand in links, 0–1. */
export function linkShare(region: Region): number {
  return region.linked / Math.max(1, region.text + region.linked);
}
