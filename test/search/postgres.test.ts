import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import type { Connection } from "../../pipeline/database/statements.ts";
import { makeIndexWriter, mergeSearch, openPostgresSearch, searchState } from "../../pipeline/search/postgres.ts";
import type { ArticleIndex, Library } from "../../pipeline/search/query.ts";
import { StoreBroken } from "../../pipeline/types/errors.ts";
import { makeLibrary, type TestArticle } from "./library.ts";
import { type Borrowed, borrowTables } from "./tables.ts";

let tables: Borrowed;
const opened: Connection[] = [];
beforeEach(() => {
  tables = borrowTables();
});
afterEach(() => {
  for (const connection of opened.splice(0)) connection.close();
  tables.giveBack();
});

function another(): Connection {
  opened.push(openPostgres(tables.url, { timeoutMs: 20_000 }));
  return opened.at(-1)!;
}

const ARTICLES = { a: "Một\nChi bộ kết nạp 3 đảng viên.", b: "Hai\nXếp loại TCCSĐ.", c: "Ba\nHọp chi bộ.", d: "Bốn\nHọp đảng ủy." };
const ids = (index: ArticleIndex, query: string): readonly string[] =>
  index
    .search(query, { limit: 999, offset: 0 })
    .hits.map(({ head }) => head.id)
    .sort();
const open = (library: Library, update?: "always" | "never"): ArticleIndex =>
  openPostgresSearch({ connection: tables.connection, library, ...(update === undefined ? {} : { update }) });

/** The library, and what was asked of it. */
function watch(library: Library): { readonly watched: Library; readonly asked: string[] } {
  const asked: string[] = [];
  const article = (id: string) => {
    asked.push(id);
    return library.article(id);
  };
  return { watched: { ...library, article }, asked };
}

const itemOf = (library: Library, id: string) => ({ head: library.head(id)!, read: library.article(id)! });

describe("an index in PostgreSQL", () => {
  it("is there when it is opened again, without reading an article", () => {
    const library = makeLibrary(ARTICLES);
    open(library);
    const { watched, asked } = watch(library);
    const again = open(watched);
    expect([asked, again.size, again.fingerprint, again.engine]).toEqual([[], 4, library.fingerprint(), "postgres"]);
  });

  it("is brought up to date by what came, changed and went", () => {
    const library = makeLibrary(ARTICLES);
    open(library);
    library.put("e", { text: "Năm\nKỷ luật hai người." });
    library.put("a", { text: "Một\nChi bộ họp thay." });
    library.take("b");
    const { watched, asked } = watch(library);
    const index = open(watched);
    expect(asked.sort()).toEqual(["a", "e"]);
    expect([index.size, index.fingerprint]).toEqual([4, library.fingerprint()]);
    expect([ids(index, "kỷ luật"), ids(index, "kết nạp"), ids(index, "TCCSĐ"), ids(index, "họp")]).toEqual([
      ["e"],
      [],
      [],
      ["a", "c", "d"],
    ]);
  });

  it("goes on where a build was cut off", () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, i): [string, string] => [`n${i}`, `Tin ${i}\nHọp.`]));
    const library = makeLibrary(many);
    let left = 400;
    const failing: Library = {
      ...library,
      article: (id) => {
        if (left-- === 0) throw new Error("cut off");
        return library.article(id);
      },
    };
    expect(() => open(failing)).toThrow("cut off");
    const { watched, asked } = watch(library);
    expect(open(watched).size).toBe(600);
    expect(asked.length).toBe(600 - 256);
  });

  it("is made anew for another analyser, but not by those who only read", () => {
    const library = makeLibrary(ARTICLES);
    open(library);
    tables.connection.exec("UPDATE search_notes SET value = 'search-0' WHERE key = 'analyzer'; UPDATE search_articles SET digest = 'x'");
    const reading = watch(library);
    expect(ids(open(reading.watched, "never"), "họp")).toEqual(["c", "d"]);
    const building = watch(library);
    expect(ids(open(building.watched), "họp")).toEqual(["c", "d"]);
    expect([reading.asked.filter((id) => id === "a"), building.asked.filter((id) => id === "a")]).toEqual([[], ["a"]]);
  });

  it("answers with what is there while another process brings it up to date", () => {
    const library = makeLibrary(ARTICLES);
    open(library);
    library.put("e", { text: "Năm\nHọp." });
    const other = another();
    other.rows("SELECT pg_advisory_lock(7236460033)", []);
    expect(ids(open(library), "họp")).toEqual(["c", "d"]);
    other.rows("SELECT pg_advisory_unlock(7236460033)", []);
    expect(ids(open(library), "họp")).toEqual(["c", "d", "e"]);
  });

  it("tells what it is about when the database cannot be asked", () => {
    const nowhere = openPostgres("postgres://dangvu@127.0.0.1:1/nowhere", { connectMs: 2000 });
    opened.push(nowhere);
    expect(() => openPostgresSearch({ connection: nowhere, library: makeLibrary({}) })).toThrow(StoreBroken);
  });
});

describe("a reader", () => {
  it("sees at the next question what others have written, merged or taken away", () => {
    const library = makeLibrary(ARTICLES);
    const index = open(library);
    const writer = another();
    const write = makeIndexWriter(writer, library);
    library.put("e", { text: "Năm\nHọp bàn về bản Mường Khương." });
    write([itemOf(library, "e")], ["d"]);
    expect([ids(index, "họp"), index.size, index.fingerprint]).toEqual([["c", "e"], 4, ""]);
    expect(index.suggest("mường kh", 3).terms.map(({ text }) => text)).toEqual(["mường khương"]);
    library.put("c", { text: "Ba\nNghỉ." });
    write([itemOf(library, "c")], []);
    expect([ids(index, "họp"), ids(index, "nghỉ")]).toEqual([["e"], ["c"]]);
  });

  it("finds all there is when segments are merged in the middle of its question", () => {
    const articles = Object.fromEntries(Array.from({ length: 300 }, (_, i): [string, string] => [`m${i}`, `Tin ${i}\nHọp chi bộ.`]));
    const library = makeLibrary(articles);
    makeIndexWriter(tables.connection, library)(
      Object.keys(articles).map((id) => itemOf(library, id)),
      [],
    );
    const merger = another();
    let merges = 0;
    const disturbed: Connection = {
      ...tables.connection,
      rows: (sql, bindings) => {
        if (sql.includes("FROM search_postings") && merges === 0) merges += mergeSearch(merger);
        return tables.connection.rows(sql, bindings);
      },
    };
    const index = openPostgresSearch({ connection: disturbed, library, update: "never" });
    expect(ids(index, "họp").length).toBe(300);
    expect(merges).toBe(300);
    expect(ids(index, '"họp chi bộ"').length).toBe(300);
  });
});

describe("the workers' writer", () => {
  it("writes in the transaction of its caller, and is undone with it", () => {
    const library = makeLibrary(ARTICLES);
    const writer = another();
    const write = makeIndexWriter(writer, library);
    const all = Object.keys(ARTICLES).map((id) => itemOf(library, id));
    expect(() =>
      writer.transact("write", () => {
        write(all, []);
        throw new Error("given up");
      }),
    ).toThrow("given up");
    const index = open(library, "never");
    expect(index.size).toBe(0);
    writer.transact("write", () => write(all, []));
    expect([index.size, ids(index, "họp")]).toEqual([4, ["c", "d"]]);
  });

  it("writes twice what it writes once", () => {
    const library = makeLibrary(ARTICLES);
    const write = makeIndexWriter(tables.connection, library);
    const all = Object.keys(ARTICLES).map((id) => itemOf(library, id));
    const index = open(library, "never");
    write(all, ["gone"]);
    const once = index.search("họp", { limit: 9, offset: 0 });
    const { state } = tables.connection.row("SELECT sum(count) AS state FROM search_changes", [])!;
    write(all, []);
    expect(tables.connection.row("SELECT sum(count) AS state FROM search_changes", [])).toEqual({ state });
    library.put("a", { text: ARTICLES.a });
    write([itemOf(library, "a")], ["gone"]);
    expect([index.size, index.search("họp", { limit: 9, offset: 0 })]).toEqual([4, once]);
  });

  it("leaves the index to workers from then on, unless somebody asks for all of the library", () => {
    const library = makeLibrary(ARTICLES);
    makeIndexWriter(tables.connection, library)([itemOf(library, "a")], []);
    const { watched, asked } = watch(library);
    expect([open(watched).size, asked]).toEqual([1, []]);
    expect(searchState(tables.connection)).toEqual({ articles: 1, waiting: 1, fingerprint: "", isCurrent: false, hasWorkers: true });
    expect(open(watched, "always").size).toBe(4);
    expect(searchState(tables.connection)).toMatchObject({ articles: 4, fingerprint: library.fingerprint(), isCurrent: true });
  });

  it("knows an article that it has written when the library is compared", () => {
    const library = makeLibrary(ARTICLES);
    makeIndexWriter(tables.connection, library)(
      Object.keys(ARTICLES).map((id) => itemOf(library, id)),
      [],
    );
    const { watched, asked } = watch(library);
    open(watched, "always");
    expect(asked).toEqual([]);
  });

  it("does not wait for another writer with other documents", () => {
    const library = makeLibrary({ ...ARTICLES, e: "Năm\nHọp.", f: "Sáu\nHọp." });
    const [one, other] = [another(), another()];
    const [writeOne, writeOther] = [makeIndexWriter(one, library), makeIndexWriter(other, library)];
    writeOne([itemOf(library, "a")], []);
    const index = open(library, "never");
    one.transact("write", () => {
      writeOne([itemOf(library, "b"), itemOf(library, "c")], []);
      // One process: were it to wait for the other transaction, it would wait for ever.
      writeOther([itemOf(library, "e"), itemOf(library, "f")], ["a"]);
      expect([index.size, ids(index, "họp")]).toEqual([2, ["e", "f"]]);
    });
    expect([index.size, ids(index, "họp")]).toEqual([4, ["c", "e", "f"]]);
  });

  it("names the document in all it says about the rows of one", () => {
    const statements: string[] = [];
    const recording: Connection = {
      ...tables.connection,
      rows: (sql, bindings) => {
        statements.push(sql);
        return tables.connection.rows(sql, bindings);
      },
      run: (sql, bindings) => {
        statements.push(sql);
        return tables.connection.run(sql, bindings);
      },
    };
    const library = makeLibrary(ARTICLES);
    const write = makeIndexWriter(recording, library);
    for (const text of ["Một\nHọp.", "Một\nHọp lại."]) {
      library.put("a", { text } satisfies TestArticle);
      write([itemOf(library, "a")], ["b"]);
    }
    const about = statements.filter(
      (sql) => /(?:INTO|FROM|UPDATE) search_(?:articles|waiting|dropped)\b/u.test(sql) && !sql.includes("count(*)"),
    );
    expect(about.length).toBeGreaterThan(1);
    for (const sql of about) expect(sql).toMatch(/\bdocument\b/u);
  });

  it("has the sharding key in every key of its large tables", () => {
    makeIndexWriter(tables.connection, makeLibrary({}));
    const keys = tables.connection.rows(
      `SELECT c.relname AS name, string_agg(a.attname, ',') AS columns FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
       WHERE i.indisunique AND c.relnamespace = current_schema::regnamespace GROUP BY c.relname, i.indexrelid`,
      [],
    );
    const columnsOf = (name: string) => keys.filter((key) => key.name === name).map(({ columns }) => String(columns).split(","));
    for (const name of ["search_articles", "search_waiting", "search_dropped"])
      for (const columns of columnsOf(name)) expect(columns).toContain("document");
    for (const name of ["search_postings", "search_terms"]) for (const columns of columnsOf(name)) expect(columns).toContain("term");
  });
});
