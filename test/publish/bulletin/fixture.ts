import type { BulletinText, Inline } from "../../../pipeline/types/bulletin.ts";
import type { BarChart } from "../../../pipeline/types/chart.ts";

/** Names and values as three provinces might report them. */
const PROVINCES = [
  { name: "Lạng Sơn", now: 1234, before: 1100 },
  { name: "Nghệ An", now: 980, before: 1010 },
  { name: "Hà Tĩnh", now: 765, before: 700 },
] as const;

const number = (value: number): string => new Intl.NumberFormat("vi-VN").format(value);

export const CHART: BarChart = {
  kind: "bars",
  lang: "vi",
  title: "Đảng viên mới kết nạp, quý I/2024",
  description: "Ba tỉnh có số liệu: cao nhất Lạng Sơn 1.234, thấp nhất Hà Tĩnh 765.",
  unit: "đảng viên",
  measure: "count",
  source: "Nguồn: 3 bài, dangvu 22/11/2026",
  bars: PROVINCES.map(({ name, now }, index) => ({ name, value: now, bound: "exact", rank: index + 1, isDerived: index === 2 })),
};

const rows: readonly (readonly (readonly Inline[])[])[] = PROVINCES.map(({ name, now, before }, index) => [
  [{ text: name }],
  [{ text: number(now), figure: `f${index + 1}`, note: index === 0 ? 1 : 3 }],
  [{ text: number(before) }],
  [{ text: `${now > before ? "+" : "−"}${number(Math.abs(now - before))}` }],
]);

/** A small bulletin with every kind of block, three footnotes of which two are mentioned again, a doubtful figure and a chart. */
export const TEXT: BulletinText = {
  lang: "vi",
  title: "Bản tin xây dựng Đảng quý I năm 2024",
  subtitle: "Kết nạp đảng viên và kỷ luật đảng ở ba tỉnh",
  dateline: "Ngày 22 tháng 11 năm 2026",
  blocks: [
    { kind: "heading", level: 1, text: "Kết nạp đảng viên" },
    {
      kind: "paragraph",
      inlines: [
        { text: "Trong quý I năm 2024, tỉnh Lạng Sơn kết nạp " },
        { text: "hơn 1.234 đảng viên", style: "strong", figure: "f1", note: 1 },
        { text: ", dẫn đầu ba tỉnh có số liệu; tỉnh Nghệ An kết nạp " },
        { text: "980 đảng viên (*)", style: "mark", figure: "f2", note: 2 },
        { text: ", giảm so với cùng kỳ năm trước. Con số có dấu (*) mâu thuẫn với một bài khác và chưa có người xem lại." },
      ],
    },
    { kind: "heading", level: 2, text: "So sánh giữa các tỉnh" },
    {
      kind: "table",
      caption: "Đảng viên mới kết nạp theo tỉnh",
      head: ["Tỉnh", "Quý I/2024", "Quý I/2023", "Tăng, giảm"],
      rows,
      isNumber: [false, true, true, true],
      note: "3/63 tỉnh có số liệu.",
    },
    { kind: "chart", caption: "Ba tỉnh kết nạp nhiều nhất", chart: CHART },
    { kind: "heading", level: 1, text: "Văn bản mới" },
    {
      kind: "list",
      items: [
        [
          { text: "Nghị quyết số 21-NQ/TW", href: "https://example.org/21-nq-tw?a=1&b=2" },
          { text: " về củng cố tổ chức cơ sở đảng: hai tỉnh đã có chương trình hành động", note: 3 },
          { text: "." },
        ],
        [{ text: "Kế hoạch của cấp ủy về " }, { text: "sinh hoạt chuyên đề", style: "emphasis" }, { text: "." }],
      ],
    },
    {
      kind: "quote",
      inlines: [{ text: "“Chi bộ bốn tốt” giúp mỗi buổi sinh hoạt có một việc cụ thể để làm.", note: 2 }],
    },
  ],
  notes: [
    [
      { text: "Báo Lạng Sơn, “Kết nạp đảng viên đầu năm”, 02/04/2024, " },
      { text: "https://example.org/lang-son/ket-nap", href: "https://example.org/lang-son/ket-nap" },
      { text: ", truy cập 20/11/2026." },
    ],
    [
      { text: "Báo Nghệ An, “Công tác phát triển đảng”, 05/04/2024, " },
      { text: "https://example.org/nghe-an/dang-vien", href: "https://example.org/nghe-an/dang-vien" },
      { text: "." },
    ],
    [
      { text: "Cổng thông tin Hà Tĩnh, “Tin công tác đảng”, 08/04/2024, " },
      { text: "https://example.org/ha-tinh", href: "https://example.org/ha-tinh" },
      { text: "." },
    ],
  ],
  colophon: "Lập từ 3 bài của 3 nguồn; dangvu, kho số liệu 8f2c1a, 22/11/2026.",
};

/** Texts that break files: markup, brackets of templates, control characters, halves of pairs, addresses that are none. */
export const HOSTILE: BulletinText = {
  ...TEXT,
  title: "</w:t><script>alert(1)</script> {noi_dung} ]]> &amp; \u0000\u0008\ud800 {",
  subtitle: "<!-- {tieu_de} --> \u000b",
  blocks: [
    { kind: "heading", level: 2, text: "# <b>\u0001{ngay}</b> |" },
    {
      kind: "paragraph",
      inlines: [
        { text: "a\u0000<w:p>\udfff & {ky} | `x` *y* _z_ [1]: ", href: "javascript:alert(1)", note: 1 },
        { text: "http", href: "http://[", figure: '"><img onerror=alert(1)>' },
      ],
    },
    {
      kind: "table",
      caption: "<i>|\u0002",
      head: ["<b>|", "\ufffe"],
      rows: [[[{ text: "|\n|" }], []]],
      isNumber: [false, true],
      note: "</td>",
    },
    { kind: "chart", caption: "<svg onload=alert(1)>", chart: { ...CHART, title: "</svg><script>", description: '"\u0000<' } },
  ],
  colophon: "</html>\u001f",
};
