import { FIELD_WEIGHTS, TEXT_FIELDS } from "./indexed.ts";
import { leavesOf, type Plan } from "./plan.ts";
import { type Posting, PostingReader } from "./postings.ts";
import { BM25, type Statistics } from "./scoring.ts";
import type { PostingsOf } from "./segment.ts";

/** The formula of scoring.ts, for all articles that a plan has found in a segment at once. */
export interface Scorer {
  /** The scores of these articles (in order), by their place in the list; `lengths` are those of all articles of the segment, field by field. */
  scores(articles: Uint32Array, segment: { readonly lengths: Uint16Array; readonly postingsOf: PostingsOf }): Float64Array;
}

interface NumberedLeaf {
  /** The number of its term among those of the plan. */
  readonly term: number;
  readonly weight: number;
}

interface NumberedClause {
  readonly choices: readonly (readonly NumberedLeaf[])[];
  readonly leaves: readonly NumberedLeaf[];
  readonly whole: NumberedLeaf | null;
}

const FIELDS = TEXT_FIELDS.length;

export function makeScorer(plan: Plan, statistics: Statistics): Scorer {
  const terms = [...new Set(leavesOf(plan).map(({ term }) => term))];
  const numbers = new Map(terms.map((term, number) => [term, number]));
  const numbered = ({ term, weight }: { term: string; weight: number }): NumberedLeaf => ({ term: numbers.get(term) as number, weight });
  const clauses = plan.clauses.map(({ choices, whole }): NumberedClause => {
    const own = choices.map((choice) => choice.map(numbered));
    return { choices: own, leaves: own.flat(), whole: whole === null ? null : numbered(whole) };
  });
  const phrased = plan.phrases.flat().map((term) => numbered({ term, weight: 1 }));
  const rarities = terms.map((term) => raritiesOf(term, statistics));
  const averages = TEXT_FIELDS.map((field) => statistics.averages[field] || 1);
  return {
    scores: (articles, { lengths, postingsOf }) => {
      const places = new Int32Array(lengths.length / FIELDS).fill(-1);
      for (let i = 0; i < articles.length; i++) places[articles[i] as number] = i;
      const byTerm = terms.map((term, number) => {
        const posting = postingsOf(term);
        return posting === undefined
          ? NONE
          : termScores(posting, { places, found: articles.length, lengths, averages, rarities: rarities[number] as Float64Array });
      });
      return joined(articles.length, { byTerm, clauses, phrased });
    },
  };
}

const NONE = new Float64Array(0);

/** What one occurrence of a term is worth by field, but for its frequency. */
function raritiesOf(term: string, { size, articlesWith }: Statistics): Float64Array {
  const articles = articlesWith(term);
  return Float64Array.from(TEXT_FIELDS, (field) => {
    const rarity = Math.log(1 + (size - articles[field] + 0.5) / (articles[field] + 0.5));
    return FIELD_WEIGHTS[field] * rarity;
  });
}

interface TermAsk {
  /** The place of each article of the segment in the list of those that were found; -1 for the others. */
  readonly places: Int32Array;
  readonly found: number;
  readonly lengths: Uint16Array;
  readonly averages: readonly number[];
  readonly rarities: Float64Array;
}

/** What a term adds to the score of each article that was found. */
function termScores(posting: Posting, { places, found, lengths, averages, rarities }: TermAsk): Float64Array {
  const { k, b, d } = BM25;
  const scores = new Float64Array(found);
  const reader = new PostingReader(posting);
  while (reader.next()) {
    const place = places[reader.article] as number;
    if (place < 0) continue;
    let score = 0;
    for (let field = 0; field < FIELDS; field++) {
      const frequency = reader.times[field] as number;
      if (frequency === 0) continue;
      const length = (lengths[FIELDS * reader.article + field] as number) / (averages[field] as number);
      score += (rarities[field] as number) * (d + (frequency * (k + 1)) / (frequency + k * (1 - b + b * length)));
    }
    scores[place] = score;
  }
  return scores;
}

interface Parts {
  readonly byTerm: readonly Float64Array[];
  readonly clauses: readonly NumberedClause[];
  readonly phrased: readonly NumberedLeaf[];
}

/** Sums over the terms, times the number of different terms that an article has (`scoreOf` of scoring.ts). */
function joined(found: number, { byTerm, clauses, phrased }: Parts): Float64Array {
  const totals = new Float64Array(found);
  // The last article that was found to have a term, plus one.
  const seen = new Uint32Array(byTerm.length);
  let [at, different] = [0, 0];
  const scoreLeaf = ({ term, weight }: NumberedLeaf): number => {
    const score = byTerm[term]?.[at] ?? 0;
    if (score > 0 && seen[term] !== at + 1) {
      seen[term] = at + 1;
      different++;
    }
    return weight * score;
  };
  const stands = ({ term }: NumberedLeaf): boolean => (byTerm[term]?.[at] ?? 0) > 0;
  for (; at < found; at++) {
    different = 0;
    let sum = 0;
    for (const { choices, leaves, whole } of clauses) {
      if (choices.every((choice) => choice.some(stands))) for (const leaf of leaves) sum += scoreLeaf(leaf);
      if (whole !== null) sum += scoreLeaf(whole);
    }
    for (const leaf of phrased) sum += scoreLeaf(leaf);
    totals[at] = sum * Math.max(different, 1);
  }
  return totals;
}
