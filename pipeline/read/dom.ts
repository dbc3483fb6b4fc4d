import { normalize } from "../language/normalize.ts";
import { convertLegacyRuns } from "./legacy-html.ts";
import { matcherOf } from "./selectors.ts";
import { type Document, type Element, growStrictTree, growTree, type Node } from "./tree.ts";

export type { Document, Element, Node } from "./tree.ts";

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

/** The page as htmlparser2 sees it, bounded in depth and number of tags. */
export function parsePage(html: string): Document {
  const bare = withoutScripts(html);
  const page = growTree(bare, HARMLESS_TAGS) ?? (growTree([tamed(bare.join(""))], Number.POSITIVE_INFINITY) as Document);
  convertLegacyRuns(page, html);
  return page;
}

const UNREAD = /<(?:script|style|svg|noscript|select|nav|!--)/giu;
/** What a `nav` must not hold to be one: pages put their header, or their whole text, into it. */
const NO_MENU = /<(?:nav|h1|h2|article|main|time|p|body)[\s>]/iu;

/** The parts of the page without scripts, styles, drawings, comments and menus: a third of its characters, a quarter of the time to parse it. JSON-LD stays. */
function withoutScripts(html: string): readonly string[] {
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
  parts.push(html.slice(copied));
  return parts;
}

function indexOfTag(html: string, closing: string, from: number): number {
  const at = html.indexOf(closing, from);
  return at >= 0 || closing === "-->" ? at : html.indexOf(closing.toUpperCase(), from);
}

/** The element around the whole page. */
export function rootOf(page: Document): Element | null {
  return page.root;
}

/** The page as browsers see it (parse5), for a tree that came out broken; null for a page that is too large for it. */
export function parseStrictly(html: string): Document | null {
  if (html.length > STRICT_LENGTH || tagCount(html) > HARMLESS_TAGS) return null;
  const page = growStrictTree(html);
  convertLegacyRuns(page, html);
  return page;
}

function tagCount(html: string): number {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0 && count <= MOST_TAGS; at = html.indexOf("<", at + 1)) count++;
  return count;
}

function tamed(html: string): string {
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

/** Class and id of an element, lower case, parted by a blank. */
export function namesOf(element: Element): string {
  const { class: names, id } = element.attribs;
  if (names === undefined && id === undefined) return "";
  return `${names ?? ""} ${id ?? ""}`.trim().toLowerCase();
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
  let node: Node | null = root.first;
  for (;;) {
    while (node === null) {
      visitor.leave?.(open);
      if (open === root) return;
      node = open.next;
      open = open.parent as Element;
    }
    if (node.type === "text") visitor.text(node.data);
    else if (visitor.enter(node)) {
      open = node;
      node = node.first;
      continue;
    }
    node = node.next;
  }
}

const BLANK = 0x20;

/** Must a blank part these texts? "Vùng ven</span>Ba doanh nghiệp" is two words, for no word begins anew within itself; so is "142</b>thợ". */
export function partsWords(before: string, after: string): boolean {
  const first = after.charCodeAt(0);
  if (first <= BLANK || before === "") return false;
  const last = before.charCodeAt(before.length - 1);
  if (last <= BLANK) return false;
  if (last >= 0x30 && last <= 0x39) return /^(?!st|nd|rd|th)\p{Ll}{2}/u.test(after);
  // what begins anew begins with a capital
  if (first < 0x41 || (first >= 0x5b && first < 0xc0)) return false;
  return /^\p{Lu}\p{Ll}/u.test(after) && /\p{Ll}$/u.test(before.slice(-1));
}

/** What a character is to `tidy`. */
const PLAIN = 0;
const SPACE = 1;
const OTHER_BLANK = 2;
const ODD = 3;

const KINDS = kindsOfCharacters();

function kindsOfCharacters(): Uint8Array {
  const kinds = new Uint8Array(0x1_0000);
  const mark = (kind: number, ...ranges: readonly (number | readonly [number, number])[]): void => {
    for (const range of ranges) {
      const [from, to] = typeof range === "number" ? [range, range] : range;
      kinds.fill(kind, from, to + 1);
    }
  };
  mark(OTHER_BLANK, [0x09, 0x0d], 0xa0, 0x1680, [0x2000, 0x200a], 0x2028, 0x2029, 0x202f, 0x205f, 0x3000);
  // normalising changes or drops them: marks that combine, what is written otherwise, what is not to be seen
  mark(ODD, [0x300, 0x36f], [0x1ab0, 0x1aff], [0x1dc0, 0x1dff], [0x20d0, 0x20ff], [0xfe20, 0xfe2f]);
  mark(ODD, 0xd0, 0xf0, 0x189, 0x256, [0x2126, 0x212b], 0x2010, 0x2011, 0x2212, 0xff05, 0xff0c);
  mark(ODD, 0xad, 0x7f, [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x2064], 0xfeff, [0, 8], [0x0e, 0x1f]);
  kinds[BLANK] = SPACE;
  return kinds;
}

/**
 * A run of text as it is read: normalised (language/normalize.ts), white space collapsed, no blanks at its ends. Markup is normalised here, text by text:
 * entities would escape it before parsing, and most of a page is no text. Most texts come back as they are: looked at once, by a table.
 */
export function tidy(text: string): string {
  let from = -1;
  let to = 0;
  // blanks since the last letter that are no single space, and whether there are such between letters
  let isRun = false;
  let holdsRuns = false;
  for (let index = 0; index < text.length; index++) {
    const kind = KINDS[text.charCodeAt(index)] as number;
    if (kind === PLAIN) {
      if (from < 0) from = index;
      else holdsRuns ||= isRun;
      isRun = false;
      to = index + 1;
    } else if (kind === ODD) return collapsed(normalize(text).text);
    else if (kind === OTHER_BLANK || index !== to) isRun = true;
  }
  if (from < 0) return "";
  const own = to - from === text.length ? text : text.slice(from, to);
  return holdsRuns ? withoutRuns(own) : own;
}

/** The same as `collapsed` for what holds nothing odd and begins and ends with a letter. */
function withoutRuns(text: string): string {
  let joined = "";
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    if (KINDS[text.charCodeAt(index)] === PLAIN) continue;
    const to = index;
    while (KINDS[text.charCodeAt(index + 1)] !== PLAIN) index++;
    if (index === to && text.charCodeAt(to) === BLANK) continue;
    joined += `${text.slice(from, to)} `;
    from = index + 1;
  }
  return joined + text.slice(from);
}

function collapsed(text: string): string {
  return text.replace(/\s{2,}|[\t\n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g, " ").trim();
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
  let text = element.tag.isInline ? "" : " ";
  // only the last piece is looked at: looking into a long text that grows would copy all of it each time
  let last = text;
  let open = element;
  let node: Node | null = element.first;
  for (;;) {
    while (node === null) {
      if (open === element) return tidy(text);
      if (!open.tag.isInline) last = " ";
      if (!open.tag.isInline) text += " ";
      node = open.next;
      open = open.parent as Element;
    }
    if (node.type === "text") {
      text += partsWords(last, node.data) ? ` ${node.data}` : node.data;
      last = node.data;
    } else if (!node.isHidden && leaveOut?.(node) !== true) {
      if (!node.tag.isInline) last = " ";
      if (!node.tag.isInline) text += " ";
      open = node;
      node = node.first;
      continue;
    }
    node = node.next;
  }
}

/** The element and those around it, nearest first. */
export function ancestorsOf(element: Element): readonly Element[] {
  const above: Element[] = [];
  for (let node: Element | null = element; node !== null; node = node.parent) above.push(node);
  return above;
}

/** The elements of a selector, in document order. Throws for a selector that is none. */
export function select(page: Document, selector: string | undefined, within?: Element): readonly Element[] {
  if (selector === undefined || selector === "") return [];
  const matches = matcherOf(selector);
  if (within !== undefined)
    return matches === null
      ? reloaded(page, selector).filter((element) => element !== within && isWithin(element, within))
      : page.elements.slice(within.at + 1, within.end + 1).filter(matches);
  const known = page.answers.get(selector);
  if (known !== undefined) return known;
  const found = matches === null ? reloaded(page, selector) : page.elements.filter(matches);
  page.answers.set(selector, found);
  return found;
}

/** Answered by cheerio on a tree of its own, whose elements are the same in the same order. */
function reloaded(page: Document, selector: string): readonly Element[] {
  const cheerio = page.reload();
  const chosen = new Set<unknown>(cheerio(selector).toArray());
  const all = cheerio("*").toArray();
  return page.elements.filter((element) => chosen.has(all[element.at]));
}

/** Is `inner` somewhere below `outer`, or the same? Both are of one page. */
export function isWithin(inner: Element, outer: Element): boolean {
  return inner.at >= outer.at && inner.at <= outer.end;
}
