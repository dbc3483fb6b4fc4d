import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDate, readDateLine, readMachineDate } from "../../pipeline/read/dates.ts";

describe("the date of a line", () => {
  it.each([
    // weekday, date, time in all orders and with all marks between
    ["14/09/2021, 14:11 - Lượt đọc: 2,556", "2021-09-14T14:11+07:00"],
    ["Thứ ba,  25/01/2022", "2022-01-25"],
    ["Thứ Năm, 08/04/2021, 05:37 (GMT+7)", "2021-04-08T05:37+07:00"],
    ["Thứ Hai, 07/12/2015, 11:31 [GMT+7]", "2015-12-07T11:31+07:00"],
    ["Thứ Hai, 07/12/2015 | 11:31 [G5T+7]", "2015-12-07T11:31+07:00"],
    ["Chủ nhật, 15/05/2016 - 21:40 GMT+7", "2016-05-15T21:40+07:00"],
    ["CN, 15-5-2016 21:40", "2016-05-15T21:40+07:00"],
    ["T7, 20/08/2022 18:05", "2022-08-20T18:05+07:00"],
    ["THỨ BA, 25/02/2020 15:16:05", "2020-02-25T15:16:05+07:00"],
    ["Thứ ba - 12/06/2018 07:15", "2018-06-12T07:15+07:00"],
    ["07:45, 12/06/2017", "2017-06-12T07:45+07:00"],
    ["12/06/2017 - 19:40", "2017-06-12T19:40+07:00"],
    ["10:20 | 05/06/2017", "2017-06-05T10:20+07:00"],
    ["11:44' - 27/08/2020", "2020-08-27T11:44+07:00"],
    ["15:4', 25/4/2023 (GMT+7)", "2023-04-25T15:04+07:00"],
    ["23.11.2017 - 8:20", "2017-11-23T08:20+07:00"],
    ["30.6.2022", "2022-06-30"],
    ["20 – 3 – 2019", "2019-03-20"],
    ["17–10–2018 | 06:02", "2018-10-17T06:02+07:00"],
    // labels
    ["Ngày đăng: 26/03/2020 11:16", "2020-03-26T11:16+07:00"],
    ["Ngày đăng: 26-03-2020 (11h16)", "2020-03-26T11:16+07:00"],
    ["Đăng lúc: Thứ hai - 26/03/2012 17:40 - Người đăng bài viết: bientap", "2012-03-26T17:40+07:00"],
    ["Cập nhật lúc 05:37, Thứ Năm, 08/04/2021 (GMT+7)", "2021-04-08T05:37+07:00"],
    ["Cập nhật, 06:00, Thứ Sáu, 04/05/2018 (GMT+7)", "2018-05-04T06:00+07:00"],
    ["Cập nhật ngày: 05/04/2013 06:24:24", "2013-04-05T06:24:24+07:00"],
    ["Cập nhật lúc : 18/12/2014 09:51", "2014-12-18T09:51+07:00"],
    ["Được viết ngày Thứ sáu, 20 Tháng 6 2014 08:09", "2014-06-20T08:09+07:00"],
    ["Xuất bản: Thứ tư, 11 Tháng 5 2022, lúc 16:20", "2022-05-11T16:20+07:00"],
    // morning and afternoon
    ["28/10/2021 10:04 SA", "2021-10-28T10:04+07:00"],
    ["12/05/2019 5:02:00 CH", "2019-05-12T17:02+07:00"],
    ["12/05/2019 12:02 SA", "2019-05-12T00:02+07:00"],
    ["12/05/2019 12:40 CH", "2019-05-12T12:40+07:00"],
    ["- 12/06/2018 07:15:00 AM", "2018-06-12T07:15+07:00"],
    ["02/03/2021 lúc 3:45 chiều", "2021-03-02T15:45+07:00"],
    ["02/03/2021 lúc 8:00 sáng", "2021-03-02T08:00+07:00"],
    // in words, with "giờ", "h", "g"
    ["14:11 ngày 19-09-2022", "2022-09-19T14:11+07:00"],
    ["ngày 19 tháng 9, 2022", "2022-09-19"],
    ["16h20 ngày 9 tháng 5 năm 2018", "2018-05-09T16:20+07:00"],
    ["7h30 ngày 19/9/2022", "2022-09-19T07:30+07:00"],
    ["07g30, 05.03.2018", "2018-03-05T07:30+07:00"],
    ["14h30' 20/3/2019", "2019-03-20T14:30+07:00"],
    ["9 giờ 05 phút, ngày 3/4/2021", "2021-04-03T09:05+07:00"],
    ["Thứ Tư, ngày 02 tháng 11 năm 2016, 9h", "2016-11-02T09:00+07:00"],
    ["Tháng Chín 14, 2012", "2012-09-14"],
    ["14 Tháng Mười Một, 2019 lúc 21:05", "2019-11-14T21:05+07:00"],
    ["5 Tháng Năm, 2021", "2021-05-05"],
    ["Th12 5, 2018", "2018-12-05"],
    // years of two digits
    ["08/04/21 05:37", "2021-04-08T05:37+07:00"],
    ["Ngày đăng: 5-3-19", "2019-03-05"],
    // content systems that speak English, German, French, or to machines
    ["9/19/2022 2:11:00 PM", "2022-09-19T14:11+07:00"],
    ["T5, 08/17/2017 - 09:42", "2017-08-17T09:42+07:00"],
    ["Thứ 4, 11/04/2020 - 09:10", "2020-11-04T09:10+07:00"],
    ["Posted on 14/09/2012 by Trần Biển", "2012-09-14"],
    ["Posted on March 5, 2021 at 4:05 pm", "2021-03-05T16:05+07:00"],
    ["Friday, September 14th, 2012 at 9:11 pm", "2012-09-14T21:11+07:00"],
    ["Last updated: 7 Jan 2020 08:30", "2020-01-07T08:30+07:00"],
    ["Published 2 November 2018", "2018-11-02"],
    ["5. März 2021, 17:30", "2021-03-05T17:30+07:00"],
    ["Publié le 1er août 2019 à 10:12", "2019-08-01"],
    ["Gửi lúc 2021-03-10T08:15:00+07:00", "2021-03-10T08:15+07:00"],
    ["2021-03-10 08:15:30", "2021-03-10T08:15:30+07:00"],
  ])("reads %j as %s", (line, iso) => {
    expect(readDate(line)?.iso).toBe(iso);
  });

  it.each([
    ["16.7", "no year"],
    ["31/02/2020", "no such day"],
    ["31/13/2020 08:00", "no such month, in whichever order"],
    ["00/05/2020", "no such day"],
    ["12/05/1889", "too long ago"],
    ["Nghị quyết số 21-NQ/TW", "no date"],
    ["3 giờ trước", "no day"],
    ["Hôm qua, 14:05", "no day"],
    ["Điện thoại: 0299.386.2019", "a telephone number"],
    ["0988 12 05 2019", "a telephone number"],
    ["0211.38.12.05.2019", "a telephone number"],
    ["Tổng truy cập: 12.345.678", "a counter"],
    ["trong 12 tháng năm 2020", "a year's months"],
    ["Quý I/2021", "a quarter"],
    [`${"chữ ".repeat(50)} 12/06/2017`, "a paragraph"],
  ])("finds none in %j (%s)", (line) => {
    expect(readDate(line)).toBeNull();
  });

  it.each(["24:00 ngày 5/3/2021", "25:10, 5/3/2021", "5/3/2021 14:75"])("takes no time from %j, which no clock shows", (line) => {
    expect(readDate(line)).toMatchObject({ iso: "2021-03-05", hasTime: false });
  });

  it("reads back every day in every writing", () => {
    const day = fc
      .date({ min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(day, fc.constantFrom("/", "-", ".", " – "), (iso, mark) => {
        const [year, month, date] = iso.slice(0, 10).split("-") as [string, string, string];
        const clock = iso.slice(11, 16);
        expect(readDate(`${date}${mark}${month}${mark}${year} ${clock}`)?.iso).toBe(`${year}-${month}-${date}T${clock}+07:00`);
        expect(readDate(`${clock} ngày ${Number(date)} tháng ${Number(month)} năm ${year}`)?.iso).toBe(
          `${year}-${month}-${date}T${clock}+07:00`,
        );
      }),
    );
  });
});

describe("a line that is there for its date", () => {
  it.each([
    ["Thực hiện Nghị quyết số 14-NQ/TU, ngày 5/8/2021 của Tỉnh ủy", "a law date in a sentence"],
    ["Nghị quyết số 12-NQ/HU, ngày 15/3/2021", "a document and its date"],
    ["Chỉ thị 05-CT/TW ngày 15/5/2016", "a document and its date"],
    ["(Quyết định số 99/QĐ-UBND ngày 3/4/2020)", "a document and its date"],
    ["Số: 08-NQ/TU, 30/8/2021", "a document's number"],
    ["Ngày ban hành: 29/10/2021", "a document's day, not the page's"],
    ["Có hiệu lực từ 01/07/2022", "a law's day"],
    ["Giấy phép số 88/GP-BTTTT ngày 3/4/2020", "a licence at the foot"],
    ["Quảng Nam, ngày 07 tháng 01 năm 2022", "where a document was signed"],
    ["Sinh ngày 12/5/1992, quê xã Hạ", "a birthday"],
    ["(12/5/1991 - 3/4/2001)", "a life"],
    ["Từ ngày 1/1 đến 31/12/2021", "a stretch of time"],
    ["01/01/2021 – 31/12/2021", "a stretch of time"],
    ["Hạn nộp hồ sơ: 15/6/2020", "a last day"],
    ["Khai mạc 20/10/2020, 8 giờ", "a meeting's day"],
    ["Hội nghị ngày 12/3/2021 bàn ba việc. Việc đầu tiên là thu nộp đảng phí.", "a sentence"],
    ["Đến ngày 30/6/2021, toàn Đảng bộ huyện có 412 chi bộ trực thuộc", "a sentence"],
    ["vừa xong", "no date"],
  ])("is not %j: %s", (line) => {
    expect(readDateLine(line)).toBeNull();
  });

  it.each([
    ["Thứ ba, 25/01/2022", true],
    ["Chủ Nhật, Tháng Mười Một 22, 2026", true],
    ["Sunday, 22/11/2026", true],
    ["Hôm nay, 22/11/2026", true],
    ["Thứ ba, 25/01/2022 08:30", false],
    ["Cập nhật: Thứ ba, 25/01/2022", false],
    ["26/03/2020", false],
  ])("tells whether %j looks like a visitor's clock: %s", (line, looksLikeClock) => {
    expect(readDateLine(line)?.looksLikeClock).toBe(looksLikeClock);
  });

  it.each([
    ["Lần cập nhật cuối lúc Thứ hai, 23 Tháng 6 2014 14:55", true],
    ["Last updated 7 Jan 2020", true],
    ["Cập nhật ngày: 05/04/2013 06:24:24", false],
    ["Ngày đăng: 06/09/2021", false],
  ])("tells whether %j is about a change: %s", (line, isModified) => {
    expect(readDateLine(line)?.isModified).toBe(isModified);
  });

  it.each([
    ["HẢI ĐĂNG 27/09/2017 15:05 GMT+7", "HẢI ĐĂNG"],
    ["Posted on 14/09/2012 by Trần Biển", "Trần Biển"],
  ])("hands on the author's name that shares the line %j", (line, rest) => {
    expect(readDateLine(line)?.rest).toBe(rest);
  });
});

describe("a date written for machines", () => {
  it.each([
    ["2022-12-20T18:10:00Z", "2022-12-21T01:10+07:00"],
    ["2022-12-20T08:10:00+0700", "2022-12-20T08:10+07:00"],
    ["2022-12-20T08:10:07.123+07:00", "2022-12-20T08:10:07+07:00"],
    ["2022-12-20 08:10", "2022-12-20T08:10+07:00"],
    ["2022/12/20 08:10:00", "2022-12-20T08:10+07:00"],
    ["2022-12-20", "2022-12-20"],
    ["20221220", "2022-12-20"],
    ["20221220T081000", "2022-12-20T08:10+07:00"],
    ["1671498600", "2022-12-20T08:10+07:00"],
    ["1671498600000", "2022-12-20T08:10+07:00"],
    ["Tue, 20 Dec 2022 08:10:00 GMT", "2022-12-20T15:10+07:00"],
    ["Tue, 20 Dec 2022 08:10:00", "2022-12-20T08:10+07:00"],
    ["December 20, 2022", "2022-12-20"],
    ["Dec 20, 2022 8:10 PM", "2022-12-20T20:10+07:00"],
    ["19/09/2022 14:11", "2022-09-19T14:11+07:00"],
    ["9/19/2022 2:11:00 PM", "2022-09-19T14:11+07:00"],
    ["mới đây", null],
    ["0000-00-00", null],
    ["2022-13-40T00:00:00Z", null],
    ["", null],
  ])("%j means %s", (value, iso) => {
    expect(readMachineDate(value)).toBe(iso);
  });

  it.each([
    ["2019-06-04T22:30:00-05:00", "2019-06-04T22:30-05:00"],
    ["2019-06-04T22:30:00Z", "2019-06-04T22:30+00:00"],
    ["2019-06-04T22:30:00", "2019-06-04"],
    ["Tue, 04 Jun 2019 22:30:00 GMT", "2019-06-04"],
    ["June 4, 2019", "2019-06-04"],
  ])("on a page from elsewhere %j keeps its day: %s", (value, iso) => {
    expect(readMachineDate(value, "as written")).toBe(iso);
  });
});
