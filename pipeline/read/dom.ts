import { load as loadStrict } from "cheerio";
import { type CheerioAPI, load } from "cheerio/slim";

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
  return load(`<${WRAPPER}>${tamed(html)}</${WRAPPER}>`);
}

/** The element around the whole page. */
export function rootOf(page: Document): Element | null {
  return page.root()[0]?.children.find((node): node is Element => "attribs" in node) ?? null;
}

/** The page as browsers see it (parse5), for a tree that came out broken; null for a page that is too large for it. */
export function parseStrictly(html: string): Document | null {
  return html.length > STRICT_LENGTH || tagCount(html) > HARMLESS_TAGS ? null : loadStrict(html);
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
  return `${element.attribs.class ?? ""} ${element.attribs.id ?? ""}`.trim().toLowerCase();
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
  return INVISIBLE.has(element.name) || "hidden" in element.attribs || HIDDEN_STYLE.test(element.attribs.style ?? "");
}

export interface Visitor {
  /** Called before the children; false leaves them out, and `leave` is not called. */
  readonly enter: (element: Element) => boolean;
  readonly leave?: (element: Element) => void;
  readonly text: (data: string) => void;
}

/** Walks a tree in document order without recursion: pages may be nested as deep as they like. */
export function walk(root: Element, visitor: Visitor): void {
  const stack: { readonly element: Element; next: number }[] = [];
  if (visitor.enter(root)) stack.push({ element: root, next: 0 });
  while (stack.length > 0) {
    const top = stack[stack.length - 1] as { element: Element; next: number };
    const child = top.element.children[top.next++] as Node | undefined;
    if (child === undefined) {
      visitor.leave?.(top.element);
      stack.pop();
    } else if (isElement(child)) {
      if (visitor.enter(child)) stack.push({ element: child, next: 0 });
    } else if (child.type === "text") visitor.text(child.data);
  }
}

/** Adds text behind other text: "Vùng ven</span>Ba doanh nghiệp" is two words, for no word begins anew within itself. */
export function appendText(parts: string[], data: string): void {
  if (/^\p{Lu}\p{Ll}/u.test(data) && /\p{Ll}$/u.test(parts.at(-1) ?? "")) parts.push(" ");
  parts.push(data);
}

/** The visible text of an element, white space collapsed; blocks do not glue to each other. `leaveOut`: whose text is not wanted. */
export function textOf(element: Element, leaveOut: (element: Element) => boolean = () => false): string {
  const parts: string[] = [];
  walk(element, {
    enter: (inner) => {
      if (inner !== element && (isInvisible(inner) || leaveOut(inner))) return false;
      if (!INLINE.has(inner.name)) parts.push(" ");
      return true;
    },
    leave: (inner) => {
      if (!INLINE.has(inner.name)) parts.push(" ");
    },
    text: (data) => {
      appendText(parts, data);
    },
  });
  return parts.join("").replace(/\s+/gu, " ").trim();
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

/** The elements of a selector, in document order; none for a selector that the page's parser refuses. */
export function select(page: Document, selector: string | undefined, within?: Element): readonly Element[] {
  if (selector === undefined || selector === "") return [];
  return (within === undefined ? page(selector) : page(within).find(selector))
    .toArray()
    .filter((node): node is Element => "attribs" in node);
}

/** Is `inner` somewhere below `outer`, or the same? */
export function isWithin(inner: Element, outer: Element): boolean {
  for (const node of ancestorsOf(inner)) if (node === outer) return true;
  return false;
}
