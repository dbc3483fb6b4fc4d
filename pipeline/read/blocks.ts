import { appendText, type Element, INLINE, isInvisible, isWithin, namesOf, textOf, walk } from "./dom.ts";
import { hasFinalMark, takeMarker } from "./lines.ts";

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
  /(?:^|[\s_-])(?:caption|image_desc|image-desc|photo-?note|picture-?note|chu-?thich|imgcaption|wp-caption-text|photocms_caption|desc-img|img-desc|ghi-?chu-anh)(?:$|[\s_-])|note ignore|imagecaption/iu;
const CENTRED = /text-align\s*:\s*center/iu;

interface Run {
  parts: string[];
  linked: number;
  bold: number;
  italic: number;
  names: string;
  element: Element | null;
}

/** The visible text of an element as blocks: paragraphs, headings, list items, tables as rows, captions. Text between `<br>` is a paragraph. */
export function renderBlocks(root: Element, options: RenderOptions = {}): readonly HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  const open: Element[] = [];
  const inline: string[] = [];
  const state = { linked: 0, bold: 0, italic: 0, picture: false, broken: false };
  let run: Run = emptyRun();
  const flush = (isBreak = false): void => {
    const text = run.parts.join("").replace(/\s+/gu, " ").trim();
    if (text !== "") {
      addText(blocks, { run, text, open, picture: state.picture, isContinued: state.broken });
      state.picture = false;
    }
    if (text !== "" || !isBreak) state.broken = isBreak && text !== "";
    run = emptyRun();
  };
  const add = (kind: "caption" | "table", element: Element, rows: readonly string[]): void => {
    flush();
    if (rows.length > 0) blocks.push(wholeBlock(kind, element, rows));
    state.picture = false;
  };
  walk(root, {
    enter: (element) => {
      if (element !== root && (isInvisible(element) || options.skip?.(element) === true)) return false;
      if (element.name === "br") flush(true);
      if (element.name === "img") {
        if (run.parts.join("").trim() === "") state.picture = true;
        return false;
      }
      if (element !== root && isCaptionElement(element, options)) {
        add(
          "caption",
          element,
          [textOf(element)].filter((text) => text !== ""),
        );
        return false;
      }
      if (element.name === "table") {
        const table = readTable(element, options);
        if (table !== null) {
          add(table.kind, element, table.rows);
          return false;
        }
      }
      if (!INLINE.has(element.name) && element.name !== "br") {
        flush();
        open.push(element);
      } else if (INLINE.has(element.name)) inline.push(namesOf(element));
      count(state, element, 1);
      return true;
    },
    leave: (element) => {
      count(state, element, -1);
      if (!INLINE.has(element.name) && element.name !== "br") {
        flush();
        open.pop();
      } else if (INLINE.has(element.name)) inline.pop();
    },
    text: (data) => {
      appendText(run.parts, data);
      const letters = data.trim().length;
      if (letters === 0) return;
      if (run.element === null) {
        run.element = open.at(-1) ?? root;
        run.names = inline.join(" ").trim();
      }
      if (state.linked > 0) run.linked += letters;
      if (state.bold > 0) run.bold += letters;
      if (state.italic > 0) run.italic += letters;
    },
  });
  flush();
  return blocks;
}

function emptyRun(): Run {
  return { parts: [], linked: 0, bold: 0, italic: 0, names: "", element: null };
}

function count(state: { linked: number; bold: number; italic: number }, element: Element, by: 1 | -1): void {
  if (element.name === "a") state.linked += by;
  if (element.name === "b" || element.name === "strong" || /^h[1-6]$/u.test(element.name)) state.bold += by;
  if (element.name === "i" || element.name === "em") state.italic += by;
}

function isCaptionElement(element: Element, options: RenderOptions): boolean {
  if (options.isCaption?.(element) === true || element.name === "figcaption") return true;
  return (
    element.attribs.class !== undefined &&
    CAPTION_NAME.test(namesOf(element)) &&
    element.name !== "table" &&
    element.name !== "body" &&
    textOf(element).length <= 400
  );
}

function addText(
  blocks: HtmlBlock[],
  found: { run: Run; text: string; open: readonly Element[]; picture: boolean; isContinued: boolean },
): void {
  const { run, open } = found;
  const element = run.element ?? (open.at(-1) as Element);
  const previous = blocks.at(-1);
  if (
    found.isContinued &&
    previous !== undefined &&
    previous.element === element &&
    !hasFinalMark(previous.text) &&
    /^\p{Ll}/u.test(found.text)
  ) {
    blocks[blocks.length - 1] = {
      ...previous,
      text: `${previous.text} ${found.text}`,
      linked: previous.linked + run.linked,
      bold: previous.bold + run.bold,
      italic: previous.italic + run.italic,
    };
    return;
  }
  const inItem = open.some((outer) => outer.name === "li");
  const { marker, text } = takeMarker(found.text);
  blocks.push({
    kind: /^h[1-6]$/u.test(element.name) ? "heading" : inItem || marker !== "" ? "list" : "paragraph",
    text,
    marker: inItem ? "•" : marker,
    rows: [],
    element,
    names: run.names,
    linked: run.linked,
    bold: run.bold,
    italic: run.italic,
    isCentred: open
      .slice(-3)
      .some(
        (outer) =>
          outer.attribs.align === "center" ||
          outer.name === "center" ||
          CENTRED.test(outer.attribs.style ?? "") ||
          /(?:^|\s)(?:text-)?center(?:$|\s)/u.test(namesOf(outer)),
      ),
    afterPicture: found.picture,
  });
}

function wholeBlock(kind: "caption" | "table", element: Element, rows: readonly string[]): HtmlBlock {
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

/** A table for layout has cells of this much text, or tables inside. */
const CELL_LENGTH = 500;
const CAPTION_LENGTH = 400;

/** Rows of a table of data; the caption under a picture that stands in a table; null for a table that only lays out the page. */
function readTable(table: Element, options: RenderOptions): { kind: "table" | "caption"; rows: readonly string[] } | null {
  const rows: string[][] = [];
  let nested = 0;
  let pictures = 0;
  let long = false;
  walk(table, {
    enter: (element) => {
      if (element !== table && (isInvisible(element) || options.skip?.(element) === true)) return false;
      if (element.name === "table" && element !== table) nested++;
      if (element.name === "img") pictures++;
      if (element.name === "tr") rows.push([]);
      if (element.name !== "td" && element.name !== "th") return true;
      if (nested > 0 || long) return false;
      const text = textOf(element, options.skip);
      if (text.length > CELL_LENGTH || hasTable(element)) long = true;
      pictures += long ? 0 : countPictures(element);
      if (rows.length === 0) rows.push([]);
      rows.at(-1)?.push(text);
      return false;
    },
    text: () => undefined,
  });
  if (nested > 0 || long) return null;
  const lines = rows.map((cells) => cells.filter((cell) => cell !== "").join(" | ")).filter((line) => line !== "");
  if (pictures > 0)
    return rows.length <= 4 && lines.join(" ").length <= CAPTION_LENGTH ? { kind: "caption", rows: [...new Set(lines)].slice(0, 2) } : null;
  const wide = rows.filter((cells) => cells.filter((cell) => cell !== "").length >= 2).length;
  return wide >= 2 && wide * 2 >= rows.length ? { kind: "table", rows: lines } : null;
}

function hasTable(element: Element): boolean {
  let found = false;
  walk(element, {
    enter: (inner) => {
      found ||= inner.name === "table";
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
  if (own >= 0 || !INLINE.has(element.name)) return own;
  const text = textOf(element);
  return text === ""
    ? -1
    : blocks.findIndex((block) => isWithin(element, block.element) && (block.text.includes(text) || text.includes(block.text)));
}
