import type { Lang } from "./format.ts";

const vi = {
  storedCopy: "Bản đã lưu",
  storedCopyLink: "tải về đúng như khi đọc",
  lost: "Bản đã lưu của trang này không còn hoặc đã hỏng; chữ đã đọc được vẫn ở trang bài.",
  tooLarge: (size: string) => `Bản đã lưu lớn quá ${size} MB, chỉ lấy được bằng lệnh dangvu backup.`,
  documentPage: "Trang của văn bản",
  figureTable: "Mở bảng so sánh ở con số này",
  similar: "Bài tương tự",
  noSimilar: "Không có bài nào gần giống.",
  whyTitle: "Vì sao đọc như vậy",
  whyIntro: "Các bước mà dangvu đi từ câu văn đến con số.",
  whyNothing: "Không có con số hay văn bản nào được đọc ở vị trí này.",
};

const en: typeof vi = {
  storedCopy: "Stored copy",
  storedCopyLink: "download as it was read",
  lost: "The stored copy of this page is lost or damaged; the text that was read is still on the article's page.",
  tooLarge: (size) => `The stored copy is larger than ${size} MB and comes only with the command dangvu backup.`,
  documentPage: "Page of the document",
  figureTable: "Open the comparison table at this figure",
  similar: "Similar articles",
  noSimilar: "No article is much like it.",
  whyTitle: "Why it was read so",
  whyIntro: "The steps from the sentence to the figure.",
  whyNothing: "No figure or document was read at this place.",
};

/** Words of the article's page beside those of vi.ts and en.ts. */
export const articleWords = (lang: Lang): typeof vi => (lang === "en" ? en : vi);
