import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Năm 2017, cấp ủy các cấp thực hiện 1.846 cuộc kiểm tra, giám sát.",
    published: "2018-01-11",
    expect: [{ value: 1846, measure: "count", status: "actual", dims: { kind: "both" } }],
  },
  {
    text: "Ủy ban kiểm tra các cấp tiến hành 62 cuộc kiểm tra và 35 cuộc giám sát.",
    published: "2019-12-18",
    expect: [
      { value: 62, dims: { kind: "inspection" } },
      { value: 35, dims: { kind: "supervision" } },
    ],
  },
  {
    text: "Huyện ủy đã tổ chức 14 cuộc kiểm tra đối với 39 tổ chức đảng.",
    published: "2016-09-27",
    expect: [{ value: 14, dims: { kind: "inspection" } }],
    why: "39 là số tổ chức được kiểm tra",
  },
  {
    text: "Trong 9 tháng, toàn huyện tiến hành 73 cuộc kiểm tra, giám sát, đạt 91,25% kế hoạch.",
    published: "2020-10-06",
    expect: [
      { value: 73, measure: "count", dims: { kind: "both" } },
      { value: 91.25, measure: "attainment", dims: { kind: "both" } },
    ],
  },
  {
    text: "Ban Thường vụ Huyện ủy đã kiểm tra 8/10 cuộc theo kế hoạch.",
    published: "2021-09-15",
    expect: [{ value: 8, measure: "count", dims: { kind: "inspection" } }],
    why: "8 cuộc đã làm trên 10 cuộc theo kế hoạch",
  },
  {
    text: "Phấn đấu năm 2020 tiến hành ít nhất 20 cuộc giám sát chuyên đề.",
    published: "2020-01-20",
    expect: [{ value: 20, bound: "at_least", status: "target", dims: { kind: "supervision" } }],
  },
  {
    text: "Hơn 5.200 cuộc kiểm tra, giám sát được triển khai từ đầu nhiệm kỳ.",
    published: "2013-07-24",
    expect: [{ value: 5200, bound: "more_than", dims: { kind: "both" } }],
  },
  {
    text: "Trong năm, cấp ủy giám sát chuyên đề 26 cuộc, tăng 4 cuộc so với năm trước.",
    published: "2018-12-07",
    expect: [
      { value: 26, status: "actual", dims: { kind: "supervision" } },
      { value: 4, measure: "count", status: "change", dims: { kind: "supervision" } },
    ],
  },
  {
    text: "Số cuộc kiểm tra là 117, số cuộc giám sát là 84.",
    published: "2015-01-22",
    expect: [
      { value: 117, dims: { kind: "inspection" } },
      { value: 84, dims: { kind: "supervision" } },
    ],
  },
  {
    text: "Đảng ủy xã đã tiến hành ba cuộc kiểm tra việc chấp hành Điều lệ Đảng.",
    published: "2014-11-13",
    expect: [{ value: 3, dims: { kind: "inspection" } }],
  },
  {
    text: "Toàn tỉnh thực hiện 2.310 cuộc kiểm tra, giám sát, trong đó kiểm tra 1.405 cuộc, giám sát 905 cuộc.",
    published: "2022-12-21",
    expect: [
      { value: 2310, dims: { kind: "both" } },
      { value: 1405, dims: { kind: "inspection" } },
      { value: 905, dims: { kind: "supervision" } },
    ],
  },
  {
    text: "Bình quân mỗi năm, Đảng ủy tiến hành 12 cuộc kiểm tra.",
    published: "2015-04-02",
    expect: [{ value: 12, per: "year", dims: { kind: "inspection" } }],
  },
  {
    text: "Trong tháng 5, có 06 cuộc giám sát được hoàn thành.",
    published: "2023-06-01",
    expect: [{ value: 6, dims: { kind: "supervision" } }],
  },
  {
    text: "Cấp ủy kiểm tra 21 cuộc, giám sát 17 cuộc; ủy ban kiểm tra tiến hành 30 cuộc kiểm tra, 12 cuộc giám sát.",
    published: "2017-12-12",
    expect: [
      { value: 21, dims: { kind: "inspection" } },
      { value: 17, dims: { kind: "supervision" } },
      { value: 30, dims: { kind: "inspection" } },
      { value: 12, dims: { kind: "supervision" } },
    ],
  },
  { text: "Quý I, Đảng ủy xã không có cuộc kiểm tra nào.", published: "2020-04-03", expect: [{ value: 0, dims: { kind: "inspection" } }] },
  {
    text: "Kế hoạch năm 2019 là 45 cuộc kiểm tra, giám sát.",
    published: "2019-02-14",
    expect: [{ value: 45, status: "target", dims: { kind: "both" } }],
  },
  {
    text: "Số cuộc kiểm tra giảm 15% so với cùng kỳ.",
    published: "2021-07-20",
    expect: [{ value: -15, measure: "percent_change", status: "change", dims: { kind: "inspection" } }],
  },
  {
    text: "Gần 300 cuộc giám sát đã được các chi bộ tiến hành trong năm 2012.",
    published: "2013-01-08",
    expect: [{ value: 300, bound: "about", dims: { kind: "supervision" } }],
  },
  {
    text: "Từ đầu năm đến nay, các cấp ủy kiểm tra 45 tổ chức đảng.",
    published: "2019-10-01",
    expect: [],
    why: "số tổ chức, không phải số cuộc",
  },
  { text: "Thanh tra tỉnh triển khai 52 cuộc thanh tra hành chính.", published: "2018-07-02", expect: [], why: "thanh tra của Nhà nước" },
  { text: "Huyện ủy thành lập 7 đoàn kiểm tra.", published: "2017-03-17", expect: [], why: "số đoàn, không phải số cuộc" },
  {
    text: "Thường trực Hội đồng nhân dân tỉnh tổ chức 9 cuộc giám sát.",
    published: "2016-12-01",
    expect: [],
    why: "giám sát của hội đồng nhân dân",
  },
  { text: "Các chi bộ tổ chức 24 cuộc họp kiểm điểm sau kiểm tra.", published: "2015-10-15", expect: [], why: "cuộc họp" },
  { text: "Đảng ủy ban hành 18 kế hoạch kiểm tra, giám sát.", published: "2021-02-22", expect: [], why: "số văn bản" },
  {
    text: "Qua các cuộc kiểm tra, phát hiện 16 đảng viên vi phạm.",
    published: "2020-12-02",
    expect: [],
    why: "16 là số đảng viên vi phạm",
  },
  { text: "Quản lý thị trường kiểm tra 210 vụ, xử lý 64 vụ.", published: "2014-12-30", expect: [], why: "kiểm tra thị trường" },
];
