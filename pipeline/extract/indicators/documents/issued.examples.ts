import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Trong nhiệm kỳ, Tỉnh ủy đã ban hành 26 nghị quyết, 14 chỉ thị và 31 kết luận.",
    published: "2015-09-30",
    expect: [
      { value: 26, measure: "count", status: "actual", dims: { type: "resolution" } },
      { value: 14, dims: { type: "directive" } },
      { value: 31, dims: { type: "conclusion" } },
    ],
  },
  {
    text: "Ban Thường vụ Huyện ủy ban hành 19 nghị quyết, trong đó có 5 nghị quyết chuyên đề.",
    published: "2018-03-20",
    expect: [
      { value: 19, dims: { type: "resolution" } },
      { value: 5, dims: { type: "thematic_resolution" } },
    ],
  },
  {
    text: "Từ đầu năm đến nay, Đảng ủy đã ban hành 42 văn bản lãnh đạo, chỉ đạo.",
    published: "2021-11-02",
    expect: [{ value: 42, dims: {} }],
    why: "không nói loại văn bản",
  },
  {
    text: "Thành ủy đã xây dựng và ban hành 8 chương trình, 12 đề án, 07 quy định.",
    published: "2017-05-16",
    expect: [
      { value: 8, dims: { type: "programme" } },
      { value: 12, dims: { type: "scheme" } },
      { value: 7, dims: { type: "regulation" } },
    ],
  },
  { text: "Có 33 kế hoạch được Ban Thường vụ Tỉnh ủy ban hành.", published: "2022-12-27", expect: [{ value: 33, dims: { type: "plan" } }] },
  {
    text: "Ban Tổ chức Tỉnh ủy ban hành 04 hướng dẫn về công tác đảng viên.",
    published: "2019-03-12",
    expect: [{ value: 4, dims: { type: "guideline" } }],
  },
  {
    text: "Năm 2014, cấp ủy ban hành hơn 150 quyết định về công tác cán bộ.",
    published: "2015-01-13",
    expect: [{ value: 150, bound: "more_than", dims: { type: "decision" } }],
  },
  {
    text: "Đảng bộ huyện đã ban hành ba nghị quyết chuyên đề về nông nghiệp.",
    published: "2012-06-14",
    expect: [{ value: 3, dims: { type: "thematic_resolution" } }],
  },
  {
    text: "Năm 2021, Tỉnh ủy phấn đấu ban hành 6 nghị quyết chuyên đề.",
    published: "2021-01-19",
    expect: [{ value: 6, status: "target", dims: { type: "thematic_resolution" } }],
  },
  {
    text: "Năm 2018, Thành ủy ban hành 57 thông báo, giảm 9 thông báo so với năm 2017.",
    published: "2019-01-15",
    expect: [
      { value: 57, status: "actual", dims: { type: "notice" } },
      { value: -9, measure: "count", status: "change", dims: { type: "notice" } },
    ],
  },
  { text: "Số nghị quyết được Huyện ủy ban hành là 22.", published: "2013-08-27", expect: [{ value: 22, dims: { type: "resolution" } }] },
  {
    text: "Bình quân mỗi năm, Đảng ủy ban hành 15 nghị quyết.",
    published: "2020-03-31",
    expect: [{ value: 15, per: "year", dims: { type: "resolution" } }],
  },
  {
    text: "Cấp ủy các cấp đã ban hành gần 1.000 kế hoạch thực hiện nghị quyết.",
    published: "2023-05-09",
    expect: [{ value: 1000, bound: "about", dims: { type: "plan" } }],
  },
  {
    text: "Đảng ủy ban hành 64 văn bản, gồm 12 nghị quyết, 38 kế hoạch, 14 thông báo.",
    published: "2016-11-29",
    expect: [
      { value: 64, dims: {} },
      { value: 12, dims: { type: "resolution" } },
      { value: 38, dims: { type: "plan" } },
      { value: 14, dims: { type: "notice" } },
    ],
  },
  {
    text: "Ban Chấp hành ban hành 7 nghị quyết; Ban Thường vụ ban hành 20 kết luận, 9 đề án.",
    published: "2014-12-16",
    expect: [
      { value: 7, dims: { type: "resolution" } },
      { value: 20, dims: { type: "conclusion" } },
      { value: 9, dims: { type: "scheme" } },
    ],
  },
  {
    text: "Tỉnh ủy đã ban hành 11 nghị quyết (trong đó 3 nghị quyết chuyên đề), 2 chỉ thị, 25 chương trình hành động.",
    published: "2011-10-25",
    expect: [
      { value: 11, dims: { type: "resolution" } },
      { value: 3, dims: { type: "thematic_resolution" } },
      { value: 2, dims: { type: "directive" } },
      { value: 25, dims: { type: "programme" } },
    ],
  },
  {
    text: "Ủy ban Kiểm tra Tỉnh ủy ban hành 5 quy định, 3 hướng dẫn và 16 kế hoạch.",
    published: "2017-12-05",
    expect: [
      { value: 5, dims: { type: "regulation" } },
      { value: 3, dims: { type: "guideline" } },
      { value: 16, dims: { type: "plan" } },
    ],
  },
  { text: "Tỉnh ủy ban hành Nghị quyết số 07 về phát triển du lịch.", published: "2016-11-08", expect: [], why: "07 là số hiệu" },
  {
    text: "Đảng bộ huyện đã quán triệt 5 nghị quyết của Trung ương.",
    published: "2018-08-14",
    expect: [],
    why: "quán triệt, không ban hành",
  },
  {
    text: "Hội đồng nhân dân tỉnh ban hành 18 nghị quyết.",
    published: "2019-12-12",
    expect: [],
    why: "hội đồng nhân dân không phải tổ chức đảng",
  },
  {
    text: "Ủy ban nhân dân huyện ban hành 26 kế hoạch, 140 quyết định.",
    published: "2020-12-29",
    expect: [],
    why: "văn bản của chính quyền",
  },
  {
    text: "Trên địa bàn đang triển khai 14 đề án phát triển kinh tế.",
    published: "2015-07-28",
    expect: [],
    why: "triển khai, không ban hành",
  },
  {
    text: "Kế hoạch năm 2016 là kết nạp 90 đảng viên.",
    published: "2016-02-02",
    expect: [],
    why: "chỉ tiêu kết nạp, không phải số kế hoạch",
  },
  { text: "Văn phòng Huyện ủy góp ý 9 dự thảo nghị quyết.", published: "2021-05-25", expect: [], why: "mới là dự thảo" },
  { text: "Kiểm tra việc ban hành nghị quyết của 16 chi bộ.", published: "2018-11-20", expect: [], why: "16 là số chi bộ được kiểm tra" },
  {
    text: "Năm 2016, Ban Thường vụ Huyện ủy không ban hành chỉ thị nào.",
    published: "2017-01-06",
    expect: [{ value: 0, dims: { type: "directive" } }],
  },
];
