import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Qua kiểm tra, phát hiện 61 đảng viên vi phạm, phải thi hành kỷ luật 22 đảng viên.",
    published: "2018-12-14",
    expect: [],
    why: "số phát hiện vi phạm, không phải số được kiểm tra",
  },
  {
    text: "Qua kiểm tra, có 4 tổ chức đảng và 31 đảng viên vi phạm.",
    published: "2018-12-14",
    expect: [],
    why: "qua kiểm tra là dịp, không đếm số được kiểm tra",
  },
  {
    text: "Qua kiểm tra 45 tổ chức đảng và 120 đảng viên, kết luận 11 tổ chức, 12 đảng viên có vi phạm.",
    published: "2018-12-14",
    expect: [{ value: 120, dims: { kind: "inspection" } }],
  },
  {
    text: "Năm 2016, các cấp ủy đã kiểm tra 236 tổ chức đảng và 1.094 đảng viên.",
    published: "2017-01-12",
    expect: [{ value: 1094, measure: "count", status: "actual", dims: { kind: "inspection" } }],
  },
  {
    text: "Ủy ban kiểm tra các cấp kiểm tra khi có dấu hiệu vi phạm đối với 83 đảng viên, trong đó có 30 cấp ủy viên.",
    published: "2019-06-26",
    expect: [{ value: 83, dims: { kind: "signs" } }],
    why: "cấp ủy viên là phần không có mã",
  },
  { text: "Kiểm tra 11 đảng viên có dấu hiệu vi phạm.", published: "2014-09-16", expect: [{ value: 11, dims: { kind: "signs" } }] },
  {
    text: "Kiểm tra 52 tổ chức đảng, 18 đảng viên; giám sát 40 tổ chức đảng, 27 đảng viên.",
    published: "2018-12-20",
    expect: [
      { value: 18, dims: { kind: "inspection" } },
      { value: 27, dims: { kind: "supervision" } },
    ],
  },
  {
    text: "Trong nhiệm kỳ, kiểm tra, giám sát đối với 4.870 lượt đảng viên.",
    published: "2020-05-14",
    expect: [{ value: 4870, dims: { kind: "both" } }],
    why: "kiểm tra, giám sát không tách riêng",
  },
  {
    text: "Có 64 đảng viên được giám sát chuyên đề trong 6 tháng đầu năm.",
    published: "2021-07-08",
    expect: [{ value: 64, dims: { kind: "supervision" } }],
  },
  {
    text: "Các chi bộ đã kiểm tra gần 2.600 đảng viên chấp hành Điều lệ Đảng.",
    published: "2013-12-10",
    expect: [{ value: 2600, bound: "about", dims: { kind: "inspection" } }],
  },
  {
    text: "Trong năm, giám sát 310 đảng viên, giảm 45 đảng viên so với năm 2011.",
    published: "2012-12-26",
    expect: [
      { value: 310, status: "actual", dims: { kind: "supervision" } },
      { value: -45, measure: "count", status: "change", dims: { kind: "supervision" } },
    ],
  },
  {
    text: "Kiểm tra 77 tổ chức đảng và 129 đảng viên (tăng 6 tổ chức, 14 đảng viên so với cùng kỳ).",
    published: "2017-07-18",
    expect: [
      { value: 129, status: "actual", dims: { kind: "inspection" } },
      { value: 14, measure: "count", status: "change", dims: { kind: "inspection" } },
    ],
    why: "tăng chỉ nói một lần cho cả hai",
  },
  {
    text: "Năm 2022, phấn đấu kiểm tra ít nhất 50 đảng viên.",
    published: "2022-01-25",
    expect: [{ value: 50, bound: "at_least", status: "target", dims: { kind: "inspection" } }],
  },
  {
    text: "Đã kiểm tra 180 đảng viên, đạt 90% kế hoạch.",
    published: "2016-10-11",
    expect: [
      { value: 180, measure: "count", dims: { kind: "inspection" } },
      { value: 90, measure: "attainment", dims: { kind: "inspection" } },
    ],
  },
  {
    text: "Số đảng viên được kiểm tra là 405, số đảng viên được giám sát là 262.",
    published: "2015-12-15",
    expect: [
      { value: 405, dims: { kind: "inspection" } },
      { value: 262, dims: { kind: "supervision" } },
    ],
  },
  {
    text: "Quý II, không có đảng viên nào được kiểm tra khi có dấu hiệu vi phạm.",
    published: "2020-07-02",
    expect: [{ value: 0, dims: { kind: "signs" } }],
  },
  {
    text: "Ủy ban Kiểm tra Đảng ủy phường kiểm tra sáu đảng viên khi có dấu hiệu vi phạm.",
    published: "2023-09-12",
    expect: [{ value: 6, dims: { kind: "signs" } }],
  },
  {
    text: "Kiểm tra 2.015 đảng viên, trong đó kiểm tra khi có dấu hiệu vi phạm 126 đảng viên.",
    published: "2011-12-22",
    expect: [
      { value: 2015, dims: { kind: "inspection" } },
      { value: 126, dims: { kind: "signs" } },
    ],
    why: "2.015 là số đảng viên, không phải năm",
  },
  {
    text: "Cấp ủy các cấp giám sát 520 đảng viên; ủy ban kiểm tra các cấp giám sát 88 đảng viên.",
    published: "2018-01-16",
    expect: [
      { value: 520, dims: { kind: "supervision" } },
      { value: 88, dims: { kind: "supervision" } },
    ],
  },
  {
    text: "Số đảng viên được kiểm tra bằng 80% so với cùng kỳ.",
    published: "2014-07-15",
    expect: [{ value: -20, measure: "percent_change", status: "change", dims: { kind: "inspection" } }],
    why: "bằng 80% cùng kỳ là giảm 20%, không phải đạt chỉ tiêu",
  },
  {
    text: "Trên 9.300 lượt đảng viên được kiểm tra, giám sát.",
    published: "2015-06-09",
    expect: [{ value: 9300, bound: "more_than", dims: { kind: "both" } }],
  },
  { text: "Kiểm tra 36 tổ chức đảng khi có dấu hiệu vi phạm.", published: "2019-06-26", expect: [], why: "tổ chức đảng là chỉ số khác" },
  {
    text: "Thi hành kỷ luật 41 đảng viên (khiển trách 28, cảnh cáo 13).",
    published: "2018-12-20",
    expect: [],
    why: "bị kỷ luật là chỉ số khác",
  },
  {
    text: "Kết luận 17 đảng viên có vi phạm, 8 đảng viên phải thi hành kỷ luật.",
    published: "2018-12-20",
    expect: [],
    why: "kết quả kiểm tra, không phải số được kiểm tra",
  },
  { text: "Tập huấn nghiệp vụ kiểm tra, giám sát cho 150 cán bộ.", published: "2021-04-20", expect: [], why: "số người dự tập huấn" },
  { text: "Giải quyết tố cáo đối với 12 đảng viên.", published: "2016-12-14", expect: [], why: "giải quyết tố cáo, không phải kiểm tra" },
  {
    text: "Toàn ngành kiểm tra Đảng có 320 đảng viên làm nhiệm vụ chuyên trách.",
    published: "2018-10-16",
    expect: [],
    why: "người đi kiểm tra, không phải người được kiểm tra",
  },
  { text: "Có 1.860 đảng viên dự bài kiểm tra cuối khóa.", published: "2022-11-24", expect: [], why: "bài kiểm tra của lớp học" },
  {
    text: "Cấp ủy đã kiểm tra 39.863 lượt đảng viên; số lượt đảng viên được kiểm tra tăng hơn 7.000 lượt so với nhiệm kỳ trước.",
    published: "2020-09-10",
    expect: [{ value: 39863 }, { value: 7000, status: "change", bound: "more_than" }],
  },
];
