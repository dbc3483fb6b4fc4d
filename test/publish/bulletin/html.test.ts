import { load } from "cheerio/slim";
import { describe, expect, it } from "vitest";
import { bulletinArticle, bulletinHtml } from "../../../pipeline/publish/bulletin/html.ts";
import { readPage } from "../../../pipeline/read/read.ts";
import { HOSTILE, TEXT } from "./fixture.ts";

describe("a bulletin of HTML", () => {
  it("needs no other file and has no script", () => {
    const html = bulletinHtml(TEXT);
    const $ = load(html);
    expect($("link, script, img, iframe, object")).toHaveLength(0);
    expect($("html").attr("lang")).toBe("vi");
    expect($("head > title").text()).toBe("Bản tin xây dựng Đảng quý I năm 2024");
    expect(html).not.toMatch(/@import|url\(/u);
    expect(bulletinHtml(TEXT)).toBe(html);
  });

  it("has headings in order, and a table whose cells know their heads", () => {
    const $ = load(bulletinHtml(TEXT));
    expect(
      $("h1, h2, h3")
        .toArray()
        .map(({ name }) => name),
    ).toEqual(["h1", "h2", "h3", "h2", "h2"]);
    expect($("caption").text()).toBe("Bảng 1. Đảng viên mới kết nạp theo tỉnh");
    expect($("thead th[scope=col]")).toHaveLength(4);
    expect(
      $("tbody th[scope=row]")
        .toArray()
        .map((cell) => $(cell).text()),
    ).toEqual(["Lạng Sơn", "Nghệ An", "Hà Tĩnh"]);
    expect($("figure svg > title").text()).toBe("Đảng viên mới kết nạp, quý I/2024");
  });

  it("links footnotes both ways, from each mention", () => {
    const $ = load(bulletinHtml(TEXT));
    const ids = $("[id]")
      .toArray()
      .map((element) => $(element).attr("id"));
    expect(new Set(ids).size).toBe(ids.length);
    const links = $("a[href^='#']")
      .toArray()
      .map((element) => $(element).attr("href")?.slice(1));
    expect(links).toHaveLength(14);
    for (const link of links) expect(ids).toContain(link);
    expect($("section.notes li")).toHaveLength(3);
  });

  it("names the figures that its words give", () => {
    const $ = load(bulletinArticle(TEXT));
    expect(
      $("[data-figure]")
        .toArray()
        .map((element) => `${$(element).attr("data-figure")}: ${$(element).text()}`),
    ).toEqual(["f1: hơn 1.234 đảng viên", "f2: 980 đảng viên (*)", "f1: 1.234", "f2: 980", "f3: 765"]);
  });

  it("takes hostile texts as text", () => {
    const html = bulletinHtml(HOSTILE);
    const $ = load(html);
    expect($("script, img, b, i")).toHaveLength(0);
    expect($("[onload], [onerror]")).toHaveLength(0);
    expect(html).not.toContain("javascript:");
    expect($("h1").text()).toContain("<script>alert(1)</script>");
  });

  it("is read back by dangvu with its figures apart from the footnotes", async () => {
    const page = {
      url: "https://example.org/b",
      source: null,
      fetchedAt: "2026-11-22T00:00:00Z",
      mediaType: "text/html",
      charset: null,
      sha256: "0",
    };
    const [article] = await readPage({ ...page, body: Buffer.from(bulletinHtml(TEXT)) }, { source: null });
    expect(article?.text).toContain("kết nạp hơn 1.234 đảng viên[1], dẫn đầu");
    expect(article?.text).toContain("Hà Tĩnh | 765[3] | 700 | +65");
  });
});
