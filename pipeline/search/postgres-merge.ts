import type { Connection, Row } from "../database/statements.ts";
import { plainOf } from "./analyze.ts";
import { ByteReader, ByteWriter } from "./bytes.ts";
import { termsAmong, wordsAmong } from "./indexed.ts";
import { type PackedEntry, readEntry, unpackArticle, writeEntry } from "./packed.ts";
import { type Counted, movePostings, savePostings } from "./postgres-move.ts";
import { countWaiting, nextChange } from "./postgres-write.ts";
import { PostingWriter } from "./postings.ts";

/** When what was written is taken together. */
export interface MergeRules {
  /** So many articles that wait become a segment. */
  readonly waiting: number;
  /** So many segments of one size become one of the next. */
  readonly segments: number;
  /** Those of so many articles stay as they are: more would take memory and time in one transaction, and save little. */
  readonly largest: number;
}

/** Of the aggregate stage, and while an index is built: each article is rewritten twice up to a million. */
export const KEEPING: MergeRules = { waiting: 256, segments: 16, largest: 60_000 };
/** Of those who write, should nobody else merge: seldom, and only what takes tenths of a second. */
export const WRITING: MergeRules = { waiting: 1024, segments: 32, largest: 256 };

/** Articles merged at once into a new segment. */
const MOST_WAITING = 2048;
/** Beyond this share of articles that are gone a segment is written anew. */
const MOST_GONE = 0.25;

/** Held until the end of the transaction: there is one who merges. */
const LOCK = "SELECT pg_try_advisory_xact_lock(7236460032) AS mine";

/** `mergeOnce`, where there is enough that waits. */
export function mergeWhenFull(connection: Connection, rules: MergeRules): void {
  if (countWaiting(connection) >= rules.waiting) mergeOnce(connection, rules);
}

/** Merges what these rules say, in the caller's transaction; returns how many articles it moved: 0 when there is nothing to do, and while somebody else does it. */
export function mergeOnce(connection: Connection, rules: MergeRules): number {
  if (connection.row(LOCK, [])?.mine !== 1) return 0;
  const waiting = mergeWaiting(connection, rules);
  const segments = segmentsToMerge(connection, rules);
  return waiting + (segments === null ? 0 : mergeSegments(connection, segments));
}

/** An article of a new segment. */
interface Member extends PackedEntry {
  readonly number: number;
}

/** Terms with where they stand, for one new segment. */
class SegmentWriter {
  readonly #members = new ByteWriter(4096);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Returns the place of the article in the segment. */
  addMember({ number, ...entry }: Member): number {
    this.#members.number(number);
    writeEntry(this.#members, entry);
    return this.#size++;
  }

  entries(): Uint8Array {
    return this.#members.bytes();
  }
}

function mergeWaiting(connection: Connection, { waiting }: MergeRules): number {
  if (countWaiting(connection) < waiting) return 0;
  const rows = connection.rows(
    `SELECT w.document, w.number, d.number IS NOT NULL AS gone FROM search_waiting w LEFT JOIN search_dropped d USING (document, number)
     ORDER BY w.number LIMIT ?`,
    [MOST_WAITING],
  );
  const keys = keysOf(rows);
  const segment = nextSegment(connection);
  const [members, postings] = [new SegmentWriter(), new Map<string, PostingWriter>()];
  const packed = connection.rows(
    "SELECT number, data FROM search_waiting WHERE document = ANY(json_texts(:documents)) AND number = ANY(json_bigints(:numbers)) ORDER BY number",
    keys,
  );
  const gone = rows.filter((row) => row.gone === 1);
  const isGone = new Set(gone.map(({ number }) => Number(number)));
  for (const row of packed) {
    const number = Number(row.number);
    if (!isGone.has(number)) addArticle(members, postings, { number, data: row.data as Uint8Array });
  }
  savePostings(connection, segment, postings);
  saveSegment(connection, segment, members);
  countWords(
    connection,
    [...postings].map(([term, { articles }]) => ({ term, articles })),
  );
  remove(connection, "search_waiting", keys);
  // Only of those that were left out: who says meanwhile that another one is gone must be heard.
  remove(connection, "search_dropped", keysOf(gone));
  nextChange(connection);
  return members.size;
}

type Keys = Readonly<Record<"documents" | "numbers", string>>;

const keysOf = (rows: readonly Row[]): Keys => ({
  documents: JSON.stringify(rows.map(({ document }) => document)),
  numbers: JSON.stringify(rows.map(({ number }) => number)),
});

const remove = (connection: Connection, table: "search_waiting" | "search_dropped", keys: Keys): void =>
  void connection.run(`DELETE FROM ${table} WHERE document = ANY(json_texts(:documents)) AND number = ANY(json_bigints(:numbers))`, keys);

function addArticle(
  members: SegmentWriter,
  postings: Map<string, PostingWriter>,
  { number, data }: { number: number; data: Uint8Array },
): void {
  const { terms, ...entry } = unpackArticle(data);
  const place = members.addMember({ number, ...entry });
  for (const { term, times, places } of terms) {
    const posting = postings.get(term) ?? new PostingWriter();
    postings.set(term, posting);
    posting.add(place, times, places);
  }
}

const nextSegment = (connection: Connection): number => Number(connection.row("SELECT nextval('search_segment_numbers') AS n", [])?.n);

function saveSegment(connection: Connection, segment: number, members: SegmentWriter): void {
  if (members.size > 0) connection.insert("search_segments", { segment, articles: members.size, entries: members.entries() });
}

/** Adds to the numbers of articles by word; takes away where they are negative. */
function countWords(connection: Connection, counted: readonly Counted[]): void {
  const articles = new Map(counted.map((one) => [one.term, one.articles]));
  const all = counted.map(({ term }) => term);
  const lists = (words: readonly string[]) => ({
    words: JSON.stringify(words),
    counts: JSON.stringify(words.map((word) => articles.get(word) ?? 0)),
  });
  const [words, terms] = [wordsAmong(all), termsAmong(all)];
  connection.run(
    `INSERT INTO search_words (word, articles) SELECT * FROM unnest(json_texts(:words), json_bigints(:counts))
     ON CONFLICT (word) DO UPDATE SET articles = search_words.articles + excluded.articles`,
    lists(words),
  );
  connection.run(
    `INSERT INTO search_terms (term, articles, plain) SELECT * FROM unnest(json_texts(:words), json_bigints(:counts), json_texts(:plains))
     ON CONFLICT (plain, term) DO UPDATE SET articles = search_terms.articles + excluded.articles`,
    { ...lists(terms), plains: JSON.stringify(terms.map(plainOf)) },
  );
  if (counted.some((one) => one.articles < 0)) {
    connection.run("DELETE FROM search_words WHERE articles <= 0 AND word = ANY(json_texts(?))", [JSON.stringify(words)]);
    connection.run("DELETE FROM search_terms WHERE articles <= 0 AND plain = ANY(json_texts(?))", [JSON.stringify(terms.map(plainOf))]);
  }
}

/** As many segments of one size as the rules say, the smallest first; else one of which too much is gone; null when there are none. */
function segmentsToMerge(connection: Connection, { waiting, segments, largest }: MergeRules): readonly number[] | null {
  const rows = connection.rows("SELECT segment, articles FROM search_segments ORDER BY segment", []);
  const known = rows.map((row) => ({ segment: Number(row.segment), articles: Number(row.articles) }));
  for (let size = waiting; size < largest; size *= segments) {
    const alike = known.filter(({ articles }) => articles < Math.min(largest, size * segments) && (size === waiting || articles >= size));
    if (alike.length >= segments) return alike.slice(0, segments).map(({ segment }) => segment);
  }
  const all = known.reduce((sum, { articles }) => sum + articles, 0);
  const gone = Number(connection.row("SELECT count(*) AS n FROM search_dropped", [])?.n);
  const isMuch = gone > MOST_GONE * all && gone > waiting;
  return isMuch ? mostGone(connection, known) : null;
}

function mostGone(connection: Connection, segments: readonly { readonly segment: number }[]): readonly number[] | null {
  const dropped = droppedNumbers(connection);
  const shares = segments.map(({ segment }) => {
    const members = membersOf(connection, segment);
    return { segment, share: members.filter(({ number }) => dropped.has(number)).length / members.length };
  });
  const worst = shares.sort((a, b) => b.share - a.share)[0];
  return worst === undefined || worst.share <= MOST_GONE ? null : [worst.segment];
}

function droppedNumbers(connection: Connection): ReadonlySet<number> {
  const list: unknown = JSON.parse(String(connection.row("SELECT coalesce(json_agg(number), '[]') AS n FROM search_dropped", [])?.n));
  return new Set(Array.isArray(list) ? list.map(Number) : []);
}

/** The articles of a segment in its order. */
export function readMembers(entries: Uint8Array): readonly Member[] {
  const bytes = new ByteReader(entries);
  const members: Member[] = [];
  while (!bytes.isAtEnd) members.push({ number: bytes.number(), ...readEntry(bytes) });
  return members;
}

const membersOf = (connection: Connection, segment: number): readonly Member[] =>
  readMembers(connection.row("SELECT entries FROM search_segments WHERE segment = ?", [segment])?.entries as Uint8Array);

/** One segment in place of several, without the articles that are gone. */
function mergeSegments(connection: Connection, old: readonly number[]): number {
  const segment = nextSegment(connection);
  const members = new SegmentWriter();
  const dropped = droppedNumbers(connection);
  const gone: number[] = [];
  // Where each article of an old segment goes; -1 for one that is gone.
  const places = new Map(
    old.map((one) => [
      one,
      Int32Array.from(membersOf(connection, one), (member) => {
        if (!dropped.has(member.number)) return members.addMember(member);
        gone.push(member.number);
        return -1;
      }),
    ]),
  );
  const lost = movePostings(connection, { segment, places });
  saveSegment(connection, segment, members);
  if (lost.length > 0) countWords(connection, lost);
  connection.run("DELETE FROM search_postings WHERE segment = ANY(json_bigints(?))", [JSON.stringify(old)]);
  connection.run("DELETE FROM search_segments WHERE segment = ANY(json_bigints(?))", [JSON.stringify(old)]);
  connection.run("DELETE FROM search_dropped WHERE number = ANY(json_bigints(?))", [JSON.stringify(gone)]);
  nextChange(connection);
  return Math.max(members.size, 1);
}
