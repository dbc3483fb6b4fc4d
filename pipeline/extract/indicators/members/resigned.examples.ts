import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Năm 2021, toàn tỉnh có 46 đảng viên xin ra khỏi Đảng.",
    published: "2022-01-18",
    expect: [{ value: 46, measure: "count", status: "actual" }],
  },
  { text: "Trong kỳ, xóa tên 20 đảng viên, xin ra khỏi Đảng 14 trường hợp.", published: "2018-07-05", expect: [{ value: 14 }] },
  { text: "Cấp ủy đã xem xét, cho ra khỏi Đảng 6 đảng viên theo nguyện vọng cá nhân.", published: "2019-10-17", expect: [{ value: 6 }] },
  {
    text: "Có 29 trường hợp tự nguyện xin ra khỏi Đảng, tăng 9 trường hợp so với cùng kỳ.",
    published: "2023-07-10",
    expect: [
      { value: 29, status: "actual" },
      { value: 9, status: "change" },
    ],
  },
  {
    text: "Toàn huyện đưa ra khỏi Đảng 58 đảng viên (khai trừ 11, xóa tên 35, xin ra khỏi Đảng 12).",
    published: "2023-12-20",
    expect: [{ value: 12 }],
  },
  {
    text: "Số đảng viên xin ra khỏi Đảng là 27 đồng chí, giảm 4 đồng chí so với năm 2016.",
    published: "2017-12-21",
    expect: [
      { value: 27, status: "actual" },
      { value: -4, status: "change" },
    ],
  },
  { text: "Ban Thường vụ Huyện ủy đồng ý cho 03 đảng viên ra khỏi Đảng theo đơn xin.", published: "2016-03-29", expect: [{ value: 3 }] },
  { text: "Nửa nhiệm kỳ qua, gần 90 đảng viên đã xin ra khỏi Đảng.", published: "2018-05-22", expect: [{ value: 90, bound: "about" }] },
  {
    text: "Từ đầu năm, Đảng bộ phường có hai đảng viên xin ra khỏi Đảng vì lý do gia đình.",
    published: "2020-11-25",
    expect: [{ value: 2 }],
  },
  { text: "Nhiều năm liền, Đảng bộ xã không có đảng viên xin ra khỏi Đảng.", published: "2014-02-03", expect: [{ value: 0 }] },
  {
    text: "Trong nhiệm kỳ, hơn 200 trường hợp xin ra khỏi Đảng, phần lớn là người đi làm ăn xa.",
    published: "2020-07-23",
    expect: [{ value: 200, bound: "more_than" }],
  },
  {
    text: "Khai trừ 7, xóa tên 16 và cho rút khỏi Đảng 5 đảng viên.",
    published: "2015-12-24",
    expect: [{ value: 5 }],
    why: "cho rút là theo đơn của đảng viên",
  },
  {
    text: "Đảng bộ huyện A có 8 đảng viên xin ra khỏi Đảng, Đảng bộ huyện B 5.",
    published: "2022-12-13",
    expect: [{ value: 8 }, { value: 5 }],
  },
  {
    text: "Mỗi năm, thành phố có khoảng 30 đảng viên xin ra khỏi Đảng.",
    published: "2019-08-08",
    expect: [{ value: 30, bound: "about", per: "year" }],
  },
  {
    text: "Năm 2024, xin ra khỏi Đảng 60 trường hợp, tăng 20% so với năm 2023.",
    published: "2025-01-10",
    expect: [
      { value: 60, status: "actual" },
      { value: 20, status: "change", measure: "percent_change" },
    ],
  },
  {
    text: "Quý II, các chi bộ đã giải quyết cho 9 đồng chí xin ra khỏi Đảng; năm trước là 13 đồng chí.",
    published: "2021-07-08",
    expect: [
      { value: 9, status: "actual" },
      { value: 13, status: "actual" },
    ],
    why: "13 là số của năm trước, không phải mức tăng giảm",
  },
  {
    text: "Có 18 đảng viên xin ra khỏi Đảng, chiếm 0,09% tổng số đảng viên toàn Đảng bộ.",
    published: "2017-01-12",
    expect: [
      { value: 18, measure: "count" },
      { value: 0.09, measure: "share" },
    ],
  },
  {
    text: "Đội ngũ đảng viên có biến động: từ trần 64, xin ra khỏi Đảng 11, chuyển đi 203.",
    published: "2013-01-23",
    expect: [{ value: 11 }],
  },
  {
    text: "Chi bộ vận động được 5 đảng viên rút đơn xin ra khỏi Đảng.",
    published: "2022-05-30",
    expect: [],
    why: "rút đơn: không ra khỏi Đảng",
  },
  { text: "Trong năm, Đảng bộ xóa tên 22 đảng viên.", published: "2018-12-27", expect: [], why: "xóa tên là chỉ số khác" },
  {
    text: "Sàng lọc, đưa 40 đảng viên không đủ tiêu chuẩn ra khỏi Đảng.",
    published: "2023-11-16",
    expect: [],
    why: "số chung của mọi cách ra khỏi Đảng",
  },
  { text: "Có 3 đồng chí xin thôi tham gia cấp ủy.", published: "2019-04-03", expect: [], why: "thôi cấp ủy, vẫn là đảng viên" },
  {
    text: "Đại hội đồng ý cho 4 đồng chí rút khỏi danh sách bầu cử.",
    published: "2015-08-27",
    expect: [],
    why: "rút khỏi danh sách bầu cử",
  },
  { text: "Đảng ủy quyết định miễn sinh hoạt đảng cho 16 đảng viên tuổi cao.", published: "2016-09-13", expect: [], why: "miễn sinh hoạt" },
  {
    text: "Ủy ban kiểm tra thi hành kỷ luật khai trừ ra khỏi Đảng 6 đảng viên.",
    published: "2021-11-18",
    expect: [],
    why: "khai trừ là hình thức kỷ luật",
  },
  {
    text: "Các chi bộ đã xóa tên và cho rút 12 trường hợp.",
    published: "2021-12-20",
    expect: [],
    why: "một con số cho cả hai: không của riêng số xin ra",
  },
  {
    text: "Toàn tỉnh đưa 47 đảng viên không còn đủ tư cách ra khỏi Đảng (12 người tự làm đơn xin ra).",
    published: "2026-09-18",
    expect: [{ value: 12 }],
    why: "47 là số đưa ra khỏi Đảng bằng mọi cách",
  },
  {
    text: "Cấp ủy các cấp xoá tên và cho rút đối với 21 đảng viên.",
    published: "2021-12-20",
    expect: [],
    why: "một con số cho cả hai",
  },
];
