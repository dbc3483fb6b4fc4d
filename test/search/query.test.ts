import { describe, expect, it } from "vitest";
import { emptyMini, toIndexed } from "../../pipeline/search/index-fields.ts";
import { MemoryIndex } from "../../pipeline/search/query.ts";
import { makeCitation } from "../store/documents.ts";
import { headOf, makeLibrary, type TestArticle } from "./library.ts";

function indexOf(articles: Readonly<Record<string, TestArticle | string>>) {
  const library = makeLibrary(articles);
  const mini = emptyMini();
  const ids = library.articles({}).map(({ id }) => id);
  for (const id of ids) mini.add(toIndexed(library.article(id)!));
  return { library, index: new MemoryIndex({ mini, ids, library, fingerprint: library.fingerprint() }) };
}

const PRESS = {
  ketnap: "Lễ kết nạp ở Mường Khương\nTrong quý, toàn huyện kết nạp 41 đảng viên mới. Lớp cảm tình đảng mở hai khóa.",
  xeploai: "Xếp loại cuối năm\nCả tỉnh có 612 tổ chức cơ sở đảng được xếp loại. Số đạt trong sạch, vững mạnh chiếm đa số.",
  tcc: "Kiện toàn TCCSĐ\nHuyện sắp xếp lại 14 TCCSĐ sau sáp nhập xã.",
  kyluat: "Kỷ luật quý hai\nCấp ủy khai trừ 3 đảng viên, khiển trách 12 người theo Quy định 69-QĐ/TW.",
  nghiquyet: "Quán triệt Nghị quyết 21-NQ/TW\nHội nghị nghe giới thiệu Nghị quyết 21-NQ/TW về củng cố cơ sở.",
  nganh: "Ngành thủy lợi\nNông dân kẹt nắp cống, dâng viện trợ.",
};

function ids(query: string, articles: Readonly<Record<string, TestArticle | string>> = PRESS): readonly string[] {
  const { hits } = indexOf(articles).index.search(query, { limit: 20, offset: 0 });
  return hits.map(({ head }) => head.id);
}

describe("what a query finds", () => {
  it.each<{ query: string; found: readonly string[]; why?: string }>([
    { query: "kết nạp đảng viên", found: ["ketnap"] },
    { query: "ket nap dang vien", found: ["ketnap"] },
    { query: "ket nap", found: ["ketnap", "nganh"], why: "without diacritics every reading counts" },
    { query: "21 - NQ/TW", found: ["nghiquyet"] },
    { query: "21-nq/tw", found: ["nghiquyet"] },
    { query: "nghị quyết 21–NQ/TW", found: ["nghiquyet"] },
    { query: "69-qđ/tw", found: ["kyluat"] },
    { query: "TCCSĐ", found: ["tcc", "xeploai"], why: "the abbreviation finds its expansion" },
    { query: "tổ chức cơ sở đảng", found: ["tcc", "xeploai"], why: "and back" },
    { query: "to chuc co so dang", found: ["tcc", "xeploai"] },
    { query: "TSVM", found: ["xeploai"] },
    { query: '"cảm tình đảng"', found: ["ketnap"] },
    { query: '"tình cảm đảng"', found: [], why: "a phrase keeps its order" },
    { query: '"ket nap"', found: ["ketnap", "nganh"] },
    { query: "đảng viên -khai", found: ["ketnap"] },
    { query: 'đảng viên -"khai trừ"', found: ["ketnap"] },
    { query: "-khai", found: [], why: "nothing is asked for" },
    { query: "kết nạ", found: ["ketnap"], why: "the last word is still being typed" },
    { query: "thủy lợy", found: ["nganh"], why: "a word that nobody wrote so may be misspelt" },
    { query: "khiểm trách", found: ["kyluat"] },
    { query: "xếp loại Mường", found: ["ketnap", "xeploai"], why: "no text has all: those that have some of its words" },
    { query: "612", found: ["xeploai"] },
    { query: "đường sắt", found: [] },
    { query: "  ", found: [] },
    { query: '"" - !', found: [] },
  ])("'$query' finds $found", ({ query, found }) => {
    expect([...ids(query)].sort()).toEqual([...found].sort());
  });

  it("finds 1.168 under 1168 too", () => {
    expect(ids("1168", { a: "Tổng kết\nKết nạp 1.168 người." })).toEqual(["a"]);
    expect(ids("1.168", { a: "Tổng kết\nKết nạp 1.168 người." })).toEqual(["a"]);
  });

  it("finds a document by what is cited without its number", () => {
    const articles = {
      a: { text: "Triển khai nghị quyết\nHội nghị bàn nghị quyết của Trung ương.", citations: [makeCitation()] },
      b: "Tin khác\nKhông nói gì.",
    };
    expect(ids("21-NQ/TW", articles)).toEqual(["a"]);
    expect(ids("21-NQ/TW@2022-06-16", articles)).toEqual(["a"]);
  });
});

describe("the order of hits", () => {
  it("puts a word in the title before the same word in the text", () => {
    expect(ids("biên giới", { b: "Tin ngắn\nChi bộ vùng biên giới họp.", a: "Chi bộ biên giới\nCuộc họp ở xã vùng cao." })).toEqual([
      "a",
      "b",
    ]);
  });

  it("puts the writing with diacritics before a mere look-alike", () => {
    expect(ids("ket nap", PRESS)).toEqual(["ketnap", "nganh"]);
  });

  it("puts the newer before the older at equal score, and then goes by id", () => {
    const text = "Tin ngắn\nChi bộ họp.";
    const articles = {
      b: { text, publishedAt: "2020-01-01" },
      c: { text, publishedAt: "2021-01-01" },
      a: { text, publishedAt: "2020-01-01" },
      d: { text, publishedAt: null },
    };
    expect(ids("chi bộ", articles)).toEqual(["c", "a", "b", "d"]);
  });

  it("pages through one order", () => {
    const articles = Object.fromEntries(
      Array.from({ length: 23 }, (_, n) => [
        `a${n}`,
        { text: `Tin số ${n}\n${"Chi bộ họp. ".repeat(1 + (n % 5))}`, publishedAt: `20${10 + (n % 7)}` },
      ]),
    );
    const { index } = indexOf(articles);
    const all = index.search("chi bộ", { limit: 100, offset: 0 });
    const paged = [0, 5, 10, 15, 20].flatMap((offset) => index.search("chi bộ", { limit: 5, offset }).hits);
    expect(all.total).toBe(23);
    expect(paged.map(({ head }) => head.id)).toEqual(all.hits.map(({ head }) => head.id));
    expect(index.search("chi bộ", { limit: 5, offset: 40 })).toMatchObject({ total: 23, hits: [] });
  });
});

describe("the sentence of a hit", () => {
  it.each([
    {
      query: "khiển trách",
      id: "kyluat",
      sentence: "Cấp ủy khai trừ 3 đảng viên, khiển trách 12 người theo Quy định 69-QĐ/TW.",
      marks: ["khiển trách"],
    },
    { query: "ket nap 41", id: "ketnap", sentence: "Trong quý, toàn huyện kết nạp 41 đảng viên mới.", marks: ["kết", "nạp", "41"] },
    { query: "TCCSĐ", id: "xeploai", sentence: "Cả tỉnh có 612 tổ chức cơ sở đảng được xếp loại.", marks: ["tổ chức cơ sở đảng"] },
  ])("answers '$query' best and marks it", ({ query, id, sentence, marks }) => {
    const { index, library } = indexOf(PRESS);
    const hit = index.search(query, { limit: 10, offset: 0 }).hits.find(({ head }) => head.id === id)!;
    expect(hit.sentence.text).toBe(sentence);
    expect(hit.sentence.marks.map(({ start, end }) => sentence.slice(start, end))).toEqual(marks);
    const { text } = library.article(id)!.article;
    expect(text.slice(hit.sentence.start, hit.sentence.start + sentence.length)).toBe(sentence);
  });
});

describe("the sentence of a hit whose title has the words too", () => {
  const title = "Mường Khương kết nạp 41 đảng viên";
  const withBody = (body: string): TestArticle => ({
    text: `${title}\n${body}`,
    blocks: [
      { kind: "title", start: 0, end: title.length },
      { kind: "paragraph", start: title.length + 1, end: title.length + 1 + body.length },
    ],
  });
  it.each([
    {
      body: "Huyện ủy họp sáng nay. Toàn huyện kết nạp 41 đảng viên trong quý.",
      sentence: "Toàn huyện kết nạp 41 đảng viên trong quý.",
      why: "the title stands above it already",
    },
    { body: "Huyện ủy họp sáng nay. Số đảng viên mới tăng.", sentence: "Số đảng viên mới tăng.", why: "even with fewer of the words" },
    { body: "Huyện ủy họp sáng nay.", sentence: title, why: "nothing below it has any of the words" },
  ])("is '$sentence': $why", ({ body, sentence }) => {
    const [hit] = indexOf({ a: withBody(body) }).index.search("kết nạp đảng viên", { limit: 1, offset: 0 }).hits;
    expect(hit?.sentence.text).toBe(sentence);
  });
});

describe("adding articles", () => {
  it("finds them at once, and takes the fingerprint of the library that it is whole with", () => {
    const { index, library } = indexOf(PRESS);
    library.put("moi", { text: "Tin mới\nXã Bản Xèo lập chi bộ quân sự." });
    const read = library.article("moi")!;
    index.add([{ head: headOf(read), read }]);
    expect(index.search("bản xèo", { limit: 5, offset: 0 }).total).toBe(1);
    expect([index.size, index.fingerprint]).toEqual([7, library.fingerprint()]);
  });

  it("takes an article in place of itself, and forgets one that the library has no more", () => {
    const { index, library } = indexOf(PRESS);
    library.take("kyluat");
    library.put("tcc", { text: "Kiện toàn\nĐã xong việc." });
    const read = library.article("tcc")!;
    index.add([{ head: headOf(read), read }]);
    expect(index.search("khiển trách", { limit: 5, offset: 0 }).total).toBe(0);
    expect(index.search("TCCSĐ", { limit: 5, offset: 0 }).hits.map(({ head }) => head.id)).toEqual(["xeploai"]);
    expect(index.size).toBe(5);
  });

  it("does not claim the fingerprint while articles are missing", () => {
    const { index, library } = indexOf(PRESS);
    library.put("a", { text: "Một\nHai." });
    library.put("b", { text: "Ba\nBốn." });
    const read = library.article("a")!;
    index.add([{ head: headOf(read), read }]);
    expect(index.fingerprint).toBe("");
  });
});
