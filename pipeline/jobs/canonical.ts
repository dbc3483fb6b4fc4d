import { createHash } from "node:crypto";
import type { Connection, Row, Statements } from "../database/statements.ts";
import { postgresVersion, sqliteVersion } from "../store/version.ts";

export interface DumpOptions {
  /** Leaves out when things were fetched, seen to be gone or run, and in which run: what differs between two runs over the same pages. */
  readonly isTimeless?: boolean;
  /** Reads a raw page, null where it is lost: then the dump says of each page what the bytes that come back hash to. Without it raw pages are not looked at. */
  readonly bodyOf?: (sha256: string) => Uint8Array | null;
}

/** One kind of row in the dump: under names of its own, without serial numbers, so that the order of writing leaves no trace. */
interface Kind {
  readonly name: string;
  /** SELECT and FROM; a column `key` leads to the document and sorts rows, `n` those with one key. */
  readonly select: string;
  /** The column that begins with the document, and the one that is the document, which PostgreSQL has. */
  readonly owner: readonly [begins: string, is: string | null];
  /** Columns of JSON, written with their names in order. */
  readonly json?: readonly string[];
  /** Columns that hold a moment of ours. */
  readonly clock?: readonly string[];
}

/** `data` of each row of an article. */
const partsOf = (table: string, document = "p.document"): Kind => ({
  name: table,
  select: `SELECT p.article AS key, p.n, p.data FROM ${table} p`,
  owner: ["p.article", document],
  json: ["data"],
});

const CARD =
  "c.url, c.title, c.publisher, c.source, c.published_at, c.fetched_at, c.based_on, c.place, c.province, c.trust, c.current, c.figures, c.page, c.position";
const FIGURE =
  "q.indicator, q.dims, q.measure, q.status, q.level, f.current, f.province, f.name, f.value, f.bound, f.at, f.since, f.until, f.basis, f.confidence, f.begins, f.ends, f.quote, f.numerator, f.denominator, f.checks, f.year, f.is_part, f.is_tabled, f.has_failed, f.is_rare";
const ARTICLE =
  "a.page, a.position, a.url, a.source, a.publisher, a.title, a.byline, a.published_at, a.published_from, a.modified_at, a.based_on, a.trust, a.made_by, a.text, a.parts, a.place, a.place_reason, a.figures";

/** What is kept of a document, in the order of its lines. */
const OF_DOCUMENT: readonly Kind[] = [
  { name: "pages", select: "SELECT p.sha256 AS key, 0 AS n, p.rules, p.digest FROM pages p", owner: ["p.sha256", "p.document"] },
  {
    name: "versions",
    select: "SELECT v.sha256 AS key, v.url AS n, v.source, v.fetched_at, v.media_type, v.charset, v.is_current, v.run FROM versions v",
    owner: ["v.sha256", "v.document"],
    clock: ["fetched_at", "run"],
  },
  {
    name: "articles",
    select: `SELECT a.id AS key, 0 AS n, ${ARTICLE} FROM articles a`,
    owner: ["a.id", "a.document"],
    json: ["parts", "place"],
  },
  partsOf("observations"),
  partsOf("citations", "p.in_document"),
  partsOf("checks"),
  partsOf("readings"),
  {
    name: "cards",
    select: `SELECT c.id AS key, 0 AS n, ${CARD}, c.gone_at FROM cards c`,
    owner: ["c.id", "c.document"],
    json: ["place"],
    clock: ["fetched_at", "gone_at"],
  },
  {
    name: "figures",
    select: `SELECT c.id AS key, f.n, ${FIGURE} FROM cards c JOIN figures f ON f.card = c.n JOIN questions q ON q.n = f.question`,
    owner: ["c.id", "c.document"],
    json: ["dims", "checks"],
  },
  {
    // A report has no name of its own: it is told by the article that stands first in it.
    name: "reports",
    select: `SELECT c.article AS key, 0 AS n, c.page, c.rank, c.likeness,
      (SELECT o.article FROM carriers o WHERE o.report = c.report ORDER BY o.rank, o.article LIMIT 1) AS original FROM carriers c`,
    owner: ["c.page", null],
  },
];

/** What belongs to no document; `order` makes an order that no two rows share. */
const OF_STORE: readonly (Pick<Kind, "name" | "select" | "json" | "clock"> & { readonly order: string; readonly isClock?: boolean })[] = [
  { name: "gone", select: "SELECT url, at, status FROM gone", order: "url", clock: ["at"] },
  {
    name: "decisions",
    select: "SELECT id, verdict, decided_by, decided_at, why, url, article, data FROM decisions",
    order: "id, seq",
    json: ["data"],
  },
  { name: "runs", select: "SELECT id, job, started_at, finished_at, counters FROM runs", order: "id", json: ["counters"], isClock: true },
];

/** Documents whose rows are in memory at once. */
const DOCUMENTS = 200;
/** Letters of a document's id. */
const ID = 16;
/** Behind every letter that an id or a hash is made of. */
const BEHIND = "~";

/** A line of the dump with the kind of what it tells. */
export interface DumpLine {
  readonly kind: string;
  readonly line: string;
}

/**
 * The whole store as lines of JSON, document by document in the order of their ids, then what belongs to none. Equal contents give equal lines on SQLite and on PostgreSQL, whatever
 * the order in which they were written; numbers that a database has given out are not in it. Some hundred documents are in memory at once. To be read inside of `transact("read", …)`
 * where others write meanwhile. Throws the driver's errors.
 */
export function* dumpLines(sql: Connection, options: DumpOptions = {}): Generator<DumpLine> {
  for (let after = ""; after !== BEHIND; ) {
    const upTo = endOfStep(sql, after);
    yield* dumpDocuments(sql, { after, upTo }, options);
    after = upTo;
  }
  yield* dumpStore(sql, options);
}

/** The lines of `dumpLines` alone. */
export function* canonicalDump(sql: Connection, options: DumpOptions = {}): Generator<string> {
  for (const { line } of dumpLines(sql, options)) yield line;
}

export interface DumpSum {
  /** SHA-256, hex, of all lines. */
  readonly hash: string;
  /** By kind: how many lines there are, and their SHA-256. */
  readonly kinds: Readonly<Record<string, { readonly count: number; readonly hash: string }>>;
}

/** What a dump comes to; `onLine` is called with the number of lines so far. */
export function sumOf(lines: Iterable<DumpLine>, onLine: (lines: number) => void = () => {}): DumpSum {
  const whole = createHash("sha256");
  const kinds = new Map(
    [...OF_DOCUMENT, ...OF_STORE, { name: "fingerprint" }].map(({ name }) => [name, { count: 0, hash: createHash("sha256") }]),
  );
  let count = 0;
  for (const { kind, line } of lines) {
    const sum = kinds.get(kind);
    if (sum === undefined) throw new RangeError(`no kind "${kind}"`);
    sum.count++;
    sum.hash.update(line).update("\n");
    whole.update(line).update("\n");
    onLine(++count);
  }
  const each = [...kinds].map(([name, { count, hash }]) => [name, { count, hash: hash.digest("hex") }] as const);
  return { hash: whole.digest("hex"), kinds: Object.fromEntries(each) };
}

/** The last document of a step that begins behind `after`. */
function endOfStep(sql: Statements, after: string): string {
  const from = after === "" ? "" : after + BEHIND;
  const isDivided = sql.dialect.name === "postgres";
  const [condition, order] = isDivided ? ["document > :after", "document, sha256"] : ["sha256 > :from", "sha256"];
  const values = isDivided ? { after } : { from };
  const rows = sql.rows(`SELECT sha256 FROM pages WHERE ${condition} ORDER BY ${order} LIMIT ${DOCUMENTS}`, values);
  return rows.length < DOCUMENTS ? BEHIND : String(rows.at(-1)?.sha256).slice(0, ID);
}

/** Documents behind `after`, up to and with `upTo`. */
interface Range {
  readonly after: string;
  readonly upTo: string;
}

function* dumpDocuments(sql: Statements, range: Range, options: DumpOptions): Generator<DumpLine> {
  const lines = new Map<string, DumpLine[]>();
  for (const kind of OF_DOCUMENT)
    for (const row of rowsOf(sql, kind, range)) {
      const document = String(row.key).slice(0, ID);
      const own = lines.get(document) ?? [];
      lines.set(document, own);
      const body = kind.name === "pages" && options.bodyOf !== undefined ? { body: hashOf(options.bodyOf(String(row.key))) } : {};
      own.push(lineOf(kind, { ...row, ...body }, options));
    }
  for (const document of [...lines.keys()].sort()) yield* lines.get(document) ?? [];
}

/** In bytes' order on both engines; the key is sorted by here, as what SQLite looks up by is not always what the rows are called by. */
function rowsOf(sql: Statements, { select, owner: [begins, is] }: Kind, { after, upTo }: Range): readonly Row[] {
  if (sql.dialect.name === "postgres" && is !== null)
    return sql.rows(`${select} WHERE ${is} > :after AND ${is} <= :upTo ORDER BY 1, 2`, { after, upTo });
  const bounds = { after: after === "" ? "" : after + BEHIND, upTo: upTo + BEHIND };
  return sql.rows(`${select} WHERE ${begins} > :after AND ${begins} < :upTo ORDER BY 1, 2`, bounds);
}

const hashOf = (body: Uint8Array | null): string | null => (body === null ? null : createHash("sha256").update(body).digest("hex"));

function* dumpStore(sql: Connection, options: DumpOptions): Generator<DumpLine> {
  for (const kind of OF_STORE) {
    if (kind.isClock === true && options.isTimeless === true) continue;
    for (const row of sql.rows(`${kind.select} ORDER BY ${kind.order}`, [])) yield lineOf(kind, row, options);
  }
  yield lineOf({ name: "fingerprint" }, { total: totalOf(sql) }, options);
}

const totalOf = (sql: Connection): string => (sql.dialect.name === "postgres" ? postgresVersion(sql) : sqliteVersion(sql)).total();

function lineOf(
  { name, json = [], clock = [] }: Pick<Kind, "name" | "json" | "clock">,
  row: Row,
  { isTimeless = false }: DumpOptions,
): DumpLine {
  const fields = Object.entries(row).map(([column, value]): [string, unknown] => {
    // That a page has gone is told all the same.
    if (isTimeless && clock.includes(column)) return [column, value !== null];
    return [column, json.includes(column) && typeof value === "string" ? JSON.parse(value) : value];
  });
  return { kind: name, line: JSON.stringify([name, inOrder(Object.fromEntries(fields))]) };
}

/** The same value with all names in order, bytes as hex. */
function inOrder(value: unknown): unknown {
  if (value instanceof Uint8Array || value instanceof ArrayBuffer) return Buffer.from(value as Uint8Array).toString("hex");
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, inOrder(field)]));
}
