import { TfIdf } from "natural/lib/natural/tfidf/index.js";
import { analyze } from "../language/layers.ts";

export interface Keyword {
  readonly word: string;
  /** How often it stands in the text. */
  readonly times: number;
  readonly weight: number;
}

/** The words of several syllables and the document numbers of a text: single syllables are function words as a rule, and numbers tell nothing. */
export function wordsOf(text: string): readonly string[] {
  const { tokens, words } = analyze(text);
  const found: string[] = [];
  for (let i = 0; i + 1 < words.length; i++) {
    const own = tokens.slice(words[i], words[i + 1]);
    const isCompound = own.length > 1 && own.every(({ kind }) => kind === "word");
    if (isCompound || own[0]?.kind === "sign") found.push(own.map(({ key }) => key).join(" "));
  }
  return found;
}

/** The rarity (1 + ln(texts / texts with the word)) of a word that stands in half of the texts: what stands in more tells nothing. */
const TELLING = 1 + Math.log(2);

/**
 * The words that tell these texts from the others, the most telling first: TF-IDF as `natural` computes it, over the texts taken together and each of the others.
 * Words that most others have too, and those that stand once only, are left out while there are enough without them.
 */
export function findKeywords(texts: readonly string[], others: readonly string[], limit: number): readonly Keyword[] {
  const index = new TfIdf();
  index.addDocument(texts.flatMap(wordsOf));
  for (const other of others) index.addDocument([...wordsOf(other)]);
  const terms = index.listTerms(0).filter(({ tfidf }) => tfidf > 0);
  const telling = terms.filter(({ idf }) => idf > TELLING);
  const repeated = telling.filter(({ tf }) => tf > 1);
  const chosen = [repeated, telling].find((list) => list.length >= limit) ?? terms;
  const ordered = [...chosen].sort((a, b) => b.tfidf - a.tfidf || (a.term < b.term ? -1 : 1));
  return ordered.slice(0, limit).map(({ term, tf, tfidf }) => ({ word: term, times: tf, weight: tfidf }));
}
