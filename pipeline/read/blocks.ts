import { type Element, isBlank, isWithin, type Node, namesOf, partsWords, textOf, tidy, walk } from "./dom.ts";
import { copyOut } from "./draft.ts";
import { hasFinalMark, takeMarker } from "./lines.ts";
import { alignCells, rowLine, type SpannedCell, spanOf } from "./table-grid.ts";

/** A run of text of a page, with what its markup says about it. */
export interface HtmlBlock {
  readonly kind: "paragraph" | "heading" | "list" | "table" | "caption";
  readonly text: string;
  readonly marker: string;
  /** Rows of a table, cells parted by " | ". */
  readonly rows: readonly string[];
  /** The block element that holds the text. */
  readonly element: Element;
  /** Classes and ids of the inline elements around its first words. */
  readonly names: string;
  /** Characters in links, in bold, in italics. */
  readonly linked: number;
  readonly bold: number;
  readonly italic: number;
  /** Set only right after a picture, where it tells a caption. */
  readonly isCentred: boolean;
  /** A picture stands right before it, with no text between. */
  readonly afterPicture: boolean;
}

export interface RenderOptions {
  /** Elements to leave out with all they hold. */
  readonly skip?: (element: Element) => boolean;
  /** Elements that hold a caption whatever they look like. */
  readonly isCaption?: (element: Element) => boolean;
}

const CAPTION_NAME =
  /(?<!(?:no|has|with|hide|closed)[\s_-]?)captions?(?![\s_-]?(?:off|hidden|btn|button))|(?:^|[\s_-])(?:(?:image|img|photo|pic|picture|media|desc)[\s_-]?(?:desc|description|note|text|credit|img)|chu-?thich|ghi-?chu-anh|cutline|(?:photo|image|picture)-?credits?)(?:$|[\s_-])|note ignore/iu;
const CENTRED = /text-align\s*:\s*center/iu;

/** A figure with more text than this is no picture. */
const FIGURE_LENGTH = 600;

interface Run {
  text: string;
  /** The piece that was added last. */
  last: string;
  linked: number;
  bold: number;
  italic: number;
  names: string;
  element: Element | null;
}

/** What stands around the place where the walk is, and what it has found so far. */
interface Place {
  readonly root: Element;
  readonly options: RenderOptions;
  readonly blocks: HtmlBlock[];
  readonly open: Element[];
  readonly inline: Element[];
  linked: number;
  bold: number;
  italic: number;
  items: number;
  /** A picture was the last thing seen. */
  picture: boolean;
  /** The last line ended at a `<br>`. */
  broken: boolean;
  /** The line that is being read. */
  readonly run: Run;
}

/** The visible text of an element as blocks: paragraphs, headings, list items, tables as rows, captions. Text between `<br>` is a paragraph. */
export function renderBlocks(root: Element, options: RenderOptions = {}): readonly HtmlBlock[] {
  const run: Run = { text: "", last: "", linked: 0, bold: 0, italic: 0, names: "", element: null };
  const place: Place = {
    root,
    options,
    blocks: [],
    open: [root],
    inline: [],
    linked: 0,
    bold: 0,
    italic: 0,
    items: 0,
    picture: false,
    broken: false,
    run,
  };
  count(place, root, 1);
  let open = root;
  let node: Node | null = root.first;
  for (;;) {
    while (node === null) {
      leave(place, open);
      if (open === root) return place.blocks;
      node = open.next;
      open = open.parent as Element;
    }
    if (node.type === "text") addPiece(place, node.data);
    else if (enter(place, node)) {
      open = node;
      node = node.first;
      continue;
    }
    node = node.next;
  }
}

/** False for what is left out, or is a block as a whole. */
function enter(place: Place, element: Element): boolean {
  if (element.isHidden || place.options.skip?.(element) === true) return false;
  const kind = kindOf(element);
  if (kind === "break") flush(place, true);
  if (kind === "picture") {
    if (place.run.element === null) place.picture = true;
    return false;
  }
  const whole = wholeBlock(element, place.options);
  if (whole !== null) {
    flush(place, false);
    if (whole.rows.length > 0) place.blocks.push(whole);
    place.picture = false;
    return false;
  }
  if (kind === "block") {
    flush(place, false);
    place.open.push(element);
  } else if (kind === "inline") place.inline.push(element);
  count(place, element, 1);
  return true;
}

function leave(place: Place, element: Element): void {
  const kind = kindOf(element);
  if (kind === "block" || element === place.root) {
    flush(place, false);
    place.open.pop();
  } else if (kind === "inline") place.inline.pop();
  count(place, element, -1);
}

function addPiece(place: Place, data: string): void {
  const { run } = place;
  const isEmpty = isBlank(data);
  if (isEmpty && run.text === "") return;
  run.text += partsWords(run.last, data) ? ` ${data}` : data;
  run.last = data;
  if (isEmpty) return;
  if (run.element === null) {
    run.element = place.open[place.open.length - 1] ?? place.root;
    run.names = place.inline.length === 0 ? "" : place.inline.map(namesOf).join(" ").trim();
  }
  if (place.linked === 0 && place.bold === 0 && place.italic === 0) return;
  const letters = data.trim().length;
  if (place.linked > 0) run.linked += letters;
  if (place.bold > 0) run.bold += letters;
  if (place.italic > 0) run.italic += letters;
}

/** Ends the line. */
function flush(place: Place, isBreak: boolean): void {
  const { run } = place;
  const text = run.text === "" ? "" : tidy(run.text);
  if (text !== "") {
    addText(place, text);
    place.picture = false;
  }
  if (text !== "" || !isBreak) place.broken = isBreak && text !== "";
  if (run.text === "") return;
  run.text = run.last = run.names = "";
  run.linked = run.bold = run.italic = 0;
  run.element = null;
}

const HEADING = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);

function kindOf(element: Element): "block" | "inline" | "break" | "picture" {
  const { kind } = element.tag;
  return kind !== "own" ? kind : holdsOnlyText(element) ? "inline" : "block";
}

/** Elements of a site's own making stand in a line unless they hold blocks, as browsers show them. */
function holdsOnlyText(element: Element): boolean {
  for (let child = element.first; child !== null; child = child.next) if (child.type === "tag" && !child.tag.isInline) return false;
  return true;
}

function count(place: Place, element: Element, by: 1 | -1): void {
  const { counts } = element.tag;
  if (counts !== null) place[counts] += by;
}

/** A caption, the picture that a figure is, a table of data: what is one block whatever stands in it. Null for everything else. */
function wholeBlock(element: Element, options: RenderOptions): HtmlBlock | null {
  if (isCaptionElement(element, options)) return blockOf("caption", element, [textOf(element)]);
  if (element.name === "figure") {
    const text = textOf(element);
    return text.length > FIGURE_LENGTH || holdsAny(element, TEXT_IN_FIGURE) ? null : blockOf("caption", element, captionsIn(element, text));
  }
  if (element.name !== "table") return null;
  const table = readTable(element, options);
  return table === null ? null : blockOf(table.kind, element, table.rows);
}

const TEXT_IN_FIGURE = new Set(["table", "blockquote", "pre", "ul", "ol"]);

/** What a figure says of its picture: its `figcaption`, else all of its text. */
function captionsIn(figure: Element, text: string): readonly string[] {
  let caption = "";
  walk(figure, {
    enter: (element) => {
      if (element.name === "figcaption" && caption === "") caption = textOf(element);
      return element.name !== "figcaption";
    },
    text: () => undefined,
  });
  return [caption === "" ? text : caption];
}

/** Pages repeat the same few classes thousands of times. */
const REMEMBERED = 5_000;
const captionNames = new Map<string, boolean>();

function hasCaptionName(element: Element): boolean {
  const names = element.attribs.class;
  if (names === undefined) return false;
  let known = captionNames.get(names);
  if (known === undefined) {
    known = CAPTION_NAME.test(names);
    if (captionNames.size >= REMEMBERED) captionNames.clear();
    captionNames.set(copyOut(names), known);
  }
  return known;
}

function isCaptionElement(element: Element, options: RenderOptions): boolean {
  if (element.name === "figcaption" || options.isCaption?.(element) === true) return true;
  return hasCaptionName(element) && element.name !== "table" && element.name !== "body" && textOf(element).length <= CAPTION_LENGTH;
}

function addText(place: Place, whole: string): void {
  const { blocks, open, run } = place;
  const element = run.element ?? (open[open.length - 1] as Element);
  const previous = blocks[blocks.length - 1];
  if (place.broken && previous !== undefined && previous.element === element && !hasFinalMark(previous.text) && /^\p{Ll}/u.test(whole)) {
    blocks[blocks.length - 1] = {
      ...previous,
      text: `${previous.text} ${whole}`,
      linked: previous.linked + run.linked,
      bold: previous.bold + run.bold,
      italic: previous.italic + run.italic,
    };
    return;
  }
  const inItem = place.items > 0;
  const { marker, text } = takeMarker(whole);
  blocks.push({
    kind: HEADING.has(element.name) ? "heading" : inItem || marker !== "" ? "list" : "paragraph",
    text,
    marker: inItem ? "•" : marker,
    rows: NO_ROWS,
    element,
    names: run.names,
    linked: run.linked,
    bold: run.bold,
    italic: run.italic,
    isCentred: place.picture && open.slice(-3).some(isCentred),
    afterPicture: place.picture,
  });
}

function isCentred(element: Element): boolean {
  return (
    element.attribs.align === "center" ||
    element.name === "center" ||
    CENTRED.test(element.attribs.style ?? "") ||
    /(?:^|\s)(?:text-)?center(?:$|\s)/u.test(namesOf(element))
  );
}

function blockOf(kind: "caption" | "table", element: Element, texts: readonly string[]): HtmlBlock {
  const rows = texts.filter((text) => text !== "");
  return {
    kind,
    text: rows.join("\n"),
    marker: "",
    rows,
    element,
    names: "",
    linked: 0,
    bold: 0,
    italic: 0,
    isCentred: false,
    afterPicture: false,
  };
}

const NO_ROWS: readonly string[] = [];

const TABLE = new Set(["table"]);

/** A table for layout has cells of this much text, or tables inside. */
const CELL_LENGTH = 500;
const CAPTION_LENGTH = 400;

/** Rows of a table of data; the caption under a picture that stands in a table; null for a table that only lays out the page. */
function readTable(table: Element, options: RenderOptions): { kind: "table" | "caption"; rows: readonly string[] } | null {
  const rows: SpannedCell[][] = [];
  let nested = 0;
  let pictures = 0;
  let long = false;
  walk(table, {
    enter: (element) => {
      if (element !== table && (element.isHidden || options.skip?.(element) === true)) return false;
      if (element.name === "table" && element !== table) nested++;
      if (element.name === "img") pictures++;
      if (element.name === "tr") rows.push([]);
      if (element.name !== "td" && element.name !== "th") return true;
      if (nested > 0 || long) return false;
      const text = textOf(element, options.skip);
      if (text.length > CELL_LENGTH || holdsAny(element, TABLE)) long = true;
      pictures += long ? 0 : countPictures(element);
      if (rows.length === 0) rows.push([]);
      const { colspan, rowspan } = element.attribs;
      rows.at(-1)?.push({ text, columns: spanOf(colspan, "columns"), rows: spanOf(rowspan, "rows") });
      return false;
    },
    text: () => undefined,
  });
  if (nested > 0 || long) return null;
  const filled = rows.map((cells) => cells.map(({ text }) => text).filter((text) => text !== ""));
  if (pictures > 0) {
    const lines = filled.map((cells) => cells.join(" | ")).filter((line) => line !== "");
    return rows.length <= 4 && lines.join(" ").length <= CAPTION_LENGTH ? { kind: "caption", rows: [...new Set(lines)].slice(0, 2) } : null;
  }
  const wide = filled.filter((cells) => cells.length >= 2).length;
  if (wide < 2 || wide * 2 < rows.length) return null;
  return {
    kind: "table",
    rows: alignCells(rows)
      .map(rowLine)
      .filter((line) => line !== ""),
  };
}

function holdsAny(element: Element, names: ReadonlySet<string>): boolean {
  let found = false;
  walk(element, {
    enter: (inner) => {
      found ||= inner !== element && names.has(inner.name);
      return !found;
    },
    text: () => undefined,
  });
  return found;
}

function countPictures(element: Element): number {
  let count = 0;
  walk(element, {
    enter: (inner) => {
      if (inner.name === "img") count++;
      return true;
    },
    text: () => undefined,
  });
  return count;
}

/** Where the text of an element begins among the blocks: its first block, or for an inline element the block that holds its words. -1 when nowhere. */
export function blockIndex(blocks: readonly HtmlBlock[], element: Element): number {
  const own = blocks.findIndex((block) => isWithin(block.element, element));
  if (own >= 0 || !element.tag.isInline) return own;
  const text = textOf(element);
  return text === ""
    ? -1
    : blocks.findIndex((block) => isWithin(element, block.element) && (block.text.includes(text) || text.includes(block.text)));
}
