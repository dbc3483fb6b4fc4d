import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { makeIndexWriter, openPostgresSearch } from "../../pipeline/search/postgres.ts";
import { mergeOnce } from "../../pipeline/search/postgres-merge.ts";
import { portionsOf } from "../../pipeline/search/postgres-move.ts";
import type { ArticleIndex, Library } from "../../pipeline/search/query.ts";
import { makeHome } from "./homes.ts";
import { makeLibrary } from "./library.ts";
import { type Borrowed, borrowTables } from "./tables.ts";

const borrowed: Borrowed[] = [];
afterEach(() => {
  for (const { giveBack } of borrowed.splice(0)) giveBack();
});

const WORDS = ["kết nạp", "đảng viên", "kỷ luật", "chi bộ", "TCCSĐ", "khai trừ", "huyện", "612", "bản Mường"];
const QUERIES = ["chi bộ", "ket nap", '"chi bộ"', "đảng viên -huyện", "khai trừ nam:2011", "bản m", "TCCSĐ hoặc 612", "nam:2010..2012"];
const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
const name = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h");
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("put" as const), name, text, year: fc.integer({ min: 2010, max: 2012 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("take" as const), name }) },
  { weight: 2, arbitrary: fc.constant({ kind: "merge" as const }) },
  // The reader looks at some states only.
  { weight: 1, arbitrary: fc.constant({ kind: "ask" as const }) },
);
const RULES = { waiting: 2, segments: 2, largest: 6 };

const answers = (index: ArticleIndex): unknown =>
  QUERIES.map((query) => {
    const { hits, total, reading, facets } = index.search(query, { limit: 20, offset: 0, sort: "date" });
    // A value that was asked for and that no article has any more is listed with none, one that none ever had is not.
    const counts = facets.map(({ name, counts }) => ({ name, counts: counts.filter(({ count }) => count > 0) }));
    return { query, hits: hits.map(({ head }) => head.id), total, reading, counts };
  });

const anew = (library: Library): unknown => {
  const home = makeHome("minisearch");
  try {
    return answers(home.open(library));
  } finally {
    home.end();
  }
};

it("answers as an index built anew, whatever was written, taken away and merged in whatever order", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25, size: "max" }), (steps) => {
      const tables = borrowTables();
      try {
        const { connection } = tables;
        const library = makeLibrary({});
        const write = makeIndexWriter(connection, library);
        const reader = openPostgresSearch({ connection, library, update: "never" });
        for (const one of steps) {
          if (one.kind === "merge") connection.transact("write", () => mergeOnce(connection, RULES));
          if (one.kind === "take") {
            library.take(one.name);
            write([], [one.name]);
          }
          if (one.kind === "put") {
            library.put(one.name, { title: one.text, text: `${one.text}\n${one.text}`, publishedAt: `${one.year}-01-01` });
            write([{ head: library.head(one.name)!, read: library.article(one.name)! }], []);
          }
          if (one.kind === "ask") reader.search("chi bộ", { limit: 1, offset: 0 });
        }
        const wanted = anew(library);
        expect([answers(reader), reader.size]).toEqual([wanted, library.articles({}).length]);
        const fresh = openPostgresSearch({ connection, library, update: "never" });
        expect([answers(fresh), fresh.size]).toEqual([wanted, library.articles({}).length]);
      } finally {
        tables.giveBack();
      }
    }),
    { seed: 5, numRuns: 20 },
  );
}, 60_000);

it("counts words in segments as in articles that wait, and no longer when their articles are gone", () => {
  const tables = borrowTables();
  borrowed.push(tables);
  const { connection } = tables;
  const articles = Object.fromEntries(
    Array.from({ length: 8 }, (_, i): [string, string] => [`a${i}`, `Tin ${i}\nHọp bàn ở Mường Khương.`]),
  );
  const library = makeLibrary(articles);
  const write = makeIndexWriter(connection, library);
  const index = openPostgresSearch({ connection, library, update: "never" });
  const counted = (): unknown => index.suggest("mường kh", 3).terms;
  const items = Object.keys(articles).map((id) => ({ head: library.head(id)!, read: library.article(id)! }));
  write(items.slice(0, 4), []);
  connection.transact("write", () => mergeOnce(connection, RULES));
  write(items.slice(4), []);
  expect(counted()).toEqual([{ text: "mường khương", articles: 8 }]);
  write([], ["a0", "a7"]);
  expect(counted()).toEqual([{ text: "mường khương", articles: 7 }]);
  while (connection.transact("write", () => mergeOnce(connection, RULES)) > 0);
  write([], ["a1", "a2", "a3"]);
  while (connection.transact("write", () => mergeOnce(connection, RULES)) > 0);
  expect(counted()).toEqual([{ text: "mường khương", articles: 3 }]);
});

it.each([
  [[], []],
  [[["a", 99]], [["a"]]],
  [
    [
      ["a", 4],
      ["b", 6],
      ["c", 1],
      ["d", 40],
      ["e", 1],
    ],
    [["a", "b"], ["c"], ["d"], ["e"]],
  ],
  [
    [
      ["a", 0],
      ["b", 0],
      ["c", 0],
      ["d", 0],
    ],
    [["a", "b", "c"], ["d"]],
  ],
] as const)("takes terms together while they are few and small: %j", (sizes, portions) => {
  expect(portionsOf(sizes, { terms: 3, bytes: 10 })).toEqual(portions);
});
