import { foldAccents } from "../../language/fold.ts";
import type { Line } from "../draft.ts";

/** A run of one line of a head or foot: those are set in two columns, which text files keep on one line or one after the other. */
export interface Cell {
  readonly text: string;
  /** Index of its line, and of its piece in the line. */
  readonly line: number;
  readonly piece: number;
}

/** Gaps between columns: tabs, bars, three blanks and more. */
const GAP = /\t+|(?:^|\s)\|(?:\s|$)|(?: ){3,}|\n/u;

/** Room left for a number or a day to be written in: "Số:      -NQ/TU", "ngày     tháng 6". */
const BLANKS = /(?<=S[ốÔôóỐÓổồo6]\s*[:.]?)\s+(?=[-–/]\s*\p{L})|(?<=(?:ngày|tháng))\s+(?=tháng|năm|\d)/gu;

/** A longer run is text, whatever stands in it, and one cell. */
const LONGEST = 1000;
const columnsOf = (text: string): readonly string[] => (text.length > LONGEST ? [text] : text.replace(BLANKS, " ").split(GAP));

/** The cells of lines `from` up to `to`, in the order of the text; what stands in one breath is parted by `split`. */
export function cellsOf(
  lines: readonly Line[],
  range: { from: number; to: number },
  split: (text: string) => readonly string[],
): readonly Cell[] {
  const cells: Cell[] = [];
  for (let line = range.from; line < Math.min(range.to, lines.length); line++) {
    (lines[line] as Line).pieces.forEach(({ text: whole }, piece) => {
      for (const column of columnsOf(whole))
        for (const part of split(column)) {
          const text = part.trim();
          if (text !== "") cells.push({ text, line, piece });
        }
    });
  }
  return cells;
}

/** Letters and digits alone, without accents and case: "NGHỊ QUYẾT" → "nghiquyet", "N G H Ị  Q U Y Ế T" as well. */
export function skeleton(text: string): string {
  return foldAccents(text).replace(/[^a-z0-9]/gu, "");
}

/** Are two skeletons the same but for at most `most` wrong, missing or additional letters (recognition of characters)? */
export function isNear(one: string, other: string, most: number): boolean {
  if (one === other) return true;
  if (Math.abs(one.length - other.length) > most) return false;
  let row = Array.from({ length: other.length + 1 }, (_, k) => k);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let k = 1; k <= other.length; k++) {
      const substitution = (row[k - 1] as number) + (one[i - 1] === other[k - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[k] as number) + 1, (next[k - 1] as number) + 1));
    }
    row = next;
  }
  return (row[other.length] as number) <= most;
}

/** No small letter, and at least two capitals. */
export function isCapitals(text: string): boolean {
  return !/\p{Ll}/u.test(text) && /\p{Lu}.*\p{Lu}/u.test(text);
}

/** "-----", "*", "***", "_____", "o0o": a line that only parts. */
export function isRule(text: string): boolean {
  return /^[-–—_*=.~\s]+$/u.test(text) || /^-*\s*o0o\s*-*$/iu.test(text);
}
