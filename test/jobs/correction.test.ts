import { describe, expect, it } from "vitest";
import { correctFigure, parseCorrection } from "../../pipeline/jobs/correction.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import { makeObservation } from "../store/documents.ts";

function refusal(work: () => unknown): WrongUse {
  try {
    work();
  } catch (error) {
    if (error instanceof WrongUse) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a correction as typed", () => {
  it.each<[string, string[], object]>([
    ["one field", ["value=1168"], { value: 1168 }],
    ["a decimal comma or point", ["value=69,99", "numerator=3", "denominator=4"], { value: 69.99, numerator: 3, denominator: 4 }],
    [
      "parts of the place, by their short names too",
      ["province=63-20", "place.level=province"],
      { place: { province: "63-20", level: "province" } },
    ],
    ["an empty field or null as taken away", ["per=", "subset=null", "period=none"], { per: null, subset: null, period: "none" }],
    [
      "dims together and one by one",
      ["dims=kind=grassroots,cumulative=true", "dims.grade=tsvm"],
      { dims: { kind: "grassroots", cumulative: true, grade: "tsvm" } },
    ],
    ["JSON", ['{"value": 5, "period": {"at": "2023"}}'], { value: 5, period: { at: "2023" } }],
    ["JSON that the shell has cut", ['{"value":', "5}"], { value: 5 }],
  ])("reads %s", (_, parts, wanted) => {
    expect(parseCorrection(parts)).toEqual(wanted);
  });

  it.each<[string, string[], RegExp]>([
    ["a field that figures do not have", ["gia_tri=5"], /gia_tri/u],
    ["a number that could be two", ["value=1.168"], /hai cách/u],
    ["a word for a number", ["value=nhiều"], /nhiều/u],
    ["a word alone", ["1168"], /1168/u],
    ["a value that its field does not have", ["status=done"], /status/u],
    ["broken JSON", ["{value: 5"], /JSON/u],
    ["a list", ["{}", "[]"], /JSON/u],
    ["a day that does not exist", ['{"period": {"at": "2023-13"}}'], /period/u],
  ])("refuses %s", (_, parts, message) => {
    const error = refusal(() => parseCorrection(parts));
    expect(error.message).toMatch(message);
    expect(error.hint).not.toBe("");
  });
});

describe("a corrected figure", () => {
  const figure = makeObservation({ checks: [{ what: "sum", holds: false, parts: [1], computed: 1, printed: 2, detail: "1 ≠ 2" }] });
  const correct = (...parts: string[]): Observation => correctFigure(figure, parseCorrection(parts));

  it("keeps everything else, and no checks of a number that was wrong", () => {
    expect(correct("value=1170")).toEqual({ ...figure, value: 1170, checks: [] });
    expect(correct("bound=more_than").checks).toEqual(figure.checks);
  });

  it.each<[string, Partial<Observation>]>([
    ["period=2022", { period: { from: "2022", to: "2022" }, basis: "explicit" }],
    ["period=2022-01..2022-06", { period: { from: "2022-01", to: "2022-06" } }],
    ["period=2022..", { period: { from: "2022", to: null } }],
    ["period=none", { period: null, basis: "unknown" }],
    ["province=Lạng Sơn", { place: { level: "province", province: "63-20", name: null } }],
    ["dims.group=female", { dims: { group: "female" } }],
    ["per=year", { per: "year" }],
  ])("takes %s", (part, fields) => {
    expect(correct(part)).toEqual({ ...figure, ...fields });
  });

  it("reads a year as a day for what is counted on a day", () => {
    expect(correct("indicator=members.total", "period=2022").period).toEqual({ at: "2022" });
  });

  it("drops a fraction that belonged to the wrong number, and takes the right one", () => {
    const share = makeObservation({ measure: "share", value: 40, numerator: 2, denominator: 5 });
    expect(correctFigure(share, { value: 60 })).not.toHaveProperty("numerator");
    expect(correctFigure(share, { value: 60, numerator: 3, denominator: 5 })).toMatchObject({ numerator: 3, denominator: 5 });
    expect(correctFigure(share, { bound: "about" })).toMatchObject({ numerator: 2, denominator: 5 });
  });

  it("is told from a figure that was reviewed before by its fields alone", () => {
    const reviewed = { ...figure, review: { id: "x", verdict: "confirm", by: "Lan", at: "2024", why: "x" } } as const;
    expect(correctFigure(reviewed, { value: 1 })).not.toHaveProperty("review");
  });

  it.each<[string, string[], RegExp]>([
    ["an unknown indicator", ["indicator=members.admited"], /members\.admited/u],
    ["a dimension of another indicator", ["dims.grade=tsvm"], /grade/u],
    ["a value that a dimension does not have", ["dims.group=men"], /men/u],
    ["a measure of other indicators", ["measure=points"], /points/u],
    ["half a member", ["value=1,5"], /nguyên/u],
    ["a share above all", ["measure=share", "value=120"], /120/u],
    ["a negative count", ["value=-3"], /-3/u],
    ["a change without what it is against", ["status=change"], /against/u],
    ["a district without a name", ["level=district"], /tên/u],
    ["a day for what happens over time", ["period=at:2023-12-31"], /khoảng thời gian/u],
    ["a period that ends before it begins", ["period=2023..2022"], /sau khi kết thúc/u],
    ["a province that does not exist", ["province=63-99"], /63-99/u],
    ["a period that is none", ["period=năm ngoái"], /năm ngoái/u],
    ["a numerator alone", ["numerator=5"], /5/u],
    ["no change at all", ["value=1168"], /không làm/u],
  ])("cannot have %s", (_, parts, message) => {
    const error = refusal(() => correct(...parts));
    expect(error.message).toMatch(message);
    expect(error.hint).not.toBe("");
  });
});
