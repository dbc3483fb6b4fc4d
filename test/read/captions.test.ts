import { describe, expect, it } from "vitest";
import { hasFigure, isCertainCaption, mayBeCaption } from "../../pipeline/read/captions.ts";

describe("a caption among the paragraphs of a plain text", () => {
  it.each([
    "Chi bộ ấp Bàu Sen họp bàn việc đắp đê trước mùa lũ.",
    "Ban Tổ chức Huyện ủy tổ chức lớp tập huấn nghiệp vụ cho bí thư chi bộ năm 2022.",
    "Hội nghị quán triệt Nghị quyết Hội nghị lần thứ 5 tại hội trường Huyện ủy.",
    "Quang cảnh hội nghị",
    "Trao đổi việc làm ăn ở Chi bộ thôn Nậm Vai 1, xã Nậm Vai.",
  ])("is %j", (text) => {
    expect(mayBeCaption(text, true)).toBe(true);
  });

  it.each([
    ["Đảng ủy xã tổ chức kết nạp 12 quần chúng vào Đảng.", "a figure"],
    ["Chi bộ thôn Hạ đã họp bàn việc làm đường.", "a report"],
    ["Tuy nhiên, chi bộ thôn Hạ họp bàn chưa sâu.", "joined to what was said"],
    ["Huyện ủy tổ chức hội nghị. Đồng chí Bí thư dự.", "two sentences"],
    ["Đồng chí Bí thư Đảng ủy phát biểu:", "opens a speech"],
  ])("is not %j: %s", (text) => {
    expect(mayBeCaption(text, true)).toBe(false);
  });

  it("does not end with a full stop where it may be the first sentence of a report", () => {
    expect(mayBeCaption("Huyện ủy Bình Yên tổ chức hội nghị sơ kết công tác quý.", false)).toBe(false);
  });

  it.each([
    "Họp chi bộ ở bản Mây. Ảnh: Hà Thu",
    "Trao giấy khen cho các chi bộ (Ảnh: T.D)",
    "Bí thư Huyện ủy (thứ hai từ trái qua) thăm vườn mẫu.",
    "Ảnh minh họa: internet",
  ])("is certain in %j", (text) => {
    expect(isCertainCaption(text)).toBe(true);
  });

  it.each([
    ["hội nghị lần thứ 5 khóa XIII năm 2022, quý II/2018", false],
    ["thôn Nậm Vai 1, khu phố 4, ngày 16/6/2022", false],
    ["tặng quà 45 đảng viên", true],
    ["kết nạp 1.680 đảng viên năm 2022", true],
  ])("knows whether %j holds a figure: %s", (text, expected) => {
    expect(hasFigure(text)).toBe(expected);
  });
});
