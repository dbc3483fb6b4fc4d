import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumFindings } from "../../../pipeline/extract/checks/sums.ts";
import { makeFigure, readChecks } from "./read-checks.ts";

describe("parts against their sum", () => {
  it.each<[string, string]>([
    [
      "Năm 2020, toàn tỉnh Sơn La thi hành kỷ luật 64 đảng viên (khiển trách 41, cảnh cáo 17, cách chức 4, khai trừ 2).",
      "41 + 17 + 4 + 2 = 64",
    ],
    [
      "Năm 2020, Đảng bộ tỉnh Sơn La kỷ luật 30 đảng viên, gồm: khiển trách 20 đồng chí, cảnh cáo 7 đồng chí, khai trừ 3 đồng chí.",
      "20 + 7 + 3 = 30",
    ],
    ["Năm 2020, Đảng bộ tỉnh Sơn La kỷ luật 9 tổ chức đảng (khiển trách 6, cảnh cáo 3).", "6 + 3 = 9"],
    ["Đến hết năm 2020, Đảng bộ tỉnh Sơn La có 548 tổ chức cơ sở đảng, gồm 220 đảng bộ cơ sở và 328 chi bộ cơ sở.", "220 + 328 = 548"],
    [
      "Năm 2020, các cấp ủy tỉnh Sơn La thực hiện 900 cuộc kiểm tra, giám sát, gồm 620 cuộc kiểm tra và 280 cuộc giám sát.",
      "620 + 280 = 900",
    ],
    [
      "Năm 2020, tỉnh Sơn La có 84 TCCSĐ được đánh giá, xếp loại: 17 TCCSĐ hoàn thành xuất sắc nhiệm vụ, 51 TCCSĐ hoàn thành tốt nhiệm vụ, 14 TCCSĐ hoàn thành nhiệm vụ, 2 TCCSĐ không hoàn thành nhiệm vụ.",
      "17 + 51 + 14 + 2 = 84",
    ],
    [
      "Năm 2012, Đảng bộ tỉnh Sơn La có 300/400 tổ chức cơ sở đảng đạt trong sạch, vững mạnh; hoàn thành tốt nhiệm vụ 80, hoàn thành nhiệm vụ 17 và yếu kém 3.",
      "300 + 80 + 17 + 3 = 400",
    ],
    [
      "Năm 2020, Đảng bộ huyện Mai Sơn đã đưa 21 đảng viên ra khỏi Đảng, trong đó khai trừ 2 đồng chí, xóa tên 14 trường hợp, cho 5 đồng chí xin ra khỏi Đảng.",
      "2 + 14 + 5 = 21",
    ],
  ])("holds in “%s”", (text, detail) => {
    expect(readChecks(text, "sum", { publishedAt: "2021-01-15" })).toEqual([`holds: ${detail}`]);
  });

  it.each<[string, string]>([
    [
      "Năm 2020, toàn tỉnh Sơn La thi hành kỷ luật 64 đảng viên (khiển trách 41, cảnh cáo 17, cách chức 4, khai trừ 5).",
      "41 + 17 + 4 + 5 = 67, in là 64",
    ],
    [
      "Năm 2020, toàn tỉnh Sơn La thi hành kỷ luật 70 đảng viên, trong đó khiển trách 41, cảnh cáo 17, cách chức 4, khai trừ 2.",
      "41 + 17 + 4 + 2 = 64, in là 70",
    ],
    [
      "Năm 2020, Đảng bộ tỉnh Sơn La kỷ luật 31 đảng viên, gồm: khiển trách 20 đồng chí, cảnh cáo 7 đồng chí, khai trừ 3 đồng chí.",
      "20 + 7 + 3 = 30, in là 31",
    ],
    [
      "Đến hết năm 2020, Đảng bộ tỉnh Sơn La có 549 tổ chức cơ sở đảng, gồm 220 đảng bộ cơ sở và 328 chi bộ cơ sở.",
      "220 + 328 = 548, in là 549",
    ],
    [
      "Năm 2012, Đảng bộ tỉnh Sơn La có 300/400 tổ chức cơ sở đảng đạt trong sạch, vững mạnh; hoàn thành tốt nhiệm vụ 80, hoàn thành nhiệm vụ 17 và yếu kém 4.",
      "300 + 80 + 17 + 4 = 401, in là 400",
    ],
  ])("fails in “%s”", (text, detail) => {
    expect(readChecks(text, "sum")).toEqual([`fails: ${detail}`]);
  });

  it.each<[string, string]>([
    ["some forms only", "Năm 2020, tỉnh Sơn La thi hành kỷ luật 64 đảng viên, trong đó cách chức 4, khai trừ 2."],
    ["the heaviest forms in brackets", "Năm 2020, tỉnh Sơn La thi hành kỷ luật 64 đảng viên (cách chức 4, khai trừ 2)."],
    ["a rounded total", "Năm 2020, tỉnh Sơn La thi hành kỷ luật gần 70 đảng viên (khiển trách 41, cảnh cáo 17, cách chức 4, khai trừ 2)."],
    [
      "parts of another organisation",
      "Năm 2020, tỉnh Sơn La thi hành kỷ luật 64 đảng viên. Riêng Đảng bộ huyện Mai Sơn khiển trách 41, cảnh cáo 17, cách chức 8, khai trừ 2.",
    ],
    [
      "a number under another heading",
      "Năm 2020, tỉnh Sơn La thi hành kỷ luật 24 đảng viên, gồm khiển trách 20, khai trừ 4.\nLực lượng chức năng xử phạt cảnh cáo 320 trường hợp vi phạm hành chính.",
    ],
  ])("says nothing against %s", (_, text) => {
    expect(readChecks(text, "sum").filter((check) => check.startsWith("fails"))).toEqual([]);
  });

  const FORMS = ["reprimand", "warning", "removal", "expulsion"] as const;
  const texted = (total: number, values: readonly number[]) => {
    const text = `kỷ luật ${total}: ${values.join(", ")}`;
    const observations = [
      makeFigure({ value: total, start: 0, end: text.indexOf(":") }),
      ...values.map((value, i) =>
        makeFigure({ value, dims: { form: FORMS[i] as string }, start: text.indexOf(":") + 2 + i, end: text.indexOf(":") + 3 + i }),
      ),
    ];
    return sumFindings({ text, observations, published: null });
  };

  it("never reports a sum that is right, and always one whose four parts are too many", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 50 }),
        (values, more) => {
          const sum = values.reduce((total, value) => total + value, 0);
          expect(texted(sum, values).map(({ check }) => check.holds)).toEqual([true]);
          if (sum > 2 * more) expect(texted(sum - more, values).map(({ check }) => check.holds)).toEqual([false]);
        },
      ),
    );
  });

  it("takes a part that it did not read as the reason of what is missing", () => {
    const text = "kỷ luật 12: khiển trách 6, cảnh cáo hai, cách chức 4";
    const observations = [
      makeFigure({ value: 12, start: 0, end: 10 }),
      makeFigure({ value: 6, dims: { form: "reprimand" }, start: 12, end: 24 }),
      makeFigure({ value: 4, dims: { form: "removal" }, start: 39, end: 51 }),
    ];
    expect(sumFindings({ text, observations, published: null })).toEqual([]);
    expect(sumFindings({ text: text.replace("hai", "oan"), observations, published: null })).toHaveLength(1);
  });
});
