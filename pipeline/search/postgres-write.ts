import { createHash } from "node:crypto";
import type { Connection } from "../database/statements.ts";
import { ANALYZER_VERSION } from "./analyze.ts";
import { ByteWriter } from "./bytes.ts";
import type { FacetValue, IndexedArticle } from "./indexed.ts";
import { packArticle } from "./packed.ts";

/** Of which program the rows of an index are: another analyser makes others, and so does another way of packing, for which the number is raised. */
export const ROWS_VERSION = `${ANALYZER_VERSION}/postgres-1`;

/** What is kept of an article's digest: it changes with the program's rows too, so that what another one has made counts as changed. */
export const stampOf = (digest: string): string =>
  createHash("sha256").update(`${ROWS_VERSION}\n${digest}`).digest("base64url").slice(0, 22);

/** The document of an article: the beginning of its page's hash (of ids that are otherwise, the beginning too). */
export const documentOf = (id: string): string => id.slice(0, 16);

export const noteOf = (connection: Connection, key: string): string =>
  String(connection.row("SELECT value FROM search_notes WHERE key = ?", [key])?.value ?? "");

/** Notes what belongs to the index as a whole. */
export function writeNotes(connection: Connection, notes: Readonly<Record<string, string>>): void {
  connection.run(
    `INSERT INTO search_notes (key, value) SELECT key, value FROM unnest(json_texts(?), json_texts(?)) n (key, value)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [JSON.stringify(Object.keys(notes)), JSON.stringify(Object.values(notes))],
  );
}

/** Notes the library's fingerprint, as of what has been written up to now; "" when that is not all. */
export function noteLibrary(connection: Connection, fingerprint: string): void {
  nextChange(connection);
  const total = String(connection.row("SELECT sum(count) AS n FROM search_changes", [])?.n);
  writeNotes(connection, { library: fingerprint, state: total });
}

/** How many articles wait to be merged, as far as this connection sees. */
export const countWaiting = (connection: Connection): number =>
  Number(connection.row("SELECT count(*) AS n FROM search_waiting", [])?.n ?? 0);

/**
 * Takes articles in, each in place of itself, and lets others go; to be called in a transaction. Nobody else is kept waiting but who writes the same documents: what all articles share (numbers of words, of
 * articles) is counted when they are merged.
 */
export function writeArticles(connection: Connection, { add, drop }: { add: readonly IndexedArticle[]; drop: readonly string[] }): void {
  const articles = [...new Map(add.map((article) => [article.id, article])).values()];
  const ids = [...new Set([...drop, ...articles.map(({ id }) => id)])];
  if (ids.length === 0) return;
  connection.lock([...new Set(ids.map(documentOf))].map((document) => `search ${document}`));
  const change = nextChange(connection);
  dropArticles(connection, ids, change);
  if (articles.length > 0) addArticles(connection, articles);
}

/** What the index has of these articles. */
export function stampsOf(connection: Connection, ids: readonly string[]): ReadonlyMap<string, string> {
  const rows = connection.rows("SELECT id, digest FROM search_articles WHERE document = ANY(json_texts(?)) AND id = ANY(json_texts(?))", [
    JSON.stringify([...new Set(ids.map(documentOf))]),
    JSON.stringify(ids),
  ]);
  return new Map(rows.map(({ id, digest }) => [String(id), String(digest)]));
}

interface Change {
  readonly shard: number;
  readonly count: number;
}

/** Counts a change in a shard that nobody holds (that of the lowest number, should all be held). */
export function nextChange(connection: Connection): Change {
  const bump = (from: string): Change | null => {
    const row = connection.rows(`UPDATE search_changes SET count = count + 1 WHERE shard = (${from}) RETURNING shard, count`, [])[0];
    return row === undefined ? null : { shard: Number(row.shard), count: Number(row.count) };
  };
  const free = bump("SELECT shard FROM search_changes LIMIT 1 FOR UPDATE SKIP LOCKED");
  return free ?? bump("SELECT min(shard) FROM search_changes") ?? { shard: 0, count: 0 };
}

function dropArticles(connection: Connection, ids: readonly string[], { shard, count }: Change): void {
  connection.run(
    `WITH gone AS (
       DELETE FROM search_articles WHERE document = ANY(json_texts(:documents)) AND id = ANY(json_texts(:ids)) RETURNING document, number)
     INSERT INTO search_dropped (document, number, shard, count) SELECT document, number, CAST(:shard AS integer), CAST(:count AS bigint) FROM gone`,
    { documents: JSON.stringify([...new Set(ids.map(documentOf))]), ids: JSON.stringify(ids), shard, count },
  );
}

function addArticles(connection: Connection, articles: readonly IndexedArticle[]): void {
  const numberOf = numberValues(
    connection,
    articles.flatMap(({ values }) => values),
  );
  const packed = new ByteWriter(8192 * articles.length);
  const ends = articles.map((article) => {
    packed.append(packArticle(article, article.values.map(numberOf)));
    return packed.length;
  });
  connection.run(
    `WITH given AS (
       SELECT document, id, digest, first, last, nextval('search_numbers') AS number
       FROM unnest(json_texts(:documents), json_texts(:ids), json_texts(:digests), json_bigints(:firsts), json_bigints(:lasts))
         a (document, id, digest, first, last)),
     listed AS (INSERT INTO search_articles (document, id, number, digest) SELECT document, id, number, digest FROM given)
     INSERT INTO search_waiting (document, number, data)
     SELECT document, number, substring(CAST(:packed AS bytea) FROM CAST(first + 1 AS integer) FOR CAST(last - first AS integer)) FROM given`,
    {
      documents: JSON.stringify(articles.map(({ id }) => documentOf(id))),
      ids: JSON.stringify(articles.map(({ id }) => id)),
      digests: JSON.stringify(articles.map(({ digest }) => stampOf(digest))),
      firsts: JSON.stringify([0, ...ends.slice(0, -1)]),
      lasts: JSON.stringify(ends),
      packed: packed.bytes(),
    },
  );
}

const keyOf = ({ facet, value }: FacetValue): string => `${facet}\n${value}`;

/** Numbers for facet values, given to those that are new, in one order, so that no two writers wait for each other. */
function numberValues(connection: Connection, values: readonly FacetValue[]): (value: FacetValue) => number {
  const wanted = new Map(values.map((value) => [keyOf(value), value]));
  const known = knownValues(connection, [...wanted.values()]);
  const missing = [...wanted.keys()].filter((key) => !known.has(key)).sort();
  const news = missing.map((key) => wanted.get(key) as FacetValue);
  if (news.length > 0) {
    const sql = "INSERT INTO search_values (facet, value) SELECT * FROM unnest(json_texts(?), json_texts(?)) ON CONFLICT DO NOTHING";
    connection.run(sql, listsOf(news));
    for (const [key, number] of knownValues(connection, news)) known.set(key, number);
  }
  return (value) => known.get(keyOf(value)) as number;
}

const listsOf = (values: readonly FacetValue[]): readonly string[] => [
  JSON.stringify(values.map(({ facet }) => facet)),
  JSON.stringify(values.map(({ value }) => value)),
];

function knownValues(connection: Connection, values: readonly FacetValue[]): Map<string, number> {
  const rows = connection.rows(
    "SELECT facet, value, number FROM search_values JOIN unnest(json_texts(?), json_texts(?)) w (facet, value) USING (facet, value)",
    listsOf(values),
  );
  return new Map(rows.map(({ facet, value, number }) => [`${facet}\n${value}`, Number(number)]));
}
