import { describe, expect, it } from "vitest";
import { isBanner, isListBorder, isMenu, reasonBelow, reasonNoise, withoutButtons } from "../../pipeline/read/furniture.ts";

describe("furniture", () => {
  it.each([
    "(0) Bình luận",
    "Bài liên quan",
    "Các tin khác",
    "Phản hồi",
    "Lượt xem: 512",
    "Thống kê truy cập",
    "Hôm nay 1.204",
    "POWERED BY ONECMS - A PRODUCT OF NEKO",
    "Chia sẻ bài viết",
    "Từ khóa: đảng viên, chi bộ",
    "Tin cùng chuyên mục",
    "--- Bài cũ hơn ---",
    "Xem nhiều nhất",
    "Viết bình luận mới",
    "Đừng bỏ lỡ",
  ])("opens the part below an article: %j", (text) => {
    expect(reasonBelow(text)).not.toBeNull();
  });

  it.each([
    "Hôm nay",
    "Trả lời:",
    "Bài học về sự nêu gương",
    "Những việc trước mắt",
    "Tin vui từ bản xa về nơi phố thị",
    "Chia sẻ kinh nghiệm của một bí thư chi bộ",
    "In trong sổ tay đảng viên có mười điều cần nhớ khi họp chi bộ ở xa nhà",
  ])("does not open it: %j", (text) => {
    expect(reasonBelow(text)).toBeNull();
  });

  it.each([".", ", ", "202101010101(1).jpeg", "leftcenterrightdel", "In trang", "Trân trọng!", "* * *"])(
    "is dropped anywhere: %j",
    (text) => {
      expect(reasonNoise(text)).not.toBeNull();
    },
  );

  it("knows menus, banners and the borders of link lists", () => {
    expect(isMenu("Trang chủ › Chính trị › Xây dựng Đảng")).toBe(true);
    expect(isMenu("Chính trị và đời sống ở vùng cao")).toBe(false);
    expect(isBanner("Chào mừng Đại hội đại biểu Đảng bộ huyện nhiệm kỳ 2020-2025")).toBe(true);
    expect(isBanner("Chào mừng đại hội, các chi bộ đã làm xong 12 công trình.")).toBe(false);
    expect(isListBorder("--- Bài mới hơn ---")).toBe(true);
    expect(isListBorder("- Bài mới hơn")).toBe(false);
  });

  it("takes buttons off titles", () => {
    expect(withoutButtons("Siết chặt kỷ luật phát ngôn In trang")).toBe("Siết chặt kỷ luật phát ngôn");
  });
});
