import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalNumber, canonicalSign, issuerOf, ordinalOf, readSign, romanTerm, signAt } from "../../pipeline/language/documents.ts";
import { type DocumentEvidence, documentRegister } from "../../pipeline/language/register.ts";

const canonical = (writing: string): string | null => {
  const sign = readSign(writing);
  return sign === null ? null : canonicalSign(sign);
};

describe("readSign", () => {
  it.each([
    ["21-NQ/TW", "21-NQ/TW"],
    ["21 - NQ/TW", "21-NQ/TW"],
    ["21–NQ/TW", "21-NQ/TW"],
    ["21 – NQ/TW", "21-NQ/TW"],
    ["21—NQ/TW", "21-NQ/TW"],
    ["21 NQ/TW", "21-NQ/TW"],
    ["21-NQ-TW", "21-NQ/TW"],
    ["21/NQ-TW", "21-NQ/TW"],
    ["21-NQ/TƯ", "21-NQ/TW"],
    ["NQ 21-NQ/TW", "21-NQ/TW"],
    ["NQ số 21-NQ/TW", "21-NQ/TW"],
    ["Nghị quyết số 21-NQ/TW, ngày 16/6/2022", "21-NQ/TW"],
    ["nghị quyết 21-NQ/TW", "21-NQ/TW"],
    ["21-KL/TWvà", "21-KL/TW"],
    ["09 – NQ/TU", "09-NQ/TU"],
    ["9-NQ/TU", "09-NQ/TU"],
    ["009-NQ/TU", "09-NQ/TU"],
    ["05-CT/TW", "05-CT/TW"],
    ["Chỉ thị số: 05-CT/TW", "05-CT/TW"],
    ["06-QĐi/TW", "06-QĐi/TW"],
    ["06-QÐ/TW", "06-QĐ/TW"],
    ["132-QĐ/TW", "132-QĐ/TW"],
    ["217-QĐ/TW", "217-QĐ/TW"],
    ["02-ĐA/TU", "02-ĐA/TU"],
    ["12-CTr/TU", "12-CTr/TU"],
    ["71-KH/TU", "71-KH/TU"],
    ["27-HD/BTCTW", "27-HD/BTCTW"],
    ["05-HD/UBKTTW", "05-HD/UBKTTW"],
    ["36-HD/VPTW", "36-HD/VPTW"],
    ["03-NQ/HU", "03-NQ/HU"],
    ["03-NQ/QU", "03-NQ/QU"],
    ["13-NQ/ThU", "13-NQ/ThU"],
    ["12-NQ/ĐU", "12-NQ/ĐU"],
    ["04-NQ/ĐUK", "04-NQ/ĐUK"],
    ["99-TB/TW", "99-TB/TW"],
    ["8558-CV/TU", "8558-CV/TU"],
    ["06-TT/TW", "06-TT/TW"],
    ["318/QĐ-TTg", "318/QĐ-TTg"],
    ["Quyết định số 318/QĐ-TTg", "318/QĐ-TTg"],
    ["178/2024/NĐ-CP", "178/2024/NĐ-CP"],
    ["76/2025/UBTVQH15", "76/2025/UBTVQH15"],
    ["202/2025/QH15", "202/2025/QH15"],
    ["1234/QĐ-UBND", "1234/QĐ-UBND"],
    ["Nghị quyết số 21", "21-NQ/?"],
    ["NQ21", "21-NQ/?"],
    ["NQ-21", "21-NQ/?"],
    ["Chỉ thị 05", "05-CT/?"],
    ["Nghị quyết 09về", "09-NQ/?"],
    ["Quy định 37", "37-QĐ/?"],
    ["35-CT/TW", "35-CT/TW"],
    ["Chỉ thị số 35-CT/TW", "35-CT/TW"],
    ["35 - CT/TW", "35-CT/TW"],
    ["35/CT-TW", "35-CT/TW"],
    ["Kết luận số 21-KL/TW", "21-KL/TW"],
    ["21 -KL/ TW", "21-KL/TW"],
    ["Kết luận 1-KL/TW", "01-KL/TW"],
    ["Hướng dẫn số 25-HD/BTCTW", "25-HD/BTCTW"],
    ["12-HD/BTGTW", "12-HD/BTGTW"],
    ["29-HD/UBKTTW", "29-HD/UBKTTW"],
    ["Quy định số 37-QĐ/TW", "37-QĐ/TW"],
    ["Quyết định số 45-QĐ/TW", "45-QĐ/TW"],
    ["10-QC/TW", "10-QC/TW"],
    ["Chương trình hành động số 9-CTr/TU", "09-CTr/TU"],
    ["Kế hoạch số 15-KH/TU", "15-KH/TU"],
    ["Báo cáo số 102-BC/TU", "102-BC/TU"],
    ["Thông báo số 20-TB/TW", "20-TB/TW"],
    ["Thông tri số 06-TTr/TU", "06-TTr/TU"],
    ["07-QĐ/ĐUK", "07-QĐ/ĐUK"],
    ["15-ĐA/HU", "15-ĐA/HU"],
    ["22-ÐA/TU", "22-ĐA/TU"],
    ["Nghị quyết Số 26 - NQ/TW", "26-NQ/TW"],
    ["18-NQ-TW", "18-NQ/TW"],
    ["Nghị định số 178/2024/NĐ-CP", "178/2024/NĐ-CP"],
    ["Nghị quyết số 19/2021/NQ-HĐND", "19/2021/NQ-HĐND"],
    ["19/NQ-HĐND", "19/NQ-HĐND"],
    ["Quyết định 1847/QĐ-TTg", "1847/QĐ-TTg"],
    ["Chỉ thị số 10/CT-TTg", "10/CT-TTg"],
    ["3/2020/TT-BNV", "03/2020/TT-BNV"],
    ["102-BC/UBKTTU", "102-BC/UBKTTU"],
  ])("reads %s as %s", (writing, sign) => {
    expect(canonical(writing)).toBe(sign);
  });

  it.each([
    "",
    "21",
    "21 đảng viên",
    "45/48",
    "69,99%",
    "14/10/1930",
    "16-6-2022",
    "Nghị quyết",
    "Nghị quyết Trung ương 4",
    "năm 2022",
    "NQ",
    "quyết định kết nạp",
    "20/2020",
    "1.168",
    "7-8 chi bộ",
    "21-XY/TW",
    "21-NQ/ABC",
    "Nghị quyết 85%",
    "Nghị quyết 3,5",
  ])("finds no number in %j", (writing) => {
    expect(readSign(writing)).toBeNull();
  });

  it("gives one id for all writings of one number", () => {
    const type = fc.constantFrom("NQ", "CT", "KL", "QĐ", "HD", "KH", "ĐA", "CTr", "TB");
    const issuer = fc.constantFrom("TW", "TU", "HU", "QU", "ĐU", "ThU", "BTCTW");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), type, issuer, (number, kind, by) => {
        const two = String(number).padStart(2, "0");
        const plain = canonicalSign({ number: String(number), type: kind, issuer: by });
        const writings = [
          `${two}-${kind}/${by}`,
          `${number} - ${kind}/${by}`,
          `${two}–${kind}/${by}`,
          `số ${two} – ${kind}/${by}`,
          `${two}-${kind}/${by}, ngày`,
          `${two}-${kind}/${by} về`,
          `${two}/${kind}-${by}`,
          `${two} ${kind}/${by}`,
        ];
        for (const writing of writings) expect(canonical(writing)).toBe(plain);
      }),
    );
  });

  it("reads its own canonical writing back, and says where a number ends", () => {
    expect(canonical("178/2024/NĐ-CP")).toBe("178/2024/NĐ-CP");
    expect(signAt("theo 21-KL/TWvà 3", 5)).toEqual({ sign: { number: "21", type: "KL", issuer: "TW" }, end: 13 });
    expect(signAt("theo 21 điều", 5)).toBeNull();
  });

  it("is linear in hostile text", () => {
    expect(readSign(`Nghị quyết số ${"1".repeat(200_000)}`)).toBeNull();
    expect(readSign("-".repeat(200_000))).toBeNull();
  });
});

describe("small readings", () => {
  it("pads numbers, folds issuers, reads terms", () => {
    expect([canonicalNumber("5"), canonicalNumber("05"), canonicalNumber("132")]).toEqual(["05", "05", "132"]);
    expect([issuerOf("TƯ"), issuerOf("tw"), issuerOf("QH15"), issuerOf("XYZ")]).toEqual(["TW", "TW", "QH", null]);
    expect([romanTerm("xiii"), romanTerm("13"), romanTerm("XIIII")]).toEqual(["XIII", "XIII", null]);
    expect([ordinalOf("tư"), ordinalOf("mười một"), ordinalOf("bao")]).toEqual([4, 11, null]);
  });
});

describe("documentRegister", () => {
  const blank: DocumentEvidence = { date: null, term: null, subject: [], published: null, horizon: null, trustsYears: true };
  const NQ21 = { number: "21", type: "NQ", issuer: "TW" };
  const find = (evidence: Partial<DocumentEvidence>, sign = NQ21) => {
    const found = documentRegister().find(sign, { ...blank, ...evidence });
    return found === null ? null : `${found.document.id} ${found.by} ${found.basis}`;
  };

  it.each<[string, Partial<DocumentEvidence>, string | null]>([
    ["the day", { date: "2017-10-25" }, "21-NQ/TW@2017-10-25 date explicit"],
    ["the year", { date: "2022" }, "21-NQ/TW@2022-06-16 date explicit"],
    ["a misprinted day of the same term", { date: "2022-06-18" }, "21-NQ/TW@2022-06-16 date explicit"],
    ["a misprinted year beside the right day", { date: "2023-06-16" }, "21-NQ/TW@2022-06-16 date explicit"],
    ["the term", { term: "XII" }, "21-NQ/TW@2017-10-25 term explicit"],
    ["the term against a misprinted date", { term: "XIII", date: "2020-06-16" }, "21-NQ/TW@2022-06-16 term explicit"],
    [
      "subject words",
      { subject: "về công tác dân số trong tình hình mới".split(" "), published: "2023-01-01" },
      "21-NQ/TW@2017-10-25 subject explicit",
    ],
    ["publication: the newest before it", { published: "2023-01-01" }, "21-NQ/TW@2022-06-16 newest inferred"],
    ["publication in the term before", { published: "2019-01-01" }, "21-NQ/TW@2017-10-25 newest inferred"],
    ["publication before any of them", { published: "2001-01-01" }, null],
    ["a term without such a number", { term: "IX" }, null],
    ["a date of a term without such a number", { date: "1999-05-05" }, null],
  ])("decides among documents of one number by %s", (_, evidence, wanted) => {
    expect(find(evidence)).toBe(wanted);
  });

  it("takes a number that only one document has, and overlooks the i that writers leave out", () => {
    expect(find({ published: "2024-01-01" }, { number: "37", type: "QĐ", issuer: "TW" })).toContain("37-QĐ/TW@2021-10-25");
    expect(find({ date: "2018-08-28" }, { number: "06", type: "QĐ", issuer: "TW" })).toBe("06-QĐi/TW@2018-08-28 date explicit");
  });

  it("does not let a rewritten year decide", () => {
    expect(find({ date: "2022", trustsYears: false }, { number: "59", type: "QĐ", issuer: "TW" })).toContain("59-QĐ/TW@2016-12-22");
  });

  it("knows documents by their usual short names, the terms, the plenums and the ids that mean the same", () => {
    const register = documentRegister();
    expect(register.findUsual("CT", "05", blank)?.document.id).toBe("05-CT/TW@2016-05-15");
    expect(register.findUsual("CT", "999", blank)).toBeNull();
    expect(register.termOn("2022-06-16")).toBe("XIII");
    expect(register.sessionTerm(4, "2019-01-01")).toBe("XII");
    expect(register.usualIds("NQTW4@XII")).toEqual(["04-NQ/TW@2016-10-30"]);
    expect(register.usualIds("04-NQ/TW@2016-10-30")).toEqual(["NQTW4@XII"]);
    expect(register.usualIds("05-CT/TW@2016-05-15")).toEqual([]);
    expect(register.byId("ĐL")?.kind).toBe("charter");
  });
});
