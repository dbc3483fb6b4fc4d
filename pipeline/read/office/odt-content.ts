import type { Cell, DocumentBlock, TextRun } from "./blocks.ts";
import { attributeOf, type OdtStyle } from "./odt-styles.ts";
import { entitiesRead } from "./xml-text.ts";

/** Comments, a document type and processing instructions; a tag with its name and attributes; text. */
const TOKEN = /<!--[\s\S]*?-->|<[!?][^>]*>|<(\/?)([\w:.-]{1,60})((?:\s[^<>]*)?)\/?>|([^<]+)/gu;
/** Tables, lists and text boxes in one another deeper than this are not read. */
const MOST_DEPTH = 200;
/** Elements whose text is not the document's. */
const SKIPPED = new Set([
  "office:annotation",
  "text:tracked-changes",
  "text:note-citation",
  "text:ruby-text",
  "office:forms",
  "text:table-of-content",
  "svg:title",
  "svg:desc",
]);

interface Open {
  readonly name: string;
  /** Where finished paragraphs and tables go. */
  readonly blocks: DocumentBlock[];
  readonly runs: TextRun[] | null;
  readonly style: OdtStyle | null;
  readonly rows: Cell[][] | null;
  readonly isItem: boolean;
}

/** The blocks of content.xml, and its footnotes. */
export function readOdtContent(
  xml: string,
  styleOf: (name: string | null) => OdtStyle,
): { readonly blocks: readonly DocumentBlock[]; readonly notes: readonly string[] } {
  const blocks: DocumentBlock[] = [];
  const notes: string[] = [];
  const root: Open = { name: "", blocks, runs: null, style: null, rows: null, isItem: false };
  const stack: Open[] = [root];
  let [skipped, depth] = [0, 0];
  const top = (): Open => stack.at(-1) as Open;
  for (const [whole, slash, name, attributes = "", text] of xml.matchAll(TOKEN)) {
    if (text !== undefined) {
      if (skipped === 0) addText(top(), entitiesRead(text));
    } else if (name === undefined) continue;
    else if (slash === "/") {
      depth--;
      if (skipped > 0) skipped = depth < skipped ? 0 : skipped;
      else if (stack.length > 1 && top().name === name) closeElement(stack, notes);
    } else {
      const isEmpty = whole.endsWith("/>");
      if (skipped === 0 && (SKIPPED.has(name) || stack.length > MOST_DEPTH) && !isEmpty) skipped = depth + 1;
      else if (skipped === 0) openElement(stack, { name, attributes, isEmpty, styleOf });
      if (!isEmpty) depth++;
    }
  }
  return { blocks, notes };
}

interface Tag {
  readonly name: string;
  readonly attributes: string;
  readonly isEmpty: boolean;
  readonly styleOf: (name: string | null) => OdtStyle;
}

function openElement(stack: Open[], { name, attributes, isEmpty, styleOf }: Tag): void {
  const top = stack.at(-1) as Open;
  const inherit = { ...top, name };
  if (name === "text:tab") addText(top, "\t");
  else if (name === "text:line-break") addText(top, "\n");
  else if (name === "text:s") addText(top, " ");
  else if (isEmpty) return;
  else if (name === "text:p" || name === "text:h") {
    const style = styleOf(attributeOf(attributes, "text:style-name"));
    stack.push({ ...inherit, runs: [], style: name === "text:h" && style.role === "text" ? { ...style, role: "heading" } : style });
  } else if (name === "text:span")
    stack.push({ ...inherit, style: spanStyle(top.style, styleOf(attributeOf(attributes, "text:style-name"))) });
  else if (name === "text:list-item") stack.push({ ...inherit, isItem: true });
  else if (name === "table:table") stack.push({ ...inherit, rows: [], isItem: false });
  else if (name === "table:table-row") top.rows?.push([]);
  else if (name === "table:table-cell" || name === "text:note-body" || name === "draw:text-box") openContainer(stack, inherit, attributes);
}

function spanStyle(around: OdtStyle | null, own: OdtStyle): OdtStyle {
  return {
    font: own.font ?? around?.font ?? null,
    isBold: own.isBold ?? around?.isBold ?? null,
    isCentered: false,
    role: around?.role ?? "text",
  };
}

/** A cell, a footnote or a text box: its paragraphs go apart, those of a box behind what stands above its paragraph. */
function openContainer(stack: Open[], inherit: Open, attributes: string): void {
  const own = { ...inherit, runs: null, style: null, isItem: false };
  if (inherit.name === "draw:text-box") stack.push(own);
  else {
    const blocks: DocumentBlock[] = [];
    const columns = Number(attributeOf(attributes, "table:number-columns-spanned") ?? 1);
    const rows = Number(attributeOf(attributes, "table:number-rows-spanned") ?? 1);
    if (inherit.name === "table:table-cell") inherit.rows?.at(-1)?.push({ columns, rows, blocks });
    stack.push({ ...own, blocks, rows: null });
  }
}

function closeElement(stack: Open[], notes: string[]): void {
  const { name, blocks, runs, style, rows, isItem } = stack.pop() as Open;
  if ((name === "text:p" || name === "text:h") && runs !== null && runs.some((run) => run.text.trim() !== "")) {
    const role = style?.role ?? "text";
    blocks.push({ kind: "paragraph", role: role === "text" && isItem ? "list" : role, isCentered: style?.isCentered === true, runs });
  } else if (name === "table:table" && rows !== null) blocks.push({ kind: "table", rows });
  else if (name === "text:note-body") notes.push(blocks.map(noteText).join(" "));
}

function noteText(block: DocumentBlock): string {
  return block.kind === "paragraph" ? block.runs.map((run) => run.text).join("") : "";
}

function addText({ runs, style }: Open, text: string): void {
  if (runs === null) return;
  const [font, isBold] = [style?.font ?? null, style?.isBold === true];
  const last = runs.at(-1);
  const read = text === "\t" || text === "\n" ? text : text.replace(/[\r\n\t ]+/gu, " ");
  if (last !== undefined && last.font === font && last.isBold === isBold) runs[runs.length - 1] = { ...last, text: last.text + read };
  else runs.push({ text: read, font, isBold, isCapitals: false });
}
