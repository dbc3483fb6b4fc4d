/** Look-up tables over folded keys that tell counted things from labels, years and articles. */

function keys(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** First syllables of what reports count. Behind a number they show that it counts, even where a label stands before it ("chi bộ 12 đồng chí"). */
export const COUNTABLES = keys(
  "đảng tổ chi đồng cán quần đoàn hội trường người cuộc lượt tccsđ tcsđ tccs tcđ đv cơ cấp ủy thôn bản ấp xóm khóm buôn làng xã phường huyện quận thị vụ nghị kế " +
    "hướng thông kết chỉ chương quy quyết văn lớp buổi đơn doanh công hộ đại tập cá đề ý học sinh thanh nữ nam trưởng phó địa tỉnh thành ban ngành dân giáo việc nhân lao",
);

/** Words of two syllables that reports count, as first syllable → second ones. "ba bể", "hai bên", "năm học" are not among them. */
const COUNTED_PAIRS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["đảng", keys("viên bộ ủy")],
  ["tổ", keys("chức đảng")],
  ["chi", keys("bộ ủy , đảng")],
  ["đồng", keys("chí")],
  ["cán", keys("bộ")],
  ["quần", keys("chúng")],
  ["đoàn", keys("viên kiểm giám")],
  ["hội", keys("viên")],
  ["trường", keys("hợp")],
  ["cuộc", keys("kiểm giám")],
  ["cơ", keys("sở")],
  ["nghị", keys("quyết")],
  ["quyết", keys("định")],
  ["kế", keys("hoạch")],
  ["hướng", keys("dẫn")],
  ["chỉ", keys("thị")],
  ["thông", keys("báo")],
  ["lượt", keys("tổ đảng")],
  ["công", keys("chức dân nhân")],
  ["doanh", keys("nghiệp")],
  ["thị", keys("trấn xã")],
]);
const COUNTED_ALONE = keys("người tccsđ đv thôn bản ấp xóm buôn làng khóm xã phường huyện quận lớp");

/** Does the word at a key, with the one behind it, name something that reports count? */
export function isCounted(key: string, next: string): boolean {
  return COUNTED_ALONE.has(key) || (COUNTED_PAIRS.get(key)?.has(next) ?? false);
}

/** The syllable directly before a number that is a name or a place in an order, whatever follows: "Điều 23", "khóa 12", "Bài 2", "thứ 3". */
export const LABELS = keys(
  "bài điều khoản mục chương khóa kỳ quận thứ hạng bảng hình trang câu ngõ ngách hẻm ql tl đt fax tel hotline top covid nq ct kl qđ nđ hd kh tuần giờ hiệu lúc h g gmt",
);

/** Document kinds as their last syllable → first ones: "quy định 76", but not "quyết định 16 trường hợp". */
export const DOCUMENT_KINDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["quyết", keys("nghị")],
  ["định", keys("quy quyết nghị")],
  ["thị", keys("chỉ")],
  ["luận", keys("kết")],
  ["dẫn", keys("hướng")],
  ["báo", keys("thông")],
  ["hoạch", keys("kế")],
  ["án", keys("đề")],
  ["tư", keys("thông")],
  ["văn", keys("công")],
  ["trình", keys("tờ chương")],
  ["lệnh", keys("pháp")],
  ["lệ", keys("điều")],
]);

/** Places, bodies and grades that bear numbers as names unless something countable follows: "thôn 5", "tổ 3", "sư đoàn 10", "lần 2". */
export const NUMBERED = keys(
  "thôn ấp bản xóm khóm buôn làng tổ phường xã đội đoàn phố khu nhóm loại mức cấp đợt lần phần điểm phòng ca kíp trạm cụm mẫu biểu kênh lớp tập vòng ương lộ đường tuyến binh tập đảo km",
);

/** Units of time, age and measure: the number before them is no figure of the codebook. */
export const UNITS = keys("năm tháng ngày tuần giờ giây phút tuổi quý thế thập km m mét kg ha m2 m3 cm mm km2 h g p gb mb kv kw tấn tạ âm");

/** "hàng trăm", "vài chục", "nhiều nghìn" are no figures; "thứ hai", "cả ba" count nothing. */
export const NO_FIGURE_BEFORE = keys("hàng vài mấy nhiều những bao dăm thứ cả tháng quý lần mùng mồng hạng phần");

/** Last syllables of the disciplinary forms, behind which a bare number word counts: "cách chức bốn", "khai trừ hai". */
export const FORM_ENDS = keys("trách cáo chức trừ");

/** Behind these, "năm đảng viên" are five members: elsewhere "năm" is a year. */
export const FIVE_BEFORE = keys("nạp được có tra sát luật trách cáo chức trừ mới thêm gồm cho với chỉ còn là trao cử và");

/** Behind these, "một" counts: elsewhere it is an article ("một cán bộ kể", "một số"). */
export const ONE_BEFORE = keys("chỉ nhất đúng trách cáo trừ chức luật phạm thêm giảm tăng");

/** Bodies that "không có chi bộ" describes ("bản không có chi bộ"): there it is no count of zero. */
export const DESCRIBED_BY_LACK = keys("thôn bản ấp xóm khóm buôn làng vị nơi nào là những các");

/** Syllables of grades, ages and years: a "trở lên" behind them belongs to the grade, not to the number ("90% … hoàn thành tốt trở lên"). */
export const GRADE_SYLLABLES = keys("thành mạnh sạch tsvm httnv htxsnv htnv khá giỏi loại xuất tốt tuổi năm vụ");
