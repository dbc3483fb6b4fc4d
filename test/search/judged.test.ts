import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openIndex } from "../../pipeline/search/build.ts";
import type { ArticleIndex } from "../../pipeline/search/query.ts";
import { judgedLibrary, ndcg, readJudged, topTen } from "./judged.ts";
import { ENGINES } from "./library.ts";

/** What nDCG@10 may not sink below; measured when the judgements were made. */
const FLOOR = 0.86;

const judged = readJudged();
const indexes = new Map<string, ArticleIndex>();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-judged-"));
  const library = judgedLibrary();
  for (const engine of ENGINES) indexes.set(engine, openIndex({ folder: join(folder, engine), engine, library }));
}, 120_000);
afterAll(() => {
  for (const index of indexes.values()) index.close();
  rmSync(folder, { recursive: true, force: true });
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

it("gives the same ten articles with either engine for 95 of 100 judged queries", () => {
  const same = judged.filter(({ query }) => {
    const [one, other] = ENGINES.map((engine) => topTen(indexes.get(engine)!, query).toSorted().join());
    return one === other;
  });
  console.info(`the same top ten: ${same.length} of ${judged.length}`);
  expect(same.length / judged.length).toBeGreaterThanOrEqual(0.95);
});
