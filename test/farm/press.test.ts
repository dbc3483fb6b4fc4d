import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadPress, parseArticle, parseBody } from "../../pipeline/farm/press.ts";

const head = `site: vungcao
section: to-chuc
style: brief
title: "Tin ngắn"
published: 2020-01-02T08:30
facts: "https://bao.vn/1"
publisher: "Báo"
place: "63-10"`;
const markdown = (front: string, body = "Một đoạn.") => `---\n${front}\n---\n${body}\n`;

describe("parseBody", () => {
  it("tells paragraphs, headings, lists and tables apart", () => {
    const body =
      "Đoạn một\nviết trên hai dòng.\n\n## Đề mục\nĐoạn hai.\n- mục a\n- mục b\n\n| Đảng bộ | Số |\n| --- | --- |\n| A | 1 |\n\nĐoạn ba.";
    expect(parseBody(body)).toEqual([
      { kind: "paragraph", text: "Đoạn một viết trên hai dòng." },
      { kind: "heading", text: "Đề mục" },
      { kind: "paragraph", text: "Đoạn hai." },
      { kind: "list", items: ["mục a", "mục b"] },
      {
        kind: "table",
        rows: [
          ["Đảng bộ", "Số"],
          ["A", "1"],
        ],
      },
      { kind: "paragraph", text: "Đoạn ba." },
    ]);
  });

  it("keeps two headings in a row apart", () => {
    expect(parseBody("## Một\n## Hai")).toEqual([
      { kind: "heading", text: "Một" },
      { kind: "heading", text: "Hai" },
    ]);
  });
});

describe("parseArticle", () => {
  it("reads the front matter, with null for what is left out", () => {
    const article = parseArticle(markdown(head), "tin-ngan.md");
    expect(article).toMatchObject({
      id: "tin-ngan",
      title: "Tin ngắn",
      published: "2020-01-02T08:30",
      sapo: null,
      byline: null,
      omits: [],
    });
  });

  it.each([
    ["an unknown site", head.replace("vungcao", "bacbo"), /"site"/],
    ["an unknown field", `${head}\nmau: 1`, /mau/],
    ["a date in another form", head.replace("2020-01-02T08:30", "02/01/2020"), /"published"/],
    ["no source of its figures", head.replace(/facts.*\n/, ""), /"facts"/],
  ])("refuses %s, naming file and field", (_, front, message) => {
    expect(() => parseArticle(markdown(front), "tin.md")).toThrow(message);
    expect(() => parseArticle(markdown(front), "tin.md")).toThrow(/tin\.md/);
  });

  it("refuses a file without front matter", () => {
    expect(() => parseArticle("Một đoạn.", "tin.md")).toThrow(/tin\.md/);
  });
});

describe("loadPress", () => {
  it("pairs an earlier edition with its report, and refuses one that has none", () => {
    const folder = mkdtempSync(join(tmpdir(), "dangvu-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "a.md"), markdown(head, "Bản sau."));
    writeFileSync(join(folder, "a.v1.md"), markdown(head, "Bản đầu."));
    writeFileSync(join(folder, "b.md"), markdown(head));
    const press = loadPress(folder);
    expect(press.map(({ id, first }) => [id, first?.body])).toEqual([
      ["a", [{ kind: "paragraph", text: "Bản đầu." }]],
      ["b", undefined],
    ]);
    writeFileSync(join(folder, "c.v1.md"), markdown(head));
    expect(() => loadPress(folder)).toThrow(/c\.v1\.md/);
  });

  it("finds no fault in the sample press", () => {
    expect(loadPress("corpus/sample/press").length).toBeGreaterThanOrEqual(100);
  });
});
