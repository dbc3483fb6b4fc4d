import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bringForward, listMigrations, type Migration } from "../../pipeline/database/parts.ts";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { type Binding, type Bindings, type Connection, insertText } from "../../pipeline/database/statements.ts";
import { openPostgresStore } from "../../pipeline/store/postgres.ts";
import { memoryRawPages } from "../../pipeline/store/raw/memory.ts";
import { SHARDING } from "../../pipeline/store/sharding.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { ReadArticle, Store } from "../../pipeline/types/store.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";
import { makeArticle, makeCitation, makeObservation, makePage, makeRead } from "./documents.ts";

const FOLDER = new URL("../../pipeline/store/migrations-postgres/", import.meta.url);
const SPREAD = [...SHARDING].flatMap(([table, key]) => (key === null ? [] : [{ table, key }]));

const opened: { connection: Connection; fresh: Fresh }[] = [];
function connect(): Connection {
  const fresh = freshDatabase();
  const connection = openPostgres(fresh.url);
  opened.push({ connection, fresh });
  return connection;
}
afterAll(() => {
  for (const { connection, fresh } of opened) {
    connection.close();
    fresh.drop();
  }
});

describe("every table", () => {
  let connection: Connection;
  beforeAll(() => {
    connection = connect();
    bringForward(connection, "store", listMigrations(FOLDER));
  });

  it("is spread by a column, or whole everywhere", () => {
    const tables = connection.rows(
      "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition",
      [],
    );
    expect(tables.map(({ relname }) => relname).sort()).toEqual([...SHARDING.keys()].sort());
  });

  it.each(SPREAD)("$table has $key in each of its keys", ({ table, key }) => {
    const keys = connection.rows(
      `SELECT i.indexrelid::regclass::text AS name, (SELECT json_agg(a.attname) FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)) AS columns
       FROM pg_index i WHERE i.indrelid = to_regclass(?) AND i.indisunique`,
      [table],
    );
    expect(keys).not.toEqual([]);
    for (const { columns } of keys) expect(JSON.parse(String(columns))).toContain(key);
  });

  it("refers to no other table", () => {
    expect(connection.rows("SELECT conname FROM pg_constraint WHERE contype = 'f'", [])).toEqual([]);
  });
});

const PARTS = 4;

/** The same tables in parts by their column, as if they were spread over databases: for a plan to show which of them it looks into. */
function spread({ sql, ...migration }: Migration): Migration {
  const withoutYears = sql.replaceAll(/^SELECT store_years.*$|^CREATE TABLE \w+_others .*$/gmu, "");
  return { ...migration, sql: SPREAD.reduce(inParts, withoutYears.replaceAll(" PARTITION BY LIST (year)", "")) };
}

function inParts(sql: string, { table, key }: { readonly table: string; readonly key: string }): string {
  const text = new RegExp(`^CREATE TABLE ${table} \\([\\s\\S]*?^\\)[^;]*;`, "mu").exec(sql)?.[0];
  if (text === undefined) return sql;
  const parts = Array.from(
    { length: PARTS },
    (_, n) => `CREATE TABLE ${table}_part${n} PARTITION OF ${table} FOR VALUES WITH (MODULUS ${PARTS}, REMAINDER ${n});`,
  );
  return sql.replace(text, () => `${text.replace(/^\)[^;]*;$/mu, `) PARTITION BY HASH (${key});`)}\n${parts.join("\n")}`);
}

/** Tables of which a statement looks into several parts, by the names of the plan's relations. */
function scattered(plan: unknown): readonly string[] {
  const parts = new Set([...JSON.stringify(plan).matchAll(/"Relation Name":"(\w+_part\d)"/gu)].map(([, name]) => String(name)));
  const tables = [...parts].map((name) => name.replace(/_part\d$/u, ""));
  return [...new Set(tables.filter((table, at) => tables.indexOf(table) !== at))];
}

/** What is asked about several documents, or addresses, asks as many databases: each of them by itself must be found in one. */
function onePerValue(sql: string, bindings: Bindings): readonly { readonly sql: string; readonly bindings: Bindings }[] {
  const list = /= ANY\(json_texts\(:(documents|urls)\)\)/u.exec(sql)?.[1];
  if (list === undefined || Array.isArray(bindings)) return [{ sql, bindings }];
  const { [list]: values, ...others } = bindings as Readonly<Record<string, Binding>>;
  return (JSON.parse(String(values)) as string[]).map((value) => ({
    sql: sql.replaceAll(`= ANY(json_texts(:${list}))`, () => "= :only"),
    bindings: { ...others, only: value },
  }));
}

describe("a store that is spread over several databases", () => {
  const asked: { readonly sql: string; readonly tables: readonly string[] }[] = [];
  let seen = 0;
  let store: Store;

  /** Notes what each statement would look into. */
  function watched(inner: Connection): Connection {
    const note = (sql: string, bindings: Bindings): void => {
      for (const one of onePerValue(sql, bindings)) {
        const plan = inner.row(`EXPLAIN (FORMAT JSON) ${one.sql}`, one.bindings);
        seen++;
        const tables = scattered(JSON.parse(String(plan?.["QUERY PLAN"])));
        if (tables.length > 0) asked.push({ sql, tables });
      }
    };
    const noting =
      <T>(ask: (sql: string, bindings: Bindings) => T) =>
      (sql: string, bindings: Bindings): T => {
        note(sql, bindings);
        return ask(sql, bindings);
      };
    return {
      ...inner,
      rows: noting(inner.rows),
      row: noting(inner.row),
      run: noting(inner.run),
      put: noting(inner.put),
      insert: (table, columns) => {
        note(insertText(table, Object.keys(columns)), columns);
        expect(SHARDING.get(table) === null || Object.keys(columns).includes(String(SHARDING.get(table)))).toBe(true);
        inner.insert(table, columns);
      },
    };
  }

  beforeAll(() => {
    const inner = connect();
    bringForward(inner, "store", listMigrations(FOLDER).map(spread));
    store = openPostgresStore({ connection: watched(inner), raw: memoryRawPages(), reports: "later" });
  });
  afterAll(() => store.close());

  function document(
    n: number,
    version: number,
    rules = "rules-1",
  ): { page: Page; articles: readonly ReadArticle[]; rules: string; run: string } {
    const page = makePage(`https://bao.test/${n}`, `trang ${n}, bản ${version}`);
    const articles = [0, 1].map((position) => {
      const article = makeArticle(page, { position, publishedAt: "2023-04-05" });
      return makeRead(article, { observations: [makeObservation({ article: article.id, value: n })], citations: [makeCitation()] });
    });
    return { page, articles, rules, run: "run-1" };
  }

  const first = document(1, 1);
  it.each<[string, () => unknown, unknown]>([
    ["saves a new page", () => store.saveDocument(first), "new"],
    ["saves other new pages", () => store.saveDocuments([document(2, 1), document(3, 1)]), ["new", "new"]],
    ["saves a version", () => store.saveDocument(document(1, 2)), "changed"],
    ["saves an old version again", () => store.saveDocument(first), "changed"],
    ["saves what newer rules read", () => store.saveDocument(document(1, 1, "rules-2")), "reread"],
    ["saves what was saved", () => store.saveDocument(document(1, 1, "rules-2")), "same"],
    [
      "saves a version of the past",
      () => store.saveDocument({ ...document(1, 3), isArchived: true, page: { ...document(1, 3).page, fetchedAt: "2020-01-01" } }),
      "changed",
    ],
    ["saves a reading", () => store.saveReading(document(1, 2, "rules-3")), "reread"],
    ["gives an article", () => store.article(first.articles[1]!.article.id)?.observations.length, 1],
    ["gives all articles of a page", () => store.readCurrent(first.articles.map(({ article }) => article.id)).length, 2],
    ["gives a head", () => store.head(first.articles[0]!.article.id)?.current, true],
    ["gives a page", () => store.page(first.page.sha256)?.url, first.page.url],
  ])("%s out of one database for each table", (_, work, outcome) => {
    const [before, scatteredBefore] = [seen, asked.length];
    expect(work()).toEqual(outcome);
    expect(seen).toBeGreaterThan(before);
    expect(asked.slice(scatteredBefore)).toEqual([]);
  });

  it("would be found to ask several", () => {
    store.versions(first.page.url);
    expect(asked.flatMap(({ tables }) => tables)).toContain("versions");
  });
});
