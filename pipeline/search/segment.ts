import type { Choice, Clause, Plan } from "./plan.ts";
import { type Posting, PostingReader } from "./postings.ts";

/** Where terms stand in the articles of one segment; undefined for a term that none of them has. */
export type PostingsOf = (term: string) => Posting | undefined;

/** The articles of a segment of this size that a plan finds, by their numbers in it, in order. Phrases need the positions of their terms. */
export function findIn(size: number, plan: Plan, postingsOf: PostingsOf): Uint32Array {
  const { combine, clauses, phrases, excluded, excludedPhrases } = plan;
  const ask: Ask = { size, postingsOf };
  const phrased = phrases.map((phrase) => phraseMarks(phrase, ask));
  const worded = clauses.map((clause) => clauseMarks(clause, ask));
  const wanted = combine === "AND" || worded.length === 0 ? all([...worded, ...phrased], size) : someOf(worded, phrased, size);
  const out = [...excluded.map((choice) => choiceMarks(choice, ask)), ...excludedPhrases.map((phrase) => phraseMarks(phrase, ask))];
  for (const marks of out) for (let at = 0; at < size; at++) if (marks[at] === 1) wanted[at] = 0;
  return placesOf(wanted);
}

/** One byte for each article: 1 where it is meant. */
type Marks = Uint8Array;

interface Ask {
  readonly size: number;
  readonly postingsOf: PostingsOf;
}

/** Phrases must be there even where some of the words are enough; the words of the first phrase are some. */
const someOf = (worded: readonly Marks[], phrased: readonly Marks[], size: number): Marks =>
  phrased.length > 0 ? all(phrased, size) : any(worded, size);

function choiceMarks(choice: Choice, { size, postingsOf }: Ask): Marks {
  const marks = new Uint8Array(size);
  for (const { term } of choice) {
    const posting = postingsOf(term);
    if (posting === undefined) continue;
    const reader = new PostingReader(posting);
    while (reader.next()) marks[reader.article] = 1;
  }
  return marks;
}

/** The whole word selects nothing that its syllables do not. */
const clauseMarks = ({ choices }: Clause, ask: Ask): Marks =>
  all(
    choices.map((choice) => choiceMarks(choice, ask)),
    ask.size,
  );

function all(list: readonly Marks[], size: number): Marks {
  const [first, ...others] = list;
  const marks = first === undefined ? new Uint8Array(size) : first.slice();
  for (const other of others) for (let at = 0; at < size; at++) marks[at] = (marks[at] as number) & (other[at] as number);
  return marks;
}

function any(list: readonly Marks[], size: number): Marks {
  const marks = new Uint8Array(size);
  for (const other of list) for (let at = 0; at < size; at++) marks[at] = (marks[at] as number) | (other[at] as number);
  return marks;
}

/** Articles where each term stands one place behind the one before it. */
function phraseMarks(phrase: readonly string[], { size, postingsOf }: Ask): Marks {
  let ends: ReadonlyMap<number, readonly number[]> | null = null;
  for (const term of phrase) {
    const posting = postingsOf(term);
    if (posting === undefined) return new Uint8Array(size);
    ends = following(ends, posting);
  }
  const marks = new Uint8Array(size);
  for (const article of ends?.keys() ?? []) marks[article] = 1;
  return marks;
}

/** The places of a term by article, but for the first of a phrase only those behind a place where the phrase so far ends. */
function following(ends: ReadonlyMap<number, readonly number[]> | null, posting: Posting): ReadonlyMap<number, readonly number[]> {
  const next = new Map<number, readonly number[]>();
  const reader = new PostingReader(posting);
  while (reader.next()) {
    const places = reader.places();
    const before = ends?.get(reader.article);
    if (ends !== null && before === undefined) continue;
    const kept = before === undefined ? places : places.filter((place) => before.includes(place - 1));
    if (kept.length > 0) next.set(reader.article, kept);
  }
  return next;
}

function placesOf(marks: Marks): Uint32Array {
  let length = 0;
  for (let at = 0; at < marks.length; at++) length += marks[at] as number;
  const places = new Uint32Array(length);
  for (let at = 0, next = 0; next < length; at++) if (marks[at] === 1) places[next++] = at;
  return places;
}
