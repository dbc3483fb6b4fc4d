import type { Example } from "../../../types/indicator.ts";

export const examples: readonly Example[] = [
  {
    text: "Quý II/2019, Đảng ủy phường cử 27 quần chúng ưu tú tham gia lớp bồi dưỡng nhận thức về Đảng.",
    published: "2019-07-04",
    expect: [{ value: 27, measure: "count", status: "actual" }],
  },
  {
    text: "Trong năm, Trung tâm Bồi dưỡng chính trị huyện mở 5 lớp bồi dưỡng nhận thức về Đảng cho 384 quần chúng ưu tú.",
    published: "2016-12-14",
    expect: [{ value: 384 }],
    why: "5 là số lớp",
  },
  {
    text: "Đảng bộ Khối kết nạp 74 đảng viên mới; cử 131 quần chúng đi học lớp đối tượng Đảng.",
    published: "2014-10-02",
    expect: [{ value: 131 }],
  },
  {
    text: "Từ đầu nhiệm kỳ đến nay, các cấp bộ Đoàn đã giới thiệu 1.460 đoàn viên ưu tú đi học lớp cảm tình Đảng.",
    published: "2017-03-24",
    expect: [{ value: 1460 }],
    why: "giới thiệu đi học, không phải giới thiệu kết nạp",
  },
  {
    text: "Có 58 quần chúng ưu tú được cử đi học lớp nhận thức về Đảng trong 6 tháng đầu năm.",
    published: "2020-07-09",
    expect: [{ value: 58 }],
  },
  {
    text: "Năm 2022, toàn tỉnh có 3.215 quần chúng ưu tú được bồi dưỡng nhận thức về Đảng, đạt 107,2% kế hoạch.",
    published: "2023-01-11",
    expect: [
      { value: 3215, measure: "count" },
      { value: 107.2, measure: "attainment" },
    ],
  },
  {
    text: "Năm 2024, Đảng ủy xã phấn đấu cử ít nhất 15 quần chúng dự lớp bồi dưỡng nhận thức về Đảng.",
    published: "2024-01-22",
    expect: [{ value: 15, status: "target", bound: "at_least" }],
  },
  {
    text: "Mỗi năm, Đảng bộ nhà trường cử khoảng 40 sinh viên ưu tú học lớp bồi dưỡng nhận thức về Đảng.",
    published: "2018-11-20",
    expect: [{ value: 40, bound: "about", per: "year" }],
  },
  {
    text: "Đảng bộ huyện A cử 61 quần chúng đi học lớp bồi dưỡng nhận thức về Đảng, Đảng bộ huyện B 45.",
    published: "2013-09-17",
    expect: [{ value: 61 }, { value: 45 }],
    why: "động từ chỉ nói một lần cho hai đảng bộ",
  },
  {
    text: "Quý I, các chi bộ cử 96 quần chúng ưu tú dự lớp nhận thức về Đảng, giảm 14 người so với cùng kỳ năm trước.",
    published: "2021-04-06",
    expect: [
      { value: 96, status: "actual" },
      { value: -14, status: "change", measure: "count" },
    ],
  },
  {
    text: "Trong tháng, chi bộ cử bảy quần chúng ưu tú học lớp bồi dưỡng đối tượng kết nạp Đảng.",
    published: "2015-05-28",
    expect: [{ value: 7 }],
  },
  {
    text: "Chi bộ Bệnh viện đã cử 08 đoàn viên ưu tú tham gia lớp bồi dưỡng đối tượng kết nạp Đảng.",
    published: "2012-06-15",
    expect: [{ value: 8 }],
  },
  {
    text: "Số quần chúng ưu tú được cử đi học lớp bồi dưỡng nhận thức về Đảng là 212 người.",
    published: "2019-12-19",
    expect: [{ value: 212 }],
  },
  {
    text: "Nửa nhiệm kỳ qua, thành phố đã mở lớp bồi dưỡng nhận thức về Đảng cho hơn 5.400 quần chúng ưu tú.",
    published: "2018-05-08",
    expect: [{ value: 5400, bound: "more_than" }],
  },
  {
    text: "Đảng ủy Công an tỉnh cử 90 quần chúng đi lớp bồi dưỡng nhận thức về Đảng, trong đó có 52 người là đoàn viên.",
    published: "2017-08-10",
    expect: [{ value: 90, dims: {} }],
    why: "chỉ số này không chia nhóm: phần đoàn viên không được lấy làm số chung",
  },
  {
    text: "Năm 2021, do dịch bệnh, chi bộ không có quần chúng nào được cử đi học lớp bồi dưỡng nhận thức về Đảng.",
    published: "2021-12-30",
    expect: [{ value: 0 }],
  },
  {
    text: "Đã cử 126 quần chúng ưu tú học lớp nhận thức về Đảng, vượt 5% chỉ tiêu.",
    published: "2023-11-02",
    expect: [{ value: 126 }, { value: 105, measure: "attainment" }],
    why: "vượt 5% là đạt 105%",
  },
  { text: "Mở 6 lớp bồi dưỡng nhận thức về Đảng trong quý III.", published: "2018-10-03", expect: [], why: "6 là số lớp" },
  {
    text: "Trung tâm chính trị thành phố mở lớp bồi dưỡng đảng viên mới cho 84 đảng viên dự bị.",
    published: "2019-06-12",
    expect: [],
    why: "lớp đảng viên mới là lớp khác",
  },
  {
    text: "Công đoàn cơ sở giới thiệu 75 quần chúng ưu tú để chi bộ xem xét, kết nạp.",
    published: "2015-07-28",
    expect: [],
    why: "giới thiệu để kết nạp, không phải cử đi học",
  },
  {
    text: "Từ đầu năm, Đảng bộ kết nạp 45 quần chúng ưu tú vào Đảng.",
    published: "2022-09-01",
    expect: [],
    why: "đã kết nạp: chỉ số khác",
  },
  {
    text: "Huyện ủy cử 12 đảng viên đi học lớp cao cấp lý luận chính trị.",
    published: "2014-08-19",
    expect: [],
    why: "lớp lý luận chính trị của đảng viên",
  },
  {
    text: "Toàn huyện hiện có 310 quần chúng ưu tú trong danh sách tạo nguồn kết nạp Đảng.",
    published: "2020-03-11",
    expect: [],
    why: "nguồn kết nạp, chưa cử đi học",
  },
  {
    text: "Lớp bồi dưỡng nghiệp vụ công tác đảng có 156 cấp ủy viên cơ sở theo học.",
    published: "2021-03-18",
    expect: [],
    why: "lớp của cấp ủy viên",
  },
  {
    text: "Huyện ủy cử 12 cán bộ đi học lớp trung cấp lý luận chính trị.",
    published: "2019-08-10",
    expect: [],
    why: "lớp lý luận chính trị, không phải lớp nhận thức về Đảng",
  },
  {
    text: "Sáu tháng đầu năm 2019, huyện cử 72 quần chúng ưu tú học lớp bồi dưỡng nhận thức về Đảng. Cùng kỳ năm trước là 58 người.",
    published: "2019-07-12",
    expect: [{ value: 72 }, { value: 58, measure: "count", status: "actual" }],
    why: "câu sau nói con số của cùng kỳ",
  },
];
