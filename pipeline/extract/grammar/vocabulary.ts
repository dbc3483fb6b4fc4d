import type { Countable, EventCode } from "../../types/indicator.ts";

/** What a phrase of the vocabulary stands for. A phrase may stand for several things ("khiển trách" is an event and a form). */
export interface Meaning {
  readonly countable?: Countable | undefined;
  readonly event?: EventCode | undefined;
  readonly grade?: string | undefined;
  readonly form?: string | undefined;
  readonly group?: string | undefined;
  readonly lack?: "members" | "cell" | undefined;
  readonly document?: string | undefined;
  readonly signs?: readonly Sign[] | undefined;
}

/**
 * Small words that steer the reading.
 * `part`: opens parts of the figure before it. `stock`: a standing number follows. `target`: what follows is aimed at. `plan`: what a percentage is
 * reached of. `rise`/`fall`: a difference follows. `base`: what is compared with. `share`: a percentage of a whole follows. `exceed`: more than the
 * plan. `upward`: "… trở lên". `out_of`: "… trong tổng số …". `state`: a State body or union acts. `organ`: a State body that develops nothing but its own Party organisation (a people's committee also develops farms and trades). `violation`: signs of a violation. `of_members`: the whole is the number of members. `respectively`: "lần lượt là". `together`: "cùng với". `continues`: ranks bodies under the event of the sentence before ("Dẫn đầu là …"). `mean`: a yearly average. `quantity`: "tổng số". `unnamed`: a part that no dimension names. `predicate`: what is told of the people counted is read by no
 * indicator. `before`: earlier times are told. `chosen`: bodies picked out. `not_yet`: proposed or due, not done. `each`: a norm per body. `counted`: a noun only behind a number ("2 đảng ủy"); elsewhere it acts. `against_plan`: "so với chỉ tiêu", which compares with a plan. `course`: a course of another kind than the Party-awareness one. `honour`: who is commended, a choice. `inspectors`: an inspection commission, of the committee that is named behind it.
 */
export type Sign =
  | "part"
  | "stock"
  | "target"
  | "plan"
  | "rise"
  | "fall"
  | "base"
  | "share"
  | "exceed"
  | "upward"
  | "state"
  | "organ"
  | "out_of"
  | "violation"
  | "of_members"
  | "respectively"
  | "together"
  | "continues"
  | "mean"
  | "quantity"
  | "unnamed"
  | "predicate"
  | "chosen"
  | "not_yet"
  | "each"
  | "counted"
  | "against_plan"
  | "course"
  | "committee"
  | "commission"
  | "inspectors"
  | "by_cell"
  | "reset"
  | "aged"
  | "honour";

const phrases = (meaning: Meaning, list: string): readonly [string, Meaning][] =>
  list
    .split("|")
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== "")
    .map((phrase) => [phrase, meaning]);

/** What villages are called; papers join any two of them ("thôn, bản", "ấp khu phố"). */
const VILLAGES = [
  "thôn",
  "bản",
  "ấp",
  "khóm",
  "buôn",
  "làng",
  "xóm",
  "phum",
  "phum sóc",
  "phum , sóc",
  "tổ dân phố",
  "khu phố",
  "khu dân cư",
  "khối phố",
  "tổ nhân dân",
];

/** What numbers count. Longer phrases win; "đồng chí", "trường hợp", "người" take their meaning from the figure before. */
const COUNTABLES = [
  ...phrases({ countable: "member" }, "đảng viên | đv | lượt đảng viên"),
  ...phrases({ countable: "new_member" }, "đảng viên mới | đv mới | số đảng viên mới | đảng viên mới kết nạp | số đảng viên mới kết nạp"),
  ...phrases({ countable: "member", group: "female" }, "đảng viên nữ | đv nữ"),
  ...phrases({ countable: "member", group: "probationary" }, "đảng viên dự bị | dự bị"),
  ...phrases(
    { countable: "masses" },
    "quần chúng | quần chúng ưu tú | qcưt | đoàn viên ưu tú | hội viên ưu tú | sinh viên ưu tú | học sinh ưu tú | học sinh , sinh viên ưu tú | thanh niên ưu tú | công nhân ưu tú | nông dân ưu tú | người lao động ưu tú | cảm tình đảng | đối tượng đảng | đối tượng kết nạp đảng | đối tượng cảm tình đảng | đối tượng | đối tượng phát triển đảng",
  ),
  ...phrases(
    { countable: "person" },
    "đồng chí | đ c | trường hợp | người | cán bộ đảng viên | cán bộ , đảng viên | vị | cán bộ | tỉnh ủy viên | thành ủy viên | huyện ủy viên | cấp ủy viên các cấp | lượt người",
  ),
  ...phrases({ countable: "org" }, "tổ chức đảng | tcđ | lượt tổ chức đảng | tổ chức đảng các cấp"),
  ...phrases({ countable: "body" }, "tổ chức | lượt tổ chức"),
  ...phrases({ countable: "subordinate" }, "đảng bộ trực thuộc"),
  ...phrases(
    { countable: "grassroots" },
    "tccsđ | tcsc đ | tcscđ | tccs đảng | tổ chức cơ sở đảng | tổ chức đảng cơ sở | cơ sở đảng | chi đảng bộ | chi , đảng bộ | chi - đảng bộ | chi bộ , đảng bộ | chi bộ đảng bộ | đảng bộ , chi bộ | chi , đảng bộ cơ sở | chi - đảng bộ cơ sở | chi bộ , đảng bộ cơ sở | đảng bộ , chi bộ cơ sở | chi đảng bộ cơ sở | chi , đảng bộ trực thuộc | chi bộ , đảng bộ trực thuộc | đảng bộ , chi bộ trực thuộc | chi bộ và đảng bộ cơ sở | đảng bộ và chi bộ cơ sở",
  ),
  ...phrases({ countable: "committee" }, "đảng bộ | đảng bộ cơ sở | đảng bộ xã"),
  ...phrases({ countable: "committee", signs: ["counted"] }, "đảng ủy | đảng ủy cơ sở"),
  ...phrases({ countable: "base_cell" }, "chi bộ cơ sở"),
  ...phrases(
    { countable: "cell" },
    "chi bộ | chi bộ trực thuộc | chi bộ trực thuộc đảng ủy cơ sở | chi bộ trực thuộc đảng bộ cơ sở | chi bộ nhỏ",
  ),
  ...phrases(
    { countable: "joint_cell" },
    "chi bộ sinh hoạt ghép | chi bộ ghép | chi bộ còn sinh hoạt ghép | chi bộ phải sinh hoạt ghép | chi bộ đang sinh hoạt ghép",
  ),
  ...phrases(
    { countable: "superior" },
    "đảng bộ trực thuộc tỉnh ủy | đảng bộ trực thuộc thành ủy | đảng bộ trực thuộc tỉnh | đảng bộ trực thuộc đảng bộ tỉnh | đảng bộ cấp trên trực tiếp cơ sở | đảng bộ cấp trên cơ sở | đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng | đảng bộ huyện và tương đương | đảng bộ các huyện | đảng bộ cấp huyện | đảng bộ huyện , thành phố | đảng bộ các huyện , thành phố | đảng bộ các huyện , thị xã , thành phố | đảng bộ huyện , thị xã , thành phố | đảng bộ trực thuộc trung ương",
  ),
  ...phrases({ countable: "village" }, VILLAGES.join("|")),
  ...phrases(
    { countable: "village" },
    VILLAGES.flatMap((first) => VILLAGES.map((second) => `${first} , ${second}|${first} ${second}|${first} và ${second}`)).join("|"),
  ),
  ...phrases({ countable: "session" }, "cuộc"),
  ...phrases({ countable: "session", event: "inspect" }, "cuộc kiểm tra | lượt kiểm tra | cuộc kiểm tra định kỳ | cuộc kiểm tra chuyên đề"),
  ...phrases({ countable: "session", event: "supervise" }, "cuộc giám sát | cuộc giám sát chuyên đề"),
  ...phrases(
    { countable: "session", event: "inspect_both" },
    "cuộc kiểm tra , giám sát | cuộc kiểm tra và giám sát | cuộc kiểm tra giám sát | lượt kiểm tra , giám sát",
  ),
  ...phrases(
    { countable: "other" },
    "đại biểu | đoàn viên | hội viên | cấp ủy viên | chi ủy viên | ủy viên | bí thư | phó bí thư | lớp | hộ | hộ dân | hộ nghèo | xã | phường | thị trấn | huyện | đơn vị | doanh nghiệp | công ty | cơ quan | trường | học sinh | sinh viên | giáo viên | học viên | lao động | nhân dân | dân | mô hình | chỉ tiêu | nhiệm vụ | nội dung | ý kiến | đơn | vụ | vụ việc | tỷ đồng | triệu đồng | đồng | nghìn đồng | ha | km | tuổi | nhóm | tổ | đoàn | đoàn kiểm tra | tổ đảng | đảng bộ bộ phận | tiêu chí | tháng | ngày | lần | giờ | hội nghị | chuyên đề | phiếu | bài | cấp ủy | công dân | công chức | viên chức | nông dân | liên kết | địa phương | cấp | khối | ngành | lĩnh vực | huy hiệu | tấm huy hiệu | hồ sơ",
  ),
];

/** Documents that a committee issues, by the codebook's `type`. */
const DOCUMENTS = [
  ...phrases({ countable: "document", document: "resolution" }, "nghị quyết"),
  ...phrases({ countable: "document", document: "thematic_resolution" }, "nghị quyết chuyên đề"),
  ...phrases({ countable: "document", document: "plan" }, "kế hoạch"),
  ...phrases({ countable: "document", document: "guideline" }, "hướng dẫn"),
  ...phrases({ countable: "document", document: "decision" }, "quyết định"),
  ...phrases({ countable: "document", document: "notice" }, "thông báo"),
  ...phrases({ countable: "document", document: "conclusion" }, "kết luận"),
  ...phrases({ countable: "document", document: "directive" }, "chỉ thị"),
  ...phrases({ countable: "document", document: "programme" }, "chương trình | chương trình hành động"),
  ...phrases({ countable: "document", document: "regulation" }, "quy định"),
  ...phrases({ countable: "document", document: "scheme" }, "đề án"),
];

/** Papers of no named type. */
const PAPERS = phrases({ countable: "document" }, "văn bản | loại văn bản | văn bản các loại | văn bản lãnh đạo | văn bản chỉ đạo");

/** What villages lack. Quotation marks stand around "trắng" in every style. */
const LACKS = [
  ...phrases(
    { lack: "members" },
    "chưa có đảng viên | không có đảng viên | trắng đảng viên | “ trắng ” đảng viên | ' trắng ' đảng viên | \" trắng \" đảng viên | trắng về đảng viên | “ trắng ” về đảng viên",
  ),
  ...phrases(
    { lack: "cell" },
    "chưa có chi bộ | không có chi bộ | trắng chi bộ | “ trắng ” chi bộ | ' trắng ' chi bộ | \" trắng \" chi bộ | chưa có tổ chức đảng | “ trắng ” tổ chức đảng | trắng tổ chức đảng | chưa có chi bộ độc lập | chưa có chi bộ riêng | trắng về chi bộ",
  ),
];

/** The years of membership that a badge is given for, and the words of giving one: the years are no number of people. */
const BADGE_YEARS = [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95];
const AWARDING = [
  "trao",
  "tặng",
  "trao tặng",
  "nhận",
  "đón nhận",
  "truy tặng",
  "trao , truy tặng",
  "tặng , truy tặng",
  "trao tặng , truy tặng",
  "trao tặng và truy tặng",
  "tặng và truy tặng",
];

const EVENTS = [
  ...phrases(
    { event: "admit" },
    "kết nạp | phát triển | phát triển được | phát triển thêm | phát triển mới | kết nạp vào đảng | kết nạp mới | kết nạp thêm | phát triển đảng | có thêm | đứng vào hàng ngũ của đảng | đứng vào hàng ngũ đảng | chỉ tiêu kết nạp",
  ),
  ...phrases(
    { event: "train" },
    "bồi dưỡng nhận thức về đảng | lớp bồi dưỡng nhận thức về đảng | lớp nhận thức về đảng | học lớp | lớp đối tượng đảng | lớp cảm tình đảng | lớp bồi dưỡng đối tượng | học lớp bồi dưỡng | cử | bồi dưỡng | lớp bồi dưỡng kết nạp đảng | bồi dưỡng kết nạp đảng | bồi dưỡng đối tượng kết nạp đảng | lớp bồi dưỡng đối tượng kết nạp đảng | bồi dưỡng kết nạp",
  ),
  ...phrases(
    { event: "confirm" },
    "chuyển đảng chính thức | chuyển chính thức | công nhận đảng viên chính thức | công nhận chính thức | xét chuyển chính thức | công nhận đảng chính thức | chuyển đảng viên chính thức | công nhân đảng viên chính thức | xét công nhận | công nhận đảng viên dự bị là đảng viên chính thức | công nhận là đảng viên chính thức | trở thành đảng viên chính thức | công nhận đảng viên chính thức cho | chuyển sang đảng viên chính thức | chuyển thành đảng viên chính thức | xét chuyển đảng chính thức | xét công nhận đảng viên chính thức",
  ),
  ...phrases({ event: "strike_off" }, "xóa tên"),
  // one number for both: of neither
  ...phrases({ event: "other" }, "xóa tên và cho rút | xóa tên , cho rút | xóa tên và xin ra | xóa tên , xin ra | xóa tên và cho ra"),
  ...phrases(
    { event: "resign" },
    "xin ra khỏi đảng | cho ra khỏi đảng | cho ra đảng | xin ra đảng | xin rút khỏi đảng | cho rút | cho rút khỏi đảng | xin ra | làm đơn xin ra | tự nguyện xin ra | làm đơn xin ra khỏi đảng | tự làm đơn xin ra",
  ),
  ...phrases(
    { event: "remove" },
    "đưa ra khỏi đảng | ra khỏi đảng | ra khỏi hàng ngũ của đảng | ra khỏi hàng ngũ đảng | đưa ra khỏi hàng ngũ của đảng | đưa ra khỏi hàng ngũ đảng",
  ),
  ...phrases({ countable: "other", signs: ["aged"] }, "năm tuổi đảng | tuổi đảng | năm tuổi"),
  ...phrases(
    { event: "award_badge" },
    "huy hiệu đảng | nhận huy hiệu đảng | đón nhận huy hiệu đảng | nhận huy hiệu | trao tặng huy hiệu | trao tặng và truy tặng huy hiệu đảng | tặng và truy tặng huy hiệu đảng | trao tặng , truy tặng huy hiệu đảng | tặng , truy tặng huy hiệu đảng | trao huy hiệu | tặng huy hiệu | truy tặng | huy hiệu | trao tặng huy hiệu đảng | tặng thưởng huy hiệu đảng",
  ),
  ...phrases(
    { event: "award_badge", signs: ["aged"] },
    AWARDING.flatMap((verb) =>
      BADGE_YEARS.map(
        (years) => `${verb} huy hiệu ${years} năm tuổi đảng|${verb} huy hiệu đảng ${years} năm|${verb} huy hiệu ${years} năm`,
      ),
    ).join("|"),
  ),
  ...phrases(
    { event: "discipline" },
    "thi hành kỷ luật | kỷ luật | xử lý kỷ luật | thi hành kỷ luật đảng | xử lý , kỷ luật | thi hành kỉ luật | kỉ luật",
  ),
  ...phrases({ event: "inspect" }, "kiểm tra | kiểm tra chuyên đề | kiểm tra thực hiện nhiệm vụ kiểm tra"),
  ...phrases(
    { event: "inspect_signs" },
    "kiểm tra khi có dấu hiệu vi phạm | kiểm tra dấu hiệu vi phạm | kiểm tra có dấu hiệu vi phạm | kiểm tra khi có dấu hiệu",
  ),
  ...phrases({ event: "supervise" }, "giám sát | giám sát chuyên đề"),
  ...phrases({ event: "inspect_both" }, "kiểm tra , giám sát | kiểm tra và giám sát | kiểm tra giám sát"),
  ...phrases({ signs: ["violation"] }, "khi có dấu hiệu vi phạm | có dấu hiệu vi phạm | dấu hiệu vi phạm | khi có dấu hiệu"),
  ...phrases(
    { event: "rate" },
    "đánh giá | xếp loại | phân loại | được đánh giá | được xếp loại | đánh giá , xếp loại | dự xếp loại | được phân tích | đã được đánh giá | đã được đánh giá , xếp loại | đã được xếp loại | đã được phân loại | đã được phân tích | phân tích chất lượng | được phân tích chất lượng | phân tích , đánh giá chất lượng | phân tích , phân loại | đánh giá , phân loại | được đánh giá , xếp loại | được đánh giá , phân loại | xếp loại chất lượng | đánh giá chất lượng | đánh giá , xếp loại chất lượng",
  ),
  ...phrases({ event: "issue" }, "ban hành"),
  ...phrases({ signs: ["of_members"] }, "so với tổng số đảng viên | so với số đảng viên | so tổng số đảng viên | trên tổng số đảng viên"),
  ...phrases({ signs: ["respectively"] }, "lần lượt là | tương ứng là | lần lượt | tương ứng | lần lượt đạt | theo thứ tự là"),
  ...phrases({ countable: "member" }, "tổng số đảng viên | tổng số đv | số đảng viên | nâng tổng số đảng viên | đưa tổng số đảng viên"),
  ...phrases(
    { event: "lift", signs: ["stock"] },
    "nâng tổng số | đưa tổng số | nâng số | đưa số | nâng tổng số đảng viên | đưa tổng số đảng viên | nâng số lượng đảng viên | nâng tổng số đảng viên của | tổng số đảng viên | tổng số đv | số đảng viên | nâng tổng số đv",
  ),
  ...phrases(
    { event: "represent", signs: ["stock"] },
    "đại biểu đến từ | đại diện cho | thay mặt cho | đại diện | trí tuệ , ý chí của | ý chí , nguyện vọng của | cho ý chí của | ý chí của | trí tuệ của",
  ),
  ...phrases(
    { event: "other" },
    "giới thiệu | tham gia | tham dự | dự | tập huấn | miễn sinh hoạt | sinh hoạt nơi cư trú | giữ mối liên hệ | tạo nguồn | giải quyết | tiếp nhận | chuyển sinh hoạt | bổ nhiệm | luân chuyển | nghỉ hưu | từ trần | nhắc nhở | phê bình | rút kinh nghiệm | kiểm điểm | đình chỉ | bầu | lựa chọn | lựa chọn thêm | chọn | chọn thêm | giải thể | thành lập | thành lập mới | sáp nhập | đăng ký | học tập | vận động | điều động | khởi tố | bãi nhiệm | kết luận | phát hiện | khiếu nại | khiếu nại kỷ luật | khiếu nại về kỷ luật | khiếu nại về thi hành kỷ luật | khiếu nại thi hành kỷ luật | tố cáo | tố cáo đối với | quy hoạch | đào tạo | hỗ trợ | gặp mặt | tổ chức lớp | mở lớp | mở | xây dựng | đầu tư | tranh cử | giải trí | mời | yêu cầu",
  ),
];

const GRADES = [
  ...phrases(
    { grade: "tsvm_model" },
    "trong sạch , vững mạnh tiêu biểu | trong sạch vững mạnh tiêu biểu | tsvm tiêu biểu | trong sạch , vững mạnh ( tsvm ) tiêu biểu | vững mạnh tiêu biểu",
  ),
  ...phrases(
    { grade: "tsvm" },
    "trong sạch , vững mạnh | trong sạch vững mạnh | trong sạch và vững mạnh | trong sạch - vững mạnh | tsvm | vững mạnh",
  ),
  ...phrases(
    { grade: "excellent" },
    "hoàn thành xuất sắc nhiệm vụ | hoàn thành xuất sắc | htxsnv | htxs | htxs nv | hoàn thành xuất sắc chức trách , nhiệm vụ | xuất sắc | đủ tư cách hoàn thành xuất sắc nhiệm vụ | đủ tư cách , hoàn thành xuất sắc nhiệm vụ",
  ),
  ...phrases(
    { grade: "good" },
    "hoàn thành tốt nhiệm vụ | hoàn thành tốt | httnv | htt | httnv trở lên | đủ tư cách hoàn thành tốt nhiệm vụ | đủ tư cách , hoàn thành tốt nhiệm vụ | hoàn thành tốt chức trách , nhiệm vụ",
  ),
  ...phrases(
    { grade: "fulfilled" },
    "hoàn thành nhiệm vụ | htnv | đủ tư cách hoàn thành nhiệm vụ | đủ tư cách , hoàn thành nhiệm vụ | mức hoàn thành",
  ),
  ...phrases(
    { grade: "failed" },
    "yếu kém | yếu , kém | không hoàn thành nhiệm vụ | không hoàn thành | khnv | loại yếu | loại yếu kém | vi phạm tư cách | xếp loại yếu",
  ),
];

const FORMS = [
  ...phrases({ form: "reprimand", event: "discipline" }, "khiển trách | khiến trách"),
  ...phrases({ form: "warning", event: "discipline" }, "cảnh cáo"),
  ...phrases(
    { form: "removal", event: "discipline" },
    "cách chức | cách hết chức vụ | cách chức các chức vụ | cách chức các chức vụ trong đảng | cách chức chức vụ trong đảng | cách hết chức vụ trong đảng | cách hết các chức vụ trong đảng | cách tất cả các chức vụ trong đảng | cách chức vụ trong đảng",
  ),
  ...phrases({ form: "expulsion", event: "discipline" }, "khai trừ | khai trừ đảng | khai trừ khỏi đảng | khai trừ ra khỏi đảng"),
  ...phrases({ form: "dissolution", event: "discipline" }, "giải tán"),
];

const GROUPS = [
  ...phrases({ group: "female" }, "nữ | phụ nữ | là nữ | nữ giới"),
  ...phrases(
    { group: "ethnic_minority" },
    "dân tộc thiểu số | dtts | người dân tộc thiểu số | đồng bào dân tộc thiểu số | người dân tộc | dân tộc ít người | người đồng bào dân tộc | đồng bào dân tộc | dân tộc khmer | người khmer | người hoa | dân tộc chăm | người dân tộc khmer",
  ),
  ...phrases(
    { group: "religious" },
    "có đạo | tôn giáo | công giáo | người có đạo | có tôn giáo | theo đạo | người công giáo | đồng bào có đạo | theo tôn giáo | đồng bào tôn giáo | các tôn giáo | người theo đạo | tín đồ tôn giáo | giáo dân | là giáo dân | người công giáo | đồng bào công giáo",
  ),
  ...phrases(
    { group: "youth" },
    "đoàn viên | đoàn viên thanh niên | thanh niên | đoàn viên ưu tú | trong độ tuổi đoàn | sinh hoạt đoàn | đoàn viên thanh niên ưu tú | tham gia sinh hoạt đoàn | còn tham gia sinh hoạt đoàn | tuổi trẻ | tuổi đoàn | trong độ tuổi thanh niên",
  ),
  ...phrases({ group: "worker" }, "công nhân | công nhân lao động | công nhân trực tiếp sản xuất"),
  ...phrases(
    { group: "private_sector" },
    "doanh nghiệp tư nhân | doanh nghiệp ngoài nhà nước | khu vực ngoài nhà nước | ngoài nhà nước | doanh nghiệp ngoài khu vực nhà nước | kinh tế tư nhân | chủ doanh nghiệp | chủ doanh nghiệp tư nhân | doanh nghiệp có vốn đầu tư nước ngoài | đơn vị kinh tế tư nhân | các đơn vị kinh tế tư nhân | trong doanh nghiệp ngoài nhà nước | khu vực tư nhân | doanh nghiệp khu vực tư nhân | ở doanh nghiệp tư nhân | khu vực kinh tế tư nhân | ở khu vực kinh tế tư nhân | ở doanh nghiệp khu vực tư nhân | trong các doanh nghiệp ngoài nhà nước | làm việc trong doanh nghiệp ngoài nhà nước | đang làm việc trong doanh nghiệp ngoài nhà nước | làm việc trong các doanh nghiệp ngoài nhà nước | trong doanh nghiệp tư nhân | trong khu vực ngoài nhà nước | trong các đơn vị kinh tế tư nhân",
  ),
];

/** Phrases that only look like one of the lists: "sự phấn đấu của quần chúng" aims at nothing. */
const PLAIN = phrases(
  {},
  "làm việc ở | làm việc trong | làm việc tại | đang làm việc ở | đang làm việc trong | đang làm việc tại | nỗ lực phấn đấu | nỗ lực , phấn đấu | phấn đấu của | phấn đấu vươn lên | tinh thần phấn đấu | phấn đấu , rèn luyện | ý chí phấn đấu | động cơ phấn đấu | phấn đấu vào đảng | rèn luyện , phấn đấu | phấn đấu rèn luyện | rèn luyện phấn đấu | quá trình phấn đấu | kế hoạch kiểm tra | chương trình kiểm tra | công tác kiểm tra , giám sát và thi hành kỷ luật | ủy ban kiểm tra | ban kiểm tra | kiểm tra đảng ủy | nghiệp vụ kiểm tra | nghiệp vụ kiểm tra , giám sát | nghiệp vụ công tác kiểm tra , giám sát | ngành kiểm tra | cán bộ kiểm tra | lượt | nhất với | dự ước | dự báo | dự thảo | dự toán | rút đơn | rút đơn xin ra | rút đơn xin ra khỏi đảng | vinh dự | rất vinh dự",
);

const SIGNS = [
  ...phrases(
    { event: "other", signs: ["course"] },
    "lớp trung cấp | lớp cao cấp | lớp sơ cấp | học lớp trung cấp | học lớp cao cấp | học lớp sơ cấp | học trung cấp | học cao cấp | lớp trung cấp lý luận chính trị | lớp cao cấp lý luận chính trị | lớp đảng viên mới | học lớp đảng viên mới | lớp bồi dưỡng đảng viên mới | học lớp bồi dưỡng đảng viên mới | lớp tập huấn",
  ),
  ...phrases(
    { event: "other" },
    "xử phạt | phạt cảnh cáo | xử phạt cảnh cáo | phạt tiền | xử phạt hành chính | xử phạt vi phạm hành chính | xử lý hành chính | xử lý pháp luật | xử lý về pháp luật | xử lý theo pháp luật | đình chỉ sinh hoạt đảng",
  ),
  ...phrases({ signs: ["part"] }, "trong đó | trong số đó | trong số này | gồm | bao gồm | gồm có | cụ thể | trong số | cụ thể là"),
  ...phrases(
    { signs: ["stock"] },
    "có | hiện có | hiện nay có | với | tổng số | lên | đạt tổng số | có tổng số | đang có | còn | còn có | sinh hoạt tại | sinh hoạt ở | quản lý | tăng lên | đang sinh hoạt | lên đến | lên thành | hiện còn | xuống còn | chỉ còn | xuống chỉ còn | giảm còn | xuống | toàn bộ | trên tổng số | đang quản lý",
  ),
  ...phrases(
    { signs: ["target"] },
    "phấn đấu | chỉ tiêu | chỉ tiêu nghị quyết | mục tiêu | kế hoạch | đặt ra | đề ra | giao | phải đạt | dự kiến | sẽ | đặt mục tiêu | theo kế hoạch | chỉ tiêu kết nạp | giao chỉ tiêu | được giao | đăng ký | yêu cầu | tối thiểu phải",
  ),
  ...phrases(
    { signs: ["plan"] },
    "chỉ tiêu | kế hoạch | nghị quyết | nq | so với kế hoạch | so với chỉ tiêu | so với nghị quyết | chỉ tiêu nghị quyết | chỉ tiêu kế hoạch | chỉ tiêu cả năm | kế hoạch cả năm | số đăng ký | chỉ tiêu giao | chỉ tiêu tỉnh giao | mục tiêu | so với mục tiêu | chỉ tiêu được giao | so chỉ tiêu | so kế hoạch | tổng chỉ tiêu | so với tổng chỉ tiêu | chỉ tiêu đề ra | so nghị quyết | kế hoạch đề ra | mục tiêu đề ra",
  ),
  ...phrases(
    { signs: ["plan"] },
    "tiến độ | mức hoàn thành chỉ tiêu | tỷ lệ hoàn thành chỉ tiêu | tỷ lệ đạt so với chỉ tiêu | đạt kế hoạch | hoàn thành chỉ tiêu",
  ),
  ...phrases(
    { signs: ["against_plan"] },
    "so với kế hoạch | so với chỉ tiêu | so với nghị quyết | so với mục tiêu | so chỉ tiêu | so kế hoạch | so với tổng chỉ tiêu | so nghị quyết",
  ),
  ...phrases({ signs: ["rise"] }, "tăng | tăng thêm | tăng tới | tăng hơn | cao hơn | nhiều hơn | tăng trên | tăng gần"),
  ...phrases({ signs: ["fall"] }, "xóa được | giảm | giảm được | ít hơn | thấp hơn | giảm hơn | giảm gần"),
  ...phrases({ signs: ["base"] }, "so với | so với đầu nhiệm kỳ | so"),
  ...phrases(
    { signs: ["share"] },
    "chiếm | chiếm tỷ lệ | chiếm tỉ lệ | tỷ lệ | tỉ lệ | đạt tỷ lệ | đạt tỉ lệ | chiếm gần | chiếm hơn | bằng",
  ),
  ...phrases({ signs: ["exceed"] }, "vượt | vượt hơn | đạt và vượt | vượt trên | vượt mức"),
  ...phrases({ signs: ["out_of"] }, "trong tổng số | trên tổng số | so với tổng số | trong số | trên"),
  ...phrases(
    { signs: ["state"] },
    "hđnd | ubnd | ủy ban nhân dân | hội đồng nhân dân | cơ quan thanh tra | thanh tra | thanh tra tỉnh | chính phủ | mttq | mặt trận tổ quốc | công đoàn | liên đoàn lao động | hội phụ nữ | hội liên hiệp phụ nữ | hội nông dân | đoàn thanh niên | tỉnh đoàn | huyện đoàn | thành đoàn | viện kiểm sát | kiểm toán nhà nước | cơ quan điều tra",
  ),
  ...phrases(
    { signs: ["organ"] },
    "viện kiểm sát | cơ quan thanh tra | thanh tra | thanh tra tỉnh | kiểm toán nhà nước | cơ quan điều tra",
  ),
  ...phrases({ signs: ["upward"] }, "trở lên"),
  ...phrases({ signs: ["together"] }, "cùng với | cùng"),
  ...phrases(
    { signs: ["continues"] },
    "chia theo | đi đầu | dẫn đầu | tiếp theo | tiếp đến | tiếp đó | kế đến | kế đó | kế tiếp | đứng sau | sau đó | đứng đầu | nổi bật | tiêu biểu | cao nhất | nhiều nhất | nhiều nhất với | cao nhất với | thấp nhất với | dẫn đầu với | thấp nhất | đứng thứ hai | điển hình | chẳng hạn | một số đảng bộ | một số đơn vị | một số nơi | nhiều nơi | nhiều đơn vị | nhiều đảng bộ | nhiều địa phương | xếp sau | theo sau | các đơn vị còn lại | các đơn vị có nhiều | những đơn vị | đơn vị dẫn đầu",
  ),
  ...phrases(
    { signs: ["mean"] },
    "bình quân | trung bình | mỗi năm | hằng năm | hàng năm | bình quân mỗi năm | bình quân hằng năm | bình quân hàng năm | trung bình mỗi năm",
  ),
  ...phrases(
    { signs: ["unnamed"] },
    "nông dân | học sinh | sinh viên | giáo viên | trí thức | cán bộ , công chức | công chức | viên chức | bộ đội | quân nhân | công an | lực lượng vũ trang | cựu chiến binh | bộ đội xuất ngũ | trình độ | đại học | cao đẳng | trên đại học | sau đại học | trung học phổ thông | thpt | lý luận chính trị | trung cấp | cấp ủy viên | trưởng thôn | hưu trí | xuất ngũ | khối doanh nghiệp | khối cơ quan | khối hành chính | khối xã , phường | nông thôn | nông nghiệp | trẻ nhất | tuổi đời",
  ),
  ...phrases(
    { signs: ["predicate"] },
    "tham gia | tham dự | đi | được phân công | vi phạm | có vi phạm | có biểu hiện | có thể | mức xếp loại | giữ nguyên | được nâng lên | chuyển biến | thì | nghiên cứu | học tập | được giới thiệu | được miễn | sinh hoạt nơi cư trú | chưa | được học | là bí thư | giữ chức | nghỉ | chuyển đi | chuyển đến | đăng ký | được tập huấn | tự | ký cam kết | được quán triệt | dự | tổ chức | thực hiện | triển khai | hoàn thành việc | có nghị quyết | xây dựng | làm | lên đường",
  ),
  ...phrases({ signs: ["chosen"] }, "được chọn | được chọn chỉ đạo điểm | chỉ đạo điểm | lựa chọn | chọn điểm | làm điểm | thí điểm"),
  ...phrases(
    { signs: ["not_yet"] },
    "đề nghị | phải thi hành kỷ luật | đến mức phải | xem xét , đề nghị | đề nghị thi hành kỷ luật | đề nghị kỷ luật | chờ | xét đề nghị | chưa được | chưa | đang xem xét | hồ sơ | nguồn | phải xử lý kỷ luật | đến mức phải thi hành kỷ luật | phải kỷ luật | đề nghị xem xét",
  ),
  ...phrases(
    { signs: ["each"] },
    "mỗi chi bộ | mỗi đảng bộ | mỗi xã | mỗi tccsđ | mỗi tổ chức cơ sở đảng | mỗi đơn vị | mỗi cơ sở | mỗi nơi",
  ),
  ...phrases(
    { signs: ["committee"] },
    "cấp ủy các cấp | cấp ủy cấp tỉnh | cấp ủy cấp huyện | cấp ủy cấp xã | cấp ủy cấp dưới | cấp ủy cơ sở | cấp ủy , tổ chức đảng các cấp | cấp ủy và chi bộ | cấp ủy , chi bộ | các cấp ủy | ban thường vụ cấp ủy | ban thường vụ cấp ủy các cấp",
  ),
  ...phrases(
    { signs: ["commission"] },
    "ủy ban kiểm tra các cấp | ubkt các cấp | ủy ban kiểm tra cấp | ubkt cấp tỉnh | ubkt cấp huyện | ubkt cấp xã | ubkt cấp cơ sở | ubkt của đảng ủy cơ sở | ủy ban kiểm tra của đảng ủy cơ sở | ủy ban kiểm tra đảng ủy cơ sở | ubkt đảng ủy cơ sở",
  ),
  ...phrases({ event: "admit", signs: ["target", "plan"] }, "chỉ tiêu phát triển"),
  ...phrases(
    { event: "other", signs: ["honour"] },
    "khen thưởng | được khen thưởng | tặng giấy khen | trao giấy khen | tặng bằng khen | trao bằng khen | tặng cờ | trao cờ | tặng cờ thi đua | biểu dương | được biểu dương | tuyên dương | tôn vinh | vinh danh | tặng kỷ niệm chương",
  ),
  ...phrases({ signs: ["inspectors"] }, "ủy ban kiểm tra | ubkt"),
  ...phrases({ signs: ["by_cell"] }, "các chi bộ"),
];

/** Every phrase with its meanings, folded later. Where a phrase stands in several lists its meanings are joined. */
export const VOCABULARY: readonly (readonly [string, Meaning])[] = [
  ...COUNTABLES,
  ...DOCUMENTS,
  ...PAPERS,
  ...LACKS,
  ...EVENTS,
  ...GRADES,
  ...FORMS,
  ...GROUPS,
  ...SIGNS,
  ...PLAIN,
];
