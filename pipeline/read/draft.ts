import type { Block, BlockKind, DateOrigin, Removal } from "../types/article.ts";
import type { IssuedDocument } from "../types/issued.ts";
import type { OffsetMap } from "../types/tokens.ts";

/** A run of normalised text; `from` is where it stands in the normalised file, -1 when it comes from no file (HTML). */
export interface Piece {
  readonly text: string;
  readonly from: number;
}

/** One line of an article to be: its pieces are joined by a space (soft-wrapped lines), or by a line feed in a table. */
export interface Line {
  readonly kind: BlockKind;
  readonly pieces: readonly Piece[];
  /** The pieces joined; what the rules look at. */
  readonly text: string;
  /** The list marker that stood before it and is not part of the text: "•", "–", "*"; empty when there was none. */
  readonly marker: string;
  /** An empty line stood before it. */
  readonly gap: boolean;
  /** A lead that stands apart from the body on its page. */
  readonly apart?: true;
  /** How sure the recognition of characters was, 0–1; absent for text that came as text. */
  readonly recognition?: number;
}

/** An article before its text is fixed. */
export interface Draft {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly byline: string | null;
  readonly captions: readonly string[];
  readonly removed: readonly Removal[];
  readonly publisher: string | null;
  readonly publishedAt: string | null;
  readonly publishedFrom: DateOrigin;
  readonly modifiedAt: string | null;
  readonly basedOn: string | null;
  /** Head, sections and foot, when the lines are an issued document's. */
  readonly document?: IssuedDocument;
}

export interface Composed {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly offsets: OffsetMap | null;
}

/** A copy that shares no memory with the page: V8 keeps a whole page alive for one slice of it (measured: 60 MB for 181 titles). */
export function copyOut(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}

/** How much of a removed text is kept. */
const REMOVED_LENGTH = 200;

/** A record of something that was taken out, its text cut to 200 characters. */
export function removal(step: string, reason: string, text: string): Removal {
  return { step, reason, text: copyOut(text.slice(0, REMOVED_LENGTH)) };
}

/** A line of its own making, for text that comes from no file. */
export function lineOf(kind: BlockKind, text: string, marker = ""): Line {
  return { kind, pieces: [{ text, from: -1 }], text, marker, gap: true };
}

/**
 * The text of an article with its blocks, lines parted by one line feed. With the map of the file it was read from, `offsets` leads from
 * positions in the text to positions in the file as it is; without, `offsets` is null.
 */
export function compose(lines: readonly Line[], file: OffsetMap | null): Composed {
  const parts: string[] = [];
  const blocks: Block[] = [];
  const runs: Runs = { at: [], origin: [] };
  let length = 0;
  let origin = 0;
  const append = (text: string, from: number): void => {
    if (file !== null && from >= 0) origin = mapPiece(runs, file, { at: length, from, length: text.length });
    else if (file !== null) addRun(runs, length, origin);
    parts.push(text);
    length += text.length;
  };
  for (const line of lines) {
    if (length > 0) append("\n", -1);
    const start = length;
    line.pieces.forEach((piece, index) => {
      if (index > 0) append(line.kind === "table" ? "\n" : " ", -1);
      append(piece.text, piece.from);
    });
    const recognized = line.recognition === undefined ? {} : { recognition: line.recognition };
    blocks.push({ kind: line.kind, start, end: length, ...recognized, ...(line.apart === true ? { apart: true } : {}) });
  }
  // a last, empty run says where the original of the last character ends
  if (file !== null) addRun(runs, length, origin);
  const offsets =
    file === null ? null : { at: Int32Array.from(runs.at), origin: Int32Array.from(runs.origin), length, originLength: file.originLength };
  return { text: copyOut(parts.join("")), blocks, offsets };
}

interface Runs {
  readonly at: number[];
  readonly origin: number[];
}

function addRun(runs: Runs, at: number, origin: number): void {
  runs.at.push(at);
  runs.origin.push(origin);
}

/** Copies the runs of `file` that the piece covers; returns where in the original the piece ends. */
function mapPiece(runs: Runs, file: OffsetMap, piece: { at: number; from: number; length: number }): number {
  const end = piece.from + piece.length;
  let run = runAt(file, piece.from);
  for (; run < file.at.length && (file.at[run] as number) < end; run++) {
    const start = Math.max(file.at[run] as number, piece.from);
    addRun(runs, piece.at + (start - piece.from), (file.origin[run] as number) + (start - (file.at[run] as number)));
  }
  const next = run < file.at.length ? (file.at[run] as number) : -1;
  const lastOrigin = (runs.origin.at(-1) as number) + (piece.at + piece.length - (runs.at.at(-1) as number));
  return next === end && piece.at + piece.length - (runs.at.at(-1) as number) === 1 ? (file.origin[run] as number) : lastOrigin;
}

function runAt(file: OffsetMap, position: number): number {
  let low = 0;
  let high = file.at.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((file.at[middle] as number) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}
