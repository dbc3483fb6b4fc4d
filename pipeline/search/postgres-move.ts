import { tuples } from "../database/dialect.ts";
import type { Connection } from "../database/statements.ts";
import { ByteWriter } from "./bytes.ts";
import { loadPosting, type Posting, PostingReader, PostingWriter, savePosting } from "./postings.ts";

/** Of the postings that are in memory at once: terms, and bytes as they are stored, of which there are some ten copies on their way. */
const [TERMS_AT_ONCE, BYTES_AT_ONCE] = [2000, 4 * 2 ** 20];

/** In how many articles a term stands. */
export interface Counted {
  readonly term: string;
  readonly articles: number;
}

/** All in one statement, their bytes in one row. */
export function savePostings(connection: Connection, segment: number, postings: Iterable<readonly [string, Posting]>): void {
  const bytes = new ByteWriter(1 << 16);
  const [terms, firsts, middles, ends]: [string[], number[], number[], number[]] = [[], [], [], []];
  for (const [term, posting] of postings) {
    const { counts, positions } = savePosting(posting);
    terms.push(term);
    firsts.push(bytes.length);
    bytes.append(counts);
    middles.push(bytes.length);
    bytes.append(positions);
    ends.push(bytes.length);
  }
  if (terms.length === 0) return;
  connection.run(
    `INSERT INTO search_postings (term, segment, counts, positions)
     SELECT term, CAST(:segment AS integer), substring(CAST(:bytes AS bytea) FROM CAST(first + 1 AS integer) FOR CAST(middle - first AS integer)),
       substring(CAST(:bytes AS bytea) FROM CAST(middle + 1 AS integer) FOR CAST(last - middle AS integer))
     FROM unnest(json_texts(:terms), json_bigints(:firsts), json_bigints(:middles), json_bigints(:ends)) p (term, first, middle, last)`,
    {
      segment,
      bytes: bytes.bytes(),
      terms: JSON.stringify(terms),
      firsts: JSON.stringify(firsts),
      middles: JSON.stringify(middles),
      ends: JSON.stringify(ends),
    },
  );
}

/** Writes the postings of the old segments into the new one; returns how many articles of each term are gone, as negative numbers. */
export function movePostings(
  connection: Connection,
  { segment, places }: { segment: number; places: ReadonlyMap<number, Int32Array> },
): readonly Counted[] {
  const segments = JSON.stringify([...places.keys()]);
  const lost = new Map<string, number>();
  for (const terms of portionsOf(sizesOfTerms(connection, segments))) {
    const rows = connection.rows(
      `SELECT term, segment, counts, positions FROM search_postings WHERE term = ANY(json_texts(?)) AND segment = ANY(json_bigints(?))
       ORDER BY segment`,
      [JSON.stringify(terms), segments],
    );
    const postings = new Map<string, PostingWriter>();
    // In the order in which their articles were numbered.
    for (const row of rows) {
      const posting = loadPosting(row.counts as Uint8Array, row.positions as Uint8Array);
      const term = String(row.term);
      const merged = postings.get(term) ?? new PostingWriter();
      const before = merged.articles;
      append(merged, posting, places.get(Number(row.segment)) as Int32Array);
      if (merged.articles > 0) postings.set(term, merged);
      const gone = merged.articles - before - posting.articles;
      if (gone < 0) lost.set(term, (lost.get(term) ?? 0) + gone);
    }
    savePostings(connection, segment, postings);
  }
  return [...lost].map(([term, articles]) => ({ term, articles }));
}

type SizeOfTerm = readonly [term: string, bytes: number];

/** What these segments have of each term. */
function sizesOfTerms(connection: Connection, segments: string): readonly SizeOfTerm[] {
  const row = connection.row(
    `SELECT coalesce(json_agg(json_build_array(term, bytes)), '[]') AS terms FROM (
       SELECT term, sum(octet_length(counts) + octet_length(positions)) AS bytes FROM search_postings WHERE segment = ANY(json_bigints(?)) GROUP BY term ORDER BY term) t`,
    [segments],
  );
  return tuples(row, "terms").map(([term, bytes]) => [String(term), Number(bytes)]);
}

/** Terms whose postings are in memory at once: words that stand in every article are many bytes, and most words few. */
export function portionsOf(
  sizes: readonly SizeOfTerm[],
  { terms = TERMS_AT_ONCE, bytes = BYTES_AT_ONCE } = {},
): readonly (readonly string[])[] {
  const portions: string[][] = [];
  let [last, left]: [string[], number] = [[], 0];
  for (const [term, size] of sizes) {
    if (last.length === 0 || last.length >= terms || size > left) {
      [last, left] = [[], bytes];
      portions.push(last);
    }
    last.push(term);
    left -= size;
  }
  return portions;
}

function append(merged: PostingWriter, posting: Posting, places: Int32Array): void {
  const reader = new PostingReader(posting);
  while (reader.next()) {
    const [place, found] = [places[reader.article] as number, reader.places()];
    if (place >= 0) merged.add(place, reader.times, found);
  }
}
