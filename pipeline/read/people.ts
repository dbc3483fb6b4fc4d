import { readDateLine } from "./dates.ts";
import { isMenu, reasonBelow } from "./furniture.ts";

/** Words that stand in capitals on lines of their own and are no names: offices, kinds of documents, headings. Folded to lower case. */
const NO_NAME = new Set(
  "nghị quyết chỉ thị kết luận quyết định quy chế thông báo báo cáo hướng dẫn kế hoạch chương trình đề án ban bí thư chủ tịch tỉnh thành huyện ủy uỷ đảng bộ chi hội đồng dân cấp xã phường quận phần chương mục điều bài kỳ tin ảnh video công tác xây dựng tổ chức cơ sở đại giải pháp nhiệm vụ mục tiêu chỉ tiêu nội dung các khác nhiều mới nơi nhận phó trưởng đánh giá kết quả hạn chế powered by onecms neko".split(
    " ",
  ),
);

/** Headings and kickers of two words that no list of single words can tell from names. */
const NO_NAMES = new Set([
  "phương hướng",
  "nguyên nhân",
  "kỷ cương",
  "bàn luận",
  "ghi chép",
  "bút ký",
  "phóng sự",
  "trao đổi",
  "thời sự",
  "diễn đàn",
  "ý kiến",
  "hỏi đáp",
  "bình luận",
  "việt nam",
  "độc lập",
  "tự do",
  "hạnh phúc",
  "nhân dân",
  "trân trọng",
  "tin vắn",
  "tin ngắn",
  "chính trị",
  "kinh tế",
  "văn hóa",
  "xã hội",
  "thể thao",
]);

/** The family names of about nine Vietnamese in ten, which settle what the words of a name cannot. */
const FAMILY = new Set(
  "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh mai lò hà cao lương vi quàng giàng vàng sùng bế nông triệu ma tạ tô thái châu".split(
    " ",
  ),
);

/** Degrees and ranks before a name: "PGS, TS. …", "Đại tá …". */
const DEGREE =
  /^(?:(?:GS|PGS|TSKH|TS|Th[Ss]|BS|BSCKI{1,2}|KS|LS|NCS|CN|NGƯT|NGND)(?:\.|,|\s)\s*|(?:Đại|Thượng|Trung|Thiếu) (?:tá|tướng|úy)\s+|(?:Nhà văn|Nhà báo|Nhà thơ|Bác sĩ|Luật sư|Tiến sĩ|Thạc sĩ)\s+)+/u;
const LABEL =
  /^(?:(?:bài|tin|ảnh|video|clip|thực hiện|tác giả bài viết|tác giả|người viết|người đăng|biên tập|đồ họa|nội dung|trình bày)(?:\s*(?:,|và|&|-|–|\/|;)\s*(?:bài|tin|ảnh|video|clip|đồ họa|thực hiện|trình bày|nội dung))*)\s*(?::|(?=\p{Lu}{2}))\s*/iu;
const PUBLISHER = /\s*\((?:(?:theo )?(báo[^()]{2,40}|tạp chí[^()]{2,40}|đài[^()]{2,40}|ttxvn[^()]{0,20}))\)\s*$/iu;
const SOURCE = /^\(?(?:theo|nguồn|nguồn tin)\s*:?\s*([^()]{3,60})\)?$/iu;

export interface Signature {
  /** The author as written, without "Bài, ảnh:"; null for a line that only names where the text comes from. */
  readonly byline: string | null;
  /** "Báo Lâm Đồng", "nhandan.com.vn"; null when it does not say. */
  readonly publisher: string | null;
}

/**
 * The author and the paper that a short line names: "LÂM VIÊN", "Bài, ảnh: QUẾ LAM", "NGỌC THU (Báo Lâm Đồng)", "Theo: nhandan.com.vn".
 * Null for any other line.
 */
export function readSignature(line: string): Signature | null {
  const written = line.trim().replace(/^[*•-]\s*/u, "");
  const text = INITIALS.test(written) ? written : written.replace(/[.,;]$/u, "");
  if (text.length < 2 || text.length > 90 || reasonBelow(text) !== null || isMenu(text)) return null;
  const source = SOURCE.exec(text);
  if (source !== null && isPublisher(source[1] as string)) return { byline: null, publisher: (source[1] as string).trim() };
  const publisher = PUBLISHER.exec(text)?.[1] ?? null;
  const bare = text.replace(PUBLISHER, "").replace(/\s+\(?(?:thực hiện|ghi|lược ghi|tổng hợp)\)?$/iu, "");
  const label = LABEL.exec(bare);
  const names = label === null ? bare : bare.slice(label[0].length);
  const isLabelled = label?.[0].includes(":") === true;
  if (!isLabelled && !areNames(names)) return null;
  const isSentence = !INITIALS.test(names) && /\p{Ll}[.!?]|[!?]/u.test(names.slice(0, -1));
  return names === "" || names.length > 60 || isSentence ? null : { byline: names.trim(), publisher };
}

function isPublisher(text: string): boolean {
  return (
    /^(?:(?:[Bb]áo|[Tt]ạp chí|[Đđ]ài|[Cc]ổng|[Tt]rang) \p{Lu}|TTXVN|https?:|www\.)/u.test(text) ||
    /^[\w.-]+\.(?:vn|com|org|net)(?:\/\S*)?$/iu.test(text) ||
    areNames(text)
  );
}

/** One to three names, parted by comma, dash, "và" or "&". */
function areNames(text: string): boolean {
  const names = text.replace(DEGREE, "").split(/\s*(?:,|;|&|\/|\s-\s|–|\s+và\s+)\s*/u);
  return names.length <= 3 && names.every(isName);
}

/** "T.DŨNG", "N. Bửu", "H.L", "Ng.Trường", "Th. Hà". */
const INITIALS = /^(?:(?:Ng|Th|Tr|Ph|Ch|Kh|Nh|Gi|Qu|\p{Lu})\.\s?){1,3}\p{Lu}[\p{L}]{0,9}\.?$/u;

/** Two to five syllables, each with a capital; without a known family name at most one of them, and not the first, may be a word of office. */
export function isName(text: string): boolean {
  const words = text.trim().split(/\s+/u);
  // peoples of the highlands: K'Long, H'Mai
  if (/^\p{Lu}['’]\p{L}{2,9}$/u.test(text.trim()) || INITIALS.test(text.trim())) return true;
  if (NO_NAMES.has(text.trim().toLowerCase())) return false;
  if (words.length < 2 || words.length > 5 || !words.every((word) => /^\p{Lu}(?:\.|['’]?\p{L}{0,9})$/u.test(word))) return false;
  const folded = words.map((word) => word.toLowerCase());
  if (FAMILY.has(folded[0] as string) && folded.slice(1).some((word) => !NO_NAME.has(word))) return true;
  const plain = folded.filter((word) => NO_NAME.has(word)).length;
  return words.length <= 4 && plain <= 1 && !NO_NAME.has(folded[0] as string);
}

/** Accounts of editors, which content systems print where an author stands. */
const ACCOUNT =
  /^(?:admin(?:istrator)?|super ?user|webmaster|editor|root|user\d*|(?:ban )?bi[eê]n ?t[aậ]p(?: vi[eê]n)?|btv|bbt|qu[aả]n ?tr[iị](?: vi[eê]n)?|t[oòòa]{2,3} so[aạ]n|nguoi ?dung|staff)\d*$/iu;
/** What stands around a name on an author's line. */
const BY = /^(?:(?:được )?(?:viết|đăng|gửi|tạo) bởi|người (?:đăng|viết|gửi)(?: bài(?: viết)?)?|by|bởi|theo|written by|author)\s*:?\s+/iu;

/** The author in an element that is marked as such: its text without labels; null when that is no name of a person (too long, a whole sentence, an account). */
export function readMarkedByline(text: string): Signature | null {
  const bare = text
    .trim()
    .replace(BY, "")
    .replace(/[\s|,;:–—-]+$/u, "");
  if (ACCOUNT.test(bare)) return null;
  const signature = readSignature(bare) ?? readDatedByline(bare);
  if (signature !== null) return signature;
  const name = bare.replace(LABEL, "").replace(BY, "").trim();
  return name === "" || name.length > 60 || /\p{Ll}[.!?]\s/u.test(name) || /\d{2}/u.test(name) ? null : { byline: name, publisher: null };
}

/** The author that shares a line with the date: "HẢI ĐĂNG 27/09/2017 15:05", "Posted on 14/09/2012 by Hải Đăng"; null when it names none. */
export function readDatedByline(line: string): Signature | null {
  const rest = readDateLine(line)?.rest ?? null;
  if (rest === null || rest === "" || ACCOUNT.test(rest)) return null;
  return areNames(rest) ? readSignature(rest) : null;
}
