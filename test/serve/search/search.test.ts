import { load } from "cheerio/slim";
import { expect, test } from "vitest";
import { joinList, splitList } from "../../../pipeline/serve/search/query.ts";
import { SearchAnswer, SuggestAnswer } from "../../../pipeline/serve/search/shapes.ts";
import { createApp } from "../../../pipeline/serve/server.ts";
import { fakeSearch, fakeServices, fakeStore } from "../fake-services.ts";
import { BAC_GIANG, LANG_SON, PRESS } from "../fixtures.ts";
import { store } from "../press.ts";

const app = createApp(fakeServices());
const many = Array.from({ length: 145 }, (_, i) =>
  store({
    id: `${String(i).padStart(16, "0")}-0`,
    url: `https://bao.example/${i}`,
    title: `Bài số ${i}`,
    publisher: i < 12 ? `Báo thứ ${i}` : "Báo A, B",
    body: [["paragraph", "Chi bộ sinh hoạt chuyên đề."]],
  }),
);
const full = createApp(fakeServices({ search: fakeSearch(many) }));
const pageOf = async (address: string, of = app) => load(await (await of.request(address)).text());
const jsonOf = async (address: string, of = app) => SearchAnswer.parse(await (await of.request(address)).json());

test("hits show the sentence with the words marked, and how many figures the article holds", async () => {
  const page = await pageOf("/tim?q=doanh nghiệp");
  const hit = page(".hits > li").first();
  expect(hit.find("h2 a").attr("href")).toBe(`/bai/${LANG_SON}`);
  expect(hit.find("mark").text()).toBe("doanh nghiệp");
  expect(hit.find(".muted a").attr("href")).toBe(`/bai/${LANG_SON}/tuong-tu`);
  expect(hit.find(".muted").text()).toBe(
    "Lạng Sơn · Báo Mẫu, 12/01/2015 · 6 con số · Bài tương tự: Lạng Sơn kết nạp 1.168 đảng viên trong năm 2014",
  );
});

test("hits show up to five figures in words, each leading to its sentence", async () => {
  const figures = (await pageOf("/tim?q=doanh nghiệp"))(".hits > li").first().find(".hit-figures li");
  expect(figures).toHaveLength(5);
  expect(figures.first().text()).toBe("1.168 Đảng viên mới kết nạp · Lạng Sơn · năm 2014");
  expect(figures.first().find("a").attr("href")).toMatch(new RegExp(`^/bai/${LANG_SON}#o\\d+$`));
});

test("a reprint is one hit with its original, which says where else it stands", async () => {
  const original = PRESS.find(({ head }) => head.id === LANG_SON);
  const carriers = [
    original?.head,
    ...PRESS.filter(({ head }) => head.id === BAC_GIANG).map(({ head }) => ({ ...head, reprintOf: LANG_SON })),
  ];
  const carrying = { ...fakeStore(), carriers: () => carriers.flatMap((head) => head ?? []) };
  const page = await pageOf("/tim?q=doanh nghiệp", createApp(fakeServices({ store: carrying })));
  expect(page(".hits > li").first().find(".muted").text()).toContain("đăng lại ở 1 nơi khác");
});

test("the search box keeps what was asked, with filters and order", async () => {
  expect((await pageOf(`/tim?q=${encodeURIComponent('"a" & b')}`))("#q").attr("value")).toBe('"a" & b');
  const page = await pageOf("/tim?q=a&nam=2014&xep=date");
  const hidden = page("form.search input[type=hidden]").toArray();
  expect(hidden.map((input) => [page(input).attr("name"), page(input).attr("value")])).toEqual([
    ["nam", "2014"],
    ["xep", "date"],
  ]);
});

test("no hit and no question are told apart", async () => {
  expect((await pageOf("/tim?q=zzz"))("[role=status]").text()).toContain("Không có bài nào cho “zzz”");
  const empty = await pageOf("/tim");
  expect(empty("[role=status]")).toHaveLength(0);
  expect(empty(".search-help[open] dt a")).not.toHaveLength(0);
});

test("a facet's values narrow, are taken out again, and stand in words", async () => {
  const page = await pageOf("/tim?q=đảng viên");
  const value = page(".facets a")
    .toArray()
    .find((link) => page(link).text().startsWith("Bắc Giang"));
  const narrowed = page(value).attr("href") ?? "";
  expect(new URL(narrowed, "http://x").searchParams.get("tinh63")).toBe("63-24");
  const shown = await pageOf(narrowed);
  expect(shown(".hits > li")).toHaveLength(1);
  expect(shown(".chip").text().replace(/\s+/gu, " ")).toBe("Bỏ Tỉnh (đến 30-6-2025): Bắc Giang ✕");
  expect(shown(".chip").attr("href")).toBe(`/tim?q=${encodeURIComponent("đảng viên").replace("%20", "+")}`);
});

test("two values of a facet widen: both stand in the address", async () => {
  const page = await pageOf("/tim?q=đảng viên&tinh63=63-24");
  const other = page(".facets a")
    .toArray()
    .find((link) => page(link).text().startsWith("Lạng Sơn"));
  expect(new URL(page(other).attr("href") ?? "", "http://x").searchParams.get("tinh63")).toBe("63-24,63-20");
});

test("more than eight values stand behind a summary, and commas in a value are no border", async () => {
  const page = await pageOf("/tim?q=chuyên đề", full);
  const publishers = page("#f-publisher").parent();
  expect(publishers.children("ul").children()).toHaveLength(8);
  expect(publishers.find("details summary").text()).toContain("5 giá trị nữa");
  const link =
    page(
      publishers
        .find("a")
        .toArray()
        .find((one) => page(one).text().startsWith("Báo A, B")),
    ).attr("href") ?? "";
  expect((await jsonOf(link.replace("/tim", "/tim.json"), full)).total).toBe(133);
});

test.each<readonly (readonly string[])[]>([[["a", "b"]], [["a, b", "c"]], [["\\", "x\\,y"]], [[]]])(
  "a list of %j is read back as it was written",
  (values) => {
    expect(splitList(joinList(values))).toEqual(values);
  },
);

test("nothing found leads on: without a filter, and with the query as it was probably meant", async () => {
  const page = await pageOf("/tim?q=doanh nghiệp&nam=1990&chiso=x.y");
  expect(page(".facets")).toHaveLength(0);
  expect(page(".wider li").text()).toContain("Bỏ mọi điều kiện thu hẹp: 1 bài");
  expect((await pageOf("/tim?q=ket nạp"))(".instead a").attr("href")).toBe("/tim?q=k%E1%BA%BFt+n%E1%BA%A1p");
});

test("a query that was not met word for word says so", async () => {
  const search = fakeSearch();
  const near = {
    ...search,
    search: (...asked: Parameters<typeof search.search>) => ({ ...search.search(...asked), reading: "near" as const }),
  };
  const page = await pageOf("/tim?q=doanh nghiệp", createApp(fakeServices({ search: near })));
  expect(page("[role=status] .note").text()).toContain("gần giống");
});

test("filters alone are a question too", async () => {
  expect((await jsonOf("/api/v1/search?province63=63-24")).hits.map(({ article }) => article.id)).toContain(BAC_GIANG);
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

test("page numbers show the first, the neighbours and the last", async () => {
  const page = await pageOf("/tim?q=chuyên đề&trang=5&so=10", full);
  const parts = page(".paging").children().toArray();
  expect(parts.map((part) => page(part).text())).toEqual(["Trang trước", "1", "…", "3", "4", "5", "6", "7", "…", "15", "Trang sau"]);
  expect(page(".paging [aria-current=page]").text()).toBe("5");
});

test("the cursor of the API leads through all hits in the order of the pages", async () => {
  const seen: string[] = [];
  let next: string | null = "/api/v1/search?query=chuyên đề&limit=60";
  while (next !== null) {
    const answer: SearchPart = await jsonOf(next, full);
    seen.push(...answer.hits.map(({ article }) => article.title));
    next = answer.nextHref;
  }
  expect(seen).toEqual(many.map(({ head }) => head.title));
});
type SearchPart = Awaited<ReturnType<typeof jsonOf>>;

test("a page after the last says so and leads back; one beyond the deepest is not searched", async () => {
  const page = await pageOf("/tim?q=chuyên đề&trang=19", full);
  expect(page("[role=status] a").attr("href")).toBe("/tim?q=chuy%C3%AAn+%C4%91%E1%BB%81");
  const deepest = await jsonOf("/api/v1/search?query=chuyên đề&page=500&limit=100", full);
  expect([deepest.total, deepest.hits.length, deepest.next]).toEqual([145, 0, null]);
});

test("the page names its feed and its JSON, with the names of the API", async () => {
  const page = await pageOf("/tim?q=kết nạp&tinh63=63-20&xep=date&trang=2");
  const params = (selector: string) => Object.fromEntries(new URL(page(selector).attr("href") ?? "", "http://x").searchParams);
  expect(params("link[type='application/atom+xml']")).toEqual({ query: "kết nạp", province63: "63-20" });
  expect(params("link[type='application/json']")).toEqual({ query: "kết nạp", province63: "63-20", sort: "date", page: "2" });
});

test.each([
  ["nam", "20x"],
  ["tinh63", "63-1"],
  ["tinh34", "63-20"],
  ["xep", "random"],
  ["dotin", "good"],
  ["so", "101"],
  ["nam", Array.from({ length: 30 }, (_, i) => 1990 + i).join(",")],
])("%s=%s is refused by name", async (name, value) => {
  const response = await app.request(`/tim?${new URLSearchParams({ q: "a", [name]: value })}`);
  expect(response.status).toBe(400);
  expect(load(await response.text())("main").text()).toContain(name);
});

test("sentences in JSON are slices of the article's text", async () => {
  const { hits } = await jsonOf("/api/v1/search?query=đảng viên");
  expect(hits.length).toBeGreaterThan(1);
  for (const { article, sentence } of hits) {
    const text = PRESS.find(({ head }) => head.id === article.id)?.read.article.text ?? "";
    expect(text.slice(sentence.start, sentence.start + sentence.text.length)).toBe(sentence.text);
    for (const { start, end } of sentence.marks) expect(sentence.text.slice(start, end).toLowerCase()).toBe("đảng viên");
  }
});

test.each<{ query: string; found: readonly (readonly [string, string, string])[]; why?: string }>([
  {
    query: "kết n",
    found: [
      ["term", "kết nạp đảng viên", "/tim?q=k%E1%BA%BFt+n%E1%BA%A1p+%C4%91%E1%BA%A3ng+vi%C3%AAn"],
      ["term", "kết nạp", "/tim?q=k%E1%BA%BFt+n%E1%BA%A1p"],
      ["indicator", "Đảng viên mới kết nạp", "/chi-so/members.admitted"],
    ],
  },
  { query: "lang s", found: [["province", "Lạng Sơn", "/tinh/34-20"]], why: "the province of today stands for both" },
  { query: "bac gi", found: [["province", "Bắc Giang", "/tinh/63-24"]] },
  { query: "bác gi", found: [], why: "marks count where they are typed" },
  { query: "21", found: [["document", "21-NQ/TW", "/van-ban/21-NQ%2FTW%402022-06-16"]] },
  { query: "", found: [] },
])("'$query' suggests $found", async ({ query, found }) => {
  const response = await app.request(`/api/v1/suggest?${new URLSearchParams({ query })}`);
  const { suggestions } = SuggestAnswer.parse(await response.json());
  expect(suggestions.map(({ kind, text, href }) => [kind, text, href])).toEqual(found);
});
