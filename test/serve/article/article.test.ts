import { load } from "cheerio/slim";
import { describe, expect, test } from "vitest";
import type { ArticleData } from "../../../pipeline/serve/article/view.ts";
import { createApp } from "../../../pipeline/serve/server.ts";
import { fakeServices } from "../fake-services.ts";
import { HOSTILE, LANG_SON, NEW_VERSION, OLD_VERSION, PRESS } from "../fixtures.ts";

const app = createApp(fakeServices());
const pageOf = async (id: string, query = "") => load(await (await app.request(`/bai/${id}${query}`)).text());
const dataOf = async (id: string) => (await (await app.request(`/api/v1/articles/${id}`)).json()) as ArticleData;

describe("every figure and citation of an article", () => {
  test.each(PRESS.map(({ head }) => head.id))("of %s is its slice of the text, within its sentence", async (id) => {
    const { text, figures, citations } = await dataOf(id);
    expect(figures.length).toBeGreaterThan(0);
    for (const quoted of [...figures.map(({ observation, sentence }) => ({ ...observation, sentence })), ...citations]) {
      expect(text.slice(quoted.start, quoted.end)).toBe(quoted.quote);
      expect(text.slice(quoted.sentence?.start, quoted.sentence?.end)).toBe(quoted.sentence?.quote);
      expect(quoted.sentence?.start).toBeLessThanOrEqual(quoted.start);
      expect(quoted.sentence?.end).toBeGreaterThan(quoted.start);
    }
  });

  test.each([LANG_SON, HOSTILE])("of %s is marked in the text and leads to its entry in the list and back", async (id) => {
    const { figures, citations } = await dataOf(id);
    const page = await pageOf(id);
    const entries = [
      ...figures.map(({ observation }, i) => ({ ...observation, entry: `so-${i + 1}` })),
      ...citations.map((citation, i) => ({ ...citation, entry: `van-ban-${i + 1}` })),
    ];
    for (const { start, entry } of entries) {
      expect(page(`mark#o${start}`)).toHaveLength(1);
      expect(page(`li#${entry} a[href="#o${start}"]`)).toHaveLength(1);
    }
    for (const link of page("mark a").toArray()) expect(page(page(link).attr("href") ?? "")).toHaveLength(1);
  });

  test("the words of the text are all there, once, in order", async () => {
    const { text } = await dataOf(HOSTILE);
    const page = await pageOf(HOSTILE);
    expect(`${page("h1").text()}\n${page(".text p").text()}`).toBe(text);
  });
});

describe("an article's page", () => {
  test("marks name the figure, and overlapping figures share the marked words", async () => {
    const page = await pageOf(LANG_SON);
    const titles = page("mark.figure")
      .toArray()
      .map((mark) => page(mark).attr("title"));
    expect(titles[0]).toBe("Đảng viên mới kết nạp: 1.168, Lạng Sơn");
    expect(titles[1]).toBe("Đảng viên mới kết nạp: 1.168, Lạng Sơn; Đảng viên mới kết nạp: 101%, Lạng Sơn");
  });

  test("the list of figures shows value, dimensions, place, period and how it is known", async () => {
    const page = await pageOf(LANG_SON);
    const entries = page("ol.figures > li > p:first-child")
      .toArray()
      .map((entry) => page(entry).text().replace(/\s+/g, " "));
    expect(entries[2]).toBe("hơn 320 Đảng viên mới kết nạp, nữ Lạng Sơn · năm 2014 (văn bản nói rõ)");
    expect(entries[4]).toBe("96 Đảng viên mới kết nạp Huyện Chi Lăng, Lạng Sơn · năm 2014 (văn bản nói rõ)");
    const details = page("#so-4 details").text();
    for (const word of ["45/48 tổ chức", "45/48", "93%", "kết nạp <n> đảng viên", "“Đảng bộ tỉnh” đứng đầu câu"])
      expect(details).toContain(word);
  });

  test("the report behind the figures is linked as their source, beside the page itself", async () => {
    const page = await pageOf(LANG_SON);
    expect(
      page(".facts a")
        .toArray()
        .map((link) => page(link).attr("href")),
    ).toEqual(["https://bao.example/bai-goc", "http://127.0.0.1:9001/tin/1", `/ban-goc/${LANG_SON.slice(0, 16).repeat(4)}`]);
  });

  test("lists and tables of the text are lists and tables", async () => {
    const page = await pageOf(LANG_SON);
    expect(
      page(".text li")
        .toArray()
        .map((item) => page(item).text()),
    ).toEqual(["Huyện Chi Lăng kết nạp 96 đảng viên", "Huyện Hữu Lũng kết nạp 110 đảng viên"]);
    expect(
      page(".text tr")
        .toArray()
        .map((row) =>
          page(row)
            .find("td")
            .toArray()
            .map((cell) => page(cell).text()),
        ),
    ).toEqual([
      ["Năm", "Kết nạp"],
      ["2013", "1.090 người"],
    ]);
  });

  test("an untrustworthy text says so", async () => {
    expect((await pageOf(HOSTILE))(".note").text()).toContain("đã sửa các năm");
    expect((await pageOf(LANG_SON))(".note")).toHaveLength(0);
  });

  test("an old version says so and leads to the newest", async () => {
    const page = await pageOf(OLD_VERSION);
    expect(page(".note a").attr("href")).toBe(`/bai/${NEW_VERSION}`);
  });

  test("versions tell which figure changed", async () => {
    const page = await pageOf(NEW_VERSION);
    expect(page(".versions del").text()).toBe("2.300");
    expect(page(".versions ins").text()).toBe("2.030");
    expect((await pageOf(NEW_VERSION, "?lang=en"))(".versions li li").text()).toContain("changed: Members admitted");
  });

  test("a check that fails stands beside its figure, in words", async () => {
    expect((await pageOf(NEW_VERSION))("#so-1 > .checks .fails").text()).toBe(
      "Cộng các phần: không khớp. các hình thức cộng lại khác tổng (tính ra 243, bài in 233)",
    );
  });
});

test("the steps of reading come as data and as a page", async () => {
  const data = await (await app.request(`/api/v1/articles/${LANG_SON}/explain?offset=162`)).json();
  expect(data).toMatchObject({ article: LANG_SON, offset: 162, steps: [expect.stringContaining("162"), "chọn nơi: <Lạng Sơn>"] });
  const page = load(await (await app.request(`/bai/${LANG_SON}/giai-thich?vitri=162`)).text());
  expect(page("ol.steps li").last().text()).toBe("chọn nơi: <Lạng Sơn>");
  expect(page("main a").attr("href")).toBe(`/bai/${LANG_SON}#o162`);
});
