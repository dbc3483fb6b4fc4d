import type { Token } from "../types/tokens.ts";
import { isJoint } from "./phrase-trie.ts";

/** Words that begin the name of a unit below "Đảng bộ", "Chi bộ" (first syllables, folded). */
const UNIT_HEADS = new Set(
  (
    "khối quân|sự công|an công|ty tổng|công|ty trường bệnh|viện sở cục chi|cục trung|tâm ngân|hàng văn|phòng viện nhà|máy xí|nghiệp học|viện than cao|su cơ|quan " +
    "các|cơ|quan các|khu khu|công|nghiệp khu|chế|xuất khu|kinh|tế ủy|ban ubnd ubkt hđnd hợp|tác|xã htx doanh|nghiệp thôn bản ấp khu|phố khu|dân|cư tổ|dân|phố buôn làng khóm khu|vực báo đài ban " +
    "trung|đoàn sư|đoàn lữ|đoàn tiểu|đoàn quân|khu binh|đoàn bộ|đội bộ|chỉ|huy bộ|chqs biên|phòng kho|bạc bảo|hiểm liên|đoàn tòa|án viện|kiểm|sát thanh|tra dn hải|quan cảng " +
    "đồn|biên|phòng hạt|kiểm|lâm vườn|quốc|gia tập|đoàn đại|học cao|đẳng mặt|trận hội đoàn tỉnh|đoàn công|đoàn nông|trường lâm|trường bưu|điện điện|lực viễn|thông"
  ).split(" "),
);
/** Among the heads, those that stand for a unit without "Đảng bộ" before them, when written with a capital and followed by a name. */
const STANDS_ALONE = new Set(["trường", "bệnh|viện", "công|ty", "tổng|công|ty", "học|viện", "tập|đoàn"]);

/** First syllables of all these heads: most words are none and need no further look. */
const HEAD_STARTS = new Set([...UNIT_HEADS].map((head) => head.split("|")[0] as string));

/** Villages, regiments, firms that a number may tell apart: "thôn Lùng Vai 1", "Trung đoàn 123", "Công ty 75". */
const NUMBERED = new Set(
  "thôn bản ấp buôn làng khóm khu|phố khu|dân|cư tổ|dân|phố khu|vực trung|đoàn sư|đoàn lữ|đoàn tiểu|đoàn quân|khu binh|đoàn công|ty tổng|công|ty nhà|máy xí|nghiệp".split(
    " ",
  ),
);
/** Bodies of which each province has one, named with its kind: "Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh". */
const ARMED = new Set(["công|an", "quân|sự", "bộ|đội", "bộ|chỉ|huy", "bộ|chqs"]);
/** Heads that are a name without more, as each province has one. */
const SELF_NAMED = new Set(["công|an", "quân|sự", "biên|phòng", "bộ|đội|biên|phòng"]);

/** Syllables that go on in lower case inside names of agencies, firms, schools ("Sở Nông nghiệp và Phát triển nông thôn"). */
const INSIDE = new Set(
  (
    "các cơ quan doanh nghiệp và dân chính đảng tỉnh huyện thành phố thị xã tp trung ương cổ phần tnhh mtv cp một viên hữu hạn trách nhiệm đại học cao đẳng phổ thông tiểu mầm non trung sở nội trú bán công lập " +
    "nghiệp dục đào tạo phạm thuật tế vận tải hóa thể thao du lịch tư thương binh hội xây dựng phát triển nông thôn tài nguyên môi trường khoa công nghệ đa chuyên điều dưỡng phục hồi chức năng sản nhi mắt lao phổi thần " +
    "an quân sự biên phòng bộ đội chỉ huy hành trị pháp luật kiểm tra sát ủy ban nhân dân tuyên giáo vận tổ đoàn thanh niên phụ nữ cựu chiến mặt trận quốc gia kho bạc nhà nước bảo hiểm bưu điện lực viễn thông sách " +
    "thống kê quan quản lý trường thi án dự trữ thuế đất đai hình nghệ vườn kiểm lâm thông tin liên đoàn luật nông dân chữ thập đỏ hàng thương mại đầu tư kinh doanh xuất nhập khẩu chế biến dược phẩm vật liệu giao thủy lợi lâm hải cao su gang thép than cấp thoát nước sạch khu kỹ nghề"
  ).split(" "),
);
/** What never ends a name, though it may stand inside one. */
const JOINERS = new Set(["và", "các", "một", "sở", "chi", "cấp", "là"]);
/** Words that begin a new clause, so that a capital after them is no longer the name. */
const LONGEST_UNIT = 16;

function headLength(tokens: readonly Token[], from: number): { length: number; head: string } | null {
  if (!HEAD_STARTS.has(tokens[from]?.key ?? "")) return null;
  let head = "";
  let found: { length: number; head: string } | null = null;
  for (let length = 1; length <= 3; length++) {
    const token = tokens[from + length - 1];
    if (token === undefined || token.kind !== "word") break;
    head = head === "" ? token.key : `${head}|${token.key}`;
    if (UNIT_HEADS.has(head)) found = { length, head };
  }
  return found;
}

/** First syllables of the heads that may stand alone. */
const ALONE_STARTS = new Set([...STANDS_ALONE, ...ARMED].map((head) => head.split("|")[0] as string));

/** May the name of a unit that stands without "Đảng bộ" begin with this key? A fast look-up before `unitRun`. */
export function mayStandAlone(key: string): boolean {
  return ALONE_STARTS.has(key);
}

export interface UnitRun {
  /** Token index, end exclusive. */
  readonly to: number;
  /** Has it a part of its own, and is not only the kind ("Chi bộ thôn", "Trường")? */
  readonly named: boolean;
  /** May it stand for a unit with no "Đảng bộ" before it? */
  readonly standsAlone: boolean;
}

/**
 * How far the name of an agency, firm, school, village reaches that begins at a token: its kind, then capitals, and lower case where such
 * names have it. Null when no such name begins there.
 *
 * @example "Khối các cơ quan tỉnh đã …" reaches to "tỉnh"; "Quân sự tỉnh" too
 */
export function unitRun(tokens: readonly Token[], from: number): UnitRun | null {
  const head = headLength(tokens, from);
  if (head === null) return null;
  const to = nameEnd(tokens, { from: from + head.length, limit: from + LONGEST_UNIT, takesNumbers: NUMBERED.has(head.head) });
  const isWhole = to > from + head.length || SELF_NAMED.has(head.head);
  const named = isWhole && (hasCapital(tokens, from, to) || endsInKind(tokens, from + head.length, to));
  const isCapital = (tokens[from] as Token).case !== "lower";
  const after = from + head.length;
  const standsAlone =
    isCapital &&
    ((STANDS_ALONE.has(head.head) && hasCapital(tokens, after, to)) || (ARMED.has(head.head) && endsInKind(tokens, after, to)));
  return { to, named, standsAlone };
}

/** "khối các cơ quan tỉnh": without a capital the kind of the place makes it one. */
function endsInKind(tokens: readonly Token[], from: number, to: number): boolean {
  const last = to > from ? tokens[to - 1]?.key : undefined;
  return last === "tỉnh" || last === "huyện" || (last === "phố" && tokens[to - 2]?.key === "thành");
}

function hasCapital(tokens: readonly Token[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const token = tokens[i] as Token;
    if (token.case === "capital" || token.case === "upper" || token.kind === "number") return true;
  }
  return false;
}

/** The end of a run of name-like tokens, with what cannot end a name taken off. */
function nameEnd(tokens: readonly Token[], run: { from: number; limit: number; takesNumbers: boolean }): number {
  const { from, limit, takesNumbers } = run;
  let to = from;
  let i = from;
  for (; i < Math.min(limit, tokens.length); i++) {
    const token = tokens[i] as Token;
    const follows = tokens[i + 1];
    if (token.kind === "word" && (token.case !== "lower" || INSIDE.has(token.key))) {
      if (startsClause(tokens, i) || (token.case !== "lower" && tokens[i - 1]?.key === "và" && !INSIDE.has(token.key))) break;
      if (!JOINERS.has(token.key) || token.case !== "lower") to = i + 1;
    } else if (takesNumbers && token.kind === "number" && token.end - token.start <= 4 && isNumberedPart(tokens, i)) to = i + 1;
    else if (isJoint(token) && follows?.kind === "word" && follows.case !== "lower") continue;
    else if (token.key === "," && isInsideList(tokens, i)) continue;
    else if (token.key === "." && tokens[i - 1]?.key === "tp" && follows?.kind === "word") continue;
    else break;
  }
  return to;
}

/** "xã hội", "đảng viên", "tổ chức", "nhân dân", "phát triển đảng": what follows is no longer a name. */
function startsClause(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i] as Token;
  const next = tokens[i + 1];
  if (token.key === "đảng" && (next?.key === "viên" || next?.key === "ủy" || next?.key === "bộ")) return true;
  if (token.key === "chi" && next?.key === "bộ") return true;
  if (token.case !== "lower") return false;
  if (token.key === "tổ") return next?.key === "chức";
  if (token.key === "phát")
    return next?.key !== "triển" || tokens[i + 2]?.key === "được" || tokens[i + 2]?.key === "đảng" || tokens[i + 2]?.kind === "number";
  if (token.key === "ban") return next?.key === "hành";
  if (token.key === "công") return next?.key === "nhận" || next?.key === "tác";
  if (token.key === "kiểm") return next?.key === "tra" || next?.key === "điểm";
  if (token.key === "xây") return next?.key === "dựng" && tokens[i + 2]?.key === "được";
  if (token.key === "thành") return next?.key !== "phố" && next?.key !== "viên";
  if (token.key === "đầu") return next?.key !== "tư";
  if (token.key === "trung") return next?.key !== "ương" && next?.key !== "học" && next?.key !== "tâm" && next?.key !== "cấp";
  return token.key === "đại" && next?.key === "hội";
}

/** A number that names: "Chi bộ khu phố 3", "Công ty 75", "Trung đoàn 123"; not one that counts what follows. */
function isNumberedPart(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  return (
    next === undefined ||
    next.kind !== "word" ||
    next.case !== "lower" ||
    next.key === "đã" ||
    next.key === "kết" ||
    next.key === "có" ||
    next.key === "là"
  );
}

/** "Sở Văn hóa, Thể thao và Du lịch": a comma inside a name stands between capitals that "và" closes soon after. */
function isInsideList(tokens: readonly Token[], comma: number): boolean {
  const first = tokens[comma + 1];
  if (
    first?.case !== "capital" ||
    !INSIDE.has(first.key) ||
    headLength(tokens, comma + 1) !== null ||
    first.key === "đảng" ||
    first.key === "chi"
  )
    return false;
  for (let i = comma + 1; i < Math.min(comma + 7, tokens.length); i++) {
    const token = tokens[i] as Token;
    if (token.kind !== "word") return false;
    if (token.key === "và") return tokens[i + 1]?.case === "capital" && INSIDE.has((tokens[i + 2] as Token | undefined)?.key ?? "");
    if (token.case === "lower" && !INSIDE.has(token.key)) return false;
  }
  return false;
}

/** Family names, by which a run of capitals is told to be a person (the 40 most frequent, folded). */
const SURNAMES = new Set(
  "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh đoàn lương đào tô trương mai tạ lưu vương quách lâm hà cao thái nông hứa giàng lò vàng sùng thào tống châu triệu la nghiêm kiều phùng".split(
    " ",
  ),
);

/** Is this the family name that begins a person's name: a capital at one of the usual families, with a capital after it? */
export function beginsPerson(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  const next = tokens[i + 1];
  return (
    token !== undefined &&
    token.kind === "word" &&
    token.case !== "lower" &&
    SURNAMES.has(token.key) &&
    next?.kind === "word" &&
    next.case !== "lower"
  );
}
