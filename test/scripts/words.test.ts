import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { normalize } from "../../pipeline/language/normalize.ts";
import { call, parseLines } from "./cli.ts";

const LINES = [
  "Năm 2021, Đảng bộ tỉnh Lạng Sơn kết nạp 1.168 đảng viên.",
  "",
  "TCCSÐ đạt 69,99%; Uỷ ban kiểm tra giám sát theo Quy định 21-QĐ/TW.",
  "  Chi bộ\tkết nạp ",
];
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);

let home: string;
const file = (name: string, content: string | Buffer): string => {
  const path = join(home, name);
  writeFileSync(path, content);
  return path;
};
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "dangvu-words-"));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The words that the printed spans cut out of the lines. */
async function cut(lines: readonly string[], content: string | Buffer, ...more: readonly string[]): Promise<string[][]> {
  const { code, out, err } = await call("words", file("bai.txt", content), "--spans", ...more);
  expect([code, err]).toEqual([0, ""]);
  const printed = parseLines<[number, number][]>(out);
  expect(printed).toHaveLength(lines.length);
  return printed.map((spans, i) => spans.map(([start, end]) => (lines[i] as string).slice(start, end)));
}

describe("dangvu words", () => {
  it("prints one line for each line, syllables of a word joined", async () => {
    const { code, out } = await call("words", file("bai.txt", `${LINES.join("\n")}\n`));
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "Năm 2021 , Đảng_bộ tỉnh Lạng_Sơn kết_nạp 1.168 đảng_viên .",
      "",
      "TCCSÐ đạt 69,99% ; Uỷ_ban_kiểm_tra giám_sát theo Quy_định 21-QĐ/TW .",
      "Chi_bộ kết_nạp",
      "",
    ]);
  });

  it("prints spans that cut the words out of the line as it stands in the file", async () => {
    const words = await cut(LINES, LINES.join("\n"));
    expect(words[0]).toEqual(["Năm", "2021", ",", "Đảng bộ", "tỉnh", "Lạng Sơn", "kết nạp", "1.168", "đảng viên", "."]);
    expect(words[1]).toEqual([]);
    expect(words[3]).toEqual(["Chi bộ", "kết nạp"]);
  });

  it.each<[string, (text: string) => string, (text: string) => string | Buffer]>([
    ["decomposed letters", (text) => text.normalize("NFD"), (text) => text],
    ["line ends of Windows", (text) => text.replaceAll("\n", "\r\n"), (text) => text],
    ["invisible characters", (text) => text.replaceAll("Đảng", "\u200bĐả\u00adng\u200b"), (text) => text],
    ["a byte order mark", (text) => `\ufeff${text}`, (text) => text],
    ["UTF-16", (text) => `\ufeff${text}`, (text) => Buffer.from(text, "utf16le")],
    ["spaces that do not break", (text) => text.replaceAll(" ", "\u00a0"), (text) => text],
  ])("counts offsets in the file's own characters: %s", async (_, write, encode) => {
    const plain = (await cut(LINES, LINES.join("\n"))).map((words) => words.map((word) => normalize(word).text));
    const text = write(LINES.join("\n"));
    const words = await cut(text.split("\n"), encode(text));
    expect(words.map((line) => line.map((word) => normalize(word).text))).toEqual(plain);
  });

  it("leaves out nothing but white space, whatever the file holds", async () => {
    const text = fc.array(
      fc.oneof(
        fc.constantFrom(...LINES, "\n"),
        fc.string({ unit: "binary" }).map((raw) => raw.replaceAll("\0", " ")),
      ),
    );
    await fc.assert(
      fc.asyncProperty(text, async (parts) => {
        const content = Buffer.from(`x${parts.join("")}`).toString();
        const lines = content.replace(/\n$/u, "").split("\n");
        const words = await cut(lines, content);
        const ink = (writing: string): string => normalize(writing).text.replace(/\s/gu, "");
        expect(words.map((line) => ink(line.join(" ")))).toEqual(lines.map(ink));
      }),
      { numRuns: 60 },
    );
  });

  it("keeps the terms of the user's dictionary whole", async () => {
    const line = "Ra mắt câu lạc bộ mẹ và bé của xã.";
    const terms = file("tu-dien.txt", "# của tôi\ncâu lạc bộ mẹ và bé\n");
    expect((await cut([line], line))[0]).not.toContain("câu lạc bộ mẹ và bé");
    expect((await cut([line], line, "--terms", terms))[0]).toContain("câu lạc bộ mẹ và bé");
  });

  it("takes one endless line", async () => {
    const line = "Kết nạp 12 đảng viên. ".repeat(50_000);
    const [words] = await cut([line], line);
    expect(words).toHaveLength(4 * 50_000);
  });
});

describe("what dangvu words refuses", () => {
  it.each<[string, () => readonly string[], number, RegExp]>([
    ["an image", () => [file("anh.txt", PNG)], 1, /anh\.txt.*image\/png/u],
    ["bytes that are no text", () => [file("nhieu.txt", Buffer.from([1, 0, 200, 7]))], 1, /nhieu\.txt.*không phải văn bản/u],
    ["an empty file", () => [file("trong.txt", "")], 1, /trong\.txt trống/u],
    ["a missing file", () => [join(home, "khong-co.txt")], 2, /Không có tệp/u],
    ["a folder", () => [home], 2, /là thư mục|Không có tệp đọc được/u],
    ["a dictionary that is no text", () => [file("tot.txt", "chi bộ"), "--terms", file("anh.txt", PNG)], 1, /anh\.txt.*image\/png/u],
    ["a missing dictionary", () => [file("tot.txt", "chi bộ"), "--terms", join(home, "khong-co.txt")], 2, /Không có tệp/u],
  ])("%s", async (_, argv, code, message) => {
    const called = await call("words", ...argv());
    expect(called.code).toBe(code);
    expect(called.err).toMatch(message);
    expect(called.err).toMatch(/Gợi ý: ./u);
    expect(called.out).toBe("");
  });
});
