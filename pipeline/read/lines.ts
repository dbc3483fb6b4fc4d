import type { Line, Piece } from "./draft.ts";

/** List markers that are no part of the text. A dash or star counts only before a blank. */
const MARKER = /^(?:[•●▪■◦‣∙○➤►✓✔]\s*|[*+]\s+|[-–—]\s+(?=\S))/u;
/** With what a sentence ends, and what may stand behind it: a quotation mark, a bracket, the number of a note. */
const MARKS = ".!?…:;。！？：；؟۔।";
const CLOSERS = '"”’»)]」』';
const FINAL = /[.!?…:;。！？：；؟۔।]["”’»)\]」』]*(?:\s?\[\d{1,3}\])*$/u;

/** A line without the list marker that it begins with; marker is empty when there is none. */
export function takeMarker(line: string): { readonly marker: string; readonly text: string } {
  const found = isRule(line) ? null : MARKER.exec(line);
  return found === null || found[0].length >= line.length
    ? { marker: "", text: line }
    : { marker: found[0].trim(), text: line.slice(found[0].length) };
}

interface Raw {
  readonly start: number;
  readonly end: number;
  readonly marker: string;
  readonly gap: boolean;
}

/** Does the text end as a sentence does? */
export function hasFinalMark(text: string): boolean {
  const last = text.charAt(text.length - 1);
  return MARKS.includes(last) ? last !== "" : CLOSERS.includes(last) && FINAL.test(text);
}

/**
 * The lines of a normalised plain text, trimmed, list markers taken off, soft-wrapped lines joined; empty lines only leave their `gap`.
 * Every piece keeps its position in the text.
 */
export function cutLines(text: string): readonly Line[] {
  const raws = rawLines(text);
  const width = wrapWidth(text, raws);
  const lines: Line[] = [];
  let run: Raw[] = [];
  const flush = (): void => {
    if (run.length > 0) lines.push(joined(text, run));
    run = [];
  };
  for (const raw of raws) {
    const previous = run.at(-1);
    if (previous !== undefined && !continues(text, previous, raw, width)) flush();
    run.push(raw);
  }
  flush();
  return lines;
}

function rawLines(text: string): Raw[] {
  const raws: Raw[] = [];
  let gap = false;
  for (let from = 0; from <= text.length; ) {
    const feed = text.indexOf("\n", from);
    const stop = feed < 0 ? text.length : feed;
    const raw = trimmed(text, { start: from, end: stop, marker: "", gap });
    if (raw === null) gap = true;
    else {
      raws.push(raw);
      gap = false;
    }
    from = stop + 1;
  }
  return raws;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** Without blanks at its ends and without its list markers ("• – " is two); null for an empty line. */
function trimmed(text: string, raw: Raw): Raw | null {
  let { start, end } = raw;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  if (start === end) return null;
  let marker = "";
  for (let count = 0; count < 2; count++) {
    const found = MARKER.exec(text.slice(start, Math.min(end, start + 8)));
    if (found === null || start + found[0].length >= end || isRule(text.slice(start, Math.min(end, start + 8)))) break;
    marker ||= found[0].trim();
    start += found[0].length;
  }
  return { start, end, marker, gap: raw.gap };
}

/** "--- Bài mới hơn ---" and "* * *" begin like a list item and are none. */
function isRule(start: string): boolean {
  return /^[-–—*=_](?:\s?[-–—*=_])/u.test(start);
}

/**
 * The column at which a file was wrapped; null when it was not: then most of its paragraphs stand on one line. Wrapped means that at least two
 * thirds of the lines inside paragraphs end within 12 columns of the longest line, which is at most 120.
 */
function wrapWidth(text: string, raws: readonly Raw[]): number | null {
  const longest = raws.reduce((width, raw) => Math.max(width, raw.end - raw.start), 0);
  if (longest > 120 || longest < 50) return null;
  const inner = raws.filter((_, index) => index + 1 < raws.length && raws[index + 1]?.gap === false);
  const full = inner.filter((raw) => raw.end - raw.start >= longest - 12 && !hasFinalMark(text.slice(raw.start, raw.end)));
  return inner.length >= 4 && full.length * 3 >= inner.length * 2 ? longest : null;
}

/** Is `raw` the rest of the paragraph that `previous` began? */
function continues(text: string, previous: Raw, raw: Raw, width: number | null): boolean {
  if (raw.gap || raw.marker !== "") return false;
  const isOpen = !hasFinalMark(text.slice(Math.max(previous.start, previous.end - 8), previous.end));
  if (isOpen && /^\p{Ll}/u.test(text.slice(raw.start, raw.start + 2))) return true;
  return width !== null && previous.end - previous.start >= width - 12;
}

/** No column of a printed page is set apart by more blanks; many rules look on from every blank to the end of the run. */
const MOST_BLANKS = 200;
const LONG_RUN = new RegExp(`[ \\t]{${MOST_BLANKS + 1},}`, "gu");

/** The text of a line; where it holds a long run of blanks, what stands before and behind it. */
function piecesOf(text: string, { start, end }: Raw): readonly Piece[] {
  const whole = text.slice(start, end);
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: run, index } of end - start > MOST_BLANKS ? whole.matchAll(LONG_RUN) : []) {
    pieces.push({ text: whole.slice(from, index), from: start + from });
    from = index + run.length;
  }
  return [...pieces, { text: whole.slice(from), from: start + from }];
}

function joined(text: string, run: readonly Raw[]): Line {
  const pieces = run.flatMap((raw) => piecesOf(text, raw));
  const first = run[0] as Raw;
  const whole = pieces.length === 1 ? (pieces[0] as Piece).text : pieces.map((piece) => piece.text).join(" ");
  return {
    kind: first.marker === "" || first.marker === "*" ? "paragraph" : "list",
    pieces,
    text: whole,
    marker: first.marker,
    gap: first.gap,
  };
}
