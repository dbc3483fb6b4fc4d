import { expect, it } from "vitest";
import { findBreaks } from "../../pipeline/compare/series.ts";
import type { TableSpec } from "../../pipeline/types/table.ts";
import { makeSpec } from "./provinces.ts";

function years(indicator: string, from: number, to: number, boundaries: TableSpec["boundaries"] = "then"): readonly number[] {
  return findBreaks(makeSpec({ indicator, years: { from, to }, boundaries })).map(({ beforeYear }) => beforeYear);
}

it.each<{ indicator: string; span: [number, number]; expected: readonly number[]; boundaries?: TableSpec["boundaries"]; why?: string }>([
  { indicator: "members.total", span: [2010, 2024], expected: [], why: "a stock feels no term" },
  { indicator: "members.total", span: [2010, 2026], expected: [2025], why: "the provinces change" },
  { indicator: "members.total", span: [2010, 2026], boundaries: "now", expected: [] },
  { indicator: "orgs.total", span: [2024, 2026], expected: [2025, 2025, 2026] },
  { indicator: "orgs.total", span: [2024, 2026], boundaries: "now", expected: [2025, 2026], why: "another thing is counted, on any map" },
  { indicator: "orgs.rating", span: [2016, 2019], expected: [2018] },
  { indicator: "orgs.rating", span: [2018, 2019], expected: [], why: "the first column is already new" },
  { indicator: "orgs.rating", span: [2017, 2018], expected: [2018] },
  { indicator: "members.rating", span: [2017, 2025], boundaries: "now", expected: [2018, 2020, 2025, 2025] },
  { indicator: "members.admitted", span: [2010, 2024], expected: [2015, 2020] },
  { indicator: "discipline.members", span: [2021, 2024], expected: [] },
])("breaks $indicator over $span ($boundaries) before $expected", ({ indicator, span, expected, boundaries }) => {
  expect(years(indicator, ...span, boundaries)).toEqual(expected);
});

it("says less of the members' break of 2018 than of the organisations'", () => {
  const note = (indicator: string): string | undefined => findBreaks(makeSpec({ indicator, years: { from: 2017, to: 2018 } }))[0]?.note.vi;
  expect(note("orgs.rating")).toContain("trong sạch, vững mạnh");
  expect(note("members.rating")).toContain("nhỏ hơn");
});
