import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  { text: "Dịp 3/2, toàn tỉnh kết nạp 234 đảng viên lớp 3/2.", published: "2018-02-14", expect: [{ value: 234, status: "actual" }] },
  {
    text: "Toàn huyện kết nạp 145 đảng viên (nữ 67; dân tộc thiểu số 23).",
    published: "2018-12-14",
    expect: [
      { value: 145, dims: {} },
      { value: 67, dims: { group: "female" } },
      { value: 23, dims: { group: "ethnic_minority" } },
    ],
  },
  {
    text: "Tỉnh ủy giao chỉ tiêu cho các đảng bộ, trong đó có lực lượng vũ trang, phát triển 1.640 đảng viên mới trong năm 2019.",
    published: "2018-12-14",
    expect: [{ value: 1640, status: "target" }],
    why: "năm sau ngày đăng: chưa ai đạt được",
  },
  {
    text: "Đảng bộ huyện Bảo Thắng chỉ tiêu phát triển 150 đảng viên mới.",
    published: "2018-12-14",
    expect: [{ value: 150, status: "target" }],
  },
  {
    text: "Thực hiện Nghị quyết Đại hội “Mỗi năm phát triển 1.200 đảng viên”, các cấp ủy đã vào cuộc sớm.",
    published: "2018-12-14",
    expect: [{ value: 1200, status: "target", per: "year" }],
    why: "lời nghị quyết được trích",
  },
  {
    text: "Số đảng viên được kết nạp năm 2016, 2017, 2018 lần lượt là 1.702, 1.812 và 1.845 đồng chí.",
    published: "2018-12-14",
    expect: [{ value: 1702 }, { value: 1812 }, { value: 1845 }],
  },
  {
    text: "Hai năm 2016, 2017, toàn tỉnh kết nạp 3.514 đảng viên, vượt từ 5 đến 12% chỉ tiêu.",
    published: "2018-12-14",
    expect: [{ value: 3514 }, { value: 105, measure: "attainment" }, { value: 112, measure: "attainment" }],
  },
  {
    text: "Năm 2018, toàn tỉnh kết nạp 1.912 đảng viên, vượt chỉ tiêu Nghị quyết Đại hội đề ra (1.800 đảng viên).",
    published: "2018-12-14",
    expect: [
      { value: 1912, status: "actual" },
      { value: 1800, status: "target" },
    ],
  },
  {
    text: "Năm 2018, số đảng viên mới kết nạp là 1.334 đảng viên, tăng 134 đảng viên so với năm 2017.",
    published: "2018-12-14",
    expect: [
      { value: 1334, status: "actual" },
      { value: 134, status: "change" },
    ],
  },
  {
    text: "Quý I, toàn Đảng bộ tỉnh kết nạp được hơn 320 đảng viên mới.",
    published: "2024-04-02",
    expect: [{ value: 320, bound: "more_than", status: "actual", dims: {} }],
  },
  {
    text: "Năm nay, Đảng bộ huyện phấn đấu kết nạp từ 150 đảng viên trở lên.",
    published: "2024-01-15",
    expect: [{ value: 150, bound: "at_least", status: "target" }],
  },
  {
    text: "Nửa nhiệm kỳ qua, thành phố đã phát triển 4.215 đảng viên mới, đạt 61,4% chỉ tiêu nghị quyết.",
    published: "2018-03-10",
    expect: [
      { value: 4215, measure: "count" },
      { value: 61.4, measure: "attainment" },
    ],
  },
  { text: "Trong 9 tháng, các chi bộ đã kết nạp được 412 quần chúng ưu tú vào Đảng.", published: "2019-10-05", expect: [{ value: 412 }] },
  {
    text: "Năm 2012, Đảng bộ tỉnh kết nạp 1.524 đảng viên, trong đó có 611 nữ, 498 người dân tộc thiểu số và 903 đoàn viên thanh niên.",
    published: "2013-01-20",
    expect: [
      { value: 1524, dims: {} },
      { value: 611, dims: { group: "female" } },
      { value: 498, dims: { group: "ethnic_minority" } },
      { value: 903, dims: { group: "youth" } },
    ],
  },
  {
    text: "Đảng bộ huyện A kết nạp 85 đảng viên, vượt 6,25% kế hoạch.",
    published: "2016-12-12",
    expect: [{ value: 85 }, { value: 106.25, measure: "attainment" }],
    why: "vượt 6,25% là đạt 106,25%",
  },
  { text: "Có 178 đảng viên mới được kết nạp trong 6 tháng đầu năm.", published: "2020-07-01", expect: [{ value: 178 }] },
  {
    text: "Từ đầu năm đến nay, toàn tỉnh kết nạp 1.020 đảng viên, tăng 86 đảng viên so với cùng kỳ.",
    published: "2017-09-15",
    expect: [
      { value: 1020, status: "actual" },
      { value: 86, status: "change" },
    ],
  },
  {
    text: "Chỉ tiêu mỗi năm kết nạp 90 đảng viên trở lên.",
    published: "2020-05-05",
    expect: [{ value: 90, status: "target", per: "year", bound: "at_least" }],
  },
  {
    text: "Năm 2015, Đảng bộ Khối kết nạp 63 đảng viên (nữ 30, chiếm 47,6%).",
    published: "2016-01-08",
    expect: [
      { value: 63, dims: {} },
      { value: 30, dims: { group: "female" } },
      { value: 47.6, measure: "share", dims: { group: "female" } },
    ],
  },
  { text: "Trong tháng, toàn Đảng bộ kết nạp bốn đảng viên.", published: "2021-06-28", expect: [{ value: 4 }] },
  { text: "Năm 2019, tỉnh kết nạp gần 2.300 đảng viên mới.", published: "2020-01-10", expect: [{ value: 2300, bound: "about" }] },
  {
    text: "Cử 45 quần chúng dự lớp bồi dưỡng nhận thức về Đảng, chờ xét kết nạp.",
    published: "2024-01-15",
    expect: [],
    why: "chưa kết nạp: đi học lớp nhận thức về Đảng",
  },
  {
    text: "Đoàn Thanh niên giới thiệu 120 đoàn viên ưu tú cho Đảng xem xét, kết nạp.",
    published: "2018-03-26",
    expect: [],
    why: "giới thiệu chưa phải là kết nạp",
  },
  { text: "Hằng năm, hàng trăm đảng viên mới được kết nạp.", published: "2018-03-26", expect: [], why: "hàng trăm không phải là số liệu" },
  { text: "Lễ kết nạp đảng viên được tổ chức tại 12 xã.", published: "2022-05-19", expect: [], why: "12 là số xã" },
  { text: "Chuyển đảng chính thức cho 57 đồng chí.", published: "2014-02-03", expect: [], why: "chuyển chính thức là chỉ số khác" },
  {
    text: "Quý II, Đảng bộ huyện kết nạp mới 41 quần chúng ưu tú, bằng 84,3% so với cùng kỳ.",
    published: "2024-07-05",
    expect: [{ value: 41 }, { value: -15.7, measure: "percent_change", status: "change" }],
    why: "bằng 84,3% cùng kỳ là giảm 15,7%, không phải đạt chỉ tiêu",
  },
  {
    text: "Năm 2018, thị xã kết nạp 47/45 đảng viên, đạt 104,4%.",
    published: "2024-07-05",
    expect: [
      { value: 47, status: "actual" },
      { value: 45, status: "target" },
      { value: 104.4, measure: "attainment" },
    ],
    why: "mẫu số là chỉ tiêu",
  },
  {
    text: "Đảng bộ thành phố kết nạp 139 đảng viên, vượt chỉ tiêu 9 đảng viên.",
    published: "2024-07-05",
    expect: [{ value: 139 }, { value: 9, status: "change" }],
    why: "vượt 9 người là chênh so với chỉ tiêu",
  },
  {
    text: "Năm 2018, Đảng bộ huyện kết nạp 358 đảng viên mới, đạt tỷ lệ 7,61%.",
    published: "2024-07-05",
    expect: [{ value: 358 }, { value: 7.61, measure: "share" }],
    why: "tỷ lệ của tổng số đảng viên",
  },
  {
    text: "Trong quý I, tỉnh kết nạp 298 đảng viên. Dẫn đầu là Đảng bộ huyện Tân Biên 46 đảng viên, huyện Châu Thành 41.",
    published: "2024-07-05",
    expect: [{ value: 298 }, { value: 46 }, { value: 41 }],
    why: "động từ nói một lần cho cả danh sách",
  },
  {
    text: "Năm 2020, tỉnh kết nạp 1.204 đảng viên, đạt 100,3% kế hoạch. Đảng bộ huyện Tân Biên đạt 121%, huyện Châu Thành 117,5%.",
    published: "2024-07-05",
    expect: [
      { value: 1204 },
      { value: 100.3, measure: "attainment" },
      { value: 121, measure: "attainment" },
      { value: 117.5, measure: "attainment" },
    ],
  },
  {
    text: "Toàn tỉnh kết nạp 2.352 đảng viên, nâng tổng số đảng viên lên 64.871 đồng chí. Trong số đảng viên mới, nữ 1.080 đồng chí (chiếm 45,92%).",
    published: "2024-07-05",
    expect: [{ value: 2352 }, { value: 1080, dims: { group: "female" } }, { value: 45.92, measure: "share", dims: { group: "female" } }],
    why: "nữ là phần của số mới kết nạp, không phải của tổng số",
  },
  { text: "Năm 2022 có 41 công nhân được kết nạp vào Đảng.", published: "2024-07-05", expect: [{ value: 41, dims: { group: "worker" } }] },
  {
    text: "Ba năm 2011, 2012 và 2013, huyện kết nạp lần lượt là 112, 125 và 130 đảng viên, tổng cộng 367 đảng viên.",
    published: "2024-07-05",
    expect: [{ value: 112 }, { value: 125 }, { value: 130 }, { value: 367 }],
  },
  {
    text: "Phấn đấu đến cuối nhiệm kỳ kết nạp ít nhất 500 đảng viên, bình quân mỗi năm 100 đồng chí.",
    published: "2024-07-05",
    expect: [
      { value: 500, status: "target", bound: "at_least" },
      { value: 100, status: "target", per: "year" },
    ],
  },
  { text: "Toàn huyện còn 4 đảng bộ chưa kết nạp được đảng viên.", published: "2024-07-05", expect: [], why: "4 là số đảng bộ" },
  {
    text: "Trong năm, 96 đảng viên mới được bồi dưỡng lý luận chính trị.",
    published: "2024-07-05",
    expect: [],
    why: "người học lớp, không phải số kết nạp",
  },
  {
    text: "Trong 6 tháng đầu năm 2019, thành phố kết nạp 315 đảng viên (kế hoạch năm 600), đạt 52,5% kế hoạch.",
    published: "2019-07-10",
    expect: [
      { value: 315, status: "actual" },
      { value: 600, status: "target" },
      { value: 52.5, measure: "attainment" },
    ],
    why: "kế hoạch trong ngoặc là chỉ tiêu, không phải văn bản",
  },
  {
    text: "Năm 2018, toàn huyện kết nạp 214 đảng viên (kế hoạch 200).",
    published: "2019-01-09",
    expect: [
      { value: 214, status: "actual" },
      { value: 200, status: "target" },
    ],
  },
  {
    text: "Trong năm 2017 và 2018, Đảng bộ huyện kết nạp lần lượt là 140 và 152 đảng viên, tổng cộng 292.",
    published: "2019-01-09",
    expect: [{ value: 140 }, { value: 152 }, { value: 292, measure: "count", status: "actual" }],
  },
  {
    text: "Trong quý I, huyện không kết nạp đảng viên nào.",
    published: "2016-04-04",
    expect: [{ value: 0, bound: "exact" }],
  },
  {
    text: "Viện Kiểm sát nhân dân huyện kết nạp được 4 đồng chí, đạt 133% kế hoạch.",
    published: "2017-07-03",
    expect: [
      { value: 4, measure: "count" },
      { value: 133, measure: "attainment" },
    ],
    why: "chỉ chi bộ, đảng bộ của cơ quan mới kết nạp đảng viên",
  },
  {
    text: "Hội Nông dân huyện kết nạp được 240 hội viên.",
    published: "2017-07-03",
    expect: [],
    why: "hội viên, không phải đảng viên",
  },
];
