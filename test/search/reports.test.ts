import { afterEach, describe, expect, it } from "vitest";
import { ENGINES, makeIndex } from "./homes.ts";
import type { TestArticle } from "./library.ts";

const opened: ReturnType<typeof makeIndex>[] = [];
afterEach(() => {
  for (const { end } of opened.splice(0)) end();
});

const NEWS = "Lễ trao huy hiệu\nHuyện ủy trao huy hiệu cho 12 đảng viên cao tuổi.";
const PRESS: Readonly<Record<string, TestArticle>> = {
  original: { text: NEWS, publisher: "Báo Một", publishedAt: "2024-05-01" },
  second: { text: NEWS, publisher: "Báo Hai", publishedAt: "2024-05-02", reprintOf: "original" },
  third: { text: NEWS, publisher: "Báo Ba", publishedAt: "2023-05-03", reprintOf: "original" },
  other: { text: "Tin khác\nTrao huy hiệu cho 3 đảng viên.", publisher: "Báo Hai", publishedAt: "2024-06-01" },
};

describe.each(ENGINES)("reprints, by %s", (engine) => {
  function indexOf(articles: Readonly<Record<string, TestArticle>>) {
    const made = makeIndex(engine, articles);
    opened.push(made);
    return made.index;
  }
  const idsOf = (result: { hits: readonly { head: { id: string } }[] }) => result.hits.map(({ head }) => head.id);

  it.each(["relevance", "date"] as const)("stand behind their original, sorted by %s", (sort) => {
    const result = indexOf(PRESS).search("huy hiệu", { limit: 9, offset: 0, sort });
    expect([...idsOf(result)].sort()).toEqual(["original", "other"]);
    expect([result.total, result.next]).toEqual([2, null]);
  });

  it("are one hit where the original is not among the hits", () => {
    const index = indexOf(PRESS);
    const filters = { publisher: ["Báo Hai", "Báo Ba"] };
    const result = index.search("huy hiệu", { limit: 9, offset: 0, filters });
    expect([...idsOf(result)].sort()).toEqual(["other", "second"]);
    expect(idsOf(index.search("huy hiệu", { limit: 9, offset: 0, filters: { publisher: ["Báo Ba"] } }))).toEqual(["third"]);
  });

  it("count once under each value of a facet, so that a count is what narrowing gives", () => {
    const index = indexOf(PRESS);
    const { facets } = index.search("huy hiệu", { limit: 9, offset: 0 });
    const counts = facets.find(({ name }) => name === "publisher")?.counts ?? [];
    expect(counts.map(({ value, count }) => [value, count])).toEqual([
      ["Báo Hai", 2],
      ["Báo Ba", 1],
      ["Báo Một", 1],
    ]);
    for (const { name, counts: all } of facets)
      for (const { value, count } of all)
        expect(index.search("huy hiệu", { limit: 9, offset: 0, filters: { [name]: [value] } }).total).toBe(count);
  });

  it("do not break the pages: each report once, in one order", () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, i): [string, TestArticle] => {
        const reprint = i % 3 === 0 ? {} : { reprintOf: `a${i - (i % 3)}` };
        return [`a${i}`, { text: `Tin ${i - (i % 3)}\nChi bộ họp thường kỳ.`, ...reprint }];
      }),
    );
    const index = indexOf(many);
    const paged: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const result = index.search("chi bộ", { limit: 4, offset: 0, ...(cursor === undefined ? {} : { cursor }) });
      paged.push(...idsOf(result));
      if (result.next === null) break;
      cursor = result.next;
    }
    expect([...paged].sort()).toEqual(
      Object.keys(many)
        .filter((_, i) => i % 3 === 0)
        .sort(),
    );
    expect(idsOf(index.search("chi bộ", { limit: 99, offset: 0 }))).toEqual(paged);
  });

  it("are no similar articles of their own", () => {
    expect(idsOf({ hits: indexOf(PRESS).similar("original", 5) })).toEqual(["other"]);
    expect(idsOf({ hits: indexOf(PRESS).similar("second", 5) })).toEqual(["other"]);
  });

  it("are noticed when another article turns out to be the original", () => {
    const made = makeIndex(engine, { ...PRESS, late: { text: NEWS } });
    made.index.close();
    made.library.put("late", { text: NEWS, reprintOf: "original" });
    const again = made.home.open(made.library);
    opened.push({ ...made, index: again });
    expect(again.search("huy hiệu", { limit: 9, offset: 0 }).total).toBe(2);
  });
});
