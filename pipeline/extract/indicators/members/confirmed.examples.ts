import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Trong 9 tháng, Đảng ủy xã đã chuyển đảng chính thức cho 21 đồng chí.",
    published: "2018-10-09",
    expect: [{ value: 21, measure: "count", status: "actual" }],
  },
  {
    text: "Năm 2015, toàn Đảng bộ công nhận đảng viên chính thức cho 846 đảng viên dự bị.",
    published: "2016-01-14",
    expect: [{ value: 846 }],
  },
  {
    text: "Ban Thường vụ Thành ủy xét công nhận chính thức và phát thẻ đảng viên cho 63 đồng chí.",
    published: "2020-05-20",
    expect: [{ value: 63 }],
  },
  {
    text: "Quý I, Đảng bộ Khối kết nạp 41 đảng viên, xét chuyển chính thức 38 trường hợp.",
    published: "2017-04-05",
    expect: [{ value: 38 }],
  },
  { text: "Có 205 đảng viên dự bị được chuyển đảng chính thức trong năm qua.", published: "2014-01-08", expect: [{ value: 205 }] },
  {
    text: "Từ đầu năm đến nay, huyện công nhận hơn 170 đảng viên chính thức.",
    published: "2019-11-13",
    expect: [{ value: 170, bound: "more_than" }],
  },
  {
    text: "Số đảng viên dự bị được chuyển chính thức là 94 đồng chí, tăng 11 đồng chí so với cùng kỳ.",
    published: "2022-07-01",
    expect: [
      { value: 94, status: "actual" },
      { value: 11, status: "change", measure: "count" },
    ],
  },
  {
    text: "Đảng ủy phường ra quyết định công nhận đảng viên chính thức đối với 06 đảng viên dự bị.",
    published: "2023-03-15",
    expect: [{ value: 6 }],
  },
  {
    text: "Chi bộ kết nạp hai quần chúng, chuyển Đảng chính thức cho bốn đảng viên.",
    published: "2011-12-20",
    expect: [{ value: 4 }],
    why: "hai người là số kết nạp",
  },
  {
    text: "Cả nhiệm kỳ, Đảng bộ Quân sự tỉnh kết nạp 312 đảng viên, chuyển chính thức cho gần 300 đồng chí.",
    published: "2020-06-24",
    expect: [{ value: 300, bound: "about" }],
  },
  {
    text: "Bình quân mỗi năm, thị xã chuyển đảng chính thức cho 150 đảng viên dự bị.",
    published: "2015-06-03",
    expect: [{ value: 150, per: "year" }],
  },
  {
    text: "Đảng bộ huyện A chuyển đảng chính thức cho 88 đảng viên, Đảng bộ huyện B 71, Công an tỉnh 30.",
    published: "2013-12-26",
    expect: [{ value: 88 }, { value: 71 }, { value: 30 }],
    why: "động từ chỉ nói một lần cho cả ba đơn vị",
  },
  { text: "Năm 2021, chi bộ không có đảng viên dự bị nào được công nhận chính thức.", published: "2022-01-05", expect: [{ value: 0 }] },
  {
    text: "Tháng 5, Đảng ủy công nhân đảng viên chính thức cho 14 đồng chí.",
    published: "2016-06-02",
    expect: [{ value: 14 }],
    why: "“công nhân” là lỗi in của “công nhận”",
  },
  {
    text: "Đã có 57/59 đảng viên dự bị hết thời gian dự bị được công nhận chính thức, đạt 96,6%.",
    published: "2018-12-11",
    expect: [
      { value: 57, measure: "count" },
      { value: 96.6, measure: "share" },
    ],
    why: "59 là số người đến hạn",
  },
  {
    text: "Phấn đấu trong quý IV chuyển đảng chính thức cho 25 đảng viên dự bị.",
    published: "2019-10-01",
    expect: [{ value: 25, status: "target" }],
  },
  {
    text: "6 tháng đầu năm, Đảng bộ thành phố kết nạp 133 đảng viên. Cũng trong thời gian này, 124 đồng chí được công nhận là đảng viên chính thức.",
    published: "2021-07-15",
    expect: [{ value: 124 }],
  },
  { text: "Đại hội có mặt 215 đại biểu chính thức.", published: "2020-06-10", expect: [], why: "đại biểu chính thức" },
  {
    text: "Chi bộ hiện có 24 đảng viên, trong đó 21 đảng viên chính thức và 3 đảng viên dự bị.",
    published: "2017-02-03",
    expect: [],
    why: "số đảng viên hiện có, không phải việc công nhận trong kỳ",
  },
  {
    text: "Phòng Tổ chức đã tiếp nhận và chuyển sinh hoạt đảng chính thức cho 35 đảng viên đến nơi ở mới.",
    published: "2018-09-06",
    expect: [],
    why: "chuyển nơi sinh hoạt đảng",
  },
  { text: "Chi bộ đề nghị công nhận đảng viên chính thức cho 5 đồng chí.", published: "2016-08-25", expect: [], why: "mới đề nghị" },
  {
    text: "Toàn Đảng bộ còn 17 đảng viên dự bị chưa được chuyển chính thức do quá hạn.",
    published: "2013-05-16",
    expect: [],
    why: "chưa được công nhận",
  },
  { text: "Huyện ủy phát thẻ đảng viên cho 48 đồng chí nhân dịp 19-5.", published: "2014-05-19", expect: [], why: "chỉ nói phát thẻ" },
  { text: "Năm 2022, Đảng bộ kết nạp 62 đảng viên dự bị.", published: "2023-01-09", expect: [], why: "kết nạp là chỉ số khác" },
  {
    text: "Năm 2016, có 1.040 đảng viên dự bị chuyển chính thức, giảm 3,5% so với năm trước.",
    published: "2017-01-12",
    expect: [
      { value: 1040, measure: "count" },
      { value: -3.5, measure: "percent_change" },
    ],
  },
];
