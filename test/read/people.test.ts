import { describe, expect, it } from "vitest";
import { readDatedByline, readMarkedByline, readSignature } from "../../pipeline/read/people.ts";

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
    ["Ng.Trường", "Ng.Trường", null],
    ["Th. Hà", "Th. Hà", null],
    ["TS. Bạch Thị Nguyệt", "TS. Bạch Thị Nguyệt", null],
    ["PGS, TS. Lò Văn Ơn", "PGS, TS. Lò Văn Ơn", null],
    ["Đại tá Vũ Hòa", "Đại tá Vũ Hòa", null],
    ["Thực hiện: VĂN SƠN - THU TRANG", "VĂN SƠN - THU TRANG", null],
    ["NỘI DUNG: TRẦN NGỌC DUY", "TRẦN NGỌC DUY", null],
    ["ĐẶNG THÙY (thực hiện)", "ĐẶNG THÙY", null],
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
    "CÁC TIN KHÁC",
    "Đọc nhiều",
    "XÂY DỰNG ĐẢNG",
    "Trang chủ",
  ])("is not %j", (line) => {
    expect(readSignature(line)).toBeNull();
  });

  it("may be any short text where the page marks it as the author's", () => {
    expect(readMarkedByline("Cộng tác viên vùng ven")?.byline).toBe("Cộng tác viên vùng ven");
    expect(readMarkedByline("Đăng ngày 12/06/2017")).toBeNull();
  });

  it.each([
    ["Viết bởi Phan Thị Lành", "Phan Thị Lành"],
    ["Bởi Ngọc Bích -", "Ngọc Bích"],
    ["by Trần Biển", "Trần Biển"],
    ["Người đăng: Lê Thị Sáu", "Lê Thị Sáu"],
  ])("is the name in %j where the page marks it", (line, byline) => {
    expect(readMarkedByline(line)?.byline).toBe(byline);
  });

  it.each(["admin", "Administrator", "Super User", "bientap", "Ban biên tập", "by admin", "quantri", "BBT"])(
    "is not the account %j",
    (line) => {
      expect(readMarkedByline(line)).toBeNull();
    },
  );

  it.each([
    ["HẢI ĐĂNG 27/09/2017 15:05 GMT+7", "HẢI ĐĂNG"],
    ["Posted on 14/09/2012 by Trần Biển", "Trần Biển"],
    ["Thứ ba, 25/01/2022 08:30", null],
    ["Thời sự | 25/01/2022 08:30", null],
    ["Posted on 14/09/2012 by admin", null],
  ])("may share the line of the date: %j", (line, byline) => {
    expect(readDatedByline(line)?.byline ?? null).toBe(byline);
  });
});
