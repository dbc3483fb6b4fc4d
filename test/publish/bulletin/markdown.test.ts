import { describe, expect, it } from "vitest";
import { bulletinMarkdown } from "../../../pipeline/publish/bulletin/markdown.ts";
import type { Block } from "../../../pipeline/types/bulletin.ts";
import { HOSTILE, TEXT } from "./fixture.ts";

const blocksOf = (blocks: readonly Block[]): string =>
  bulletinMarkdown({ ...TEXT, blocks })
    .split("\n\n")
    .slice(3, -2)
    .join("\n\n");

describe("a bulletin of Markdown", () => {
  it("has headings, a table with numbers at the right, and footnotes", () => {
    const markdown = bulletinMarkdown(TEXT);
    expect(markdown.split("\n")).toEqual(
      expect.arrayContaining([
        "# Bản tin xây dựng Đảng quý I năm 2024",
        "## Kết nạp đảng viên",
        "### So sánh giữa các tỉnh",
        "**Bảng 1. Đảng viên mới kết nạp theo tỉnh**",
        "| --- | ---: | ---: | ---: |",
        "| Lạng Sơn | 1.234[^1] | 1.100 | +134 |",
        "[^3]: Cổng thông tin Hà Tĩnh, “Tin công tác đảng”, 08/04/2024, <https://example.org/ha-tinh>.",
      ]),
    );
    expect(bulletinMarkdown(TEXT)).toBe(markdown);
  });

  it("tells a chart in words, or shows it where there is a picture", () => {
    expect(bulletinMarkdown(TEXT)).toContain("**Biểu đồ 1. Ba tỉnh kết nạp nhiều nhất**\n\nBa tỉnh có số liệu: cao nhất");
    const shown = bulletinMarkdown(TEXT, { picture: (_, number) => `bieu-do-${number}.svg` });
    expect(shown).toContain("cao nhất Lạng Sơn 1.234, thấp nhất Hà Tĩnh 765.](<bieu-do-1.svg>)");
  });

  it.each([
    ["1. Một", "1\\. Một"],
    ["2024. Năm", "2024\\. Năm"],
    ["1.234 đảng viên", "1.234 đảng viên"],
    ["- gạch", "\\- gạch"],
    ["# dấu", "\\# dấu"],
    ["a*b_c|d", "a\\*b\\_c\\|d"],
    ["<b>", "\\<b\\>"],
  ])("writes %s as text", (text, written) => {
    expect(blocksOf([{ kind: "paragraph", inlines: [{ text }] }])).toBe(written);
  });

  it("keeps blanks out of emphasis", () => {
    const inlines = [{ text: "kết nạp " }, { text: " 980 ", style: "strong", note: 1 }, { text: "người" }] as const;
    expect(blocksOf([{ kind: "paragraph", inlines }])).toContain("kết nạp  **980**[^1] người");
  });

  it("takes hostile texts as text", () => {
    const markdown = bulletinMarkdown(HOSTILE);
    expect(markdown).not.toMatch(/(?<!\\)<(?!https?:)/u);
    expect(markdown).not.toContain("javascript:");
  });
});
