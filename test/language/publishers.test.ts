import { describe, expect, it } from "vitest";
import { datelineOf, publisherOfDateline, publisherOfHost, publisherProvince } from "../../pipeline/language/publishers.ts";

describe("the paper behind a text", () => {
  it.each([
    ["LSO-Thực hiện kế hoạch của huyện", "LSO-", "Báo Lạng Sơn"],
    ["BTO - Chiều nay, huyện ủy họp", "BTO - ", "Báo Bình Thuận"],
    ["(QBĐT) - Sáng nay, huyện ủy họp", "(QBĐT) - ", "Báo Quảng Bình"],
    ["(Baonghean.vn) - Sáng nay, huyện ủy họp", "(Baonghean.vn) - ", "Báo Nghệ An"],
    ["LMO - Sáng nay, huyện ủy họp", "LMO - ", null],
  ])("is told by the code of %j", (line, code, publisher) => {
    expect(datelineOf(line)).toBe(code);
    expect(publisherOfDateline(line)).toBe(publisher);
  });

  it.each(["Sáng nay - Huyện ủy họp", "Hà Nội là thủ đô", "TCCSĐ ở xã", "21-NQ/TW"])("is not told by %j", (line) => {
    expect(datelineOf(line)).toBeNull();
  });

  it("is told by its host, old or new", () => {
    expect(publisherOfHost("https://www.nhandan.vn/bai")).toBe("Báo Nhân Dân");
    expect(publisherOfHost("nhandan.com.vn")).toBe("Báo Nhân Dân");
    expect(publisherOfHost("khong-co.test")).toBeNull();
  });

  it.each([
    ["https://kimson.ninhbinh.gov.vn/tin", "63-37"],
    ["https://ubkt.hungyen.dcs.vn/", "63-33"],
    ["https://thuathienhue.gov.vn", "63-46"],
    ["http://binhthuancpv.org.vn/tin", "63-60"],
    ["https://ninhbinh.example.com", null],
    ["https://khonglatinh.gov.vn", null],
  ])("stands under the domain of its province: %s", (url, province) => {
    expect(publisherProvince(null, url)).toBe(province);
  });
});
