import { load } from "cheerio/slim";
import { describe, expect, it } from "vitest";
import { createApp } from "../../../pipeline/serve/server.ts";
import { fakeOperation } from "../fake-desk.ts";
import { fakeServices } from "../fake-services.ts";

const app = createApp(fakeServices());
const page = async (path: string) => load(await (await app.request(path)).text());

describe("runs", () => {
  it("begin with the last night and what it asks to be done", async () => {
    const $ = await page("/luot-chay");
    expect($(".night").text()).toMatch(/1 trên 2 nguồn bị bỏ dở.*1 việc cần xem.*Đêm tới bắt đầu lúc 02:00 23\/11\/2026/su);
    expect(
      $("tbody tr")
        .map((_, row) => $(row).text().replaceAll(/\s+/gu, " "))
        .get(),
    ).toEqual([
      expect.stringMatching(/Chạy đêm ?có phần hỏng.*1 việc cần xem.*70 phút/u),
      expect.stringMatching(/Thêm tài liệu ?chưa xong hoặc bị ngắt/u),
    ]);
  });

  it("say so while there are none", async () => {
    const none = createApp(
      fakeServices({ operation: { ...fakeOperation(), runs: () => ({ runs: [], total: 0 }), lastNight: () => null } }),
    );
    expect(await (await none.request("/luot-chay")).text()).toContain("Chưa có lượt chạy nào.");
  });

  it("show a report with tables whose links are safe and whose words are escaped", async () => {
    const $ = await page("/luot-chay/2026-11-21T190000-abcdef01");
    expect($(".todo li").text()).toContain("<máy chủ>");
    expect(
      $("table td a")
        .map((_, link) => $(link).attr("href"))
        .get(),
    ).toEqual(["https://bao.example/a"]);
    expect($("table b").length).toBe(0);
  });

  it("tell one without a report by its counters", async () => {
    const $ = await page("/luot-chay/2026-11-20T100000-abcdef02");
    expect($("main").text()).toMatch(/không có báo cáo.*fetch\/200/su);
  });
});

describe("sources", () => {
  it("stand in a table, what asks for attention first, and are narrowed by state", async () => {
    const $ = await page("/nguon");
    expect(
      $("tbody th")
        .map((_, cell) => $(cell).text())
        .get(),
    ).toEqual(["Báo Cao Bằng", "Báo Lạng Sơn"]);
    expect((await page("/nguon?tinhtrang=fine"))("tbody tr").length).toBe(1);
    expect((await app.request("/nguon?tinhtrang=x")).status).toBe(400);
  });

  it("are told one by one, night by night", async () => {
    const $ = await page("/nguon/baocaobang");
    expect($("main").text()).toMatch(/bị bỏ dở.*22:00-06:00.*quá giờ.*7.*<máy chủ> không trả lời/su);
    expect((await page("/nguon/baocaobang?lang=en"))("main").text()).toContain("left before its end");
  });
});
