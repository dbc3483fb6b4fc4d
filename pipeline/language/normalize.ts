import type { OffsetMap, Span } from "../types/tokens.ts";

/**
 * Characters that are replaced one by one. Look-alikes of Đ (U+00D0, U+0189) and of đ (U+00F0, U+0256), and the odd spaces of web editors. Curly quotes and dashes stay: they carry meaning (quoted titles, ranges).
 */
const REPLACED: ReadonlyMap<number, string> = new Map([
  [0x00d0, "Đ"],
  [0x0189, "Đ"],
  [0x00f0, "đ"],
  [0x0256, "đ"],
  [0x00a0, " "],
  [0x1680, " "],
  [0x2000, " "],
  [0x2001, " "],
  [0x2002, " "],
  [0x2003, " "],
  [0x2004, " "],
  [0x2005, " "],
  [0x2006, " "],
  [0x2007, " "],
  [0x2008, " "],
  [0x2009, " "],
  [0x200a, " "],
  [0x202f, " "],
  [0x205f, " "],
  [0x3000, " "],
  [0x2028, "\n"],
  [0x2029, "\n"],
  [0x0085, "\n"],
  [0x2010, "-"],
  [0x2011, "-"],
  [0x2212, "-"],
  [0xff0c, ","],
  [0xff05, "%"],
]);

/** Characters that carry nothing: zero-width, soft hyphen, byte order mark, bidi marks, and C0 controls but tab and line ends. */
function isDropped(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a && code !== 0x0d;
  return (
    code === 0x00ad ||
    code === 0x7f ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2064) ||
    code === 0xfeff
  );
}

/** Could this character change when the text is composed (a combining mark, or a singleton such as U+212B)? */
function mayCompose(code: number): boolean {
  return (
    (code >= 0x0300 && code <= 0x036f) ||
    (code >= 0x1ab0 && code <= 0x1aff) ||
    (code >= 0x1dc0 && code <= 0x1dff) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe20 && code <= 0xfe2f) ||
    (code >= 0x0340 && code <= 0x0344) ||
    (code >= 0x2126 && code <= 0x212b)
  );
}

export interface Normalized {
  readonly text: string;
  readonly offsets: OffsetMap;
}

/**
 * The text as every later stage sees it, with a map back to the original: NFC, Đ for its look-alikes, plain spaces, no invisible characters,
 * `\n` for every line end. Tone placement (hoà/hòa) is left as written: it is folded in keys only (fold.ts).
 *
 * @example normalize("TCCSÐ đạt").text === "TCCSĐ đạt"
 */
export function normalize(input: string): Normalized {
  // Half a pair of surrogates is no character: no file and no database could keep it.
  const raw = input.toWellFormed();
  const at: number[] = [0];
  const origin: number[] = [0];
  const parts: string[] = [];
  let copied = 0; // raw up to here has been taken over
  let length = 0;
  const take = (end: number): void => {
    if (end > copied) {
      parts.push(raw.slice(copied, end));
      length += end - copied;
    }
  };
  const put = (replacement: string, start: number, end: number): void => {
    take(start);
    if (replacement !== "") parts.push(replacement);
    if (replacement.length !== end - start) {
      // A run for the replacement and one of its own for its last character, which stands for all that is left; then plain copying goes on.
      mark(at, origin, length, start);
      if (replacement.length > 1) mark(at, origin, length + replacement.length - 1, Math.min(start + replacement.length, end) - 1);
      mark(at, origin, length + replacement.length, end);
    }
    length += replacement.length;
    copied = end;
  };
  for (let i = 0; i < raw.length; ) {
    const code = raw.charCodeAt(i);
    if (code >= 0x20 && code < 0x7f) {
      i = mayJoin(raw, i + 1) ? compose(raw, i, put) : i + 1;
    } else if (code === 0x0d) {
      put("\n", i, raw.charCodeAt(i + 1) === 0x0a ? i + 2 : i + 1);
      i = copied;
    } else if (isDropped(code)) {
      put("", i, i + 1);
      i++;
    } else if (REPLACED.has(code)) {
      put(REPLACED.get(code) as string, i, i + 1);
      i++;
    } else i = mayCompose(code) || isSingleton(code) || mayJoin(raw, i + 1) ? compose(raw, i, put) : i + 1;
  }
  take(raw.length);
  return {
    text: parts.length === 1 ? (parts[0] as string) : parts.join(""),
    offsets: { at: Int32Array.from(at), origin: Int32Array.from(origin), length, originLength: raw.length },
  };
}

function mark(at: number[], origin: number[], position: number, from: number): void {
  const last = at.length - 1;
  if (at[last] === position) origin[last] = from;
  else {
    at.push(position);
    origin.push(from);
  }
}

/** Is the character at this position a combining mark, or an invisible one that may part a mark from its letter? */
function mayJoin(raw: string, position: number): boolean {
  if (position >= raw.length) return false;
  const code = raw.charCodeAt(position);
  return mayCompose(code) || isDropped(code);
}

/** Ranges that hold characters which NFC replaces though no mark follows ("Ύ" of polytonic Greek, Å the unit); none of Vietnamese or of its punctuation. */
function isSingleton(code: number): boolean {
  return (
    (code >= 0x1f71 && code <= 0x2001) ||
    (code >= 0xf900 && code <= 0xfad9) ||
    (code >= 0x374 && code <= 0x387) ||
    (code >= 0x2329 && code <= 0x232a)
  );
}

/** More marks than this on one letter (UAX #15's stream-safe limit) are no writing: they stay as they are, so that the cost stays linear. */
const MOST_MARKS = 30;

/** Composes the base at `i` with the marks behind it, overlooking invisible characters between them; returns where to go on. */
function compose(raw: string, i: number, put: (replacement: string, start: number, end: number) => void): number {
  let end = i + 1;
  let marks = 0;
  const invisible: number[] = [];
  for (let k = i + 1; k < raw.length; k++) {
    const code = raw.charCodeAt(k);
    if (mayCompose(code)) {
      marks++;
      end = k + 1;
    } else if (isDropped(code)) invisible.push(k);
    else break;
  }
  const inside = invisible.filter((k) => k < end);
  if (marks > MOST_MARKS) {
    for (const k of inside) put("", k, k + 1);
    return end;
  }
  const before = raw.slice(i, end);
  const after = (inside.length === 0 ? before : [...before].filter((character) => !isDropped(character.charCodeAt(0))).join("")).normalize(
    "NFC",
  );
  // the few letters that NFC takes apart (of Indic scripts and Hebrew) stay whole: a token must have an original of its own
  const isTakenApart = marks === 0 && after.length > before.length && !mayCompose(raw.charCodeAt(i));
  if (after !== before && !isTakenApart) put(after, i, end);
  return end;
}

/** A map that changes nothing, for text that is its own original. */
export function identityOffsets(length: number): OffsetMap {
  return { at: Int32Array.of(0), origin: Int32Array.of(0), length, originLength: length };
}

/** Index of the run that holds a position. */
function runAt(offsets: OffsetMap, position: number): number {
  let low = 0;
  let high = offsets.at.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets.at[middle] as number) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a span of the normalised text stands in the original; characters dropped at its edges stay outside. */
export function originOf(offsets: OffsetMap, span: Span): Span {
  const start = originOfStart(offsets, span.start);
  if (span.end <= span.start) return { start, end: start };
  const last = span.end - 1;
  const run = runAt(offsets, last);
  const isRunEnd = run + 1 < offsets.at.length ? offsets.at[run + 1] === span.end : false;
  const exact = (offsets.origin[run] as number) + (last - (offsets.at[run] as number)) + 1;
  // A composed character ends where the next run's original begins, unless characters were dropped in between.
  const end = isRunEnd && isSingle(offsets, run) ? (offsets.origin[run + 1] as number) : exact;
  return { start, end };
}

function originOfStart(offsets: OffsetMap, position: number): number {
  const run = runAt(offsets, position);
  return (offsets.origin[run] as number) + (position - (offsets.at[run] as number));
}

/** A run of one character stands for a composed one: its original may be longer. */
function isSingle(offsets: OffsetMap, run: number): boolean {
  return (offsets.at[run + 1] as number) - (offsets.at[run] as number) === 1;
}
