import * as z from "zod";
import type { Row, Statements } from "../database/statements.ts";
import { compareLikeness, isSameReport, type Likeness, likenessOf } from "../language/likeness.ts";
import { type Copy, rankOf } from "./originals.ts";
import { documentOf, documentsOf, inDocuments, inYears, isDivided } from "./partitions.ts";
import { type ReportChanges, unnoted } from "./report-changes.ts";
import { type Carrier, carriersOf, keysOf, twinsIn } from "./twins.ts";

/**
 * Which articles carry one report. Two are linked when they are the same report by their likeness; a report is what hangs together by such links, so
 * that it depends on the current articles alone and not on the order in which they came. All functions but `heads` are called inside a transaction.
 */
export interface Reports {
  /** Brings the articles of bodies into their reports, or out of them, one body after the other: to be called when what they say, or whether they are current, has changed and their cards say so. */
  readonly settle: (bodies: readonly string[], changes?: ReportChanges) => void;
  /** Leaves a body to whoever settles those of several processes. */
  readonly put: (sha256: string) => void;
  /** Bodies that were left, so many lines at most, the first first; each once. They are left no more. */
  readonly take: (limit: number) => readonly string[];
  /** How many lines are left. */
  readonly left: () => number;
  /** The rows of `heads` of all that carry the report of this article, the original first; none for one that no report is known of. */
  readonly heads: (article: string) => readonly Row[];
}

const articleRow = z.object({
  id: z.string(),
  page: z.string(),
  text: z.string(),
  url: z.string(),
  based_on: z.string().nullable(),
  published_at: z.string().nullable(),
  trust: z.string(),
  siblings: z.int(),
});

/** An article as it should stand among the carriers. */
interface Wanted {
  readonly article: string;
  readonly rank: string;
  readonly likeness: Likeness;
}

/** With so many of its old neighbours each is compared when the one that held them together has gone, before the whole report is linked anew. */
const MOST_NEIGHBOURS = 8;

export function makeReports(sql: Statements): Reports {
  return {
    settle: (bodies, changes = unnoted) => settle({ sql, changes }, bodies),
    put: (sha256) => sql.insert("unsettled", { document: documentOf(sha256), page: sha256 }),
    take: (limit) => (isDivided(sql) ? takeUnsettled(sql, limit) : []),
    left: () => (isDivided(sql) ? Number(sql.row("SELECT count(*) AS n FROM unsettled", [])?.n) : 0),
    heads: (article) =>
      sql.rows(
        "SELECT h.* FROM carriers own JOIN carriers c ON c.report = own.report JOIN heads h ON h.id = c.article WHERE own.article = ? ORDER BY c.rank",
        [article],
      ),
  };
}

/** A line that another process writes at this moment is not seen yet: it stays for the next time. */
function takeUnsettled(sql: Statements, limit: number): readonly string[] {
  const rows = sql.rows("SELECT n, page FROM unsettled ORDER BY n LIMIT ?", [limit]);
  if (rows.length > 0)
    sql.put(`DELETE FROM unsettled WHERE ${sql.dialect.among("n", "?", "integer")}`, [JSON.stringify(rows.map(({ n }) => n))]);
  return [...new Set(rows.map(({ page }) => String(page)))];
}

interface Place {
  readonly sql: Statements;
  readonly changes: ReportChanges;
}

function settle(place: Place, bodies: readonly string[]): void {
  const { sql } = place;
  const wanted = wantedOf(sql, bodies);
  // Nobody else makes carriers meanwhile, and of another body only what they are part of changes on the way.
  const has = sql.rows(`SELECT DISTINCT page FROM carriers WHERE ${sql.dialect.among("page", "?", "text")}`, [JSON.stringify(bodies)]);
  const carried = new Set(has.map(({ page }) => page));
  const numbers = freeNumbers(sql, [...wanted.values()].flat().length);
  for (const body of bodies) settleOne(place, body, { wanted: wanted.get(body) ?? [], isCarried: carried.has(body), numbers });
}

/** Numbers for so many new carriers. PostgreSQL gives them out, to be used or not; SQLite has one writer. */
function freeNumbers(sql: Statements, count: number): Iterator<number> {
  if (count === 0) return [].values();
  const from = isDivided(sql)
    ? "SELECT nextval(pg_get_serial_sequence('carriers', 'n')) AS n FROM generate_series(1, ?)"
    : "WITH RECURSIVE next (n, left) AS (SELECT coalesce(max(n), 0) + 1, ? - 1 FROM carriers UNION ALL SELECT n + 1, left - 1 FROM next WHERE left > 0) SELECT n FROM next";
  return sql
    .rows(from, [count])
    .map(({ n }) => z.int().parse(n))
    .values();
}

interface Settled {
  readonly wanted: readonly Wanted[];
  /** Has it carriers yet? */
  readonly isCarried: boolean;
  /** Of new carriers. */
  readonly numbers: Iterator<number>;
}

function settleOne(place: Place, sha256: string, { wanted: all, isCarried, numbers }: Settled): void {
  const wanted = new Map(all.map((one) => [one.article, one]));
  for (const carrier of isCarried ? carriersOf(place.sql, "page = ?", [sha256]) : []) {
    const now = wanted.get(carrier.article);
    if (now === undefined || compareLikeness(now.likeness, carrier.likeness) < 1) leave(place, carrier);
    else {
      wanted.delete(carrier.article);
      if (now.rank !== carrier.rank) setRank(place, carrier, now.rank);
    }
  }
  for (const one of wanted.values()) join(place, one, { page: sha256, n: z.int().parse(numbers.next().value) });
}

/** The articles of those of these bodies that are current, by their bodies, as far as they can be told from others. */
function wantedOf(sql: Statements, bodies: readonly string[]): ReadonlyMap<string, readonly Wanted[]> {
  const keys = { pages: JSON.stringify(bodies), documents: documentsOf(bodies) };
  const ofPages = `${sql.dialect.among("page", ":pages", "text")} AND ${inDocuments(sql)}`;
  const year = isDivided(sql) ? "year" : "0 AS year";
  const current = sql.rows(`SELECT DISTINCT page, ${year} FROM cards WHERE ${ofPages} AND current = 1`, keys);
  const wanted = new Map(current.map(({ page }) => [String(page), [] as Wanted[]]));
  if (wanted.size === 0) return wanted;
  const columns = "id, page, text, url, based_on, published_at, trust, count(*) OVER (PARTITION BY page) - 1 AS siblings";
  const years = JSON.stringify([...new Set(current.map((row) => row.year))]);
  const rows = sql.rows(`SELECT ${columns} FROM articles WHERE ${ofPages} AND ${inYears(sql)} ORDER BY page, position`, { ...keys, years });
  for (const row of rows) {
    const { id, page, text, url, trust, siblings, based_on: basedOn, published_at: publishedAt } = articleRow.parse(row);
    const likeness = likenessOf(text);
    const copy: Copy = { id, url, basedOn, publishedAt, isTrusted: trust === "ok", siblings };
    if (likeness !== null) wanted.get(page)?.push({ article: id, rank: rankOf(copy), likeness });
  }
  return wanted;
}

function setRank({ sql, changes }: Place, { n, report }: Carrier, rank: string): void {
  changes.before(report);
  sql.put("UPDATE carriers SET rank = ? WHERE n = ?", [rank, n]);
}

function join(place: Place, { article, rank, likeness }: Wanted, { page, n }: { readonly page: string; readonly n: number }): void {
  const report = link(place, { n, likeness });
  place.sql.insert("carriers", { n, article, page, likeness: new Uint8Array(likeness.buffer), rank, report });
  // One that stands alone repeated nobody before either: whoever has just stored it knows it as it is.
  if (report !== n) place.changes.add(article);
}

/**
 * Finds the reports that a carrier belongs to, which thereby become one; a report of its own when there is none. It is in no report and in no band yet. Returns the report's number: its own when nobody else is in it.
 */
function link(place: Place, carrier: Pick<Carrier, "n" | "likeness">): number {
  const { sql, changes } = place;
  const keys = keysOf(carrier.likeness);
  const found = twinsIn(sql, keys, carrier.likeness);
  for (const twin of found) {
    changes.before(twin.report);
    addLink(sql, carrier.n, twin.n);
  }
  const reports = found.map((twin) => twin.report);
  const report = merge(place, reports) ?? carrier.n;
  sql.put(
    `INSERT INTO bands (key, report, n) SELECT DISTINCT value, CAST(? AS bigint), CAST(? AS bigint) FROM ${sql.dialect.listed("?", "integer")} j`,
    [report, carrier.n, keys],
  );
  return report;
}

/** Makes one of several reports, the largest, as that is the least to write; null for none. */
function merge({ sql, changes }: Place, reports: readonly number[]): number | null {
  if (reports.length < 2) return reports[0] ?? null;
  const sizeOf = (report: number): number => Number(sql.row("SELECT count(*) AS size FROM carriers WHERE report = ?", [report])?.size);
  const [largest, ...others] = [...reports].map((report) => ({ report, size: sizeOf(report) })).sort((a, b) => b.size - a.size);
  if (largest === undefined) return null;
  for (const { report } of others) {
    for (const { n, article, likeness } of carriersOf(sql, "report = ?", [report])) {
      changes.add(article);
      const change = `UPDATE bands SET report = ? WHERE report = ? AND n = ? AND ${sql.dialect.among("key", "?", "integer")}`;
      sql.put(change, [largest.report, report, n, keysOf(likeness)]);
    }
    sql.put("UPDATE carriers SET report = ? WHERE report = ?", [largest.report, report]);
  }
  return largest.report;
}

/** Takes a carrier away. What it alone held together falls apart. */
function leave(place: Place, { n, article, report, likeness }: Carrier): void {
  const { sql, changes } = place;
  changes.before(report);
  changes.add(article);
  const neighbours = carriersOf(sql, "n IN (SELECT other FROM links WHERE one = ?)", [n]);
  for (const other of neighbours) sql.put("DELETE FROM links WHERE one IN (?1, ?2) AND other IN (?1, ?2)", [n, other.n]);
  leaveBands(sql, { n, report, likeness });
  sql.put("DELETE FROM carriers WHERE n = ?", [n]);
  const mended = mend(neighbours);
  if (mended === null) relink(place, report);
  else for (const [one, other] of mended) addLink(sql, one, other);
}

/** Links of their own between carriers that hung together by one that has gone; null when there are not enough. */
function mend(neighbours: readonly Carrier[]): readonly (readonly [number, number])[] | null {
  const found: (readonly [number, number])[] = [];
  for (let i = 1; i < neighbours.length; i++) {
    const one = neighbours[i] as Carrier;
    const twin = neighbours.slice(0, Math.min(i, MOST_NEIGHBOURS)).find((other) => isSameReport(one.likeness, other.likeness));
    if (twin === undefined) return null;
    found.push([one.n, twin.n]);
  }
  return found;
}

/** Takes a report apart and links its carriers anew. */
function relink(place: Place, report: number): void {
  const { sql, changes } = place;
  const carriers = carriersOf(sql, "report = ? ORDER BY n", [report]);
  sql.put("UPDATE carriers SET report = 0 WHERE report = ?", [report]);
  for (const carrier of carriers) {
    changes.add(carrier.article);
    leaveBands(sql, carrier);
    sql.put("DELETE FROM links WHERE one = ?", [carrier.n]);
  }
  for (const carrier of carriers) sql.put("UPDATE carriers SET report = ? WHERE n = ?", [link(place, carrier), carrier.n]);
}

function leaveBands(sql: Statements, { n, report, likeness }: Pick<Carrier, "n" | "report" | "likeness">): void {
  sql.put(`DELETE FROM bands WHERE report = ? AND n = ? AND ${sql.dialect.among("key", "?", "integer")}`, [report, n, keysOf(likeness)]);
}

function addLink(sql: Statements, one: number, other: number): void {
  sql.put("INSERT INTO links (one, other) VALUES (?1, ?2), (?2, ?1)", [one, other]);
}
