import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openLibrary } from "../../pipeline/jobs/workspace.ts";
import { call, finish, parseLines, startProcess } from "./cli.ts";
import { settingsFor } from "./dump.ts";

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52]);
/** Bytes of a small generator: always the same, with every value. */
const NOISE = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i * 31 + i * 17 + (i >> 3)) & 0xff));

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "dangvu-bad-"));
  const files: Readonly<Record<string, string | Buffer>> = {
    "tot.txt": "Tin xây dựng Đảng\n\nNăm 2021, Đảng bộ tỉnh Lạng Sơn kết nạp 1.168 đảng viên.\n",
    "trong.txt": "",
    "trang.txt": " \n\n \n",
    "anh.png": PNG,
    "anh.txt": PNG,
    "nhieu.txt": NOISE,
    "tai-lieu.pdf": "%PDF-1.7\n1 0 obj",
    "gold-sai.jsonl": '{"kind":"observation","doc":"tot"}\n',
    "gold-khong-phai.jsonl": "{kind\n",
    "gold-la.jsonl": `${JSON.stringify({ kind: "article", doc: "khac", article: 0, title: "x", begins: "x", ends: "x", start: 0, end: 1, publisher: null, published: null, year_inferred: null, place: { level: "province", province: null, name: null }, trust: "ok" })}\n`,
    "cau-hinh-khoa.json": '{ "prot": 1 }',
    "cau-hinh-cong.json": '{ "port": "80" }',
    "cau-hinh-danh-sach.json": "[1]",
    "cau-hinh-hong.json": '{ "port": ',
    "cau-hinh-thu.json": '{ "notify": { "email": { "host": "a", "from": "a@b.vn", "to": ["a@b.vn"], "password": "x" } } }',
    "cau-hinh-webhook.json": '{ "notify": { "webhook": { "url": "ftp://a.vn" } } }',
    "cau-hinh-gio.json": '{ "window": "22h đến 6h" }',
    "cau-hinh-giu.json": '{ "retention": { "reportsDays": 3 } }',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(home, name), content);
  for (const folder of ["rong", "chi-anh", "lan", "kho", "hong", "bang"]) mkdirSync(join(home, folder));
  writeFileSync(join(home, "rong", "tap.bin"), NOISE);
  writeFileSync(join(home, "chi-anh", "anh.jpg"), PNG);
  writeFileSync(join(home, "rong", ".DS_Store"), "");
  for (const name of ["tot.txt", "trong.txt", "nhieu.txt"]) writeFileSync(join(home, "lan", name), files[name] as string);
  for (const name of ["trong.txt", "nhieu.txt"]) writeFileSync(join(home, "hong", name), files[name] as string);
  openLibrary(settingsFor(join(home, "kho"), join(home, "chi-muc"))).close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

beforeEach(() => {
  for (const name of ["PORT", "LANG", "DATA", "INDEXES", "CORPUS", "CONTACT"]) vi.stubEnv(`DANGVU_${name}`, undefined);
});
afterEach(() => void vi.unstubAllEnvs());

/** `@x` stands for the file x of the test's folder; the store is an empty one. */
const callIn = (line: string) => {
  const argv = line
    .split(" ")
    .filter((part) => part !== "")
    .map((part) => part.replace(/^@/u, `${home}/`).replaceAll("_", " "));
  return call(...argv, "--data", join(home, "kho"), "--indexes", join(home, "chi-muc"));
};

/** A command line, its exit code, and what the message and the hint must name. */
type Row = readonly [line: string, code: number, message: RegExp, hint: RegExp];

const ROWS: readonly Row[] = [
  ["tabel members.admitted", 2, /Không có lệnh "tabel"/u, /table/u],
  ["lam-gi-do", 2, /Không có lệnh "lam-gi-do"/u, /--help/u],
  ["read", 2, /Thiếu tham số <tệp>/u, /--help/u],
  ["read @tot.txt --jsom", 2, /Không có tùy chọn "--jsom"/u, /--json/u],
  ["table members.admitted thua", 2, /Không có chỉ số "thua"/u, /members\.admitted/u],
  ["read @khong-co.txt", 2, /Không có tệp hay thư mục ".*khong-co\.txt"/u, /đường dẫn/u],
  ["extract @khong-co.txt --jsonl", 2, /khong-co\.txt/u, /đường dẫn/u],
  ["explain @khong-co.txt", 2, /khong-co\.txt/u, /đường dẫn/u],
  ["read @rong", 2, /Không có tệp đọc được trong .*rong/u, /\.txt/u],
  ["read @chi-anh", 1, /anh\.jpg.*không phải ảnh nguyên vẹn/u, /lưu lại/u],
  ["read @trong.txt", 1, /trong\.txt.* trống/u, /./u],
  ["read @trang.txt", 1, /Không tìm thấy bài viết nào trong .*trang\.txt/u, /./u],
  ["read @anh.png", 1, /anh\.png.*không phải ảnh nguyên vẹn/u, /lưu lại/u],
  ["read @anh.txt", 1, /anh\.txt.*không phải ảnh nguyên vẹn/u, /lưu lại/u],
  ["extract @nhieu.txt --jsonl", 1, /nhieu\.txt.*không phải văn bản/u, /\.txt/u],
  ["read @tai-lieu.pdf", 1, /tai-lieu\.pdf.*không phải tệp PDF nguyên vẹn/u, /PDF/u],
  ["explain @anh.png", 1, /anh\.png/u, /lưu lại/u],
  ["explain @tot.txt --at giua", 2, /--at "giua"/u, /số nguyên/u],
  ["explain @tot.txt --at -1", 2, /--at "-1"/u, /số nguyên/u],
  ["explain @tot.txt --at 1e3", 2, /--at "1e3"/u, /số nguyên/u],
  ["table members.admited", 2, /Không có chỉ số "members\.admited"/u, /Có phải là members\.admitted/u],
  ["table ket-nap", 2, /Không có chỉ số "ket-nap"/u, /Tất cả: .*orgs\.total/u],
  ["table orgs.rating --dims grad=tsvm", 2, /không có chiều "grad"/u, /kind, grade/u],
  ["table orgs.rating --dims grade=tot", 2, /không có giá trị "tot"/u, /tsvm/u],
  ["table orgs.rating --dims grade", 2, /không có giá trị ""/u, /tsvm/u],
  ["table orgs.rating --years 20", 2, /Khoảng năm "20"/u, /2010\.\.2026/u],
  ["table orgs.rating --years 2020..2010", 2, /Khoảng năm "2020\.\.2010"/u, /2010\.\.2026/u],
  ["table orgs.rating --years 1800..1900", 2, /Khoảng năm "1800\.\.1900"/u, /2010\.\.2026/u],
  ["table orgs.rating --boundaries nay", 2, /--boundaries "nay"/u, /then, now/u],
  ["table orgs.rating --format xls", 2, /--format "xls"/u, /text, csv, json/u],
  ["table orgs.rating --measure phan-tram", 2, /--measure "phan-tram"/u, /share, count/u],
  ["table orgs.rating --status mong", 2, /--status "mong"/u, /actual, target/u],
  ["show Lang_Sownn", 2, /Không có tỉnh "Lang Sownn"/u, /Lạng Sơn \(63-20\)/u],
  ["show 63-00", 2, /Không có tỉnh "63-00"/u, /63-20/u],
  ["show 0123456789abcdef-0", 2, /Không có bài "0123456789abcdef-0"/u, /search/u],
  ["export", 2, /Chưa nói ghi vào đâu/u, /-o/u],
  ["export -o a.pdf", 2, /Không biết định dạng của tệp "a\.pdf"/u, /\.parquet/u],
  ["export -o a.csv --what bài", 2, /--what "bài" không có/u, /observations/u],
  ["export -o a.bib --what checks", 2, /bibtex không dùng cho "checks"/u, /documents/u],
  ["bulletin", 2, /Chưa nói kỳ của bản tin/u, /--period/u],
  ["bulletin --period 2024-Q5 -o a.docx", 2, /Kỳ "2024-Q5"/u, /2024-Q1/u],
  ["bulletin --period 2024", 2, /Chưa nói ghi vào đâu/u, /-o ban-tin\.docx/u],
  ["bulletin --period 2024 -o a.odt", 2, /Không biết định dạng của tệp "a\.odt"/u, /\.docx/u],
  ["bulletin --period 2024 -o @tot.txt", 2, /Không biết định dạng của tệp/u, /\.md/u],
  ["bulletin --period 2024 -o a.md --template @tot.txt", 2, /Mẫu Word không dùng cho tệp \.md/u, /--template/u],
  ["bulletin --period 2024 -o a.docx --template @khong-co.docx", 2, /Không có tệp mẫu ".*khong-co\.docx"/u, /--template/u],
  ["bulletin --period 2024 -o a.docx --topics admited", 2, /Không có chủ đề "admited"/u, /admitted/u],
  ["bulletin --period 2024 -o a.docx --provinces Atlantis", 2, /"Atlantis"/u, /./u],
  ["bulletin --period 2024 -o a.docx --doubtful co", 2, /"co"/u, /leave-out, mark/u],
  ["bulletin --period 2024 --list", 2, /--period và --list trái nhau/u, /một trong hai/u],
  ["bulletin --show 2024-0123456789ab", 2, /Không có bản tin "2024-0123456789ab"/u, /--list/u],
  ["bulletin --show ../dangvu", 2, /Không có bản tin "\.\.\/dangvu"/u, /--list/u],
  ["bulletin --explain 2024-0123456789ab 0123456789ab", 2, /Không có bản tin/u, /--list/u],
  ["bulletin --explain a b c", 2, /--explain không nhận thêm "c"/u, /mã-số-liệu/u],
  ["bulletin --series la", 2, /Không có loạt bản tin "la"/u, /quy/u],
  ["snapshot --check khong-co.zip", 2, /Không có ảnh chụp khong-co\.zip/u, /đường dẫn/u],
  ["cite abc", 2, /Không đọc được số văn bản "abc"/u, /21-NQ\/TW/u],
  ["search _", 2, /Câu hỏi trống/u, /search/u],
  ["search đảng --limit 0", 2, /--limit "0"/u, /từ 1 đến 1000/u],
  ["search đảng --page hai", 2, /--page "hai"/u, /số nguyên/u],
  ["serve --port abc", 2, /Cổng "abc"/u, /65535/u],
  ["serve --port 70000", 2, /Cổng "70000"/u, /65535/u],
  ["doctor --lang fr", 2, /Ngôn ngữ "fr"/u, /--lang vi/u],
  ["doctor --config @khong-co.json", 1, /Không có tệp cấu hình .*khong-co\.json/u, /--config/u],
  ["doctor --config @cau-hinh-khoa.json", 1, /không có khóa "prot" \(tệp .*cau-hinh-khoa\.json\)/u, /port/u],
  ["doctor --config @cau-hinh-cong.json", 1, /"port" \(tệp .*\): "80" không được chấp nhận/u, /Các khóa/u],
  ["doctor --config @cau-hinh-danh-sach.json", 1, /không phải một đối tượng JSON/u, /port/u],
  ["doctor --config @cau-hinh-hong.json", 1, /cau-hinh-hong\.json không phải JSON/u, /Sửa tệp/u],
  ["doctor --config @lan", 1, /Tệp cấu hình .*lan không đọc được/u, /Sửa tệp/u],
  ["evaluate --gold @khong-co.jsonl --texts @lan", 2, /tệp gold .*khong-co\.jsonl/u, /đường dẫn/u],
  ["evaluate --gold @gold-la.jsonl --texts @khong-co", 2, /thư mục văn bản .*khong-co/u, /--texts/u],
  ["evaluate --gold @gold-la.jsonl --texts @lan", 2, /Không có văn bản của tài liệu "khac"/u, /--texts/u],
  ["evaluate --gold @gold-sai.jsonl --texts @lan", 1, /gold-sai\.jsonl, dòng 1: /u, /định dạng/u],
  ["evaluate --gold @gold-khong-phai.jsonl --texts @lan", 1, /gold-khong-phai\.jsonl, dòng 1: không phải JSON/u, /JSON/u],
  ["evaluate --gold @gold-la.jsonl", 2, /Thiếu --texts/u, /thư mục/u],
  ["evaluate --texts @lan", 2, /Thiếu --gold/u, /chú giải/u],
  ["nightly --source la khac", 2, /Không có nguồn "la"/u, /Các nguồn: /u],
  ["nightly --schedule hai-giờ-sáng", 1, /Lịch "hai-giờ-sáng"/u, /0 2 \* \* \*/u],
  ["nightly --schedule 0_2_*_*_* --zone Asia/Ha_Noi", 1, /Asia\/Ha Noi/u, /Asia\/Ho_Chi_Minh/u],
  ["doctor --config @cau-hinh-thu.json", 1, /không có khóa "notify\.email\.password" \(tệp .*\)/u, /Các khóa/u],
  ["doctor --config @cau-hinh-webhook.json", 1, /"notify\.webhook\.url" \(tệp .*\): "ftp:\/\/a\.vn"/u, /Các khóa/u],
  ["doctor --config @cau-hinh-giu.json", 1, /"retention\.reportsDays" \(tệp .*\): 3 /u, /Các khóa/u],
  ["doctor --config @cau-hinh-gio.json", 1, /"window" \(tệp .*\): "22h đến 6h"/u, /Các khóa/u],
  ["runs khong-co", 2, /Không có lượt chạy "khong-co"/u, /dangvu runs/u],
  ["runs ../dangvu --json", 2, /Không có lượt chạy "\.\.\/dangvu"/u, /dangvu runs/u],
  ["runs --json --html", 2, /--json và --html trái nhau/u, /một trong hai/u],
  ["runs khong-co --last", 2, /--last và mã lượt chạy "khong-co" trái nhau/u, /một trong hai/u],
  ["runs --html", 2, /--html cần một lượt chạy/u, /--last/u],
  ["runs --limit 0", 2, /--limit "0"/u, /từ 1 đến/u],
  ["backup", 2, /Thiếu tham số <thư mục>/u, /--help/u],
  ["migrate", 2, /Thiếu tùy chọn "--to/u, /--help/u],
  ["backup @tot.txt", 2, /tot\.txt là một tệp/u, /thư mục/u],
  ["backup @kho", 2, /nằm trong thư mục dữ liệu/u, /thư mục khác/u],
  ["backup @lan", 2, /lan không phải một bản sao lưu/u, /thư mục mới/u],
  ["restore @lan --verify", 1, /lan không phải một bản sao lưu/u, /dangvu backup/u],
  ["restore @khong-co", 2, /đã có dữ liệu/u, /--force/u],
  ["start --import @khong-co --no-serve", 2, /khong-co/u, /đường dẫn/u],
];

describe("wrong input at the command line", () => {
  it.each(ROWS)("%s → %i", async (line, code, message, hint) => {
    const called = await callIn(line);
    const [told = "", advice = "", ...rest] = called.err.trimEnd().split("\n");
    expect(told).toMatch(message);
    expect(advice).toMatch(hint);
    expect(advice).toMatch(/^Gợi ý: /u);
    expect(rest).toEqual([]);
    expect(called.err).not.toMatch(/ngoài dự kiến|Error|ENOENT|EISDIR|\.ts:\d/u);
    expect(called.code).toBe(code);
  });

  it.each([
    ["DANGVU_PORT", "abc", /"port" \(biến môi trường DANGVU_PORT\): "abc"/u],
    ["DANGVU_PORT", "70000", /"port" \(biến môi trường DANGVU_PORT\): 70000/u],
    ["DANGVU_LANG", "fr", /"lang" \(biến môi trường DANGVU_LANG\): "fr"/u],
  ])("%s=%s in the environment is named", async (name, value, message) => {
    vi.stubEnv(name, value);
    const { code, err } = await callIn("doctor");
    expect(err).toMatch(message);
    expect(code).toBe(1);
  });

  it("takes an empty variable for one that is not set", async () => {
    vi.stubEnv("DANGVU_PORT", "");
    expect(await callIn("doctor")).toMatchObject({ code: 0, err: "" });
  });

  it.each(["table members.admitted", "search đảng", "show 63-20", "cite 21-NQ/TW", "serve", "runs", "bulletin --list"])(
    "%s does not make a store in a folder that was mistyped",
    async (line) => {
      const { code, err } = await call(...line.split(" "), "--data", join(home, "khoo"));
      expect(err).toMatch(/^Lỗi: Chưa có kho tài liệu trong .*khoo\.\nGợi ý: .*npm start/u);
      expect(code).toBe(2);
      expect((await call("read", join(home, "khoo"))).err).toContain("Không có tệp hay thư mục");
    },
  );
});

describe("good and bad files together", () => {
  it.each(["read", "extract"])("are done as far as can be by %s, with exit code 3", async (command) => {
    const { code, out, err } = await callIn(`${command} @lan`);
    expect(code).toBe(3);
    expect(out).toContain(command === "read" ? "= 1.168 ·" : '"value":1168');
    expect(err.match(/^Gợi ý: /gmu)).toHaveLength(2);
    expect(err).toMatch(/trong\.txt: .*trống/u);
    expect(err).toMatch(/nhieu\.txt: .*không phải văn bản/u);
  });

  it("are no success when none of them can be read", async () => {
    expect(await callIn("extract @hong --jsonl")).toMatchObject({ code: 1, out: "" });
  });

  it("prints records of the good one alone", async () => {
    const { out } = await callIn("extract @trong.txt @tot.txt @anh.png --jsonl");
    expect(new Set(parseLines<{ doc: string }>(out).map(({ doc }) => doc))).toEqual(new Set(["tot"]));
  });
});

describe("help", () => {
  it.each([
    "",
    "start",
    "nightly",
    "read",
    "extract",
    "search",
    "table",
    "show",
    "cite",
    "explain",
    "evaluate",
    "serve",
    "doctor",
    "runs",
    "backup",
    "restore",
    "bulletin",
  ])("of dangvu %s is in Vietnamese, with an example for a command", async (command) => {
    const { code, out, err } = await call(...(command === "" ? [] : [command]), "--help");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^Cách dùng: dangvu/u);
    expect(out).not.toMatch(/^(?:Usage|Options|Commands|Arguments):|display help/mu);
    if (command !== "") expect(out).toMatch(new RegExp(`Ví dụ: (?:dangvu ${command}|npm start)`, "u"));
  });

  it("is shown for `dangvu` alone, as wrong use", async () => {
    const { code, err } = await call();
    expect(code).toBe(2);
    expect(err).toMatch(/^Cách dùng: dangvu/u);
  });
});

describe("as a process", () => {
  it("ends with the code of its trouble and one sentence on standard error", async () => {
    expect(await finish(startProcess(["read", join(home, "trong.txt")]))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^[^\n]+trống[^\n]+\nGợi ý: [^\n]+\n$/u),
    });
  });

  it("ends in peace when its reader goes away", async () => {
    const child = startProcess(["extract", ...Array.from({ length: 400 }, () => join(home, "tot.txt")), "--jsonl"]);
    child.stdout?.once("data", () => child.stdout?.destroy());
    const { code, err } = await finish(child);
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });
});
