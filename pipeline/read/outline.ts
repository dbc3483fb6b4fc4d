import type { HtmlBlock } from "./blocks.ts";
import { type Element, isElement, type Node } from "./dom.ts";
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

/** The regions of a page by their elements, each after the one it stands in. */
export type Outline = ReadonlyMap<Element, Region>;

/** The outline of a page's blocks; all sums reach up to the page's root. */
export function outlineOf(blocks: readonly HtmlBlock[]): Outline {
  const regions = new Map<Element, Region>();
  blocks.forEach((block, index) => {
    const region = regionOf(regions, block.element, index);
    region.to = index + 1;
    if (block.kind === "caption") return;
    region.linked += Math.min(block.linked, block.text.length);
    region.text += Math.max(0, block.text.length - block.linked);
    if (isSentence(block)) {
      region.sentences++;
      region.good += weightOf(block.text);
    }
  });
  sumUp(regions);
  return regions;
}

function regionOf(regions: Map<Element, Region>, element: Element, index: number): Region {
  const fresh: Element[] = [];
  let node: Element | null = element;
  while (node !== null && !regions.has(node)) {
    fresh.push(node);
    const outer: Node | null = node.parent as Node | null;
    node = outer !== null && isElement(outer) ? outer : null;
  }
  let region = node === null ? null : (regions.get(node) as Region);
  for (const own of fresh.reverse()) {
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
    regions.set(own, inner);
    region = inner;
  }
  return region as Region;
}

function sumUp(regions: Outline): void {
  for (const region of [...regions.values()].reverse()) {
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
  for (const region of outline.values()) {
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
