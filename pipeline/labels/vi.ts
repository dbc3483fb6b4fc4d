import type { DateOrigin, Trust } from "../types/article.ts";
import type { DocumentKind } from "../types/citation.ts";
import type { Against, Basis, Bound, CheckKind, Decider, Level, Link, Measure, Status } from "../types/observation.ts";
import type { Boundaries } from "../types/table.ts";

type Words<Code extends string> = Readonly<Record<Code, string>>;
type Wrap = (inner: string) => string;

const bounds: Readonly<Record<Bound, Wrap>> = {
  exact: (figure) => figure,
  about: (figure) => `khoảng ${figure}`,
  more_than: (figure) => `hơn ${figure}`,
  at_least: (figure) => `từ ${figure} trở lên`,
  less_than: (figure) => `dưới ${figure}`,
  at_most: (figure) => `không quá ${figure}`,
};

const units: Readonly<Record<Measure, Wrap>> = {
  count: (number) => number,
  share: (number) => `${number}%`,
  attainment: (number) => `${number}%`,
  points: (number) => `${number} điểm %`,
  percent_change: (number) => `${number}%`,
};

const measures: Words<Measure> = {
  count: "Số lượng",
  share: "Tỷ lệ (%)",
  attainment: "Mức đạt chỉ tiêu (%)",
  points: "Điểm phần trăm",
  percent_change: "Phần trăm tăng, giảm",
};

const statuses: Words<Status> = { actual: "Kết quả", target: "Chỉ tiêu", change: "Tăng, giảm" };

const bases: Words<Basis> = {
  explicit: "văn bản nói rõ",
  relative: "tính từ ngày đăng",
  inferred: "suy ra, văn bản không nói",
  unknown: "không xác định được",
};

const levels: Words<Level> = {
  national: "Toàn quốc",
  region: "Vùng",
  province: "Tỉnh, thành phố",
  district: "Huyện, quận",
  commune: "Xã, phường",
  unit: "Cơ quan, đơn vị",
};

const against: Words<Against> = { year_before: "năm trước", same_period: "cùng kỳ", target: "chỉ tiêu", other: "mốc khác" };
const deciders: Words<Decider> = { committee: "cấp ủy", commission: "ủy ban kiểm tra", cell: "chi bộ" };

const checks: Words<CheckKind> = {
  sum: "Cộng các phần",
  share: "Tỷ lệ so với số gốc",
  change: "Mức tăng, giảm",
  target: "So với chỉ tiêu",
  date: "Ngày tháng",
};

const steps: Words<Link["what"]> = {
  indicator: "Chỉ số",
  place: "Nơi",
  period: "Thời gian",
  status: "Tính chất",
  subset: "Phạm vi",
  value: "Giá trị",
};

const trust: Words<Trust> = {
  ok: "Văn bản đáng tin.",
  years_rewritten: "Trang đăng lại đã sửa các năm trong bài; thời gian của số liệu không dùng được và số liệu không vào bảng.",
  scrambled: "Chữ trong bài đã bị xáo trộn; số liệu không vào bảng.",
};

const dateOrigins: Words<DateOrigin> = {
  "json-ld": "dữ liệu JSON-LD của trang",
  meta: "thẻ meta của trang",
  itemprop: "thuộc tính itemprop của trang",
  time: "thẻ time của trang",
  selector: "vị trí riêng của báo",
  dateline: "dòng ngày trong bài",
  url: "địa chỉ của trang",
  header: "phần đầu tệp",
  document: "ngày ghi trên văn bản",
  none: "không có ngày đăng",
};

const documentKinds: Words<DocumentKind> = {
  resolution: "nghị quyết",
  directive: "chỉ thị",
  conclusion: "kết luận",
  decision: "quyết định",
  regulation: "quy định",
  guideline: "hướng dẫn",
  plan: "kế hoạch",
  programme: "chương trình",
  scheme: "đề án",
  notice: "thông báo",
  charter: "Điều lệ",
  report: "báo cáo",
  rules: "quy chế",
};

const dates = {
  day: (day: string, month: string, year: string) => `${day}/${month}/${year}`,
  month: (month: string, year: string) => `${month}/${year}`,
};

const periods = {
  unknown: "không rõ thời gian",
  at: (date: string) => `thời điểm ${date}`,
  until: (date: string) => `đến ${date}`,
  since: (date: string) => `từ ${date}`,
  between: (from: string, to: string) => `từ ${from} đến ${to}`,
  year: (year: string) => `năm ${year}`,
  years: (from: string, to: string) => `các năm ${from}–${to}`,
  month: (month: string, year: string) => `tháng ${month}/${year}`,
  spans: {
    firstHalf: (year: string) => `6 tháng đầu năm ${year}`,
    secondHalf: (year: string) => `6 tháng cuối năm ${year}`,
    nineMonths: (year: string) => `9 tháng đầu năm ${year}`,
    quarter1: (year: string) => `quý I/${year}`,
    quarter2: (year: string) => `quý II/${year}`,
    quarter3: (year: string) => `quý III/${year}`,
    quarter4: (year: string) => `quý IV/${year}`,
  },
};

const site = {
  name: "dangvu",
  skip: "Đến nội dung chính",
  menu: "Mục chính",
  otherLanguage: "English",
  json: "Dữ liệu JSON",
  footer: (version: string) => `dangvu ${version}. Mỗi con số dẫn về câu văn gốc; ô trống là chưa có số liệu, không phải số không.`,
};

const home = {
  title: "dangvu: số liệu xây dựng Đảng, có dẫn nguồn",
  heading: "Con số nào, ở đâu, ai nói?",
  intro:
    "dangvu đọc báo cáo, tin bài về công tác xây dựng Đảng, nhặt ra từng con số kèm câu văn, nơi và thời gian, rồi đặt các tỉnh cạnh nhau.",
  searchLabel: "Tìm trong các bài",
  searchPlaceholder: "ví dụ: kết nạp đảng viên Lạng Sơn",
  coverageText: (figures: string, provinces: string, indicators: string) =>
    `${figures} con số của ${provinces} tỉnh, thành phố (theo địa giới từng thời kỳ), thuộc ${indicators} chỉ số.`,
  coverageEmpty: "Chưa có số liệu nào. Chạy lệnh thu thập, hoặc nạp tài liệu của bạn, rồi mở lại trang này.",
  indicators: "Các chỉ số",
  indicatorColumn: "Chỉ số",
  figuresColumn: "Con số",
  provincesColumn: "Số tỉnh",
  yearsColumn: "Các năm",
  tableColumn: "Bảng",
  openTable: "Mở bảng",
  noYears: "chưa có",
  noRuns: "Chưa có lần chạy nào.",
  run: (job: string, time: string) => `${job}, bắt đầu lúc ${time}`,
  figures: (count: string) => `${count} con số`,
};

const search = {
  title: "Tìm trong các bài",
  titleFor: (query: string) => `Tìm “${query}”`,
  label: "Từ cần tìm",
  submit: "Tìm",
  hint: "Gõ có dấu hay không dấu đều được; tìm được cả số hiệu văn bản như 21-NQ/TW.",
  noneHint: "Thử ít từ hơn, hoặc bỏ tên tỉnh.",
  beyond: "Trang này ở sau kết quả cuối cùng.",
  figures: (count: string) => `${count} con số`,
  noFigures: "không có con số",
  pages: "Các trang kết quả",
  previous: "Trang trước",
  next: "Trang sau",
  toFirst: "Về trang đầu",
};

const table = {
  title: (indicator: string) => `${indicator}: so sánh các tỉnh`,
  chooseIndicator: "Chọn chỉ số",
  change: "Đổi chỉ số",
  choose: "Chọn cách xem",
  measure: "Phép đo",
  status: "Tính chất",
  from: "Từ năm",
  to: "Đến năm",
  boundaries: "Địa giới",
  boundaryName: (boundaries: Boundaries): string =>
    boundaries === "then" ? "Theo từng thời kỳ (63, rồi 34 tỉnh)" : "Theo 34 tỉnh hiện nay",
  all: "Tất cả",
  submit: "Lập bảng",
  province: "Tỉnh, thành phố",
  coverage: "Số tỉnh có số liệu",
  coverageOf: (reported: string, of: string) => `${reported}/${of} tỉnh có số liệu`,
  sparse: (reported: string, of: string) =>
    `Bảng này còn thưa: năm đầy đủ nhất cũng chỉ có ${reported}/${of} tỉnh có số liệu. Đừng xếp hạng hay cộng thành số cả nước.`,
  empty: "Chưa có số liệu nào cho câu hỏi này. Thử phép đo khác, thêm năm, hoặc bỏ bớt điều kiện.",
  emptyCell: "không có số liệu",
  emptyYears: (years: string) => `Không tỉnh nào có số liệu: ${years}.`,
  showEmptyYears: "Hiện cả các năm này",
  variants: "Câu hỏi khác có số liệu",
  variantFigures: (count: string) => `${count} con số`,
  without: (count: string) => `${count} tỉnh không có số liệu trong các năm này`,
  scroll: "Bảng số liệu, cuộn được",
  legend: "Đọc bảng thế nào",
  legendCell: "Bấm một con số để xem câu văn, nguồn và các báo cáo khác cùng nói về ô đó.",
  derived: "tính ra",
  derivedNote: "tính từ các số khác, công thức ghi trong ô",
  partial: "thiếu phần",
  partialNote: "mới có một phần của tỉnh, nên không có tổng",
  dissent: "có số khác",
  dissentNote: "có báo cáo nói số khác",
  failed: "kiểm tra không khớp",
  failedNote: "một phép kiểm tra không khớp",
  break: "Chuỗi đứt ở đây",
  breaks: "Chỗ đứt của chuỗi số liệu",
  breakAt: (year: string) => `Năm ${year}`,
  details: (province: string, year: string) => `${province}, năm ${year}`,
  agree: (count: string) => `${count} báo cáo nói cùng số này.`,
  dissents: "Số khác",
  others: "Báo cáo khác cùng nói vậy",
  formula: "Công thức",
  inputs: "Số đầu vào",
  missing: "Còn thiếu",
};

const article = {
  at: "Xem trong bài",
  source: "Nguồn số liệu",
  page: "Trang gốc",
  published: "Đăng",
  publishedFrom: (origin: string) => `theo ${origin}`,
  noDate: "Không rõ ngày đăng",
  publisher: "Nơi đăng",
  byline: "Người viết",
  fetched: "Đọc lúc",
  about: "Bài nói về",
  aboutUnknown: "không xác định được",
  placeUnnamed: (level: string) => `${level} chưa rõ tên`,
  notCurrent: "Đây là một phiên bản cũ của trang; số liệu của nó không vào bảng.",
  toCurrent: "Xem phiên bản mới nhất",
  reprintOf: "Đăng lại từ",
  reprints: "Đăng lại ở",
  alsoIn: "Cũng đăng lại ở",
  reprintsMore: (count: string) => `và ${count} nơi khác`,
  changesOriginal: "đăng lại, khác số của bản gốc",
  gone: (day: string) => `Trang gốc đã gỡ ngày ${day}; đây là bản đã lưu.`,
  figures: (count: string) => `Con số trong bài (${count})`,
  noFigures: "Không tìm thấy con số nào thuộc các chỉ số.",
  citations: (count: string) => `Văn bản được nhắc (${count})`,
  versions: "Các phiên bản của trang",
  thisVersion: "đang xem",
  changed: "Số liệu thay đổi",
  noChange: "không con số nào đổi",
  firstVersion: "bản đầu tiên",
  change: { added: "thêm", removed: "bỏ", changed: "đổi" },
  checks: "Kiểm tra trong bài",
  holds: "khớp",
  fails: "không khớp",
  computation: (computed: string, printed: string) => `tính ra ${computed}, bài in ${printed}`,
  sentence: "Câu văn",
  quote: "Đoạn chứa số",
  offsets: "Vị trí",
  rule: "Quy tắc",
  period: "Thời gian",
  place: "Nơi",
  confidence: "Độ chắc chắn",
  fraction: "Tử số/mẫu số",
  against: (what: string) => `so với ${what}`,
  per: "mỗi năm",
  subset: "chỉ một số nơi được chọn",
  decidedBy: (who: string) => `do ${who} quyết định`,
  steps: "Các bước đọc",
  explain: "Vì sao đọc như vậy?",
  details: "Chi tiết",
  issued: {
    heading: "Văn bản",
    document: "Loại, số",
    issuer: "Cơ quan ban hành",
    date: "Ngày ban hành",
    signed: "Ký",
    recipients: "Nơi nhận",
    sections: "Các phần của văn bản",
    mark: "Mục",
    title: "Đề mục",
    unnumbered: "không số",
  },
  searchCitation: "Tìm bài cùng nhắc",
  unresolved: "chưa rõ văn bản nào",
};

const indicators = {
  title: "Các chỉ số",
  intro: "Mỗi chỉ số có định nghĩa, các chiều và bảng so sánh riêng.",
  code: "Mã",
  kind: "Loại",
  kinds: { stock: "số tại một thời điểm", flow: "số trong một khoảng thời gian" },
  dims: "Các chiều",
  noDims: "không chia nhỏ",
  value: "Giá trị",
  meaning: "Nghĩa",
  definition: "Định nghĩa",
  openTable: "Mở bảng so sánh",
  coverage: (figures: string, provinces: string) => `Đang có ${figures} con số của ${provinces} tỉnh.`,
  noFigures: "Chưa có con số nào.",
  years: (years: string) => `Năm: ${years}.`,
};

const errors = {
  title: {
    400: "Yêu cầu không hợp lệ",
    401: "Cần đăng nhập",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Không hỗ trợ cách gọi này",
    409: "Dữ liệu đã thay đổi",
    413: "Nội dung gửi lên quá lớn",
    414: "Địa chỉ quá dài",
    415: "Không đọc được kiểu nội dung này",
    421: "Tên máy chủ không đúng",
    429: "Quá nhiều yêu cầu",
    500: "Máy chủ gặp lỗi",
    503: "Máy chủ đang bận",
  },
  explain: {
    401: "Việc này cần mã của người soát; đăng nhập ở trang soát, hoặc gửi “Authorization: Bearer …”.",
    403: "Yêu cầu này bị từ chối: nó không đến từ trang của chúng tôi, hoặc người gửi không có quyền.",
    404: "Địa chỉ này không có, hoặc tài liệu chưa được đọc.",
    405: "Trang này chỉ để đọc: dùng GET hoặc HEAD.",
    409: "Có người vừa thay đổi trước đó; tải lại trang để thấy điều đang có.",
    413: "Gửi ít hơn trong một lần.",
    414: "Rút ngắn địa chỉ: bớt tham số hoặc giá trị quá dài.",
    415: "Gửi biểu mẫu (application/x-www-form-urlencoded) hoặc JSON (application/json).",
    421: "Máy chủ này chỉ trả lời cho tên của chính nó; mở bằng địa chỉ mà dangvu in ra khi khởi động.",
    429: "Chờ một lát rồi thử lại; số giây phải chờ ở phần đầu Retry-After.",
    503: "Câu hỏi này mất quá nhiều thời gian, có quá nhiều người hỏi cùng lúc, hoặc kho dữ liệu tạm thời không trả lời. Chờ một lát rồi thử lại.",
    500: "Đã ghi lại lỗi này. Thử lại; nếu vẫn vậy, chạy dangvu doctor để tìm nguyên nhân.",
  },
  parameter: "Tham số",
  seen: "Giá trị nhận được",
  allowed: "Giá trị hợp lệ",
  badParameter: (name: string, value: string, allowed: string) =>
    `Tham số “${name}” có giá trị “${value}” không hợp lệ; hợp lệ là: ${allowed}.`,
  unknownParameter: (name: string, allowed: string) => `Không có tham số “${name}”; các tham số ở đây là: ${allowed}.`,
  repeated: (name: string, allowed: string) => `Tham số “${name}” được cho nhiều lần; chỉ cho một lần, hợp lệ là: ${allowed}.`,
  years: "hai năm dạng 2010..2026, từ 1930 đến 2100, năm đầu không sau năm cuối, không quá 60 năm",
  text: (length: string) => `chữ dài không quá ${length} ký tự`,
  wholeNumber: (from: string, to: string) => `số nguyên từ ${from} đến ${to}`,
  decimal: (from: string, to: string) => `số từ ${from} đến ${to}, dấu chấm trước phần lẻ`,
  formed: (example: string) => `chữ có dạng ${example}`,
  backHome: "Về trang chủ",
};

/** Words of tables on the terminal; those about runs are in run.ts. */
const terminal = {
  table: {
    province: "Tỉnh",
    coverage: "Số tỉnh có số liệu",
    reported: (reported: string, of: string) => `${reported}/${of}`,
    empty: "Chưa có số liệu cho bảng này.",
    derived: "* tính từ các số khác",
    partial: "… thiếu phần của tỉnh",
    dissent: "≠ có báo cáo nói số khác",
  },
  hint: "Gợi ý",
};

/** Every Vietnamese word that users see on pages and terminal, but for what indicators, sources and errors say of themselves. */
export const vi = {
  bounds,
  units,
  measures,
  statuses,
  bases,
  levels,
  against,
  deciders,
  checks,
  steps,
  trust,
  dateOrigins,
  documentKinds,
  dates,
  periods,
  site,
  home,
  search,
  table,
  article,
  indicators,
  errors,
  terminal,
};

/** The shape that each language fills. */
export type Labels = typeof vi;
