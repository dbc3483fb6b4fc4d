import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Năm 2015, ủy ban kiểm tra các cấp đã kiểm tra 112 tổ chức đảng và 84 đảng viên.",
    published: "2016-01-05",
    expect: [{ value: 112, measure: "count", status: "actual", dims: { kind: "inspection" } }],
  },
  {
    text: "Kiểm tra khi có dấu hiệu vi phạm đối với 13 tổ chức đảng và 57 đảng viên.",
    published: "2018-06-28",
    expect: [{ value: 13, dims: { kind: "signs" } }],
  },
  {
    text: "Trong kỳ, giám sát chuyên đề 48 tổ chức đảng, 21 đảng viên.",
    published: "2019-07-03",
    expect: [{ value: 48, dims: { kind: "supervision" } }],
  },
  {
    text: "Kiểm tra đối với 74 tổ chức đảng và 9 đảng viên; giám sát đối với 41 tổ chức đảng, 16 đảng viên.",
    published: "2017-12-19",
    expect: [
      { value: 74, dims: { kind: "inspection" } },
      { value: 41, dims: { kind: "supervision" } },
    ],
  },
  {
    text: "Nửa nhiệm kỳ, cấp ủy các cấp kiểm tra, giám sát 1.310 lượt tổ chức đảng.",
    published: "2013-04-18",
    expect: [{ value: 1310, dims: { kind: "both" } }],
    why: "kiểm tra, giám sát không tách riêng",
  },
  {
    text: "Huyện ủy kiểm tra 27 tổ chức đảng cấp dưới về thực hiện nhiệm vụ kiểm tra, giám sát.",
    published: "2014-10-28",
    expect: [{ value: 27, dims: { kind: "inspection" } }],
    why: "kiểm tra, giám sát ở cuối câu là nội dung được kiểm tra",
  },
  {
    text: "Có 36 tổ chức đảng được kiểm tra, 22 tổ chức đảng được giám sát.",
    published: "2020-12-11",
    expect: [
      { value: 36, dims: { kind: "inspection" } },
      { value: 22, dims: { kind: "supervision" } },
    ],
  },
  {
    text: "Ủy ban Kiểm tra Thành ủy kiểm tra 19 chi bộ và 33 đảng viên khi có dấu hiệu vi phạm.",
    published: "2021-11-19",
    expect: [{ value: 19, dims: { kind: "signs" } }],
    why: "khi có dấu hiệu vi phạm đứng sau cả hai số",
  },
  {
    text: "Trong năm, kiểm tra 205 tổ chức đảng, tăng 18 tổ chức so với cùng kỳ.",
    published: "2022-12-09",
    expect: [
      { value: 205, status: "actual", dims: { kind: "inspection" } },
      { value: 18, measure: "count", status: "change", dims: { kind: "inspection" } },
    ],
  },
  {
    text: "Cả nhiệm kỳ, các cấp ủy đã kiểm tra hơn 3.400 tổ chức đảng.",
    published: "2015-08-04",
    expect: [{ value: 3400, bound: "more_than", dims: { kind: "inspection" } }],
  },
  {
    text: "Kiểm tra 66 tổ chức đảng, đạt 110% kế hoạch năm.",
    published: "2016-12-06",
    expect: [
      { value: 66, measure: "count", dims: { kind: "inspection" } },
      { value: 110, measure: "attainment", dims: { kind: "inspection" } },
    ],
  },
  {
    text: "Năm 2023, Đảng bộ huyện phấn đấu giám sát từ 20 tổ chức đảng trở lên.",
    published: "2023-01-30",
    expect: [{ value: 20, bound: "at_least", status: "target", dims: { kind: "supervision" } }],
  },
  {
    text: "Kiểm tra 58 tổ chức đảng, trong đó kiểm tra khi có dấu hiệu vi phạm 4 tổ chức đảng.",
    published: "2019-12-05",
    expect: [
      { value: 58, dims: { kind: "inspection" } },
      { value: 4, dims: { kind: "signs" } },
    ],
  },
  {
    text: "Quý I, không có tổ chức đảng nào được kiểm tra khi có dấu hiệu vi phạm.",
    published: "2018-04-10",
    expect: [{ value: 0, dims: { kind: "signs" } }],
  },
  {
    text: "Ủy ban Kiểm tra Huyện ủy giám sát bảy đảng ủy cơ sở.",
    published: "2017-08-16",
    expect: [{ value: 7, dims: { kind: "supervision" } }],
  },
  {
    text: "Số tổ chức đảng được giám sát là 95, giảm 11 tổ chức so với năm 2013.",
    published: "2014-12-23",
    expect: [
      { value: 95, status: "actual", dims: { kind: "supervision" } },
      { value: -11, measure: "count", status: "change", dims: { kind: "supervision" } },
    ],
  },
  {
    text: "Cấp ủy kiểm tra 410 tổ chức đảng; ủy ban kiểm tra các cấp kiểm tra 96 tổ chức đảng.",
    published: "2020-01-03",
    expect: [
      { value: 410, dims: { kind: "inspection" } },
      { value: 96, dims: { kind: "inspection" } },
    ],
    why: "hai bên kiểm tra, không số nào là tổng",
  },
  {
    text: "Đến nay, đã kiểm tra 15/18 tổ chức đảng theo kế hoạch.",
    published: "2021-08-27",
    expect: [{ value: 15, measure: "count", dims: { kind: "inspection" } }],
  },
  {
    text: "Kiểm tra 90 tổ chức đảng và 140 đảng viên (tăng 10 tổ chức, 22 đảng viên so với cùng kỳ).",
    published: "2019-07-11",
    expect: [
      { value: 90, status: "actual", dims: { kind: "inspection" } },
      { value: 10, measure: "count", status: "change", dims: { kind: "inspection" } },
    ],
  },
  { text: "Kiểm tra 44 đảng viên khi có dấu hiệu vi phạm.", published: "2018-06-28", expect: [], why: "đảng viên là chỉ số khác" },
  { text: "Thi hành kỷ luật 6 tổ chức đảng sau kiểm tra.", published: "2018-06-28", expect: [], why: "số tổ chức bị kỷ luật" },
  {
    text: "Qua kiểm tra, kết luận 9 tổ chức đảng có vi phạm.",
    published: "2018-06-28",
    expect: [],
    why: "số tổ chức có vi phạm, không phải số được kiểm tra",
  },
  { text: "Huyện ủy tiến hành 37 cuộc kiểm tra.", published: "2019-12-05", expect: [], why: "số cuộc" },
  {
    text: "Có 29 tổ chức đảng đã xây dựng chương trình kiểm tra, giám sát năm 2019.",
    published: "2019-02-21",
    expect: [],
    why: "xây dựng chương trình, chưa được kiểm tra",
  },
  { text: "Sở Công Thương kiểm tra 25 doanh nghiệp.", published: "2016-04-14", expect: [], why: "doanh nghiệp" },
  {
    text: "Hiện nay, tỉnh có 640 tổ chức cơ sở đảng và 512 ủy ban kiểm tra.",
    published: "2017-05-23",
    expect: [],
    why: "tổng số tổ chức hiện có",
  },
  {
    text: "Kiểm tra 88 tổ chức đảng về việc thu, nộp đảng phí (tăng 21 tổ chức so với cùng kỳ).",
    published: "2021-07-09",
    expect: [
      { value: 88, status: "actual" },
      { value: 21, status: "change" },
    ],
    why: "tổ chức là tổ chức đảng nói ở trên",
  },
];
