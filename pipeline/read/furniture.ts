/** Lines that belong to the site and not to the article, told by their words alone. Looked at only in lines of at most this length. */
const FURNITURE_LENGTH = 90;

interface Pattern {
  readonly reason: string;
  readonly pattern: RegExp;
}

/**
 * What opens the part below an article. Words as found on the pages of provincial papers (patterns of 298 reports and the sites of their content systems).
 */
const BELOW: readonly Pattern[] = [
  {
    reason: "bình luận",
    pattern:
      /^\(?\d*\)?\s*(?:bình luận|ý kiến bạn đọc|ý kiến của bạn|phản hồi|viết bình luận|gửi bình luận|gửi phản hồi|thông tin bạn đọc|bạn cần đăng nhập)(?:\s*\(\d+\))?\s*:?$/iu,
  },
  {
    reason: "bình luận",
    pattern: /^(?:viết bình luận|gửi bình luận|ý kiến của bạn|vui lòng (?:nhập|đăng nhập)|email của bạn|trả lời .{0,30}email)/iu,
  },
  {
    reason: "bài liên quan",
    pattern:
      /^[-–—*=\s>»]*(?:(?:các )?(?:bài|tin)(?: viết| bài| tức)? (?:liên quan|khác|cùng (?:chuyên mục|chủ đề|chuyên đề|loại)|mới(?: hơn| nhất| nhận| cập nhật)?|cũ(?: hơn)?|đã đưa|đã đăng|nổi bật|đọc nhiều|xem nhiều|trước|sau|tiếp theo)|có thể bạn quan tâm|bạn có thể quan tâm|xem thêm|đọc thêm|đọc tiếp|xem tiếp|tin xem nhiều|cùng chuyên mục|cùng chủ đề|chuyên đề khác|những tin (?:mới|cũ) hơn)(?![\p{L}])[-–—*=\s:.>»]*(?:$|\.\.\.)/iu,
  },
  {
    reason: "bài nổi bật",
    pattern:
      /^(?:nổi bật|mới nhất|tin mới|đừng bỏ lỡ|tiêu điểm|xem nhiều(?: nhất)?|đọc nhiều(?: nhất)?|được quan tâm|tin nóng|tin ảnh|video(?: clip)?|multimedia|media|quảng cáo|liên kết website|liên kết web|web hay|links hay)\s*:?$/iu,
  },
  { reason: "bộ đếm", pattern: /^(?:số )?(?:lượt|lần) (?:xem|đọc|truy cập)\s*:?\s*[\d.,]*$/iu },
  {
    reason: "bộ đếm",
    pattern:
      /^(?:(?:thống kê truy cập|thống kê|đang online|đang truy cập|tổng (?:số )?(?:lượt )?truy cập)\s*:?\s*[\d.,]*|(?:hôm nay|hôm qua|trong (?:tuần|tháng|năm)|(?:tuần|tháng|năm) (?:này|hiện tại))\s*:?\s*[\d.,]+)$/iu,
  },
  {
    reason: "chia sẻ",
    pattern:
      /^(?:chia sẻ(?: bài viết| lên facebook| qua email| facebook| zalo| tweet)*|gửi (?:email|cho bạn bè|bài viết)|in (?:trang|bài(?: viết| này)?)|về trang trước|về đầu trang|lên đầu trang|facebook|twitter|google\+|copy link|like|tweet)\s*:?$/iu,
  },
  { reason: "từ khóa", pattern: /^(?:từ khóa|từ khoá|tags?|chủ đề|thẻ)\s*:/iu },
  {
    reason: "chân trang",
    pattern:
      /^(?:powered by|bản quyền|©|copyright|giấy phép|cơ quan chủ quản|tòa soạn|toà soạn|tổng biên tập|chịu trách nhiệm|thiết kế bởi|địa chỉ\s*:|điện thoại\s*:|đường dây nóng|hotline|email\s*:)/iu,
  },
  { reason: "thời tiết", pattern: /^(?:thời tiết|dự báo thời tiết|tỷ giá|giá vàng|lịch phát sóng|xổ số)\s*:?$/iu },
];

/** What is dropped wherever it stands. */
const NOISE: readonly Pattern[] = [
  { reason: "dòng chỉ có dấu câu", pattern: /^[\p{P}\p{S}\s]*$/u },
  { reason: "tên tệp ảnh", pattern: /^\S{1,120}\.(?:jpe?g|png|gif|webp|bmp)$/iu },
  {
    reason: "vết của trình soạn thảo",
    pattern:
      /^(?:leftcenterrightdel|banner|ss|normal 0|image|ảnh minh họa:?|advertisement|nghe (?:đọc )?bài|nghe audio|theo dõi .{0,30}google news|xem với cỡ chữ.{0,20}|a[-+]|t[-+]|cỡ chữ.{0,20}|tăng cỡ chữ|giảm cỡ chữ)$/iu,
  },
  {
    reason: "nút",
    pattern:
      /^(?:in trang|in bài(?: viết)?|chia sẻ(?: zalo| facebook| bài viết)?|đọc bài viết|lưu bài viết|bản in|gửi email|copy link|facebook|twitter|zalo)$/iu,
  },
  { reason: "lời chào", pattern: /^trân trọng ?[!.]?$/iu },
];

/** Single words of menus. */
const MENU =
  /^(?:trang chủ|home|thời sự|chính trị|kinh tế|xã hội|văn hóa|văn hoá|thể thao|pháp luật|quốc tế|thế giới|đời sống|giáo dục|y tế|sức khỏe|du lịch|công nghệ|khoa học|xây dựng đảng|quốc phòng|an ninh|tin tức|tin tức sự kiện|liên hệ|giới thiệu|đăng nhập|đăng ký|tìm kiếm|rss|english|sơ đồ trang|media|video|ảnh|podcast|e-?magazine|bạn đọc|tòa soạn|đặt báo|hỏi đáp|văn bản|menu|chuyển đến nội dung chính)$/iu;

/** Slogans that portals put above everything. */
const BANNER =
  /^(?:thiết thực (?:lập thành tích )?chào mừng|chào mừng|nhiệt liệt chào mừng|kỷ niệm \d+ năm|hướng tới kỷ niệm|thi đua lập thành tích|học tập và làm theo tư tưởng, đạo đức, phong cách hồ chí minh$)/iu;

/** All patterns of a list in one: what it does not know, none of them does, and most lines are asked only this. */
const anyOf = (patterns: readonly Pattern[]): RegExp => new RegExp(patterns.map(({ pattern }) => `(?:${pattern.source})`).join("|"), "iu");
const ANY_BELOW = anyOf(BELOW);
const ANY_NOISE = anyOf(NOISE);

function firstReason(any: RegExp, patterns: readonly Pattern[], text: string): string | null {
  if (!any.test(text)) return null;
  return patterns.find((entry) => entry.pattern.test(text))?.reason ?? null;
}

/** Why a line opens the part below the article ("bài liên quan", "bình luận"…); null when it does not. */
export function reasonBelow(text: string): string | null {
  const line = text.trim();
  return line.length > FURNITURE_LENGTH ? null : firstReason(ANY_BELOW, BELOW, line);
}

/** Why a line is dropped wherever it stands; null when it is not. */
export function reasonNoise(text: string): string | null {
  const line = text.trim();
  return line.length > FURNITURE_LENGTH ? null : firstReason(ANY_NOISE, NOISE, line);
}

/** Does the line name a section of the site and nothing else ("Trang chủ", "Chính trị › Xây dựng Đảng")? */
export function isMenu(text: string): boolean {
  if (text.length > FURNITURE_LENGTH) return false;
  const words = text.split(/[|›»>/•·]| - /u).map((word) => word.trim());
  return words.some((word) => word !== "") && words.every((word) => word === "" || MENU.test(word));
}

/** Is it a slogan above the page ("Chào mừng Đại hội …")? Slogans end without a full stop. */
export function isBanner(text: string): boolean {
  return BANNER.test(text.trim()) && !/[.;]\s*$/u.test(text);
}

/** A heading between dashes that opens a list of links to other articles: "--- Bài mới hơn ---". */
export function isListBorder(text: string): boolean {
  return text.length <= FURNITURE_LENGTH && /^[-–—*=_~]{2,}\s*\S.*?\s*[-–—*=_~]{2,}$/u.test(text.trim());
}

/** Buttons that were glued to a title: "… In trang". */
export function withoutButtons(title: string): string {
  return title.replace(/\s+(?:in trang|in bài(?: viết)?|gửi email|chia sẻ|bản in)\s*$/iu, "").trimEnd();
}
