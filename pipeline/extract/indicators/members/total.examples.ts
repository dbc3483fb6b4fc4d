import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Toàn tỉnh hiện có 45 tổ chức đảng trong doanh nghiệp ngoài khu vực nhà nước với 612 đảng viên.",
    published: "2018-12-14",
    expect: [{ value: 612, dims: { group: "private_sector" } }],
    why: "đảng viên của những tổ chức ấy",
  },
  {
    text: "Kết luận một số nội dung, có 21 đảng viên đến mức phải thi hành kỷ luật.",
    published: "2018-12-14",
    expect: [],
    why: "số phải kỷ luật, không phải tổng số",
  },
  { text: "Đến nay, toàn Đảng bộ tỉnh có 48.216 đảng viên.", published: "2018-06-30", expect: [{ value: 48216 }] },
  {
    text: "Năm 2010, huyện kết nạp 240 đảng viên, nâng tổng số đảng viên toàn Đảng bộ lên 6.120 đồng chí.",
    published: "2011-01-12",
    expect: [{ value: 6120 }],
  },
  {
    text: "Tỉnh kết nạp 1.200 đảng viên, đưa tổng số đảng viên của tỉnh lên hơn 61.000 người.",
    published: "2015-07-20",
    expect: [{ value: 61000, bound: "more_than" }],
  },
  { text: "Đảng bộ phường có 18 chi bộ với 1.042 đảng viên.", published: "2014-11-02", expect: [{ value: 1042 }] },
  {
    text: "Dự đại hội có 250 đại biểu, đại diện cho gần 7.400 đảng viên trong toàn Đảng bộ.",
    published: "2020-08-14",
    expect: [{ value: 7400, bound: "about" }],
  },
  {
    text: "Tính đến 30/6/2022, toàn tỉnh có 39.850 đảng viên đang sinh hoạt tại 512 TCCSĐ.",
    published: "2022-07-05",
    expect: [{ value: 39850 }],
  },
  {
    text: "Hiện nay, Đảng bộ tỉnh có trên 4.300 đảng viên là người dân tộc thiểu số.",
    published: "2021-10-20",
    expect: [{ value: 4300, dims: { group: "ethnic_minority" } }],
  },
  { text: "Tổng số đảng viên của Đảng bộ là 2.815 đồng chí.", published: "2016-03-03", expect: [{ value: 2815 }] },
  { text: "Đảng bộ Khối hiện có 61 tổ chức cơ sở đảng, 3.406 đảng viên.", published: "2019-09-09", expect: [{ value: 3406 }] },
  {
    text: "Toàn Đảng bộ có 51.900 đảng viên, tăng 2.100 đảng viên so với đầu nhiệm kỳ.",
    published: "2018-06-01",
    expect: [
      { value: 51900, status: "actual" },
      { value: 2100, status: "change" },
    ],
  },
  {
    text: "Đảng bộ có 905 đảng viên, trong đó có 412 đảng viên nữ.",
    published: "2017-02-03",
    expect: [
      { value: 905, dims: {} },
      { value: 412, dims: { group: "female" } },
    ],
  },
  {
    text: "Chi bộ hiện có 24 đảng viên, trong đó 3 đảng viên dự bị.",
    published: "2023-02-03",
    expect: [
      { value: 24, dims: {} },
      { value: 3, dims: { group: "probationary" } },
    ],
  },
  { text: "Hội nghị có 320 đảng viên tham dự.", published: "2019-05-10", expect: [], why: "số người dự họp" },
  { text: "Có 1.250 đảng viên tham gia học tập nghị quyết.", published: "2019-05-10", expect: [], why: "số người học" },
  {
    text: "Ủy ban kiểm tra đã kiểm tra 15 đảng viên có dấu hiệu vi phạm.",
    published: "2017-05-10",
    expect: [],
    why: "số người được kiểm tra",
  },
  { text: "Đại hội có 215 đại biểu chính thức.", published: "2020-06-10", expect: [], why: "đại biểu không phải là tổng số đảng viên" },
  { text: "Mỗi chi bộ có từ 3 đảng viên trở lên.", published: "2020-06-10", expect: [], why: "định mức cho mỗi chi bộ" },
  {
    text: "Đảng bộ tỉnh hiện có trên 99.000 đảng viên, sinh hoạt tại 640 tổ chức cơ sở đảng.",
    published: "2024-07-05",
    expect: [{ value: 99000, bound: "more_than" }],
  },
  {
    text: "Năm 2020, Đảng bộ Khối kết nạp 58 đảng viên, đưa tổng số đảng viên đạt 3.120 đồng chí.",
    published: "2024-07-05",
    expect: [{ value: 3120 }],
  },
  {
    text: "Số đảng viên của toàn Đảng bộ tăng từ 4.905 (năm 2015) lên 5.310 (năm 2020).",
    published: "2024-07-05",
    expect: [{ value: 4905 }, { value: 5310 }],
    why: "hai số hiện có ở hai thời điểm",
  },
  {
    text: "Đảng bộ huyện có 5.402 đảng viên, trong đó đảng viên nữ 1.890 đồng chí, chiếm 35%.",
    published: "2024-07-05",
    expect: [{ value: 5402 }, { value: 1890, dims: { group: "female" } }, { value: 35, measure: "share", dims: { group: "female" } }],
  },
  {
    text: "Toàn tỉnh có 4,7 nghìn đảng viên là người có đạo.",
    published: "2024-07-05",
    expect: [{ value: 4700, dims: { group: "religious" } }],
  },
  { text: "Đại hội có 150 đại biểu thay mặt cho 2.680 đảng viên.", published: "2024-07-05", expect: [{ value: 2680 }] },
  { text: "Kết nạp 64 đảng viên trong 6 tháng.", published: "2024-07-05", expect: [], why: "số kết nạp, không phải số hiện có" },
  { text: "Toàn tỉnh có 1.118 đảng viên được tặng Huy hiệu Đảng.", published: "2024-07-05", expect: [], why: "số được tặng huy hiệu" },
  {
    text: "Huyện ủy đề nghị xử lý hành chính đối với 3 đảng viên.",
    published: "2024-07-05",
    expect: [],
    why: "đối với ai, không phải có bao nhiêu",
  },
  {
    text: "Cấp ủy các cấp thi hành kỷ luật 215 đảng viên. Số còn lại do ủy ban kiểm tra các cấp quyết định, với 61 đảng viên, giảm 20,5% so với cùng kỳ.",
    published: "2023-10-16",
    expect: [],
    why: "ai quyết định là nói về kỷ luật, không phải có bao nhiêu đảng viên",
  },
];
