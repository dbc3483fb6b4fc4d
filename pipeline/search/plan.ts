import type { SearchReading } from "../types/search.ts";
import { isWord, storedPlain, storedTerm } from "./indexed.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Group, ParsedQuery, Unit } from "./parse.ts";

/** A stored term and how much it counts. */
export interface Leaf {
  readonly term: string;
  readonly weight: number;
}

/** What one word of the query may be in a text: any of its leaves. */
export type Choice = readonly Leaf[];

/** The words of a group, all of them wanted; `whole` (the group as one word) adds to the score and selects nothing more. */
export interface Clause {
  readonly choices: readonly Choice[];
  readonly whole: Leaf | null;
}

/** A query as both engines carry it out. */
export interface Plan {
  readonly combine: "AND" | "OR";
  readonly clauses: readonly Clause[];
  /** Stored terms that must follow one another. */
  readonly phrases: readonly (readonly string[])[];
  readonly excluded: readonly Choice[];
  readonly excludedPhrases: readonly (readonly string[])[];
}

/** How a query is read, the strict way first: the next one is tried only when a way finds nothing. */
export const READINGS: readonly SearchReading[] = ["all", "near", "some"];

/** How much a whole word ("đảng viên" as one) adds over its syllables somewhere in the text. */
const WHOLE_WEIGHT = 2;
/** A misspelling is forgiven from this length on: one letter. Shorter syllables differ from their neighbours by one letter as a rule. */
const FUZZY_FROM = 5;
/** A last word shorter than this is not yet the beginning of anything. */
const PREFIX_FROM = 2;
/** What is less sure counts less: the beginning of a word, the word without marks, the word with another letter. */
const LESS_SURE = { prefix: 0.4, unmarked: 0.6, near: 0.4 };

/** Words of a query beyond these are passed over: a pasted article is no question, and FTS5 refuses trees of some 256 levels. */
const MOST_GROUPS = 40;

interface Ask {
  readonly hasMarks: boolean;
  readonly reading: SearchReading;
  readonly lexicon: Lexicon;
  /** The unit that the user may still be typing. */
  readonly last: Unit | null;
}

/** Does a query ask for words at all? Fields alone select, but rank nothing. */
export const asksForWords = ({ groups, phrases }: ParsedQuery): boolean => groups.length > 0 || phrases.length > 0;

export function makePlan(parsed: ParsedQuery, reading: SearchReading, lexicon: Lexicon): Plan {
  const { excluded, excludedPhrases, hasMarks } = parsed;
  const groups = parsed.groups.slice(0, MOST_GROUPS);
  const phrases = parsed.phrases.slice(0, MOST_GROUPS);
  const ask: Ask = { hasMarks, reading, lexicon, last: phrases.length > 0 ? null : (groups.at(-1)?.units.at(-1) ?? null) };
  const stored = (phrase: readonly string[]): readonly string[] => phrase.map(hasMarks ? storedTerm : storedPlain);
  return {
    combine: reading === "some" ? "OR" : "AND",
    clauses: groups.map((group) => clauseOf(group, ask)),
    phrases: phrases.map(stored),
    excluded: excluded.slice(0, MOST_GROUPS).map((unit) => choiceOf(unit, { ...ask, reading: "all", last: null })),
    excludedPhrases: excludedPhrases.slice(0, MOST_GROUPS).map(stored),
  };
}

/** The plan that finds articles with any of these words; the first words count most. */
export function planOfWords(words: readonly string[]): Plan {
  const clauses = words.map((word, at) => ({ choices: [[{ term: storedTerm(word), weight: 1 - at / (2 * words.length) }]], whole: null }));
  return { combine: "OR", clauses, phrases: [], excluded: [], excludedPhrases: [] };
}

function clauseOf({ units, word }: Group, ask: Ask): Clause {
  const whole = word === null ? null : { term: ask.hasMarks ? storedTerm(word) : storedPlain(word), weight: WHOLE_WEIGHT };
  return { choices: units.map((unit) => choiceOf(unit, ask)), whole };
}

function choiceOf(unit: Unit, ask: Ask): Choice {
  const term = storedTerm(unit.term);
  if (unit.kind !== "simple") return [{ term, weight: 1 }];
  const plain = storedPlain(unit.term);
  const typed = ask.hasMarks ? term : plain;
  const exact: readonly Leaf[] = ask.hasMarks
    ? [{ term, weight: 1 }]
    : [
        { term: plain, weight: 1 },
        { term, weight: 1 },
      ];
  const less = [...beginnings(typed, unit, ask), ...(ask.reading === "near" ? nearWords(plain, ask) : [])];
  const known = new Set(exact.map((leaf) => leaf.term));
  return [...exact, ...less.filter((leaf) => !known.has(leaf.term) && known.add(leaf.term))];
}

/** Words that the last one may become; in the strict reading only while it is no word by itself. */
function beginnings(typed: string, unit: Unit, { last, lexicon, reading }: Ask): readonly Leaf[] {
  if (unit !== last || unit.term.length < PREFIX_FROM || !isWord(typed)) return [];
  if (reading !== "near" && lexicon.has(typed)) return [];
  return lexicon.startingWith(typed).map((term) => ({ term, weight: LESS_SURE.prefix }));
}

function nearWords(plain: string, { hasMarks, lexicon }: Ask): readonly Leaf[] {
  const unmarked: readonly Leaf[] = hasMarks ? [{ term: plain, weight: LESS_SURE.unmarked }] : [];
  if (!isWord(plain) || plain.length - 1 < FUZZY_FROM) return unmarked;
  return [...unmarked, ...lexicon.near(plain).map((term) => ({ term, weight: LESS_SURE.near }))];
}

/** All leaves that add to the score, the heaviest where a term stands several times. */
export function leavesOf({ clauses, phrases }: Plan): readonly Leaf[] {
  const clauseLeaves = clauses.flatMap(({ choices, whole }) => [...choices.flat(), ...(whole === null ? [] : [whole])]);
  return [...clauseLeaves, ...phrases.flat().map((term) => ({ term, weight: 1 }))];
}
