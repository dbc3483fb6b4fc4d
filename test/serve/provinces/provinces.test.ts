import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import { findProvince, slugOf } from "../../../pipeline/serve/provinces/names.ts";
import { createApp } from "../../../pipeline/serve/server.ts";
import { fakeServices } from "../fake-services.ts";
import { LANG_SON, PROVINCES } from "../fixtures.ts";

const app = createApp(fakeServices());
const get = (path: string) => app.request(path);
const pageOf = async (path: string) => load(await (await get(path)).text());
const jsonOf = async (path: string) =>
  (await (await get(path)).json()) as Record<string, unknown> & { province: Record<string, unknown>; series: { values: unknown[] }[] };

describe("a province's name in an address", () => {
  test.each([
    ["Lạng Sơn", "lang-son"],
    ["Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"],
    ["Đắk Lắk", "dak-lak"],
  ])("%s is %s", (name, slug) => expect(slugOf(name)).toBe(slug));

  test.each<readonly [string, string | undefined, string]>([
    ["lang-son", "34-20", "of both systems: the one of today"],
    ["bac-giang", "63-24", "there is none of today"],
    ["63-20", "63-20", "an id"],
    ["khong-co", undefined, "no such name"],
    ["", undefined, "nothing"],
  ])("%s is the unit %s (%s)", (text, id) => expect(findProvince({ provinces: PROVINCES }, text)?.id).toBe(id));

  test("leads from the name to the page of the unit, in the language asked for", async () => {
    const answer = await get("/tinh/lang-son?lang=en");
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/tinh/34-20?lang=en"]);
    expect((await get("/tinh/khong-co")).status).toBe(404);
  });

  test.each(["/tinh//elsewhere.example", "/tinh/%2F%2Felsewhere.example", "/tinh/lang-son%0d%0aX:1"])(
    "%s leads nowhere else",
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.headers.get("Location")]).toEqual([404, null]);
    },
  );
});

describe("the list of provinces", () => {
  test("has both systems apart, each with its map, and what became of each unit", async () => {
    const page = await pageOf("/tinh");
    expect(
      page("h2")
        .toArray()
        .map((h) => page(h).attr("id")),
    ).toEqual(["he-34", "he-63"]);
    expect(page("svg[data-kind=tiles]")).toHaveLength(2);
    const row = page("section[aria-labelledby=he-63] tr[data-name='bac giang']");
    expect(row.find("td a").attr("href")).toBe("/tinh/34-24");
    expect(page("section[aria-labelledby=he-34] tr[data-name='bac ninh'] td").last().text()).toBe("Bắc Giang, Bắc Ninh");
    expect(page("section[aria-labelledby=he-34] tr[data-name='lang son'] td").last().text()).toBe("giữ nguyên địa giới");
  });

  test("shows all without script: the field that narrows it is hidden", async () => {
    const page = await pageOf("/tinh");
    expect(page("[data-filter]").attr("hidden")).toBeDefined();
    expect(page("tr[data-name]")).toHaveLength(PROVINCES.length);
  });
});

describe("a province's page", () => {
  test("says which system its figures are of, and where the unit went", async () => {
    const page = await pageOf("/tinh/63-24");
    expect(page("h1").text()).toBe("Bắc Giang (đến 30/6/2025)");
    expect(page(".note a").attr("href")).toBe("/tinh/34-24");
    expect(page("dl.facts").text()).toContain("63 tỉnh, thành phố (đến 30/6/2025)");
  });

  test("of a unit of today names what it was merged from, with the day", async () => {
    const page = await pageOf("/tinh/34-24");
    const links = page("dl.facts a")
      .toArray()
      .map((a) => page(a).attr("href"));
    expect(links).toEqual(["/tinh/63-24", "/tinh/63-27"]);
    expect(page("dl.facts").text()).toContain("ngày 1/7/2025".replace("1/7", "01/07"));
  });

  test("shows each series with its curve, its last value at its sentence, and what is missing or computed", async () => {
    const page = await pageOf("/tinh/63-24");
    const row = page(".series tbody tr").first();
    expect(row.find("svg[data-kind=spark]")).toHaveLength(1);
    expect(row.find("td").eq(1).text()).toContain("97,12");
    const values = row
      .find(".values li")
      .toArray()
      .map((li) => page(li).text());
    expect(values.find((text) => text.startsWith("2014"))).toContain("2.210");
    expect(values.find((text) => text.startsWith("2015"))).toContain("tính từ các tỉnh cũ");
    expect(values.find((text) => text.startsWith("2016"))).toContain("thiếu Bắc Ninh");
  });

  test("a reported value leads to the article at its figure", async () => {
    const page = await pageOf("/tinh/63-20");
    const hrefs = page(".values a")
      .toArray()
      .map((a) => page(a).attr("href") ?? "");
    expect(hrefs.some((href) => href.startsWith(`/bai/${LANG_SON}#o`))).toBe(true);
  });

  test("lists newest articles, documents issued and documents cited", async () => {
    const page = await pageOf("/tinh/63-20");
    expect(page("section[aria-labelledby=bai] a").text()).toContain("Lạng Sơn kết nạp");
    expect(page("section[aria-labelledby=ban-hanh] .documents a").attr("href")).toBe(
      `/van-ban/${encodeURIComponent("45-CTr/TU@63-20:2022-10-10")}`,
    );
    expect(page("section[aria-labelledby=dan] .documents a").text()).toContain("21-NQ/TW");
  });

  test("without figures says so", async () => {
    expect((await pageOf("/tinh/34-20"))("section[aria-labelledby=chuoi]").text()).toContain("Chưa có số liệu");
  });

  test("is the same as data, under its twin and by its name", async () => {
    const data = await jsonOf("/api/v1/provinces/63-24");
    expect(data.province).toMatchObject({ id: "63-24", system: "63", mergedInto: { id: "34-24", on: "2025-07-01" } });
    expect(data.series[0]?.values).toContainEqual({
      year: 2016,
      value: null,
      bound: "exact",
      kind: "partial",
      missing: ["Bắc Ninh"],
      isUnfinished: false,
      isDisputed: false,
      href: null,
    });
    expect(await jsonOf("/tinh/63-24.json")).toEqual(data);
    expect(await jsonOf("/api/v1/provinces/bac-giang")).toEqual(data);
  });

  test.each(["/tinh/63-99", "/tinh/24", "/api/v1/provinces/xx"])("%s is not there", async (path) =>
    expect((await get(path)).status).toBe(404),
  );
});
