import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { issueOf, lastPeriod, loadSeries, readSeries, seriesNamed } from "../../../pipeline/jobs/bulletin/series.ts";
import { BadEntry, WrongUse } from "../../../pipeline/types/errors.ts";
import { temporaryFolder } from "../../crawl/temporary-folder.ts";

function corpusWith(files: Readonly<Record<string, string>>): string {
  const corpus = temporaryFolder();
  mkdirSync(join(corpus, "bulletins"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(corpus, "bulletins", name), text);
  return corpus;
}

const LEAST = "name: quy\nlabel: { vi: Quý, en: Quarter }\nevery: quarter\n";

describe("the definition of a series", () => {
  it("of the repository is whole, and made only when the operator says so", () => {
    expect(loadSeries("corpus").map(({ name, enabled }) => [name, enabled])).toEqual([["quy", false]]);
  });

  it("takes what is usual where it says nothing", () => {
    const [series] = loadSeries(corpusWith({ "a.yaml": LEAST, "topics.yaml": "không đọc đến" }));
    expect(series).toMatchObject({ about: "quarter", waitDays: 20, formats: ["docx"], enabled: false, template: null });
  });

  it.each([
    ["every: quarter", "every: day", /every/u],
    ["name: quy", "name: Quý I", /name/u],
    ["every: quarter", "every: quarter\nformats: [odt]", /formats/u],
    ["every: quarter", "every: quarter\nthem: 1", /them/u],
    ["label:", "label: [", /Không đọc được tệp/u],
  ])("with %j as %j is refused by file and field", (from, to, message) => {
    const corpus = corpusWith({ "a.yaml": LEAST.replace(from, to) });
    expect(() => loadSeries(corpus)).toThrow(BadEntry);
    expect(() => loadSeries(corpus)).toThrow(message);
  });

  it("stands once under a name", () => {
    expect(() => loadSeries(corpusWith({ "a.yaml": LEAST, "b.yaml": LEAST }))).toThrow(/cả hai tệp/u);
  });

  it("is looked for with the nearest name", () => {
    expect(() => seriesNamed(loadSeries("corpus"), "quyy")).toThrow(WrongUse);
  });
});

describe("the last period that is over", () => {
  it.each([
    ["month", "2026-11-10T00:00:00+07:00", 0, "2026-10"],
    ["month", "2026-11-01T00:00:00+07:00", 0, "2026-10"],
    ["month", "2026-10-31T23:59:00+07:00", 0, "2026-09"],
    ["month", "2026-11-10T12:00:00+07:00", 10, "2026-09"],
    ["month", "2026-11-11T12:00:00+07:00", 10, "2026-10"],
    ["month", "2027-01-15T00:00:00+07:00", 10, "2026-12"],
    ["quarter", "2026-10-20T12:00:00+07:00", 20, "2026-Q2"],
    ["quarter", "2026-10-21T00:00:00+07:00", 20, "2026-Q3"],
    ["quarter", "2027-02-01T00:00:00+07:00", 20, "2026-Q4"],
    ["half", "2026-08-01T00:00:00+07:00", 25, "2026-H1"],
    ["year", "2026-02-14T00:00:00+07:00", 45, "2024"],
    ["year", "2026-02-15T00:00:00+07:00", 45, "2025"],
  ] as const)("of %s at %s, %i days later, is told by %s", (kind, now, waitDays, period) => {
    expect(lastPeriod(kind, { now: new Date(now), waitDays })).toBe(period);
  });
});

describe("the issue that is due", () => {
  const series = (more: string) => readSeries(join(corpusWith({ "a.yaml": LEAST.replace("every: quarter", more) }), "bulletins", "a.yaml"));

  it.each([
    ["every: week", "2026-11-22T20:00:00Z", "2026-10", "2026-W48"],
    ["every: week", "2026-12-31T00:00:00Z", "2026-11", "2026-W53"],
    ["every: week", "2027-01-03T00:00:00Z", "2026-11", "2026-W53"],
    ["every: month", "2026-11-22T00:00:00Z", "2026-10", "2026-10"],
    ["every: month\nabout: quarter", "2026-11-22T00:00:00Z", "2026-Q3", "2026-11"],
    ["every: quarter", "2026-11-22T00:00:00Z", "2026-Q3", "2026-Q3"],
  ])("of %j at %s is about %s and stands for %s", (more, now, period, slot) => {
    expect(issueOf(series(more), new Date(now))).toEqual({ period, issue: { name: "quy", slot } });
  });
});
