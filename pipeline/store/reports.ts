import * as z from "zod";
import type { Row, Statements } from "../database/statements.ts";
import { bandsOf, compareLikeness, type Likeness, likenessOf, SAME_REPORT } from "../language/likeness.ts";
import { type Copy, rankOf } from "./originals.ts";
import { documentOf, inDocument, inYears, isDivided } from "./partitions.ts";
import { type ReportChanges, unnoted } from "./report-changes.ts";

/**
 * Which articles carry one report. Two are linked when they share a band and are alike from SAME_REPORT on; a report is what hangs together by such links, so
 * that it depends on the current articles alone and not on the order in which they came. All functions but `heads` are called inside a transaction.
 */
export interface Reports {
  /** Brings the articles of a body into their reports, or out of them: to be called when what it says, or whether it is current, has changed and its cards say so. */
  readonly settle: (sha256: string, changes?: ReportChanges) => void;
  /** Leaves a body to whoever settles those of several processes. */
  readonly put: (sha256: string) => void;
  /** Bodies that were left, so many lines at most, the first first; each once. They are left no more. */
  readonly take: (limit: number) => readonly string[];
  /** How many lines are left. */
  readonly left: () => number;
  /** The rows of `heads` of all that carry the report of this article, the original first; none for one that no report is known of. */
  readonly heads: (article: string) => readonly Row[];
}

const carrierRow = z.object({
  n: z.int(),
  article: z.string(),
  rank: z.string(),
  report: z.int(),
  likeness: z.union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)]).transform(readLikeness),
});
type Carrier = z.infer<typeof carrierRow>;

const articleRow = z.object({
  id: z.string(),
  text: z.string(),
  url: z.string(),
  based_on: z.string().nullable(),
  published_at: z.string().nullable(),
  trust: z.string(),
  siblings: z.int(),
});

const nearRow = z.object({ report: z.int(), newest: z.int(), oldest: z.int() });

/** An article as it should stand among the carriers. */
interface Wanted {
  readonly article: string;
  readonly rank: string;
  readonly likeness: Likeness;
}

/** A carrier is compared with so many at a time. */
const BATCH = 64;
/**
 * Under each key so many reports are looked at, the oldest. Half a million articles that share a tenth of their text two by two put 500 under a key; real ones a
 * hundred at most. Beyond it a reprint is still found under its other keys, as nobody shares all of them by chance.
 */
const MOST_REPORTS = 300;
/** With so many of its old neighbours each is compared when the one that held them together has gone, before the whole report is linked anew. */
const MOST_NEIGHBOURS = 8;

export function makeReports(sql: Statements): Reports {
  return {
    settle: (sha256, changes = unnoted) => settle({ sql, changes }, sha256),
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
    sql.run(`DELETE FROM unsettled WHERE ${sql.dialect.among("n", "?", "integer")}`, [JSON.stringify(rows.map(({ n }) => n))]);
  return [...new Set(rows.map(({ page }) => String(page)))];
}

interface Place {
  readonly sql: Statements;
  readonly changes: ReportChanges;
}

function settle(place: Place, sha256: string): void {
  const { sql } = place;
  const wanted = new Map(wantedOf(sql, sha256).map((one) => [one.article, one]));
  for (const carrier of sql.rows("SELECT * FROM carriers WHERE page = ?", [sha256]).map((row) => carrierRow.parse(row))) {
    const now = wanted.get(carrier.article);
    if (now === undefined || compareLikeness(now.likeness, carrier.likeness) < 1) leave(place, carrier);
    else {
      wanted.delete(carrier.article);
      if (now.rank !== carrier.rank) setRank(place, carrier, now.rank);
    }
  }
  for (const one of wanted.values()) join(place, sha256, one);
}

/** The articles of a body that can be told from others, while it is current. */
function wantedOf(sql: Statements, sha256: string): readonly Wanted[] {
  const key = { page: sha256, document: documentOf(sha256) };
  const columns = "id, text, url, based_on, published_at, trust, count(*) OVER () - 1 AS siblings";
  const years = currentYears(sql, key);
  if (years === null) return [];
  const found = `SELECT ${columns} FROM articles WHERE page = :page AND ${inDocument(sql)} AND ${inYears(sql)}`;
  return sql.rows(found, { ...key, years }).flatMap((row) => {
    const { id, text, url, trust, siblings, based_on: basedOn, published_at: publishedAt } = articleRow.parse(row);
    const likeness = likenessOf(text);
    const copy: Copy = { id, url, basedOn, publishedAt, isTrusted: trust === "ok", siblings };
    return likeness === null ? [] : [{ article: id, rank: rankOf(copy), likeness }];
  });
}

/** The years of a body's articles, as a JSON list; null for a body that is not current, or has none. */
function currentYears(sql: Statements, key: { readonly page: string; readonly document: string }): string | null {
  const year = isDivided(sql) ? "year" : "0 AS year";
  const rows = sql.rows(`SELECT DISTINCT ${year} FROM cards WHERE page = :page AND current = 1 AND ${inDocument(sql)}`, key);
  return rows.length === 0 ? null : JSON.stringify(rows.map((row) => row.year));
}

function setRank({ sql, changes }: Place, { n, report }: Carrier, rank: string): void {
  changes.before(report);
  sql.run("UPDATE carriers SET rank = ? WHERE n = ?", [rank, n]);
}

function join(place: Place, page: string, { article, rank, likeness }: Wanted): void {
  const { sql } = place;
  const n = sql.row("INSERT INTO carriers (article, page, likeness, rank, report) VALUES (?, ?, ?, ?, 0) RETURNING n", [
    article,
    page,
    new Uint8Array(likeness.buffer),
    rank,
  ])?.n;
  // One that stands alone repeated nobody before either: whoever has just stored it knows it as it is.
  if (link(place, { n: z.int().parse(n), likeness })) place.changes.add(article);
}

/**
 * Finds the reports that a carrier belongs to, which thereby become one; a report of its own when there is none. It is in no report and in no band yet. Returns whether others are in it.
 */
function link(place: Place, carrier: Pick<Carrier, "n" | "likeness">): boolean {
  const { sql, changes } = place;
  const keys = keysOf(carrier.likeness);
  const found = twinsIn(sql, keys, carrier.likeness);
  for (const twin of found) {
    changes.before(twin.report);
    addLink(sql, carrier.n, twin.n);
  }
  const report = merge(
    place,
    found.map((twin) => twin.report),
  );
  sql.run("UPDATE carriers SET report = ? WHERE n = ?", [report ?? carrier.n, carrier.n]);
  sql.run(
    `INSERT INTO bands (key, report, n) SELECT DISTINCT value, CAST(? AS bigint), CAST(? AS bigint) FROM ${sql.dialect.listed("?", "integer")} j`,
    [report ?? carrier.n, carrier.n, keys],
  );
  return report !== null;
}

/** Of each report that has carriers under these keys one that is alike enough, if there is one. The newest are asked first, then the others. */
function twinsIn(sql: Statements, keys: string, likeness: Likeness): readonly Carrier[] {
  const isTwin = (other: Carrier): boolean => compareLikeness(likeness, other.likeness) >= SAME_REPORT;
  const near = nearIn(sql, keys);
  const newest = carriersOf(sql, sql.dialect.among("n", "?", "integer"), [JSON.stringify(near.flatMap((one) => one.newest))]);
  const twins = new Map(newest.filter(isTwin).map((twin) => [twin.report, twin]));
  for (const { report, hasOthers } of near) {
    const twin = hasOthers && !twins.has(report) ? otherTwin(sql, { report, keys, isTwin }) : undefined;
    if (twin !== undefined) twins.set(report, twin);
  }
  return [...twins.values()];
}

/** What is found under keys of one report: its newest carrier under each, and whether there are more. */
interface Near {
  readonly report: number;
  readonly newest: readonly number[];
  readonly hasOthers: boolean;
}

/**
 * The reports under these keys. Steps from report to report, not from carrier to carrier, so that the thousandth copy costs no more than the tenth; and the
 * newest, so that copies form a chain, which is easily mended.
 */
function nearIn(sql: Statements, keys: string): readonly Near[] {
  const rows = sql.rows(
    `WITH RECURSIVE met (key, report, step) AS (
       SELECT value, (SELECT min(report) FROM bands WHERE key = value), 1 FROM ${sql.dialect.listed(":keys", "integer")} j
       UNION ALL
       SELECT key, (SELECT min(b.report) FROM bands b WHERE b.key = met.key AND b.report > met.report), step + 1 FROM met
       WHERE report IS NOT NULL AND step < :most
     )
     SELECT report, (SELECT max(b.n) FROM bands b WHERE b.key = met.key AND b.report = met.report) AS newest,
       (SELECT min(b.n) FROM bands b WHERE b.key = met.key AND b.report = met.report) AS oldest
     FROM met WHERE report IS NOT NULL`,
    { keys, most: MOST_REPORTS },
  );
  const reports = new Map<number, { newest: Set<number>; hasOthers: boolean }>();
  for (const row of rows) {
    const { report, newest, oldest } = nearRow.parse(row);
    const known = reports.get(report) ?? { newest: new Set<number>(), hasOthers: false };
    reports.set(report, { newest: known.newest.add(newest), hasOthers: known.hasOthers || newest !== oldest });
  }
  return [...reports].map(([report, { newest, hasOthers }]) => ({ report, newest: [...newest], hasOthers }));
}

interface Search {
  readonly report: number;
  readonly keys: string;
  readonly isTwin: (other: Carrier) => boolean;
}

function otherTwin(sql: Statements, { report, keys, isTwin }: Search): Carrier | undefined {
  const under = `n IN (SELECT n FROM bands WHERE report = ? AND ${sql.dialect.among("key", "?", "integer")})`;
  for (let below = Number.MAX_SAFE_INTEGER; ; ) {
    const batch = carriersOf(sql, `${under} AND n < ? ORDER BY n DESC LIMIT ?`, [report, keys, below, BATCH]);
    const found = batch.find(isTwin);
    if (found !== undefined || batch.length < BATCH) return found;
    below = batch.at(-1)?.n ?? 0;
  }
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
      sql.run(change, [largest.report, report, n, keysOf(likeness)]);
    }
    sql.run("UPDATE carriers SET report = ? WHERE report = ?", [largest.report, report]);
  }
  return largest.report;
}

/** Takes a carrier away. What it alone held together falls apart. */
function leave(place: Place, { n, article, report, likeness }: Carrier): void {
  const { sql, changes } = place;
  changes.before(report);
  changes.add(article);
  const neighbours = carriersOf(sql, "n IN (SELECT other FROM links WHERE one = ?)", [n]);
  for (const other of neighbours) sql.run("DELETE FROM links WHERE one IN (?1, ?2) AND other IN (?1, ?2)", [n, other.n]);
  leaveBands(sql, { n, report, likeness });
  sql.run("DELETE FROM carriers WHERE n = ?", [n]);
  const mended = mend(neighbours);
  if (mended === null) relink(place, report);
  else for (const [one, other] of mended) addLink(sql, one, other);
}

/** Links of their own between carriers that hung together by one that has gone; null when there are not enough. */
function mend(neighbours: readonly Carrier[]): readonly (readonly [number, number])[] | null {
  const keys = neighbours.map(({ likeness }) => new Set(bandsOf(likeness)));
  const found: (readonly [number, number])[] = [];
  for (let i = 1; i < neighbours.length; i++) {
    const one = neighbours[i] as Carrier;
    const isTwin = (other: Carrier, at: number): boolean =>
      compareLikeness(one.likeness, other.likeness) >= SAME_REPORT && bandsOf(one.likeness).some((key) => keys[at]?.has(key));
    const twin = neighbours.slice(0, Math.min(i, MOST_NEIGHBOURS)).find(isTwin);
    if (twin === undefined) return null;
    found.push([one.n, twin.n]);
  }
  return found;
}

/** Takes a report apart and links its carriers anew. */
function relink(place: Place, report: number): void {
  const { sql, changes } = place;
  const carriers = carriersOf(sql, "report = ? ORDER BY n", [report]);
  sql.run("UPDATE carriers SET report = 0 WHERE report = ?", [report]);
  for (const carrier of carriers) {
    changes.add(carrier.article);
    leaveBands(sql, carrier);
    sql.run("DELETE FROM links WHERE one = ?", [carrier.n]);
  }
  for (const carrier of carriers) link(place, carrier);
}

function leaveBands(sql: Statements, { n, report, likeness }: Pick<Carrier, "n" | "report" | "likeness">): void {
  sql.run(`DELETE FROM bands WHERE report = ? AND n = ? AND ${sql.dialect.among("key", "?", "integer")}`, [report, n, keysOf(likeness)]);
}

function addLink(sql: Statements, one: number, other: number): void {
  sql.run("INSERT INTO links (one, other) VALUES (?1, ?2), (?2, ?1)", [one, other]);
}

function carriersOf(sql: Statements, condition: string, values: readonly (string | number)[]): readonly Carrier[] {
  return sql.rows(`SELECT * FROM carriers WHERE ${condition}`, values).map((row) => carrierRow.parse(row));
}

/** The keys of a text's bands as SQL takes them. */
function keysOf(likeness: Likeness): string {
  return JSON.stringify(bandsOf(likeness));
}

/** The driver's bytes may begin anywhere; numbers of 32 bits may not. */
function readLikeness(bytes: Uint8Array | ArrayBuffer): Likeness {
  return new Uint32Array(Uint8Array.from(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes).buffer);
}
