import { load } from "cheerio/slim";
import { expect, test } from "vitest";
import { createApp } from "../../pipeline/serve/server.ts";
import { fakeSearch, fakeServices } from "./fake-services.ts";
import { LANG_SON, PRESS } from "./fixtures.ts";
import { store } from "./press.ts";

const app = createApp(fakeServices());
const many = Array.from({ length: 45 }, (_, i) =>
  store({
    id: `${String(i).padStart(16, "0")}-0`,
    url: `https://bao.example/${i}`,
    title: `Bài số ${i}`,
    body: [["paragraph", "Chi bộ sinh hoạt chuyên đề."]],
  }),
);
const full = createApp(fakeServices({ search: fakeSearch(many) }));
const pageOf = async (address: string, of = app) => load(await (await of.request(address)).text());

test("hits show the sentence with the words marked, and how many figures the article holds", async () => {
  const page = await pageOf("/tim?q=doanh nghiệp");
  const hit = page(".hits > li").first();
  expect(hit.find("h2 a").attr("href")).toBe(`/bai/${LANG_SON}`);
  expect(hit.find("mark").text()).toBe("doanh nghiệp");
  expect(hit.find(".muted").text()).toBe("Lạng Sơn · Báo Mẫu, 12/01/2015 · 6 con số");
});

test("the search box keeps what was asked", async () => {
  expect((await pageOf(`/tim?q=${encodeURIComponent('"a" & b')}`))("#q").attr("value")).toBe('"a" & b');
});

test("no hit and no question are told apart", async () => {
  expect((await pageOf("/tim?q=zzz"))("[role=status]").text()).toContain("Không có bài nào cho “zzz”");
  expect((await pageOf("/tim"))("[role=status]")).toHaveLength(0);
});

test("pages of results follow each other without gap or repeat", async () => {
  const seen: string[] = [];
  let next: string | undefined = "/tim?q=chuyên đề";
  for (let steps = 0; next !== undefined && steps < 10; steps++) {
    const page = await pageOf(next, full);
    seen.push(
      ...page(".hits h2")
        .toArray()
        .map((title) => page(title).text()),
    );
    next = page(".paging a[rel=next]").attr("href");
  }
  expect(seen).toEqual(many.map(({ head }) => head.title));
});

test("a page after the last says so and leads back", async () => {
  const page = await pageOf("/tim?q=chuyên đề&trang=9", full);
  expect(page("[role=status] a").attr("href")).toBe("/tim?q=chuy%C3%AAn+%C4%91%E1%BB%81");
});

test("sentences in JSON are slices of the article's text", async () => {
  const { hits } = (await (await app.request("/api/v1/search?query=đảng viên")).json()) as {
    hits: { article: { id: string }; sentence: { text: string; start: number; marks: { start: number; end: number }[] } }[];
  };
  expect(hits.length).toBeGreaterThan(1);
  for (const { article, sentence } of hits) {
    const text = PRESS.find(({ head }) => head.id === article.id)?.read.article.text ?? "";
    expect(text.slice(sentence.start, sentence.start + sentence.text.length)).toBe(sentence.text);
    for (const { start, end } of sentence.marks) expect(sentence.text.slice(start, end).toLowerCase()).toBe("đảng viên");
  }
});
