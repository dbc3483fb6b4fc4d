import * as z from "zod";
import type { Statements } from "../database/statements.ts";
import { bandsOf, isSameReport, type Likeness, SHARED_BANDS } from "../language/likeness.ts";

const carrierRow = z.object({
  n: z.int(),
  article: z.string(),
  rank: z.string(),
  report: z.int(),
  likeness: z.union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)]).transform(readLikeness),
});

/** An article among the carriers of a report. */
export type Carrier = z.infer<typeof carrierRow>;

const underRow = z.object({ report: z.int(), n: z.int() });

const nearRow = z.object({ report: z.int(), newest: z.int(), oldest: z.int(), has_others: z.int() });

/** A carrier is compared with about so many at a time. */
const BATCH = 64;

/**
 * Under each key so many reports are looked at, the oldest. A million articles put six under a key in the mean, words that stand in very many of them hundreds. Not fewer: with 8, what hung
 * together came to depend on the order of arrival among 20,000 pages of one pattern (`npm run bench scale`, faults).
 */
const MOST_REPORTS = 300;

/** Of each report that has carriers under these keys one that is alike enough, if there is one. The newest and the oldest are asked first, then the others. */
export function twinsIn(sql: Statements, keys: string, likeness: Likeness): readonly Carrier[] {
  const isTwin = (other: Carrier): boolean => isSameReport(likeness, other.likeness);
  const near = nearIn(sql, keys);
  const ends =
    near.length === 0 ? [] : carriersOf(sql, sql.dialect.among("n", "?", "integer"), [JSON.stringify(near.flatMap((one) => one.ends))]);
  const twins = new Map(ends.filter(isTwin).map((twin) => [twin.report, twin]));
  const reports = near.flatMap(({ report, hasOthers }) => (hasOthers && !twins.has(report) ? [report] : []));
  const others = reports.length === 0 ? [] : otherTwins(sql, { reports, keys, isTwin, seen: new Set(ends.map(({ n }) => n)) });
  return [...twins.values(), ...others];
}

/** What is found under keys of one report: its newest and its oldest carrier under each, and whether there are more. */
interface Near {
  readonly report: number;
  readonly ends: readonly number[];
  readonly hasOthers: boolean;
}

/**
 * The reports under at least two of these keys. Steps from report to report, not from carrier to carrier, so that the thousandth copy costs no more than the tenth; and the
 * newest, so that copies form a chain, which is easily mended.
 */
function nearIn(sql: Statements, keys: string): readonly Near[] {
  const rows = sql.rows(
    `WITH RECURSIVE met (key, report, step) AS (
       SELECT value, (SELECT min(report) FROM bands WHERE key = value), 1 FROM ${sql.dialect.listed(":keys", "integer")} j
       UNION ALL
       SELECT key, (SELECT min(b.report) FROM bands b WHERE b.key = met.key AND b.report > met.report), step + 1 FROM met
       WHERE report IS NOT NULL AND step < :most
     ),
     shared (report) AS (SELECT report FROM met WHERE report IS NOT NULL GROUP BY report HAVING count(*) >= :bands)
     SELECT report, newest, oldest,
       CASE WHEN oldest = newest THEN 0 WHEN EXISTS (
         SELECT 1 FROM bands b WHERE b.key = s.key AND b.report = s.report AND b.n > oldest AND b.n < newest) THEN 1 ELSE 0 END AS has_others
     FROM (
       SELECT key, report, (SELECT max(b.n) FROM bands b WHERE b.key = met.key AND b.report = met.report) AS newest,
         (SELECT min(b.n) FROM bands b WHERE b.key = met.key AND b.report = met.report) AS oldest
       FROM met WHERE report IN (SELECT report FROM shared)
     ) s`,
    { keys, most: MOST_REPORTS, bands: SHARED_BANDS },
  );
  const reports = new Map<number, { ends: Set<number>; hasOthers: boolean }>();
  for (const row of rows) {
    const { report, newest, oldest, has_others } = nearRow.parse(row);
    const known = reports.get(report) ?? { ends: new Set<number>(), hasOthers: false };
    reports.set(report, { ends: known.ends.add(newest).add(oldest), hasOthers: known.hasOthers || has_others === 1 });
  }
  return [...reports].map(([report, { ends, hasOthers }]) => ({ report, ends: [...ends], hasOthers }));
}

interface Search {
  readonly reports: readonly number[];
  readonly keys: string;
  readonly isTwin: (other: Carrier) => boolean;
  /** Carriers that are known to be none. */
  readonly seen: ReadonlySet<number>;
}

/** Of each of these reports one that is alike enough, if there is one: some carriers of all of them at a time, the newest first. */
function otherTwins(sql: Statements, { reports, keys, isTwin, seen }: Search): readonly Carrier[] {
  const { among } = sql.dialect;
  const under = `SELECT DISTINCT report, n FROM bands WHERE ${among("report", ":reports", "integer")} AND ${among("key", ":keys", "integer")} ORDER BY report, n DESC`;
  const left = new Map(reports.map((report) => [report, [] as number[]]));
  for (const row of sql.rows(under, { reports: JSON.stringify(reports), keys })) {
    const { report, n } = underRow.parse(row);
    if (!seen.has(n)) left.get(report)?.push(n);
  }
  const twins: Carrier[] = [];
  while (left.size > 0) {
    const each = Math.ceil(BATCH / left.size);
    const batch = [...left.values()].flatMap((numbers) => numbers.splice(0, each));
    const found = carriersOf(sql, among("n", "?", "integer"), [JSON.stringify(batch)]).filter(isTwin);
    // One of a report is enough.
    for (const twin of found) if (left.delete(twin.report)) twins.push(twin);
    for (const [report, numbers] of left) if (numbers.length === 0) left.delete(report);
  }
  return twins;
}

export function carriersOf(sql: Statements, condition: string, values: readonly (string | number)[]): readonly Carrier[] {
  return sql.rows(`SELECT * FROM carriers WHERE ${condition}`, values).map((row) => carrierRow.parse(row));
}

/** The keys of a text's bands as SQL takes them. */
export function keysOf(likeness: Likeness): string {
  return JSON.stringify(bandsOf(likeness));
}

/** The driver's bytes may begin anywhere; numbers of 32 bits may not. */
function readLikeness(bytes: Uint8Array | ArrayBuffer): Likeness {
  return new Uint32Array(Uint8Array.from(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes).buffer);
}
