import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Trong 187 đảng viên bị kỷ luật có 31 cấp ủy viên các cấp.",
    published: "2018-12-14",
    expect: [{ value: 187 }],
    why: "cấp ủy viên là một phần không có mã",
  },
  {
    text: "Trong năm, số đảng viên bị thi hành kỷ luật giảm 23 so với năm 2017, số tổ chức đảng bị thi hành kỷ luật giảm 4.",
    published: "2018-12-14",
    expect: [{ value: -23, measure: "count", status: "change" }],
  },
  {
    text: "Cấp ủy các cấp thi hành kỷ luật 164 đảng viên (khiển trách 101, cảnh cáo 40, cách chức 9, khai trừ 14).",
    published: "2018-06-30",
    expect: [
      { value: 164, dims: {} },
      { value: 101, dims: { form: "reprimand" } },
      { value: 40, dims: { form: "warning" } },
      { value: 9, dims: { form: "removal" } },
      { value: 14, dims: { form: "expulsion" } },
    ],
  },
  {
    text: "Từ đầu năm, các chi bộ đã khai trừ 6 trường hợp.",
    published: "2022-10-28",
    expect: [{ value: 6, dims: { form: "expulsion" } }],
  },
  { text: "Năm 2009, thành phố kỷ luật 734 đảng viên.", published: "2009-12-22", expect: [{ value: 734, dims: {} }] },
  {
    text: "Đã xử lý kỷ luật 52 đảng viên, với hình thức: Khiển trách 30, cảnh cáo 12, khai trừ 10.",
    published: "2016-12-20",
    expect: [
      { value: 52, dims: {} },
      { value: 30, dims: { form: "reprimand" } },
      { value: 12, dims: { form: "warning" } },
      { value: 10, dims: { form: "expulsion" } },
    ],
  },
  { text: "Có 88 đảng viên bị thi hành kỷ luật trong nhiệm kỳ.", published: "2020-05-01", expect: [{ value: 88 }] },
  {
    text: "Trong kỳ, kỷ luật 3 tổ chức đảng và 95 đảng viên, giảm 12 đảng viên so với cùng kỳ.",
    published: "2019-07-01",
    expect: [
      { value: 95, status: "actual" },
      { value: -12, status: "change" },
    ],
  },
  {
    text: "Thi hành kỷ luật 20 đảng viên bằng các hình thức: 12 khiển trách, 5 cảnh cáo và 3 khai trừ.",
    published: "2019-07-01",
    expect: [
      { value: 20, dims: {} },
      { value: 12, dims: { form: "reprimand" } },
      { value: 5, dims: { form: "warning" } },
      { value: 3, dims: { form: "expulsion" } },
    ],
  },
  { text: "Ủy ban kiểm tra các cấp đã thi hành kỷ luật bốn đảng viên.", published: "2021-07-01", expect: [{ value: 4 }] },
  { text: "Toàn Đảng bộ đã kỷ luật gần 400 đảng viên vi phạm.", published: "2017-12-01", expect: [{ value: 400, bound: "about" }] },
  {
    text: "Kỷ luật 60 đảng viên, trong đó khiển trách 41 (chiếm 68,3%), cảnh cáo 19.",
    published: "2017-12-01",
    expect: [
      { value: 60 },
      { value: 41, dims: { form: "reprimand" } },
      { value: 68.3, measure: "share", dims: { form: "reprimand" } },
      { value: 19, dims: { form: "warning" } },
    ],
  },
  {
    text: "Huyện ủy thi hành kỷ luật khiển trách 7 đảng viên.",
    published: "2014-03-01",
    expect: [{ value: 7, dims: { form: "reprimand" } }],
  },
  { text: "6 tháng đầu năm 2015, thi hành kỷ luật 31 đảng viên.", published: "2015-07-08", expect: [{ value: 31 }] },
  {
    text: "Kết luận 14 đảng viên có vi phạm đến mức phải thi hành kỷ luật.",
    published: "2018-03-01",
    expect: [],
    why: "đến mức phải kỷ luật, chưa kỷ luật",
  },
  { text: "Đề nghị kỷ luật 9 đảng viên.", published: "2018-03-01", expect: [], why: "mới đề nghị" },
  { text: "Xóa tên 22 đảng viên trong danh sách.", published: "2018-03-01", expect: [], why: "xóa tên không phải là hình thức kỷ luật" },
  {
    text: "Thi hành kỷ luật 5 tổ chức đảng (khiển trách 3, cảnh cáo 2).",
    published: "2018-03-01",
    expect: [],
    why: "tổ chức đảng, không phải đảng viên",
  },
  { text: "Kiểm tra 37 đảng viên khi có dấu hiệu vi phạm.", published: "2018-03-01", expect: [], why: "được kiểm tra, chưa bị kỷ luật" },
  {
    text: "Trong năm, ủy ban kiểm tra các cấp kỷ luật 12 đảng viên, chi bộ kỷ luật 40 đảng viên.",
    published: "2024-07-05",
    expect: [{ value: 12 }, { value: 40 }],
  },
  {
    text: "Đã thi hành kỷ luật 26 đảng viên, bằng 60% so với cùng kỳ.",
    published: "2024-07-05",
    expect: [{ value: 26 }, { value: -40, measure: "percent_change", status: "change" }],
    why: "bằng 60% cùng kỳ là giảm 40%",
  },
  {
    text: "Toàn Đảng bộ kỷ luật 15 đảng viên; gồm 8 khiển trách, 5 cảnh cáo và khai trừ 2 trường hợp.",
    published: "2024-07-05",
    expect: [
      { value: 15 },
      { value: 8, dims: { form: "reprimand" } },
      { value: 5, dims: { form: "warning" } },
      { value: 2, dims: { form: "expulsion" } },
    ],
    why: "số đứng trước rồi đứng sau hình thức trong một danh sách",
  },
  { text: "Cách chức các chức vụ trong Đảng 5 trường hợp.", published: "2024-07-05", expect: [{ value: 5, dims: { form: "removal" } }] },
  {
    text: "Kỷ luật 10 tổ chức đảng, tăng 25% so với năm 2020. Về đảng viên, con số là 616 người, tăng 71,7%.",
    published: "2024-07-05",
    expect: [{ value: 616 }, { value: 71.7, measure: "percent_change", status: "change" }],
  },
  {
    text: "Cấp ủy các cấp đã thi hành kỷ luật bằng hình thức khiển trách đối với 9 đảng viên.",
    published: "2024-07-05",
    expect: [{ value: 9, dims: { form: "reprimand" } }],
  },
  {
    text: "Các cấp khiển trách, cảnh cáo 23 đảng viên.",
    published: "2024-07-05",
    expect: [{ value: 23, dims: {} }],
    why: "một con số cho hai hình thức: không của riêng hình thức nào",
  },
  {
    text: "Đình chỉ sinh hoạt đảng 4 đảng viên.",
    published: "2024-07-05",
    expect: [],
    why: "đình chỉ sinh hoạt không phải hình thức kỷ luật",
  },
  { text: "Kiểm tra việc thi hành kỷ luật đảng đối với 6 đảng viên.", published: "2024-07-05", expect: [], why: "người được kiểm tra" },
  {
    text: "Công an xử phạt cảnh cáo 320 trường hợp vi phạm giao thông.",
    published: "2020-05-10",
    expect: [],
    why: "xử phạt hành chính của Nhà nước",
  },
  {
    text: "Năm 2016, các cấp kỷ luật 118 đảng viên (giảm 6 đảng viên) với các hình thức: khiển trách 80, cảnh cáo 30, khai trừ 8.",
    published: "2017-01-10",
    expect: [
      { value: 118, status: "actual", dims: {} },
      { value: -6, status: "change", dims: {} },
      { value: 80, status: "actual", dims: { form: "reprimand" } },
      { value: 30, status: "actual", dims: { form: "warning" } },
      { value: 8, status: "actual", dims: { form: "expulsion" } },
    ],
    why: "chữ giảm hết hiệu lực khi ngoặc đóng",
  },
  {
    text: "Trong quý, huyện có một đảng viên bị khai trừ.",
    published: "2015-04-08",
    expect: [{ value: 1, dims: { form: "expulsion" } }],
  },
  {
    text: "Năm 2015, kỷ luật 12 đảng viên, trong đó khiển trách bảy, cảnh cáo năm.",
    published: "2016-01-08",
    expect: [
      { value: 12, dims: {} },
      { value: 7, dims: { form: "reprimand" } },
      { value: 5, dims: { form: "warning" } },
    ],
  },
  {
    text: "Chi bộ nằm trong vùng lũ, một cán bộ kể lại chuyện cứu dân.",
    published: "2016-01-08",
    expect: [],
    why: "một là mạo từ",
  },
  {
    text: "Cấp ủy các cấp kỷ luật 44 đảng viên; đảng ủy cơ sở thi hành kỷ luật 13, chi bộ thi hành kỷ luật 22 trường hợp.",
    published: "2016-01-08",
    expect: [{ value: 44 }, { value: 22 }],
    why: "chi bộ quyết định là một phần; 13 không nói kỷ luật ai",
  },
];
