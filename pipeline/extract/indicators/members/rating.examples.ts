import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Đảng viên hoàn thành xuất sắc nhiệm vụ chiếm 13%, bằng 16,2% so với tổng số đảng viên hoàn thành tốt nhiệm vụ.",
    published: "2018-12-14",
    expect: [{ value: 13, dims: { grade: "excellent" }, measure: "share" }],
    why: "phần của một mức khác, không chỉ số nào có",
  },
  {
    text: "Tỉnh ủy tặng giấy khen cho 45 tổ chức cơ sở đảng và 59 đảng viên hoàn thành xuất sắc nhiệm vụ.",
    published: "2018-06-30",
    expect: [],
    why: "chọn để khen",
  },
  {
    text: "Xếp loại đảng viên: hoàn thành tốt nhiệm vụ 75%; đủ tư cách nhưng còn hạn chế 9,9%; vi phạm tư cách 0,6%.",
    published: "2018-12-14",
    expect: [
      { value: 75, dims: { grade: "good" }, measure: "share" },
      { value: 0.6, dims: { grade: "failed" }, measure: "share" },
    ],
    why: "còn hạn chế không phải là một mức của sổ mã",
  },
  {
    text: "Đánh giá chất lượng 67.012 đảng viên: hoàn thành tốt 51.197 đồng chí (76,4%), hoàn thành 5.294 (7,9%).",
    published: "2018-12-14",
    expect: [
      { value: 51197, dims: { grade: "good" } },
      { value: 76.4, dims: { grade: "good" }, measure: "share" },
      { value: 5294, dims: { grade: "fulfilled" } },
      { value: 7.9, dims: { grade: "fulfilled" }, measure: "share" },
    ],
  },
  {
    text: "Năm 2013, số đảng viên đủ tư cách hoàn thành xuất sắc nhiệm vụ là 96 đồng chí; đủ tư cách hoàn thành tốt nhiệm vụ 402; đủ tư cách hoàn thành nhiệm vụ 88; vi phạm tư cách 3.",
    published: "2014-02-12",
    expect: [
      { value: 96, measure: "count", dims: { grade: "excellent" } },
      { value: 402, dims: { grade: "good" } },
      { value: 88, dims: { grade: "fulfilled" } },
      { value: 3, dims: { grade: "failed" } },
    ],
  },
  {
    text: "Đảng bộ dự xếp loại 745 đảng viên, trong đó HTXSNV có 112 đồng chí, HTTNV có 580 đồng chí, HTNV có 53 đồng chí.",
    published: "2019-01-30",
    expect: [
      { value: 112, dims: { grade: "excellent" } },
      { value: 580, dims: { grade: "good" } },
      { value: 53, dims: { grade: "fulfilled" } },
    ],
    why: "745 là số được đánh giá",
  },
  {
    text: "Năm 2020, có 93,4% đảng viên hoàn thành tốt nhiệm vụ trở lên.",
    published: "2021-02-04",
    expect: [{ value: 93.4, measure: "share", status: "actual", dims: { grade: "good", cumulative: true } }],
  },
  {
    text: "Hằng năm, có trên 90% TCCSĐ và trên 88% đảng viên hoàn thành tốt nhiệm vụ trở lên.",
    published: "2020-08-11",
    expect: [{ value: 88, measure: "share", bound: "more_than", per: "year", dims: { grade: "good", cumulative: true } }],
    why: "90% là của tổ chức; “trở lên” nói chung cho cả hai",
  },
  {
    text: "Phấn đấu hằng năm có từ 85% đảng viên trở lên hoàn thành tốt nhiệm vụ.",
    published: "2015-10-08",
    expect: [{ value: 85, measure: "share", status: "target", bound: "at_least", per: "year", dims: { grade: "good" } }],
    why: "“trở lên” thuộc về 85%, không thuộc mức xếp loại",
  },
  {
    text: "Bình quân mỗi năm có 91,7% đảng viên hoàn thành tốt nhiệm vụ (chỉ tiêu đại hội đề ra từ 88% trở lên).",
    published: "2018-07-19",
    expect: [
      { value: 91.7, measure: "share", status: "actual", per: "year", dims: { grade: "good" } },
      { value: 88, measure: "share", status: "target", bound: "at_least", per: "year", dims: { grade: "good" } },
    ],
  },
  {
    text: "Năm 2019, có 64/400 đảng viên hoàn thành xuất sắc nhiệm vụ, chiếm 16%.",
    published: "2020-01-16",
    expect: [
      { value: 64, measure: "count", dims: { grade: "excellent" } },
      { value: 16, measure: "share", dims: { grade: "excellent" } },
    ],
  },
  {
    text: "Tỷ lệ đảng viên hoàn thành xuất sắc, hoàn thành tốt và hoàn thành nhiệm vụ lần lượt là 15,2%, 76,1% và 8,7%.",
    published: "2022-01-27",
    expect: [
      { value: 15.2, measure: "share", dims: { grade: "excellent" } },
      { value: 76.1, measure: "share", dims: { grade: "good" } },
      { value: 8.7, measure: "share", dims: { grade: "fulfilled" } },
    ],
  },
  {
    text: "Năm 2021, Đảng bộ Khối không có đảng viên không hoàn thành nhiệm vụ.",
    published: "2022-02-16",
    expect: [{ value: 0, dims: { grade: "failed" } }],
  },
  {
    text: "Có 14,5% đảng viên được xếp loại hoàn thành xuất sắc nhiệm vụ, tăng 2,1% so với năm 2021.",
    published: "2023-02-09",
    expect: [
      { value: 14.5, measure: "share", status: "actual", dims: { grade: "excellent" } },
      { value: 2.1, measure: "points", status: "change", dims: { grade: "excellent" } },
    ],
    why: "hiệu của hai tỷ lệ là điểm phần trăm",
  },
  {
    text: "Số đảng viên không hoàn thành nhiệm vụ là 17 đồng chí, giảm 6 đồng chí so với năm 2018.",
    published: "2020-02-25",
    expect: [
      { value: 17, status: "actual", dims: { grade: "failed" } },
      { value: -6, status: "change", dims: { grade: "failed" } },
    ],
  },
  {
    text: "Toàn Đảng bộ có gần 3.400 đảng viên hoàn thành tốt nhiệm vụ.",
    published: "2017-02-14",
    expect: [{ value: 3400, measure: "count", bound: "about", dims: { grade: "good" } }],
  },
  { text: "Qua đánh giá có 05 đảng viên vi phạm tư cách.", published: "2012-01-19", expect: [{ value: 5, dims: { grade: "failed" } }] },
  {
    text: "Kết quả xếp loại năm 2023: 82,6% đảng viên hoàn thành tốt nhiệm vụ, 4,9% hoàn thành nhiệm vụ, 0,3% không hoàn thành nhiệm vụ.",
    published: "2024-01-24",
    expect: [
      { value: 82.6, measure: "share", dims: { grade: "good" } },
      { value: 4.9, measure: "share", dims: { grade: "fulfilled" } },
      { value: 0.3, measure: "share", dims: { grade: "failed" } },
    ],
  },
  {
    text: "Chi bộ có ba đảng viên được xếp loại hoàn thành xuất sắc nhiệm vụ.",
    published: "2018-12-20",
    expect: [{ value: 3, dims: { grade: "excellent" } }],
  },
  {
    text: "Mục tiêu đến năm 2025 có trên 92% tổ chức đảng và đảng viên hoàn thành tốt nhiệm vụ trở lên.",
    published: "2021-03-04",
    expect: [{ value: 92, measure: "share", status: "target", bound: "more_than", dims: { grade: "good", cumulative: true } }],
    why: "một con số cho cả tổ chức và đảng viên",
  },
  {
    text: "Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ tăng từ 84,2% năm 2016 lên 89,5% năm 2019.",
    published: "2020-03-10",
    expect: [
      { value: 84.2, measure: "share", status: "actual", dims: { grade: "good" } },
      { value: 89.5, measure: "share", status: "actual", dims: { grade: "good" } },
    ],
    why: "hai mức của hai năm, không phải mức tăng",
  },
  {
    text: "Chỉ tiêu mỗi năm không quá 1% đảng viên không hoàn thành nhiệm vụ.",
    published: "2020-09-16",
    expect: [{ value: 1, measure: "share", status: "target", bound: "at_most", per: "year", dims: { grade: "failed" } }],
  },
  {
    text: "Năm 2014, có 37/52 TCCSĐ hoàn thành tốt nhiệm vụ.",
    published: "2015-02-11",
    expect: [],
    why: "tổ chức đảng, không phải đảng viên",
  },
  {
    text: "Toàn huyện có 4.210 đảng viên được đánh giá, xếp loại.",
    published: "2018-01-24",
    expect: [],
    why: "số được đánh giá, không phải một mức",
  },
  {
    text: "Huyện ủy tặng giấy khen cho 32 đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm liền.",
    published: "2016-01-29",
    expect: [],
    why: "được khen thưởng, không phải số của mức xếp loại",
  },
  { text: "Có 95% cán bộ, công chức hoàn thành tốt nhiệm vụ trở lên.", published: "2020-01-06", expect: [], why: "cán bộ, công chức" },
  { text: "Có 98,6% đảng viên tham gia học tập nghị quyết.", published: "2019-07-23", expect: [], why: "tỷ lệ học nghị quyết" },
  {
    text: "Kiểm tra khi có dấu hiệu vi phạm đối với 11 đảng viên.",
    published: "2017-06-28",
    expect: [],
    why: "vi phạm trong kiểm tra, không phải vi phạm tư cách",
  },
  { text: "Đảng bộ hoàn thành tốt 18/20 chỉ tiêu nghị quyết đề ra.", published: "2021-12-23", expect: [], why: "chỉ tiêu nghị quyết" },
  {
    text: "Về đảng viên, 92,4% hoàn thành tốt nhiệm vụ trở lên.",
    published: "2020-01-14",
    expect: [{ value: 92.4, measure: "share", dims: { grade: "good", cumulative: true } }],
  },
  {
    text: "Số đảng viên hoàn thành tốt nhiệm vụ là 84 đảng viên chiếm tỷ lệ 70%; 9 đảng viên hoàn thành nhiệm vụ.",
    published: "2019-12-20",
    expect: [
      { value: 84, dims: { grade: "good" } },
      { value: 70, measure: "share", dims: { grade: "good" } },
      { value: 9, dims: { grade: "fulfilled" } },
    ],
    why: "danh từ đứng trước tỷ lệ là của con số đứng trước",
  },
  {
    text: "Tỷ lệ TCCSĐ và tỷ lệ đảng viên hoàn thành tốt nhiệm vụ trở lên lần lượt là 91% và 94%.",
    published: "2019-12-20",
    expect: [{ value: 94, measure: "share", dims: { grade: "good", cumulative: true } }],
    why: "mức xếp loại nói một lần cho cả hai",
  },
];
