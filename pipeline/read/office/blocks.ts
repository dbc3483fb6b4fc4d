import { convertLine, detectLegacy, fromTcvn3, fromVni, isUnicodeVietnamese, type Legacy, legacyOfFont } from "../legacy.ts";

/** Text in one font. */
export interface TextRun {
  readonly text: string;
  /** The name of its font, inherited from its style where it has none of its own; null when nobody tells. */
  readonly font: string | null;
  readonly isBold: boolean;
  /** Shown as capitals. */
  readonly isCapitals: boolean;
}

/** What a paragraph is by its style: `list` begins with a mark that is no part of its text. */
export type Role = "title" | "heading" | "list" | "text";

export interface Paragraph {
  readonly kind: "paragraph";
  readonly role: Role;
  readonly isCentered: boolean;
  readonly runs: readonly TextRun[];
}

export interface Cell {
  /** How many columns and rows of the grid it covers. */
  readonly columns: number;
  readonly rows: number;
  readonly blocks: readonly DocumentBlock[];
}

export interface Table {
  readonly kind: "table";
  readonly rows: readonly (readonly Cell[])[];
}

/** A part of a document that has been taken apart, as its file has it. */
export type DocumentBlock = Paragraph | Table;

/** Reads a run as Unicode, not yet normalised: a letter and its mark may stand in two runs. */
export type ReadRun = (run: TextRun) => string;

/**
 * How the runs of a document are read: those in a legacy font by the font, those without a font's name by their letters. Where most runs in legacy fonts hold
 * Unicode, the letters were changed and the fonts forgotten: then the letters alone decide.
 */
export function runReader(blocks: readonly DocumentBlock[]): ReadRun {
  const runs = blocks.flatMap(runsOf);
  const fonted = runs.filter((run) => run.font !== null && legacyOfFont(run.font) !== null && /[^\0-\x7f]/u.test(run.text));
  const isRewritten = fonted.filter((run) => isUnicodeVietnamese(run.text)).length * 2 > fonted.length;
  const others = isRewritten ? runs : runs.filter((run) => run.font === null || legacyOfFont(run.font) === null);
  const spoken = detectLegacy(textToJudge(others));
  const known = new WeakMap<TextRun, string>();
  return (run) => {
    const text = known.get(run) ?? readRun(run, { isRewritten, spoken });
    known.set(run, text);
    return text;
  };
}

function readRun({ text, font, isCapitals }: TextRun, { isRewritten, spoken }: { isRewritten: boolean; spoken: Legacy | null }): string {
  const legacy = font === null || isRewritten ? null : legacyOfFont(font);
  const read =
    legacy === null
      ? byLetters(text, spoken)
      : legacy === "vni"
        ? fromVni(text)
        : fromTcvn3(text, { capitals: legacy === "tcvn3-capitals" });
  return isCapitals ? read.toUpperCase() : read;
}

function byLetters(text: string, spoken: Legacy | null): string {
  return spoken === null ? text : text.replace(/[^\n]+/gu, (line) => convertLine(line, spoken));
}

const SAMPLE = 20_000;

function textToJudge(runs: readonly TextRun[]): string {
  let text = "";
  for (const run of runs) {
    if (text.length > SAMPLE) break;
    text += `${run.text} `;
  }
  return text;
}

function runsOf(block: DocumentBlock): readonly TextRun[] {
  return block.kind === "paragraph" ? block.runs : block.rows.flatMap((row) => row.flatMap((cell) => cell.blocks.flatMap(runsOf)));
}
