import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalize } from "../../pipeline/language/normalize.ts";
import { readTermList } from "../../pipeline/language/segmenter/terms.ts";
import { findSentences } from "../../pipeline/language/sentences.ts";
import { scanTokens } from "../../pipeline/language/syllables.ts";
import { loadSegmenter, segmentSpans, segmentWords, wordTokenizer } from "../../pipeline/language/words.ts";

const tag = (text: string): string[] => wordTokenizer().tag(text);
const terms = readTermList(readFileSync(new URL("../../corpus/segmenter/domain-terms.txt", import.meta.url), "utf8"));

/** Pieces of reports, to be thrown together: syllables in several writings, figures, signs, marks, spaces, and what no report holds. */
const piece = fc.oneof(
  fc.constantFrom(
    ..."đảng viên chi bộ tổ chức cơ sở kết nạp Đảng ủy xã Hòa Bình Lạng Sơn Nguyễn Văn An hoà hòa thuỷ uỷ ban TCCSĐ TCCSĐvà BTVđã ABcd XYZ1 TP q knock out baolangson vn".split(
      " ",
    ),
  ),
  fc.constantFrom(...terms),
  fc.constantFrom(
    "1.168",
    "69,99%",
    "46/46",
    "13-3-2012",
    "21-NQ/TW",
    "09 – NQ/TU",
    "318/QĐ-TTg",
    "21-KL/TWvà",
    "7",
    "3 %",
    "12-5",
    "1.234.567.890,5",
  ),
  fc.constantFrom(".", ",", "...", "…", "!", "?", ";", ":", "-", "–", "“", "”", '"', "(", ")", "/", "%", "’", "."),
  fc.constantFrom("\n", "\t", "  "),
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.string({ unit: "binary", maxLength: 4 }),
);
const text = fc.array(fc.tuple(piece, fc.constantFrom("", " ", " ", " ")), { maxLength: 40 }).map((pieces) => pieces.flat().join(""));

describe("words of a sentence", () => {
  const sentences: readonly (readonly [text: string, words: string])[] = [
    ["Chi bộ kết nạp 3 đảng viên.", "Chi bộ|kết nạp|3|đảng viên|."],
    ["Toàn tỉnh có 719 tổ chức cơ sở đảng đạt trong sạch vững mạnh.", "Toàn|tỉnh|có|719|tổ chức cơ sở đảng|đạt|trong sạch vững mạnh|."],
    ["Ủy ban kiểm tra cảnh cáo 12 cấp ủy viên", "Ủy ban kiểm tra|cảnh cáo|12|cấp ủy viên"],
    ["thực hiện Nghị quyết 21-NQ/TW của Trung ương", "thực hiện|Nghị quyết|21-NQ/TW|của|Trung ương"],
    ["đạt 69,99% chỉ tiêu, bằng 46/46 chi bộ", "đạt|69,99%|chỉ tiêu|,|bằng|46/46|chi bộ"],
    ["Kết luận 21-KL/TWvà chương trình", "Kết luận|21-KL/TW|và|chương trình"],
    ["Bí thư Tỉnh ủy Lạng Sơn Nguyễn Văn An dự", "Bí thư|Tỉnh ủy|Lạng Sơn|Nguyễn Văn An|dự"],
    ["ở TP. Vinh và Q. 3", "ở|TP.|Vinh|và|Q.|3"],
    ["Ông nói... rồi thôi", "Ông|nói|...|rồi|thôi"],
    ["xem baolangson.vn hôm nay", "xem|baolangson.vn|hôm nay"],
    ["trở thành ủy viên", "trở thành|ủy viên"],
    ["hướng dẫn viên du lịch", "hướng dẫn viên|du lịch"],
  ];
  for (const [sentence, words] of sentences) it(`cuts "${sentence}"`, () => expect(tag(sentence).join("|")).toBe(words));

  it("gives nothing for nothing", () => {
    expect(tag("")).toEqual([]);
    expect(tag(" \n\t ")).toEqual([]);
    expect([...segmentWords([])]).toEqual([0]);
  });

  it("keeps a line break as a word of its own among the tokens", () => {
    const tokens = scanTokens("chi bộ\nđảng bộ");
    expect([...segmentWords(tokens)]).toEqual([0, 2, 3, 5]);
  });
});

describe("what is never split", () => {
  it.each(terms)("%s", (term) => {
    const spans = tag(`Năm nay, ${term}; còn nữa.`);
    expect(spans.map((word) => word.toLowerCase())).toContain(term);
  });

  it.each(["21-NQ/TW", "09 – NQ/TU", "318/QĐ-TTg", "335/2025/NĐ-CP", "1.168", "69,99%", "46/46", "13-3-2012", "14/10/1930", "99.000"])(
    "%s",
    (figure) => {
      expect(tag(`theo ${figure} đã nêu`)).toContain(figure);
    },
  );
});

describe("user terms", () => {
  it("stay whole without training", () => {
    const term = "câu lạc bộ mẹ và bé 4.0";
    expect(tag(`Ra mắt ${term}.`)).not.toContain(term);
    expect(loadSegmenter({ terms: [term] }).tag(`Ra mắt ${term}.`)).toContain(term);
  });

  it("are found in every writing", () => {
    const segmenter = loadSegmenter({ terms: ["uỷ hội sông hoà"] });
    expect(segmenter.tag("ỦY HỘI SÔNG HÒA họp")).toEqual(["ỦY HỘI SÔNG HÒA", "họp"]);
  });

  it("take ten thousand in one list", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `mục tiêu số ${i} của kế hoạch`);
    expect(loadSegmenter({ terms: many }).tag("Đạt mục tiêu số 9876 của kế hoạch.")).toEqual(["Đạt", "mục tiêu số 9876 của kế hoạch", "."]);
  });
});

describe("properties", () => {
  const inkOf = (words: readonly string[]): string[] => words.map((word) => normalize(word).text.toLowerCase().replace(/\s/gu, ""));

  it("spans lie in order and rebuild the text: nothing but white space and invisible characters is left out", () => {
    fc.assert(
      fc.property(text, (raw) => {
        const spans = segmentSpans(raw);
        let rebuilt = "";
        let end = 0;
        for (let i = 0; i < spans.length; i += 2) {
          const gap = raw.slice(end, spans[i]);
          expect(normalize(gap).text.trim()).toBe("");
          expect(spans[i]).toBeLessThan(spans[i + 1] as number);
          rebuilt += gap + raw.slice(spans[i], spans[i + 1]);
          end = spans[i + 1] as number;
        }
        expect(normalize(raw.slice(end)).text.trim()).toBe("");
        expect(rebuilt + raw.slice(end)).toBe(raw);
      }),
      { numRuns: 400 },
    );
  });

  it("scanning by itself and working from tokens give the same words", () => {
    fc.assert(
      fc.property(text, (raw) => {
        const normal = normalize(raw).text;
        const tokens = scanTokens(normal);
        const words = segmentWords(tokens);
        const fromTokens: number[] = [];
        for (let i = 0; i + 1 < words.length; i++) {
          const [first, last] = [tokens[words[i] as number], tokens[(words[i + 1] as number) - 1]];
          if (first !== undefined && last !== undefined && first.kind !== "break") fromTokens.push(first.start, last.end);
        }
        expect([...segmentSpans(normal)]).toEqual(fromTokens);
      }),
      { numRuns: 800 },
    );
  });

  it("NFC, NFD, Ð for Đ and the newer tone placement give the same words", () => {
    const newer = (words: string): string => words.replace(/(h)òa(?!\p{L})/giu, "$1oà").replace(/ủy(?!\p{L})/gu, "uỷ");
    const sentence = fc.array(fc.constantFrom(...terms, "Hòa Bình", "Đảng ủy", "kết nạp", "thủy lợi", "12", "."), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(sentence, (parts) => {
        const plain = parts.join(" ");
        const lengths = inkOf(tag(plain)).map((word) => word.length);
        for (const other of [plain.normalize("NFD"), plain.replaceAll("Đ", "Ð"), newer(plain)]) {
          expect(inkOf(tag(other)).map((word) => word.length)).toEqual(lengths);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("no word crosses the end of a sentence or of a line", () => {
    fc.assert(
      fc.property(text, (raw) => {
        const tokens = scanTokens(normalize(raw).text);
        const words = new Set(segmentWords(tokens));
        for (const start of findSentences(tokens)) expect(words.has(start)).toBe(true);
        tokens.forEach((token, i) => {
          if (token.kind === "break") expect(words.has(i) && words.has(i + 1)).toBe(true);
        });
      }),
      { numRuns: 400 },
    );
  });

  it("time grows with the length, whatever the text", () => {
    const hostile = [
      "(".repeat(100_000),
      "1".repeat(200_000),
      "1.111.".repeat(40_000),
      "a".repeat(300_000),
      "đảng ".repeat(60_000),
      "1 - ".repeat(50_000),
      ".".repeat(100_000),
    ];
    for (const one of hostile) expect(segmentSpans(one).length).toBeGreaterThan(0);
  });
});
