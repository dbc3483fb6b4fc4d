import type { Lang } from "./format.ts";

/** What the API's description and its page say. */
export interface ApiWords {
  readonly title: string;
  readonly description: string;
  readonly problem: string;
  readonly etag: string;
  readonly reviewer: string;
  readonly ok: string;
  readonly unchanged: string;
  /** Variable parts of addresses, by their names. */
  readonly parts: Readonly<Record<string, string>>;
  /** What parameters ask, by their names in the API. */
  readonly meanings: Readonly<Record<string, string>>;
  readonly intro: string;
  readonly rules: readonly { readonly name: string; readonly text: string }[];
  readonly rulesTitle: string;
  readonly document: string;
  readonly contents: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly noParameters: string;
  readonly sameParameters: string;
  readonly codes: string;
  readonly fallback: string;
  readonly inAddress: string;
  readonly answer: string;
  readonly body: string;
  readonly needsToken: string;
  readonly exampleAnswer: string;
  readonly noExample: string;
  readonly shortened: string;
  readonly shapes: string;
  readonly moreFigures: (count: number) => string;
  readonly feeds: {
    readonly subtitle: string;
    readonly search: (query: string) => string;
    readonly indicator: (name: string, province: string | null) => string;
    readonly province: (name: string) => string;
    readonly document: (sign: string) => string;
  };
}

const vi: ApiWords = {
  title: "API của dangvu",
  description:
    "Mọi điều các trang cho thấy, dưới dạng JSON; bảng thì có thêm CSV và các dạng tệp khác. Chỉ để đọc, trừ phần soát số liệu. Tham số lạ, tham số lặp lại hoặc giá trị không hợp lệ đều bị từ chối (400) kèm giá trị hợp lệ; lỗi có một dạng duy nhất (RFC 9457).",
  problem: "Yêu cầu không trả lời được: status, title và detail nói vì sao.",
  etag: "Gửi lại trong If-None-Match: còn đúng thì nhận 304.",
  reviewer: "Mã của người soát, do người vận hành cấp bằng lệnh dangvu review --add-reviewer.",
  ok: "Câu trả lời",
  unchanged: "Bản đã nhận vẫn còn đúng",
  parts: {
    id: "Mã",
    code: "Mã chỉ số",
    sha256: "SHA-256 của trang gốc",
    format: "Dạng tệp",
    run: "Mã lượt chạy",
    article: "Mã bài",
    name: "Tên danh sách theo dõi",
  },
  meanings: {
    lang: "Ngôn ngữ của chữ",
    query: "Câu tìm",
    page: "Trang",
    limit: "Số mục mỗi phần",
    cursor: "Đi tiếp từ đâu: giá trị next của phần trước",
    sort: "Xếp theo",
    indicator: "Chỉ số",
    province: "Tỉnh",
    province63: "Tỉnh, ranh giới đến 30-6-2025; nhiều giá trị cách nhau bằng dấu phẩy",
    province34: "Tỉnh, ranh giới từ 1-7-2025; nhiều giá trị cách nhau bằng dấu phẩy",
    publisher: "Báo; nhiều giá trị cách nhau bằng dấu phẩy",
    document: "Văn bản được dẫn",
    issuer: "Tỉnh ủy ban hành văn bản được dẫn",
    trust: "Độ tin của chữ",
    like: "Bài cần tìm bài giống",
    year: "Năm",
    years: "Các năm",
    from: "Từ năm, thay cho đầu của years",
    to: "Đến năm, thay cho cuối của years",
    status: "Kết quả, chỉ tiêu hay mức thay đổi",
    measure: "Cách đo",
    boundaries: "Ranh giới tỉnh của kỳ (then) hay của hôm nay (now)",
    article: "Mã bài",
    confidence: "Độ tin cậy ít nhất",
    since: "Bài lưu vào kho từ ngày giờ này",
    published: "Bài đăng từ ngày này",
    offset: "Vị trí trong văn bản",
    period: "Loại kỳ của cột",
    changes: "Kèm thay đổi so với năm trước",
    ranks: "Kèm thứ hạng",
    totals: "Kèm cả nước và vùng",
    untrusted: "Kể cả bài có chữ hoặc năm không đáng tin",
    view: "Cách xem",
    column: "Cột được xem",
    base: "Cột để so",
    against: "Chỉ số thứ hai",
    pins: "Tỉnh được ghim",
    name: "Lọc theo tên tỉnh",
    form: "Bảng dài (mỗi dòng một ô) hay rộng",
    cell: "Ô của bảng",
    words: "Số hiệu hoặc chữ trong tên văn bản",
    kind: "Loại",
    group: "Nhóm",
    issuedBy: "Do tỉnh ủy này ban hành",
    citedBy: "Được bài của tỉnh này dẫn",
  },
  intro:
    "Mỗi trang đều có bản JSON: thêm .json vào sau địa chỉ của trang, hoặc gọi API dưới đây. Trang này được viết ra từ chính mô tả mà máy đọc.",
  rulesTitle: "Quy ước chung",
  rules: [
    { name: "Địa chỉ", text: "Mọi địa chỉ bắt đầu bằng /api/v1. Gọi bằng GET hoặc HEAD; không cần khóa." },
    {
      name: "Tham số",
      text: "Mỗi tham số chỉ cho một lần. Tham số lạ và giá trị không hợp lệ bị từ chối, không bị bỏ qua. lang=en cho chữ tiếng Anh.",
    },
    {
      name: "Danh sách dài",
      text: "Trả từng phần: limit từ 1 đến 1000; next là giá trị cursor của phần sau, null là hết. Có thêm dữ liệu giữa chừng thì không phần nào lặp hay sót.",
    },
    { name: "Lưu đệm", text: "Mỗi câu trả lời có ETag; gửi lại trong If-None-Match thì nhận 304 khi dữ liệu chưa đổi." },
    {
      name: "Lỗi",
      text: "application/problem+json: type, title, status, detail, instance; khi một tham số sai thì có thêm parameter, value, allowed.",
    },
    {
      name: "Vị trí trong văn bản",
      text: "start và end đếm theo đơn vị UTF-16 trong text của bài, end không tính; quote là đúng đoạn ấy.",
    },
    { name: "Nguồn tin", text: "Các địa chỉ .atom báo số liệu và bài mới cho trình đọc tin." },
  ],
  document: "Mô tả OpenAPI 3.1",
  contents: "Mục lục",
  tags: {
    overview: "Tình hình chung",
    search: "Tìm kiếm",
    suggest: "Gợi ý khi gõ",
    table: "Bảng so sánh",
    chart: "Biểu đồ",
    observations: "Số liệu",
    articles: "Bài",
    pages: "Bản gốc đã lưu",
    indicators: "Chỉ số",
    provinces: "Tỉnh",
    documents: "Văn bản",
    citations: "Dẫn văn bản",
    review: "Soát số liệu",
    watch: "Danh sách theo dõi",
    runs: "Lượt chạy",
    sources: "Nguồn",
    openapi: "Mô tả API",
    bulletins: "Bản tin",
  },
  noParameters: "Không có tham số nào ngoài lang.",
  sameParameters: "Nhận mọi tham số của",
  codes: "Các danh sách mã",
  fallback: "không cho thì",
  inAddress: "trong địa chỉ",
  answer: "Trả lời",
  body: "Nội dung gửi lên",
  needsToken: "Cần mã của người soát (Authorization: Bearer).",
  exampleAnswer: "Câu trả lời thật",
  noExample: "Kho chưa có dữ liệu để làm ví dụ.",
  shortened: "đã cắt bớt",
  shapes: "Dạng dữ liệu",
  moreFigures: (count) => `và ${count} số liệu nữa`,
  feeds: {
    subtitle: "Số liệu về xây dựng Đảng đọc được từ báo và cổng thông tin, dẫn về từng câu.",
    search: (query) => (query === "" ? "dangvu: bài mới" : `dangvu: bài mới về “${query}”`),
    indicator: (name, province) => `dangvu: số liệu mới, ${name}${province === null ? "" : `, ${province}`}`,
    province: (name) => `dangvu: bài và số liệu mới của ${name}`,
    document: (sign) => `dangvu: bài mới dẫn ${sign}`,
  },
};

const en: ApiWords = {
  title: "The dangvu API",
  description:
    "Everything the pages show, as JSON; tables also as CSV and other kinds of file. Read-only, but for the review of figures. Unknown parameters, repeated ones and values that are not allowed are refused (400), naming what is allowed; problems have one shape (RFC 9457).",
  problem: "The request cannot be answered: status, title and detail say why.",
  etag: "Send it back in If-None-Match: 304 while the answer still holds.",
  reviewer: "A reviewer's token, given by the operator with dangvu review --add-reviewer.",
  ok: "The answer",
  unchanged: "What you have still holds",
  parts: {
    id: "Id",
    code: "Code of the indicator",
    sha256: "SHA-256 of the stored page",
    format: "Kind of file",
    run: "Id of the run",
    article: "Id of the article",
    name: "Name of the watch-list",
  },
  meanings: {
    lang: "Language of the words",
    query: "What is searched for",
    page: "Page",
    limit: "How many in one portion",
    cursor: "Where to go on: next of the portion before",
    sort: "Order",
    indicator: "Indicator",
    province: "Province",
    province63: "Province in the boundaries to 2025-06-30; several parted by commas",
    province34: "Province in the boundaries since 2025-07-01; several parted by commas",
    publisher: "Publisher; several parted by commas",
    document: "Document cited",
    issuer: "Province whose committee issued the document cited",
    trust: "Trust in the text",
    like: "Article whose like are asked for",
    year: "Year",
    years: "Years",
    from: "First year, in place of that of years",
    to: "Last year, in place of that of years",
    status: "Result, target or change",
    measure: "Measure",
    boundaries: "Provinces of the period (then) or of today (now)",
    article: "Id of the article",
    confidence: "Least confidence",
    since: "Of articles stored at this day or time, or later",
    published: "Published on this day or later",
    offset: "Place in the text",
    period: "What a column is",
    changes: "With the change on the year before",
    ranks: "With ranks",
    totals: "With the country and its regions",
    untrusted: "Also figures of articles whose letters or years are not to be trusted",
    view: "Way of looking at it",
    column: "Column looked at",
    base: "Column compared with",
    against: "Second indicator",
    pins: "Provinces pinned",
    name: "Only provinces with this in their name",
    form: "Long (a line a cell) or wide",
    cell: "Cell of the table",
    words: "Number, or words of the title, of a document",
    kind: "Kind",
    group: "Group",
    issuedBy: "Issued by this province's committee",
    citedBy: "Cited by articles of this province",
  },
  intro:
    "Every page has its JSON twin: add .json to its address, or call the API below. This page is written from the same description that machines read.",
  rulesTitle: "Conventions",
  rules: [
    { name: "Addresses", text: "All begin with /api/v1. Call them with GET or HEAD; no key is needed." },
    {
      name: "Parameters",
      text: "Each is given once. Unknown ones and values that are not allowed are refused, not passed over. lang=en gives English words.",
    },
    {
      name: "Long lists",
      text: "They come in portions: limit from 1 to 1000; next is the cursor of the portion after, null at the end. What is stored meanwhile makes nothing come twice or be left out.",
    },
    { name: "Caching", text: "Every answer has an ETag; sent back in If-None-Match it gives 304 while the data are the same." },
    {
      name: "Problems",
      text: "application/problem+json: type, title, status, detail, instance; where a parameter is wrong also parameter, value, allowed.",
    },
    {
      name: "Places in a text",
      text: "start and end count UTF-16 units of the article's text, end exclusive; quote is exactly that passage.",
    },
    { name: "Feeds", text: "The .atom addresses tell feed readers of new figures and articles." },
  ],
  document: "OpenAPI 3.1 description",
  contents: "Contents",
  tags: {
    overview: "Overview",
    search: "Search",
    suggest: "Suggestions",
    table: "Comparison table",
    chart: "Charts",
    observations: "Figures",
    articles: "Articles",
    pages: "Stored pages",
    indicators: "Indicators",
    provinces: "Provinces",
    documents: "Documents",
    citations: "Citations",
    review: "Review",
    watch: "Watch-lists",
    runs: "Runs",
    sources: "Sources",
    openapi: "Description of the API",
    bulletins: "Bulletins",
  },
  noParameters: "No parameters but lang.",
  sameParameters: "Takes every parameter of",
  codes: "Lists of codes",
  fallback: "if absent",
  inAddress: "in the address",
  answer: "Answer",
  body: "What is sent",
  needsToken: "Needs a reviewer's token (Authorization: Bearer).",
  exampleAnswer: "Its real answer",
  noExample: "There are no data yet to make an example of.",
  shortened: "shortened",
  shapes: "Shapes of the data",
  moreFigures: (count) => `and ${count} more figures`,
  feeds: {
    subtitle: "Figures about Party building read out of newspapers and portals, each traced to its sentence.",
    search: (query) => (query === "" ? "dangvu: new articles" : `dangvu: new articles about “${query}”`),
    indicator: (name, province) => `dangvu: new figures, ${name}${province === null ? "" : `, ${province}`}`,
    province: (name) => `dangvu: new articles and figures of ${name}`,
    document: (sign) => `dangvu: new articles that cite ${sign}`,
  },
};

/** Words of the API's description and page. */
export const apiWords = (lang: Lang): ApiWords => (lang === "en" ? en : vi);
