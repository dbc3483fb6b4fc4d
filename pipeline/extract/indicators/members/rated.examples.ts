import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Năm 2016, toàn Đảng bộ có 21.480 đảng viên được đánh giá chất lượng.",
    published: "2017-02-20",
    expect: [{ value: 21480, measure: "count", status: "actual" }],
  },
  { text: "Tổng số đảng viên được đánh giá, xếp loại là 5.216 đồng chí.", published: "2019-01-25", expect: [{ value: 5216 }] },
  {
    text: "Đảng bộ huyện dự xếp loại 4.870 đảng viên, trong đó hoàn thành xuất sắc nhiệm vụ 640 đồng chí.",
    published: "2021-01-28",
    expect: [{ value: 4870 }],
    why: "640 là số xếp loại xuất sắc",
  },
  {
    text: "Có 930/960 đảng viên được đánh giá, xếp loại, đạt 96,88%.",
    published: "2018-12-28",
    expect: [
      { value: 930, measure: "count" },
      { value: 96.88, measure: "share" },
    ],
    why: "960 là tổng số đảng viên",
  },
  { text: "Các chi bộ đã tiến hành đánh giá, xếp loại chất lượng 312 đảng viên.", published: "2014-12-30", expect: [{ value: 312 }] },
  { text: "Cuối năm, 100% đảng viên được đánh giá, xếp loại.", published: "2020-01-09", expect: [{ value: 100, measure: "share" }] },
  {
    text: "Trong số 1.415 đảng viên được xếp loại, có 198 đồng chí hoàn thành xuất sắc nhiệm vụ.",
    published: "2022-02-10",
    expect: [{ value: 1415 }],
  },
  {
    text: "Năm 2010, Đảng bộ Khối phân tích chất lượng 2.037 đảng viên.",
    published: "2011-02-15",
    expect: [{ value: 2037 }],
    why: "phân tích chất lượng là cách gọi cũ của đánh giá",
  },
  {
    text: "Toàn tỉnh có hơn 39.000 đảng viên được đánh giá chất lượng năm 2013.",
    published: "2014-03-12",
    expect: [{ value: 39000, bound: "more_than" }],
  },
  {
    text: "Số đảng viên tham gia xếp loại là 684 người, tăng 21 người so với năm 2021.",
    published: "2023-01-17",
    expect: [
      { value: 684, status: "actual" },
      { value: 21, status: "change" },
    ],
  },
  {
    text: "Qua đánh giá, xếp loại 756 đảng viên: hoàn thành tốt nhiệm vụ 610, hoàn thành nhiệm vụ 146.",
    published: "2020-12-24",
    expect: [{ value: 756 }],
  },
  {
    text: "Đảng bộ xã có 245 đảng viên, dự xếp loại 238 đồng chí.",
    published: "2015-01-13",
    expect: [{ value: 238 }],
    why: "245 là số đảng viên hiện có",
  },
  { text: "Năm 2018, gần 17.500 đảng viên được xếp loại chất lượng.", published: "2019-02-18", expect: [{ value: 17500, bound: "about" }] },
  { text: "Chi bộ xếp loại chất lượng 09 đảng viên.", published: "2013-12-10", expect: [{ value: 9 }] },
  {
    text: "Toàn thị xã có 98,4% đảng viên được đánh giá, xếp loại chất lượng năm 2017.",
    published: "2018-01-31",
    expect: [{ value: 98.4, measure: "share" }],
  },
  {
    text: "Đảng bộ đánh giá 64 tổ chức cơ sở đảng và 3.902 đảng viên.",
    published: "2012-02-22",
    expect: [{ value: 3902 }],
    why: "64 là số tổ chức được đánh giá",
  },
  {
    text: "Năm 2024 có 8.140 đảng viên được đánh giá, xếp loại. Năm 2023, con số này là 8.025.",
    published: "2025-01-22",
    expect: [
      { value: 8140, status: "actual" },
      { value: 8025, status: "actual" },
    ],
  },
  { text: "Có 412 đảng viên được xếp loại hoàn thành tốt nhiệm vụ.", published: "2019-01-15", expect: [], why: "số của một mức xếp loại" },
  {
    text: "Toàn huyện có 40 tổ chức cơ sở đảng được đánh giá, xếp loại.",
    published: "2017-01-18",
    expect: [],
    why: "tổ chức đảng, không phải đảng viên",
  },
  {
    text: "Có 21 đảng viên được miễn đánh giá, xếp loại do tuổi cao, sức yếu.",
    published: "2020-12-17",
    expect: [],
    why: "không được đánh giá",
  },
  { text: "Sở đã đánh giá, xếp loại 156 công chức, viên chức.", published: "2021-12-29", expect: [], why: "công chức, viên chức" },
  { text: "Còn 35 đảng viên chưa được đánh giá, xếp loại do mới chuyển đến.", published: "2016-12-22", expect: [], why: "chưa đánh giá" },
  { text: "Đoàn trường đánh giá, xếp loại 1.320 đoàn viên.", published: "2018-05-30", expect: [], why: "đoàn viên" },
  {
    text: "Đoàn giám sát làm việc với 18 đảng viên về công tác đánh giá, xếp loại.",
    published: "2022-09-22",
    expect: [],
    why: "số người được giám sát",
  },
  {
    text: "Năm 2018, chi bộ có 245 đảng viên được xếp loại có HTXSNV 30, HTTNV 190.",
    published: "2019-01-15",
    expect: [{ value: 245, dims: {} }],
    why: "HTXSNV là mức của con số sau",
  },
];
