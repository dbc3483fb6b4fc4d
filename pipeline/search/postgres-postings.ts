import type { Connection } from "../database/statements.ts";
import { leavesOf, type Plan } from "./plan.ts";
import { WAITING, type Waiting } from "./postgres-waiting.ts";
import { loadPosting, type Posting } from "./postings.ts";

/** By segment and term. */
export type Postings = ReadonlyMap<number, ReadonlyMap<string, Posting>>;

/** What is known of the index. */
interface Known {
  readonly waiting: Waiting;
  readonly segmentsState: string;
  knows(segment: number): boolean;
}

type BySegment = readonly (readonly [segment: number, posting: Posting])[];

/** Bytes of postings that are remembered until the segments change: those of words that every question has. */
const REMEMBERED_BYTES = 32e6;
/** What an entry takes beside its bytes, about. */
const ENTRY_BYTES = 200;

/** Reads where terms stand. */
export class PostgresPostings {
  readonly #connection: Connection;
  readonly #remembered = new Map<string, BySegment>();
  #bytes = 0;
  #rememberedOf = "";

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The postings of a plan's terms, those of phrases with their positions; null where somebody has merged segments since the last look: then look again. */
  load(plan: Plan, known: Known): Postings | null {
    const placed = [...new Set([...plan.phrases.flat(), ...plan.excludedPhrases.flat()])];
    const leaves = [...leavesOf(plan), ...plan.excluded.flat()];
    const terms = [...new Set(leaves.map(({ term }) => term))].filter((term) => !placed.includes(term));
    const postings = new Map<number, Map<string, Posting>>([[WAITING, new Map()]]);
    for (const [term, list] of [...this.#remember(terms, known.segmentsState), ...this.#read(placed, true)]) {
      for (const [segment, posting] of list) {
        if (!known.knows(segment)) return null;
        const own = postings.get(segment) ?? new Map<string, Posting>();
        postings.set(segment, own.set(term, posting));
      }
    }
    for (const term of [...terms, ...placed]) {
      const posting = known.waiting.postingOf(term);
      if (posting !== undefined) postings.get(WAITING)?.set(term, posting);
    }
    return postings;
  }

  /** Postings without positions, as far as possible those that are remembered. */
  #remember(terms: readonly string[], state: string): ReadonlyMap<string, BySegment> {
    if (this.#rememberedOf !== state || this.#bytes > REMEMBERED_BYTES) {
      this.#remembered.clear();
      this.#bytes = 0;
      this.#rememberedOf = state;
    }
    const news = terms.filter((term) => !this.#remembered.has(term));
    const read = this.#read(news, false);
    for (const term of news) {
      const list = read.get(term) ?? [];
      this.#remembered.set(term, list);
      this.#bytes += list.reduce((sum, [, { counts }]) => sum + counts.length + ENTRY_BYTES, ENTRY_BYTES);
    }
    return new Map(terms.map((term) => [term, this.#remembered.get(term) ?? []]));
  }

  #read(terms: readonly string[], isPlaced: boolean): ReadonlyMap<string, BySegment> {
    const found = new Map<string, (readonly [number, Posting])[]>();
    if (terms.length === 0) return found;
    const columns = isPlaced ? "term, segment, counts, positions" : "term, segment, counts";
    const rows = this.#connection.rows(`SELECT ${columns} FROM search_postings WHERE term = ANY(json_texts(?))`, [JSON.stringify(terms)]);
    for (const { term, segment, counts, positions } of rows) {
      const list = found.get(String(term)) ?? [];
      found.set(String(term), list);
      list.push([Number(segment), loadPosting(counts as Uint8Array, positions as Uint8Array | undefined)]);
    }
    return found;
  }
}
