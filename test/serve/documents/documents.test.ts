import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import { createApp } from "../../../pipeline/serve/server.ts";
import { HOSTILE_DOCUMENT, PROGRAMME, RESOLUTION } from "../fake-documents.ts";
import { fakeServices } from "../fake-services.ts";
import { LANG_SON } from "../fixtures.ts";

const app = createApp(fakeServices());
const get = (path: string) => app.request(path);
const pageOf = async (path: string) => load(await (await get(path)).text());
const addressOf = (id: string): string => `/van-ban/${encodeURIComponent(id)}`;

describe("the list of documents", () => {
  test("has the most cited first, thirty a page", async () => {
    const page = await pageOf("/van-ban");
    expect(page(".documents li")).toHaveLength(30);
    expect(page(".documents a").first().text()).toBe("Nghị quyết 21-NQ/TW");
    expect(page(".paging a[rel=next]").attr("href")).toBe("/van-ban?trang=2");
    expect((await pageOf("/van-ban?trang=2"))(".documents li")).toHaveLength(13);
  });

  test("is narrowed by number, kind, issuer and province, and keeps the choice over pages and forms", async () => {
    expect((await pageOf("/van-ban?so=21-NQ"))(".documents li")).toHaveLength(1);
    expect((await pageOf("/van-ban?loai=programme"))(".documents a").text()).toBe("Chương trình 45-CTr/TU");
    const page = await pageOf("/van-ban?noi=centre&xep=newest&dong=10");
    expect(page(".paging a[rel=next]").attr("href")).toBe("/van-ban?noi=centre&xep=newest&dong=10&trang=2");
    expect(page("#chon-noi option[selected]").attr("value")).toBe("centre");
    expect((await pageOf("/van-ban?tinh=63-20"))("form input[name=tinh]").attr("value")).toBe("63-20");
  });

  test("says when nothing fits, and when a page lies behind the last", async () => {
    expect((await pageOf("/van-ban?so=999-XX"))("[role=status]").text()).toContain("Không có văn bản nào");
    expect((await pageOf("/van-ban?trang=9"))(".paging a[rel=prev]").attr("href")).toBe("/van-ban?trang=2");
  });

  test("answers the same as data, at most a hundred at once", async () => {
    const answer = (await (await get("/api/v1/documents?group=province&limit=1")).json()) as { documents: { id: string }[] };
    expect(answer).toMatchObject({ total: 2, page: 1, pages: 2 });
    expect(answer.documents).toHaveLength(1);
    expect((await get("/api/v1/documents?limit=101")).status).toBe(400);
  });
});

describe("a document's page", () => {
  test("says what it is, what it replaces and who cites it", async () => {
    const page = await pageOf(addressOf(RESOLUTION));
    expect(page("h1").text()).toBe("Nghị quyết 21-NQ/TW");
    const facts = page("dl.facts").text();
    for (const words of ["Ban Chấp hành Trung ương", "16/06/2022", "Hội nghị Trung ương 5", "100-QĐ/TW", RESOLUTION])
      expect(facts).toContain(words);
    expect(page("section[aria-labelledby=ai-dan]").text()).toContain("15 lần dẫn trong 12 bài, ở 3 tỉnh");
    expect(page("section[aria-labelledby=ai-dan]").text()).toContain("2 bài không rõ của tỉnh nào");
  });

  test("shows of each province the first article, its own document and the sentences", async () => {
    const page = await pageOf(addressOf(RESOLUTION));
    const row = page(".lags tbody tr").first();
    expect(row.find("th a").attr("href")).toBe("/tinh/63-20");
    expect(row.find("td").first().find("a").attr("href")).toBe(`/bai/${LANG_SON}#o118`);
    expect(row.find("td").eq(2).find("a").attr("href")).toBe(addressOf(PROGRAMME));
    expect(row.find("td").eq(3).text()).toBe("116");
    expect(
      row
        .find("mark")
        .toArray()
        .map((mark) => page(mark).text()),
    ).toEqual(["Nghị quyết 21-NQ/TW", "Chương trình 45-CTr/TU"]);
  });

  test("draws the days to the first article where hardly any province has a document of its own", async () => {
    const titles = (await pageOf(addressOf(RESOLUTION)))("svg[data-kind=bars] title");
    expect(titles.text()).toContain("bài đầu tiên dẫn 21-NQ/TW");
  });

  test("of a number that only articles tell of says so, and has no lag", async () => {
    const page = await pageOf(addressOf(PROGRAMME));
    expect(page("main").text()).toContain("chưa có trong sổ văn bản");
    expect(page(".lags")).toHaveLength(0);
  });

  test("lets nothing of what articles say run", async () => {
    for (const id of [RESOLUTION, HOSTILE_DOCUMENT]) expect(await (await get(addressOf(id))).text()).not.toMatch(/<script>alert/);
    expect(await (await get("/van-ban?tinh=63-96")).text()).not.toMatch(/<script>alert/);
  });

  test("is the same as data, with an encoded slash in its address", async () => {
    const data = (await (await get(`/api/v1/documents/${encodeURIComponent(RESOLUTION)}?boundaries=now`)).json()) as {
      document: { id: string };
      boundaries: string;
    };
    expect([data.document.id, data.boundaries]).toEqual([RESOLUTION, "now"]);
    expect((await get(`${addressOf(RESOLUTION)}.json`)).headers.get("Content-Type")).toContain("application/json");
  });

  test.each(["/van-ban/khong-co", `/van-ban/${"x".repeat(500)}`, "/api/v1/documents/%00"])("%s is not there", async (path) =>
    expect((await get(path)).status).toBe(404),
  );
});
