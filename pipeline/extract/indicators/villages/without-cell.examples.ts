import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Hiện còn 3 thôn chưa có chi bộ, 5 thôn có dưới 3 đảng viên.",
    published: "2018-12-14",
    expect: [{ value: 3 }],
    why: "5 thôn đã có chi bộ hay chưa, câu không nói",
  },
  {
    text: "Toàn huyện còn 31 thôn, bản chưa có chi bộ.",
    published: "2009-06-30",
    expect: [{ value: 31, measure: "count", bound: "exact", status: "actual" }],
  },
  {
    text: "Đến nay, tỉnh chỉ còn 6 bản chưa có chi bộ độc lập, giảm tới 73 bản so với đầu nhiệm kỳ.",
    published: "2015-04-29",
    expect: [
      { value: 6, status: "actual" },
      { value: -73, measure: "count", status: "change" },
    ],
  },
  {
    text: "Sau ba năm, toàn tỉnh đã giảm được 19 thôn “trắng” chi bộ.",
    published: "2013-10-14",
    expect: [{ value: -19, status: "change" }],
  },
  { text: "Hiện có hơn 80 ấp, khóm không có chi bộ.", published: "2007-12-12", expect: [{ value: 80, bound: "more_than" }] },
  { text: "Phấn đấu hết năm 2012 không còn thôn, bản trắng chi bộ.", published: "2011-02-17", expect: [{ value: 0, status: "target" }] },
  {
    text: "Đến thời điểm này, huyện không còn thôn nào chưa có chi bộ.",
    published: "2016-05-20",
    expect: [{ value: 0, bound: "exact", status: "actual" }],
  },
  {
    text: "Số thôn, bản chưa có chi bộ giảm từ 142 xuống còn 35.",
    published: "2010-09-23",
    expect: [
      { value: 142, status: "actual" },
      { value: 35, status: "actual" },
    ],
    why: "giảm từ … xuống còn … cho hai số hiện có",
  },
  {
    text: "Toàn huyện còn 17/240 buôn chưa có chi bộ riêng, chiếm 7,08%.",
    published: "2014-03-13",
    expect: [
      { value: 17, measure: "count" },
      { value: 7.08, measure: "share" },
    ],
  },
  {
    text: "Toàn tỉnh còn 12 thôn, bản chưa có đảng viên và 58 thôn, bản chưa có chi bộ.",
    published: "2012-08-01",
    expect: [{ value: 58 }],
    why: "12 là số thôn chưa có đảng viên",
  },
  { text: "Cả xã còn bốn bản chưa có chi bộ.", published: "2011-03-22", expect: [{ value: 4 }] },
  { text: "Trên địa bàn xã chỉ còn 01 thôn chưa có tổ chức đảng.", published: "2017-11-07", expect: [{ value: 1 }] },
  { text: "Năm 2006, gần 300 thôn, bản của tỉnh trắng chi bộ.", published: "2008-01-28", expect: [{ value: 300, bound: "about" }] },
  { text: "Các xã vùng cao về cơ bản không còn thôn, bản trắng chi bộ.", published: "2018-09-18", expect: [{ value: 0, bound: "about" }] },
  {
    text: "Số bản trắng chi bộ là 14, giảm 8 bản so với năm 2010.",
    published: "2012-01-09",
    expect: [
      { value: 14, status: "actual" },
      { value: -8, measure: "count", status: "change" },
    ],
  },
  {
    text: "So với năm 2008, số thôn chưa có chi bộ giảm 85,4%.",
    published: "2013-06-06",
    expect: [{ value: -85.4, measure: "percent_change", status: "change" }],
  },
  {
    text: "Hiện nay, toàn huyện còn 23 bản thuộc 7 xã chưa có chi bộ.",
    published: "2009-08-12",
    expect: [{ value: 23 }],
    why: "7 là số xã",
  },
  {
    text: "Nghị quyết đề ra mục tiêu giảm còn dưới 20 bản chưa có chi bộ.",
    published: "2011-05-30",
    expect: [{ value: 20, bound: "less_than", status: "target" }],
    why: "giảm còn là mức phải đạt, không phải số giảm",
  },
  { text: "Có 12 thôn, bản chưa có đảng viên.", published: "2012-08-01", expect: [], why: "chưa có đảng viên là chỉ số khác" },
  { text: "Đến nay, 60/60 thôn của huyện có chi bộ.", published: "2016-03-03", expect: [], why: "thôn có chi bộ không có mã" },
  { text: "Tỷ lệ thôn, bản có chi bộ đạt 98,5%.", published: "2016-03-03", expect: [], why: "tỷ lệ thôn có chi bộ" },
  { text: "Còn 45 doanh nghiệp ngoài nhà nước chưa có chi bộ.", published: "2019-07-17", expect: [], why: "doanh nghiệp, không phải thôn" },
  {
    text: "Huyện thành lập 9 chi bộ ở những thôn trước đây chưa có chi bộ.",
    published: "2013-12-04",
    expect: [],
    why: "9 là số chi bộ mới lập",
  },
  {
    text: "Số chi bộ sinh hoạt ghép giảm từ 120 xuống còn 44.",
    published: "2014-10-20",
    expect: [],
    why: "chi bộ sinh hoạt ghép là chỉ số khác",
  },
  { text: "Toàn huyện có 164 thôn, bản với 158 chi bộ.", published: "2014-10-20", expect: [], why: "hiệu của hai số không được nói ra" },
  {
    text: "Xóa tình trạng thôn trắng chi bộ là nhiệm vụ của 8 đảng bộ xã.",
    published: "2010-12-15",
    expect: [],
    why: "xóa tình trạng không phải là số liệu, 8 là số đảng bộ",
  },
  {
    text: "Địa bàn vùng cao không còn bản “trắng” đảng viên, “trắng” chi bộ.",
    published: "2018-10-20",
    expect: [{ value: 0, status: "actual" }],
    why: "không còn nói một lần cho cả hai",
  },
];
