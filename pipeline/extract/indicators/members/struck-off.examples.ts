import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Năm 2019, Đảng bộ tỉnh xóa tên 83 đảng viên.",
    published: "2020-01-15",
    expect: [{ value: 83, measure: "count", status: "actual", dims: {} }],
  },
  { text: "Từ đầu năm, các cấp ủy đã xoá tên 26 trường hợp trong danh sách đảng viên.", published: "2018-09-20", expect: [{ value: 26 }] },
  {
    text: "Qua rà soát có 41 đảng viên bị xóa tên, trong đó có 12 đảng viên dự bị.",
    published: "2022-11-08",
    expect: [
      { value: 41, dims: {} },
      { value: 12, dims: { group: "probationary" } },
    ],
  },
  {
    text: "Quý III, khai trừ 4 đảng viên, xóa tên 9 đảng viên, cho ra khỏi Đảng 3 đảng viên.",
    published: "2016-10-04",
    expect: [{ value: 9 }],
    why: "khai trừ và cho ra khỏi Đảng là chỉ số khác",
  },
  {
    text: "Toàn huyện đưa ra khỏi Đảng 58 đảng viên (khai trừ 11, xóa tên 35, xin ra khỏi Đảng 12).",
    published: "2023-12-20",
    expect: [{ value: 35 }],
  },
  {
    text: "Huyện ủy quyết định xóa tên 03 đảng viên dự bị.",
    published: "2015-04-22",
    expect: [{ value: 3, dims: { group: "probationary" } }],
  },
  {
    text: "Có 19 trường hợp bị xóa tên khỏi danh sách đảng viên, tăng 5 trường hợp so với cùng kỳ.",
    published: "2017-07-06",
    expect: [
      { value: 19, status: "actual" },
      { value: 5, status: "change" },
    ],
  },
  {
    text: "Số đảng viên bị xóa tên trong năm là 47 đồng chí, giảm 8 đồng chí so với năm 2012.",
    published: "2013-12-19",
    expect: [
      { value: 47, status: "actual" },
      { value: -8, status: "change" },
    ],
  },
  {
    text: "Nửa nhiệm kỳ, thành phố đã xóa tên hơn 120 đảng viên bỏ sinh hoạt.",
    published: "2018-04-11",
    expect: [{ value: 120, bound: "more_than" }],
  },
  {
    text: "Đảng ủy phường làm thủ tục và ra quyết định xóa tên hai đảng viên không tham gia sinh hoạt.",
    published: "2021-08-12",
    expect: [{ value: 2 }],
  },
  { text: "Trong năm, Đảng bộ Khối không có đảng viên bị xóa tên.", published: "2014-12-23", expect: [{ value: 0 }] },
  {
    text: "Xóa tên 54 đảng viên (nữ 17, dự bị 20).",
    published: "2019-12-05",
    expect: [
      { value: 54, dims: {} },
      { value: 17, dims: { group: "female" } },
      { value: 20, dims: { group: "probationary" } },
    ],
  },
  {
    text: "Bình quân mỗi năm, Đảng bộ tỉnh xóa tên khoảng 65 đảng viên.",
    published: "2020-08-03",
    expect: [{ value: 65, bound: "about", per: "year" }],
  },
  {
    text: "Cùng với việc kết nạp 512 đảng viên, các chi bộ đã đề xuất và cấp ủy có thẩm quyền đã xóa tên 22 ĐV.",
    published: "2016-12-28",
    expect: [{ value: 22 }],
  },
  { text: "Đảng bộ huyện A xóa tên 15 đảng viên, Đảng bộ huyện B 11.", published: "2021-12-16", expect: [{ value: 15 }, { value: 11 }] },
  {
    text: "Năm 2024, toàn tỉnh xóa tên 36 đảng viên, giảm 25% so với năm 2023.",
    published: "2025-01-17",
    expect: [
      { value: 36, status: "actual" },
      { value: -25, status: "change", measure: "percent_change" },
    ],
  },
  {
    text: "6 tháng đầu năm xóa tên 28 đảng viên, chiếm 0,07% tổng số đảng viên.",
    published: "2022-07-12",
    expect: [
      { value: 28, measure: "count" },
      { value: 0.07, measure: "share" },
    ],
  },
  {
    text: "Kết quả sàng lọc đảng viên, xóa tên: 13 đồng chí; khai trừ: 6 đồng chí.",
    published: "2023-07-03",
    expect: [{ value: 13 }],
  },
  { text: "Trong kỳ, Đảng bộ khai trừ 8 đảng viên.", published: "2018-03-01", expect: [], why: "khai trừ là hình thức kỷ luật" },
  { text: "Có 14 trường hợp xin ra khỏi Đảng.", published: "2019-12-12", expect: [], why: "xin ra khỏi Đảng là chỉ số khác" },
  { text: "Chi bộ đề nghị xóa tên 4 đảng viên bỏ sinh hoạt.", published: "2017-05-09", expect: [], why: "mới đề nghị" },
  { text: "Rà soát, sàng lọc, đưa 31 đảng viên ra khỏi Đảng.", published: "2022-12-01", expect: [], why: "chỉ có số chung" },
  {
    text: "Sở Kế hoạch và Đầu tư xóa tên 120 doanh nghiệp ngừng hoạt động.",
    published: "2015-10-21",
    expect: [],
    why: "doanh nghiệp, không phải đảng viên",
  },
  { text: "Huyện đã xóa được 7 thôn trắng đảng viên.", published: "2014-06-11", expect: [], why: "xóa thôn trắng, không phải xóa tên" },
  {
    text: "Các chi bộ đang giúp đỡ 9 đảng viên thuộc diện phải xem xét, xóa tên.",
    published: "2023-09-14",
    expect: [],
    why: "chưa xóa tên",
  },
  {
    text: "Các chi bộ đã xóa tên và cho rút 12 trường hợp.",
    published: "2021-12-20",
    expect: [],
    why: "một con số cho cả hai: không của riêng xóa tên",
  },
  {
    text: "Từ đầu năm, huyện có 14 trường hợp xin ra khỏi Đảng và 23 trường hợp bị xóa tên.",
    published: "2021-10-05",
    expect: [{ value: 23 }],
    why: "sau chữ và là việc khác",
  },
];
