import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Năm 2016, toàn tỉnh có 571 TCCSĐ được đánh giá, xếp loại.",
    published: "2017-02-10",
    expect: [{ value: 571, measure: "count", status: "actual", dims: { kind: "grassroots" } }],
  },
  {
    text: "Có 604/612 tổ chức cơ sở đảng được đánh giá chất lượng, đạt 98,69%.",
    published: "2015-03-04",
    expect: [
      { value: 604, measure: "count", dims: { kind: "grassroots" } },
      { value: 98.69, measure: "share", dims: { kind: "grassroots" } },
    ],
    why: "phân số đứng trước tỷ lệ: một số lượng và một tỷ lệ của tổng số",
  },
  {
    text: "Trong tổng số 438 TCCSĐ của Đảng bộ tỉnh, có 429 TCCSĐ được đánh giá, xếp loại năm 2013.",
    published: "2014-02-18",
    expect: [{ value: 429, dims: { kind: "grassroots" } }],
    why: "438 là tổng số hiện có",
  },
  {
    text: "Kết quả, 326 trong tổng số 331 tổ chức cơ sở đảng được xếp loại: 48 hoàn thành xuất sắc nhiệm vụ, 241 hoàn thành tốt nhiệm vụ, 34 hoàn thành nhiệm vụ, 3 không hoàn thành nhiệm vụ.",
    published: "2020-01-21",
    expect: [{ value: 326, dims: { kind: "grassroots" } }],
    why: "các số sau dấu hai chấm là từng mức xếp loại",
  },
  { text: "Số TCCSĐ dự xếp loại năm 2013 là 517.", published: "2014-01-24", expect: [{ value: 517, dims: { kind: "grassroots" } }] },
  {
    text: "Cuối năm 2021, Đảng bộ huyện tiến hành đánh giá, xếp loại 46 tổ chức cơ sở đảng; có 9 tổ chức hoàn thành xuất sắc nhiệm vụ.",
    published: "2022-01-14",
    expect: [{ value: 46, dims: { kind: "grassroots" } }],
  },
  {
    text: "Năm 2010, có 1.208 chi bộ trực thuộc đảng ủy cơ sở được đánh giá, phân loại chất lượng.",
    published: "2011-03-01",
    expect: [{ value: 1208, dims: { kind: "cell" } }],
  },
  {
    text: "Đảng bộ Khối có 37 chi bộ, đảng bộ cơ sở được đánh giá, xếp loại.",
    published: "2018-01-30",
    expect: [{ value: 37, dims: { kind: "grassroots" } }],
    why: "chi bộ, đảng bộ cơ sở gộp lại là TCCSĐ",
  },
  {
    text: "Hơn 2.900 chi bộ đã được đánh giá, xếp loại năm 2022.",
    published: "2023-01-06",
    expect: [{ value: 2900, bound: "more_than", dims: { kind: "cell" } }],
  },
  {
    text: "Tổng số TCCSĐ được đánh giá là 268, trong đó hoàn thành tốt nhiệm vụ 190 (70,9%).",
    published: "2019-02-12",
    expect: [{ value: 268, dims: { kind: "grassroots" } }],
  },
  {
    text: "Năm 2019, cấp ủy các cấp đã đánh giá, xếp loại 24 đảng bộ cơ sở và 31 chi bộ cơ sở.",
    published: "2020-02-06",
    expect: [
      { value: 24, dims: { kind: "committee" } },
      { value: 31, dims: { kind: "base_cell" } },
    ],
  },
  {
    text: "Ban Thường vụ Tỉnh ủy xếp loại 15 đảng bộ trực thuộc Tỉnh ủy, trong đó 3 đảng bộ hoàn thành xuất sắc nhiệm vụ.",
    published: "2021-02-02",
    expect: [{ value: 15, dims: { kind: "superior" } }],
  },
  {
    text: "Năm 2012, toàn huyện đánh giá, xếp loại 285 TCCSĐ, tăng 4 TCCSĐ so với năm 2011.",
    published: "2013-02-25",
    expect: [
      { value: 285, status: "actual", dims: { kind: "grassroots" } },
      { value: 4, measure: "count", status: "change", dims: { kind: "grassroots" } },
    ],
  },
  {
    text: "Năm 2008, gần 700 tổ chức cơ sở đảng được đánh giá, phân loại.",
    published: "2009-02-03",
    expect: [{ value: 700, bound: "about", dims: { kind: "grassroots" } }],
  },
  {
    text: "Đến ngày 20/12, bảy chi bộ thuộc Đảng bộ phường đã được xếp loại.",
    published: "2018-12-22",
    expect: [{ value: 7, dims: { kind: "cell" } }],
  },
  {
    text: "Qua kiểm điểm cuối năm 2017, có 99,2% tổ chức cơ sở đảng được đánh giá, xếp loại.",
    published: "2018-02-05",
    expect: [{ value: 99.2, measure: "share", dims: { kind: "grassroots" } }],
  },
  {
    text: "Có 52 tổ chức đảng dự xếp loại, gồm 20 đảng bộ cơ sở và 32 chi bộ cơ sở.",
    published: "2016-01-19",
    expect: [
      { value: 52, dims: {} },
      { value: 20, dims: { kind: "committee" } },
      { value: 32, dims: { kind: "base_cell" } },
    ],
  },
  {
    text: "Năm 2014, huyện có 43 TCCSĐ dự xếp loại. Có 30 TCCSĐ trong sạch, vững mạnh, 11 hoàn thành tốt nhiệm vụ và 2 hoàn thành nhiệm vụ.",
    published: "2015-02-11",
    expect: [{ value: 43, dims: { kind: "grassroots" } }],
  },
  {
    text: "Phấn đấu năm 2020 có 100% TCCSĐ được đánh giá, xếp loại đúng thời gian quy định.",
    published: "2020-03-02",
    expect: [{ value: 100, measure: "share", status: "target", dims: { kind: "grassroots" } }],
  },
  {
    text: "Năm 2014, có 33/41 TCCSĐ đạt trong sạch, vững mạnh.",
    published: "2015-02-01",
    expect: [],
    why: "số tổ chức ở một mức là chỉ số khác",
  },
  {
    text: "Có 19 chi bộ được xếp loại hoàn thành tốt nhiệm vụ.",
    published: "2019-01-10",
    expect: [],
    why: "được xếp vào một mức cụ thể, không phải số dự xếp loại",
  },
  {
    text: "Năm 2018, có 812 đảng viên được đánh giá, xếp loại chất lượng.",
    published: "2019-01-10",
    expect: [],
    why: "đảng viên, không phải tổ chức",
  },
  { text: "Còn 8 TCCSĐ mới thành lập chưa được đánh giá, xếp loại.", published: "2019-01-10", expect: [], why: "chưa được đánh giá" },
  { text: "Huyện có 46 TCCSĐ với 3.015 đảng viên.", published: "2017-05-19", expect: [], why: "tổng số hiện có" },
  {
    text: "Đoàn công tác kiểm tra 15 TCCSĐ về việc đánh giá, xếp loại đảng viên.",
    published: "2020-11-16",
    expect: [],
    why: "số tổ chức được kiểm tra",
  },
  { text: "Hướng dẫn mới quy định 4 mức xếp loại tổ chức cơ sở đảng.", published: "2018-10-02", expect: [], why: "4 là số mức" },
  {
    text: "Có 310 cán bộ lãnh đạo, quản lý được đánh giá, xếp loại.",
    published: "2018-12-28",
    expect: [],
    why: "cán bộ, không phải tổ chức đảng",
  },
];
