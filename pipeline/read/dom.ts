import { load as loadStrict } from "cheerio";
import { type CheerioAPI, load } from "cheerio/slim";
import { normalize } from "../language/normalize.ts";
import { convertLegacyRuns } from "./legacy-html.ts";
import { matcherOf } from "./selectors.ts";

export type Document = CheerioAPI;
type Root = ReturnType<CheerioAPI["root"]>[number];
/** Any node of the tree. */
export type Node = Root["children"][number];
/** A node with a name, attributes and children. */
export type Element = Extract<Node, { attribs: Record<string, string> }>;

/** Tags nested deeper are dropped, their text stays: parsers take quadratic time for nesting (measured: 100,000 levels 4.6 s, 2,000 under 0.1 s). */
const MOST_DEPTH = 1000;
/** No article page has more tags (the largest seen: 22,000); what follows is left out. */
const MOST_TAGS = 300_000;
/** Pages with fewer tags than this need no taming. */
const HARMLESS_TAGS = 10_000;
/** parse5 checks its whole stack for many tags: larger pages are not read again with it. */
const STRICT_LENGTH = 3_000_000;

const TAG = /<(\/?)([a-z][a-z0-9:-]{0,30})/giu;
const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]);

/** One element around everything: pages have several `<html>`, or none. */
const WRAPPER = "dangvu-page";

/** The page as htmlparser2 sees it, bounded in depth and number of tags. */
export function parsePage(html: string): Document {
  const page = load(`<${WRAPPER}>${tamed(withoutScripts(html))}</${WRAPPER}>`);
  convertLegacyRuns(page, html);
  return page;
}

const UNREAD = /<(?:script|style|svg|noscript|select|nav|!--)/giu;
/** What a `nav` must not hold to be one: pages put their header, or their whole text, into it. */
const NO_MENU = /<(?:nav|h1|h2|article|main|time|p|body)[\s>]/iu;

/** The page without scripts, styles, drawings, comments and menus: a third of its characters, a quarter of the time to parse it. JSON-LD stays. */
function withoutScripts(html: string): string {
  const parts: string[] = [];
  let copied = 0;
  UNREAD.lastIndex = 0;
  for (let found = UNREAD.exec(html); found !== null; found = UNREAD.exec(html)) {
    const name = found[0].slice(1).toLowerCase();
    const closing = name === "!--" ? "-->" : `</${name}`;
    const at = indexOfTag(html, closing, found.index + found[0].length);
    // what never ends is left to the parser
    if (at < 0) break;
    const close = html.indexOf(">", at);
    const end = close < 0 ? html.length : close + 1;
    UNREAD.lastIndex = end;
    if (name === "nav" && NO_MENU.test(html.slice(found.index + 4, at))) {
      UNREAD.lastIndex = found.index + 4;
      continue;
    }
    if (name === "script" && html.slice(found.index, Math.min(at, found.index + 200)).includes("ld+json")) continue;
    parts.push(html.slice(copied, found.index));
    copied = end;
  }
  return parts.length === 0 ? html : parts.join("") + html.slice(copied);
}

function indexOfTag(html: string, closing: string, from: number): number {
  const at = html.indexOf(closing, from);
  return at >= 0 || closing === "-->" ? at : html.indexOf(closing.toUpperCase(), from);
}

/** The element around the whole page. */
export function rootOf(page: Document): Element | null {
  return page.root()[0]?.children.find((node): node is Element => "attribs" in node) ?? null;
}

/** The page as browsers see it (parse5), for a tree that came out broken; null for a page that is too large for it. */
export function parseStrictly(html: string): Document | null {
  if (html.length > STRICT_LENGTH || tagCount(html) > HARMLESS_TAGS) return null;
  const page = loadStrict(html);
  convertLegacyRuns(page, html);
  return page;
}

function tagCount(html: string): number {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0 && count <= MOST_TAGS; at = html.indexOf("<", at + 1)) count++;
  return count;
}

function tamed(html: string): string {
  if (tagCount(html) <= HARMLESS_TAGS) return html;
  const parts: string[] = [];
  let copied = 0;
  let depth = 0;
  let tags = 0;
  for (const match of html.matchAll(TAG)) {
    if (++tags > MOST_TAGS) return parts.join("") + html.slice(copied, match.index);
    if (VOID.has((match[2] as string).toLowerCase())) continue;
    if (match[1] === "/" ? depth-- > MOST_DEPTH : ++depth > MOST_DEPTH) {
      const close = html.indexOf(">", match.index);
      parts.push(html.slice(copied, match.index), " ");
      copied = close < 0 ? html.length : close + 1;
    }
    depth = Math.max(0, depth);
  }
  return parts.join("") + html.slice(copied);
}

export function isElement(node: Node): node is Element {
  return "attribs" in node;
}

/** Class and id of an element, lower case, parted by a blank. */
export function namesOf(element: Element): string {
  const { class: names, id } = element.attribs;
  if (names === undefined && id === undefined) return "";
  return `${names ?? ""} ${id ?? ""}`.trim().toLowerCase();
}

/** Whose text nobody sees. */
const INVISIBLE = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "svg",
  "math",
  "iframe",
  "object",
  "embed",
  "video",
  "audio",
  "canvas",
  "button",
  "select",
  "textarea",
  "input",
  "option",
  "map",
  "head",
  "title",
  "link",
  "meta",
  "source",
  "dialog",
  "datalist",
]);
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/iu;

/** Is the element never shown: a script, a control, hidden by its own style? */
export function isInvisible(element: Element): boolean {
  const { style, hidden } = element.attribs;
  return INVISIBLE.has(element.name) || hidden !== undefined || (style !== undefined && HIDDEN_STYLE.test(style));
}

export interface Visitor {
  /** Called before the children; false leaves them out, and `leave` is not called. */
  readonly enter: (element: Element) => boolean;
  readonly leave?: (element: Element) => void;
  readonly text: (data: string) => void;
}

/** Walks a tree in document order without recursion: pages may be nested as deep as they like. */
export function walk(root: Element, visitor: Visitor): void {
  if (!visitor.enter(root)) return;
  let open: Element = root;
  let node: Node | null = root.children[0] ?? null;
  for (;;) {
    while (node === null) {
      visitor.leave?.(open);
      if (open === root) return;
      node = open.next as Node | null;
      open = open.parent as Element;
    }
    if (node.type === "text") visitor.text(node.data);
    else if (isElement(node) && visitor.enter(node)) {
      open = node;
      node = node.children[0] ?? null;
      continue;
    }
    node = node.next as Node | null;
  }
}

const BLANK = 0x20;

/** Must a blank part these texts? "Vùng ven</span>Ba doanh nghiệp" is two words, for no word begins anew within itself; so is "142</b>thợ". */
export function partsWords(before: string, after: string): boolean {
  if (after.charCodeAt(0) <= BLANK || before === "" || before.charCodeAt(before.length - 1) <= BLANK) return false;
  const last = before.slice(-1);
  if (/\d/u.test(last)) return /^(?!st|nd|rd|th)\p{Ll}{2}/u.test(after);
  return /^\p{Lu}\p{Ll}/u.test(after) && /\p{Ll}/u.test(last);
}

/** Characters that normalising changes or drops, but for the blanks that collapsing takes along. */
const ODD = new RegExp(
  `[${[
    "\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f", // marks that combine
    "\\u00d0\\u00f0\\u0189\\u0256\\u2126-\\u212b\\u2010\\u2011\\u2212\\uff05\\uff0c", // what is written otherwise
    "\\u00ad\\u007f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff\\u0000-\\u0008\\u000e-\\u001f", // what is dropped
  ].join("")}]`,
  "u",
);

/**
 * A run of text as it is read: normalised (language/normalize.ts), white space collapsed, no blanks at its ends. Markup is normalised here, text by text:
 * entities would escape it before parsing, and most of a page is no text.
 */
export function tidy(text: string): string {
  const plain = ODD.test(text) ? normalize(text).text : text;
  return plain.replace(/\s{2,}|[\t\n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, " ").trim();
}

/** Is there nothing to be seen in the text? */
export function isBlank(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > BLANK && code !== 0xa0 && code !== 0xfeff) return false;
  }
  return true;
}

/** The visible text of an element, white space collapsed; blocks do not glue to each other. `leaveOut`: whose text is not wanted. */
export function textOf(element: Element, leaveOut?: (element: Element) => boolean): string {
  let text = "";
  // only the last piece is looked at: looking into a long text that grows would copy all of it each time
  let last = "";
  walk(element, {
    enter: (inner) => {
      if (inner !== element && (isInvisible(inner) || leaveOut?.(inner) === true)) return false;
      if (!INLINE.has(inner.name)) {
        text += " ";
        last = " ";
      }
      return true;
    },
    leave: (inner) => {
      if (INLINE.has(inner.name)) return;
      text += " ";
      last = " ";
    },
    text: (data) => {
      text += partsWords(last, data) ? ` ${data}` : data;
      last = data;
    },
  });
  return tidy(text);
}

/** Elements that stand in a line of text; all others begin and end one. */
export const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr picture q rp rt ruby s samp small span strike strong sub sup time tt u var wbr o:p st1:place".split(
    " ",
  ),
);

/** The element and those around it, nearest first. */
export function* ancestorsOf(element: Element): Generator<Element> {
  for (let node: Node | null = element; node !== null && "attribs" in node; node = node.parent as Node | null) yield node;
}

/** What the selectors are answered from: all elements of a page, those that have a class, an id or another attribute, and the answers so far. */
interface ElementList {
  readonly all: readonly Element[];
  readonly attributed: readonly Element[];
  readonly answers: Map<string, readonly Element[]>;
}

const elementLists = new WeakMap<Document, ElementList>();

function elementsOf(page: Document): ElementList {
  const known = elementLists.get(page);
  if (known !== undefined) return known;
  const all: Element[] = [];
  for (const child of page.root()[0]?.children ?? []) if (isElement(child)) collect(child, all);
  const attributed = all.filter((element) => {
    for (const _ in element.attribs) return true;
    return false;
  });
  const list = { all, attributed, answers: new Map<string, readonly Element[]>() };
  elementLists.set(page, list);
  return list;
}

function collect(root: Element, into: Element[]): void {
  walk(root, {
    enter: (element) => {
      into.push(element);
      return true;
    },
    text: () => undefined,
  });
}

/** The elements of a selector, in document order. Throws for a selector that is none. */
export function select(page: Document, selector: string | undefined, within?: Element): readonly Element[] {
  if (selector === undefined || selector === "") return [];
  const matches = matcherOf(selector);
  if (matches === null)
    return (within === undefined ? page(selector) : page(within).find(selector))
      .toArray()
      .filter((node): node is Element => "attribs" in node);
  if (within === undefined) return answer(elementsOf(page), selector, matches);
  const inside: Element[] = [];
  collect(within, inside);
  return inside.slice(1).filter(matches);
}

/** Selectors that ask for a class, an id or an attribute in every part. */
const ATTRIBUTED = /^[^,]*[[.#][^,]*(?:,[^,]*[[.#][^,]*)*$/u;

function answer(list: ElementList, selector: string, matches: (element: Element) => boolean): readonly Element[] {
  const known = list.answers.get(selector);
  if (known !== undefined) return known;
  const found = (ATTRIBUTED.test(selector) && !/[ >]/u.test(selector) ? list.attributed : list.all).filter(matches);
  list.answers.set(selector, found);
  return found;
}

/** Is `inner` somewhere below `outer`, or the same? */
export function isWithin(inner: Element, outer: Element): boolean {
  for (const node of ancestorsOf(inner)) if (node === outer) return true;
  return false;
}
