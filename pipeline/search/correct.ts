import { foldAccents, foldPhrase } from "../language/fold.ts";
import { normalize } from "../language/normalize.ts";
import type { Lexicon, LexiconTerm } from "./lexicon.ts";

/** A query with an operator, a quote, a number or a document number is meant as it stands. */
const PLAIN_WORDS = /^[\p{L}\s]+$/u;
/** Pasted text is no misspelling. */
const MOST_SYLLABLES = 12;
/** Words of more syllables are hardly misspelt as a whole. */
const LONGEST = 3;

/**
 * A query in words that the articles have: with the marks that a word there has, or with the letter that makes it one ("ngị quyết" → "nghị quyết"). Null where
 * nothing is to be changed, and for queries that are more than words.
 */
export function correct(query: string, lexicon: Lexicon): string | null {
  const text = normalize(query).text.trim();
  const syllables = foldPhrase(text).split(" ");
  if (!PLAIN_WORDS.test(text) || syllables.length > MOST_SYLLABLES) return null;
  const corrected: string[] = [];
  for (let from = 0; from < syllables.length; ) {
    const found = nextWord(syllables.slice(from), lexicon);
    corrected.push(...found.words);
    from += found.taken;
  }
  const joined = corrected.join(" ");
  return joined === syllables.join(" ") ? null : joined;
}

interface Found {
  readonly words: readonly string[];
  /** So many syllables of the query it stands for. */
  readonly taken: number;
}

/** The longest word that begins here, as typed, else nearly so; else the one syllable, corrected where it is unknown. */
function nextWord(syllables: readonly string[], lexicon: Lexicon): Found {
  const lengths = [3, 2].filter((length) => length <= Math.min(LONGEST, syllables.length));
  for (const find of [asTyped, otherMarks, otherLetter]) {
    for (const taken of lengths) {
      const word = find(syllables.slice(0, taken), lexicon);
      if (word !== undefined) return { words: word.term.split("_"), taken };
    }
  }
  return { words: [oneSyllable(syllables[0] as string, lexicon)], taken: 1 };
}

const storedOf = (syllables: readonly string[]): string => syllables.join("_");
const writingsOf = (syllables: readonly string[], lexicon: Lexicon): readonly LexiconTerm[] =>
  lexicon.writings(foldAccents(storedOf(syllables)));

const asTyped = (syllables: readonly string[], lexicon: Lexicon): LexiconTerm | undefined =>
  writingsOf(syllables, lexicon).find(({ term }) => term === storedOf(syllables));

/** Only where a syllable is unknown as it stands: two known ones may meet without being a word. */
const otherMarks = (syllables: readonly string[], lexicon: Lexicon): LexiconTerm | undefined =>
  syllables.every((syllable) => lexicon.has(syllable)) ? undefined : writingsOf(syllables, lexicon)[0];

const otherLetter = (syllables: readonly string[], lexicon: Lexicon): LexiconTerm | undefined =>
  syllables.every((syllable) => lexicon.has(syllable)) ? undefined : lexicon.likeTerms(foldAccents(storedOf(syllables)))[0];

function oneSyllable(syllable: string, lexicon: Lexicon): string {
  if (lexicon.has(syllable)) return syllable;
  return lexicon.writings(foldAccents(syllable)).find(({ plain }) => !plain.includes("_"))?.term ?? syllable;
}
