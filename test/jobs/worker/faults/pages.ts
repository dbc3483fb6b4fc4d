import { createHash } from "node:crypto";
import type { Page } from "../../../../pipeline/types/page.ts";

const PLACES = ["Lào Cai", "Nghệ An", "Quảng Trị", "Đồng Tháp", "Gia Lai", "Hưng Yên", "Cà Mau", "Phú Thọ"];
/** Of ten addresses so many have versions that came one after the other, and so many repeat the report of another. */
const [VERSIONED, REPRINTED] = [2, 1];

/**
 * So many pages of reports in our own words, in the order in which they came: some addresses have several versions, one after the other, and some reports stand at two addresses.
 * Always the same.
 */
export function makePages(count: number): readonly Page[] {
  const pages: Page[] = [];
  for (let n = 0; pages.length < count; n++) {
    const versions = n % 10 < VERSIONED ? 2 + (n % 3) : 1;
    const isReprint = n % 10 >= 10 - REPRINTED;
    for (let version = 0; version < versions && pages.length < count; version++)
      pages.push(makePage(n, { version, isReprint, at: pages.length }));
  }
  return pages;
}

function makePage(n: number, { version, isReprint, at }: { version: number; isReprint: boolean; at: number }): Page {
  const body = Buffer.from(html(isReprint ? n - 5 : n, { version, site: isReprint ? "báo bạn" : "báo" }));
  const fetchedAt = new Date(Date.parse("2026-11-20T01:00:00Z") + at * 1000).toISOString();
  const sha256 = createHash("sha256").update(body).digest("hex");
  return {
    url: `https://so${n % 40}.example/tin/${n}.html`,
    source: null,
    fetchedAt,
    mediaType: "text/html",
    charset: "utf-8",
    sha256,
    body,
  };
}

const WHO = [
  "Cấp ủy",
  "Ban Tổ chức",
  "Ủy ban Kiểm tra",
  "Chi bộ thôn",
  "Đảng ủy xã",
  "Tổ công tác",
  "Hội nghị",
  "Đoàn giám sát",
  "Ban Dân vận",
];
const DID = [
  "rà soát",
  "chỉ đạo",
  "hướng dẫn",
  "theo dõi",
  "đôn đốc",
  "biểu dương",
  "chấn chỉnh",
  "tổng kết",
  "thảo luận",
  "phân công",
  "đối thoại về",
];
const WHAT = [
  "nguồn phát triển",
  "nền nếp sinh hoạt",
  "quy chế làm việc",
  "công tác cán bộ",
  "việc học nghị quyết",
  "phong trào ở cơ sở",
  "kế hoạch cả năm",
];
const WHERE = [
  "ở vùng cao",
  "tại các bản xa",
  "trong doanh nghiệp",
  "ở khối trường học",
  "nơi biên giới",
  "tại khu dân cư",
  "ở hợp tác xã",
  "trong lực lượng vũ trang",
];

/** Sentences that no other page has, so that only reprints are alike. */
function filling(n: number): readonly string[] {
  const pick = <T>(list: readonly T[], salt: number): T =>
    list[createHash("md5").update(`${n} ${salt}`).digest().readUInt32BE(0) % list.length]!;
  return Array.from({ length: 4 }, (_, k) => {
    const [who, did, what, where] = [pick(WHO, k), pick(DID, k + 100), pick(WHAT, k + 200), pick(WHERE, k + 300)];
    return `${who} ${did} ${what} ${where}, ${pick(DID, k + 400)} ${pick(WHAT, k + 500)} ${pick(WHERE, k + 600)}.`;
  });
}

function html(n: number, { version, site }: { version: number; site: string }): string {
  const place = PLACES[n % PLACES.length] ?? "";
  const [admitted, cells, trained] = [100 + n + version, 20 + (n % 30), 300 + ((n * 7) % 90)];
  const sentences = [
    `Năm ${2015 + (n % 10)}, toàn Đảng bộ tỉnh ${place} kết nạp được ${admitted} đảng viên mới, trong đó có ${Math.floor(admitted / 3)} đảng viên nữ.`,
    `Cấp ủy các cấp mở ${cells} lớp bồi dưỡng nhận thức về Đảng cho ${trained} quần chúng ưu tú.`,
    `Toàn tỉnh có ${400 + (n % 200)} tổ chức cơ sở đảng; ${70 + (n % 25)}% hoàn thành tốt nhiệm vụ trở lên.`,
    `Ban Thường vụ đã kiểm tra ${10 + (n % 40)} tổ chức đảng theo Nghị quyết số ${21 + (n % 3)}-NQ/TW, thi hành kỷ luật ${n % 7} đảng viên.`,
    `Đây là bản tin thứ ${n} về công tác xây dựng Đảng ở ${place}, bản sửa lần ${version}.`,
    ...filling(n),
  ];
  const title = `${place}: kết quả công tác phát triển đảng viên, tin ${n}`;
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${title} - ${site}</title>
<meta property="article:published_time" content="${2016 + (n % 10)}-02-${String(1 + (n % 28)).padStart(2, "0")}T08:00:00+07:00"></head>
<body><article><h1>${title}</h1>${sentences.map((sentence) => `<p>${sentence}</p>`).join("")}</article></body></html>`;
}
