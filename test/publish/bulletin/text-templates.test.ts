import { describe, expect, it } from "vitest";
import { fillWords, openSpeaker } from "../../../pipeline/publish/bulletin/fill.ts";
import { PARTS, PHRASES } from "../../../pipeline/publish/bulletin/parts.ts";
import { parseTemplates, readTemplates, type Templates } from "../../../pipeline/publish/bulletin/templates.ts";
import { BadEntry } from "../../../pipeline/types/errors.ts";

/** The least that a file must have: each part and each general phrase once. */
const LEAST = [
  ...Object.keys(PARTS).flatMap((part) => [`[${part}]`, `câu ${part}`]),
  "[phrases general]",
  ...Object.keys(PHRASES).map((key) => `${key} = chữ ${key}`),
].join("\n");

const parse = (text: string): Templates => parseTemplates(`${text}\n${LEAST}`, { file: "câu.txt", lang: "vi" });

/** What is said of a file that is not taken. */
function fault(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof BadEntry) return `${error.message} ${error.hint}`;
    throw error;
  }
  return "không có lỗi";
}

describe("a file of words", () => {
  it("gives sentences by section, leaving notes and empty lines out", () => {
    const { sentences } = parse("# chú thích\n[discipline.leaders]\n\nNhiều nhất là {first}.\n  Đầu bảng là {First}; sau là {rest}.  ");
    expect(sentences.get("discipline.leaders")).toEqual([
      [{ text: "Nhiều nhất là " }, { slot: "first", isCapital: false }, { text: "." }],
      [
        { text: "Đầu bảng là " },
        { slot: "first", isCapital: true },
        { text: "; sau là " },
        { slot: "rest", isCapital: false },
        { text: "." },
      ],
    ]);
  });

  it.each<[string, string, RegExp]>([
    [
      "an unknown place to fill",
      "[leader]\nĐứng đầu là {frist}.",
      /câu\.txt, dòng 2: không có chỗ điền \{frist\}.*Có phải là \{first\}\? Được dùng: \{first\}, \{name\}, \{period\}/u,
    ],
    ["a place in a section that has none", "[and]\nvà {list}", /dòng 2: .*Mục này không có chỗ điền nào/u],
    ["a brace that is never closed", "[leader]\n\nĐứng đầu là {first.", /dòng 3: dấu ngoặc nhọn không đủ cặp.*\{ \}/u],
    ["a brace that was never opened", "[leader]\nĐứng đầu là first}.", /dòng 2: dấu ngoặc nhọn/u],
    ["an unknown section", "[leadres]\nĐứng đầu là {first}.", /dòng 1: không có mục \[leadres\].*Có phải là \[leaders\]\?/u],
    ["a section of an unknown family", "[membres.admitted.leaders]\nx", /không có mục \[membres\.admitted\.leaders\]/u],
    ["an unknown question", "[phrases membres.admitted.count]\nname = x", /không có câu hỏi "membres\.admitted\.count".*members/u],
    ["an unknown phrase", "[phrases general]\nnoun = x", /dòng 2: không có "noun".*name, clause, with/u],
    ["a phrase without an equals sign", "[phrases general]\nđảng viên mới", /dòng 2: .*không có dấu bằng/u],
    ["a sentence before all sections", "Xin chào", /dòng 1: .*đứng trước mọi mục/u],
  ])("is refused for %s, with file, line and what is allowed", (_, text, expected) => {
    expect(fault(text)).toMatch(expected);
  });

  it("is refused without a general section, as nothing would stand in for those that are missing", () => {
    expect(() => parseTemplates(LEAST.replace("[sum]", "[shares.sum]"), { file: "câu.txt", lang: "vi" })).toThrow(/thiếu mục \[sum\]/u);
  });

  it("is refused when it cannot be read", () => {
    expect(() => readTemplates("vi", "/khong/co/tep.txt")).toThrow(/Không đọc được tệp câu mẫu/u);
  });
});

describe("a speaker", () => {
  const speaker = () => openSpeaker(parse("[leader]\nmột\nhai\nba\n[discipline.leader]\nriêng"));
  const say = (sections: readonly string[], abouts: readonly string[]): readonly string[] => {
    const own = speaker();
    return abouts.map((about) => fillWords(own.choose(sections, about)));
  };
  const abouts = Array.from({ length: 40 }, (_, index) => `tỉnh ${index % 7}`);

  it("never says one thing the same way twice in a row, and the same things in the same ways", () => {
    const told = say(["leader"], abouts);
    told.forEach((way, index) => {
      expect(way).not.toBe(told[index - 1]);
    });
    expect(new Set(told)).toEqual(new Set(["một", "hai", "ba", "câu leader"]));
    expect(say(["leader"], abouts)).toEqual(told);
  });

  it("prefers a question's own section and falls back on the general one", () => {
    expect(say(["discipline.leader", "leader"], ["a"])).toEqual(["riêng"]);
    expect(say(["inspection.and", "and"], ["a"])).toEqual(["câu and"]);
  });
});

describe.each(["vi", "en"] as const)("the file of words in %s", (lang) => {
  const { sentences, phrases } = readTemplates(lang);

  it("has more than one way of saying what comes often", () => {
    for (const part of ["coverage", "leaders", "listed", "rises", "falls"]) expect(sentences.get(part)?.length, part).toBeGreaterThan(1);
  });

  it("says of every question what it is called and how a column of it is headed", () => {
    for (const [question, own] of phrases)
      for (const key of ["name", "clause", "with", "column", "unit"]) expect(own.has(key), `${question} ${key}`).toBe(true);
  });

  it("knows the questions of the other language", () => {
    const other = readTemplates(lang === "vi" ? "en" : "vi");
    expect([...phrases.keys()]).toEqual([...other.phrases.keys()]);
    expect([...sentences.keys()]).toEqual([...other.sentences.keys()]);
  });
});
