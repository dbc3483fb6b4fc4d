import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Toàn tỉnh còn 64 chi bộ sinh hoạt ghép.",
    published: "2010-11-03",
    expect: [{ value: 64, measure: "count", bound: "exact", status: "actual" }],
  },
  {
    text: "Số chi bộ sinh hoạt ghép giảm từ 188 xuống còn 47 chi bộ.",
    published: "2014-07-16",
    expect: [
      { value: 188, status: "actual" },
      { value: 47, status: "actual" },
    ],
    why: "giảm từ … xuống còn … cho hai số hiện có",
  },
  { text: "Đến nay, huyện chỉ còn 3 chi bộ ghép.", published: "2017-04-25", expect: [{ value: 3 }] },
  {
    text: "Trong hai năm, Đảng bộ huyện đã xóa được 9 chi bộ ghép.",
    published: "2012-12-20",
    expect: [{ value: -9, status: "change" }],
    why: "xóa được 9 là giảm 9",
  },
  {
    text: "Đến tháng 6/2018, toàn huyện không còn chi bộ sinh hoạt ghép.",
    published: "2018-07-10",
    expect: [{ value: 0, bound: "exact", status: "actual" }],
  },
  {
    text: "Phấn đấu đến cuối nhiệm kỳ không còn chi bộ sinh hoạt ghép.",
    published: "2016-02-26",
    expect: [{ value: 0, status: "target" }],
  },
  {
    text: "Hiện còn 21 chi bộ sinh hoạt ghép, giảm 13 chi bộ so với năm 2015.",
    published: "2018-03-29",
    expect: [
      { value: 21, status: "actual" },
      { value: -13, measure: "count", status: "change" },
    ],
  },
  {
    text: "Trong 412 chi bộ thôn, bản, có 38 chi bộ còn sinh hoạt ghép, chiếm 9,22%.",
    published: "2013-05-14",
    expect: [
      { value: 38, measure: "count" },
      { value: 9.22, measure: "share" },
    ],
  },
  {
    text: "Đảng bộ xã có 15 chi bộ, trong đó có 04 chi bộ sinh hoạt ghép.",
    published: "2011-08-19",
    expect: [{ value: 4 }],
    why: "15 là tổng số chi bộ",
  },
  {
    text: "Ở hai xã này còn năm chi bộ ghép.",
    published: "2015-01-27",
    expect: [{ value: 5 }],
    why: "năm là số đếm, không phải năm tháng",
  },
  { text: "Năm 2007, tỉnh có hơn 250 chi bộ sinh hoạt ghép.", published: "2008-02-12", expect: [{ value: 250, bound: "more_than" }] },
  { text: "Số chi bộ ghép hiện nay là 16.", published: "2014-09-30", expect: [{ value: 16 }] },
  { text: "Đến nay, về cơ bản không còn chi bộ sinh hoạt ghép.", published: "2019-05-07", expect: [{ value: 0, bound: "about" }] },
  {
    text: "Toàn huyện còn 11 thôn chưa có chi bộ và 26 chi bộ sinh hoạt ghép.",
    published: "2009-10-21",
    expect: [{ value: 26 }],
    why: "11 là số thôn chưa có chi bộ",
  },
  {
    text: "So với đầu nhiệm kỳ, số chi bộ ghép giảm 72,5%.",
    published: "2015-03-18",
    expect: [{ value: -72.5, measure: "percent_change", status: "change" }],
  },
  {
    text: "Huyện A còn 8 chi bộ ghép, huyện B 5 chi bộ, huyện C 2 chi bộ.",
    published: "2013-11-26",
    expect: [{ value: 8 }, { value: 5 }, { value: 2 }],
    why: "tên gọi chỉ nói một lần ở đầu danh sách",
  },
  { text: "Chỉ tiêu đến năm 2020 giảm còn 10 chi bộ sinh hoạt ghép.", published: "2016-06-22", expect: [{ value: 10, status: "target" }] },
  { text: "Gần 40 chi bộ trên địa bàn huyện vẫn phải sinh hoạt ghép.", published: "2010-04-06", expect: [{ value: 40, bound: "about" }] },
  { text: "Toàn tỉnh có 1.512 chi bộ thôn, bản sinh hoạt độc lập.", published: "2018-03-29", expect: [], why: "sinh hoạt độc lập" },
  { text: "Có 18 thôn chưa có chi bộ.", published: "2009-10-21", expect: [], why: "số thôn là chỉ số khác" },
  {
    text: "Trong quý, 42 chi bộ đã tổ chức sinh hoạt chuyên đề.",
    published: "2021-04-01",
    expect: [],
    why: "sinh hoạt chuyên đề, không phải sinh hoạt ghép",
  },
  {
    text: "Huyện đã sáp nhập 12 chi bộ theo đề án sắp xếp thôn.",
    published: "2019-12-10",
    expect: [],
    why: "sáp nhập thành một, không phải sinh hoạt ghép",
  },
  { text: "Năm 2017, thành lập 7 chi bộ trong doanh nghiệp.", published: "2018-01-09", expect: [], why: "chi bộ mới lập" },
  {
    text: "Huyện ủy xóa tình trạng chi bộ sinh hoạt ghép, cử 15 cán bộ tăng cường về xã.",
    published: "2011-09-14",
    expect: [],
    why: "xóa tình trạng không phải là số liệu, 15 là số cán bộ",
  },
  { text: "Chi bộ vận động 22 hộ ghép cải tạo vườn nhãn.", published: "2016-08-23", expect: [], why: "ghép cây, 22 là số hộ" },
  {
    text: "Toàn huyện không còn thôn, bản chưa có chi bộ, chi bộ sinh hoạt ghép.",
    published: "2017-11-02",
    expect: [{ value: 0, bound: "exact" }],
  },
  {
    text: "Huyện Mường Lát còn 4 chi bộ ghép; huyện Quan Sơn còn 12, huyện Quan Hóa còn 6.",
    published: "2013-08-14",
    expect: [{ value: 4 }, { value: 12 }, { value: 6 }],
  },
];
