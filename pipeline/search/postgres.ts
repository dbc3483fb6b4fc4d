import { bringForward, listMigrations, versionOf } from "../database/parts.ts";
import { DatabaseFailed } from "../database/postgres.ts";
import type { Connection } from "../database/statements.ts";
import { StoreBroken } from "../types/errors.ts";
import type { ArticleHead, ReadArticle } from "../types/store.ts";
import { type IndexedArticle, toIndexed } from "./indexed.ts";
import { PostgresEngine } from "./postgres-engine.ts";
import { KEEPING, mergeOnce, mergeWhenFull, WRITING } from "./postgres-merge.ts";
import { countWaiting, noteLibrary, noteOf, ROWS_VERSION, stampOf, stampsOf, writeArticles, writeNotes } from "./postgres-write.ts";
import { ArticleIndex, digestOf, digestsOfArticles, digestsOfPages, type Library } from "./query.ts";

/**
 * Who brings the index up to date when it is opened. `always`: it is compared with the library, and what has changed is taken in, in batches, each kept once it is done; `never`: it answers
 * with what is there; `unless-workers`: as `always`, but `never` once workers have written to it (`makeIndexWriter`), who follow the library by themselves.
 */
export type Update = "always" | "never" | "unless-workers";

export interface PostgresSearchPlace {
  readonly connection: Connection;
  readonly library: Library;
  /** "unless-workers". */
  readonly update?: Update;
}

/** Articles that are read, cut into terms and written in one transaction. */
const BATCH = 256;
/** Held while one process brings the index up to date. */
const LOCK = "7236460033";

/**
 * The search index of a library in PostgreSQL. While another process brings it up to date, what is there answers; the very first time it is waited for. `close` leaves the connection open.
 * @throws StoreBroken
 */
export function openPostgresSearch({ connection, library, update = "unless-workers" }: PostgresSearchPlace): ArticleIndex {
  return guarded(connection, () => {
    makeTables(connection);
    const isFollowed = update === "never" || (update === "unless-workers" && noteOf(connection, "workers") !== "");
    const engine = new PostgresEngine(telling(connection));
    if (!isFollowed && !isWhole(connection, library)) bringUpToDate(connection, library, engine);
    engine.refresh();
    return new ArticleIndex(engine, library);
  });
}

/** Writes search rows in the caller's transaction (or in one of its own): articles in place of themselves, `dropped` ids go. */
export type IndexWriter = (
  articles: readonly { readonly head: ArticleHead; readonly read: ReadArticle }[],
  dropped: readonly string[],
) => void;

/** For the workers' index stage. What fails in a transaction of the caller's throws DatabaseFailed, so that it can be run again. */
export function makeIndexWriter(connection: Connection, library: Pick<Library, "pages">): IndexWriter {
  guarded(connection, () => {
    makeTables(connection);
    if (noteOf(connection, "workers") === "") writeNotes(connection, { workers: "yes" });
  });
  return (articles, dropped) =>
    connection.transact("write", () => {
      writeArticles(connection, { add: changedAmong(articles, { connection, library }), drop: dropped });
      mergeWhenFull(connection, WRITING);
    });
}

/** Makes the tables of the index, or brings them forward. @throws StoreBroken when they are newer than this code */
export const prepareSearch = (connection: Connection): void => guarded(connection, () => makeTables(connection));

type Item = Parameters<IndexWriter>[0][number];

/** Those that the index does not have as they are: what is done a second time costs next to nothing. */
function changedAmong(
  articles: readonly Item[],
  { connection, library }: { connection: Connection; library: Pick<Library, "pages"> },
): readonly IndexedArticle[] {
  const ids = articles.map(({ head }) => head.id);
  const [pages, known] = [digestsOfArticles(library, ids), stampsOf(connection, ids)];
  return articles.flatMap(({ head, read }) => {
    const digest = digestOf(head, pages);
    return known.get(head.id) === stampOf(digest) ? [] : [toIndexed(read, digest, head.reprintOf)];
  });
}

/** For the workers' aggregate stage: takes together what was written, one process at a time; returns how many articles it moved, 0 when there is nothing to do (or somebody else does it). */
export function mergeSearch(connection: Connection): number {
  return connection.transact("write", () => mergeOnce(connection, KEEPING));
}

/** What `dangvu doctor` says; null without tables. */
export interface SearchState {
  readonly articles: number;
  /** Articles that are not merged yet: searched as all others, but kept in the memory of each reader. */
  readonly waiting: number;
  /** The library's fingerprint as of the last time that it was compared; "" where it never was. */
  readonly fingerprint: string;
  /** Was it made by the analyser of this program? */
  readonly isCurrent: boolean;
  readonly hasWorkers: boolean;
}

export function searchState(connection: Connection): SearchState | null {
  return guarded(connection, () => {
    if (versionOf(connection, "search") === 0) return null;
    const articles = Number(connection.row("SELECT count(*) AS n FROM search_articles", [])?.n);
    return {
      articles,
      waiting: countWaiting(connection),
      fingerprint: noteOf(connection, "library"),
      isCurrent: noteOf(connection, "analyzer") === ROWS_VERSION,
      hasWorkers: noteOf(connection, "workers") !== "",
    };
  });
}

const makeTables = (connection: Connection): void =>
  bringForward(connection, "search", listMigrations(new URL("./migrations-postgres/", import.meta.url)));

const isWhole = (connection: Connection, library: Library): boolean =>
  noteOf(connection, "analyzer") === ROWS_VERSION && noteOf(connection, "library") === library.fingerprint();

/** Takes in what is new or changed, and what another analyser has made, and drops what is gone. */
function bringUpToDate(connection: Connection, library: Library, engine: PostgresEngine): void {
  const isFirst = noteOf(connection, "analyzer") === "";
  if (!takeLock(connection, isFirst)) return;
  try {
    if (isWhole(connection, library)) return;
    // The fingerprint first: what is stored while we build makes the index older than the store, and it is brought up to date again.
    const fingerprint = library.fingerprint();
    const heads = library.articles({});
    const pages = digestsOfPages(library);
    const known = engine.digests();
    const changed = heads.filter((head) => known.get(head.id) !== stampOf(digestOf(head, pages)));
    const current = new Set(heads.map(({ id }) => id));
    const gone = [...known.keys()].filter((id) => !current.has(id));
    for (const drop of inBatches(gone)) connection.transact("write", () => writeArticles(connection, { add: [], drop }));
    takeIn(connection, readAll(changed, library, pages));
    noteWhole(connection, fingerprint);
  } finally {
    connection.rows(`SELECT pg_advisory_unlock(${LOCK})`, []);
  }
}

function* readAll(heads: readonly ArticleHead[], library: Library, pages: ReadonlyMap<string, string>): Generator<IndexedArticle> {
  for (const head of heads) {
    const read = library.article(head.id);
    if (read !== null) yield toIndexed(read, digestOf(head, pages), head.reprintOf);
  }
}

/** Each batch in a transaction of its own: what was taken in stays, whatever happens after it. */
function takeIn(connection: Connection, articles: Iterable<IndexedArticle>): void {
  for (const add of inBatches(articles)) {
    connection.transact("write", () => writeArticles(connection, { add, drop: [] }));
    while (connection.transact("write", () => mergeOnce(connection, KEEPING)) > 0);
  }
}

function noteWhole(connection: Connection, fingerprint: string): void {
  connection.transact("write", () => {
    noteLibrary(connection, fingerprint);
    writeNotes(connection, { analyzer: ROWS_VERSION });
  });
}

/** Fills an index with these articles, as the one that has all of a library of this fingerprint: for libraries that are no store. */
export function buildPostgres(connection: Connection, articles: Iterable<IndexedArticle>, fingerprint: string): void {
  guarded(connection, () => {
    makeTables(connection);
    takeIn(connection, articles);
    noteWhole(connection, fingerprint);
  });
}

function* inBatches<T>(list: Iterable<T>): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const one of list) {
    batch.push(one);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** False when another process brings it up to date; waits for that one where `isWaited`. */
function takeLock(connection: Connection, isWaited: boolean): boolean {
  for (;;) {
    if (connection.row(`SELECT pg_try_advisory_lock(${LOCK}) AS mine`, [])?.mine === 1) return true;
    if (!isWaited) return false;
    connection.rows("SELECT pg_sleep(0.5)", []);
  }
}

/** A connection for questions of people: what fails says what it is about. */
const telling = (connection: Connection): Connection => ({
  ...connection,
  rows: (sql, bindings) => guarded(connection, () => connection.rows(sql, bindings)),
  row: (sql, bindings) => guarded(connection, () => connection.row(sql, bindings)),
  run: (sql, bindings) => guarded(connection, () => connection.run(sql, bindings)),
  transact: (kind, work) => guarded(connection, () => connection.transact(kind, work)),
});

/** What the database says, as an error that says what it is about; inside a transaction as it is, for whoever runs that. */
function guarded<T>(connection: Connection, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof DatabaseFailed) || connection.isInTransaction()) throw cause;
    throw new StoreBroken(
      `Không đọc hoặc ghi được chỉ mục tìm kiếm trong ${connection.place}.`,
      "Kiểm tra cơ sở dữ liệu bằng dangvu doctor rồi chạy lại lệnh.",
      cause,
    );
  }
}
