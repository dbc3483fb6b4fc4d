import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Trong đó, tặng Huy hiệu 75 năm tuổi Đảng cho 2 đồng chí, huy hiệu 60 năm cho 31 đồng chí.",
    published: "2018-12-14",
    expect: [],
    why: "các phần của một con số nói trước, theo tuổi Đảng",
  },
  {
    text: "Dịp 3-2, Huyện ủy trao Huy hiệu Đảng cho 126 đảng viên.",
    published: "2016-02-02",
    expect: [{ value: 126, measure: "count", status: "actual" }],
  },
  {
    text: "Thành ủy tổ chức lễ trao tặng Huy hiệu Đảng đợt 7-11 cho 318 đảng viên, trong đó có 4 Huy hiệu 70 năm, 15 Huy hiệu 60 năm.",
    published: "2018-11-07",
    expect: [{ value: 318 }],
    why: "các phần theo năm tuổi Đảng không phải là tổng số",
  },
  { text: "Có 83 đảng viên được trao Huy hiệu Đảng đợt này.", published: "2019-05-17", expect: [{ value: 83 }] },
  {
    text: "Đảng ủy phường trao Huy hiệu 30 năm tuổi Đảng cho 26 đảng viên.",
    published: "2014-09-03",
    expect: [{ value: 26 }],
    why: "30 là số năm tuổi Đảng",
  },
  { text: "Năm 2022, toàn tỉnh có 2.305 đảng viên vinh dự được nhận Huy hiệu Đảng.", published: "2023-01-30", expect: [{ value: 2305 }] },
  {
    text: "Nhân dịp Quốc khánh 2/9, tỉnh trao hơn 1.100 Huy hiệu Đảng.",
    published: "2017-08-31",
    expect: [{ value: 1100, bound: "more_than" }],
  },
  { text: "Trao tặng và truy tặng Huy hiệu Đảng cho 212 đảng viên.", published: "2020-05-15", expect: [{ value: 212 }] },
  {
    text: "Gần 600 đảng viên cao tuổi được tặng Huy hiệu Đảng dịp này.",
    published: "2015-01-29",
    expect: [{ value: 600, bound: "about" }],
  },
  { text: "Đảng ủy xã trao Huy hiệu Đảng cho 07 đảng viên.", published: "2013-05-20", expect: [{ value: 7 }] },
  { text: "Tại buổi lễ, Bí thư Đảng ủy đã gắn Huy hiệu Đảng cho chín đảng viên.", published: "2011-11-08", expect: [{ value: 9 }] },
  {
    text: "Số đảng viên được trao Huy hiệu Đảng trong năm là 874 đồng chí, tăng 63 đồng chí so với năm 2019.",
    published: "2020-12-22",
    expect: [
      { value: 874, status: "actual" },
      { value: 63, status: "change" },
    ],
  },
  {
    text: "Bình quân mỗi năm, thị xã trao Huy hiệu Đảng cho 240 đảng viên.",
    published: "2015-07-14",
    expect: [{ value: 240, per: "year" }],
  },
  {
    text: "Đảng bộ huyện A trao Huy hiệu Đảng cho 90 đảng viên, Đảng bộ huyện B 74.",
    published: "2021-02-03",
    expect: [{ value: 90 }, { value: 74 }],
  },
  {
    text: "Từ đầu nhiệm kỳ đến nay, đã có 1.905 đảng viên được tặng Huy hiệu Đảng các loại.",
    published: "2018-02-05",
    expect: [{ value: 1905 }],
  },
  {
    text: "Đảng bộ xã trao Huy hiệu 40, 50, 55 năm tuổi Đảng cho 33 đảng viên.",
    published: "2023-09-01",
    expect: [{ value: 33 }],
    why: "40, 50, 55 là số năm tuổi Đảng",
  },
  {
    text: "Đợt 19/5 năm nay, quận trao Huy hiệu Đảng cho 140 đồng chí, giảm 22 đồng chí so với cùng kỳ.",
    published: "2022-05-18",
    expect: [
      { value: 140, status: "actual" },
      { value: -22, status: "change" },
    ],
  },
  {
    text: "Đợt này, thành phố có 461 đảng viên được trao Huy hiệu Đảng. Nhiều nhất là phường A với 52 đồng chí.",
    published: "2025-11-06",
    expect: [{ value: 461 }, { value: 52 }],
    why: "52 là số của phường A",
  },
  {
    text: "Ban Thường vụ Tỉnh ủy đề nghị trao tặng Huy hiệu Đảng cho 415 đảng viên.",
    published: "2019-01-10",
    expect: [],
    why: "mới đề nghị",
  },
  { text: "Hội nghị xem xét việc tặng Huy hiệu Đảng đối với 88 hồ sơ.", published: "2017-04-19", expect: [], why: "mới xem xét hồ sơ" },
  {
    text: "Đồng chí Nguyễn Văn B. được trao Huy hiệu 55 năm tuổi Đảng.",
    published: "2016-11-04",
    expect: [],
    why: "55 là số năm tuổi Đảng",
  },
  {
    text: "Chi bộ hiện có 12 đảng viên từ 40 năm tuổi Đảng trở lên.",
    published: "2020-02-03",
    expect: [],
    why: "tuổi Đảng, không phải việc trao huy hiệu",
  },
  { text: "Tỉnh ủy tặng Bằng khen cho 25 đảng viên tiêu biểu.", published: "2018-12-19", expect: [], why: "bằng khen" },
  { text: "Lễ trao Huy hiệu Đảng được tổ chức tại 14 xã, phường.", published: "2022-08-30", expect: [], why: "14 là số xã, phường" },
  { text: "Tỉnh đoàn tặng huy hiệu Tuổi trẻ dũng cảm cho 6 đoàn viên.", published: "2021-03-26", expect: [], why: "huy hiệu của Đoàn" },
  {
    text: "Đảng ủy trao tặng Huy hiệu 50 năm tuổi Đảng cho 14 đảng viên.",
    published: "2019-09-02",
    expect: [{ value: 14 }],
    why: "50 là số năm tuổi Đảng",
  },
];
