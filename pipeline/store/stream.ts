import type { Dialect } from "../database/dialect.ts";
import { type Binding, type Connection, named, type Row, type Statements, where } from "../database/statements.ts";
import { WrongUse } from "../types/errors.ts";
import type { ArticleHead, Bulk, ObservationQuery } from "../types/store.ts";
import { storeBroken } from "./errors.ts";
import { inArticleOf } from "./partitions.ts";
import { readCheck, readCitation, readHead, readObservation } from "./rows.ts";

/** Articles whose rows are in memory at once. */
const PAGE = 100;

/** Heads in the order of their ids, page by page. */
function* headPages(sql: Statements, superseded: boolean): Generator<readonly ArticleHead[]> {
  const current = superseded ? [] : ["current = 1"];
  for (let after = ""; ; ) {
    const statement = `SELECT * FROM heads ${where(["id > :after", ...current])} ORDER BY id LIMIT ${PAGE}`;
    const heads = sql.rows(statement, { after }).map(readHead);
    if (heads.length === 0) return;
    yield heads;
    after = heads.at(-1)?.id ?? "";
  }
}

interface FoundRow {
  readonly n: number;
  readonly row: Row;
  readonly head: ArticleHead;
}

interface Asked {
  readonly conditions: readonly string[];
  readonly values: Readonly<Record<string, Binding>>;
  readonly superseded: boolean;
}

/** Rows of a table by article and number. */
function* eachRow(sql: Statements, table: string, { conditions, values, superseded }: Asked): Generator<FoundRow> {
  const { name, among, unindexed } = sql.dialect;
  // By way of the cards PostgreSQL knows the partition of each.
  const key = table === "citations" ? "in_document" : "document";
  const [from, id] =
    name === "postgres"
      ? [`cards c JOIN ${table} d ON d.article = c.id${inArticleOf(sql.dialect, "d", "c", key)}`, "c.id"]
      : [`${table} d`, "d.article"];
  // No indexes of other columns: the articles are what narrows.
  const asked = where([among(id, ":ids", "text"), ...conditions.map(unindexed)]);
  const statement = `SELECT d.article, d.n, d.data FROM ${from} ${asked} ORDER BY d.article, d.n`;
  for (const heads of headPages(sql, superseded)) {
    const byId = new Map<unknown, ArticleHead>(heads.map((head) => [head.id, head]));
    for (const row of sql.rows(statement, { ...values, ids: JSON.stringify([...byId.keys()]) })) {
      const head = byId.get(row.article);
      if (head !== undefined) yield { n: Number(row.n), row, head };
    }
  }
}

const everything: Asked = { conditions: [], values: {}, superseded: false };

function askedOf({ among, field }: Dialect, { indicator, provinces, level, status, article, superseded }: ObservationQuery): Asked {
  const asked = {
    [`${field("d.data", ["indicator"])} = :indicator`]: indicator,
    [among(field("d.data", ["place", "province"]), ":provinces", "text")]: provinces === undefined ? undefined : JSON.stringify(provinces),
    [`${field("d.data", ["place", "level"])} = :level`]: level,
    [`${field("d.data", ["status"])} = :status`]: status,
    "d.article = :article": article,
  };
  const names = ["indicator", "provinces", "level", "status", "article"];
  const values = named(Object.fromEntries(Object.values(asked).map((value, index) => [names[index] ?? "", value])));
  const conditions = Object.entries(asked).flatMap(([condition, value]) => (value === undefined ? [] : [condition]));
  return { conditions, values, superseded: superseded === true };
}

function guard<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw storeBroken(path, cause);
  }
}

/** What `rows` throws, as an error that users can read. */
function* guarded<T>(path: string, rows: Iterable<T>): Generator<T> {
  try {
    yield* rows;
  } catch (cause) {
    throw storeBroken(path, cause);
  }
}

function* mapped<A, B>(rows: Iterable<A>, make: (row: A) => B): Generator<B> {
  for (const row of rows) yield make(row);
}

/** The answers of a store that are read while they are used. */
export function makeBulk(sql: Connection, path: string): Bulk {
  const each = <T>(table: string, asked: Asked, make: (row: FoundRow) => T): Iterable<T> =>
    guarded(path, mapped(eachRow(sql, table, asked), make));
  return {
    observations: (query) =>
      each("observations", askedOf(sql.dialect, query), ({ n, row, head }) => ({ n, observation: readObservation(row), head })),
    citations: () => each("citations", everything, ({ n, row, head }) => ({ n, citation: readCitation(row), head })),
    checks: () => each("checks", everything, ({ n, row, head }) => ({ n, check: readCheck(row), head })),
    *heads() {
      for (const heads of guarded(path, headPages(sql, false))) yield* heads;
    },
    holding: async (work) => {
      const release = guard(path, sql.hold);
      try {
        return await work();
      } finally {
        guard(path, release);
      }
    },
    copyTo: (target) => {
      if (sql.dialect.name === "postgres")
        throw new WrongUse(
          `Kho dữ liệu ${path} không chép được thành một tệp.`,
          "Đưa kho về một thư mục bằng dangvu migrate --to <thư mục>, rồi chạy lại lệnh này với --database-url '' --data <thư mục>.",
        );
      guard(target, () => sql.run("VACUUM INTO ?", [target]));
    },
  };
}
