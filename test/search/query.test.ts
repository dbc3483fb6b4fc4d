import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { makeCitation, makeObservation } from "../store/documents.ts";
import { ENGINES, makeIndex } from "./homes.ts";
import { headOf, type TestArticle } from "./library.ts";

const opened: ReturnType<typeof makeIndex>[] = [];
afterEach(() => {
  for (const { end } of opened.splice(0)) end();
});

describe.each(ENGINES)("search by %s", (engine) => {
  function indexOf(articles: Readonly<Record<string, TestArticle | string>>) {
    const made = makeIndex(engine, articles);
    opened.push(made);
    return made;
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
      { query: "ket nap 41", id: "ketnap", sentence: "Trong quý, toàn huyện kết nạp 41 đảng viên mới.", marks: ["kết nạp 41"] },
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
    it("finds them at once, and claims no fingerprint until it is compared with the library again", () => {
      const { index, library } = indexOf(PRESS);
      library.put("moi", { text: "Tin mới\nXã Bản Xèo lập chi bộ quân sự." });
      const read = library.article("moi")!;
      index.add([{ head: headOf(read), read }]);
      expect(index.search("bản xèo", { limit: 5, offset: 0 }).total).toBe(1);
      expect([index.size, index.fingerprint]).toEqual([7, ""]);
    });

    it("takes an article in place of itself", () => {
      const { index, library } = indexOf(PRESS);
      library.put("tcc", { text: "Kiện toàn\nĐã xong việc." });
      const read = library.article("tcc")!;
      index.add([{ head: headOf(read), read }]);
      expect(index.search("TCCSĐ", { limit: 5, offset: 0 }).hits.map(({ head }) => head.id)).toEqual(["xeploai"]);
      expect(index.size).toBe(6);
    });
  });

  it("answers anything at all", () => {
    const { index } = indexOf(PRESS);
    const piece = fc.constantFrom(
      "kết",
      "nạp",
      '"',
      "-",
      "(",
      ")",
      "*",
      "AND",
      "NOT",
      "NEAR",
      "^",
      ":",
      "tinh",
      "#1",
      "~",
      "'",
      "{title}",
      "21-NQ/TW",
      " ",
      " ",
      "+",
      "\u0000",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(index.search(pieces.join(""), { limit: 3, offset: 0 }).total).toBeGreaterThanOrEqual(0);
      }),
      {
        seed: 7,
        numRuns: 150,
        examples: [[Array.from({ length: 600 }, (_, i) => `từ${i} `)], [Array.from({ length: 300 }, () => '-"a b" ')]],
      },
    );
  });

  describe("fields of the query", () => {
    const figure = (indicator: string, province: string) =>
      makeObservation({ indicator, place: { level: "province", province, name: null } });
    const place = (province: string) => ({ level: "province" as const, province, name: null });
    const REPORTS: Readonly<Record<string, TestArticle>> = {
      laocai18: {
        text: "Lào Cai kết nạp\nTỉnh kết nạp thêm.",
        publishedAt: "2018-05-02",
        publisher: "Báo Lào Cai",
        place: place("63-10"),
        observations: [figure("members.admitted", "63-10")],
      },
      laocai20: {
        text: "Lào Cai kỷ luật\nTỉnh kỷ luật ít hơn.",
        publishedAt: "2020-02-01",
        publisher: "Báo Lào Cai",
        place: place("63-10"),
        observations: [figure("discipline.members", "63-10")],
      },
      yenbai19: {
        text: "Yên Bái kết nạp\nTỉnh kết nạp theo nghị quyết.",
        publishedAt: "2019",
        publisher: "Báo Yên Bái",
        place: place("63-15"),
        citations: [makeCitation()],
        observations: [figure("members.admitted", "63-15")],
      },
      moi25: { text: "Lào Cai mới\nTỉnh mới kết nạp.", publishedAt: "2025-09-01", publisher: "Nhân Dân", place: place("34-15") },
    };
    const found = (query: string) =>
      indexOf(REPORTS)
        .index.search(query, { limit: 9, offset: 0 })
        .hits.map(({ head }) => head.id)
        .sort();

    it.each<[query: string, found: readonly string[]]>([
      ["kết nạp nam:2018", ["laocai18"]],
      ["kết nạp year:2018..2019", ["laocai18", "yenbai19"]],
      ["kết nạp năm:2018-2019", ["laocai18", "yenbai19"]],
      ['tinh:"Yên Bái"', ["yenbai19"]],
      ["tinh:yen-bai", ["yenbai19"]],
      ["province:63-10 kết nạp", ["laocai18"]],
      ["tỉnh:34-15", ["laocai18", "laocai20", "moi25", "yenbai19"].filter((id) => id !== "")],
      ["bao:lao-cai", ["laocai18", "laocai20"]],
      ['báo:"Nhân Dân"', ["moi25"]],
      ["chiso:members.admitted", ["laocai18", "yenbai19"]],
      ["indicator:members", ["laocai18", "yenbai19"]],
      ["vb:21-NQ/TW", ["yenbai19"]],
      ['doc:"21 - NQ/TW"', ["yenbai19"]],
      ["vb:21-NQ/TW@2022-06-16", ["yenbai19"]],
      ["vb:99-CT/TW", []],
      ["kết nạp -nam:2018", ["moi25", "yenbai19"]],
      ["kết nạp -tinh:yen-bai -nam:2025", ["laocai18"]],
      ["Lào Cai: kỷ luật", ["laocai20"]],
      ["việc:nghị quyết kết nạp", ["laocai18", "moi25", "yenbai19"]],
    ])("'%s' finds %j", (query, wanted) => {
      expect(found(query)).toEqual([...wanted]);
    });

    it.each([
      ["tinh:Atlantis", /tỉnh/u],
      ["nam:abc", /Năm/u],
      ["nam:2020..2018", /Năm/u],
    ])("refuses %s", (query, message) => {
      expect(() => found(query)).toThrow(message);
    });

    it("counts facets over all hits, in both systems of provinces, and a facet's own filter does not shrink it", () => {
      const { index } = indexOf(REPORTS);
      const facets = (query: string, filters = {}) => {
        const { facets: all } = index.search(query, { limit: 1, offset: 0, filters });
        return Object.fromEntries(
          all.map(({ name, counts }) => [name, Object.fromEntries(counts.map(({ value, count }) => [value, count]))]),
        );
      };
      expect(facets("kết nạp")).toMatchObject({
        province63: { "63-10": 1, "63-15": 1 },
        province34: { "34-15": 3 },
        year: { 2018: 1, 2019: 1, 2025: 1 },
        publisher: { "Báo Lào Cai": 1, "Báo Yên Bái": 1, "Nhân Dân": 1 },
        indicator: { "members.admitted": 2 },
        document: { "21-NQ/TW@2022-06-16": 1 },
        trust: { ok: 3 },
      });
      const narrowed = facets("kết nạp", { year: ["2018"] });
      expect(narrowed).toMatchObject({ year: { 2018: 1, 2019: 1, 2025: 1 }, publisher: { "Báo Lào Cai": 1 } });
      expect(facets("kết nạp nam:2018")).toEqual(narrowed);
      expect(facets("kết nạp", { publisher: ["Báo Tuổi Thơ"] }).year).toEqual({});
    });

    it("sorts by date, the newest first", () => {
      const { index } = indexOf(REPORTS);
      const { hits } = index.search("kết nạp", { limit: 9, offset: 0, sort: "date" });
      expect(hits.map(({ head }) => head.id)).toEqual(["moi25", "yenbai19", "laocai18"]);
    });

    it("pages by a cursor, which belongs to one question and one state of the index", () => {
      const { index, library } = indexOf(REPORTS);
      for (const sort of ["relevance", "date"] as const) {
        const all = index.search("tỉnh", { limit: 9, offset: 0, sort }).hits.map(({ head }) => head.id);
        const ids: string[] = [];
        let cursor: string | null = null;
        do {
          const page = index.search("tỉnh", { limit: 1, offset: 0, sort, ...(cursor === null ? {} : { cursor }) });
          ids.push(...page.hits.map(({ head }) => head.id));
          cursor = page.next;
        } while (cursor !== null);
        expect(ids).toEqual(all);
      }
      const { next } = index.search("tỉnh", { limit: 1, offset: 0 });
      expect(() => index.search("tỉnh", { limit: 1, offset: 0, cursor: "không" })).toThrow(/không đọc được/u);
      expect(() => index.search("kết", { limit: 1, offset: 0, cursor: next! })).toThrow(/câu hỏi khác/u);
      library.put("them", { text: "Thêm tỉnh\nTỉnh." });
      const read = library.article("them")!;
      index.add([{ head: headOf(read), read }]);
      expect(() => index.search("tỉnh", { limit: 1, offset: 0, cursor: next! })).toThrow(/đã thay đổi/u);
    });

    it("lists the figures of the hit's sentence first, and what is said twice once", () => {
      const text = "Tổng kết\nCả năm kỷ luật 12 người. Kết nạp 41 người. Vẫn là 41 người ấy.";
      const at = (quote: string) => ({ quote, start: text.indexOf(quote), end: text.indexOf(quote) + quote.length });
      const observations = [
        makeObservation({ ...at("12 người"), value: 12 }),
        makeObservation({ ...at("41 người"), value: 41 }),
        makeObservation({ ...at("41 người ấy"), value: 41 }),
      ];
      const { index } = indexOf({ a: { text, observations } });
      const [hit] = index.search("kết nạp", { limit: 1, offset: 0 }).hits;
      expect(hit?.figures.map(({ quote }) => quote)).toEqual(["41 người", "12 người"]);
    });

    it("finds similar reports by their telling words, and tells those words", () => {
      const { index } = indexOf({
        a: "Biên phòng\nBộ đội biên phòng giúp chi bộ bản Mường. Bộ đội biên phòng họp.",
        b: "Đồn biên phòng\nBộ đội biên phòng và chi bộ.",
        c: "Mùa vụ\nNông dân được mùa thóc lúa. Chi bộ mừng.",
      });
      expect(index.similar("a", 1).map(({ head }) => head.id)).toEqual(["b"]);
      expect(index.similar("không có", 5)).toEqual([]);
      expect(index.keywordsOf(["a"], 2).map(({ word }) => word)).toContain("bộ đội biên phòng");
    });
  });
});
