import { describe, expect, it } from "vitest";
import { readMarkedByline, readSignature } from "../../pipeline/read/people.ts";

describe("a signature", () => {
  it.each([
    ["LÂM VIÊN", "LÂM VIÊN", null],
    ["Hữu Phước", "Hữu Phước", null],
    ["* ANH QUÂN", "ANH QUÂN", null],
    ["Bài, ảnh: QUẾ LAM", "QUẾ LAM", null],
    ["Bài và ảnh: Trà My - Hồng Vân", "Trà My - Hồng Vân", null],
    ["Tác giả bài viết: Lê Thị Sáu", "Lê Thị Sáu", null],
    ["NGỌC THU (Báo Vùng Cao)", "NGỌC THU", "Báo Vùng Cao"],
    ["Theo: bao.test.vn", null, "bao.test.vn"],
    ["Nguồn: Báo Vùng Cao", null, "Báo Vùng Cao"],
    ["T.DŨNG", "T.DŨNG", null],
    ["N. Bửu", "N. Bửu", null],
    ["K'Long", "K'Long", null],
    ["Y LINH", "Y LINH", null],
    ["H.Q.", "H.Q.", null],
  ])("is read from %j", (line, byline, publisher) => {
    expect(readSignature(line)).toEqual({ byline, publisher });
  });

  it.each([
    "NGHỊ QUYẾT",
    "BÍ THƯ",
    "ĐẢNG BỘ TỈNH",
    "KỶ CƯƠNG",
    "Phương hướng",
    "POWERED BY ONECMS",
    "Những việc còn lại",
    "Theo báo cáo của huyện ủy, các chi bộ đã họp xong.",
    "Ảnh",
    "2.556",
  ])("is not %j", (line) => {
    expect(readSignature(line)).toBeNull();
  });

  it("may be any short text where the page marks it as the author's", () => {
    expect(readMarkedByline("Cộng tác viên vùng ven")?.byline).toBe("Cộng tác viên vùng ven");
    expect(readMarkedByline("Đăng ngày 12/06/2017")).toBeNull();
  });
});
