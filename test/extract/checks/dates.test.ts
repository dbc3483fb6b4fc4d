import { describe, expect, it } from "vitest";
import { citationFindings, dateFindings } from "../../../pipeline/extract/checks/dates.ts";
import type { Observation } from "../../../pipeline/types/observation.ts";
import { makeFigure, readChecks } from "./read-checks.ts";

const find = (fields: Partial<Observation>, published: string | null = "2021-01-15", text = "kết nạp 12 đảng viên") =>
  dateFindings({ text, observations: [makeFigure({ start: 0, end: text.length, ...fields })], published }).map(({ check }) => check);

describe("times of figures", () => {
  it.each<[string, Partial<Observation>]>([
    ["a period that ends before it begins", { period: { from: "2020-06-01", to: "2019-06-30" } }],
    ["a period by years that ends before it begins", { period: { from: "2020", to: "2018" } }],
    ["a result of a later year", { period: { from: "2023-01-01", to: "2023-12-31" } }],
    ["a stock of a later day", { period: { at: "2021-02-01" } }],
  ])("fail for %s", (_, fields) => {
    expect(find(fields)).toMatchObject([{ what: "date", holds: false }]);
  });

  it.each<[string, Partial<Observation>, string | null]>([
    ["the year of publication, to its end", { period: { from: "2021-01-01", to: "2021-12-31" } }, "2021-01-15"],
    ["the year itself", { period: { from: "2021", to: "2021" } }, "2021-01-15"],
    ["a later year of an article without a day", { period: { from: "2023-01-01", to: "2023-12-31" } }, null],
    ["a target", { status: "target", period: { from: "2025", to: "2030" } }, "2021-01-15"],
    ["an unknown time", { period: null }, "2021-01-15"],
    ["an open time", { period: { from: "2020-01-01", to: null } }, "2021-01-15"],
    ["days of one year against its year", { period: { from: "2020-03-01", to: "2020" } }, "2021-01-15"],
  ])("say nothing against %s", (_, fields, published) => {
    expect(find(fields, published)).toEqual([]);
  });

  it("take a later date in a sentence of plans for a plan", () => {
    const ahead = { period: { at: "2025-12-31" } };
    expect(find(ahead, "2021-01-15", "Nghị quyết xác định đến năm 2025 không còn chi bộ ghép")).toEqual([]);
    expect(find(ahead, "2021-01-15", "Hết năm 2025, huyện không còn chi bộ ghép")).toHaveLength(1);
  });
});

describe("documents cited before they were issued", () => {
  const cited = (day: string): string =>
    `Thực hiện Chỉ thị số 05-CT/TU ngày ${day} của Ban Thường vụ Tỉnh ủy Sơn La, năm 2020 toàn tỉnh kết nạp 20 đảng viên.`;

  it("are found by the day that the mention prints", () => {
    expect(readChecks(cited("12/5/2022"), "date")).toEqual([expect.stringMatching(/^fails: .*2022-05-12, sau ngày đăng 2021-01-15$/u)]);
    expect(readChecks(cited("12/5/2020"), "date")).toEqual([]);
    expect(readChecks(cited("12/5/2022"), "date", { publishedAt: null })).toEqual([]);
  });

  it("need a day, and one that the text says", () => {
    const citation = {
      article: "a-0",
      id: null,
      number: "05",
      type: "CT",
      issuer: "TU",
      issuerPlace: null,
      term: null,
      quote: "Chỉ thị 05",
      start: 0,
      end: 10,
    } as const;
    expect(
      citationFindings(
        [
          { ...citation, issued: "2022", basis: "explicit" },
          { ...citation, issued: "2022-05-12", basis: "inferred" },
        ],
        "2021-01-15",
      ),
    ).toEqual([]);
    expect(citationFindings([{ ...citation, issued: "2022-05-12", basis: "explicit" }], "2021-01-15")).toHaveLength(1);
  });
});
