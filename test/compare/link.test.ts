import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatLink, parseLink } from "../../pipeline/compare/link.ts";
import { makeTable } from "../../pipeline/compare/table.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { TableSpec } from "../../pipeline/types/table.ts";
import { makeSpec, provinces } from "./provinces.ts";

const value = fc.constantFrom<string | boolean>("tsvm", "excellent", "ethnic_minority", "base_cell", true);
const item = fc.record({
  indicator: fc.constantFrom("members.admitted", "orgs.rating", "villages.without_members", "ratio.disciplined"),
  dims: fc.dictionary(fc.constantFrom("grade", "kind", "group", "cumulative"), value, { noNullPrototype: true }),
  measure: fc.constantFrom("count" as const, "share" as const, "attainment" as const),
  status: fc.constantFrom("actual" as const, "target" as const),
});
const frame = fc
  .record({
    years: fc
      .tuple(fc.integer({ min: 1990, max: 2030 }), fc.integer({ min: 0, max: 30 }))
      .map(([from, more]) => ({ from, to: from + more })),
    boundaries: fc.constantFrom("then" as const, "now" as const),
    period: fc.constantFrom(undefined, "half" as const, "quarter" as const, "month" as const, "term" as const),
    changes: fc.constantFrom(undefined, true as const),
    ranks: fc.constantFrom(undefined, "high" as const, "low" as const),
    totals: fc.constantFrom(undefined, true as const),
    untrusted: fc.constantFrom(undefined, true as const),
  })
  .map((fields): Partial<TableSpec> => Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined)));
const questions = fc
  .tuple(fc.array(item, { minLength: 1, maxLength: 4 }), frame)
  .map(([items, shared]) => items.map((one): TableSpec => ({ ...makeSpec(), ...one, ...shared })));

describe("a permalink", () => {
  it("asks what was asked, and is written in one way only", () => {
    fc.assert(
      fc.property(questions, (specs) => {
        const link = formatLink(specs);
        expect(parseLink(link)).toEqual(specs);
        expect(formatLink(parseLink(link))).toBe(link);
        const query = new URLSearchParams(link);
        const turned = new URLSearchParams([...query].sort(() => -1));
        expect(
          formatLink(parseLink(`https://dangvu.test/bang?${turned}&lang=en#break-2018`))
            .split("&")
            .sort(),
        ).toEqual(link.split("&").sort());
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it("does not depend on the order in which dimensions were said", () => {
    const one = makeSpec({ indicator: "orgs.rating", dims: { grade: "tsvm", kind: "grassroots" } });
    expect(formatLink([{ ...one, dims: { kind: "grassroots", grade: "tsvm" } }])).toBe(formatLink([one]));
  });

  it("passes over how the table is looked at, which is no part of the question", () => {
    const look = "xem=map&cot=2014&goc=2013&voi=orgs.rating~share&xep=-2014&ghim=63-20,63-24&loc=son";
    expect(parseLink(`i=members.admitted&y=2014&${look}`)).toEqual(parseLink("i=members.admitted&y=2014"));
  });

  it("asks ten questions at the most", () => {
    const link = (count: number) => `${Array.from({ length: count }, () => "i=members.admitted").join("&")}&y=2014`;
    expect(parseLink(link(10))).toHaveLength(10);
    expect(() => parseLink(link(11))).toThrow(WrongUse);
  });

  it("stands on the table it was asked for", () => {
    const spec = makeSpec({ boundaries: "now", changes: true });
    expect(makeTable({ spec, observations: [], provinces }).link).toBe("i=members.admitted&y=2014-2016&b=now&c=1");
  });

  // Links that stand in papers. They are never edited: what they ask stays what it is.
  it.each<[string, Partial<TableSpec>]>([
    ["i=members.admitted&y=2014-2016", {}],
    ["i=members.admitted&y=2014", { years: { from: 2014, to: 2014 } }],
    ["i=members.admitted~target&y=2014-2016&b=now", { status: "target", boundaries: "now" }],
    [
      "i=orgs.rating~grade.tsvm~kind.grassroots~share&y=2010-2020",
      { indicator: "orgs.rating", dims: { grade: "tsvm", kind: "grassroots" }, measure: "share", years: { from: 2010, to: 2020 } },
    ],
    [
      "i=members.rating~cumulative.true~grade.good~share&y=2014-2016&p=quarter",
      { indicator: "members.rating", dims: { cumulative: true, grade: "good" }, measure: "share", period: "quarter" },
    ],
    ["i=members.admitted&y=2014-2016&p=year&b=then&c=0&t=0", {}],
    ["i=members.admitted&y=2014-2016&c=1&r=low&t=1&u=1", { changes: true, ranks: "low", totals: true, untrusted: true }],
    ["?utm_source=x&y=2014-2016&i=members.admitted", {}],
  ])("%s goes on asking the same", (link, fields) => {
    expect(parseLink(link)).toEqual([makeSpec(fields)]);
  });

  it.each([
    "",
    "y=2014",
    "i=members.admitted",
    "i=members.admitted&y=2016-2014",
    "i=members.admitted&y=14",
    "i=members.admitted&y=1000-3000",
    "i=members.admitted&y=2014&y=2015",
    "i=members.admitted&y=2014&z=1",
    "i=members.admitted&y=2014&b=later",
    "i=members.admitted&y=2014&c=yes",
    "i=members.admitted~nonsense&y=2014",
    "i=DROP%20TABLE&y=2014",
    "i=members.admitted~__proto__.x.y&y=2014",
    "i=members.admitted&y=1930-2100&p=month",
    `${"i=members.admitted&".repeat(13)}y=2014`,
  ])("%j is refused with what may be written", (link) => {
    expect(() => parseLink(link)).toThrow(WrongUse);
  });
});
