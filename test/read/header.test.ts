import { describe, expect, it } from "vitest";
import { partHeader } from "../../pipeline/read/header.ts";

describe("the header of a text file", () => {
  it("is parted from the text; offsets count from behind its empty line", () => {
    const parted = partHeader("URL: https://bao.test/a\r\nPublished: 2021-03-04\r\nPublisher: Báo Thử\r\n\r\nTiêu đề\n");
    expect(parted).toEqual({ header: { url: "https://bao.test/a", published: "2021-03-04", publisher: "Báo Thử" }, text: "Tiêu đề\n" });
  });

  it.each(["Tiêu đề\n\nThân bài", "URL: https://bao.test/a\nTiêu đề ngay dưới", "", "\n\nThân bài", "Published: hôm qua"])(
    "is absent in %j",
    (file) => {
      expect(partHeader(file)).toEqual({ header: null, text: file });
    },
  );

  it("leaves out a date that is none", () => {
    expect(partHeader("Published: hôm qua\n\nThân bài").header).toEqual({ url: null, published: null, publisher: null });
  });
});
