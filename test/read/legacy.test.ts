import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convertLine, detectLegacy, fromTcvn3, fromVni, legacyOfFont } from "../../pipeline/read/legacy.ts";

/** The 67 small letters above ASCII, with their writings in the order of the charts. */
const LETTERS = [..."đàảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"];
const TCVN3 = [..."®µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ"];
const VNI = (
  "ñ aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò " +
  "oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î"
).split(" ");

const writing = (written: readonly string[]): ((text: string) => string) => {
  const writings = new Map(LETTERS.map((letter, index) => [letter, written[index] as string]));
  return (text) => [...text].map((letter) => writings.get(letter) ?? letter).join("");
};
const toTcvn3 = writing(TCVN3);
const toVni = writing(VNI);

const folder = join(import.meta.dirname, "../../corpus/gold/texts");
const texts = readdirSync(folder).map((name) =>
  readFileSync(join(folder, name), "utf8").normalize("NFC").toLowerCase().replaceAll("ð", "đ"),
);

describe("the letters of TCVN3", () => {
  it.each(LETTERS.map((letter, index) => [letter, TCVN3[index] as string]))("%s is written %j", (letter, written) => {
    expect(fromTcvn3(written)).toBe(letter);
  });

  it.each([
    ["¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ"],
    ["§¶ng bé x· Minh T©n", "Đảng bộ xã Minh Tân"],
    ["th­êng xuyªn, nh­ vËy", "thường xuyên, như vậy"],
    ["CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["Uû ban, X· Y, Ý kiÕn", "Uỷ ban, Xã Y, í kiến"],
    ["2010 – 2015: “85%”…", "2010 – 2015: “85%”…"],
    ["Đảng bộ có 25 chi bộ", "Đảng bộ có 25 chi bộ"],
  ])("%j reads %j", (written, read) => {
    expect(fromTcvn3(written)).toBe(read);
  });

  it("are capitals in a font of capitals", () => {
    expect(fromTcvn3("B¸o c¸o tæng kÕt n¨m 2009", { capitals: true })).toBe("BÁO CÁO TỔNG KẾT NĂM 2009");
  });

  it("bring back every text of the gold, which stays as it is when it is Unicode", () => {
    for (const text of texts) {
      expect(fromTcvn3(toTcvn3(text))).toBe(text);
      expect(fromTcvn3(text)).toBe(text);
    }
  });
});

describe("the hyphen that stands for ư in the text of a PDF", () => {
  it.each([
    ["Th-êng vô", "Thường vụ"],
    ["ph-¬ng h-íng", "phương hướng"],
    ["nh- thÕ, ch-a ®-îc", "như thế, chưa được"],
    ["-u tiªn c¸n bé trÎ", "ưu tiên cán bộ trẻ"],
    ["T- t-ëng M¸c-Lªnin", "Tư tưởng Mác-Lênin"],
    ["§øc-Ph-¬ng", "Đức-Phương"],
    ["giai ®o¹n 2005-2010", "giai đoạn 2005-2010"],
    ["NghÞ quyÕt sè 22-NQ/TW", "Nghị quyết số 22-NQ/TW"],
    ["- C¸c chi bé", "- Các chi bộ"],
    ["-C¸c chi bé", "-Các chi bộ"],
    ["TR-êNG", "TRƯỜNG"],
    ["-----", "-----"],
  ])("%j reads %j", (written, read) => {
    expect(fromTcvn3(written, { hyphenIsU: true })).toBe(read);
  });

  it("is read in at least 99 % of the words with ư in the gold, and no other word changes", () => {
    const words = [...new Set(texts.flatMap((text) => text.match(/(?<![\p{L}\d-])[\p{L}]+(?![\p{L}\d-])/gu) ?? []))];
    const withU = words.filter((word) => /[ưừửữứự]/u.test(word));
    const wrong = withU.filter((word) => fromTcvn3(toTcvn3(word).replaceAll("\u00ad", "-"), { hyphenIsU: true }) !== word);
    expect(withU.length).toBeGreaterThan(70);
    expect(wrong.length / withU.length).toBeLessThanOrEqual(0.01);
  });
});

describe("the letters of VNI", () => {
  it.each(LETTERS.map((letter, index) => [letter, VNI[index] as string]))("%s is written %j, and so is its capital", (letter, written) => {
    expect(fromVni(written)).toBe(letter);
    expect(fromVni(written.toUpperCase())).toBe(letter.toUpperCase());
  });

  it.each([
    ["Töï pheâ bình", "Tự phê bình"],
    ["höôùng daãn thöôøng xuyeân", "hướng dẫn thường xuyên"],
    ["ÑAÛNG BOÄ HUYEÄN", "ĐẢNG BỘ HUYỆN"],
    ["Öùng Hoøa, kyû luaät", "Ứng Hòa, kỷ luật"],
    ["quaàn chuùng öu tuù", "quần chúng ưu tú"],
    ["Đảng bộ có 25 chi bộ", "Đảng bộ có 25 chi bộ"],
  ])("%j reads %j", (written, read) => {
    expect(fromVni(written)).toBe(read);
  });

  it("bring back every text of the gold", () => {
    for (const text of texts) expect(fromVni(toVni(text))).toBe(text);
  });
});

describe("the font", () => {
  it.each([
    [".VnTime", "tcvn3"],
    [".VnTimeH", "tcvn3-capitals"],
    ["ABCDEF+.VnTime,Bold", "tcvn3"],
    ["ABCDEF+.VnArialH-BoldItalic", "tcvn3-capitals"],
    [".VnArial NarrowH", "tcvn3-capitals"],
    ["VnTimeH", "tcvn3-capitals"],
    ["'.vntime'", "tcvn3"],
    ['".vntimeh"', "tcvn3-capitals"],
    ["VNI-Times", "vni"],
    ["BCDEEE+VNI-Helve-Condense", "vni"],
    ["VNI Times", "vni"],
    ["Times New Roman", null],
    ["VNTimes", null],
    ["Vni", "vni"],
    ["", null],
    [".vn", null],
  ])("%j is %s", (name, legacy) => {
    expect(legacyOfFont(name)).toBe(legacy);
  });
});

const FOREIGN = {
  French:
    "à été où août déjà élève très même forêt garçon français théâtre île naïf Noël goût coûter façade préféré hôtel être bientôt château événement modèle là ça",
  German:
    "für über müssen schön größer Straße können während ähnlich täglich früh möglich Öl Übung Präsident Bürger wäre höher süß Mädchen fünf zwölf",
  Spanish:
    "año niño está también más después así país información región día todavía según música corazón español mañana único árbol había",
  Portuguese: "não são ação informação está você até também português região coração mãe João àquela três após será histórico análise país",
  Nordic: "på også första år många får så blå grøn køre være æble første både når över själv människa är möte större",
  signs: "5 µm © 2020 ® 25 °C ½ ¾ «oui» §3 £5 ¥6 1ª 2º ±3 x² Intel® Windows® Office® µ-law ¬a naïve café",
};

describe("a text without fonts", () => {
  it("is known for what it is in every text of the gold", () => {
    for (const text of texts) {
      expect(detectLegacy(toTcvn3(text))).toBe("tcvn3");
      expect(detectLegacy(toVni(text))).toBe("vni");
    }
  });

  it("is left alone when it is Unicode Vietnamese, whole or in parts", () => {
    for (const text of texts) for (const part of [text, ...text.split(/[\n,;.]/u)]) expect(detectLegacy(part)).toBeNull();
  });

  it.each(Object.entries(FOREIGN))("is left alone when it is %s, whatever its words", (_language, list) => {
    const words = list.split(" ");
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (chosen) => detectLegacy(chosen.join(" ")) === null),
      { numRuns: 300 },
    );
  });

  it("is left alone when it is Vietnamese in random words", () => {
    const words = [...new Set(texts.join(" ").split(/\s+/u))];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (chosen) => detectLegacy(chosen.join(" ")) === null),
      { numRuns: 500 },
    );
  });

  it("tells nothing by a few words", () => {
    expect(detectLegacy("§¶ng bé x·")).toBeNull();
  });

  it("is converted line by line, so that a Unicode line stays", () => {
    expect(convertLine("C¬ quan cña §¶ng bé tØnh", "tcvn3")).toBe("Cơ quan của Đảng bộ tỉnh");
    for (const line of ["Cơ quan của Đảng bộ tỉnh", "Là gì và là ai", "Printed by Müller", "2010"]) {
      expect(convertLine(line, "tcvn3")).toBe(line);
      expect(convertLine(line, "vni")).toBe(line);
    }
  });
});

describe("any text at all", () => {
  it("is converted to NFC without an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const read of [fromTcvn3(text, { hyphenIsU: true }), fromVni(text)]) expect(read).toBe(read.normalize("NFC"));
        return ["tcvn3", "vni", null].includes(detectLegacy(text));
      }),
    );
  });
});
