import { isSyllable } from "../../language/spelling.ts";
import { fromTcvn3, fromVni, legacyOfFont } from "../legacy.ts";
import type { PdfPage, PdfWord } from "./page.ts";

/** A word of a page with its letters read, or in `table` the rows of a whole table that stands at its place. */
export interface Ink {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  /** The baseline, in points from the top of the page. */
  readonly y: number;
  readonly size: number;
  readonly isBold: boolean;
  readonly isSpaced: boolean;
  /** How sure the recognition of characters was, 0–1; null for text that came as text. */
  readonly sure: number | null;
  readonly table?: readonly string[];
}

/** What stands on one baseline, from left to right; never empty. */
export interface Row {
  readonly words: readonly Ink[];
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
}

const BOLD = /bold|black|heavy|demi|(?:^|[-,])bd(?:$|[-,])/iu;

/** The words of a page in Unicode: letters of TCVN3 and VNI fonts are converted. */
export function inkOf(page: PdfPage, fonts: readonly string[]): readonly Ink[] {
  const codesOf = new Map<number, boolean>();
  // where the file gives the letters by their codes, "ư" has come as a soft hyphen, and a hyphen is a hyphen
  for (const word of page.words) if (word.text.includes("\u00ad")) codesOf.set(word.font, true);
  return page.words.map((word) => ({
    text: readLetters(word, fonts[word.font] ?? "", codesOf.get(word.font) !== true),
    x0: word.x0,
    x1: word.x1,
    y: word.y,
    size: word.size,
    isBold: BOLD.test(fonts[word.font] ?? ""),
    isSpaced: word.isSpaced,
    sure: word.sure ?? null,
  }));
}

function readLetters({ text }: PdfWord, font: string, hyphenIsU: boolean): string {
  switch (legacyOfFont(font)) {
    case "tcvn3":
      return fromTcvn3(text, { hyphenIsU });
    case "tcvn3-capitals":
      return fromTcvn3(text, { hyphenIsU, capitals: true });
    case "vni":
      return fromVni(text);
    case null:
      // a soft hyphen that is printed inside a word is a hyphen
      return text.replace(/\u00ad(?=.)/gu, "-");
  }
}

/** Baselines that lie this share of the letters' size apart are one. */
const SAME_LINE = 0.35;
/** A gap of this share of the letters' size is a blank. */
const BLANK = 0.16;

export function rowOf(words: readonly Ink[]): Row {
  const sorted = [...words].sort((a, b) => a.x0 - b.x0);
  const largest = sorted.reduce((best, word) => (word.size > best.size ? word : best), sorted[0] as Ink);
  const x1 = sorted.reduce((end, word) => Math.max(end, word.x1), -Infinity);
  return { words: sorted, x0: (sorted[0] as Ink).x0, x1, y: largest.y, size: largest.size };
}

/** The words by baselines, from top to bottom. */
export function rowsOf(words: readonly Ink[]): readonly Row[] {
  const groups: { y: number; size: number; words: Ink[] }[] = [];
  for (const word of [...words].sort((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const last = groups.at(-1);
    if (last !== undefined && word.y - last.y <= SAME_LINE * Math.max(last.size, word.size)) last.words.push(word);
    else groups.push({ y: word.y, size: word.size, words: [word] });
  }
  return groups.map((group) => rowOf(group.words));
}

/** The words of a row with blanks where there are gaps. */
export function textOf(words: readonly Ink[]): string {
  let text = "";
  words.forEach((word, index) => {
    const before = words[index - 1];
    const isApart = before !== undefined && (word.isSpaced || word.x0 - before.x1 > BLANK * Math.min(before.size, word.size));
    text += (isApart ? " " : "") + word.text;
  });
  return text.normalize("NFC");
}

/** Lines of one paragraph as one text: hyphens that part a word at the end of a line are taken out. */
export function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => (text === "" ? line : joinTwo(text, line)), "");
}

function joinTwo(text: string, line: string): string {
  if (text.endsWith("\u00ad")) return text.slice(0, -1) + line;
  const left = /(\p{L}+|\d+)-$/u.exec(text)?.[1];
  if (left === undefined) return `${text} ${line}`;
  const right = /^\p{Ll}\p{L}*/u.exec(line)?.[0];
  return right !== undefined && isParted(left, right) ? text.slice(0, -1) + line : text + line;
}

/** Does a hyphen part one word in two ("chươ-|ng", "Inter-|net"), rather than join two words ("kinh tế-|xã hội")? */
function isParted(left: string, right: string): boolean {
  if (/\d/u.test(left)) return false;
  return isSyllable(left + right) || !(isSyllable(left) && isSyllable(right));
}

/** Marks of notes are printed small and high. */
const NOTE_SIZE = 0.8;
const NOTE_RISE = 0.15;
const NOTE = /^(?:\(?\d{1,3}\)?|\[\d{1,3}\]|[*†‡]{1,3})[.,;:]?$/u;

/** Parts the marks of footnotes from the words: "đảng viên¹" is not "đảng viên1". */
export function withoutNoteMarks(words: readonly Ink[]): { readonly words: readonly Ink[]; readonly marks: readonly string[] } {
  const candidates = words.filter((word) => NOTE.test(word.text));
  if (candidates.length === 0) return { words, marks: [] };
  const strips = new Map<number, Ink[]>();
  for (const word of words) {
    const strip = strips.get(stripOf(word.x1));
    if (strip === undefined) strips.set(stripOf(word.x1), [word]);
    else strip.push(word);
  }
  const near = (x: number): readonly Ink[] => [-1, 0, 1].flatMap((step) => strips.get(stripOf(x) + step) ?? []);
  const marks = new Set(candidates.filter((word) => isNoteMark(word, near(word.x0))));
  return { words: words.filter((word) => !marks.has(word)), marks: [...marks].map((mark) => mark.text) };
}

/** Strips of the page, 24 points wide: a mark stands in the strip where its word ends, or beside it. */
const stripOf = (x: number): number => Math.floor(x / 24);

function isNoteMark(mark: Ink, words: readonly Ink[]): boolean {
  const bearer = words.find(
    (word) =>
      word !== mark &&
      mark.size <= word.size * NOTE_SIZE &&
      word.y - mark.y >= word.size * NOTE_RISE &&
      word.y - mark.y <= word.size * 0.7 &&
      Math.abs(mark.x0 - word.x1) <= word.size * 0.35,
  );
  // m², km³
  return bearer !== undefined && !/(?:^|[\d\s/])[kcdm]?m$/u.test(bearer.text);
}
