import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalize, originOf } from "../../pipeline/language/normalize.ts";
import { compose, removal } from "../../pipeline/read/draft.ts";
import { cutLines } from "../../pipeline/read/lines.ts";

describe("the text of an article", () => {
  it("leads back to the file, characters that were composed or replaced included", () => {
    const raw = "\ufeffMở đầu.\r\n\r\n  Ðảng bộ\u00a0xã có nghị quyê\u0301t mới.  \r\n";
    const { text: normal, offsets: file } = normalize(raw);
    const { text, blocks, offsets } = compose(cutLines(normal), file);
    expect(text).toBe("Mở đầu.\nĐảng bộ xã có nghị quyết mới.");
    const second = blocks[1];
    const span = originOf(offsets as NonNullable<typeof offsets>, second as NonNullable<typeof second>);
    expect(raw.slice(span.start, span.end)).toBe("Ðảng bộ\u00a0xã có nghị quyê\u0301t mới.");
  });

  it("gives for every word of every text the same word of the file", () => {
    const unit = fc.constantFrom("a", "ê\u0301", "Ð", "đảng", " ", "  ", "\n", "\r\n", "\u200b", "•", ".", "B");
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), (parts) => {
        const raw = parts.join("");
        const { text: normal, offsets: file } = normalize(raw);
        const { text, offsets } = compose(cutLines(normal), file);
        for (const match of text.matchAll(/\S+/gu)) {
          const span = originOf(offsets as NonNullable<typeof offsets>, { start: match.index, end: match.index + match[0].length });
          expect(normalize(raw.slice(span.start, span.end)).text).toBe(match[0]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("has no map when it came from no file", () => {
    expect(compose(cutLines("Một dòng."), null).offsets).toBeNull();
  });

  it("keeps 200 characters of what was taken out", () => {
    expect(removal("body", "lặp lại", "x".repeat(500)).text).toHaveLength(200);
  });
});
