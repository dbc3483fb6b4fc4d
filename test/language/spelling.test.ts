import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { foreignShare, isSyllable } from "../../pipeline/language/spelling.ts";

const press = new URL("../../corpus/sample/press/", import.meta.url);

describe("a syllable of Vietnamese", () => {
  it.each(
    "đảng viên nghiệm khuỷu quý gìn giữ gì giặt ngoằn ngoèo huýt uỷ ủy hoà hòa thuở quốc khuya xoong yếu ý êm chuyên nghiêng quyết rượu cuối người ưu tú kết nạp tổ chức bí thư hợp tác trẻ khoẻ tuần hươu nguyệt".split(
      " ",
    ),
  )("is %s", (word) => {
    expect(isSyllable(word)).toBe(true);
  });

  it.each(["strong", "party", "nghịê", "đảngviên", "xyz", "wow", "bàct", "tốch", "hỏc", "zá", "ngg", "pt", "bạnh̉"])("is not %s", (word) => {
    expect(isSyllable(word)).toBe(false);
  });

  it("is nearly every small word of the sample press", () => {
    const text = readdirSync(press)
      .filter((name) => name.endsWith(".md"))
      .map((name) => readFileSync(new URL(name, press), "utf8").replace(/^---[\s\S]*?\n---\n/u, ""))
      .join("\n");
    const words = text.match(/(?<![\p{L}\d])\p{Ll}+(?![\p{L}\d])/gu) ?? [];
    const strange = [...new Set(words.filter((word) => !isSyllable(word)))];
    expect(strange.length).toBeLessThan(30);
  });

  it("says nothing about a text that is too short to tell", () => {
    expect(foreignShare("some english words")).toBe(0);
  });

  it("finds most words of another language foreign", () => {
    expect(foreignShare("the committees discussed their yearly programme with strong words and great patience ".repeat(6))).toBeGreaterThan(
      0.7,
    );
  });
});
