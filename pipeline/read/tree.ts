import { load as loadStrict } from "cheerio";
import { type CheerioAPI, load } from "cheerio/slim";
import { Parser } from "htmlparser2";
import { copyOut } from "./draft.ts";
import { tokenize } from "./tokens.ts";

/** What is known of all elements of one name: every element of a page is asked for it several times. */
export interface Tag {
  readonly name: string;
  /** "own": of a site's own making, told by its dash. */
  readonly kind: "block" | "inline" | "break" | "picture" | "own";
  /** What its text is counted as. */
  readonly counts: "linked" | "items" | "bold" | "italic" | null;
  /** Stands in a line of text; all others begin and end one. */
  readonly isInline: boolean;
  /** Nobody sees its text. */
  readonly isInvisible: boolean;
}

/** A node with a name, attributes and children. */
export interface Element {
  readonly type: "tag";
  readonly name: string;
  readonly tag: Tag;
  readonly attribs: Readonly<Record<string, string>>;
  readonly parent: Element | null;
  readonly first: Node | null;
  readonly next: Node | null;
  /** Its place among the elements of the page, in document order; what stands in it has the places behind, up to and with `end`. */
  readonly at: number;
  readonly end: number;
  /** Never shown: by its name, or by its own style. */
  readonly isHidden: boolean;
}

export interface Text {
  readonly type: "text";
  /** Fonts of old encodings are read after parsing (legacy-html.ts). */
  data: string;
  readonly next: Node | null;
}

/** Any node of the tree; comments are none. */
export type Node = Element | Text;

/** A page as a tree. */
export interface Document {
  readonly root: Element | null;
  /** All elements in document order; the first is the one around the whole page. */
  readonly elements: readonly Element[];
  /** The elements of a name, in document order. */
  readonly named: (name: string) => readonly Element[];
  /** What selectors have been answered (dom.ts). */
  readonly answers: Map<string, readonly Element[]>;
  /** The same page as cheerio has it: for selectors that we do not read ourselves. */
  readonly reload: () => CheerioAPI;
}

const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr picture q rp rt ruby s samp small span strike strong sub sup time tt u var wbr o:p st1:place".split(
    " ",
  ),
);
const INVISIBLE = new Set(
  "script style noscript template svg math iframe object embed video audio canvas button select textarea input option map head title link meta source dialog datalist".split(
    " ",
  ),
);
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden/iu;

const COUNTS: ReadonlyMap<string, Tag["counts"]> = new Map([
  ["a", "linked"],
  ["li", "items"],
  ["i", "italic"],
  ["em", "italic"],
  ..."b strong h1 h2 h3 h4 h5 h6".split(" ").map((name): [string, Tag["counts"]] => [name, "bold"]),
]);

/** Sites make up few names of their own; more than these are not remembered. */
const REMEMBERED = 5_000;
const tags = new Map<string, Tag>();

function tagOf(written: string): Tag {
  const known = tags.get(written);
  if (known !== undefined) return known;
  const name = copyOut(written);
  const own = name.includes("-") ? "own" : "block";
  const isInline = INLINE.has(name);
  const kind = name === "br" ? "break" : name === "img" ? "picture" : isInline ? "inline" : own;
  const tag: Tag = { name, kind, counts: COUNTS.get(name) ?? null, isInline, isInvisible: INVISIBLE.has(name) };
  if (tags.size < REMEMBERED) tags.set(name, tag);
  return tag;
}

type Open = { -readonly [Key in keyof Element]: Element[Key] } & { last: Node | null };
type OpenText = { -readonly [Key in keyof Text]: Text[Key] };

/** Most elements of a page have no attribute. */
const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});

/** A tree as it grows: one list of elements, children linked by `next`. Arrays of children took a third of the time of parsing and most of its memory. */
interface Growth {
  readonly elements: Element[];
  open: Open;
  /** The text that what follows is added to; null behind a tag or comment. */
  text: OpenText | null;
}

function openElement(growth: Growth, name: string): void {
  const tag = tagOf(name);
  const { open, elements } = growth;
  const at = elements.length;
  const element: Open = {
    type: "tag",
    name: tag.name,
    tag,
    attribs: NO_ATTRIBUTES,
    parent: open,
    first: null,
    next: null,
    at,
    end: at,
    isHidden: tag.isInvisible,
    last: null,
  };
  elements.push(element);
  append(open, element);
  growth.open = element;
  growth.text = null;
}

function append(open: Open, node: Open | OpenText): void {
  if (open.last === null) open.first = node;
  else (open.last as Open | OpenText).next = node;
  open.last = node;
}

/** The attributes that are kept, by their names: most of what stands in the tags of a page is for scripts and pictures, and nothing here asks for it. */
const KEPT: ReadonlyMap<string, string> = new Map(
  "align aria-hidden class colspan content data-utime datetime face hidden href http-equiv id itemprop name property rel role rowspan style title type value"
    .split(" ")
    .map((name) => [name, name]),
);

/** Is the attribute kept? Selectors that ask for others are answered by cheerio. */
export const isKept = (attribute: string): boolean => KEPT.has(attribute);

function setAttribute(element: Open, written: string, value: string): void {
  const name = KEPT.get(written);
  if (name === undefined) return;
  if (element.attribs === NO_ATTRIBUTES) element.attribs = {};
  // of two attributes of one name the first counts
  if (element.attribs[name] !== undefined) return;
  (element.attribs as Record<string, string>)[name] = value;
  if (name === "hidden" || (name === "style" && HIDDEN_STYLE.test(value))) element.isHidden = true;
}

function closeElement(growth: Growth): void {
  const { open, elements } = growth;
  open.end = elements.length - 1;
  growth.text = null;
  if (open.parent !== null) growth.open = open.parent as Open;
}

function addText(growth: Growth, data: string): void {
  if (growth.text !== null) growth.text.data += data;
  else {
    growth.text = { type: "text", data, next: null };
    append(growth.open, growth.text);
  }
}

/** In these a reference stands for itself. */
const UNDECODED = new Set(["script", "style", "textarea", "xmp"]);

/** A text with its references read, as htmlparser2 reads them. */
function decodedText(text: string): string {
  let decoded = "";
  const parser = new Parser({
    ontext: (data) => {
      decoded += data;
    },
  });
  parser.end(text);
  return decoded;
}

function decodedValue(value: string): string {
  let decoded = value;
  const parser = new Parser({
    onattribute: (_name, data) => {
      decoded = data;
    },
  });
  const quote = value.includes('"') ? "'" : '"';
  parser.end(`<a b=${quote}${value}${quote}>`);
  return decoded;
}

/** One element around everything: pages have several `<html>`, or none. */
const WRAPPER = "dangvu-page";

function newRoot(name: string): Open {
  const tag = tagOf(name);
  return {
    type: "tag",
    name,
    tag,
    attribs: NO_ATTRIBUTES,
    parent: null,
    first: null,
    next: null,
    at: 0,
    end: 0,
    isHidden: false,
    last: null,
  };
}

/** The page as htmlparser2 sees it, its markup in `parts`; null when it has more tags than `most`. */
export function growTree(parts: readonly string[], most: number): Document | null {
  const root = newRoot(WRAPPER);
  const growth: Growth = { elements: [root], open: root, text: null };
  let count = 0;
  const html = parts.length === 1 ? (parts[0] as string) : parts.join("");
  const parser = new Parser({
    onopentagname: (name) => {
      count++;
      openElement(growth, name);
    },
    onclosetag: () => {
      count++;
      closeElement(growth);
    },
    ontext: (data) => addText(growth, data.includes("&") && !UNDECODED.has(growth.open.name) ? decodedText(data) : data),
    oncomment: () => {
      growth.text = null;
    },
    onprocessinginstruction: () => {
      growth.text = null;
    },
  });
  // it nests what it is told of; its own tokenizer looks at every letter
  parser.pause();
  parser.write(html);
  tokenize(html, parser, {
    keptName: (written) => KEPT.get(written) ?? KEPT.get(written.toLowerCase()) ?? null,
    onAttribute: (name, value) => setAttribute(growth.open, name, value.includes("&") ? decodedValue(value) : value),
    isFull: () => count > most,
  });
  if (count > most) return null;
  root.end = growth.elements.length - 1;
  return documentOf(root, growth.elements, () => load(`<${WRAPPER}>${html}</${WRAPPER}>`));
}

/** The page as browsers see it: parse5's tree in our own form. */
export function growStrictTree(html: string): Document {
  const page = loadStrict(html);
  const top = page.root()[0]?.children.find((node) => "attribs" in node);
  if (top === undefined) return documentOf(null, [], () => page);
  const root = newRoot("html");
  const growth: Growth = { elements: [root], open: root, text: null };
  copyAttributes(root, top);
  copyChildren(growth, top);
  root.end = growth.elements.length - 1;
  return documentOf(root, growth.elements, () => page);
}

type Strict = ReturnType<CheerioAPI["root"]>[number]["children"][number];
type StrictElement = Extract<Strict, { attribs: Record<string, string> }>;

function copyAttributes(element: Open, { attribs }: StrictElement): void {
  for (const [name, value] of Object.entries(attribs)) setAttribute(element, name, value);
}

/** Without recursion: pages may be nested as deep as they like. */
function copyChildren(growth: Growth, top: StrictElement): void {
  let open: StrictElement = top;
  let node = (open.children[0] ?? null) as Strict | null;
  for (;;) {
    while (node === null) {
      if (open === top) return;
      closeElement(growth);
      node = open.next as Strict | null;
      open = open.parent as StrictElement;
    }
    if ("attribs" in node) {
      openElement(growth, node.name);
      copyAttributes(growth.open, node);
      open = node;
      node = (node.children[0] ?? null) as Strict | null;
      continue;
    }
    if (node.type === "text") addText(growth, node.data);
    growth.text = null;
    node = node.next as Strict | null;
  }
}

function documentOf(root: Element | null, elements: readonly Element[], reload: () => CheerioAPI): Document {
  let names: Map<string, Element[]> | null = null;
  const named = (name: string): readonly Element[] => {
    names ??= byName(elements);
    return names.get(name) ?? NONE;
  };
  return { root, elements, named, answers: new Map(), reload };
}

const NONE: readonly Element[] = [];

function byName(elements: readonly Element[]): Map<string, Element[]> {
  const names = new Map<string, Element[]>();
  for (const element of elements) {
    const known = names.get(element.name);
    if (known === undefined) names.set(element.name, [element]);
    else known.push(element);
  }
  return names;
}
