import { describe, expect, it } from "vitest";
import { findConflicts } from "../../pipeline/jobs/conflicts.ts";
import type { Comparable } from "../../pipeline/jobs/gathering.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { ArticleHead, Store, StoredObservation } from "../../pipeline/types/store.ts";

const figure = (article: string, value: number, more: Partial<Observation> = {}): Observation => ({
  start: 0,
  end: 4,
  quote: String(value),
  article,
  indicator: "members.admitted",
  dims: {},
  measure: "count",
  value,
  bound: "exact",
  status: "actual",
  place: { level: "province", province: "63-20", name: null },
  period: { from: "2021-01-01", to: "2021-12-31" },
  basis: "explicit",
  rule: "r",
  confidence: 1,
  links: [],
  checks: [],
  ...more,
});

const head = (id: string, basedOn: string | null = null): ArticleHead => ({
  id,
  url: `https://bao.test/${id}`,
  title: id,
  publisher: null,
  source: null,
  publishedAt: null,
  fetchedAt: "2026-11-22T00:00:00Z",
  basedOn,
  place: null,
  trust: "ok",
  current: true,
  figures: 1,
});

const known = (article: string, value: number, more: Partial<Observation> = {}, basedOn: string | null = null): StoredObservation => ({
  observation: figure(article, value, more),
  head: head(article, basedOn),
});
const fresh = (article: string, value: number, more: Partial<Observation> = {}, basedOn: string | null = null): Comparable => ({
  observation: figure(article, value, more),
  url: `https://bao.test/${article}`,
  basedOn,
});
const storeOf = (rows: readonly StoredObservation[]): Pick<Store, "observations"> => ({ observations: () => rows });

describe("a new figure", () => {
  it.each<[string, Comparable, StoredObservation, number]>([
    ["another count of the same year", fresh("moi", 1168), known("cu", 1170), 1],
    ["the same count", fresh("moi", 1168), known("cu", 1168), 0],
    ["a rounding of it", fresh("moi", 1168), known("cu", 1100, { bound: "more_than" }), 0],
    ["another year", fresh("moi", 1168), known("cu", 900, { period: { from: "2020-01-01", to: "2020-12-31" } }), 0],
    ["another group", fresh("moi", 1168), known("cu", 400, { dims: { group: "women" } }), 0],
    ["the same dims in another order", fresh("moi", 5, { dims: { a: "x", b: "y" } }), known("cu", 6, { dims: { b: "y", a: "x" } }), 1],
    ["a part", fresh("moi", 1168), known("cu", 400, { subset: true }), 0],
    ["a yearly average", fresh("moi", 1168), known("cu", 400, { per: "year" }), 0],
    ["the report that it is taken from", fresh("moi", 1168, {}, "https://bao.test/cu"), known("cu", 1170), 0],
    ["another reprint of its report", fresh("moi", 1168, {}, "https://goc.test/1"), known("cu", 1170, {}, "https://goc.test/1"), 0],
  ])("beside %s", (_case, one, other, conflicts) => {
    expect(findConflicts(storeOf([other]), [one])).toHaveLength(conflicts);
  });

  it("is told with both values, addresses and quotes, once for two new ones that disagree", () => {
    const rows = [known("a", 1168), known("b", 1170)];
    expect(findConflicts(storeOf(rows), [fresh("a", 1168), fresh("b", 1170)])).toEqual([
      {
        indicator: "members.admitted",
        province: "63-20",
        fresh: { value: 1170, url: "https://bao.test/b", quote: "1170" },
        known: { value: 1168, url: "https://bao.test/a", quote: "1168" },
      },
    ]);
  });

  it("asks the store once for each indicator and province", () => {
    let asked = 0;
    const store: Pick<Store, "observations"> = {
      observations: () => {
        asked++;
        return [];
      },
    };
    findConflicts(store, [fresh("a", 1), fresh("b", 2), fresh("c", 3, { place: { level: "province", province: "63-10", name: null } })]);
    expect(asked).toBe(2);
  });
});
