import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeWindows1258 } from "../../pipeline/farm/windows1258.ts";
import { normalize } from "../../pipeline/language/normalize.ts";
import { decodePlainText, decodeText } from "../../pipeline/read/decode.ts";
import { parsePage, rootOf, textOf } from "../../pipeline/read/dom.ts";
import { mayHoldLegacy, shieldLegacy } from "../../pipeline/read/legacy-html.ts";
import { readWrittenPage } from "../../pipeline/read/read.ts";
import { bodyOf, pageOf } from "./bench.ts";

const unicode = "Năm 2009, Đảng bộ huyện Tân Sơn kết nạp 215 đảng viên mới, trong đó có 96 nữ; hầu hết chi bộ sinh hoạt thường xuyên.";
const tcvn3 = "N¨m 2009, §¶ng bé huyÖn T©n S¬n kÕt n¹p 215 ®¶ng viªn míi, trong ®ã cã 96 n÷; hÇu hÕt chi bé sinh ho¹t th­êng xuyªn.";
const vni =
  "Naêm 2009, Ñaûng boä huyeän Taân Sôn keát naïp 215 ñaûng vieân môùi, trong ñoù coù 96 nöõ; haàu heát chi boä sinh hoaït thöôøng xuyeân.";

/** What a reader makes of a page, through the same steps as readPage. */
function textOfPage(html: string): string {
  const root = rootOf(parsePage(normalize(shieldLegacy(html)).text));
  return root === null ? "" : textOf(root);
}

describe("a run in an old font", () => {
  it.each([
    ["font face", `<p><font face=".VnTime">${tcvn3}</font></p>`],
    ["font face with further fonts", `<p><font face=".VnTime, Arial" size="3">${tcvn3}</font></p>`],
    ["style", `<p style="font-family:.VnTime">${tcvn3}</p>`],
    ["style of Word, with quotes", `<p><span style='font-size:14.0pt;font-family:".VnTime","sans-serif"'>${tcvn3}</span></p>`],
    ["the short form", `<p style="font: bold 12pt .VnTime">${tcvn3}</p>`],
    ["a class of the page's sheet", `<style>p.MsoNormal, .x {margin:0; font-family:".VnTime"}</style><p class="MsoNormal">${tcvn3}</p>`],
    ["a sheet in a comment", `<style><!-- p.MsoNormal {font-family:".VnTime";} --></style><p class="MsoNormal">${tcvn3}</p>`],
    ["an element of the page's sheet", `<style>body{font-family:.vntime}</style><body><p>${tcvn3}</p></body>`],
    ["references for the letters", `<p><font face=".VnTime">${tcvn3.replaceAll("\u00ad", "&shy;").replaceAll("®", "&reg;")}</font></p>`],
    ["VNI", `<p><font face="VNI-Times">${vni}</font></p>`],
    ["VNI in a style", `<p style="font-family: 'VNI-Times'">${vni}</p>`],
  ])("becomes Unicode: %s", (_where, html) => {
    expect(textOfPage(html)).toBe(unicode);
  });

  it("is in capitals where the font shows capitals", () => {
    expect(textOfPage('<h1><font face=".VnTimeH">B¸o c¸o quý</font></h1>')).toBe("BÁO CÁO QUÝ");
  });

  it("ends where another font begins", () => {
    expect(
      textOfPage('<p style="font-family:.VnTime">§¶ng bé <span style="font-family:Arial">có 25 chi bộ, là đơn vị lớn</span> cña tØnh</p>'),
    ).toBe("Đảng bộ có 25 chi bộ, là đơn vị lớn của tỉnh");
  });

  it("stands in a page of Unicode, which stays", () => {
    const html = `<ul><li>Trang chủ</li><li>Là gì</li></ul><p><font face=".VnTime">${tcvn3}</font></p><p>TCCSÐ và Ðảng viên</p>`;
    expect(textOfPage(html)).toBe(`Trang chủ Là gì ${unicode} TCCSĐ và Đảng viên`);
  });

  it("is left alone when its letters were made Unicode and the font forgotten", () => {
    const html = `<p><font face=".VnTime">${unicode} </font><font face=".VnTime">có </font><font face=".VnTime">Đảng bộ xã</font></p>`;
    expect(textOfPage(html)).toBe(`${unicode} có Đảng bộ xã`);
  });
});

describe("a page without old fonts", () => {
  it("is converted by its letters", () => {
    expect(textOfPage(`<div>Trang chủ</div><p>${tcvn3}</p>`)).toBe(`Trang chủ ${unicode}`);
    expect(textOfPage(`<div>Trang chủ</div><p>${vni}</p>`)).toBe(`Trang chủ ${unicode}`);
  });

  it.each([
    ["Unicode", unicode],
    ["a trade mark", "<p>Phần mềm Windows® và Office®, bản quyền © 2020</p>"],
    ["an address in .vn", '<a href="http://baotinh.vn/tin.html">Báo</a>'],
  ])("comes back as it is: %s", (_what, html) => {
    expect(shieldLegacy(html)).toBe(html);
    expect(textOfPage(`<p>${html}</p>`)).toBe(textOf(rootOf(parsePage(normalize(html).text)) as never));
  });

  it("stays when it is Spanish, whose letters are those of VNI", () => {
    const html = "<p>El niño pequeño y la señora de España, mañana otra montaña, año tras año</p>";
    expect(textOfPage(html)).toBe(textOf(rootOf(parsePage(html)) as never));
  });

  it("costs a search in its text", () => {
    const html = `<p>${unicode}</p>`.repeat(2000);
    const started = performance.now();
    for (let round = 0; round < 20; round++) mayHoldLegacy(html);
    expect((performance.now() - started) / 20).toBeLessThan(5);
  });
});

describe("bytes of an old encoding", () => {
  const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
  const page = (text: string, charset: string | null): string =>
    `<html><head>${charset === null ? "" : `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`}</head><body><h1>B¶n tin</h1><p>${text} ${text}</p></body></html>`;

  it.each([
    ["no charset", null],
    ["iso-8859-1", "iso-8859-1"],
    ["windows-1252", "windows-1252"],
    ["windows-1258", "windows-1258"],
    ["utf-8", "utf-8"],
    ["x-user-defined", "x-user-defined"],
  ])("are read whatever the page declares: %s", (_name, charset) => {
    for (const text of [tcvn3, vni]) {
      const [article] = readWrittenPage(pageOf(bytes(page(text, charset))), { source: null });
      expect(article === undefined ? "" : bodyOf(article)).toContain(unicode);
    }
  });

  it("are read in a page whose other half is UTF-8", () => {
    const menu = "<li>Đảng ủy huyện, chính quyền, đoàn thể, văn hóa xã hội, kinh tế, quốc phòng, an ninh</li>".repeat(3);
    const body = Buffer.concat([Buffer.from(`<html><ul>${menu}</ul>`), bytes(`<p><font face=".VnTime">${tcvn3}</font></p></html>`)]);
    const root = rootOf(parsePage(normalize(shieldLegacy(decodeText(body, null).text)).text));
    expect(textOf(root as never)).toContain(unicode);
    expect(textOf(root as never)).toContain("Đảng ủy huyện, chính quyền");
  });

  it("are converted in plain text, where a Unicode line stays", () => {
    const text = `${tcvn3}\n${tcvn3}\n`;
    expect(decodePlainText(bytes(text), null).text).toBe(`${unicode}\n${unicode}\n`);
    expect(decodePlainText(Buffer.from(`${text}Là gì, xã Tân Lập\n`), null).text).toBe(`${unicode}\n${unicode}\nLà gì, xã Tân Lập\n`);
    expect(decodePlainText(bytes(`${vni}\n`), "windows-1258").text).toBe(`${unicode}\n`);
  });

  it("of windows-1258 are never taken for one", () => {
    const folder = join(import.meta.dirname, "../../corpus/gold/texts");
    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), "utf8").normalize("NFC");
      const decoded = decodePlainText(encodeWindows1258(text), null);
      expect(decoded.charset).toBe("windows-1258");
      expect(decodeText(encodeWindows1258(`<html><body><p>${text}</p></body></html>`), null).charset).toBe("windows-1258");
    }
  });
});

describe("UTF-8 with broken bytes", () => {
  it("stays UTF-8 when it was cut off within a letter", () => {
    const whole = Buffer.from(`${unicode} Đảng`);
    expect(decodeText(whole.subarray(0, whole.length - 4), null)).toMatchObject({
      charset: "utf-8",
      text: expect.stringContaining(unicode),
    });
  });
});
