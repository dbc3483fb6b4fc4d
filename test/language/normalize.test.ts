import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identityOffsets, normalize, originOf } from "../../pipeline/language/normalize.ts";
import { scanTokens } from "../../pipeline/language/syllables.ts";
import type { Span } from "../../pipeline/types/tokens.ts";

const PIECES =
  "Ðảng Đảng đảng viên ðoàn TCCSÐ hoà hòa kết nạp 1.168 69,99% 21-NQ/TW “tự phê bình” – … \n \r\n \r \u00a0 \u200b \ufeff \u00ad \u0301 \u0323 \u0344 \u212b \ud800 \udc00 😀 \u2028 \u3000 \u0085 \u0007".split(
    " ",
  );

/** Vietnamese as editors, phones and old converters write it, with what else a file may hold. */
const messy: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...PIECES, " ") },
      { weight: 3, arbitrary: fc.constantFrom(...PIECES).map((piece) => piece.normalize("NFD")) },
      { weight: 2, arbitrary: fc.constantFrom("\u0300", "\u0301", "\u0309", "\u0303", "\u0323", "\u0302", "\u031b", "\u200b", "\u200d") },
      { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    ),
    { maxLength: 60, size: "max" },
  )
  .map((pieces) => pieces.join(""));

const back = (raw: string, span: Span): string => {
  const { start, end } = originOf(normalize(raw).offsets, span);
  return raw.slice(start, end);
};

describe("normalize", () => {
  it.each<[string, string, string]>([
    ["composes", "đa\u0309ng".normalize("NFD"), "đảng"],
    ["composes in any order of marks", "Viê\u0323t e\u0323\u0302 e\u0302\u0323", "Việt ệ ệ"],
    ["leaves what is composed", "Đảng bộ tỉnh Đắk Lắk", "Đảng bộ tỉnh Đắk Lắk"],
    ["writes Ð (eth) as Đ", "TCCSÐ, Ðảng, ÐẢNG", "TCCSĐ, Đảng, ĐẢNG"],
    ["writes Ɖ (African D) as Đ", "Ɖảng", "Đảng"],
    ["writes ð as đ", "ðảng", "đảng"],
    ["makes every space plain", "kết\u00a0nạp\u2003đảng\u202fviên\u3000mới", "kết nạp đảng viên mới"],
    ["drops what is not seen", "\ufeffkết\u200b nạp\u2060 đảng\u00ad viên\u200e", "kết nạp đảng viên"],
    ["drops control characters but tab and line ends", "a\u0007b\tc\u0000d\u007f\n", "ab\tcd\n"],
    ["ends every line alike", "a\r\nb\rc\nd\u2028e\u2029f\u0085g", "a\nb\nc\nd\ne\nf\ng"],
    ["keeps empty lines", "a\r\n\r\nb\n\rc", "a\n\nb\n\nc"],
    ["makes odd hyphens plain", "21\u2011NQ/TW \u2010 \u22125", "21-NQ/TW - -5"],
    ["keeps dashes and curly quotes, which mean something", "2015–2020 — “tự diễn biến” ‘x’ …", "2015–2020 — “tự diễn biến” ‘x’ …"],
    ["makes full-width comma and percent plain", "69，99％", "69,99%"],
    ["leaves tone placement", "hoà hòa uỷ ủy", "hoà hòa uỷ ủy"],
    ["joins a letter and its mark across what is not seen", "đa\u200b\u0309ng e\u00ad\u0323\u200b\u0302", "đảng ệ"],
    ["takes singletons to their letter", "\u212b \u2126", "Å Ω"],
    ["keeps pairs of surrogates", "😀 𝔸", "😀 𝔸"],
    ["replaces a surrogate that is alone", "a\ud800b\udc00", "a\ufffdb\ufffd"],
    ["has nothing to do", "", ""],
  ])("%s", (_, raw, wanted) => {
    expect(normalize(raw).text).toBe(wanted);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(messy, (raw) => {
        const { text } = normalize(raw);
        expect(normalize(text).text).toBe(text);
      }),
      { numRuns: 600 },
    );
  });

  it("gives the same for every form of Vietnamese text", () => {
    const sentence = fc
      .array(fc.constantFrom(..."Đảng bộ huyện kết nạp được đảng viên mới, quý II nghĩa Thừa Thiên Huế Đắk Nông xã Ỷ La".split(" ")))
      .map((words) => words.join(" "));
    fc.assert(
      fc.property(sentence, (text) => {
        for (const raw of [text.normalize("NFD"), text.normalize("NFC"), text.replaceAll("Đ", "Ð"), `\ufeff${text}`])
          expect(normalize(raw).text).toBe(text);
      }),
    );
  });

  it("stays linear in long runs of marks, odd spaces and letters without their marks", () => {
    for (const unit of ["a\u0301", "\u0301\u0323", "\u200b", "a\u200b", "\u00a0", "\r\n", "Ð", "e\u0323\u0302", "\ud800"]) {
      const raw = unit.repeat(100_000);
      const began = performance.now();
      expect(normalize(raw).text.length).toBeLessThanOrEqual(raw.length);
      expect(performance.now() - began).toBeLessThan(1000);
    }
    const marked = `đa${"\u0309".repeat(50_000)}ng`;
    expect(normalize(marked).text).toBe(marked);
  });
});

describe("originOf", () => {
  it.each<[string, string, Span, string]>([
    ["a composed letter", "đa\u0309ng viên", { start: 0, end: 4 }, "đa\u0309ng"],
    ["the composed letter alone", "đa\u0309ng viên", { start: 1, end: 2 }, "a\u0309"],
    ["what stands behind it", "đa\u0309ng viên", { start: 5, end: 9 }, "viên"],
    ["a word behind a byte order mark", "\ufeffđảng", { start: 0, end: 4 }, "đảng"],
    ["a word without what is not seen at its end", "kết\u200b nạp", { start: 0, end: 3 }, "kết"],
    ["a phrase with what is not seen inside", "kết\u200b nạp", { start: 0, end: 7 }, "kết\u200b nạp"],
    ["a line end of two characters", "a\r\nb", { start: 1, end: 2 }, "\r\n"],
    ["a word behind such a line end", "a\r\nb", { start: 2, end: 3 }, "b"],
    ["a look-alike letter", "TCCSÐ x", { start: 0, end: 5 }, "TCCSÐ"],
    ["a letter with more marks than compose", "e\u0301\u0323\u0301 x", { start: 0, end: 3 }, "e\u0301\u0323\u0301"],
    ["nothing", "đa\u0309ng", { start: 2, end: 2 }, ""],
  ])("gives back %s", (_, raw, span, wanted) => {
    expect(back(raw, span)).toBe(wanted);
  });

  it("composes what NFC replaces even where it stands alone", () => {
    for (const raw of ["\u1feb", "\u1feb\ufeff", "\u0374", "\u212b", "\uf900"])
      expect(normalize(raw).text).toBe(raw.replace("\ufeff", "").normalize("NFC"));
  });

  it("gives back what every token was made from", () => {
    fc.assert(
      fc.property(messy, (raw) => {
        const { text, offsets } = normalize(raw);
        let before = 0;
        for (const token of scanTokens(text)) {
          const { start, end } = originOf(offsets, token);
          expect(normalize(raw.slice(start, end)).text).toBe(text.slice(token.start, token.end));
          expect(start).toBeGreaterThanOrEqual(before);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(raw.length);
      }),
      { numRuns: 600 },
    );
  });

  it("covers the whole of a text, and nothing is lost between neighbours", () => {
    fc.assert(
      fc.property(messy, fc.nat(), (raw, cut) => {
        const { text, offsets } = normalize(raw);
        expect([offsets.length, offsets.originLength]).toEqual([text.length, raw.length]);
        const at = text.length === 0 ? 0 : cut % text.length;
        const [left, right] = [originOf(offsets, { start: 0, end: at }), originOf(offsets, { start: at, end: text.length })];
        if (at > 0) expect(left.end).toBeLessThanOrEqual(right.end);
        expect(normalize(raw.slice(right.end)).text.trim()).toBe("");
      }),
    );
  });

  it("of a text that is its own original changes nothing", () => {
    expect(originOf(identityOffsets(20), { start: 3, end: 9 })).toEqual({ start: 3, end: 9 });
  });
});
