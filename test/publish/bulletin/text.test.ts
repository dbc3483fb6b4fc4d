import { describe, expect, it } from "vitest";
import { readTemplates } from "../../../pipeline/publish/bulletin/templates.ts";
import { writeText } from "../../../pipeline/publish/bulletin/text.ts";
import type { Block, BulletinFacts, BulletinText } from "../../../pipeline/types/bulletin.ts";
import { inlinesOf, plainText } from "../../jobs/bulletin/read-back.ts";
import { ADMITTED, ask, columnAt, MEMBERS, makeFacts, makeHead, makeQuestion, makeSpec, type Row, TSVM } from "./make-facts.ts";

const VI = readTemplates("vi");
const EN = readTemplates("en");
const write = (facts: BulletinFacts): BulletinText => writeText(facts, facts.spec.lang === "vi" ? VI : EN);
const said = (facts: BulletinFacts): string => plainText(write(facts));

const ROWS: Readonly<Record<string, Row>> = {
  "63-38": { now: { value: 1303, bound: "more_than", said: "trên" }, before: { value: 1100 } },
  "63-40": { now: { value: 1200 }, before: { value: 1250 } },
  "63-01": { now: { value: 900, bound: "about", said: "gần" }, before: { value: 600 } },
  "63-20": { now: { value: 303 }, before: { value: 260 } },
};
const admitted = (rows: Readonly<Record<string, Row>> = ROWS, fields: Parameters<typeof makeQuestion>[3] = {}) =>
  makeQuestion(ADMITTED, "2024-Q1", rows, fields);

const tableOf = ({ blocks }: BulletinText) => {
  const table = blocks.find((block): block is Extract<Block, { kind: "table" }> => block.kind === "table");
  return table === undefined ? [] : [table.head, ...table.rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join("")))];
};

describe("the text of a bulletin", () => {
  it("is the same for the same facts", () => {
    expect(write(makeFacts([admitted()]))).toEqual(write(makeFacts([admitted()])));
  });

  it("says what it is, of whom and when", () => {
    const { title, subtitle, dateline, colophon } = write(makeFacts([admitted()]));
    expect(title).toBe("Bản tin công tác xây dựng Đảng quý I/2024");
    expect(subtitle).toBe("63 tỉnh, thành phố trực thuộc Trung ương; so với cùng kỳ năm 2023");
    expect(dateline).toBe("Ngày 8 tháng 4 năm 2024");
    expect(colophon).toContain("từ 8 số liệu trong 8 bài; mã kho số liệu 0123456789ab");
  });

  it("names the chosen provinces while they are few", () => {
    const facts = makeFacts([admitted()], {
      spec: makeSpec({ provinces: ["63-20", "63-01"] }),
      provinces: [
        { id: "63-20", name: "Lạng Sơn" },
        { id: "63-01", name: "Hà Nội" },
      ],
    });
    expect(write(facts).subtitle).toBe("Tỉnh Lạng Sơn, TP Hà Nội; so với cùng kỳ năm 2023");
  });

  it("tells the country with its change and the value compared with, then the coverage, then who leads", () => {
    const text = said(makeFacts([admitted({ ...ROWS, vn: { now: { value: 45_000 }, before: { value: 43_600 } } })]));
    expect(text).toMatch(
      /uý I\/2024, cả nước kết nạp (?:được )?45\.000 đảng viên(?: mới)?\[1\], tăng 3,21% so với cùng kỳ năm 2023 \(43\.600 đảng viên\[2\]\)\./u,
    );
    expect(text).toContain("4/63 tỉnh, thành phố có số liệu");
    expect(text).toMatch(/tỉnh Thanh Hóa với trên 1\.303 đảng viên mới được kết nạp/u);
    expect(text).toMatch(/TP Hà Nội với gần 900 đảng viên mới được kết nạp/u);
  });

  it("keeps the source's own word for a bound, and never one that the report does not have", () => {
    const rows = { ...ROWS, "63-20": { now: { value: 303, bound: "about", said: "xấp xỉ" } as const } };
    expect(tableOf(write(makeFacts([admitted(rows)]))).map((row) => row[1])).toEqual([
      "Đảng viên mới kết nạp, quý I/2024",
      "trên 1.303",
      "1.200",
      "gần 900",
      "xấp xỉ 303",
    ]);
  });

  it("ranks who rose and who fell by percent where the numbers are large, and says khoảng of what is not exact", () => {
    const text = said(makeFacts([admitted()]));
    expect(text).toMatch(
      /TP Hà Nội với gần 900 đảng viên mới được kết nạp\[\d+\], tăng khoảng 50% so với cùng kỳ năm 2023; tỉnh Thanh Hóa .*tăng khoảng 18,45%/u,
    );
    expect(text).toMatch(/tỉnh Nghệ An với 1\.200 đảng viên mới được kết nạp\[\d+\], giảm 4% so với cùng kỳ năm 2023/u);
  });

  it("tells small numbers as numbers: from 3 to 5 is 2 more, not 66,67 %", () => {
    const rows = {
      "63-38": { now: { value: 5 }, before: { value: 3 } },
      "63-40": { now: { value: 4 }, before: { value: 4 } },
      "63-20": { now: { value: 1 }, before: { value: 2 } },
    };
    const facts = makeFacts([makeQuestion(ask("discipline.orgs"), "2024", rows)], { spec: makeSpec({ period: "2024" }) });
    const text = said(facts);
    expect(text).toContain("tăng 2 tổ chức đảng so với năm 2023");
    expect(text).toContain("giảm 1 tổ chức đảng so với năm 2023");
    expect(text).not.toContain("66,67");
    expect(tableOf(write(facts)).map((row) => row[3])).toEqual(["Thay đổi", "tăng 2", "không đổi", "giảm 1"]);
  });

  it("claims no leader without ranks, and none of one alone in its change", () => {
    const text = said(makeFacts([admitted({ "63-20": ROWS["63-20"] as Row, "63-40": { now: { value: 10 } } }, { isRanked: false })]));
    expect(text).not.toMatch(/dẫn đầu|đứng đầu|xếp đầu|nhiều nhất|lớn nhất thuộc/iu);
    expect(text).toContain("tỉnh Lạng Sơn với 303 đảng viên mới được kết nạp");
  });

  it("lets equals lead together", () => {
    const text = said(
      makeFacts([admitted({ "63-20": { now: { value: 70 } }, "63-40": { now: { value: 70 } }, "63-01": { now: { value: 9 } } })]),
    );
    expect(text).toMatch(/Cùng đứng đầu là .* và /u);
  });

  it("tells of a single province by itself", () => {
    const text = said(makeFacts([admitted({ "63-20": ROWS["63-20"] as Row }, { of: 1 })]));
    expect(text).toMatch(
      /tỉnh Lạng Sơn kết nạp (?:được )?303 đảng viên(?: mới)?\[1\], tăng 16,54% so với cùng kỳ năm 2023 \(260 đảng viên\[2\]\)/u,
    );
    expect(text).not.toContain("1/1");
  });

  it("says of a sum that it is none of the country while provinces are missing", () => {
    const sum = { value: 3706, bound: "more_than" as const, reported: 4, of: 63 };
    expect(said(makeFacts([admitted(ROWS, { sum })]))).toContain("cộng lại là hơn 3.706, không phải là số của cả nước");
    expect(said(makeFacts([admitted(ROWS, { sum: { ...sum, reported: 63 } })]))).not.toContain("không phải là số của cả nước");
  });

  it("says percentage points, and spells abbreviations out once", () => {
    const rows = {
      "63-38": { now: { value: 54.83 }, before: { value: 50 } },
      "63-40": { now: { value: 44 } },
      "63-20": { now: { value: 40 } },
    };
    const text = said(
      makeFacts([makeQuestion(TSVM, "2014", rows)], { spec: makeSpec({ period: "2014" }), madeAt: "2015-01-05T00:00:00Z" }),
    );
    expect(text.match(/tổ chức cơ sở đảng \(TCCSĐ\) đạt trong sạch, vững mạnh \(TSVM\)/gu)).toHaveLength(1);
    expect(text).toContain("44% TCCSĐ đạt TSVM");
    expect(text).toContain("tăng 4,83 điểm phần trăm");
  });

  it("tells the own day of a standing number that is not the period's", () => {
    const rows = {
      "63-38": { now: { value: 57_000, period: { at: "2024-03-15" } } },
      "63-40": { now: { value: 40_000, period: { at: "2024-03" } } },
    };
    const text = said(makeFacts([makeQuestion(MEMBERS, "2024-Q1", rows)]));
    expect(text).toContain("57.000 đảng viên (ngày 15/03/2024)");
    expect(text).not.toContain("40.000 đảng viên (");
  });

  it("gives one source one number, and the same number each time", () => {
    const article = makeHead("chung", { title: "Một bài, hai số", fetchedAt: "2024-04-07T20:00:00Z" });
    const text = write(
      makeFacts([
        admitted({ "63-38": { now: { value: 9, article } }, "63-40": { now: { value: 8, article } }, "63-20": { now: { value: 7 } } }),
      ]),
    );
    expect(text.notes).toHaveLength(2);
    expect(text.notes[0]?.map((inline) => inline.text).join("")).toBe(
      "Báo Thử, “Một bài, hai số”, 05/04/2024, https://bao.test/chung (truy cập 08/04/2024).",
    );
    expect(text.notes[0]?.find(({ href }) => href !== undefined)?.href).toBe("https://bao.test/chung");
    const numbers = inlinesOf(text).flatMap(({ note }) => (note === undefined ? [] : [note]));
    expect(new Set(numbers)).toEqual(new Set([1, 2]));
  });

  it("puts a footnote to every figure", () => {
    const inlines = inlinesOf(write(makeFacts([admitted()])));
    inlines.forEach(({ figure, note }, index) => {
      if (figure === undefined) return;
      expect(note ?? inlines.slice(index + 1).find((next) => next.note !== undefined || next.figure !== undefined)?.note).toBeDefined();
    });
  });

  it("says of a derived value that it is computed, gives it no figure of its own, and notes all its inputs", () => {
    const question = admitted({ "63-38": ROWS["63-38"] as Row, "63-40": ROWS["63-40"] as Row, "63-20": ROWS["63-20"] as Row });
    const [first, second, ...others] = question.provinces;
    if (first === undefined || second === undefined) throw new Error("two rows");
    const now = {
      ...first.now,
      value: 2503,
      kind: "derived" as const,
      formula: "1303 + 1200",
      figures: [...first.now.figures, ...second.now.figures],
    };
    const text = write(makeFacts([{ ...question, provinces: [{ ...first, now }, ...others] }]));
    expect(plainText(text)).toContain("hơn 2.503 đảng viên mới được kết nạp (tính từ các số thành phần)[1][2]");
    expect(
      inlinesOf(text)
        .filter(({ text: words }) => words.includes("2.503"))
        .every(({ figure }) => figure === undefined),
    ).toBe(true);
  });

  it("marks doubtful figures and says once what the sign means; reviewed ones are not doubtful", () => {
    const text = write(makeFacts([admitted({ ...ROWS, "63-20": { now: { value: 303, doubts: ["conflict", "low_confidence"] } } })]));
    expect(plainText(text)).toContain("(*) Số liệu chưa được rà soát: đọc từ bài với độ tin cậy thấp; có bài khác đưa số khác.");
    expect(inlinesOf(text).some(({ style, text: sign }) => style === "mark" && sign === " (*)")).toBe(true);
    expect(said(makeFacts([admitted()]))).not.toContain("(*)");
  });

  it("tells breaks that a comparison crosses", () => {
    const breaks = [{ beforeYear: 2024, note: { vi: "Từ năm 2024 đếm cách khác.", en: "Counted otherwise since 2024." } }];
    expect(said(makeFacts([admitted(ROWS, { breaks })]))).toContain("Khi so sánh cần lưu ý: Từ năm 2024 đếm cách khác.");
    expect(said(makeFacts([admitted({ "63-20": { now: { value: 3 } } }, { breaks })]))).not.toContain("lưu ý");
  });

  it("tells a province of the 63 apart from the larger one of today that has its name", () => {
    const late = makeFacts([admitted({ "63-10": { now: { value: 9 } }, "63-20": { now: { value: 8 } } })], {
      madeAt: "2026-11-22T00:00:00Z",
    });
    expect(said(late)).toContain("tỉnh Lào Cai (cũ)");
    expect(said(late)).not.toContain("tỉnh Lạng Sơn (cũ)");
    expect(said({ ...late, madeAt: "2024-05-01T00:00:00Z" })).not.toContain("(cũ)");
  });

  it("draws the largest as bars and their course as lines, once each", () => {
    const columns = ["2022-Q1", "2023-Q1", "2024-Q1"].map(columnAt);
    const segments = [columns.map(({ key }, index) => ({ key, value: 100 + index }))];
    const series = { columns, lines: [{ province: "63-20", name: "Lạng Sơn", segments }] };
    const facts = makeFacts([admitted(ROWS, { series }), makeQuestion(TSVM, "2024", ROWS, { series })]);
    const charts = write(facts).blocks.flatMap((block) => (block.kind === "chart" ? [block.chart] : []));
    expect(charts.map(({ kind }) => kind)).toEqual(["bars", "lines"]);
    expect(charts[0]?.description).toBe(
      "Đảng viên mới kết nạp quý I/2024 của các tỉnh, thành phố có số lớn nhất, từ 303 (Lạng Sơn) đến hơn 1.303 (Thanh Hóa).",
    );
    expect(charts[0]?.source).toBe("Nguồn: 8 bài đã dẫn trong bản tin; dangvu, 08/04/2024");
  });

  it("says that there is nothing, and how much was left out", () => {
    const text = said(makeFacts([admitted({})], { leftOut: 12 }));
    expect(text).toContain("Chưa có số liệu về đảng viên mới kết nạp quý I/2024.");
    expect(text).toContain("không dùng trong bản tin này: 12.");
  });

  it("says the same in English", () => {
    const rows = { ...ROWS, vn: { now: { value: 45_000 }, before: { value: 43_600 } } };
    const text = said(makeFacts([admitted(rows)], { spec: makeSpec({ lang: "en" }) }));
    expect(text).toContain("Bulletin on Party building, quarter 1 of 2024");
    expect(text).toMatch(/[Tt]he whole country admitted 45,000 new members/u);
    expect(text).toContain("over 1,303");
    expect(text).not.toMatch(/\b(?:tỉnh|đảng viên|năm|tăng)\b/u);
  });
});

describe("other sections", () => {
  const evidence = {
    quote: "21-NQ/TW",
    start: 0,
    end: 8,
    sentence: null,
    article: {
      id: "vb",
      title: "Triển khai nghị quyết",
      publisher: "Báo Thử",
      publishedAt: "2024-02-01",
      url: "https://bao.test/vb",
      sourceUrl: null,
    },
  };

  it("lists new documents, who cites them and what provinces issued to carry them out", () => {
    const text = write(
      makeFacts([], {
        documents: [
          {
            id: "21-NQ/TW@2022-06-16",
            number: "21-NQ/TW",
            title: "về xây dựng tổ chức cơ sở đảng",
            kind: "resolution",
            issued: "2022-06-16",
            isNew: true,
            citing: 5,
            programmes: [{ province: "63-20", name: "Lạng Sơn", document: "33-CTr/TU@63-20:2022-09-01", issued: "2022-09-01", evidence }],
            evidence,
          },
        ],
      }),
    );
    expect(plainText(text)).toContain(
      "Nghị quyết 21-NQ/TW ngày 16/06/2022 “về xây dựng tổ chức cơ sở đảng”: văn bản mới, 5 tỉnh, thành phố có bài nhắc đến.[1] Đã có văn bản triển khai: tỉnh Lạng Sơn (33-CTr/TU ngày 01/09/2022)[1].",
    );
    expect(text.notes[0]?.map((inline) => inline.text).join("")).not.toContain("truy cập");
  });

  it("quotes models with their place and source", () => {
    const text = said(makeFacts([], { models: [{ quote: "mô hình chi bộ bốn tốt", place: "63-20", evidence }] }));
    expect(text).toContain("“mô hình chi bộ bốn tốt” (tỉnh Lạng Sơn)[1]");
  });

  it("corrects earlier bulletins: what was printed, what holds now and why", () => {
    const now = makeQuestion(ADMITTED, "2022", { "63-11": { now: { value: 1860 } } });
    const correction = {
      bulletin: "b1",
      title: "Bản tin năm 2022",
      madeAt: "2023-01-05T00:00:00Z",
      name: "Điện Biên",
      spec: now.spec,
      column: now.column,
      before: { value: 1680, bound: "exact" as const },
      now: now.provinces[0]?.now ?? null,
      why: "report_changed" as const,
      note: null,
    };
    expect(said(makeFacts([], { corrections: [correction] }))).toContain(
      "Bản tin “Bản tin năm 2022” (05/01/2023), đảng viên mới kết nạp năm 2022, Điện Biên: số đã in 1.680, nay là 1.860 đảng viên mới được kết nạp[1]. Lý do: báo đã sửa bài.",
    );
    expect(said(makeFacts([], { corrections: [{ ...correction, now: null, note: "in nhầm" }] }))).toContain(
      "bỏ số đã in 1.680, vì không còn bài nào nêu số này. Lý do: báo đã sửa bài – in nhầm.",
    );
  });
});
