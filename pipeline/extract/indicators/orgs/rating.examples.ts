import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Có 16 chi bộ trong sạch, vững mạnh tiêu biểu, chiếm 9,4% so với tổng số chi bộ được đánh giá.",
    published: "2018-12-14",
    expect: [
      { value: 16, dims: { kind: "cell", grade: "tsvm_model" } },
      { value: 9.4, dims: { kind: "cell", grade: "tsvm_model" }, measure: "share" },
    ],
  },
  {
    text: "Thành ủy biểu dương 2 đảng bộ, 14 chi bộ trong sạch, vững mạnh tiêu biểu ba năm liền.",
    published: "2018-06-30",
    expect: [],
    why: "những nơi được khen vì nhiều năm liền, không phải số đạt trong năm",
  },
  {
    text: "Năm 2014, có 30/40 TCCSĐ đạt trong sạch, vững mạnh.",
    published: "2015-02-01",
    expect: [{ value: 30, measure: "count", dims: { kind: "grassroots", grade: "tsvm" } }],
  },
  {
    text: "Hằng năm có trên 85% tổ chức cơ sở đảng đạt TSVM.",
    published: "2015-05-01",
    expect: [{ value: 85, measure: "share", bound: "more_than", per: "year", dims: { kind: "grassroots", grade: "tsvm" } }],
  },
  {
    text: "Năm 2019, có 91,5% TCCSĐ hoàn thành tốt nhiệm vụ trở lên.",
    published: "2020-02-20",
    expect: [{ value: 91.5, measure: "share", dims: { kind: "grassroots", grade: "good", cumulative: true } }],
  },
  {
    text: "Năm 2017, qua xếp loại, 3 đảng bộ đạt TSVM; 6 đảng bộ HTTNV; 7 đảng bộ HTNV.",
    published: "2018-04-01",
    expect: [
      { value: 3, dims: { kind: "committee", grade: "tsvm" } },
      { value: 6, dims: { kind: "committee", grade: "good" } },
      { value: 7, dims: { kind: "committee", grade: "fulfilled" } },
    ],
  },
  {
    text: "Tỷ lệ TCCSĐ trong sạch, vững mạnh hằng năm đạt trên 80%.",
    published: "2015-05-01",
    expect: [{ value: 80, measure: "share", dims: { kind: "grassroots", grade: "tsvm" } }],
  },
  {
    text: "Năm 2013, có 31 chi bộ đạt TSVM, 2 chi bộ hoàn thành nhiệm vụ.",
    published: "2015-03-01",
    expect: [
      { value: 31, dims: { kind: "cell", grade: "tsvm" } },
      { value: 2, dims: { kind: "cell", grade: "fulfilled" } },
    ],
  },
  {
    text: "Năm 2020, toàn tỉnh không có tổ chức cơ sở đảng không hoàn thành nhiệm vụ.",
    published: "2021-02-01",
    expect: [{ value: 0, dims: { kind: "grassroots", grade: "failed" } }],
  },
  {
    text: "Nghị quyết đề ra chỉ tiêu hằng năm có 75% trở lên TCCSĐ đạt trong sạch, vững mạnh.",
    published: "2011-02-01",
    expect: [{ value: 75, status: "target", bound: "at_least", dims: { kind: "grassroots", grade: "tsvm" } }],
  },
  {
    text: "Có 12 chi bộ được công nhận trong sạch, vững mạnh tiêu biểu.",
    published: "2012-02-01",
    expect: [{ value: 12, dims: { kind: "cell", grade: "tsvm_model" } }],
  },
  {
    text: "Năm 2021, có 64 TCCSĐ được xếp loại hoàn thành xuất sắc nhiệm vụ, chiếm 19,8%.",
    published: "2022-01-20",
    expect: [
      { value: 64, dims: { kind: "grassroots", grade: "excellent" } },
      { value: 19.8, measure: "share", dims: { kind: "grassroots", grade: "excellent" } },
    ],
  },
  {
    text: "Năm 2013, 92% tổ chức cơ sở đảng được xếp loại hoàn thành tốt nhiệm vụ.",
    published: "2014-02-01",
    expect: [{ value: 92, measure: "share", dims: { kind: "grassroots", grade: "good" } }],
  },
  {
    text: "Qua đánh giá có 7 đảng bộ cơ sở yếu kém.",
    published: "2012-02-01",
    expect: [{ value: 7, dims: { kind: "committee", grade: "failed" } }],
  },
  { text: "Có 90% đảng viên hoàn thành tốt nhiệm vụ.", published: "2019-02-01", expect: [], why: "đảng viên, không phải tổ chức" },
  {
    text: "Có 15 chính quyền xã được xếp loại vững mạnh.",
    published: "2014-02-01",
    expect: [],
    why: "chính quyền không phải tổ chức đảng",
  },
  {
    text: "Xây dựng Đảng bộ trong sạch, vững mạnh là nhiệm vụ của 12 huyện ủy.",
    published: "2014-02-01",
    expect: [],
    why: "khẩu hiệu, 12 là số huyện ủy",
  },
  { text: "Tỉnh ủy tặng giấy khen cho 20 tổ chức cơ sở đảng.", published: "2014-02-01", expect: [], why: "khen thưởng" },
  { text: "Có 8 xã hoàn thành tốt nhiệm vụ tuyển quân.", published: "2014-02-01", expect: [], why: "xã hoàn thành việc khác" },
  {
    text: "So với năm 2011, tỷ lệ TCCSĐ trong sạch, vững mạnh tăng 2,3%.",
    published: "2024-07-05",
    expect: [{ value: 2.3, measure: "points", status: "change", dims: { kind: "grassroots", grade: "tsvm" } }],
    why: "hai tỷ lệ chênh nhau theo điểm phần trăm",
  },
  {
    text: "Tỷ lệ TCCSĐ trong sạch, vững mạnh đạt 78%, tăng 3% so với chỉ tiêu 75%.",
    published: "2024-07-05",
    expect: [
      { value: 78, measure: "share" },
      { value: 3, measure: "points", status: "change" },
      { value: 75, measure: "share", status: "target" },
    ],
  },
  {
    text: "Năm 2022, trên 20% tổ chức đảng và đảng viên hoàn thành xuất sắc nhiệm vụ.",
    published: "2024-07-05",
    expect: [{ value: 20, measure: "share", bound: "more_than", dims: { grade: "excellent" } }],
    why: "một con số nói cho hai chủ thể",
  },
  {
    text: "Dự ước cả năm có trên 75% TCCSĐ đạt trong sạch, vững mạnh và trên 90% đảng viên hoàn thành tốt nhiệm vụ.",
    published: "2024-07-05",
    expect: [{ value: 75, measure: "share", dims: { kind: "grassroots", grade: "tsvm" } }],
  },
  {
    text: "Xếp loại năm 2023, 46/48 TCCSĐ hoàn thành tốt nhiệm vụ trở lên, 2 TCCSĐ hoàn thành nhiệm vụ.",
    published: "2024-07-05",
    expect: [
      { value: 46, dims: { kind: "grassroots", grade: "good", cumulative: true } },
      { value: 2, dims: { kind: "grassroots", grade: "fulfilled" } },
    ],
  },
  {
    text: "Năm 2019, hoàn thành tốt nhiệm vụ có 14 đảng bộ và 8 chi bộ.",
    published: "2020-01-10",
    expect: [
      { value: 14, dims: { kind: "committee", grade: "good" } },
      { value: 8, dims: { kind: "cell", grade: "good" } },
    ],
    why: "mức nói trước danh sách là của cả danh sách",
  },
];
