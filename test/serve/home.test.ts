import { load } from "cheerio/slim";
import { expect, test } from "vitest";
import type { Overview } from "../../pipeline/serve/home.ts";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeSearch, fakeServices, fakeStore } from "./fake-services.ts";

const app = createApp(fakeServices());

test("the home page tells coverage in words and by indicator", async () => {
  const page = load(await (await app.request("/")).text());
  expect(page("#coverage + p").text()).toBe("13 con số của 4 tỉnh, thành phố (theo địa giới từng thời kỳ), thuộc 2 chỉ số.");
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

test("the last runs come newest first, with what each brought", async () => {
  const { runs, articles } = (await (await app.request("/api/v1/overview")).json()) as Overview;
  expect(runs.map(({ run, articles: count }) => [run.id, count])).toEqual([
    ["run-3", 0],
    ["run-2", 4],
    ["run-1", 0],
  ]);
  expect(articles).toHaveLength(4);
  const page = load(await (await app.request("/")).text());
  expect(
    page("#runs ~ ul strong")
      .toArray()
      .map((outcome) => page(outcome).text()),
  ).toEqual(["Chưa xong hoặc bị ngắt", "4 bài mới hoặc vừa đổi", "Không có gì mới"]);
});

test("an empty store says what to do", async () => {
  const store = { ...fakeStore([]), runs: () => [] };
  const page = load(await (await createApp(fakeServices({ store, search: fakeSearch([]) })).request("/")).text());
  expect(page("#coverage + p").text()).toMatch(/^Chưa có số liệu nào/);
  expect(page("#runs ~ p").text()).toBe("Chưa có lần chạy nào.");
});
