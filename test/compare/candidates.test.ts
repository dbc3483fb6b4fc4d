import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Entry, homeByName, judge, saysSame } from "../../pipeline/compare/candidates.ts";
import { fitYear } from "../../pipeline/compare/periods.ts";
import type { Bound, Measure, Observation } from "../../pipeline/types/observation.ts";
import type { ArticleHead } from "../../pipeline/types/store.ts";
import { makeHead, makeObservation, makeStored } from "../store/documents.ts";
import { provinces } from "./provinces.ts";

function entry(observation: Partial<Observation>, head: Partial<ArticleHead> = {}, isOwn = false): Entry {
  const candidate = makeStored(observation, head);
  const { period } = candidate.observation;
  return { candidate, fit: (period && fitYear(period))!, isOwn };
}

const figureOf = ({ candidate }: Entry): number => candidate.observation.value;

describe("which report wins", () => {
  it.each<{ name: string; better: Entry; worse: Entry }>([
    {
      name: "exact before rounded",
      better: entry({ value: 912 }),
      worse: entry({ value: 900, bound: "more_than" }, { publishedAt: "2025-01-01" }, true),
    },
    {
      name: "the province's own paper before another",
      better: entry({ value: 1 }, { id: "b" }, true),
      worse: entry({ value: 2 }, { id: "a", publishedAt: "2025-01-01" }),
    },
    {
      name: "the later report before the earlier",
      better: entry({ value: 1 }, { id: "b", publishedAt: "2024-03-01" }),
      worse: entry({ value: 2, confidence: 1 }, { id: "a", publishedAt: "2024-02-01" }),
    },
    {
      name: "a dated report before one without date",
      better: entry({ value: 1 }, { id: "b", publishedAt: "2010" }),
      worse: entry({ value: 2 }, { id: "a", publishedAt: null }),
    },
    {
      name: "higher confidence",
      better: entry({ value: 1, confidence: 0.9 }, { id: "b" }),
      worse: entry({ value: 2, confidence: 0.8 }, { id: "a" }),
    },
    {
      name: "a whole year before an unfinished one",
      better: entry({ value: 900, bound: "more_than" }),
      worse: entry({ value: 880, period: { from: "2023-01-01", to: "2023-12-05" } }, {}, true),
    },
    {
      name: "the stock of the later day",
      better: entry({ value: 50, bound: "about", period: { at: "2023-12-31" } }),
      worse: entry({ value: 51, period: { at: "2023-06-30" } }, {}, true),
    },
  ])("$name", ({ better, worse }) => {
    expect(judge([worse, better])?.winner).toBe(better);
    expect(judge([better, worse])?.winner).toBe(better);
  });

  it("has no verdict without reports", () => {
    expect(judge([])).toBeNull();
  });
});

describe("who agrees and who dissents", () => {
  it("counts a reprint and a repeat once", () => {
    const original = entry({ value: 912 }, { id: "a", url: "https://goc.test/1" }, true);
    const reprint = entry({ value: 912 }, { id: "b", basedOn: "https://goc.test/1" });
    const repeat = entry({ value: 912, start: 90 }, { id: "a", url: "https://goc.test/1" }, true);
    const rounded = entry({ value: 900, bound: "more_than" }, { id: "a", url: "https://goc.test/1" }, true);
    expect(judge([reprint, repeat, original, rounded])).toMatchObject({ agree: 1, dissent: [], entries: [original] });
  });

  it("counts two reports of one value as agreeing, and lists another value", () => {
    const verdict = judge([
      entry({ value: 912 }, { id: "a" }),
      entry({ value: 912 }, { id: "b" }),
      entry({ value: 921 }, { id: "c", publishedAt: "2020" }),
    ]);
    expect(verdict?.agree).toBe(2);
    expect(verdict?.dissent.map(figureOf)).toEqual([921]);
  });

  it("keeps a corrected figure of the same paper as dissent, not as a repeat", () => {
    const later = entry({ value: 921 }, { id: "b", url: "https://bao.test/2", publishedAt: "2024-05-01" });
    const verdict = judge([entry({ value: 912 }, { id: "a", url: "https://bao.test/1" }), later]);
    expect(verdict?.winner).toBe(later);
    expect(verdict?.dissent.map(figureOf)).toEqual([912]);
  });

  it("leaves a stock of another day with another value out: it is no rival", () => {
    const verdict = judge([
      entry({ value: 51_433, period: { at: "2023-12-31" } }, { id: "a" }),
      entry({ value: 50_900, period: { at: "2023-06-30" } }, { id: "b" }),
      entry({ value: 51_433, period: { at: "2023-12-28" } }, { id: "c" }),
    ]);
    expect(verdict).toMatchObject({ agree: 2, dissent: [] });
  });
});

it.each<{ one: [number, Bound]; other: [number, Bound]; same: boolean; measure?: Measure }>([
  { one: [912, "exact"], other: [912, "about"], same: true },
  { one: [912, "exact"], other: [900, "more_than"], same: true },
  { one: [880, "exact"], other: [900, "more_than"], same: false },
  { one: [1000, "exact"], other: [900, "more_than"], same: false },
  { one: [987, "exact"], other: [1000, "about"], same: true },
  { one: [1900, "exact"], other: [1000, "more_than"], same: false },
  { one: [912, "exact"], other: [913, "exact"], same: false },
  { one: [87, "exact"], other: [90, "less_than"], same: true },
  { one: [93.75, "exact"], other: [93.8, "exact"], same: true, measure: "share" },
  { one: [93.75, "exact"], other: [94, "exact"], same: true, measure: "share" },
  { one: [93.75, "exact"], other: [93.9, "exact"], same: false, measure: "share" },
  { one: [90, "exact"], other: [91, "exact"], same: false, measure: "share" },
])("reads $one beside $other as the same: $same", ({ one, other, same, measure = "count" }) => {
  const [a, b] = [one, other].map(([value, bound]) => makeObservation({ value, bound, measure })) as [Observation, Observation];
  expect(saysSame(a, b)).toBe(same);
  expect(saysSame(b, a)).toBe(same);
});

it("finds the province in the name of its paper", () => {
  const home = homeByName(provinces);
  expect(home(makeHead({ publisher: "Báo Lào Cai" }))).toBe("63-10");
  expect(home(makeHead({ publisher: "Báo Hà Nội mới" }))).toBe("63-01");
  expect(home(makeHead({ publisher: "Tạp chí Xây dựng Đảng" }))).toBeNull();
  expect(home(makeHead({ publisher: null }))).toBeNull();
});

describe("any reports", () => {
  const anyEntry = fc
    .record({
      value: fc.constantFrom(900, 912, 913, 1000),
      bound: fc.constantFrom<Bound>("exact", "exact", "about", "more_than"),
      own: fc.boolean(),
      published: fc.constantFrom("2024-01-01", "2024-02-01", null),
      confidence: fc.constantFrom(0.5, 0.9),
      id: fc.integer({ min: 0, max: 5 }),
      to: fc.constantFrom("2023-12-31", "2023-12-20", "2023-12-03"),
      basedOn: fc.constantFrom(null, null, "https://goc.test/1"),
    })
    .map(({ value, bound, own, published, confidence, id, to, basedOn }) =>
      entry({ value, bound, confidence, period: { from: "2023-01-01", to } }, { id: `a-${id}`, publishedAt: published, basedOn }, own),
    );

  /** The rules one after the other, as sentences: is `a` strictly better? */
  function beats(a: Entry, b: Entry): boolean {
    const [x, y] = [a.candidate, b.candidate];
    const rules: ((one: Entry) => number | string)[] = [
      ({ fit }) => (fit.fit === "whole" ? 1 : 0),
      ({ fit }) => (fit.fit === "whole" ? "" : fit.until),
      ({ candidate }) => (candidate.observation.bound === "exact" ? 1 : 0),
      ({ isOwn }) => (isOwn ? 1 : 0),
      ({ candidate }) => candidate.head.publishedAt ?? "",
      ({ candidate }) => candidate.observation.confidence,
    ];
    for (const rule of rules) if (rule(a) !== rule(b)) return rule(a) > rule(b);
    return x.observation.article < y.observation.article;
  }

  it("have a winner that none beats, in any order, and every kept report agrees or dissents", () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { minLength: 1, maxLength: 8 }), fc.integer(), (entries, turn) => {
        const verdict = judge(entries)!;
        expect(entries.filter((other) => beats(other, verdict.winner))).toEqual([]);
        const shift = ((turn % entries.length) + entries.length) % entries.length;
        const turned = judge([...entries.slice(shift), ...entries.slice(0, shift)].reverse())!;
        expect(turned.entries.map(({ candidate }) => candidate)).toEqual(verdict.entries.map(({ candidate }) => candidate));
        expect(verdict.agree + verdict.dissent.length).toBe(verdict.entries.length);
        expect(verdict.agree).toBeGreaterThan(0);
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});
