import type { TokenCase } from "../types/tokens.ts";
import type { Codes } from "./codes.ts";
import { foldAnew } from "./fold.ts";

/** A run of characters that has been met, with what a token of it is called. */
export interface Writing {
  readonly raw: string;
  readonly hash: number;
  readonly key: string;
  readonly case: TokenCase;
  /** Where a word has been glued to an issuer's capitals ("TCCSĐvà" → 5); 0 when nothing has. */
  readonly gluedAt: number;
}

/** Slots of the table, a power of two; half of them are used. Vietnamese has some 7,000 syllables, the rest is numbers, names and signs. */
const SLOTS = 1 << 16;
const MOST_WRITINGS = SLOTS >> 1;
/** Longer runs are no words; they are made anew each time. */
const LONGEST_KEPT = 32;

let slots: (Writing | undefined)[] = new Array(SLOTS);
let kept = 0;

function caseOf(raw: string): TokenCase {
  const lower = raw.toLowerCase();
  if (raw === lower) return "lower";
  return raw.length > 1 && raw === raw.toUpperCase() ? "upper" : "capital";
}

const GLUED = /^[A-ZĐ]{3,}(?=\p{Ll}\p{L})/u;
/** Capitals that go on for longer than this are no issuer. */
const LONGEST_ISSUER = 24;

/** "TCCSĐvà" → 5: where lower-case letters are glued to three or more capitals, a word has been glued on. */
function gluedAt(raw: string): number {
  return GLUED.exec(raw.length > LONGEST_ISSUER ? raw.slice(0, LONGEST_ISSUER) : raw)?.[0].length ?? 0;
}

function describe(raw: string, hash: number): Writing {
  return { raw, hash, key: internalize(foldAnew(raw)), case: caseOf(raw), gluedAt: gluedAt(raw) };
}

/**
 * The same string, as a copy of its own that V8 keeps once for all: a slice would keep its whole page alive, and comparing with a
 * literal becomes comparing two addresses.
 */
function internalize(text: string): string {
  return Object.keys({ [text]: 0 })[0] as string;
}

function isAt(raw: string, units: Uint16Array, start: number): boolean {
  for (let i = 0; i < raw.length; i++) if (raw.charCodeAt(i) !== units[start + i]) return false;
  return true;
}

function remember(raw: string, hash: number): Writing {
  if (kept >= MOST_WRITINGS) {
    slots = new Array(SLOTS);
    kept = 0;
  }
  kept++;
  const writing = describe(internalize(raw), hash);
  let slot = hash & (SLOTS - 1);
  while (slots[slot] !== undefined) slot = (slot + 1) & (SLOTS - 1);
  slots[slot] = writing;
  return writing;
}

/** The writing that stands at `start` up to `end` of a text; no string is made when it has been met before. */
export function writingAt({ text, units }: Codes, start: number, end: number): Writing {
  if (end - start > LONGEST_KEPT) return describe(text.slice(start, end), 0);
  let mixed = 0x811c9dc5;
  for (let i = start; i < end; i++) mixed = Math.imul(mixed ^ (units[i] as number), 0x01000193);
  const hash = mixed ^ (mixed >>> 15);
  for (let slot = hash & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
    const writing = slots[slot];
    if (writing === undefined) return remember(text.slice(start, end), hash);
    if (writing.hash === hash && writing.raw.length === end - start && isAt(writing.raw, units, start)) return writing;
  }
}
