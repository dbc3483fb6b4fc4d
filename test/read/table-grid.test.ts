import { describe, expect, it } from "vitest";
import { alignCells, rowLine, spanOf } from "../../pipeline/read/table-grid.ts";

const cell = (text: string, columns = 1, rows = 1) => ({ text, columns, rows });

describe("the cells of a table", () => {
  it("keep their columns where cells are empty", () => {
    expect(
      alignCells([
        [cell("Xã"), cell("2020"), cell("2021")],
        [cell("Tân Tiến"), cell(""), cell("12")],
      ]).map(rowLine),
    ).toEqual(["Xã | 2020 | 2021", "Tân Tiến | | 12"]);
  });

  it("keep their columns below and beside cells that span several", () => {
    const rows = [
      [cell("TT", 1, 2), cell("Đảng bộ", 1, 2), cell("Hoàn thành tốt", 2), cell("Ghi chú", 1, 2)],
      [cell("Số lượng"), cell("Tỷ lệ (%)")],
      [cell("1"), cell("Xã Hòa Bình"), cell("5"), cell("62,5"), cell("")],
    ];
    expect(alignCells(rows)).toEqual([
      ["TT", "Đảng bộ", "Hoàn thành tốt", "", "Ghi chú"],
      ["", "", "Số lượng", "Tỷ lệ (%)"],
      ["1", "Xã Hòa Bình", "5", "62,5"],
    ]);
  });

  it("of a claim of millions are few", () => {
    const rows = Array.from({ length: 50 }, () =>
      Array.from({ length: 50 }, () => cell("a", spanOf("1000000", "columns"), spanOf("99999", "rows"))),
    );
    expect(alignCells(rows).flat().length).toBeLessThan(100_000);
  });

  it.each([
    [undefined, 1],
    ["3", 3],
    ["0", 1],
    ["-2", 1],
    ["hai", 1],
    ["1e9", 1],
    ["100000", 60],
  ])("span %j columns as %i", (attribute, columns) => {
    expect(spanOf(attribute, "columns")).toBe(columns);
  });
});
