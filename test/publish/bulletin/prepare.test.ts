import { describe, expect, it } from "vitest";
import { prepareText } from "../../../pipeline/publish/bulletin/prepare.ts";
import type { BulletinText, Inline } from "../../../pipeline/types/bulletin.ts";
import { TEXT } from "./fixture.ts";

const written = (inlines: readonly Inline[], notes: BulletinText["notes"] = [[{ text: "một" }], [{ text: "hai" }], [{ text: "ba" }]]) =>
  prepareText({ ...TEXT, blocks: [{ kind: "paragraph", inlines }], notes });

describe("a bulletin as its files write it", () => {
  it("numbers footnotes by their first mention and leaves out those that nothing mentions", () => {
    const { parts, notes } = written([
      { text: "a", note: 3 },
      { text: "b", note: 1 },
      { text: "c", note: 3 },
    ]);
    const [paragraph] = parts;
    expect(paragraph?.kind === "paragraph" && paragraph.words.map(({ reference }) => reference)).toEqual([
      { number: 1, occurrence: 1 },
      { number: 2, occurrence: 1 },
      { number: 1, occurrence: 2 },
    ]);
    expect(notes.map(({ words, mentions }) => [words[0]?.text, mentions])).toEqual([
      ["ba", 2],
      ["một", 1],
    ]);
  });

  it.each([0, -1, 4, 1.5])("refuses a mention of the footnote %d of three", (note) => {
    expect(() => written([{ text: "a", note }])).toThrow(RangeError);
  });

  it.each([
    ["https://example.org/a b", "https://example.org/a%20b"],
    ["http://[", null],
    ["javascript:alert(1)", null],
    ["file:///etc/passwd", null],
    ["/ban-tin", null],
  ])("takes the address %s as %s", (href, expected) => {
    const [paragraph] = written([{ text: "a", href }]).parts;
    expect(paragraph?.kind === "paragraph" && paragraph.words[0]?.href).toBe(expected);
  });

  it("counts tables and charts apart, and has no second level before a first", () => {
    const table = { kind: "table", caption: "b", head: [], rows: [], isNumber: [], note: null } as const;
    const chart = TEXT.blocks.find((block) => block.kind === "chart");
    if (chart === undefined) throw new Error("no chart");
    const { parts } = prepareText({
      ...TEXT,
      blocks: [{ kind: "heading", level: 2, text: "a" }, table, chart, table, { kind: "heading", level: 2, text: "b" }],
    });
    expect(parts.map((part) => ("number" in part ? part.number : "level" in part ? `h${part.level}` : null))).toEqual([
      "h1",
      1,
      1,
      2,
      "h2",
    ]);
  });

  it("has no control characters and no halves of pairs", () => {
    expect(prepareText({ ...TEXT, title: "a\u0000\ud800\u0008b\nc" }).title).toBe("ab c");
  });
});
