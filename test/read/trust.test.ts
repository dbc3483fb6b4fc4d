import { describe, expect, it } from "vitest";
import { rewrittenYears, trustOf } from "../../pipeline/read/trust.ts";

const sentence = "Các chi bộ trong huyện họp đều, bàn kỹ từng việc, giao rõ người làm và ghi vào sổ để lần sau còn hỏi lại cho ra nhẽ. ";

describe("rewritten years", () => {
  it.each([
    ["nhiệm kỳ 2022 – 2022; 2022 – 2025", ["2022"]],
    ["giai đoạn 2022-2020", ["2022"]],
    ["nhiệm kỳ 2015 - 2020", []],
    ["năm 2022, rồi năm 2022", []],
    ["từ 12/2022 - 2022", []],
  ])("in %j are %j", (text, years) => {
    expect([...rewrittenYears(text)]).toEqual(years);
  });

  it("make the year doubtful in all articles of the page that show it alone", () => {
    const texts = [
      "Nhiệm kỳ 2022- 2022 có nhiều việc.",
      "So với năm 2022 thì hơn hẳn.",
      "Trong năm 2011 thì kém hơn.",
      "Ngày 12/2022 và số 01-2022 thì không.",
    ];
    expect(trustOf(texts)).toEqual(["years_rewritten", "years_rewritten", "ok", "ok"]);
  });
});

describe("scrambled letters", () => {
  it("are seen in a text of an old font's codes and not in Vietnamese", () => {
    const scrambled = sentence.replace(/[àáảãạăâèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵđếềểễệốồổỗộớờởỡợứừửữựấầẩẫậắằẳẵặ]/gu, "¸µ");
    expect(trustOf([sentence.repeat(4), scrambled.repeat(4)])).toEqual(["ok", "scrambled"]);
  });
});
