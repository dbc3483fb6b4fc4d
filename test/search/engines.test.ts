import fc from "fast-check";
import { expect, it } from "vitest";
import { ENGINES, makeIndex } from "./homes.ts";
import type { TestArticle } from "./library.ts";

const WORDS = ["kết nạp", "đảng viên", "kỷ luật", "chi bộ", "TCCSĐ", "khai trừ", "huyện", "612", "21-NQ/TW", "bản Mường"];
const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 25 }).map((words) => words.join(" "));
const article = fc.record({ title: text, body: text, year: fc.integer({ min: 2010, max: 2013 }) });
const query = fc.array(fc.constantFrom(...WORDS, "ket nap", "-huyện", '"chi bộ"', "khai trư", "đả", "nam:2011..2012"), {
  minLength: 1,
  maxLength: 4,
});

it("gives the same hits in the same order with the same scores and facets, whichever engine serves", () => {
  fc.assert(
    fc.property(
      fc.array(article, { minLength: 1, maxLength: 12 }),
      fc.array(query, { minLength: 4, maxLength: 4 }),
      (articles, queries) => {
        const press = Object.fromEntries(
          articles.map(({ title, body, year }, i): [string, TestArticle] => [
            `a${i}`,
            { title, text: `${title}\n${body}`, publishedAt: `${year}-01-01` },
          ]),
        );
        const made = ENGINES.map((engine) => makeIndex(engine, press));
        try {
          for (const words of queries) {
            const [mini, fts, postgres] = made.map(({ index }) => {
              const { hits, total, reading, facets } = index.search(words.join(" "), { limit: 20, offset: 0 });
              return { total, reading, facets, hits: hits.map(({ head, score }) => [head.id, Number(score.toPrecision(5))]) };
            });
            expect(fts).toEqual(mini);
            expect(postgres).toEqual(mini);
          }
        } finally {
          for (const { end } of made) end();
        }
      },
    ),
    { seed: 11, numRuns: 25 },
  );
}, 60_000);
