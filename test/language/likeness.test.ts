import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bandsOf,
  compareLikeness,
  isSameReport,
  type Likeness,
  likenessOf,
  SAME_REPORT,
  SHARED_BANDS,
} from "../../pipeline/language/likeness.ts";
import { samplePress } from "../../scripts/bench/support/texts.ts";

const texts = samplePress().map(({ text }) => text);
const known = texts.flatMap((text) => likenessOf(text) ?? []);
const likeness = (text: string): Likeness => likenessOf(text) as Likeness;
const keysShared = (a: Likeness, b: Likeness): number => bandsOf(a).filter((key) => new Set(bandsOf(b)).has(key)).length;
const long = [...texts].sort((a, b) => b.length - a.length)[0] as string;

describe("one report in two papers", () => {
  it.each([
    ["set in capitals, on one line", long.toUpperCase().replaceAll("\n", " ")],
    ["with other quotation marks and dashes", long.replace(/["“”,.–-]/gu, " ")],
    ["with a dateline, a caption and a signature of its own", `(BCT) - ${long}\nQuang cảnh hội nghị. Ảnh: HÀ MY\nTheo Báo Cao Tân`],
    ["without its last third", long.slice(0, (long.length * 2) / 3)],
    ["without its lead", long.slice(long.length / 4)],
  ])("is known again %s", (_case, copy) => {
    expect(compareLikeness(likeness(long), likeness(copy))).toBeGreaterThanOrEqual(SAME_REPORT);
    expect(keysShared(likeness(long), likeness(copy))).toBeGreaterThanOrEqual(SHARED_BANDS);
    expect(isSameReport(likeness(long), likeness(copy))).toBe(true);
  });

  it("is not seen in reports that share only the phrases of the genre", () => {
    const pairs = known.flatMap((a, index) => known.slice(0, index).map((b) => compareLikeness(a, b)));
    const same = pairs.filter((alike) => alike >= SAME_REPORT);
    // the press holds one report in two versions
    expect(same).toHaveLength(1);
    expect(Math.max(...pairs.filter((alike) => alike < SAME_REPORT))).toBeLessThan(0.15);
  });
});

describe("a likeness", () => {
  it("of a text too short to be told from others is none", () => {
    for (const text of ["", "Họp.", "Chi bộ họp phiên thường kỳ. ".repeat(3)]) expect(likenessOf(text)).toBeNull();
  });

  it("estimates the share of common runs", () => {
    const runs = (text: string): ReadonlySet<string> => {
      const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
      return new Set(words.slice(4).map((_, i) => words.slice(i, i + 5).join(" ")));
    };
    const word = fc.constantFrom(..."chi bộ thôn họp bàn việc kết nạp đảng viên trẻ giao cấp ủy xã theo dõi hằng quý".split(" "));
    const sentence = fc.array(word, { minLength: 60, maxLength: 200 });
    fc.assert(
      fc.property(sentence, sentence, sentence, (shared, left, right) => {
        const [a, b] = [[...shared, ...left].join(" "), [...shared, ...right].join(" ")];
        const [inA, inB] = [runs(a), runs(b)];
        const common = [...inA].filter((run) => inB.has(run)).length;
        const exact = common / (inA.size + inB.size - common);
        // five standard errors of 126 draws
        expect(Math.abs(compareLikeness(likeness(a), likeness(b)) - exact)).toBeLessThan(0.22);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
