import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import type { ArticleData } from "../../../pipeline/serve/article/view.ts";
import { createApp } from "../../../pipeline/serve/server.ts";
import { fakeServices, fakeStore } from "../fake-services.ts";
import { LANG_SON, PRESS } from "../fixtures.ts";
import { store } from "../press.ts";

const ID = "abcdef0123456789-0";
const document = {
  issuer: "TỈNH ỦY LẠNG SƠN",
  number: "12-NQ/TU",
  id: "12-NQ/TU@63-20:2021-03-05",
  kind: "resolution" as const,
  place: "Lạng Sơn",
  issued: "2021-03-05",
  subject: "về củng cố chi bộ <nông thôn>",
  sections: [
    { level: 1, mark: "II", title: "CHỈ TIÊU & GIẢI PHÁP", start: 44, end: 100 },
    { level: 2, mark: "1", title: "Chỉ tiêu", start: 60, end: 100 },
  ],
  recipients: ["Ban Bí thư", "Các huyện ủy"],
  signature: { name: "Vi Văn Thử", office: "BÍ THƯ", behalf: "T/M BAN THƯỜNG VỤ" },
};
const issued = store({
  id: ID,
  url: "http://127.0.0.1:9001/nghi-quyet",
  title: "Nghị quyết về củng cố chi bộ <nông thôn>",
  body: [
    ["heading", "II. CHỈ TIÊU & GIẢI PHÁP"],
    ["heading", "1. Chỉ tiêu"],
    ["list", "Mỗi năm kết nạp 240 đảng viên."],
  ],
  document,
});
const app = createApp({ ...fakeServices(), store: fakeStore([...PRESS, issued]) });
const pageOf = async (id: string, query = "") => load(await (await app.request(`/bai/${id}${query}`)).text());

describe("the page of an issued document", () => {
  test("shows what its head and foot tell", async () => {
    const page = await pageOf(ID);
    const pairs = page("dl.issued dt")
      .toArray()
      .map((term) => [page(term).text(), page(term).next().text()]);
    expect(pairs).toEqual([
      ["Loại, số", "nghị quyết 12-NQ/TU 12-NQ/TU@63-20:2021-03-05"],
      ["Cơ quan ban hành", "Tỉnh ủy Lạng Sơn"],
      ["Ngày ban hành", "Lạng Sơn, 05/03/2021"],
      ["Ký", "T/M BAN THƯỜNG VỤ, BÍ THƯ, Vi Văn Thử"],
      ["Nơi nhận", "Ban Bí thư; Các huyện ủy"],
    ]);
  });

  test("has a table of its parts", async () => {
    const page = await pageOf(ID);
    const rows = page("table.sections tbody tr")
      .toArray()
      .map((row) => page(row).text());
    expect(rows).toEqual(["IICHỈ TIÊU & GIẢI PHÁP", "1Chỉ tiêu"]);
    expect(page("table.sections td.level-2")).toHaveLength(1);
  });

  test("says so in English too", async () => {
    const page = await pageOf(ID, "?lang=en");
    expect(page("h2#issued").text()).toBe("The document");
    expect(page("dl.issued dd").first().text()).toContain("resolution 12-NQ/TU");
  });

  test("has the same as data", async () => {
    const data = (await (await app.request(`/api/v1/articles/${ID}`)).json()) as ArticleData;
    expect(data.document).toEqual(document);
  });
});

test("an article that is no document shows none", async () => {
  expect((await pageOf(LANG_SON))("h2#issued")).toHaveLength(0);
  expect(((await (await app.request(`/api/v1/articles/${LANG_SON}`)).json()) as ArticleData).document).toBeNull();
});
