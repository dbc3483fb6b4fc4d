import type { HtmlBlock } from "./blocks.ts";
import { ancestorsOf, type Element, isWithin, namesOf } from "./dom.ts";
import { copyOut } from "./draft.ts";

/** Names that sites give to what is not the article. */
const CLUTTER =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|mainmenu|breadcrumbs?|bread|foot|footer|sidebar|side-?bar|right-?zone|widget|widgets|comments?|binh-?luan|phan-?hoi|related|relate|relatedonenews|relatednews|lien-?quan|tin-?lien-?quan|tinlienquan|tinkhac|tin-?khac|other-?news|othernews|otheritem|more-?news|most-?(?:read|view)|xem-?nhieu|doc-?nhieu|tin-?moi|hot-?news|highlights?|spotlight|noi-?bat|tieu-?diem|share|sharing|social|addthis|likebox|fb-like|tags?|keywords?|tu-?khoa|rating|vote|danh-?gia|ads?|adv|advert|advertisement|quang-?cao|banner|promo|sponsor|popup|modal|overlay|cookie|newsletter|subscribe|login|toolbar|tools|print|pagination|paging|pager|c-box|c-news-related|c-related|c-hot|c-comment|notebox|counter|viewcount|view-?count|thong-?ke|weblink|copyright|logo|search|hotline|poll|tham-?do|author-?box|recommend|suggest|teaser|carousel|slider|skip-?link)(?:$|[\s_-]|\d)/iu;
const CLUTTER_TAGS = new Set(["nav", "footer", "aside"]);
const RELATED_TYPE = /relatedonenews|relatednews|insertpoll|quiz/iu;

/**
 * A node with more than this share of the page's text outside links is kept whatever its name: pages call their wrappers "sidebar-…", "tags", "hidden"
 * (measured: without it 25 of 181 pages came out empty).
 */
const WRAPPER_SHARE = 0.35;

/** Has the element a name or a role that says "not the article"? Its reason, else null. */
export function clutterName(element: Element): string | null {
  if (element.name === "body" || element.name === "html") return null;
  if (CLUTTER_TAGS.has(element.name)) return `thẻ <${element.name}>`;
  if (RELATED_TYPE.test(element.attribs.type ?? "")) return `type=${(element.attribs.type ?? "").slice(0, 40)}`;
  return clutterIn(namesOf(element));
}

/** Pages repeat the same few classes thousands of times. */
const REMEMBERED = 5_000;
const answers = new Map<string, string | null>();

function clutterIn(names: string): string | null {
  const known = answers.get(names);
  if (known !== undefined) return known;
  const found = CLUTTER.exec(names);
  const answer = found === null ? null : copyOut(`tên "${found[0].trim().slice(0, 40)}"`);
  if (answers.size >= REMEMBERED) answers.clear();
  answers.set(copyOut(names), answer);
  return answer;
}

/** Characters of text below an element, in links and outside. */
export interface Weight {
  text: number;
  linked: number;
}

/** The weight of every element above a block, summed over blocks. */
export function weigh(blocks: readonly HtmlBlock[]): ReadonlyMap<Element, Weight> {
  const weights = new Map<Element, Weight>();
  for (const block of blocks) {
    for (const node of ancestorsOf(block.element)) {
      const weight = weights.get(node) ?? { text: 0, linked: 0 };
      weight.linked += Math.min(block.linked, block.text.length);
      weight.text += Math.max(0, block.text.length - block.linked);
      weights.set(node, weight);
    }
  }
  return weights;
}

/** The elements to leave out by name, with the reason; wrappers that hold more than 35 % of the text are none of them. */
export function findClutter(blocks: readonly HtmlBlock[], weights: ReadonlyMap<Element, Weight>): ReadonlyMap<Element, string> {
  const total = blocks.reduce((sum, block) => sum + Math.max(0, block.text.length - block.linked), 0);
  const clutter = new Map<Element, string>();
  for (const [element, weight] of weights) {
    const reason = clutterName(element);
    if (reason !== null && weight.text <= total * WRAPPER_SHARE) clutter.set(element, reason);
  }
  return clutter;
}

/** Does the element stand in something that its name calls clutter? What also holds the `title` is a wrapper and no clutter. */
export function isInClutter(element: Element, title: Element | null): boolean {
  const wrappers = new Set(title === null ? [] : ancestorsOf(title));
  for (const node of ancestorsOf(element)) if (!wrappers.has(node) && clutterName(node) !== null) return true;
  return false;
}

/** A teaser is a headline that links away and some text below it, in an element that has at most this much text beside. */
const BESIDE = 80;

/** Is the block one link to another page, without the look of a sentence? */
export function isHeadlineLink(block: HtmlBlock): boolean {
  return block.kind !== "caption" && block.kind !== "table" && block.linked >= block.text.length * 0.8 && !/[.!?…:]$/u.test(block.text);
}

/** The texts of teasers: blocks right below a linked headline, in a small element of their own inside `root`. */
export function findTeasers(
  blocks: readonly HtmlBlock[],
  weights: ReadonlyMap<Element, Weight>,
  root: Element | null,
): ReadonlySet<HtmlBlock> {
  const teasers = new Set<HtmlBlock>();
  blocks.forEach((block, index) => {
    const above = blocks[index - 1];
    if (above === undefined || !isHeadlineLink(above) || isHeadlineLink(block)) return;
    const around = new Set(ancestorsOf(above.element));
    const card = [...ancestorsOf(block.element)].find((node) => around.has(node));
    if (
      card !== undefined &&
      card !== root &&
      (root === null || isWithin(card, root)) &&
      (weights.get(card)?.text ?? 0) - block.text.length <= BESIDE
    )
      teasers.add(block);
  });
  return teasers;
}
