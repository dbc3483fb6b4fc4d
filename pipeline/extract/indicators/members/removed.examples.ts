import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Năm 2023, toàn Đảng bộ đã đưa 76 đảng viên ra khỏi Đảng.",
    published: "2024-01-16",
    expect: [{ value: 76, measure: "count", status: "actual" }],
  },
  {
    text: "Qua rà soát, sàng lọc, các cấp ủy đưa ra khỏi Đảng 31 đảng viên không còn đủ tư cách.",
    published: "2022-10-11",
    expect: [{ value: 31 }],
  },
  { text: "Có 112 trường hợp bị đưa ra khỏi Đảng trong nửa đầu nhiệm kỳ.", published: "2018-06-14", expect: [{ value: 112 }] },
  {
    text: "Từ đầu năm đến nay, thành phố đã đưa hơn 50 đảng viên ra khỏi Đảng.",
    published: "2020-09-24",
    expect: [{ value: 50, bound: "more_than" }],
  },
  {
    text: "Số đảng viên đưa ra khỏi Đảng là 64 đồng chí, tăng 12 đồng chí so với năm 2018.",
    published: "2019-12-26",
    expect: [
      { value: 64, status: "actual" },
      { value: 12, status: "change" },
    ],
  },
  {
    text: "6 tháng đầu năm, huyện đưa ra khỏi Đảng 15 trường hợp, giảm 6 trường hợp so với cùng kỳ.",
    published: "2021-07-13",
    expect: [
      { value: 15, status: "actual" },
      { value: -6, status: "change" },
    ],
  },
  { text: "Quý IV, Đảng ủy xã đưa 04 đảng viên ra khỏi Đảng.", published: "2016-01-07", expect: [{ value: 4 }] },
  { text: "Chi bộ đã kiên quyết đưa ba đảng viên vi phạm ra khỏi Đảng.", published: "2013-08-22", expect: [{ value: 3 }] },
  {
    text: "Cả nhiệm kỳ, tỉnh kết nạp 9.870 đảng viên và đưa ra khỏi Đảng khoảng 450 đảng viên.",
    published: "2015-09-30",
    expect: [{ value: 450, bound: "about" }],
  },
  { text: "Bình quân mỗi năm, Đảng bộ đưa ra khỏi Đảng 55 đảng viên.", published: "2020-07-02", expect: [{ value: 55, per: "year" }] },
  { text: "Năm 2017, Đảng bộ Khối không có đảng viên bị đưa ra khỏi Đảng.", published: "2018-01-04", expect: [{ value: 0 }] },
  {
    text: "Đã đưa ra khỏi Đảng 1.240 đảng viên, chiếm 1,6% tổng số đảng viên.",
    published: "2024-12-18",
    expect: [
      { value: 1240, measure: "count" },
      { value: 1.6, measure: "share" },
    ],
  },
  {
    text: "Đảng bộ huyện A đưa 18 đảng viên ra khỏi Đảng, Đảng bộ huyện B 13.",
    published: "2022-12-20",
    expect: [{ value: 18 }, { value: 13 }],
  },
  {
    text: "Trong năm, gần 200 đảng viên không đủ tiêu chuẩn đã bị đưa ra khỏi Đảng.",
    published: "2012-12-27",
    expect: [{ value: 200, bound: "about" }],
  },
  {
    text: "Sau một năm thực hiện nghị quyết, toàn tỉnh đưa ra khỏi Đảng 90 đảng viên, tăng 50% so với năm trước đó.",
    published: "2023-08-15",
    expect: [
      { value: 90, status: "actual" },
      { value: 50, status: "change", measure: "percent_change" },
    ],
  },
  {
    text: "Năm 2025, toàn Đảng bộ đưa ra khỏi Đảng 287 trường hợp. Năm 2024, con số này là 251.",
    published: "2026-01-21",
    expect: [
      { value: 287, status: "actual" },
      { value: 251, status: "actual" },
    ],
    why: "câu sau là số của năm trước",
  },
  {
    text: "Thực hiện chủ trương sàng lọc, Đảng bộ Công an tỉnh đưa 5 đảng viên ra khỏi hàng ngũ của Đảng.",
    published: "2019-03-20",
    expect: [{ value: 5 }],
  },
  {
    text: "Toàn huyện xóa tên 20 đảng viên và khai trừ 6 đảng viên.",
    published: "2018-12-12",
    expect: [],
    why: "có số của từng cách, không có số chung",
  },
  { text: "Trong kỳ có 14 trường hợp xin ra khỏi Đảng.", published: "2017-07-03", expect: [], why: "xin ra khỏi Đảng là chỉ số khác" },
  {
    text: "Ban Thường vụ Tỉnh ủy thi hành kỷ luật khai trừ ra khỏi Đảng 2 đảng viên.",
    published: "2022-03-09",
    expect: [],
    why: "khai trừ là hình thức kỷ luật",
  },
  { text: "Chi bộ đề nghị đưa 6 đảng viên ra khỏi Đảng.", published: "2021-10-05", expect: [], why: "mới đề nghị" },
  { text: "Cấp ủy đưa 9 đồng chí ra khỏi quy hoạch chức danh chủ chốt.", published: "2016-05-25", expect: [], why: "ra khỏi quy hoạch" },
  { text: "Huyện đã đưa 4 xã ra khỏi diện đặc biệt khó khăn.", published: "2014-11-26", expect: [], why: "xã, không phải đảng viên" },
  {
    text: "Các chi bộ rà soát được 60 đảng viên cần theo dõi, giúp đỡ.",
    published: "2023-05-11",
    expect: [],
    why: "mới rà soát, chưa đưa ra khỏi Đảng",
  },
];
