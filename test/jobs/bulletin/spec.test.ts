import { describe, expect, it } from "vitest";
import { readSpec, type SpecWords } from "../../../pipeline/jobs/bulletin/spec.ts";
import { bulletinTopics } from "../../../pipeline/jobs/bulletin/topics.ts";
import type { BulletinSpec } from "../../../pipeline/types/bulletin.ts";
import { WrongUse } from "../../../pipeline/types/errors.ts";

describe("what a bulletin is asked for", () => {
  it("is the whole country, all topics, boundaries of the time and nothing doubtful, where nothing else is said", () => {
    expect(readSpec({ period: "2024-Q1", provinces: "", topics: [], lang: "" })).toEqual({
      period: "2024-Q1",
      provinces: [],
      topics: bulletinTopics().map(({ name }) => name),
      boundaries: "then",
      doubtful: "leave_out",
      lang: "vi",
      without: [],
    });
  });

  it.each<[string, Partial<SpecWords>, readonly string[]]>([
    ["ids in the order of the reference", { provinces: "63-68, 63-20" }, ["63-20", "63-68"]],
    ["names with and without accents", { provinces: ["Lạng Sơn", "lam dong"] }, ["63-20", "63-68"]],
    ["a region by its code", { provinces: "region:TN" }, ["63-62", "63-64", "63-66", "63-67", "63-68"]],
    ["a region by its name", { provinces: "tay-nguyen,Lạng Sơn" }, ["63-20", "63-62", "63-64", "63-66", "63-67", "63-68"]],
    ["a region as reports call it", { provinces: "vùng Tây Nguyên" }, ["63-62", "63-64", "63-66", "63-67", "63-68"]],
    ["names of today where the period is theirs", { period: "2025-H2", provinces: "Lạng Sơn,Bắc Ninh" }, ["34-20", "34-24"]],
    ["names of today where they are asked for", { provinces: "Lạng Sơn", boundaries: "now" }, ["34-20"]],
    ["Hà Tây while it stood", { period: "2007", provinces: "Hà Tây" }, ["63-28"]],
  ])("takes %s", (_, words, provinces) => {
    expect(readSpec({ period: "2024", ...words }).provinces).toEqual(provinces);
  });

  it("takes all provinces named one by one for the whole country", () => {
    const regions = ["DBSH", "TDMNPB", "BTBDHMT", "TN", "DNB", "DBSCL"].map((code) => `region:${code}`);
    expect(readSpec({ period: "2024", provinces: regions }).provinces).toEqual([]);
  });

  it.each<[string, Partial<SpecWords>, Partial<BulletinSpec>]>([
    ["a period in small letters", { period: "2024-q1" }, { period: "2024-Q1" }],
    ["topics in the order they are named, once", { topics: "tsvm,admitted,tsvm" }, { topics: ["tsvm", "admitted"] }],
    ["what to do with doubtful figures as commands write it", { doubtful: "leave-out" }, { doubtful: "leave_out" }],
    [
      "ids of figures, sorted and once",
      { without: "b1b1b1b1b1b1,a0a0a0a0a0a0,b1b1b1b1b1b1" },
      { without: ["a0a0a0a0a0a0", "b1b1b1b1b1b1"] },
    ],
  ])("reads %s", (_, words, expected) => {
    expect(readSpec({ period: "2024", ...words })).toMatchObject(expected);
  });

  it.each<[string, Partial<SpecWords>, string, string]>([
    ["no period", { period: "quý 1" }, 'Kỳ "quý 1"', "2024-Q1"],
    ["a thirteenth month", { period: "2024-13" }, 'Kỳ "2024-13"', "2024-03"],
    ["a year before the Party", { period: "1900" }, 'Kỳ "1900"', "1931"],
    ["a province that is none", { provinces: "Lạng Sa" }, 'Không có tỉnh hay vùng "Lạng Sa"', "Lạng Sơn (63-20)"],
    ["a region that is none", { provinces: "region:XX" }, 'Không có vùng "XX"', "region:TN (Tây Nguyên)"],
    [
      "a province of today in a period before it",
      { provinces: "34-24" },
      "không có vào cuối kỳ 2024",
      "Bắc Giang (63-24), Bắc Ninh (63-27)",
    ],
    ["a province that was merged", { provinces: "Bắc Giang", boundaries: "now" }, "không có trong 34 tỉnh", "Bắc Ninh (34-24)"],
    ["a topic that is none", { topics: "ket-nap" }, 'Không có chủ đề "ket-nap"', "admitted (Kết nạp đảng viên)"],
    ["boundaries that are none", { boundaries: "cu" }, 'Ranh giới "cu"', "then, now"],
    ["a way that is none", { doubtful: "giữ" }, '"giữ"', "leave-out, mark"],
    ["a language that is none", { lang: "fr" }, '"fr"', "vi, en"],
    ["an id that is none", { without: "x" }, '"x" không phải mã số liệu', "12 chữ số"],
  ])("refuses %s and says what may be written", (_, words, message, hint) => {
    const read = () => readSpec({ period: "2024", ...words });
    expect(read).toThrow(WrongUse);
    try {
      read();
    } catch (error) {
      expect((error as WrongUse).message).toContain(message);
      expect((error as WrongUse).hint).toContain(hint);
    }
  });
});
