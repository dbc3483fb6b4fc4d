import { describe, expect, it } from "vitest";
import type { ProvinceSystem } from "../../../pipeline/language/provinces.ts";
import { tileLayout } from "../../../pipeline/publish/charts/layout.ts";
import { measureText } from "../../../pipeline/publish/charts/words.ts";
import { unitsOf } from "./samples.ts";

const SYSTEMS = ["63", "34"] as const;

/** Where the unit of this name lies. */
function spotOf(system: ProvinceSystem, name: string) {
  const id = unitsOf(system).find((unit) => unit.name === name)?.id;
  const spot = tileLayout(system).tiles.find((tile) => tile.id === id);
  if (spot === undefined) throw new Error(`no tile for ${name}`);
  return spot;
}

describe.each(SYSTEMS)("the tiles of the %s", (system) => {
  const { tiles, islands, legend } = tileLayout(system);

  it("hold every unit once and no other", () => {
    expect(tiles.map(({ id }) => id).toSorted()).toEqual(
      unitsOf(system)
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it("lie each in a place of its own", () => {
    expect(new Set(tiles.map(({ column, row }) => `${column} ${row}`)).size).toBe(tiles.length);
  });

  it("leave room for the islands and the legend", () => {
    const covers = (left: number, top: number, width: number, height: number): boolean =>
      tiles.some(({ column, row }) => column < left + width && left < column + 1 && row < top + height && top < row + 1);
    expect(islands.filter(({ column, row }) => covers(column, row, 1.45, 1.2))).toEqual([]);
    expect(covers(legend.column, legend.row, 2.5, 3.4)).toBe(false);
  });

  it("show Hoàng Sa with Đà Nẵng and Trường Sa with Khánh Hòa, east of all land", () => {
    expect(islands.map(({ name, province }) => [name, province])).toEqual([
      ["Hoàng Sa", `${system}-48`],
      ["Trường Sa", `${system}-56`],
    ]);
    const east = Math.max(...tiles.map(({ column }) => column));
    expect(islands.filter(({ column }) => column < east + 1)).toEqual([]);
    expect(islands[0]?.row).toBeLessThan(islands[1]?.row ?? 0);
  });

  it("have names that fit them", () => {
    expect(tiles.filter(({ short }) => measureText(short, { size: 9 }) > 61)).toEqual([]);
  });

  it("write a name as it is, but for the longest", () => {
    const names = new Map(unitsOf(system).map(({ id, name }) => [id, name]));
    const shortened = tiles.filter(({ id, short }) => names.get(id) !== short).map(({ short }) => short);
    expect(shortened).toEqual(system === "63" ? ["TT Huế", "TP HCM", "BR-VT"] : ["TP HCM"]);
  });
});

describe("the shape of the country", () => {
  it.each([
    ["63", "Lạng Sơn", "Lai Châu"],
    ["63", "Quảng Ninh", "Điện Biên"],
    ["63", "Hải Phòng", "Hòa Bình"],
    ["63", "Bình Định", "Gia Lai"],
    ["63", "Khánh Hòa", "Đắk Nông"],
    ["63", "Bà Rịa - Vũng Tàu", "An Giang"],
    ["34", "Lạng Sơn", "Lào Cai"],
    ["34", "Hải Phòng", "Hà Nội"],
    ["34", "Khánh Hòa", "Lâm Đồng"],
    ["34", "Hồ Chí Minh", "An Giang"],
  ] as const)("%s: %s lies east of %s", (system, east, west) => {
    expect(spotOf(system, east).column).toBeGreaterThan(spotOf(system, west).column);
  });

  it.each([
    [
      "63",
      [
        "Hà Giang",
        "Hà Nội",
        "Nam Định",
        "Nghệ An",
        "Quảng Bình",
        "Thừa Thiên Huế",
        "Quảng Nam",
        "Gia Lai",
        "Đắk Lắk",
        "Lâm Đồng",
        "Bình Thuận",
        "Cà Mau",
      ],
    ],
    [
      "63",
      [
        "Lào Cai",
        "Sơn La",
        "Hòa Bình",
        "Thanh Hóa",
        "Hà Tĩnh",
        "Quảng Trị",
        "Đà Nẵng",
        "Phú Yên",
        "Khánh Hòa",
        "Ninh Thuận",
        "Bến Tre",
        "Sóc Trăng",
      ],
    ],
    [
      "34",
      [
        "Cao Bằng",
        "Lạng Sơn",
        "Bắc Ninh",
        "Hưng Yên",
        "Ninh Bình",
        "Nghệ An",
        "Hà Tĩnh",
        "Huế",
        "Đà Nẵng",
        "Quảng Ngãi",
        "Gia Lai",
        "Đắk Lắk",
        "Khánh Hòa",
        "Hồ Chí Minh",
        "Cần Thơ",
        "Cà Mau",
      ],
    ],
  ] as const)("%s: from north to south %j", (system, names) => {
    const rows = names.map((name) => spotOf(system, name).row);
    expect(rows).toEqual([...new Set(rows)].toSorted((a, b) => a - b));
  });
});
