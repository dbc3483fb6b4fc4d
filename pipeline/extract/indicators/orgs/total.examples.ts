import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Dịp này, Huyện ủy trao cờ cho Đảng bộ xã Tân Tiến và 4 đảng bộ cơ sở khác; tặng giấy khen cho 27 chi bộ, 12 tổ chức cơ sở đảng.",
    published: "2018-06-30",
    expect: [],
    why: "những nơi được khen",
  },
  {
    text: "Sau sắp xếp, toàn tỉnh giảm 12 tổ chức cơ sở đảng, còn 803 tổ chức cơ sở đảng.",
    published: "2018-06-30",
    expect: [
      { value: -12, status: "change" },
      { value: 803, status: "actual" },
    ],
  },
  {
    text: "Toàn tỉnh có 45 chi bộ trong doanh nghiệp tư nhân.",
    published: "2018-06-30",
    expect: [],
    why: "chỉ những chi bộ trong doanh nghiệp",
  },
  { text: "Toàn tỉnh có 655 TCCSĐ với 51.000 đảng viên.", published: "2018-06-30", expect: [{ value: 655, dims: { kind: "grassroots" } }] },
  {
    text: "Đảng bộ huyện có 48 tổ chức cơ sở đảng, gồm 31 đảng bộ cơ sở và 17 chi bộ cơ sở.",
    published: "2015-08-20",
    expect: [
      { value: 48, dims: { kind: "grassroots" } },
      { value: 31, dims: { kind: "committee" } },
      { value: 17, dims: { kind: "base_cell" } },
    ],
  },
  { text: "Đảng bộ phường hiện có 21 chi bộ trực thuộc.", published: "2016-04-10", expect: [{ value: 21, dims: { kind: "cell" } }] },
  { text: "Đảng bộ xã có 14 chi bộ với 286 đảng viên.", published: "2016-04-10", expect: [{ value: 14, dims: { kind: "cell" } }] },
  {
    text: "Đảng bộ tỉnh có 16 đảng bộ trực thuộc Tỉnh ủy và 702 tổ chức cơ sở đảng.",
    published: "2019-01-10",
    expect: [
      { value: 16, dims: { kind: "superior" } },
      { value: 702, dims: { kind: "grassroots" } },
    ],
  },
  { text: "Toàn Đảng bộ hiện có 52 chi, đảng bộ cơ sở.", published: "2013-05-11", expect: [{ value: 52, dims: { kind: "grassroots" } }] },
  { text: "Đảng bộ Khối gồm 38 TCCSĐ.", published: "2014-10-10", expect: [{ value: 38, dims: { kind: "grassroots" } }] },
  {
    text: "Hiện có hơn 1.900 chi bộ trực thuộc đảng ủy cơ sở.",
    published: "2021-03-03",
    expect: [{ value: 1900, bound: "more_than", dims: { kind: "cell" } }],
  },
  {
    text: "Đến nay, thành phố có 719 tổ chức cơ sở đảng, tăng 12 tổ chức cơ sở đảng so với năm 2015.",
    published: "2018-06-30",
    expect: [
      { value: 719, status: "actual" },
      { value: 12, status: "change" },
    ],
  },
  {
    text: "Số tổ chức cơ sở đảng là 719, tăng 12 so với năm 2015.",
    published: "2018-06-30",
    expect: [
      { value: 719, status: "actual" },
      { value: 12, status: "change" },
    ],
  },
  {
    text: "Số chi bộ cơ sở giảm 7 so với đầu năm.",
    published: "2018-06-30",
    expect: [{ value: -7, status: "change", dims: { kind: "base_cell" } }],
  },
  {
    text: "Nâng tổng số đảng viên lên 30.100 đồng chí, sinh hoạt ở 640 TCCSĐ.",
    published: "2011-01-20",
    expect: [{ value: 640, dims: { kind: "grassroots" } }],
  },
  {
    text: "Toàn huyện có 45 chi bộ, đảng bộ cơ sở với 3.100 đảng viên.",
    published: "2017-07-07",
    expect: [{ value: 45, dims: { kind: "grassroots" } }],
  },
  { text: "Đảng bộ Quân sự tỉnh có 12 đảng bộ cơ sở.", published: "2017-07-07", expect: [{ value: 12, dims: { kind: "committee" } }] },
  { text: "Ủy ban kiểm tra các cấp đã kiểm tra 103 tổ chức đảng.", published: "2019-01-10", expect: [], why: "số tổ chức được kiểm tra" },
  { text: "Huyện chọn 11 đảng bộ để chỉ đạo điểm.", published: "2018-01-10", expect: [], why: "chọn làm điểm, không phải tổng số" },
  { text: "Có 23 chi bộ đạt trong sạch, vững mạnh.", published: "2015-01-10", expect: [], why: "xếp loại là chỉ số khác" },
  { text: "Tỉnh ủy khen thưởng 25 tổ chức cơ sở đảng.", published: "2015-01-10", expect: [], why: "được khen thưởng" },
  {
    text: "Trong năm, đã thành lập 5 chi bộ trong doanh nghiệp.",
    published: "2020-12-10",
    expect: [],
    why: "thành lập mới không phải là tổng số",
  },
  {
    text: "Đảng bộ Khối có 70 TCCSĐ, trong đó có 47 đảng bộ cơ sở và 23 chi bộ cơ sở với 398 chi bộ trực thuộc.",
    published: "2024-07-05",
    expect: [
      { value: 70, dims: { kind: "grassroots" } },
      { value: 47, dims: { kind: "committee" } },
      { value: 23, dims: { kind: "base_cell" } },
      { value: 398, dims: { kind: "cell" } },
    ],
  },
  {
    text: "Dự Đại hội có 300 đại biểu đến từ 18 đảng bộ trực thuộc Tỉnh ủy.",
    published: "2024-07-05",
    expect: [{ value: 18, dims: { kind: "superior" } }],
  },
  { text: "Đảng bộ thị xã có 42 chi- đảng bộ cơ sở.", published: "2024-07-05", expect: [{ value: 42, dims: { kind: "grassroots" } }] },
  { text: "Số chi bộ trực thuộc đảng bộ cơ sở là 1.114.", published: "2024-07-05", expect: [{ value: 1114, dims: { kind: "cell" } }] },
  { text: "Giải thể 2 chi bộ và sáp nhập 6 chi bộ.", published: "2024-07-05", expect: [], why: "thay đổi tổ chức, không phải số hiện có" },
  { text: "Có 36/40 chi bộ đã tổ chức đại hội.", published: "2024-07-05", expect: [], why: "tiến độ đại hội" },
  {
    text: "Đảng bộ xã có 12 chi bộ, trong đó 8 chi bộ thôn, 4 chi bộ trường học.",
    published: "2020-05-10",
    expect: [{ value: 12, dims: { kind: "cell" } }],
    why: "phần chia theo lĩnh vực không có mã, không phải số hiện có của cả Đảng bộ",
  },
];
