import { hasFinalMark } from "./lines.ts";

/** A caption is one sentence; longer lines are text. */
const CAPTION_LENGTH = 300;

/** Words that only captions use: who took the picture, who stands where. */
const STRONG =
  /(?:\(|[.\-–]\s*|\s)(?:ảnh|nguồn ảnh|ảnh minh họa|ảnh tư liệu|ảnh internet)\s*[:(]?\s*(?:tư liệu|minh họa|internet|\p{Lu}[\p{L}.]*(?:\s+\p{Lu}[\p{L}.]*){0,4})[.)]*$|\((?:ảnh|nguồn)\s*:|từ trái (?:qua|sang)|từ phải (?:qua|sang)|\((?:bên|ngoài cùng|hàng|đứng|ngồi|giữa|người)\s*(?:trái|phải|bên|thứ|đầu|giữa)?[^)]{0,30}\)|^trong ảnh\s*:|^ảnh[^.:]{0,15}:/iu;

/** Who stands in pictures. A caption says first who, then what they are doing. */
const ACTOR =
  /^(?:(?:các |đại diện |toàn thể |lãnh đạo |cán bộ,? |đoàn )*(?:đồng chí|đ\/c|ông|bà|anh|chị|tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy|đảng ủy|ban thường vụ|ban chấp hành|ban chỉ đạo|ban tổ chức|ban tuyên giáo|ban dân vận|ubkt|ủy ban|ubnd|hđnd|ubmttq|thường trực|trường|chi bộ|đảng bộ|chi ủy|tccsđ|đảng viên|đại biểu|cán bộ|lãnh đạo|đoàn viên|hội viên|học viên|nhân dân|người dân|nông dân|quần chúng|thanh niên|tuổi trẻ|bà con|bí thư|chủ tịch|bộ đội|công an|bộ chỉ huy|đoàn|hội|tp|thành phố|huyện|thị xã|tỉnh|phường|xã)(?![\p{L}]))/iu;
/** What is to be seen: a meeting, a ceremony, a hand-over. */
const SCENE =
  /^(?:quang cảnh|toàn cảnh|một (?:góc|buổi|tiết|giờ|cuộc)|buổi|lễ|hội nghị|hội thi|hội thảo|đại hội|giờ học|lớp (?:bồi dưỡng|học|tập huấn)|trao đổi|trao (?:huy hiệu|quyết định|giấy khen|bằng khen|thưởng|quà|tặng)|kiểm tra|kiểm phiếu|bỏ phiếu|kết nạp|chào cờ|thăm|tặng|sinh hoạt|mô hình|khu|đường|cánh đồng|vườn|nhà)(?![\p{L}])/iu;
/** What opens nothing but captions, even without a name: "Quang cảnh buổi lễ." */
const VIEW =
  /^(?:quang cảnh|toàn cảnh|một (?:góc|buổi|tiết|giờ|cuộc)|lễ (?:kết nạp|trao|chào|công bố|ra mắt|kỷ niệm)|buổi (?:sinh hoạt|lễ|làm việc|gặp|kiểm tra|họp)|giờ học|phút|giờ|chào cờ|biểu quyết|dâng hương|trao quyết định|sinh hoạt chi bộ (?:ở|tại))(?![\p{L}])/iu;
const VIEW_LENGTH = 110;
/** What people in pictures do. */
const ACTION =
  /(?<![\p{L}])(?:tham dự|dự|họp|tổ chức|trao|tặng|khen thưởng|biểu dương|triển khai|quán triệt|kiểm tra|giám sát|thăm|trao đổi|phát biểu|chụp ảnh|bỏ phiếu|biểu quyết|chúc mừng|ký kết|tìm hiểu|hướng dẫn|động viên|thảo luận|nghiên cứu|học tập|ra mắt|chủ trì|khai mạc|sinh hoạt|giới thiệu|thu hoạch|chăm sóc|ra quân|tuyên truyền|nghe|báo cáo|tuyên thệ|nhận|ký|vận động|giúp|làm|vào|tại)(?![\p{L}])/iu;
/** Words of reporting, judging and joining, which captions do without. */
const REPORTED =
  /(?<![\p{L}])(?:đã|đang|sẽ|cần|phải|nên|chưa|không|cho biết|cho rằng|cho hay|khẳng định|nhấn mạnh|yêu cầu|đánh giá|chia sẻ|được|bị|tuy nhiên|trong đó|theo đó|cũng theo|hiện nay|bên cạnh|ngoài ra|đồng thời|nhằm tiếp tục|góp phần|là|vì|nhưng)(?![\p{L}])/iu;
/** Numbers that captions do have: years, quarters, "lần thứ 5", "khóa 13", a hamlet called "Nậm Vai 1", a date. Every other number is a figure. */
const HARMLESS =
  /\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|(?<!\d)(?:19|20)\d{2}(?!\d)|(?:[Qq]uý|[Tt]hứ|[Kk]h(?:óa|oá)|kỳ|[Ss]ố|phố|thôn|tổ|ấp|bản|xóm|[Đđ]ợt|năm)\s+\d{1,2}(?!\d)|\p{Lu}\p{L}*\s+\d{1,2}(?!\d|[.,]\d)/gu;

/** Does the line speak as only a caption does ("Ảnh: …", "thứ tư từ trái qua")? */
export function isCertainCaption(text: string): boolean {
  return text.length <= CAPTION_LENGTH && STRONG.test(text);
}

/**
 * May the line be the caption of a picture whose place is not marked: one short sentence that shows somebody doing something, without a word of
 * reporting and without a figure? `isBetween`: it stands between two paragraphs at least half as long again; then it may end with a full stop.
 */
export function mayBeCaption(text: string, isBetween: boolean): boolean {
  if (text.length < 18 || text.length > CAPTION_LENGTH) return false;
  if (/[:;?]$/u.test(text) || (hasFinalMark(text) && !isBetween)) return false;
  if (/[.!?…]\s+\p{Lu}/u.test(text.replace(/(?:TP|TX|TT|đ\/c)\.\s/giu, ""))) return false;
  if (/^theo\s/iu.test(text) || hasFigure(text) || REPORTED.test(text)) return false;
  if (VIEW.test(text) && text.length <= VIEW_LENGTH) return true;
  return (ACTOR.test(text) && ACTION.test(text)) || (SCENE.test(text) && namesPlace(text));
}

/** Has the line a number that may be a figure: any but years, dates, ordinals and names of hamlets? */
export function hasFigure(text: string): boolean {
  return /\d/u.test(text.replace(HARMLESS, " "));
}

/** Does it name a place or an organisation (a capital after the first word)? */
function namesPlace(text: string): boolean {
  return /\s\p{Lu}\p{Ll}/u.test(text);
}
