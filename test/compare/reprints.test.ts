import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Entry, judge } from "../../pipeline/compare/candidates.ts";
import { fitYear } from "../../pipeline/compare/periods.ts";
import { makeTable } from "../../pipeline/compare/table.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { ArticleHead } from "../../pipeline/types/store.ts";
import type { Cell } from "../../pipeline/types/table.ts";
import { makeStored } from "../store/documents.ts";
import { provinces } from "./provinces.ts";

/** What a paper says; each article has a paper of its own unless told otherwise. */
function entry(observation: Partial<Observation>, head: Partial<ArticleHead> & { id: string }, isOwn = false): Entry {
  const candidate = makeStored(observation, { source: `bao-${head.id}`, ...head });
  const { period } = candidate.observation;
  return { candidate, fit: (period && fitYear(period))!, isOwn };
}

const ids = (entries: readonly Entry[] = []): readonly string[] => entries.map(({ candidate }) => candidate.head.id);

describe("a report in several papers", () => {
  const original = entry({ value: 912 }, { id: "a", publishedAt: "2024-01-01" });

  it("is one voice, and the original has it, however late, near and sure its carriers are", () => {
    const carriers = ["b", "c", "d"].map((id) =>
      entry({ value: 912, confidence: 1 }, { id, reprintOf: "a", publishedAt: "2024-02-01" }, true),
    );
    const verdict = judge([...carriers, original]);
    expect(verdict).toMatchObject({ agree: 1, dissent: [] });
    expect(verdict?.winner).toBe(original);
  });

  it("keeps a carrier's changed figure as dissent and says what it is; the original wins", () => {
    const changed = entry({ value: 921, confidence: 1 }, { id: "b", reprintOf: "a", publishedAt: "2024-05-01" }, true);
    const verdict = judge([changed, original]);
    expect(verdict?.winner).toBe(original);
    expect(verdict?.dissent.map(({ candidate }) => [candidate.head.id, candidate.changesOriginal])).toEqual([["b", true]]);
  });

  it("counts two carriers that change a figure alike once, and as no witness for another report", () => {
    const changed = ["b", "c"].map((id) => entry({ value: 921 }, { id, reprintOf: "a" }));
    expect(ids(judge([...changed, original])?.dissent)).toHaveLength(1);
    const other = entry({ value: 921 }, { id: "z", publishedAt: "2024-06-01" });
    const verdict = judge([...changed, original, other]);
    expect([verdict?.winner, verdict?.agree, ids(verdict?.dissent)]).toEqual([other, 1, ["a"]]);
  });

  it("speaks through its carriers where the original is not known, once", () => {
    const verdict = judge(["b", "c"].map((id) => entry({ value: 912 }, { id, reprintOf: "a" })));
    expect(verdict).toMatchObject({ agree: 1, dissent: [] });
  });

  it("may be put right by its own paper: then the later holds", () => {
    const corrected = entry({ value: 921 }, { id: "b", source: "bao-a", reprintOf: "a", publishedAt: "2024-01-03" });
    const verdict = judge([original, corrected]);
    expect(verdict?.winner).toBe(corrected);
    expect(verdict?.dissent).toEqual([original]);
    expect(verdict?.dissent[0]?.candidate.changesOriginal).toBeUndefined();
  });

  it("is known by the source that a page names, too", () => {
    const first = entry({ value: 912 }, { id: "a", url: "https://goc.test/1", publishedAt: "2024-01-01" });
    const changed = entry({ value: 921 }, { id: "b", basedOn: "https://goc.test/1", publishedAt: "2024-05-01" });
    expect(judge([changed, first])?.winner).toBe(first);
    expect(judge([changed, first])?.dissent[0]?.candidate.changesOriginal).toBe(true);
  });

  it("does not join the reports that one page copies", () => {
    const page = { url: "https://gom.test/1", source: "gom" };
    const verdict = judge([
      entry({ value: 912 }, { id: "a" }),
      entry({ value: 912 }, { id: "b" }),
      entry({ value: 912 }, { id: "gom-0", ...page, reprintOf: "a" }),
      entry({ value: 912 }, { id: "gom-1", ...page, reprintOf: "b" }),
    ]);
    expect([verdict?.agree, ids(verdict?.entries)]).toEqual([2, ["a", "b"]]);
    const copies = [0, 1].map((n) => entry({ value: 912 }, { id: `gom-${n}`, ...page, reprintOf: `a-${n}` }));
    expect(judge(copies)?.agree).toBe(2);
  });

  it("never leaves a cell empty, even where pages name each other", () => {
    const [a, b] = [
      entry({ value: 1 }, { id: "a", url: "https://a.test/", basedOn: "https://b.test/" }),
      entry({ value: 1 }, { id: "b", url: "https://b.test/", basedOn: "https://a.test/" }),
    ];
    expect(judge([a, b])).not.toBeNull();
  });
});

describe("any reports and any reprints of them", () => {
  const value = fc.constantFrom(900, 912, 913, 1000);
  const report = fc.record({
    value,
    published: fc.constantFrom("2024-01-01", "2024-02-01", null),
    own: fc.boolean(),
    carriers: fc.array(fc.record({ value, published: fc.constantFrom("2024-01-15", "2024-06-01", null), own: fc.boolean() }), {
      maxLength: 4,
    }),
  });

  it("have the winner and the votes of the reports alone; what reprints change is marked", () => {
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 40 }), (reports, turn) => {
        const originals = reports.map(({ value, published, own }, r) => entry({ value }, { id: `r${r}`, publishedAt: published }, own));
        const carriers = reports.flatMap(({ carriers }, r) =>
          carriers.map(({ value, published, own }, c) =>
            entry({ value }, { id: `r${r}-${c}`, reprintOf: `r${r}`, publishedAt: published }, own),
          ),
        );
        const all = [...originals, ...carriers];
        const alone = judge(originals);
        const together = judge([...all.slice(turn % all.length), ...all.slice(0, turn % all.length)]);
        expect(together?.winner).toBe(alone?.winner);
        expect(together?.agree).toBe(alone?.agree);
        const isMarked = ({ candidate }: Entry): boolean => candidate.changesOriginal === true;
        expect(together?.dissent.filter((one) => !isMarked(one))).toEqual(alone?.dissent);
        for (const { candidate } of together?.dissent.filter(isMarked) ?? []) {
          const of = originals.find(({ candidate: { head } }) => head.id === candidate.head.reprintOf);
          expect(candidate.observation.value).not.toBe(of?.candidate.observation.value);
        }
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe("a table", () => {
  const spec = {
    indicator: "members.total",
    dims: {},
    measure: "count",
    status: "actual",
    years: { from: 2022, to: 2024 },
    boundaries: "then",
  } as const;
  const stock = (at: string, head: Partial<ArticleHead> & { id: string }, basis: Observation["basis"] = "inferred") =>
    makeStored(
      { indicator: "members.total", value: 51_433, period: { at }, basis },
      { source: `bao-${head.id}`, publishedAt: at, ...head },
    );
  const cells = (observations: Parameters<typeof makeTable>[0]["observations"]): readonly (Cell | null)[] =>
    makeTable({ spec, observations, provinces }).rows[0]?.cells ?? [];

  it("does not take a reprint of the new year for that year's figure", () => {
    const original = stock("2023-12-30", { id: "a" });
    const reprint = stock("2024-01-02", { id: "b", reprintOf: "a" });
    expect(cells([original, reprint]).map((cell) => cell?.candidates.length)).toEqual([undefined, 1, undefined]);
    expect(cells([original, stock("2024-01-02", { id: "b" })])[2]?.value).toBe(51_433);
    expect(cells([original, stock("2024-01-02", { id: "b", reprintOf: "a" }, "explicit")])[2]?.value).toBe(51_433);
    expect(cells([reprint])[2]?.value).toBe(51_433);
  });
});
