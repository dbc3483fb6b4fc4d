import { TfIdf } from "natural/lib/natural/tfidf/index.js";
import { analyze } from "../language/layers.ts";

/** What of all articles a word may stand in to tell anything about one of them: its rarity, as below, is above half. */
const MOST_ARTICLES = 0.5;
/** A word in so few articles tells more, and looking it up costs less; taken alone where there are enough. */
const FEW_ARTICLES = 0.05;

/** The words that tell a text from the articles of an index, the most telling first; `articlesWith` says in how many of its `size` articles words stand. */
export function tellingWords(
  text: string,
  { size, articlesWith, limit }: { size: number; articlesWith: (words: readonly string[]) => (word: string) => number; limit: number },
): readonly string[] {
  const counted = new Map<string, number>();
  for (const word of wordsOf(text)) counted.set(word, (counted.get(word) ?? 0) + 1);
  const articlesOf = articlesWith([...counted.keys()]);
  const weighed = [...counted].map(([word, times]) => {
    // Of the others: the text itself has it.
    const others = Math.max(0, articlesOf(word) - 1);
    return { word, times, share: others / Math.max(size - 1, 1), weight: times * Math.log(1 + size / (1 + others)) };
  });
  const telling = weighed.filter(({ share }) => share <= MOST_ARTICLES);
  const rare = telling.filter(({ share, times }) => share <= FEW_ARTICLES && times > 1);
  const chosen = [rare, telling].find((list) => list.length >= limit) ?? (telling.length > 0 ? telling : weighed);
  const sorted = [...chosen].sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
  return sorted.slice(0, limit).map(({ word }) => word);
}

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
