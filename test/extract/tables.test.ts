import { describe, expect, it } from "vitest";
import { extract } from "../../pipeline/extract/extract.ts";
import { loadGazetteer } from "../../pipeline/language/gazetteer.ts";
import { figureLine } from "./figures.ts";
import { makeArticle } from "./make-article.ts";

/** The figures of a report: a sentence above a table, and its rows; as "<what> = <value> · <place> · <year>". */
function figuresOf(above: string, rows: readonly string[]): readonly string[] {
  const article = makeArticle([above, ...rows].join("\n"), { title: "Kết quả xây dựng Đảng ở Lào Cai", publishedAt: "2023-01-10" });
  const [title, sentence] = article.blocks;
  const table = { kind: "table" as const, start: article.blocks[2]?.start ?? 0, end: article.text.length };
  const blocks = [title, sentence, table].filter((block) => block !== undefined);
  const { observations } = extract({ ...article, blocks }, { gazetteer: loadGazetteer(), publisherProvince: "63-10" });
  for (const { quote, start, end } of observations) expect(article.text.slice(start, end)).toBe(quote);
  return observations.filter(({ start }) => start >= table.start).map(figureLine);
}

describe("a table", () => {
  it("gives a figure for each cell, with the organisation of its row and what the head of its column counts", () => {
    const rows = [
      "Đảng bộ | Đảng viên mới kết nạp | Tỷ lệ chi bộ hoàn thành tốt nhiệm vụ (%)",
      "Huyện Bảo Thắng | 112 | 85,5",
      "Huyện Bát Xát | 95 | 90",
    ];
    expect(figuresOf("Kết quả năm 2022 của các đảng bộ như sau:", rows)).toEqual([
      "members.admitted = 112 · Huyện Bảo Thắng · 2022",
      "orgs.rating cell good = 85.5 % · Huyện Bảo Thắng · 2022",
      "members.admitted = 95 · Huyện Bát Xát · 2022",
      "orgs.rating cell good = 90 % · Huyện Bát Xát · 2022",
    ]);
  });

  it("takes the labels of its rows for the organisations that they name, whatever else their words may mean", () => {
    const rows = ["Đảng bộ | Số đảng viên mới kết nạp", "Khối Các cơ quan - Doanh nghiệp tỉnh | 87", "Công an | 48"];
    expect(figuresOf("Kết quả kết nạp đảng viên năm 2022:", rows)).toEqual([
      "members.admitted = 87 · Khối Các cơ quan - Doanh nghiệp tỉnh · 2022",
      "members.admitted = 48 · Công an · 2022",
    ]);
  });

  it("may number its rows; the number is no figure and no name", () => {
    for (const head of ["STT", "TT", "Số TT", ""]) {
      const rows = [`${head} | Đơn vị | Đảng viên mới kết nạp`, "1 | Huyện Bảo Thắng | 112", "2 | Huyện Bát Xát | 95"];
      expect(figuresOf("Năm 2022, toàn tỉnh kết nạp 1.207 đảng viên, gồm:", rows), head).toEqual([
        "members.admitted = 112 · Huyện Bảo Thắng · 2022",
        "members.admitted = 95 · Huyện Bát Xát · 2022",
      ]);
    }
  });

  it("sums up in a row that is the whole organisation's", () => {
    for (const label of ["Tổng cộng", "Cộng", "Toàn tỉnh"]) {
      const rows = ["Đơn vị | Đảng viên mới kết nạp", "Huyện Bảo Thắng | 112", `${label} | 1.207`];
      expect(figuresOf("Kết quả kết nạp đảng viên của tỉnh Lào Cai năm 2022:", rows).at(-1), label).toBe(
        "members.admitted = 1207 · 63-10 · 2022",
      );
    }
  });

  it("may have what is counted in its rows and the years in its columns", () => {
    const rows = [
      "Chỉ tiêu | Năm 2020 | Năm 2021",
      "Đảng viên mới kết nạp | 1.187 | 1.340",
      "Tỷ lệ tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ (%) | 83 | 85,7",
      "Số đảng viên bị kỷ luật | 98 | 120",
    ];
    expect(figuresOf("Công tác xây dựng Đảng của Đảng bộ tỉnh Lào Cai đạt nhiều kết quả.", rows)).toEqual([
      "members.admitted = 1187 · 63-10 · 2020",
      "members.admitted = 1340 · 63-10 · 2021",
      "orgs.rating grassroots good = 83 % · 63-10 · 2020",
      "orgs.rating grassroots good = 85.7 % · 63-10 · 2021",
      "discipline.members = 98 · 63-10 · 2020",
      "discipline.members = 120 · 63-10 · 2021",
    ]);
  });

  it("may have a head of two rows, with cells over several columns, and leave what is rated to the sentence above", () => {
    const rows = [
      "TT | Đảng bộ | Hoàn thành xuất sắc nhiệm vụ | | Hoàn thành tốt nhiệm vụ",
      "| | Số lượng | Tỷ lệ (%) | Số lượng | Tỷ lệ (%)",
      "1 | Huyện Bảo Thắng | 12 | 19,7 | 41 | 67,2",
      "2 | Huyện Bát Xát | | | 38 | 70,4",
    ];
    expect(figuresOf("Kết quả xếp loại tổ chức cơ sở đảng năm 2022 của các huyện:", rows)).toEqual([
      "orgs.rating grassroots excellent = 12 · Huyện Bảo Thắng · 2022",
      "orgs.rating grassroots excellent = 19.7 % · Huyện Bảo Thắng · 2022",
      "orgs.rating grassroots good = 41 · Huyện Bảo Thắng · 2022",
      "orgs.rating grassroots good = 67.2 % · Huyện Bảo Thắng · 2022",
      "orgs.rating grassroots good = 38 · Huyện Bát Xát · 2022",
      "orgs.rating grassroots good = 70.4 % · Huyện Bát Xát · 2022",
    ]);
  });

  it("goes on with the label above where a merged cell leaves it out", () => {
    const rows = ["Đảng bộ | Năm | Đảng viên mới kết nạp", "Huyện Bảo Thắng | Năm 2021 | 104", "| Năm 2022 | 112"];
    expect(figuresOf("Kết quả kết nạp đảng viên:", rows).map((line) => line.replace(/ · \S+$/u, ""))).toEqual([
      "members.admitted = 104 · Huyện Bảo Thắng",
      "members.admitted = 112 · Huyện Bảo Thắng",
    ]);
  });

  it.each([
    ["Tăng, giảm", ["+134", "-23", "3"]],
    ["Tăng (+), giảm (–) so với năm 2020", ["+134", "–23", "+3"]],
    ["Chênh lệch", ["134", "- 23", "3"]],
    ["So với năm 2020 (+/-)", ["+134", "−23", "+3"]],
    ["Năm 2021 so với năm 2020", ["tăng 134", "giảm 23", "Tăng 3"]],
  ])("may tell in a column how others have changed: %s", (head, [admitted, disciplined, organisations]) => {
    const rows = [
      `Chỉ tiêu | Năm 2020 | Năm 2021 | ${head}`,
      `Đảng viên mới kết nạp (đảng viên) | 1.200 | 1.334 | ${admitted}`,
      `Đảng viên bị thi hành kỷ luật | 210 | 187 | ${disciplined}`,
      `Tổ chức cơ sở đảng | 812 | 815 | ${organisations}`,
    ];
    const changes = figuresOf("Công tác xây dựng Đảng của Đảng bộ tỉnh Lào Cai đạt nhiều kết quả.", rows).filter((line) =>
      / = [+-]/u.test(line),
    );
    expect(changes.map((line) => line.replace(/ · .*$/u, ""))).toEqual([
      "members.admitted = +134",
      "discipline.members = -23",
      "orgs.total grassroots = +3",
    ]);
  });

  it.each([
    ["So với năm 2020", "1.200"],
    ["So sánh (%)", "111,2"],
    ["Tăng, giảm", "(23)"],
    ["Tăng, giảm", "134 (11,2%)"],
    ["Ghi chú", "+134"],
    ["Tăng, giảm", "0"],
  ])("tells nothing where nobody can say what change a number is: %s, %s", (head, cell) => {
    const rows = [`Chỉ tiêu | Năm 2021 | ${head}`, `Đảng viên mới kết nạp | 1.334 | ${cell}`];
    expect(figuresOf("Công tác xây dựng Đảng của Đảng bộ tỉnh Lào Cai đạt nhiều kết quả.", rows)).toEqual([
      "members.admitted = 1334 · 63-10 · 2021",
    ]);
  });

  it("may tell in a row how the one above has changed, which says nothing of what", () => {
    const rows = ["Chỉ tiêu | Năm 2020 | Năm 2021", "Đảng viên mới kết nạp | 1.200 | 1.334", "Tăng, giảm so với năm trước | 45 | 134"];
    expect(figuresOf("Kết quả kết nạp đảng viên:", rows)).toHaveLength(2);
  });

  it("about other matters gives nothing, whatever the sentence above counts", () => {
    const rows = ["Xã | Diện tích rừng (ha) | Tỷ lệ che phủ (%)", "Xã Hòa Bình | 112 | 61,5", "Xã Tân Tiến | 95 | 58"];
    const found = figuresOf("Năm 2022, toàn huyện kết nạp 78 đảng viên. Diện tích rừng như sau:", rows);
    expect(found).toEqual([]);
  });
});
