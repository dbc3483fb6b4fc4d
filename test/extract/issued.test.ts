import { describe, expect, it } from "vitest";
import { type Extraction, extract } from "../../pipeline/extract/extract.ts";
import { loadGazetteer } from "../../pipeline/language/gazetteer.ts";
import { fileToPage, readWrittenPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import type { Observation, Period, Place } from "../../pipeline/types/observation.ts";

const gazetteer = loadGazetteer();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const readDocument = (text: string): Article => {
  const [article] = readWrittenPage(fileToPage("van-ban.txt", bytes(text), "2026-11-22T00:00:00Z"), { source: null });
  expect(article?.document).toBeDefined();
  return article as Article;
};

interface Draft {
  readonly issuer: string;
  readonly number: string;
  readonly date: string;
  readonly kind: string;
  readonly subject: string;
}
const provincial: Draft = {
  issuer: "TỈNH ỦY LẠNG SƠN",
  number: "12-NQ/TU",
  date: "Lạng Sơn, ngày 5 tháng 3 năm 2021",
  kind: "NGHỊ QUYẾT",
  subject: "về củng cố chi bộ nông thôn giai đoạn 2021-2025",
};
const preamble = "Các cấp ủy trong Đảng bộ đã thảo luận nhiều lần và thống nhất quyết nghị những việc dưới đây.";
const write = (body: string, draft: Partial<Draft> = {}): string => {
  const { issuer, number, date, kind, subject } = { ...provincial, ...draft };
  return `${issuer}\n*\nSố ${number}\nĐẢNG CỘNG SẢN VIỆT NAM\n${date}\n${kind}\n${subject}\n-----\n${preamble}\n${body}\nNơi nhận:\n- Các huyện ủy, để kết nạp 999 đảng viên,\n- Lưu.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nVi Văn Thử`;
};
const read = (body: string, draft: Partial<Draft> = {}): Extraction => extract(readDocument(write(body, draft)), { gazetteer });
const only = (body: string, draft: Partial<Draft> = {}): Observation => {
  const { observations } = read(body, draft);
  expect(observations).toHaveLength(1);
  return observations[0] as Observation;
};

const langSon: Place = { level: "province", province: "63-20", name: null };
const term: Period = { from: "2021", to: "2025" };

interface Row {
  readonly name: string;
  readonly body: string;
  readonly draft?: Partial<Draft>;
  readonly is: Partial<Observation>;
}

const targets: readonly Row[] = [
  {
    name: "a bare line under a heading of targets is of the time in the subject",
    body: "II. MỤC TIÊU\n2. Chỉ tiêu\n- 90% trở lên tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên",
    is: { indicator: "orgs.rating", value: 90, measure: "share", bound: "at_least", period: term, place: langSon },
  },
  {
    name: "a yearly one is of every year of that time",
    body: "II. MỤC TIÊU\n2. Chỉ tiêu\n- Mỗi năm kết nạp 1.500 đảng viên.",
    is: { indicator: "members.admitted", value: 1500, per: "year", period: term },
  },
  {
    name: "a heading with a time of its own goes before the subject",
    body: "II. CHỈ TIÊU ĐẾN NĂM 2023\n- Kết nạp 3.200 đảng viên.",
    is: { value: 3200, period: { from: null, to: "2023" } },
  },
  {
    name: "so does a time in the sentence",
    body: "II. CHỈ TIÊU\n- Năm 2022, kết nạp 640 đảng viên.",
    is: { value: 640, period: { from: "2022-01-01", to: "2022-12-31" }, basis: "explicit" },
  },
  {
    name: "headings deeper down inherit",
    body: "II. MỤC TIÊU\n2. Mục tiêu cụ thể\n2.1. Về đảng viên\na) Kết nạp 7.400 đảng viên.",
    is: { indicator: "members.admitted", value: 7400, period: term },
  },
  {
    name: "a lead without a mark opens a list of targets",
    body: "II. PHƯƠNG HƯỚNG\nMột số chỉ tiêu chủ yếu:\n- Cử 2.100 quần chúng ưu tú dự lớp bồi dưỡng nhận thức về Đảng.",
    is: { indicator: "members.trained", value: 2100, period: term },
  },
  {
    name: "words of aiming under any heading take the time of the subject",
    body: "III. GIẢI PHÁP\n1. Làm tốt việc tạo nguồn, phấn đấu kết nạp trên 7.000 đảng viên mới.",
    is: { value: 7000, bound: "more_than", period: term },
  },
  {
    name: "a yearly rate among the measures is set, not reached",
    body: "III. GIẢI PHÁP\n1. Hằng năm kiểm tra 120 tổ chức đảng.",
    is: { indicator: "inspection.orgs", value: 120, per: "year", period: term },
  },
  {
    name: "what a deadline to come tells is a target wherever it stands",
    body: "III. GIẢI PHÁP\n1. Đến năm 2025, 95% chi bộ hoàn thành tốt nhiệm vụ trở lên.",
    is: { indicator: "orgs.rating", value: 95, period: { from: null, to: "2025" } },
  },
  {
    name: "a stock aimed at stands at the end of the time",
    body: "II. MỤC TIÊU\n- Tổng số đảng viên toàn tỉnh là 72.000 đồng chí.",
    is: { indicator: "members.total", value: 72000, period: { at: "2025-12-31" } },
  },
  {
    name: "a yearly target under a subject with only a deadline runs from the year of issue",
    body: "II. CHỈ TIÊU\n- Hằng năm kết nạp 900 đảng viên.",
    draft: { subject: "về củng cố chi bộ nông thôn đến năm 2030" },
    is: { value: 900, per: "year", period: { from: "2021", to: "2030" }, basis: "relative" },
  },
  {
    name: "a congress sets the targets of its term",
    body: "II. CHỈ TIÊU\n- Kết nạp 9.100 đảng viên.",
    draft: {
      issuer: "ĐẢNG BỘ TỈNH LẠNG SƠN\nĐẠI HỘI ĐẠI BIỂU LẦN THỨ XVII",
      subject: "ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ TỈNH LẦN THỨ XVII, NHIỆM KỲ 2020-2025",
      date: "Lạng Sơn, ngày 9 tháng 10 năm 2020",
    },
    is: { value: 9100, period: { from: "2020", to: "2025" }, place: langSon },
  },
  {
    name: "a term without years is the document's own, not the one reviewed last",
    body: "I. TÌNH HÌNH\nNhiệm kỳ 2015 - 2020 còn nhiều nơi lỏng lẻo.\nII. CHỈ TIÊU\n- Trong nhiệm kỳ kiểm tra 140 tổ chức đảng.",
    draft: { subject: "về kiểm tra, giám sát nhiệm kỳ 2020 - 2025" },
    is: { indicator: "inspection.orgs", value: 140, period: { from: "2020", to: "2025" } },
  },
  {
    name: "a plan of a district is of the district and its year",
    body: "II. CHỈ TIÊU\n- Kết nạp 85 đảng viên.",
    draft: {
      issuer: "ĐẢNG BỘ TỈNH LẠNG SƠN\nHUYỆN ỦY VĂN QUAN",
      number: "05-KH/HU",
      kind: "KẾ HOẠCH",
      subject: "phát triển đảng viên năm 2021",
      date: "Văn Quan, ngày 8 tháng 2 năm 2021",
    },
    is: {
      value: 85,
      period: { from: "2021-01-01", to: "2021-12-31" },
      place: { level: "district", province: "63-20", name: "huyện Văn Quan" },
    },
  },
  {
    name: "a resolution of the centre is of the whole Party",
    body: "II. MỤC TIÊU\n- Tỷ lệ tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên đạt trên 90%.",
    draft: { issuer: "BAN CHẤP HÀNH TRUNG ƯƠNG", number: "97-NQ/TW", date: "Hà Nội, ngày 14 tháng 5 năm 2021" },
    is: { value: 90, bound: "more_than", place: { level: "national", province: null, name: null }, period: term },
  },
];

const results: readonly Row[] = [
  {
    name: "what the review tells",
    body: "I. TÌNH HÌNH\nNăm 2020, toàn tỉnh kết nạp 1.702 đảng viên mới.",
    is: { value: 1702, period: { from: "2020-01-01", to: "2020-12-31" }, place: langSon },
  },
  {
    name: "a yearly rate of the years before",
    body: "I. TÌNH HÌNH\nGiai đoạn 2016-2020, bình quân mỗi năm kết nạp 1.650 đảng viên.",
    is: { value: 1650, per: "year", period: { from: "2016", to: "2020" } },
  },
  {
    name: "a stock of today",
    body: "I. TÌNH HÌNH\nĐến nay, toàn Đảng bộ tỉnh có 61.204 đảng viên.",
    is: { indicator: "members.total", value: 61204, period: { at: "2021-03-05" } },
  },
  {
    name: "how targets were met before",
    body: "I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU\n- Năm 2020 kết nạp 1.702 đảng viên.",
    is: { value: 1702 },
  },
  {
    name: "the year before under a heading of targets",
    body: "II. MỤC TIÊU\n- Giữ vững kết quả năm 2020 kết nạp 1.702 đảng viên.",
    is: { value: 1702, period: { from: "2020-01-01", to: "2020-12-31" } },
  },
  {
    name: "the whole of a report, whose year is not over yet",
    body: "I. VỀ ĐẢNG VIÊN\nNăm 2021, toàn tỉnh kết nạp 1.811 đảng viên mới.",
    draft: {
      number: "40-BC/TU",
      kind: "BÁO CÁO",
      subject: "kết quả phát triển đảng viên năm 2021",
      date: "Lạng Sơn, ngày 6 tháng 12 năm 2021",
    },
    is: { value: 1811, period: { from: "2021-01-01", to: "2021-12-31" } },
  },
];

describe("the figures of an issued document", () => {
  it.each(targets)("targets: $name", ({ body, draft, is }) => {
    expect(only(body, draft)).toMatchObject({ status: "target", ...is });
  });

  it.each(results)("results stay results: $name", ({ body, draft, is }) => {
    expect(only(body, draft)).toMatchObject({ status: "actual", ...is });
  });

  it("tells why a line without a word of aiming is a target", () => {
    const { links } = only("II. CHỈ TIÊU\n- Kết nạp 300 đảng viên.");
    expect(links).toContainEqual({ what: "status", reason: "dưới đề mục mục tiêu, chỉ tiêu của văn bản" });
  });

  it("come from no head, recipient or signature", () => {
    expect(read("III. TỔ CHỨC THỰC HIỆN\nCác huyện ủy báo cáo mỗi quý một lần.").observations).toEqual([]);
  });

  it("belong to the issuer, whatever place the text names most", () => {
    const { place } = read(
      "I. TÌNH HÌNH\nHuyện Văn Quan làm tốt. Huyện Văn Quan được khen. Đảng bộ huyện Văn Quan có cách làm mới.\nHuyện Văn Quan sẽ nêu kinh nghiệm.",
    );
    expect(place).toEqual({ place: langSon, reason: "cơ quan ban hành văn bản" });
  });

  it("count from the day of issue, also when a crawler has saved the text later", () => {
    const article = { ...readDocument(write("I. TÌNH HÌNH\nĐến nay, toàn tỉnh có 61.204 đảng viên.")), publishedAt: "2024-06-01" };
    expect(extract(article, { gazetteer }).observations[0]?.period).toEqual({ at: "2021-03-05" });
  });
});

describe("the citations of an issued document", () => {
  it("are those of its text; its own head is none", () => {
    const { citations } = read("I. TÌNH HÌNH\nTỉnh đã làm theo Nghị quyết số 21-NQ/TW, ngày 25/10/2017.");
    expect(citations.map(({ id }) => id)).toEqual(["21-NQ/TW@2017-10-25"]);
  });

  it("have its own number where an appendix names it, under the same id", () => {
    const text = `${write("II. CHỈ TIÊU\n- Kết nạp 300 đảng viên.")}\nPHỤ LỤC\n(kèm theo Nghị quyết số 12-NQ/TU, ngày 5/3/2021 của Ban Thường vụ Tỉnh ủy)`;
    const article = readDocument(text);
    expect(extract(article, { gazetteer }).citations.map(({ id }) => id)).toEqual([article.document?.id]);
  });
});
