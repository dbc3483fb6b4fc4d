import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCitations } from "../../pipeline/extract/citations.ts";
import { analyze } from "../../pipeline/language/layers.ts";
import type { Article } from "../../pipeline/types/article.ts";
import type { Citation } from "../../pipeline/types/citation.ts";

interface Options {
  readonly province?: string;
  readonly published?: string;
  readonly trust?: Article["trust"];
}

function articleOf(text: string, { published, trust }: Options): Article {
  return {
    id: "0123456789abcdef-0",
    url: "file:bai.txt",
    page: "0123456789abcdef",
    position: 0,
    source: null,
    publisher: null,
    title: "Bài thử",
    byline: null,
    publishedAt: published ?? null,
    publishedFrom: "none",
    modifiedAt: null,
    basedOn: null,
    captions: [],
    text,
    blocks: [{ kind: "paragraph", start: 0, end: text.length }],
    offsets: null,
    removed: [],
    trust: trust ?? "ok",
    madeBy: "test",
  };
}

const cite = (text: string, options: Options = {}): readonly Citation[] =>
  findCitations({ article: articleOf(text, options), layers: analyze(text), province: options.province ?? null });

interface Row extends Options {
  readonly text: string;
  /** "id | quote" of each citation, in order. */
  readonly expect: readonly string[];
  readonly why?: string;
}
const shown = ({ id, quote }: Citation): string => `${id ?? "-"} | ${quote}`;

const NUMBERED: readonly Row[] = [
  {
    text: "Lớp học tập Nghị quyết số 27-NQ/TW, ngày 9/11/2022 của Ban Chấp hành Trung ương Đảng (khóa XIII) kết thúc sớm.",
    expect: ["27-NQ/TW@2022-11-09 | Nghị quyết số 27-NQ/TW, ngày 9/11/2022 của Ban Chấp hành Trung ương Đảng (khóa XIII)"],
  },
  {
    text: "Nghị quyết số 21-NQ/TW ngày 25/10/2017 nói về dân số, khác Nghị quyết số 21-NQ/TW ngày 16 tháng 6 năm 2022.",
    expect: [
      "21-NQ/TW@2017-10-25 | Nghị quyết số 21-NQ/TW ngày 25/10/2017",
      "21-NQ/TW@2022-06-16 | Nghị quyết số 21-NQ/TW ngày 16 tháng 6 năm 2022",
    ],
  },
  {
    text: "Sơ kết Kết luận số 21-KL/TWvà các việc khác.",
    published: "2022-12-01",
    expect: ["21-KL/TW@2021-10-25 | Kết luận số 21-KL/TW"],
    why: "dính chữ",
  },
  {
    text: "Thực hiện Chỉ thị số 10 của Ban Bí thư, sinh hoạt chi bộ có nền nếp.",
    published: "2010-01-01",
    expect: ["10-CT/TW@2007-03-30 | Chỉ thị số 10 của Ban Bí thư"],
  },
  {
    text: "Kết luận số 01 ngày 18/5/2021 của Bộ Chính trị",
    expect: ["01-KL/TW@2021-05-18 | Kết luận số 01 ngày 18/5/2021 của Bộ Chính trị"],
  },
  {
    text: "Hướng dẫn số 27 ngày 25/9/2014 của Ban Tổ chức Trung ương",
    expect: ["27-HD/BTCTW@2014-09-25 | Hướng dẫn số 27 ngày 25/9/2014 của Ban Tổ chức Trung ương"],
  },
  {
    text: "Học tập theo Chỉ thị 05 và Quy định 37.",
    published: "2022-12-01",
    expect: ["05-CT/TW@2016-05-15 | Chỉ thị 05", "37-QĐ/TW@2021-10-25 | Quy định 37"],
  },
  {
    text: "Quán triệt các Nghị quyết số 18-NQ/TW, 19-NQ/TW ngày 25/10/2017.",
    published: "2023-01-01",
    expect: ["18-NQ/TW@2017-10-25 | Nghị quyết số 18-NQ/TW", "19-NQ/TW@2017-10-25 | 19-NQ/TW ngày 25/10/2017"],
    why: "ngày đứng sau thành viên cuối của danh sách",
  },
  {
    text: "Nghị quyết số 18, 19 của Ban Chấp hành Trung ương khóa XII",
    expect: [
      "18-NQ/TW@2017-10-25 | Nghị quyết số 18, 19 của Ban Chấp hành Trung ương khóa XII",
      "19-NQ/TW@2017-10-25 | Nghị quyết số 18, 19 của Ban Chấp hành Trung ương khóa XII",
    ],
  },
  {
    text: "Quyết định số 318/QĐ-TTg của Thủ tướng Chính phủ",
    expect: ["318/QĐ-TTg@2022-03-08 | Quyết định số 318/QĐ-TTg của Thủ tướng Chính phủ"],
  },
  { text: "theo Nghị định 178/2024/NĐ-CP", expect: ["178/2024/NĐ-CP@2024-12-31 | Nghị định 178/2024/NĐ-CP"] },
  { text: "Nghị quyết số 76/2025/UBTVQH15", expect: ["76/2025/UBTVQH15@2025-04-14 | Nghị quyết số 76/2025/UBTVQH15"] },
  {
    text: "Quyết định 1234/QĐ-UBND của UBND tỉnh",
    province: "63-20",
    expect: ["1234/QĐ-UBND@63-20:? | Quyết định 1234/QĐ-UBND của UBND tỉnh"],
  },
  {
    text: "Quy định 06-QĐ/TW ngày 28/8/2018 của Ban Bí thư",
    expect: ["06-QĐi/TW@2018-08-28 | Quy định 06-QĐ/TW ngày 28/8/2018 của Ban Bí thư"],
  },
  {
    text: "Nghị quyết số 21-NQ/TW, ngày 16/6/2020 của Ban Chấp hành Trung ương Đảng khóa XIII",
    expect: ["21-NQ/TW@2022-06-16 | Nghị quyết số 21-NQ/TW, ngày 16/6/2020 của Ban Chấp hành Trung ương Đảng khóa XIII"],
    why: "năm in sai, khóa quyết định",
  },
  {
    text: "Nghị quyết số 88-NQ/TW ngày 3/3/2019",
    expect: ["88-NQ/TW@2019-03-03 | Nghị quyết số 88-NQ/TW ngày 3/3/2019"],
    why: "không có trong sổ",
  },
  { text: "Nghị quyết số 88-NQ/TW", expect: ["88-NQ/TW@? | Nghị quyết số 88-NQ/TW"] },
];

const LOCAL: readonly Row[] = [
  {
    text: "Nghị quyết số 34-NQ/TU, ngày 18/3/2018 của Ban Thường vụ (BTV) Tỉnh ủy.",
    province: "63-20",
    expect: ["34-NQ/TU@63-20:2018-03-18 | Nghị quyết số 34-NQ/TU, ngày 18/3/2018 của Ban Thường vụ (BTV) Tỉnh ủy"],
  },
  {
    text: "Nghị quyết số 05-NQ/TU ngày 12/7/2021 được triển khai. Theo Nghị quyết 05 của BTV Tỉnh ủy, mỗi xã một chi bộ. Sau một năm, Nghị quyết 05 đã đi vào nền nếp.",
    province: "63-20",
    expect: [
      "05-NQ/TU@63-20:2021-07-12 | Nghị quyết số 05-NQ/TU ngày 12/7/2021",
      "05-NQ/TU@63-20:2021-07-12 | Nghị quyết 05 của BTV Tỉnh ủy",
      "05-NQ/TU@63-20:2021-07-12 | Nghị quyết 05",
    ],
    why: "nhắc lại bằng số",
  },
  {
    text: "Nghị quyết 10 – NQ/TU ngày 15-4-2013 của Tỉnh ủy Nghệ An",
    province: "63-20",
    expect: ["10-NQ/TU@63-40:2013-04-15 | Nghị quyết 10 – NQ/TU ngày 15-4-2013 của Tỉnh ủy Nghệ An"],
    why: "tỉnh nêu tên, không phải tỉnh của bài",
  },
  {
    text: "Đề án số 03-ĐA/TU ngày 30/5/2012 của Ban Thường vụ Tỉnh ủy",
    expect: ["03-ĐA/TU@?:2012-05-30 | Đề án số 03-ĐA/TU ngày 30/5/2012 của Ban Thường vụ Tỉnh ủy"],
    why: "không biết tỉnh",
  },
  {
    text: "Quận ủy Cái Răng ban hành Nghị quyết số 03-NQ/QU năm 2011",
    expect: ["03-NQ/QU@63-92/Cái Răng:2011 | Nghị quyết số 03-NQ/QU năm 2011"],
  },
  {
    text: "Huyện ủy Chi Lăng sơ kết Nghị quyết số 03-NQ/HU",
    province: "63-20",
    expect: ["03-NQ/HU@63-20/Chi Lăng:? | Nghị quyết số 03-NQ/HU"],
  },
  {
    text: "Đảng ủy xã Quan Sơn ban hành Nghị quyết số 02-NQ/ĐU.",
    province: "63-20",
    expect: ["02-NQ/ĐU@63-20/Quan Sơn:? | Nghị quyết số 02-NQ/ĐU"],
  },
  {
    text: "Kế hoạch số 15-KH/ĐUK ngày 2/3/2020 của Đảng ủy Khối các cơ quan tỉnh",
    province: "63-20",
    expect: ["15-KH/ĐUK@63-20/Khối các cơ quan tỉnh:2020-03-02 | Kế hoạch số 15-KH/ĐUK ngày 2/3/2020 của Đảng ủy Khối các cơ quan tỉnh"],
  },
  {
    text: "Hướng dẫn số 08 của Ban Tổ chức Tỉnh ủy",
    province: "63-40",
    expect: ["08-HD/BTCTU@63-40:? | Hướng dẫn số 08 của Ban Tổ chức Tỉnh ủy"],
  },
  { text: "Thành ủy Cần Thơ ban hành Nghị quyết số 02-NQ/TU", expect: ["02-NQ/TU@63-92:? | Nghị quyết số 02-NQ/TU"] },
];

const PLENUMS: readonly Row[] = [
  {
    text: "thực hiện Nghị quyết Trung ương 4, 7, 8 khóa XII",
    expect: [
      "NQTW4@XII | Nghị quyết Trung ương 4, 7, 8 khóa XII",
      "NQTW7@XII | Nghị quyết Trung ương 4, 7, 8 khóa XII",
      "NQTW8@XII | Nghị quyết Trung ương 4, 7, 8 khóa XII",
    ],
  },
  {
    text: "Nghị quyết Trung ương 4 (khóa XI, XII)",
    expect: ["NQTW4@XI | Nghị quyết Trung ương 4 (khóa XI, XII)", "NQTW4@XII | Nghị quyết Trung ương 4 (khóa XI, XII)"],
  },
  {
    text: "NQTW4 khóa XII được học kỹ; sổ tay NQTW4 phát cho đảng viên",
    expect: ["NQTW4@XII | NQTW4 khóa XII", "NQTW4@XII | NQTW4"],
    why: "khóa lấy ở lần nhắc kia",
  },
  { text: "Nghị quyết TW 4 (khóa XI)", expect: ["NQTW4@XI | Nghị quyết TW 4 (khóa XI)"] },
  { text: "Nghị quyết 4 khóa XII", expect: ["NQTW4@XII | Nghị quyết 4 khóa XII"] },
  {
    text: "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII",
    expect: ["NQTW4@XII | Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII"],
  },
  { text: "Nghị quyết Trung ương 6 (lần 2) khóa VIII", expect: ["NQTW6(2)@VIII | Nghị quyết Trung ương 6 (lần 2) khóa VIII"] },
  { text: "Kết luận Hội nghị Trung ương 4 khóa XIII", expect: ["KLTW4@XIII | Kết luận Hội nghị Trung ương 4 khóa XIII"] },
  {
    text: "Nghị quyết Trung ương 4",
    published: "2018-05-01",
    expect: ["NQTW4@XII | Nghị quyết Trung ương 4"],
    why: "hội nghị lần 4 gần nhất",
  },
  { text: "Nghị quyết Đại hội XIII của Đảng", expect: ["NQĐH@XIII | Nghị quyết Đại hội XIII của Đảng"] },
  {
    text: "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XII của Đảng",
    expect: ["NQĐH@XII | Nghị quyết Đại hội đại biểu toàn quốc lần thứ XII của Đảng"],
  },
  { text: "Nghị quyết Đại hội Đảng lần thứ 13", expect: ["NQĐH@XIII | Nghị quyết Đại hội Đảng lần thứ 13"] },
  {
    text: "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII",
    province: "63-20",
    expect: ["NQĐH@63-20:XVII | Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII"],
  },
  {
    text: "Nghị quyết Đại hội XII Đảng bộ thành phố",
    province: "63-92",
    expect: ["NQĐH@63-92:XII | Nghị quyết Đại hội XII Đảng bộ thành phố"],
  },
  {
    text: "Bí thư Huyện ủy Phong Điền cho biết, Nghị quyết Đại hội Đảng bộ huyện đạt kết quả tốt; quận Bình Thủy cũng vậy.",
    province: "63-92",
    expect: ["NQĐH@63-92/Phong Điền:? | Nghị quyết Đại hội Đảng bộ huyện"],
  },
  {
    text: "Nghị quyết Đại hội Đảng bộ huyện Ngọc Hiển, nhiệm kỳ 2015 - 2020",
    province: "63-96",
    expect: ["NQĐH@63-96/Ngọc Hiển:2015-2020 | Nghị quyết Đại hội Đảng bộ huyện Ngọc Hiển, nhiệm kỳ 2015 - 2020"],
  },
  { text: "Điều lệ Đảng và Điều lệ Đảng Cộng sản Việt Nam", expect: ["ĐL | Điều lệ Đảng", "ĐL | Điều lệ Đảng Cộng sản Việt Nam"] },
];

const UNNUMBERED: readonly Row[] = [
  {
    text: "Tỉnh ủy ra Kế hoạch thực hiện Kết luận số 21-KL/TW.",
    province: "63-68",
    published: "2022-10-28",
    expect: ["- | Kế hoạch thực hiện Kết luận số 21-KL/TW", "21-KL/TW@2021-10-25 | Kết luận số 21-KL/TW"],
  },
  {
    text: "BTV Huyện ủy ban hành nghị quyết chuyên đề về việc luân chuyển cán bộ trẻ; những việc khác để sau.",
    province: "63-20",
    expect: ["- | nghị quyết chuyên đề về việc luân chuyển cán bộ trẻ"],
  },
  { text: "Tỉnh ủy tiếp tục làm theo Đề án “Chi bộ bốn tốt”.", province: "63-20", expect: ["- | Đề án “Chi bộ bốn tốt”"] },
  { text: "Nghị quyết Trung ương 7 (khóa X) “Về nông thôn”", expect: ["NQTW7@X | Nghị quyết Trung ương 7 (khóa X)"] },
];

const NONE: readonly Row[] = [
  { text: "Quán triệt các nghị quyết, chỉ thị, kết luận của Trung ương.", expect: [] },
  { text: "chỉ tiêu Nghị quyết đề ra; đạt 69,99% chỉ tiêu Nghị quyết", expect: [] },
  {
    text: "nghị quyết 5 nội dung, kết luận 3 trường hợp vi phạm, quyết định 15 đảng viên, hướng dẫn 20 chi bộ, Kế hoạch số 3 đồng chí",
    expect: [],
  },
  { text: "đạt 70% kế hoạch năm 2014; chương trình 135", expect: [] },
  { text: "nghị quyết đại hội đảng bộ các cấp; Nghị quyết Đại hội Đảng", expect: [] },
  { text: "Điều lệ Đảng bộ, điều lệ Đoàn", expect: [] },
  { text: "quy định về những điều đảng viên không được làm", expect: [], why: "không số, không cơ quan, không tên trong ngoặc kép" },
  { text: "Tỉnh ủy yêu cầu thực hiện nghiêm quy định về nêu gương", province: "63-20", expect: [] },
  { text: "các cấp ủy xây dựng nghị quyết chuyên đề về phát triển đảng viên", province: "63-20", expect: [] },
  {
    text: "Ban Thường vụ Tỉnh ủy ban hành 3 nghị quyết về cán bộ",
    province: "63-20",
    expect: [],
    why: "nhiều văn bản, không văn bản nào rõ",
  },
  { text: "Nghị quyết lãnh đạo của cấp ủy; việc ra nghị quyết chưa sát", expect: [] },
];

describe("findCitations", () => {
  for (const [title, rows] of Object.entries({ numbered: NUMBERED, local: LOCAL, plenums: PLENUMS, unnumbered: UNNUMBERED, none: NONE })) {
    it.each(rows)(`${title}: reads "$text"`, ({ text, expect: wanted, ...options }) => {
      expect(cite(text, options).map(shown)).toEqual(wanted);
    });
  }

  it("keeps number and type as the mention writes them, and what the article tells of the document", () => {
    expect(cite("Nghị quyết số 27-NQ/TW ngày 9/11/2022 của Ban Chấp hành Trung ương khóa XIII. Nghị quyết 27 nêu.")).toMatchObject([
      {
        number: "27",
        type: "NQ",
        issuer: "TW",
        issuerPlace: null,
        issued: "2022-11-09",
        term: "XIII",
        basis: "explicit",
        documentKind: "resolution",
      },
      { number: "27", type: "NQ", issuer: "TW", issued: "2022-11-09", term: "XIII" },
    ]);
    expect(cite("Chỉ thị 05", { published: "2018-01-01" })).toMatchObject([{ number: "05", type: "CT", issuer: "TW", basis: "inferred" }]);
  });

  it("tells a regulation from a decision by the words, as the sign does not", () => {
    expect(cite("Quy định số 37-QĐ/TW và Quyết định số 217-QĐ/TW", { published: "2022-12-01" })).toMatchObject([
      { type: "QĐ", documentKind: "regulation" },
      { type: "QĐ", documentKind: "decision" },
    ]);
  });

  it("records a quoted title", () => {
    expect(cite("Nghị quyết Trung ương 7 (khóa X) “Về nông nghiệp, nông dân, nông thôn”")).toMatchObject([
      { title: "Về nông nghiệp, nông dân, nông thôn" },
    ]);
  });

  it("does not trust a year where years have been rewritten", () => {
    expect(cite("Quy định 59-QĐ/TW năm 2022 về các đảng bộ quân đội", { trust: "years_rewritten" })).toMatchObject([
      { id: "59-QĐ/TW@2016-12-22", issued: "2016-12-22" },
    ]);
  });

  it("names the committee of an unnumbered document without an id", () => {
    expect(cite("Huyện ủy Chi Lăng ban hành Nghị quyết về phát triển đảng viên.", { province: "63-20" })).toMatchObject([
      { id: null, number: null, type: "NQ", issuer: "HU", issuerPlace: "63-20", title: "phát triển đảng viên", basis: "unknown" },
    ]);
  });

  it("quotes the text at its offsets, in any mixture of words", () => {
    const word = fc.constantFrom(
      "Nghị quyết",
      "số",
      "21-NQ/TW",
      "05",
      ",",
      "(",
      ")",
      "khóa",
      "XII",
      "của",
      "Tỉnh ủy",
      "Trung ương",
      "4",
      "ngày",
      "16/6/2022",
      "“",
      "”",
      "Đại hội",
      "Đảng",
      "Đảng bộ huyện",
      "về",
      "Đề án",
      "\n",
      "NQTW",
      "Điều lệ Đảng",
      "thực hiện",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join(" ");
        for (const citation of cite(text, { province: "63-20" })) expect(text.slice(citation.start, citation.end)).toBe(citation.quote);
      }),
      { numRuns: 400 },
    );
  });
});
