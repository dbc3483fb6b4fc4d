import { blockIndex, type HtmlBlock } from "./blocks.ts";
import { findClutter, findTeasers, type Weight, weigh } from "./clutter.ts";
import { ancestorsOf, type Element, isWithin, type Node } from "./dom.ts";
import { hasFinalMark } from "./lines.ts";

/** The element that holds an article's text, and what is left out inside it. */
export interface Found {
  readonly element: Element;
  readonly clutter: ReadonlyMap<Element, string>;
}

/** A parent is taken instead of its child when it has a quarter more of good text and is not mostly links. */
const WIDER = 1.25;
const LINK_SHARE = 0.3;

/** How much of a block's score its container and the two elements above it get. */
const SHARES = [1, 0.5, 0.25] as const;

export interface BodySearch {
  readonly root: Element;
  /** All blocks of the page. */
  readonly blocks: readonly HtmlBlock[];
  readonly title: Element | null;
  /** Leave nothing out by its name. */
  readonly isLax: boolean;
}

/** The element with the article's text: where full paragraphs stand together and links do not. Null when no block looks like text. */
export function findBody({ root, blocks, title, isLax }: BodySearch): Found | null {
  const weights = weigh(blocks);
  const clutter = isLax ? new Map<Element, string>() : findClutter(blocks, weights);
  const teasers = findTeasers(blocks, weights, null);
  const good = blocks.filter((block) => goodness(block) > 0 && !teasers.has(block) && !isInside(block.element, clutter));
  const scores = scoreElements(good, weights);
  const titleAt = title === null ? -1 : blockIndex(blocks, title);
  const first = new Map<Element, number>();
  if (titleAt >= 0) for (const [index, block] of blocks.entries()) for (const node of ancestorsOf(block.element)) first.set(node, index);
  let best: Element | null = null;
  let bestScore = 0;
  for (const [element, score] of scores) {
    // an element that ends before the title begins cannot be its text
    const placed = titleAt >= 0 && (first.get(element) ?? 0) < titleAt ? score * 0.2 : score;
    if (placed > bestScore) {
      best = element;
      bestScore = placed;
    }
  }
  return best === null ? null : { element: widened(best, root, { good, weights }), clutter };
}

/** What a block says for its surroundings: full sentences, commas and length; nothing for links and scraps. */
function goodness(block: HtmlBlock): number {
  if (block.kind === "caption" || block.text.length < 25 || block.linked * 2 > block.text.length) return 0;
  const commas = Math.min(10, block.text.split(",").length - 1);
  const length = Math.min(block.text.length, 800) / 100;
  return hasFinalMark(block.text) ? 1 + length + commas * 0.2 : Math.min(1, length * 0.3);
}

function scoreElements(good: readonly HtmlBlock[], weights: ReadonlyMap<Element, Weight>): ReadonlyMap<Element, number> {
  const scores = new Map<Element, number>();
  for (const block of good) {
    let node: Node | null = containerOf(block);
    for (const share of SHARES) {
      if (node === null || !("attribs" in node)) break;
      scores.set(node, (scores.get(node) ?? 0) + goodness(block) * share);
      node = node.parent as Node | null;
    }
  }
  for (const [element, score] of scores) {
    const weight = weights.get(element) ?? { text: 1, linked: 0 };
    scores.set(element, score * (1 - weight.linked / Math.max(1, weight.text + weight.linked)));
  }
  return scores;
}

/** The element around a paragraph; a block that holds bare text is its own container. */
function containerOf(block: HtmlBlock): Element {
  const isWrapped = /^(?:p|h[1-6]|li|blockquote|pre)$/u.test(block.element.name) || block.kind === "table";
  const parent = block.element.parent as Node | null;
  return isWrapped && parent !== null && "attribs" in parent ? parent : block.element;
}

function widened(best: Element, root: Element, page: { good: readonly HtmlBlock[]; weights: ReadonlyMap<Element, Weight> }): Element {
  const goodText = (element: Element): number =>
    page.good.reduce((sum, block) => sum + (hasFinalMark(block.text) && isWithin(block.element, element) ? block.text.length : 0), 0);
  let chosen = best;
  let have = goodText(best);
  for (
    let node = best.parent as Node | null;
    node !== null && "attribs" in node && node !== root.parent;
    node = node.parent as Node | null
  ) {
    const weight = page.weights.get(node) ?? { text: 0, linked: 0 };
    if (weight.linked > LINK_SHARE * (weight.text + weight.linked)) break;
    const more = goodText(node);
    if (more >= have * WIDER) {
      chosen = node;
      have = more;
    }
  }
  return chosen;
}

function isInside(element: Element, clutter: ReadonlyMap<Element, string>): boolean {
  for (const node of ancestorsOf(element)) if (clutter.has(node)) return true;
  return false;
}
