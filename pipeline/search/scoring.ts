import { FIELD_WEIGHTS, type IndexedArticle, TEXT_FIELDS, type TextField } from "./indexed.ts";
import { type Clause, type Leaf, leavesOf, type Plan } from "./plan.ts";

/**
 * BM25+ as MiniSearch computes it, field by field, with its usual constants: how soon repetition stops to count, how much length counts, and what
 * a single occurrence is worth in any length. One formula for both engines, so that they agree.
 */
export const BM25 = { k: 1.2, b: 0.7, d: 0.5 } as const;

export type FieldNumbers = Readonly<Record<TextField, number>>;

/** What the formula needs to know of all articles. */
export interface Statistics {
  readonly size: number;
  /** Mean number of different terms. */
  readonly averages: FieldNumbers;
  /** In how many articles a term stands, by field. */
  articlesWith(term: string): FieldNumbers;
}

/** How often terms stand in one article, by field, and how many different ones there are. */
export interface Counts {
  readonly lengths: FieldNumbers;
  of(term: string): FieldNumbers;
}

/** The score of an article that a plan has found: sums over the terms, times the number of different terms that it has. */
export function scoreOf(plan: Plan, counts: Counts, statistics: Statistics): number {
  const found = new Set<string>();
  const scoreLeaf = ({ term, weight }: Leaf): number => {
    const frequencies = counts.of(term);
    const score = TEXT_FIELDS.reduce(
      (sum, field) => sum + fieldScore(field, { term, frequency: frequencies[field], counts, statistics }),
      0,
    );
    if (score > 0) found.add(term);
    return weight * score;
  };
  const { clauses, phrases } = plan;
  const inClauses = clauses.reduce((sum, clause) => sum + clauseScore(clause, { counts, scoreLeaf }), 0);
  const inPhrases = phrases.flat().reduce((sum, term) => sum + scoreLeaf({ term, weight: 1 }), 0);
  return (inClauses + inPhrases) * Math.max(found.size, 1);
}

const stands = (term: string, counts: Counts): boolean => TEXT_FIELDS.some((field) => counts.of(term)[field] > 0);

/** A group of words counts only where all of its words are. */
function clauseScore({ choices, whole }: Clause, { counts, scoreLeaf }: { counts: Counts; scoreLeaf: (leaf: Leaf) => number }): number {
  const isMet = choices.every((choice) => choice.some(({ term }) => stands(term, counts)));
  const words = isMet ? choices.flat().reduce((sum, leaf) => sum + scoreLeaf(leaf), 0) : 0;
  return words + (whole === null ? 0 : scoreLeaf(whole));
}

function fieldScore(
  field: TextField,
  { term, frequency, counts, statistics }: { term: string; frequency: number; counts: Counts; statistics: Statistics },
): number {
  if (frequency === 0) return 0;
  const { k, b, d } = BM25;
  const articles = statistics.articlesWith(term)[field];
  const rarity = Math.log(1 + (statistics.size - articles + 0.5) / (articles + 0.5));
  const length = counts.lengths[field] / (statistics.averages[field] || 1);
  return FIELD_WEIGHTS[field] * rarity * (d + (frequency * (k + 1)) / (frequency + k * (1 - b + b * length)));
}

/** FNV-1a, 32 bits: two of an article's few hundred terms share one in fewer than one article of 50,000. */
function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const HEADER = TEXT_FIELDS.length;

/** How often each term stands in a field. */
function countTerms(terms: readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const term of terms) counted.set(term, (counted.get(term) ?? 0) + 1);
  return counted;
}

/** How often each term stands in an article, in some 2.5 kB: lengths by field, then the terms' hashes and frequencies; and the different terms themselves. */
export function packCounts({ fields }: IndexedArticle): { readonly packed: Uint8Array; readonly terms: readonly string[] } {
  const perField = TEXT_FIELDS.map((field) => countTerms(fields[field]));
  const terms = perField.flatMap((counted) => [...counted.keys()]);
  const words = Uint32Array.from([...perField.map(({ size }) => size), ...terms.map(hashOf)]);
  const packed = new Uint8Array(words.byteLength + terms.length);
  packed.set(new Uint8Array(words.buffer), 0);
  let at = words.byteLength;
  for (const counted of perField) for (const frequency of counted.values()) packed[at++] = Math.min(frequency, 255);
  return { packed, terms };
}

/** The counts of these terms out of what `packCounts` made. */
export function unpackCounts(packed: Uint8Array, plan: Plan): Counts {
  const copy = packed.slice();
  const lengths = new Uint32Array(copy.buffer, 0, HEADER);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const hashes = new Uint32Array(copy.buffer, 4 * HEADER, total);
  const frequencies = copy.subarray(4 * (HEADER + total));
  const counted = new Map<string, FieldNumbers>();
  for (const { term } of leavesOf(plan)) counted.has(term) || counted.set(term, countOf(hashOf(term), { lengths, hashes, frequencies }));
  return { lengths: byField((_, i) => lengths[i] as number), of: (term) => counted.get(term) ?? NOWHERE };
}

function countOf(hash: number, { lengths, hashes, frequencies }: { lengths: Uint32Array; hashes: Uint32Array; frequencies: Uint8Array }) {
  let from = 0;
  return byField((_, i) => {
    const end = from + (lengths[i] as number);
    const at = hashes.indexOf(hash, from);
    from = end;
    return at < 0 || at >= end ? 0 : (frequencies[at] as number);
  });
}

/** Lengths by field, as `packCounts` has put them first. */
export function unpackLengths(packed: Uint8Array): FieldNumbers {
  const lengths = new Uint32Array(packed.slice(0, 4 * HEADER).buffer);
  return byField((_, i) => lengths[i] as number);
}

/** A number for each field. */
export function byField(numberOf: (field: TextField, at: number) => number): FieldNumbers {
  const [title, sapo, body, plain, cited] = TEXT_FIELDS.map(numberOf) as [number, number, number, number, number];
  return { title, sapo, body, plain, cited };
}

const NOWHERE: FieldNumbers = byField(() => 0);
