import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Toàn tỉnh còn 117 thôn, bản chưa có đảng viên.",
    published: "2008-07-15",
    expect: [{ value: 117, measure: "count", bound: "exact", status: "actual" }],
  },
  { text: "Đầu nhiệm kỳ, huyện có 26 thôn “trắng” đảng viên.", published: "2013-09-02", expect: [{ value: 26 }] },
  {
    text: "Đến cuối năm 2013, trên địa bàn huyện không còn bản nào trắng đảng viên.",
    published: "2014-01-07",
    expect: [{ value: 0, bound: "exact", status: "actual" }],
  },
  {
    text: "Số ấp chưa có đảng viên giảm từ 38 xuống còn 9 ấp.",
    published: "2010-05-19",
    expect: [
      { value: 38, status: "actual" },
      { value: 9, status: "actual" },
    ],
    why: "giảm từ … xuống còn … cho hai số hiện có, không phải số tăng giảm",
  },
  {
    text: "Toàn huyện hiện có 14/186 buôn chưa có đảng viên, chiếm 7,53%.",
    published: "2012-06-11",
    expect: [
      { value: 14, measure: "count" },
      { value: 7.53, measure: "share" },
    ],
  },
  {
    text: "Vùng cao của tỉnh vẫn còn hơn 60 thôn, bản không có đảng viên.",
    published: "2007-03-20",
    expect: [{ value: 60, bound: "more_than" }],
  },
  {
    text: "Nghị quyết phấn đấu đến năm 2015 không còn thôn, bản trắng đảng viên.",
    published: "2011-04-08",
    expect: [{ value: 0, status: "target" }],
  },
  {
    text: "Trong nhiệm kỳ, Đảng bộ huyện đã xóa được 11 thôn “trắng” đảng viên.",
    published: "2015-06-25",
    expect: [{ value: -11, status: "change" }],
    why: "xóa được 11 thôn là giảm 11",
  },
  {
    text: "Đến tháng 6/2010, tỉnh chỉ còn 5 bản chưa có đảng viên, giảm 42 bản so với năm 2005.",
    published: "2010-07-02",
    expect: [
      { value: 5, status: "actual" },
      { value: -42, measure: "count", status: "change" },
    ],
  },
  { text: "Xã biên giới này còn ba thôn trắng đảng viên.", published: "2009-12-01", expect: [{ value: 3 }] },
  { text: "Đến nay, tỉnh về cơ bản không còn thôn, bản trắng đảng viên.", published: "2016-10-10", expect: [{ value: 0, bound: "about" }] },
  {
    text: "Năm 2009, còn 22 thôn, bản chưa có đảng viên và 75 thôn, bản chưa có chi bộ.",
    published: "2010-01-15",
    expect: [{ value: 22 }],
    why: "75 là số thôn chưa có chi bộ",
  },
  { text: "Trong số 312 thôn của huyện, có 04 thôn chưa có đảng viên.", published: "2017-08-08", expect: [{ value: 4 }] },
  { text: "Số thôn trắng đảng viên của huyện là 7, tập trung ở hai xã vùng sâu.", published: "2011-11-11", expect: [{ value: 7 }] },
  {
    text: "Năm 2005, cả nước còn gần 1.200 thôn, bản chưa có đảng viên.",
    published: "2006-02-03",
    expect: [{ value: 1200, bound: "about" }],
  },
  {
    text: "So với năm 2010, số thôn, bản chưa có đảng viên giảm 64,3%.",
    published: "2014-12-19",
    expect: [{ value: -64.3, measure: "percent_change", status: "change" }],
  },
  { text: "Qua rà soát, 9 làng thuộc 4 xã chưa có đảng viên.", published: "2018-04-17", expect: [{ value: 9 }] },
  {
    text: "Chỉ tiêu đến năm 2020 còn dưới 10 thôn, bản chưa có đảng viên.",
    published: "2016-01-05",
    expect: [{ value: 10, bound: "less_than", status: "target" }],
  },
  {
    text: "Toàn huyện không còn thôn, bản “trắng” đảng viên và chi bộ sinh hoạt ghép.",
    published: "2019-02-03",
    expect: [{ value: 0 }],
    why: "một phủ định cho hai số 0, số sau là của chi bộ sinh hoạt ghép",
  },
  { text: "Hiện có 75 thôn, bản chưa có chi bộ.", published: "2010-01-15", expect: [], why: "chưa có chi bộ là chỉ số khác" },
  {
    text: "Đến nay, 180/180 thôn, bản của huyện đã có đảng viên.",
    published: "2015-09-09",
    expect: [],
    why: "thôn đã có đảng viên không có mã",
  },
  { text: "Có 98,6% thôn, bản có đảng viên sinh hoạt tại chỗ.", published: "2015-09-09", expect: [], why: "tỷ lệ thôn có đảng viên" },
  {
    text: "Tỉnh quyết tâm xóa tình trạng thôn, bản trắng đảng viên tại 12 xã đặc biệt khó khăn.",
    published: "2009-05-05",
    expect: [],
    why: "xóa tình trạng không phải là số liệu, 12 là số xã",
  },
  {
    text: "Trên địa bàn còn 34 doanh nghiệp chưa có đảng viên.",
    published: "2018-06-06",
    expect: [],
    why: "doanh nghiệp, không phải thôn",
  },
  {
    text: "Kết nạp 46 đảng viên ở các thôn, bản trước đây chưa có đảng viên.",
    published: "2013-01-31",
    expect: [],
    why: "số người được kết nạp",
  },
  { text: "Có 21 thôn, bản chỉ có từ 1 đến 2 đảng viên.", published: "2011-07-21", expect: [], why: "có ít, không phải không có" },
  { text: "Hàng chục thôn, bản vùng cao chưa có đảng viên.", published: "2008-10-10", expect: [], why: "hàng chục không phải là số liệu" },
  {
    text: "Số thôn, làng chưa có đảng viên giảm từ 17 (cuối năm 2013) xuống còn 4 hiện nay.",
    published: "2015-01-14",
    expect: [
      { value: 17, status: "actual" },
      { value: 4, status: "actual" },
    ],
    why: "hai mức ở hai thời điểm, không phải số giảm",
  },
  {
    text: "Xã Tân Lập còn 5 bản, xã Đông Sơn còn 3 bản chưa có đảng viên.",
    published: "2014-10-20",
    expect: [{ value: 5 }, { value: 3 }],
  },
  {
    text: "Cả huyện còn bốn làng và sáu khóm chưa có đảng viên.",
    published: "2014-10-20",
    expect: [{ value: 4 }, { value: 6 }],
  },
  {
    text: "Huyện ủy xác định đến năm 2020 không còn thôn, bản chưa có đảng viên.",
    published: "2016-03-15",
    expect: [{ value: 0, status: "target" }],
    why: "thời hạn được xác định là mục tiêu",
  },
  {
    text: "Toàn huyện có 150 thôn, xã Tân Lập có 3 thôn chưa có đảng viên.",
    published: "2014-10-20",
    expect: [{ value: 3 }],
    why: "150 là số thôn của cả huyện",
  },
];
