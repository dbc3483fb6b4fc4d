import type { Removal } from "../types/article.ts";
import type { HtmlBlock } from "./blocks.ts";
import { isCertainCaption } from "./captions.ts";
import { readDateLine } from "./dates.ts";
import { type Line, lineOf, removal } from "./draft.ts";
import { isMenu, reasonBelow, reasonNoise } from "./furniture.ts";

/** A line of the article to be, and the block it was. */
export interface Entry {
  readonly line: Line;
  readonly block: HtmlBlock;
}

/** Parts captions from text: by their element, by their place below a picture, or because they say what a caption says. */
export function partCaptions(kept: readonly HtmlBlock[], all: readonly HtmlBlock[]): { captions: string[]; lines: Entry[] } {
  const captions = new Set<string>();
  const lines: Entry[] = [];
  for (const block of all) if (block.kind === "caption") for (const row of block.rows) captions.add(row);
  for (const block of kept) {
    if (block.kind === "caption") continue;
    if (isCaptionByPlace(block) || captions.has(block.text)) captions.add(block.text);
    else lines.push({ line: toLine(block), block });
  }
  return { captions: [...captions], lines };
}

/** Right after a picture, one short sentence that is centred, in italics, or speaks as captions do. */
function isCaptionByPlace(block: HtmlBlock): boolean {
  if (!block.afterPicture || block.text.length > 300 || block.kind !== "paragraph" || /[.!?]\s+\p{Lu}\p{Ll}/u.test(block.text))
    return false;
  return block.isCentred || block.italic >= block.text.length * 0.7 || isCertainCaption(block.text);
}

/** A block as a line: short bold paragraphs are headings. */
export function toLine(block: HtmlBlock): Line {
  if (block.kind === "table")
    return { kind: "table", pieces: block.rows.map((text) => ({ text, from: -1 })), text: block.text, marker: "", gap: true };
  const isHeading =
    block.kind === "heading" ||
    (block.kind === "paragraph" && block.bold >= block.text.length * 0.7 && block.text.length <= 140 && !/[.!?…;]$/u.test(block.text));
  return lineOf(isHeading ? "heading" : block.kind === "list" ? "list" : "paragraph", block.text, block.marker);
}

/** A first paragraph all in bold, with others below, is the lead. */
export function boldLead(lines: readonly Entry[]): Line | null {
  const [first, second] = lines;
  if (first === undefined || second === undefined || first.line.kind !== "paragraph") return null;
  const { text } = first.line;
  const isBold = first.block.bold >= text.length * 0.8 && second.block.bold < second.line.text.length * 0.5;
  return isBold && text.length >= 40 ? { ...first.line, kind: "sapo" } : null;
}

/** Date lines, counters and menus that stand above the first paragraph inside the body's element. */
export function withoutOpening(lines: readonly Line[], removed: Removal[]): readonly Line[] {
  const from = lines.findIndex((line) => {
    if (readDateLine(line.text) === null && reasonNoise(line.text) === null && reasonBelow(line.text) === null && !isMenu(line.text))
      return true;
    removed.push(removal("html", "trên thân bài", line.text));
    return false;
  });
  return from < 0 ? [] : lines.slice(from);
}
