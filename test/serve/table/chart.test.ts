import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import { createApp } from "../../../pipeline/serve/server.ts";
import type { Chart } from "../../../pipeline/types/chart.ts";
import type { Cell, Table, TableSpec } from "../../../pipeline/types/table.ts";
import { fakeServices, fakeTable } from "../fake-services.ts";

type Values = Readonly<Record<string, readonly (number | null)[]>>;

/** A table with these values by province, over years from 2014 on. */
function tableWith(values: Values, breaks: Table["breaks"] = []): (spec: TableSpec) => Table {
  return (spec) => {
    const model = fakeTable({ ...spec, indicator: "members.admitted", measure: "count", years: { from: 2014, to: 2014 } });
    const cell = model.rows.find(({ province }) => province === "63-20")?.cells[0];
    const names = new Map(fakeServices().provinces.map(({ id, name }) => [id, name]));
    const years = Array.from({ length: spec.years.to - spec.years.from + 1 }, (_, i) => spec.years.from + i);
    const rows = [...names].flatMap(([province, name]) => {
      const told = values[province];
      if (!province.startsWith("63-")) return [];
      const cells = years.map((year, at): Cell | null => {
        const value = told?.[at] ?? null;
        return value === null || cell == null ? null : { ...cell, province, year, value };
      });
      return [{ province, name, cells }];
    });
    const coverage = years.map((year, at) => ({ year, reported: rows.filter(({ cells }) => cells[at] !== null).length, of: 63 }));
    return { spec, years, rows, coverage, breaks };
  };
}

const VALUES: Values = { "63-20": [10, 12, null], "63-24": [30, 20, 25], "63-40": [null, 5, null] };
const drawn: Chart[] = [];
const services = fakeServices();
const chart = (one: Chart) => {
  drawn.push(one);
  return services.chart(one);
};
const app = createApp(fakeServices({ table: tableWith(VALUES), chart }));
const LINK = "i=members.admitted&y=2014-2016";
const pageOf = async (query: string, of = app) => load(await (await of.request(`/bang?${query}`)).text());

/** The chart that a page drew last, as what it must be. */
async function chartOf<Kind extends Chart["kind"]>(query: string, kind: Kind, of = app): Promise<Extract<Chart, { kind: Kind }>> {
  await of.request(`/bang?${query}`);
  const last = drawn.at(-1);
  if (last?.kind !== kind) throw new Error(`drew ${last?.kind}`);
  return last as Extract<Chart, { kind: Kind }>;
}

describe("a tile map", () => {
  test("shows the fullest column, every province of its system, and what is missing without a value", async () => {
    const map = await chartOf(`${LINK}&xem=map`, "tiles");
    expect(map.system).toBe("63");
    expect(map.tiles).toHaveLength(12);
    expect(map.tiles.find(({ province }) => province === "63-40")).toMatchObject({ value: 5, text: "5" });
    expect(map.tiles.find(({ province }) => province === "63-01")).toMatchObject({ value: null, text: "không có số liệu" });
    expect(map.tiles.find(({ province }) => province === "63-40")?.href).toBe(
      "/bang/o?i=members.admitted&y=2014-2016&xem=map&o=63-40.2015",
    );
    expect(map.description).toContain("Lớn nhất: Bắc Giang (20). Nhỏ nhất: Nghệ An (5).");
  });

  test("of another year shows that year, and names who says nothing", async () => {
    const map = await chartOf(`${LINK}&xem=map&cot=2016`, "tiles");
    expect(map.tiles.filter(({ value }) => value !== null).map(({ name }) => name)).toEqual(["Bắc Giang"]);
    expect((await pageOf(`${LINK}&xem=map&cot=2016`))(".without").text()).toContain("11 tỉnh");
  });

  test("after the merger is of the 34", async () => {
    const of34 = (spec: TableSpec): Table => {
      const table = fakeTable({ ...spec, boundaries: "now" });
      const model = fakeTable({ ...spec, boundaries: "then" }).rows.find(({ province }) => province === "63-20")?.cells[0] ?? null;
      return { ...table, spec, rows: table.rows.map((row) => ({ ...row, cells: [model] })) };
    };
    const now = createApp(fakeServices({ table: of34, chart }));
    expect((await chartOf("i=members.admitted&y=2014&b=now&xem=map", "tiles", now)).system).toBe("34");
  });
});

test("bars stand largest first with their ranks, equal values sharing one; pinned ones are marked", async () => {
  const tied = createApp(fakeServices({ table: tableWith({ "63-20": [10], "63-24": [30], "63-40": [10], "63-96": [1] }), chart }));
  const { bars } = await chartOf("i=members.admitted&y=2014&xem=bars&ghim=63-96", "bars", tied);
  expect(bars.map(({ name, rank, isMarked }) => [name, rank, isMarked])).toEqual([
    ["Bắc Giang", 1, undefined],
    ["Lạng Sơn", 2, undefined],
    ["Nghệ An", 2, undefined],
    ["Cà Mau", 4, true],
  ]);
});

test("lines end where a year is empty and before a break, which is told", async () => {
  const breaks = [{ beforeYear: 2015, note: { vi: "Đổi cách tính.", en: "Counted anew." } }];
  const broken = createApp(fakeServices({ table: tableWith(VALUES, breaks), chart }));
  const lines = await chartOf(`${LINK}&xem=lines`, "lines", broken);
  expect(lines.columns.map(({ key }) => key)).toEqual(["2014", "2015", "2016"]);
  expect(lines.series.find(({ name }) => name === "Bắc Giang")?.segments.map((points) => points.map(({ value }) => value))).toEqual([
    [30],
    [20, 25],
  ]);
  expect(lines.breaks).toEqual([{ beforeKey: "2015", note: "Đổi cách tính." }]);
  expect((await pageOf(`${LINK}&xem=lines`, broken))("#breaks + ul").text()).toContain("Đổi cách tính.");
});

test("a slope goes between two chosen years and tells the breaks and the one-sided provinces", async () => {
  const breaks = [{ beforeYear: 2015, note: { vi: "Đổi cách tính.", en: "Counted anew." } }];
  const broken = createApp(fakeServices({ table: tableWith(VALUES, breaks), chart }));
  const slope = await chartOf(`${LINK}&xem=slope&goc=2014&cot=2015`, "slope", broken);
  expect(slope.lines).toEqual([
    { name: "Lạng Sơn", from: 10, to: 12 },
    { name: "Bắc Giang", from: 30, to: 20 },
  ]);
  const page = await pageOf(`${LINK}&xem=slope&goc=2014&cot=2015`, broken);
  expect(page(".note").text()).toContain("Đổi cách tính.");
  expect(page(".without").text()).toContain("Nghệ An");
  expect(page(".data tbody tr").first().text()).toBe("Lạng Sơn1012+2 (+20%)");
  expect(page("select#goc option[selected]").attr("value")).toBe("2014");
});

describe("a scatter", () => {
  test("asks for a second indicator and offers those that have answers", async () => {
    const page = await pageOf(`${LINK}&xem=scatter`);
    expect(page(".note").text()).toContain("Chọn chỉ số thứ hai");
    expect(page("select#voi option").length).toBeGreaterThan(1);
  });

  test("sets two indicators against each other where a province tells both", async () => {
    const two = (spec: TableSpec) => tableWith(spec.indicator === "orgs.rating" ? { "63-20": [1, 2], "63-40": [3, 4] } : VALUES)(spec);
    const both = createApp(fakeServices({ table: two, chart }));
    const scatter = await chartOf(`${LINK}&xem=scatter&voi=orgs.rating~grade.tsvm~share`, "scatter", both);
    expect(scatter.points).toEqual([
      { name: "Lạng Sơn", x: 2, y: 12 },
      { name: "Nghệ An", x: 4, y: 5 },
    ]);
    expect(scatter.x).toEqual({ title: "Xếp loại tổ chức đảng · trong sạch, vững mạnh · Tỷ lệ (%) · Kết quả", unit: "Tỷ lệ (%)" });
    expect((await both.request(`/bang?${LINK}&xem=scatter&voi=a~b~c~d`)).status).toBe(400);
  });
});

describe("files and frames", () => {
  test.each(["svg", "png"])("the chart comes as %s by the same address", async (ending) => {
    const response = await app.request(`/api/v1/chart.${ending}?${LINK}&xem=bars`);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toContain(ending === "svg" ? "image/svg+xml" : "image/png");
    expect(response.headers.get("Content-Disposition")).toBe(`attachment; filename="members.admitted-bars.${ending}"`);
    if (ending === "svg") expect(await response.text()).toContain('data-alone="1"');
  });

  test.each(["table", "map", "bars", "lines", "slope"])("the %s can be framed by others, and only there", async (view) => {
    const response = await app.request(`/nhung?${LINK}&xem=${view}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Security-Policy")).toContain("frame-ancestors *");
    expect(response.headers.get("X-Frame-Options")).toBeNull();
    const page = load(await response.text());
    expect(page("form, script, button")).toHaveLength(0);
    expect(page('a[href^="/bang?i=members.admitted"]').attr("target")).toBe("_blank");
    const usual = await app.request(`/bang?${LINK}&xem=${view}`);
    expect(usual.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    expect(usual.headers.get("X-Frame-Options")).toBe("DENY");
  });

  /** What a browser takes the words of the text field for; the parser here leaves them as they are written. */
  const codeIn = (page: ReturnType<typeof load>) => load(load(`<p>${page("#embed").text()}</p>`)("p").text());

  test("the code to embed is text that a page can take over", async () => {
    const page = await pageOf(`${LINK}&xem=map&lang=en`);
    expect(codeIn(page)("iframe").attr("src")).toBe("/nhung?i=members.admitted&y=2014-2016&xem=map&lang=en");
    const told = createApp(fakeServices({ publicUrl: "https://so-lieu.example" }));
    const whole = await pageOf(LINK, told);
    expect(codeIn(whole)("iframe").attr("src")).toBe(`https://so-lieu.example/nhung?${LINK}`);
    expect(whole("#permalink").attr("value")).toBe(`https://so-lieu.example/bang?${LINK}`);
  });
});
