import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "So với năm 2017, số tổ chức đảng bị thi hành kỷ luật giảm 15%, số đảng viên bị thi hành kỷ luật giảm 23.",
    published: "2018-12-14",
    expect: [{ value: -15, measure: "percent_change", status: "change" }],
  },
  {
    text: "Cấp ủy các cấp thi hành kỷ luật 12 tổ chức đảng (khiển trách 9, cảnh cáo 3).",
    published: "2018-12-14",
    expect: [
      { value: 12, dims: {} },
      { value: 9, dims: { form: "reprimand" } },
      { value: 3, dims: { form: "warning" } },
    ],
  },
  {
    text: "Từ đầu nhiệm kỳ đến nay, các cấp đã kỷ luật 27 tổ chức đảng và 640 đảng viên.",
    published: "2019-08-20",
    expect: [{ value: 27, measure: "count", status: "actual", dims: {} }],
  },
  {
    text: "Trong quý II, Huyện ủy khiển trách 6 tổ chức đảng.",
    published: "2021-07-05",
    expect: [{ value: 6, dims: { form: "reprimand" } }],
  },
  {
    text: "Năm 2013, toàn Đảng bộ không có tổ chức đảng nào bị thi hành kỷ luật.",
    published: "2014-01-03",
    expect: [{ value: 0, bound: "exact" }],
  },
  { text: "6 tháng đầu năm, 5 tổ chức đảng bị kỷ luật.", published: "2017-07-04", expect: [{ value: 5 }] },
  {
    text: "Thành ủy kỷ luật cảnh cáo 02 chi bộ và 11 đảng viên.",
    published: "2016-10-18",
    expect: [{ value: 2, dims: { form: "warning" } }],
  },
  {
    text: "Trong kỳ, thi hành kỷ luật 8 tổ chức đảng, tăng 3 tổ chức đảng so với cùng kỳ.",
    published: "2022-07-12",
    expect: [
      { value: 8, status: "actual" },
      { value: 3, measure: "count", status: "change" },
    ],
  },
  {
    text: "Năm 2017, thi hành kỷ luật 4 tổ chức đảng, giảm 2 tổ chức so với năm 2016.",
    published: "2017-12-27",
    expect: [
      { value: 4, status: "actual" },
      { value: -2, measure: "count", status: "change" },
    ],
  },
  {
    text: "Ban Thường vụ Huyện ủy thi hành kỷ luật bằng hình thức khiển trách đối với ba chi bộ.",
    published: "2015-11-10",
    expect: [{ value: 3, dims: { form: "reprimand" } }],
  },
  {
    text: "Đã thi hành kỷ luật 15 tổ chức đảng bằng các hình thức: 11 khiển trách, 4 cảnh cáo.",
    published: "2020-06-19",
    expect: [
      { value: 15, dims: {} },
      { value: 11, dims: { form: "reprimand" } },
      { value: 4, dims: { form: "warning" } },
    ],
  },
  {
    text: "Năm 2011, Đảng bộ tỉnh kỷ luật 9 tổ chức đảng, trong đó khiển trách 7 (chiếm 77,8%), cảnh cáo 2.",
    published: "2012-01-12",
    expect: [
      { value: 9, dims: {} },
      { value: 7, dims: { form: "reprimand" } },
      { value: 77.8, measure: "share", dims: { form: "reprimand" } },
      { value: 2, dims: { form: "warning" } },
    ],
  },
  {
    text: "Tỉnh ủy quyết định kỷ luật giải tán 1 chi bộ do vi phạm nghiêm trọng Điều lệ Đảng.",
    published: "2010-08-31",
    expect: [{ value: 1, dims: { form: "dissolution" } }],
  },
  {
    text: "Trong nhiệm kỳ, kỷ luật 61 tổ chức đảng: Khiển trách 44, cảnh cáo 16, giải tán 01.",
    published: "2015-05-28",
    expect: [
      { value: 61, dims: {} },
      { value: 44, dims: { form: "reprimand" } },
      { value: 16, dims: { form: "warning" } },
      { value: 1, dims: { form: "dissolution" } },
    ],
  },
  {
    text: "Cấp ủy các cấp kỷ luật 10 tổ chức đảng; ủy ban kiểm tra các cấp kỷ luật 2 tổ chức đảng.",
    published: "2023-12-20",
    expect: [{ value: 10 }, { value: 2 }],
    why: "hai cấp quyết định, không số nào là tổng",
  },
  { text: "Trong năm, hơn 190 tổ chức đảng bị xử lý kỷ luật.", published: "2018-12-25", expect: [{ value: 190, bound: "more_than" }] },
  {
    text: "Số tổ chức đảng bị thi hành kỷ luật là 18, bằng 120% so với cùng kỳ.",
    published: "2019-07-09",
    expect: [
      { value: 18, measure: "count", status: "actual" },
      { value: 20, measure: "percent_change", status: "change" },
    ],
    why: "bằng 120% cùng kỳ là tăng 20%, không phải đạt chỉ tiêu",
  },
  {
    text: "Thi hành kỷ luật 1 đảng ủy, 2 chi bộ và 37 đảng viên.",
    published: "2014-06-17",
    expect: [{ value: 1 }, { value: 2 }],
    why: "đảng ủy, chi bộ là tổ chức đảng",
  },
  {
    text: "Thi hành kỷ luật khiển trách 3 tổ chức đảng và cảnh cáo 1 tổ chức đảng.",
    published: "2021-10-22",
    expect: [
      { value: 3, dims: { form: "reprimand" } },
      { value: 1, dims: { form: "warning" } },
    ],
  },
  {
    text: "Trong quý III, thi hành kỷ luật 7 tổ chức đảng. Trong đó, khiển trách 5, cảnh cáo 2.",
    published: "2022-10-05",
    expect: [
      { value: 7, dims: {} },
      { value: 5, dims: { form: "reprimand" } },
      { value: 2, dims: { form: "warning" } },
    ],
  },
  {
    text: "Thi hành kỷ luật 48 đảng viên (khiển trách 30, cảnh cáo 18).",
    published: "2018-12-14",
    expect: [],
    why: "đảng viên, không phải tổ chức đảng",
  },
  {
    text: "Kết luận 6 tổ chức đảng có vi phạm, trong đó 2 tổ chức đến mức phải thi hành kỷ luật.",
    published: "2018-12-14",
    expect: [],
    why: "đến mức phải kỷ luật, chưa kỷ luật",
  },
  { text: "Đoàn kiểm tra đề nghị thi hành kỷ luật 3 tổ chức đảng.", published: "2020-04-15", expect: [], why: "mới đề nghị" },
  {
    text: "Sau sắp xếp, huyện giải thể 4 chi bộ trường học.",
    published: "2019-09-05",
    expect: [],
    why: "giải thể khi sắp xếp tổ chức, không phải giải tán",
  },
  {
    text: "Kiểm tra việc thi hành kỷ luật trong Đảng đối với 21 tổ chức đảng.",
    published: "2017-11-30",
    expect: [],
    why: "số tổ chức được kiểm tra",
  },
  {
    text: "Yêu cầu 5 tổ chức đảng rút kinh nghiệm, không thi hành kỷ luật.",
    published: "2021-03-11",
    expect: [],
    why: "nhắc nhở không phải là kỷ luật",
  },
  { text: "Công an huyện cảnh cáo 14 cơ sở kinh doanh vi phạm.", published: "2016-05-12", expect: [], why: "xử phạt của Nhà nước" },
  {
    text: "Giải quyết tố cáo đối với 2 tổ chức đảng và 9 đảng viên.",
    published: "2015-12-08",
    expect: [],
    why: "bị tố cáo, chưa bị kỷ luật",
  },
  {
    text: "Thi hành kỷ luật 12 tổ chức đảng bằng hình thức khiển trách và cảnh cáo.",
    published: "2020-12-10",
    expect: [{ value: 12, dims: {} }],
    why: "một con số cho hai hình thức",
  },
  {
    text: "Các cấp có thẩm quyền khiển trách, cảnh cáo 3 tổ chức đảng.",
    published: "2016-12-10",
    expect: [{ value: 3, dims: {} }],
    why: "một con số cho hai hình thức",
  },
  {
    text: "Cấp ủy các cấp kỷ luật 11 tổ chức đảng, trong đó khiển trách 7 tổ chức, cảnh cáo 4 tổ chức.",
    published: "2018-12-14",
    expect: [
      { value: 11, dims: {} },
      { value: 7, dims: { form: "reprimand" } },
      { value: 4, dims: { form: "warning" } },
    ],
    why: "tổ chức là tổ chức đảng nói ở trên",
  },
  {
    text: "Thành ủy thi hành kỷ luật 3 tổ chức đảng, đều bằng hình thức khiển trách, và rút kinh nghiệm 5 tập thể.",
    published: "2019-09-04",
    expect: [{ value: 3, dims: { form: "reprimand" } }],
  },
  {
    text: "Sau một năm, số tổ chức đảng bị kỷ luật giảm từ 14 xuống còn 6.",
    published: "2020-12-30",
    expect: [
      { value: 14, status: "actual" },
      { value: 6, status: "actual" },
    ],
  },
];
