import { describe, expect, it } from "vitest";
import { dateFromUrl, readDate, readDateLine, readMachineDate } from "../../pipeline/read/dates.ts";

describe("the date of a line", () => {
  it.each([
    ["14/09/2021, 14:11 - Lượt đọc: 2,556", "2021-09-14T14:11+07:00"],
    ["28/10/2021 10:04 SA", "2021-10-28T10:04+07:00"],
    ["12/05/2019 5:02:00 CH", "2019-05-12T17:02+07:00"],
    ["12/05/2019 12:02 SA", "2019-05-12T00:02+07:00"],
    ["Thứ ba,  25/01/2022", "2022-01-25"],
    ["Ngày đăng: 26/03/2020 11:16", "2020-03-26T11:16+07:00"],
    ["Ngày đăng: 26-03-2020 (11h16)", "2020-03-26T11:16+07:00"],
    ["Thứ Năm, 08/04/2021, 05:37 (GMT+7)", "2021-04-08T05:37+07:00"],
    ["Cập nhật lúc 05:37, Thứ Năm, 08/04/2021 (GMT+7)", "2021-04-08T05:37+07:00"],
    ["Cập nhật, 06:00, Thứ Sáu, 04/05/2018 (GMT+7)", "2018-05-04T06:00+07:00"],
    ["Cập nhật ngày: 05/04/2013 06:24:24", "2013-04-05T06:24:24+07:00"],
    ["Cập nhật lúc : 18/12/2014 09:51", "2014-12-18T09:51+07:00"],
    ["07:45, 12/06/2017", "2017-06-12T07:45+07:00"],
    ["12/06/2017 - 19:40", "2017-06-12T19:40+07:00"],
    ["- 12/06/2018 07:15:00 AM", "2018-06-12T07:15+07:00"],
    ["10:20 | 05/06/2017", "2017-06-05T10:20+07:00"],
    ["23.11.2017 - 8:20", "2017-11-23T08:20+07:00"],
    ["30.6.2022", "2022-06-30"],
    ["THỨ BA, 25/02/2020 15:16:05", "2020-02-25T15:16:05+07:00"],
    ["14:11 ngày 19-09-2022", "2022-09-19T14:11+07:00"],
    ["ngày 19 tháng 9, 2022", "2022-09-19"],
    ["16h20 ngày 9 tháng 5 năm 2018", "2018-05-09T16:20+07:00"],
    ["7h30 ngày 19/9/2022", "2022-09-19T07:30+07:00"],
    ["07g30, 05.03.2018", "2018-03-05T07:30+07:00"],
    ["14h30' 20/3/2019", "2019-03-20T14:30+07:00"],
    ["Thứ Hai, 07/12/2015, 11:31 [GMT+7]", "2015-12-07T11:31+07:00"],
    ["Thứ Hai, 07/12/2015 | 11:31 [G5T+7]", "2015-12-07T11:31+07:00"],
    ["20 – 3 – 2019", "2019-03-20"],
    ["9/19/2022 2:11:00 PM", "2022-09-19T14:11+07:00"],
  ])("reads %j as %s", (line, iso) => {
    expect(readDate(line)?.iso).toBe(iso);
  });

  it.each([
    ["16.7", "no year"],
    ["31/02/2020", "no such day"],
    ["Nghị quyết số 21-NQ/TW", "no date"],
    [`${"chữ ".repeat(50)} 12/06/2017`, "a paragraph"],
  ])("finds none in %j (%s)", (line) => {
    expect(readDate(line)).toBeNull();
  });
});

describe("a line that is there for its date", () => {
  it.each([
    ["Thực hiện Nghị quyết số 21-NQ/TW, ngày 16/6/2022 của Ban Chấp hành Trung ương", "a law date in a sentence"],
    ["Quảng Nam, ngày 07 tháng 01 năm 2022", "where a document was signed"],
    ["Hội nghị ngày 12/3/2021 bàn ba việc. Việc đầu tiên là thu nộp đảng phí.", "a sentence"],
  ])("is not %j: %s", (line) => {
    expect(readDateLine(line)).toBeNull();
  });

  it.each([
    ["Thứ ba, 25/01/2022", true],
    ["Hôm nay, 22/11/2026", true],
    ["Thứ ba, 25/01/2022 08:30", false],
    ["Cập nhật: Thứ ba, 25/01/2022", false],
    ["26/03/2020", false],
  ])("tells whether %j looks like a visitor's clock: %s", (line, looksLikeClock) => {
    expect(readDateLine(line)?.looksLikeClock).toBe(looksLikeClock);
  });

  it("hands on the author's name that shares the line", () => {
    expect(readDateLine("HẢI ĐĂNG 27/09/2017 15:05 GMT+7")?.rest).toBe("HẢI ĐĂNG");
  });
});

describe("the date in an address", () => {
  it.each([
    ["https://bao.test/tin/202209/mot-bai-123/", "2022-09"],
    ["https://bao.test/mot-bai-20220919141122333.htm", "2022-09-19T14:11+07:00"],
    ["https://bao.test/mot-bai/d20090421083100000.htm", "2009-04-21T08:31+07:00"],
    ["https://bao.test/mot-bai-20091222011228907p3c24.htm", "2009-12-22T01:12+07:00"],
    ["https://bao.test/mot-bai-185231016073000123.htm", "2023-10-16T07:30+07:00"],
    ["https://bao.test/2021/04/08/mot-bai", "2021-04-08"],
    ["https://bao.test/mot-bai-post201912.html", null],
    ["https://bao.test/chi-tiet?id=20220919", null],
  ])("of %s is %s", (url, date) => {
    expect(dateFromUrl(url)).toBe(date);
  });
});

describe("a date written for machines", () => {
  it.each([
    ["2022-12-20T18:10:00Z", "2022-12-21T01:10+07:00"],
    ["2022-12-20T08:10:00+0700", "2022-12-20T08:10+07:00"],
    ["2022-12-20 08:10", "2022-12-20T08:10+07:00"],
    ["2022-12-20", "2022-12-20"],
    ["Tue, 20 Dec 2022 08:10:00 GMT", "2022-12-20T15:10+07:00"],
    ["December 20, 2022", "2022-12-20"],
    ["19/09/2022 14:11", "2022-09-19T14:11+07:00"],
    ["mới đây", null],
    ["0000-00-00", null],
  ])("%j means %s", (value, iso) => {
    expect(readMachineDate(value)).toBe(iso);
  });
});
