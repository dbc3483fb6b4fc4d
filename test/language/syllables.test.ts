import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalize } from "../../pipeline/language/normalize.ts";
import { scanTokens } from "../../pipeline/language/syllables.ts";
import { hostile } from "./hostile.ts";

const cut = (text: string): string[] => scanTokens(text).map(({ start, end, kind }) => `${text.slice(start, end)}:${kind}`);

describe("document signs", () => {
  it.each(
    "21-NQ/TW|21 - NQ/TW|21–NQ/TW|21 – NQ/TW|21—NQ/TW|21-NQ-TW|21/NQ-TW|21-NQ/TƯ|09-NQ/TU|9-NQ/TU|05-CT/TW|06-QĐi/TW|132-QĐ/TW|02-ĐA/TU|12-CTr/TU|71-KH/TU|27-HD/BTCTW|05-HD/UBKTTW|36-HD/VPTW|03-NQ/HU|03-NQ/QU|13-NQ/ThU|12-NQ/ĐU|04-NQ/ĐUK|04-NQ/ĐH|99-TB/TW|8558-CV/TU|318/QĐ-TTg|178/2024/NĐ-CP|76/2025/UBTVQH15|202/2025/QH15|1234/QĐ-UBND|12/NQ-HĐND|12/NQ–HĐND|20/CT-TTg|15/2020/TT-BNV".split(
      "|",
    ),
  )("%s is one token, wherever it stands", (sign) => {
    expect(cut(sign)).toEqual([`${sign}:sign`]);
    expect(cut(`số ${sign}, ngày`)).toEqual(["số:word", `${sign}:sign`, ",:punct", "ngày:word"]);
    expect(cut(`(${sign}).`)).toEqual(["(:punct", `${sign}:sign`, "):punct", ".:punct"]);
  });

  it.each([
    ["21-KL/TWvà", ["21-KL/TW:sign", "và:word"]],
    ["1234/QĐ-UBNDvề", ["1234/QĐ-UBND:sign", "về:word"]],
    ["318/QĐ-TTgngày", ["318/QĐ-TTg:sign", "ngày:word"]],
    ["21-NQ/TW,05-CT/TW", ["21-NQ/TW:sign", ",:punct", "05-CT/TW:sign"]],
    ["số:21-NQ/TW", ["số:word", "::punct", "21-NQ/TW:sign"]],
  ])("%s is parted from what is glued to it", (text, tokens) => {
    expect(cut(text)).toEqual(tokens);
  });

  it.each([
    ["5/TBình", ["5:number", "/:punct", "TBình:word"]],
    ["12/TTg", ["12:number", "/:punct", "TTg:word"]],
    ["21-XY/TW", ["21:number", "-:punct", "XY:word", "/:punct", "TW:word"]],
    ["Covid-19", ["Covid:word", "-:punct", "19:number"]],
    ["NQTW4", ["NQTW:word", "4:number"]],
  ])("%s is none", (text, tokens) => {
    expect(cut(text)).toEqual(tokens);
  });
});

describe("numbers", () => {
  it.each([
    ["1.168", ["1.168:number"]],
    ["1.234.567", ["1.234.567:number"]],
    ["1.234,5", ["1.234,5:number"]],
    ["69,99", ["69,99:number"]],
    ["0,5", ["0,5:number"]],
    ["08", ["08:number"]],
    ["1 168", ["1:number", "168:number"]],
    ["2020.", ["2020:number", ".:punct"]],
    ["1.168.", ["1.168:number", ".:punct"]],
    ["3.000 – 4.000", ["3.000:number", "–:punct", "4.000:number"]],
    ["5-7", ["5:number", "-:punct", "7:number"]],
    ["2015–2020", ["2015:number", "–:punct", "2020:number"]],
    ["2010..2026", ["2010:number", ".:punct", ".:punct", "2026:number"]],
    ["69,99%", ["69,99%:percent"]],
    ["69,99 %", ["69,99 %:percent"]],
    ["100%.", ["100%:percent", ".:punct"]],
    ["20%-25%", ["20%:percent", "-:punct", "25%:percent"]],
    ["20-25%", ["20:number", "-:punct", "25%:percent"]],
    ["50%/năm", ["50%:percent", "/:punct", "năm:word"]],
    ["45/48", ["45/48:fraction"]],
    ["1.168/1.200", ["1.168/1.200:fraction"]],
    ["14/9", ["14/9:fraction"]],
    ["9/2021", ["9/2021:fraction"]],
    ["1/2/3/4", ["1:number", "/:punct", "2:number", "/:punct", "3/4:fraction"]],
    ["5/", ["5:number", "/:punct"]],
    ["½", ["½:punct"]],
  ])("%s", (text, tokens) => {
    expect(cut(text)).toEqual(tokens);
  });

  it.each(["14/10/1930", "14-10-1930", "14.10.1930", "3/2/2030", "03/02/2030", "31/12/2020"])("%s is a day", (text) => {
    expect(cut(text)).toEqual([`${text}:date`]);
    expect(cut(`ngày ${text}.`)).toEqual(["ngày:word", `${text}:date`, ".:punct"]);
  });

  it.each([
    ["32/12/2020", ["32:number", "/:punct", "12/2020:fraction"]],
    ["14/13/2020", ["14:number", "/:punct", "13/2020:fraction"]],
    ["14/10/20305", ["14:number", "/:punct", "10/20305:fraction"]],
  ])("%s is none", (text, tokens) => {
    expect(cut(text)).toEqual(tokens);
  });

  it.each([
    ["năm2020", ["năm:word", "2020:number"]],
    ["320đảng viên", ["320:number", "đảng:word", "viên:word"]],
    ["Nghị quyết 09về", ["Nghị:word", "quyết:word", "09:number", "về:word"]],
    ["10h30", ["10:number", "h:word", "30:number"]],
    ["30ha", ["30:number", "ha:word"]],
  ])("are parted from letters: %s", (text, tokens) => {
    expect(cut(text)).toEqual(tokens);
  });
});

describe("words", () => {
  it.each([
    ["đảng", "lower"],
    ["Đảng", "capital"],
    ["Ở", "capital"],
    ["TCCSĐ", "upper"],
    ["HĐND", "upper"],
    ["ĐẢNG", "upper"],
    ["TTg", "capital"],
    ["QĐi", "capital"],
    ["XIII", "upper"],
  ])("%s is %s", (word, wanted) => {
    expect(scanTokens(word)).toMatchObject([{ kind: "word", case: wanted, start: 0, end: word.length }]);
  });

  it.each([
    ["TCCSĐvà", ["TCCSĐ:word", "và:word"]],
    ["HĐNDcác", ["HĐND:word", "các:word"]],
    ["TP.HCM", ["TP:word", ".:punct", "HCM:word"]],
    ["TX.Sơn Tây", ["TX:word", ".:punct", "Sơn:word", "Tây:word"]],
    ["UBND-UBMTTQ", ["UBND:word", "-:punct", "UBMTTQ:word"]],
    ["v.v.", ["v:word", ".:punct", "v:word", ".:punct"]],
    ["đ/c", ["đ:word", "/:punct", "c:word"]],
    ["lần thứ XI", ["lần:word", "thứ:word", "XI:word"]],
    ["thứ 2", ["thứ:word", "2:number"]],
    ["K’Ho", ["K:word", "’:punct", "Ho:word"]],
    ["“tự diễn biến”", ["“:punct", "tự:word", "diễn:word", "biến:word", "”:punct"]],
    ["Một.\nHai", ["Một:word", ".:punct", "\n:break", "Hai:word"]],
    ["a…b", ["a:word", "…:punct", "b:word"]],
  ])("%s", (text, tokens) => {
    expect(cut(text)).toEqual(tokens);
  });

  it("have one key for all writings", () => {
    expect(scanTokens("UỶ Ủy uỷ ỦY").map(({ key }) => key)).toEqual(["ủy", "ủy", "ủy", "ủy"]);
    expect(scanTokens("HOÀ hòa").map(({ key }) => key)).toEqual(["hòa", "hòa"]);
  });
});

describe("any text", () => {
  const text = fc.oneof(hostile, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })).map((raw) => normalize(raw).text);

  it("is tiled by its tokens but for white space, and every line feed is a token", () => {
    fc.assert(
      fc.property(text, (of) => {
        let at = 0;
        const tokens = scanTokens(of);
        for (const { start, end, kind } of tokens) {
          expect(of.slice(at, start)).toMatch(/^[^\S\n]*$/u);
          expect(end).toBeGreaterThan(start);
          expect(of.slice(start, end).trim() === "" ? kind : "").toBe(kind === "break" ? "break" : "");
          if (kind !== "sign" && kind !== "percent") expect(of.slice(start, end)).toMatch(kind === "break" ? /^\n$/u : /^\S+$/u);
          at = end;
        }
        expect(of.slice(at)).toMatch(/^[^\S\n]*$/u);
      }),
      { numRuns: 400 },
    );
  });

  it("gives the same tokens for a part that begins and ends at line feeds", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const alone = scanTokens(other);
        const offset = one.length + 1;
        const both = scanTokens(`${one}\n${other}`).filter(({ start }) => start >= offset);
        expect(both).toEqual(alone.map((token) => ({ ...token, start: token.start + offset, end: token.end + offset })));
      }),
    );
  });

  it("takes time in proportion to its length", () => {
    for (const unit of ["1", "1.", "1/", "21-", "a", "Đ", "-", "1 ", "%", "21-NQ/", "\u0301", "\ud800"]) {
      const began = performance.now();
      scanTokens(unit.repeat(Math.ceil(200_000 / unit.length)));
      expect(performance.now() - began, unit).toBeLessThan(1500);
    }
  });
});
