import { afterAll, beforeAll, expect, it } from "vitest";
import type { ArticleIndex } from "../../pipeline/search/query.ts";
import { ENGINES, type IndexHome, makeHome } from "./homes.ts";
import { judgedLibrary, ndcg, readJudged, topTen } from "./judged.ts";

/** What nDCG@10 may not sink below; measured when the judgements were made. */
const FLOOR = 0.86;

const judged = readJudged();
const indexes = new Map<string, ArticleIndex>();
const homes: IndexHome[] = [];
beforeAll(() => {
  const library = judgedLibrary();
  for (const engine of ENGINES) {
    const home = makeHome(engine);
    homes.push(home);
    indexes.set(engine, home.open(library));
  }
}, 120_000);
afterAll(() => {
  for (const index of indexes.values()) index.close();
  for (const home of homes) home.end();
});

it("has at least sixty judged queries, and judges articles that there are", () => {
  expect(judged.length).toBeGreaterThanOrEqual(60);
  const ids = new Set(
    judgedLibrary()
      .articles({})
      .map(({ id }) => id),
  );
  expect(judged.flatMap(({ grades }) => Object.keys(grades)).filter((id) => !ids.has(id))).toEqual([]);
});

it.each(ENGINES)("ranks the judged queries well with %s", (engine) => {
  const index = indexes.get(engine)!;
  const scores = judged.map((one) => ({ query: one.query, score: ndcg(topTen(index, one.query), one) }));
  const mean = scores.reduce((sum, { score }) => sum + score, 0) / scores.length;
  const worst = [...scores].sort((a, b) => a.score - b.score).slice(0, 10);
  console.info(
    `nDCG@10 ${engine}: ${mean.toFixed(4)}; worst: ${worst.map(({ query, score }) => `${query} ${score.toFixed(2)}`).join(" | ")}`,
  );
  expect(mean).toBeGreaterThanOrEqual(FLOOR);
});

it.each(["fts5", "postgres"])("gives the same ten articles with %s as with minisearch for 95 of 100 judged queries", (engine) => {
  const same = judged.filter(({ query }) => {
    const [one, other] = ["minisearch", engine].map((name) => topTen(indexes.get(name)!, query).toSorted().join());
    return one === other;
  });
  console.info(`the same top ten: ${same.length} of ${judged.length}`);
  expect(same.length / judged.length).toBeGreaterThanOrEqual(0.95);
});
