import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutLines, takeMarker } from "../../pipeline/read/lines.ts";

const texts = (text: string): readonly string[] => cutLines(text).map((line) => line.text);

describe("lines of a plain text", () => {
  it("join a line that goes on in lower case", () => {
    expect(texts("Chi bộ thôn Hạ họp bàn việc làm đường\nliên thôn quý II/2019\n\nDòng khác.")).toEqual([
      "Chi bộ thôn Hạ họp bàn việc làm đường liên thôn quý II/2019",
      "Dòng khác.",
    ]);
  });

  it("join the lines of a file that was wrapped at a column", () => {
    const wrapped = [
      "Đảng ủy xã họp phiên thường kỳ, nghe báo cáo về công tác phát triển",
      "Đảng ở các thôn. Theo báo cáo của văn phòng, trong quý vừa qua các",
      "Chi bộ đã cử nhiều quần chúng đi học, trong đó phần lớn là đoàn viên",
      "Thanh niên và hội viên phụ nữ đang sinh hoạt tại địa phương, số khác",
      "Đang làm việc ở các khu công nghiệp trong tỉnh.",
    ].join("\n");
    expect(texts(`${wrapped}\n\n${wrapped}`)).toHaveLength(2);
  });

  it("lose a run of blanks that no page has, and keep the places of what stands around it", () => {
    const text = `Chi bộ thôn Hạ${" ".repeat(300)}họp bàn việc làm đường.`;
    const [line] = cutLines(text);
    expect(line?.text).toBe("Chi bộ thôn Hạ họp bàn việc làm đường.");
    expect(line?.pieces.map((piece) => text.slice(piece.from, piece.from + piece.text.length))).toEqual([
      "Chi bộ thôn Hạ",
      "họp bàn việc làm đường.",
    ]);
    expect(texts(`Cột một${" ".repeat(100)}cột hai`)).toEqual([`Cột một${" ".repeat(100)}cột hai`]);
  });

  it("keep lines apart that end as sentences do", () => {
    expect(texts("Câu thứ nhất.\ncâu thứ hai.")).toEqual(["Câu thứ nhất.", "câu thứ hai."]);
  });

  it.each([
    [" • Một đầu việc", "•", "Một đầu việc"],
    ["– Một đầu việc", "–", "Một đầu việc"],
    [" • – Hai dấu liền nhau", "•", "Hai dấu liền nhau"],
    ["* Một đề mục", "*", "Một đề mục"],
    ["--- Bài mới hơn ---", "", "--- Bài mới hơn ---"],
    ["-5 độ", "", "-5 độ"],
    ["2. Mục có số", "", "2. Mục có số"],
  ])("part the marker from %j", (line, marker, text) => {
    expect(cutLines(line)[0]).toMatchObject({ marker, text });
  });

  it("say the same of single lines", () => {
    expect(takeMarker("- Việc thứ nhất")).toEqual({ marker: "-", text: "Việc thứ nhất" });
  });

  it("know where each piece stands", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "Đ", ".", " ", "\n", "\n", "•", "-", "\t"), maxLength: 80 });
    fc.assert(
      fc.property(letters, (text) => {
        for (const line of cutLines(text))
          for (const piece of line.pieces) expect(text.slice(piece.from, piece.from + piece.text.length)).toBe(piece.text);
      }),
    );
  });
});
