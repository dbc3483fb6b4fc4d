import type { Bound } from "../../types/observation.ts";
import type { Token } from "../../types/tokens.ts";
import { keyAt } from "../periods/tokens.ts";
import { GRADE_SYLLABLES } from "./words.ts";

const ONE_WORD: ReadonlyMap<string, Bound> = new Map<string, Bound>([
  ["hơn", "more_than"],
  ["trên", "more_than"],
  [">", "more_than"],
  ["gần", "about"],
  ["khoảng", "about"],
  ["chừng", "about"],
  ["ngót", "about"],
  ["ước", "about"],
  ["~", "about"],
  ["dưới", "less_than"],
  ["<", "less_than"],
  ["≥", "at_least"],
  ["≤", "at_most"],
]);

/** Bounds of two words, by the last one and the one before it. */
const TWO_WORDS: ReadonlyMap<string, ReadonlyMap<string, Bound>> = new Map<string, ReadonlyMap<string, Bound>>([
  ["xỉ", new Map<string, Bound>([["xấp", "about"]])],
  ["tính", new Map<string, Bound>([["ước", "about"]])],
  [
    "đến",
    new Map<string, Bound>([
      ["chưa", "less_than"],
      ["không", "less_than"],
    ]),
  ],
  [
    "tới",
    new Map<string, Bound>([
      ["chưa", "less_than"],
      ["không", "less_than"],
    ]),
  ],
  [
    "đầy",
    new Map<string, Bound>([
      ["chưa", "less_than"],
      ["không", "less_than"],
    ]),
  ],
  [
    "quá",
    new Map<string, Bound>([
      ["không", "at_most"],
      ["chưa", "at_most"],
    ]),
  ],
  ["dưới", new Map<string, Bound>([["không", "at_least"]])],
  ["thiểu", new Map<string, Bound>([["tối", "at_least"]])],
  [
    "nhất",
    new Map<string, Bound>([
      ["ít", "at_least"],
      ["thấp", "at_least"],
    ]),
  ],
  ["đa", new Map<string, Bound>([["tối", "at_most"]])],
]);

/** Words that may stand between a bound of two words and its number: "tối thiểu là 3%", "ước đạt 5%", "ít nhất từ 20". */
const FILLERS: ReadonlySet<string> = new Set(["là", "từ", "đạt", "có", "được", "phải"]);
/** What follows when "trên" tells where and not how many: "trên 5 lĩnh vực". */
const PLACE_NOUNS: ReadonlySet<string> = new Set(["lĩnh", "mặt", "phương", "địa"]);

interface Before {
  readonly bound: Bound;
  /** The first token of the bound words. */
  readonly from: number;
}

function boundEndingAt(tokens: readonly Token[], i: number): Before | null {
  const key = keyAt(tokens, i);
  const pair = TWO_WORDS.get(key)?.get(keyAt(tokens, i - 1));
  if (pair !== undefined) return { bound: pair, from: i - 1 };
  if (key === "hơn" && keyAt(tokens, i - 1) === "ít" && keyAt(tokens, i - 2) === "không") return { bound: "at_least", from: i - 2 };
  const bound = ONE_WORD.get(key);
  return bound === undefined ? null : { bound, from: i };
}

/** How many bound phrases may stack up ("ước khoảng gần"); the one next to the number decides. */
const MOST_BOUNDS = 3;

/** The bound told before the number at `i`, and where its words begin; `exact` from `i` on when there is none. */
export function readBoundBefore(tokens: readonly Token[], i: number, next: string): Before {
  let found: Before | null = null;
  let from = i;
  for (let count = 0; count < MOST_BOUNDS; count++) {
    const before: Before | null = boundEndingAt(tokens, from - 1) ?? (count === 0 || found !== null ? behindFiller(tokens, from) : null);
    if (before === null) break;
    found ??= before;
    from = before.from;
  }
  if (found === null || (found.bound === "more_than" && keyAt(tokens, found.from) === "trên" && PLACE_NOUNS.has(next)))
    return { bound: "exact", from: i };
  return { bound: found.bound, from };
}

function behindFiller(tokens: readonly Token[], from: number): Before | null {
  if (!FILLERS.has(keyAt(tokens, from - 1))) return null;
  const before = boundEndingAt(tokens, from - 2);
  if (before === null) return null;
  const key = keyAt(tokens, from - 2);
  // "trên là 5", "hơn có 5" join nothing
  return TWO_WORDS.has(key) && before.from < from - 2 ? before : key === "ước" ? before : null;
}

/** How many tokens behind the number a "trở lên" may still belong to it. */
const REACH = 6;

/** The token index of the "trở" of "trở lên"/"trở xuống" that belongs to a number ending before `to`, and the bound; null for none. */
export function readBoundAfter(tokens: readonly Token[], to: number): { bound: Bound; at: number } | null {
  for (let i = to; i <= to + REACH && i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.kind !== "word" || GRADE_SYLLABLES.has(token.key)) return null;
    if (token.key !== "trở") continue;
    const next = keyAt(tokens, i + 1);
    return next === "lên" ? { bound: "at_least", at: i } : next === "xuống" ? { bound: "at_most", at: i } : null;
  }
  return null;
}
