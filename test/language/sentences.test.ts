import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalize } from "../../pipeline/language/normalize.ts";
import { findSentences } from "../../pipeline/language/sentences.ts";
import { scanTokens } from "../../pipeline/language/syllables.ts";
import { hostile } from "./hostile.ts";

function sentences(text: string): string[] {
  const tokens = scanTokens(text);
  const starts = findSentences(tokens);
  return Array.from({ length: starts.length - 1 }, (_, i) => {
    const [first, last] = [tokens[starts[i] as number], tokens[(starts[i + 1] as number) - 1]];
    return text.slice(first?.start, last?.end).trimEnd();
  });
}

describe("findSentences", () => {
  it.each<[string, readonly string[]]>([
    ["Tỉnh ủy đã họp. Hội nghị bàn ba việc.", ["Tỉnh ủy đã họp.", "Hội nghị bàn ba việc."]],
    ["Vì sao chậm? Phải làm ngay! Không chờ.", ["Vì sao chậm?", "Phải làm ngay!", "Không chờ."]],
    ["Vì sao?! Chưa rõ.", ["Vì sao?!", "Chưa rõ."]],
    ["hết ngày.Sau đó", ["hết ngày.", "Sau đó"]],
    ["không có dấu chấm", ["không có dấu chấm"]],
    ["", []],
    ["\n \n", []],
  ])("ends at a mark: %j", (text, wanted) => {
    expect(sentences(text)).toEqual(wanted);
  });

  it.each([
    "TP. Hồ Chí Minh kết nạp 5 đảng viên",
    "Ở TP.HCM có 12 đảng bộ",
    "TX. Sơn Tây và xã Đường Lâm",
    "TT. Phước Hải có 21 chi bộ",
    "ThS. Nguyễn Thị Hoa trình bày",
    "PGS. Trần Văn Bình, GS. Lê Văn An",
    "Q. 1 và Q. Bình Thạnh",
    "các chi bộ thôn, bản, khu phố, v.v. và chi bộ cơ quan",
    "đ/c Nam và đ/c Hoa",
  ])("does not end behind an abbreviation: %s", (text) => {
    expect(sentences(text)).toEqual([text]);
  });

  it.each<[string, readonly string[]]>([
    ["gồm bản, làng, v.v. Sau đó họp.", ["gồm bản, làng, v.v.", "Sau đó họp."]],
    ["Nghị quyết Đại hội XIII. Nghị quyết này", ["Nghị quyết Đại hội XIII.", "Nghị quyết này"]],
    ["Thông tin của UBND. Hội nghị nghe", ["Thông tin của UBND.", "Hội nghị nghe"]],
  ])("ends behind one that closes a sentence: %j", (text, wanted) => {
    expect(sentences(text)).toEqual(wanted);
  });

  it.each<[string, readonly string[]]>([
    ["đạt 1.168 đảng viên. Tăng 2,5%. So với năm trước", ["đạt 1.168 đảng viên.", "Tăng 2,5%.", "So với năm trước"]],
    ["kết nạp 4.000. Năm nay", ["kết nạp 4.000.", "Năm nay"]],
    ["từ ngày 3/2. Sau đó, đến 14/10/2030. Rồi", ["từ ngày 3/2.", "Sau đó, đến 14/10/2030.", "Rồi"]],
    ["theo 21-NQ/TW. Năm chi bộ", ["theo 21-NQ/TW.", "Năm chi bộ"]],
    ["đạt 100 %. 5 chi bộ", ["đạt 100 %.", "5 chi bộ"]],
  ])("knows the full stop behind a number from the one inside it: %j", (text, wanted) => {
    expect(sentences(text)).toEqual(wanted);
  });

  it.each<[string, readonly string[]]>([
    ["Ông nói: “Chúng tôi làm tốt.” Rồi ông đi.", ["Ông nói: “Chúng tôi làm tốt.”", "Rồi ông đi."]],
    ["“Phải làm tốt!” Ông nhấn mạnh.", ["“Phải làm tốt!”", "Ông nhấn mạnh."]],
    ["“Phải làm tốt!” ông nhấn mạnh.", ["“Phải làm tốt!” ông nhấn mạnh."]],
    ["(Xem báo cáo số 5.) Năm sau", ["(Xem báo cáo số 5.)", "Năm sau"]],
    ['Ông nói: "Làm tốt." Rồi ông đi.', ['Ông nói: "Làm tốt."', "Rồi ông đi."]],
    ['Ông đi rồi. "Làm tốt", ông nói.', ["Ông đi rồi.", '"Làm tốt", ông nói.']],
    ["Nghị quyết “Về phát triển”. Sau đó", ["Nghị quyết “Về phát triển”.", "Sau đó"]],
  ])("keeps closing quotes and brackets with their sentence: %j", (text, wanted) => {
    expect(sentences(text)).toEqual(wanted);
  });

  it.each<[string, readonly string[]]>([
    ["Việc còn nhiều… Nhưng sẽ xong.", ["Việc còn nhiều…", "Nhưng sẽ xong."]],
    ["Việc còn nhiều... nhưng sẽ xong.", ["Việc còn nhiều... nhưng sẽ xong."]],
    ["Việc còn nhiều... Nhưng sẽ xong.", ["Việc còn nhiều...", "Nhưng sẽ xong."]],
    ["Còn nữa…", ["Còn nữa…"]],
  ])("ends at three dots only before a capital: %j", (text, wanted) => {
    expect(sentences(text)).toEqual(wanted);
  });

  it.each<[string, readonly string[]]>([
    ["1. Kết nạp đảng viên\n2. Thi hành kỷ luật", ["1. Kết nạp đảng viên", "2. Thi hành kỷ luật"]],
    ["2.1. Về tổ chức. Đảng bộ có 5 chi bộ.", ["2.1. Về tổ chức.", "Đảng bộ có 5 chi bộ."]],
    ["I. ĐÁNH GIÁ CHUNG\nIV. Nhiệm vụ", ["I. ĐÁNH GIÁ CHUNG", "IV. Nhiệm vụ"]],
    ["a. Một;\nb) Hai;\n- Ba.\n• Bốn", ["a. Một;", "b) Hai;", "- Ba.", "• Bốn"]],
    ["Dòng một\nDòng hai\n\nDòng ba", ["Dòng một", "Dòng hai", "Dòng ba"]],
  ])("keeps an entry's number with it, and ends at every line: %j", (text, wanted) => {
    expect(sentences(text)).toEqual(wanted);
  });

  it.each<[string, readonly string[]]>([
    ["giữ vững an ninh ở địa phương./.", ["giữ vững an ninh ở địa phương./."]],
    ["ở địa phương./. Bài khác", ["ở địa phương./.", "Bài khác"]],
    ["ở địa phương./.\nBài khác", ["ở địa phương./.", "Bài khác"]],
  ])("takes the sign that closes a document for one end: %j", (text, wanted) => {
    expect(sentences(text)).toEqual(wanted);
  });

  it("takes time in proportion to the length of the text", () => {
    for (const unit of [".", "…”", "./.", "a. ", "TP. ", '"', "v.v. "]) {
      const tokens = scanTokens(`${unit.repeat(Math.ceil(200_000 / unit.length))}a`);
      const began = performance.now();
      findSentences(tokens);
      expect(performance.now() - began, unit).toBeLessThan(1500);
    }
  });

  it("parts the tokens of any text without gaps, each line for itself", () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: "binary" })), (raw) => {
        const tokens = scanTokens(normalize(raw).text);
        const starts = [...findSentences(tokens)];
        expect(starts.at(-1)).toBe(tokens.length);
        expect(starts.slice(0, -1).every((start, i) => start < (starts[i + 1] as number))).toBe(true);
        // What stands before the first sentence are empty lines, and no sentence goes on behind a line break.
        expect(tokens.slice(0, starts[0]).every(({ kind }) => kind === "break")).toBe(true);
        const first = new Set(starts);
        tokens.forEach((token, i) => {
          if (token.kind !== "break" && tokens[i - 1]?.kind === "break") expect(first.has(i)).toBe(true);
        });
      }),
      { numRuns: 400 },
    );
  });
});
