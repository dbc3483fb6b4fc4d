import { load } from "cheerio/slim";
import { expect, test } from "vitest";
import type { Overview } from "../../../pipeline/serve/home/home.ts";
import { createApp } from "../../../pipeline/serve/server.ts";
import type { Services } from "../../../pipeline/serve/services.ts";
import type { Cell } from "../../../pipeline/types/table.ts";
import { fakeSearch, fakeServices, fakeStore } from "../fake-services.ts";

const app = createApp(fakeServices());

test("the home page tells coverage in words and by indicator", async () => {
  const page = load(await (await app.request("/")).text());
  expect(page("#coverage + p").text()).toBe(
    "13 con số của 4 tỉnh, thành phố (theo địa giới từng thời kỳ), thuộc 2 chỉ số. 4/12 tỉnh, thành phố có ít nhất một số liệu; chọn một ô để xem tỉnh đó.",
  );
  const rows = page("tbody tr")
    .toArray()
    .map((row) =>
      page(row)
        .find("th, td")
        .toArray()
        .map((cell) => page(cell).text()),
    );
  expect(rows[0]).toEqual(["Đảng viên mới kết nạp", "12", "4", "2013–2016", "Mở bảng"]);
  expect(rows[2]).toEqual(["Tổng số đảng viên", "0", "0", "chưa có", "Mở bảng"]);
});

test("what is new since a week comes first, with its figures", async () => {
  const { fresh, articles } = (await (await app.request("/api/v1/overview")).json()) as Overview;
  const page = load(await (await app.request("/")).text());
  expect(articles.length).toBeGreaterThan(0);
  expect(page("#new ~ ul a")).toHaveLength(articles.length);
  expect(page("#new + p").text()).toBe(
    fresh.articles === 0
      ? "Không có bài nào mới trong 7 ngày qua."
      : `${fresh.articles} bài mới đọc hoặc vừa đổi, ${fresh.figures} số liệu.`,
  );
});

/** A table of three provinces in two years, with what is published of the country where `national` says so. */
function threeProvinces(national: boolean): Services["table"] {
  const cell = (province: string, year: number, value: number): Cell => ({
    province,
    year,
    kind: "reported",
    value,
    bound: "exact",
    candidates: [],
    agree: 1,
    dissent: [],
    checks: [],
  });
  return (spec) => {
    const years = [2014, 2015];
    const rows = ["63-01", "63-20", "63-68"].map((province, i) => ({
      province,
      name: province,
      cells: years.map((year) => cell(province, year, 10 * i + year - 2014)),
    }));
    const published = (year: number) => (national ? cell("VN", year, 5000 + year) : null);
    const total = { sum: null, bound: "exact", method: "sum", reported: 0, of: 63 } as const;
    const cells = years.map((year) => ({ ...total, period: String(year), published: published(year) }));
    return { spec, years, rows, coverage: [], breaks: [], totals: [{ level: "national", code: null, name: { vi: "", en: "" }, cells }] };
  };
}

test.each([
  [false, "median", [10, 11], 3],
  [true, "national", [7014, 7015], null],
] as const)(
  "a headline is the median of the provinces, but the country's value where one is published (%s: %s)",
  async (national, basis, values, provinces) => {
    const services = fakeServices({ table: threeProvinces(national) });
    const { headlines } = (await (await createApp(services).request("/api/v1/overview")).json()) as Overview;
    expect(headlines).toHaveLength(2);
    expect(headlines[0]?.basis).toBe(basis);
    expect(headlines[0]?.points.map(({ value }) => value)).toEqual(values);
    expect(headlines[0]?.points.map((point) => point.provinces)).toEqual([provinces, provinces]);
    const page = load(await (await createApp(services).request("/")).text());
    expect(page(".headlines > li")).toHaveLength(2);
    expect(page(".headlines svg[data-kind=spark]")).toHaveLength(2);
  },
);

test("years of fewer than three provinces have no point in a headline", async () => {
  const { headlines } = (await (await app.request("/api/v1/overview")).json()) as Overview;
  expect(headlines.flatMap(({ points }) => points).filter(({ provinces }) => (provinces ?? 3) < 3)).toEqual([]);
  const two: Services["table"] = (spec) => {
    const whole = threeProvinces(false)(spec);
    return { ...whole, rows: whole.rows.slice(0, 2) };
  };
  const sparse = (await (await createApp(fakeServices({ table: two })).request("/api/v1/overview")).json()) as Overview;
  expect(sparse.headlines).toEqual([]);
});

test("the map has every province of its system once, and a province without figures no value", async () => {
  const { map } = (await (await app.request("/api/v1/overview")).json()) as Overview;
  const ids = map.provinces.map(({ province }) => province);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids.every((id) => id.startsWith(map.system))).toBe(true);
  expect(load(await (await app.request("/")).text())("svg[data-kind=tiles]")).toHaveLength(1);
});

test("an empty store says what to do", async () => {
  const store = { ...fakeStore([]), runs: () => [] };
  const page = load(await (await createApp(fakeServices({ store, search: fakeSearch([]) })).request("/")).text());
  expect(page("#coverage + p").text()).toMatch(/^Chưa có số liệu nào/);
  expect(page(".headlines")).toHaveLength(0);
});
