import { expect, test } from "vitest";
import { createSentenceFinder, cutSentences, sentenceAt } from "../../pipeline/serve/sentences.ts";
import { fakeStore } from "./fake-services.ts";
import { LANG_SON } from "./fixtures.ts";

const TEXT = "Tiêu đề bài\nToàn tỉnh kết nạp 12 đảng viên. Huyện kết nạp 3 đảng viên.\nHết.";

test("a sentence ends at its full stop or its line", () => {
  expect(cutSentences(TEXT).map(({ start, end }) => TEXT.slice(start, end))).toEqual([
    "Tiêu đề bài",
    "Toàn tỉnh kết nạp 12 đảng viên.",
    "Huyện kết nạp 3 đảng viên.",
    "Hết.",
  ]);
});

test("an offset finds the sentence that it stands in", () => {
  const sentences = cutSentences(TEXT);
  expect(sentenceAt(TEXT, sentences, TEXT.indexOf("12"))?.quote).toBe("Toàn tỉnh kết nạp 12 đảng viên.");
  expect(sentenceAt(TEXT, sentences, TEXT.indexOf("Huyện"))?.quote).toBe("Huyện kết nạp 3 đảng viên.");
  expect(sentenceAt(TEXT, sentences, 0)?.quote).toBe("Tiêu đề bài");
  expect(sentenceAt("", [], 0)).toBeNull();
});

test("each article is read once", () => {
  let reads = 0;
  const store = fakeStore();
  const find = createSentenceFinder({
    ...store,
    article: (id) => {
      reads++;
      return store.article(id);
    },
  });
  expect(find(LANG_SON, 0)?.quote).toMatch(/^Lạng Sơn kết nạp/);
  expect(find(LANG_SON, 200)?.quote).toMatch(/^Theo báo cáo/);
  expect(find("không có", 3)).toBeNull();
  expect(find("không có", 9)).toBeNull();
  expect(reads).toBe(2);
});
