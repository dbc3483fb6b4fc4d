import { DOCUMENT_ABBREVIATIONS, DOCUMENT_WORDS } from "../language/documents.ts";
import { fold, foldAccents, foldPhrase } from "../language/fold.ts";
import { normalize } from "../language/normalize.ts";
import type { SearchSuggestions } from "../types/search.ts";
import type { Lexicon, LexiconTerm } from "./lexicon.ts";

/** Words of more syllables than these are names, which nobody completes word by word. */
const MOST_SYLLABLES = 4;

const syllablesOf = (text: string): readonly string[] =>
  foldPhrase(normalize(text).text.trim())
    .split(" ")
    .filter((word) => word !== "");
const plainOf = (syllables: readonly string[]): string => foldAccents(syllables.join("_"));
const written = ({ term }: LexiconTerm): string => term.replaceAll("_", " ");

/**
 * The text with its last syllables completed to a word: the most of them that begin one. What is typed without marks gets them, also before the completed word.
 *
 * @example completeText("ket nap dang v", lexicon, 5) // [{ text: "kết nạp đảng viên", articles: 412 }, …]
 */
export function completeText(text: string, lexicon: Lexicon, limit: number): SearchSuggestions["terms"] {
  const syllables = syllablesOf(text);
  for (let taken = Math.min(MOST_SYLLABLES, syllables.length); taken > 0; taken--) {
    const tail = syllables.slice(-taken);
    const found = lexicon.completing(plainOf(tail));
    if (found.length === 0) continue;
    const head = restoreMarks(syllables.slice(0, -taken), lexicon);
    const typed = tail.join(" ");
    const asTyped = found.filter((one) => written(one).startsWith(typed));
    const completed = (asTyped.length > 0 ? asTyped : found).map((one) => ({
      text: [...head, written(one)].join(" "),
      articles: one.articles,
    }));
    const news = completed.filter((one) => one.text !== syllables.join(" "));
    if (news.length > 0) return news.slice(0, limit);
  }
  return [];
}

/** Syllables typed without marks in the most frequent writing that the articles have, words of several syllables before single ones. */
function restoreMarks(syllables: readonly string[], lexicon: Lexicon): readonly string[] {
  if (syllables.some((syllable) => foldAccents(syllable) !== syllable)) return syllables;
  const restored: string[] = [];
  for (let from = 0; from < syllables.length; ) {
    const word = longestWord(syllables.slice(from, from + MOST_SYLLABLES), lexicon);
    restored.push(word === null ? (syllables[from] as string) : written(word));
    from += word === null ? 1 : word.plain.split("_").length;
  }
  return restored;
}

function longestWord(syllables: readonly string[], lexicon: Lexicon): LexiconTerm | null {
  for (let length = syllables.length; length > 0; length--) {
    const [word] = lexicon.writings(plainOf(syllables.slice(0, length)));
    if (word !== undefined) return word;
  }
  return null;
}

/** Letters and digits of a number as people type them: "09 - NQ/tu" and "9-nq/tu" are one. */
const signKey = (sign: string): string =>
  foldAccents(sign)
    .replace(/[^a-z0-9]+/gu, "")
    .replace(/^0+/u, "");

/** What stands before a number: "nghị quyết số", "NQ". */
const NUMBERED = /^(?:(\p{L}[\p{L} ]*?)(?:\s+|$))?(?:s[oố](?:\s+|$))?(\d{1,5}\b.*)?$/u;

const TYPES: ReadonlyMap<string, string> = new Map(
  [...DOCUMENT_WORDS, ...DOCUMENT_ABBREVIATIONS].map(([words, { type }]) => [foldAccents(words), foldAccents(type)]),
);

/** A document as suggestions look for it. */
export interface KnownDocument {
  readonly id: string;
  readonly articles: number;
  /** `signKey` of its number; lists are in the order of it. */
  readonly key: string;
  /** The letters of its number, by runs: "/nq/tw/". */
  readonly letters: string;
}

/** The documents that articles cite, in the order of their numbers, for `documentsLike`. */
export function listDocuments(counts: ReadonlyMap<string, number>): readonly KnownDocument[] {
  const documents = [...counts].map(([id, articles]) => {
    const sign = documentSignOf(id);
    return { id, articles, key: signKey(sign), letters: `/${foldAccents(sign).replace(/[^a-z]+/gu, "/")}/` };
  });
  return documents.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

/** The documents whose number begins as the text does, also behind the word for their kind ("nghị quyết 21"); none for a text that names neither. */
export function documentsLike(text: string, known: readonly KnownDocument[], limit: number): SearchSuggestions["documents"] {
  const [, words, number] = NUMBERED.exec(fold(normalize(text).text.trim())) ?? [];
  const type = words === undefined ? null : TYPES.get(foldAccents(words));
  if (type === undefined || (number === undefined && type === null)) return [];
  const fits = ({ letters }: KnownDocument): boolean => type === null || letters.includes(`/${type}/`);
  const found = beginningWith(known, signKey(number ?? "")).filter(fits);
  const sorted = found.sort((a, b) => b.articles - a.articles || (a.id < b.id ? -1 : 1));
  return sorted.slice(0, limit).map(({ id, articles }) => ({ id, articles }));
}

function beginningWith(known: readonly KnownDocument[], beginning: string): KnownDocument[] {
  let [from, to] = [0, known.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((known[middle]?.key ?? "") < beginning) from = middle + 1;
    else to = middle;
  }
  let end = from;
  while (known[end]?.key.startsWith(beginning) === true) end++;
  return known.slice(from, end);
}

/** The number in an id, without the day of issue behind it. */
const documentSignOf = (id: string): string => id.split("@")[0] ?? id;
