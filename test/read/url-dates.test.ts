import { describe, expect, it } from "vitest";
import { dateFromUrl } from "../../pipeline/read/url-dates.ts";

describe("the date in an address", () => {
  it.each([
    ["https://bao.test/tin/202209/mot-bai-123/", "2022-09"],
    ["https://bao.test/mot-bai-20220919141122333.htm", "2022-09-19T14:11+07:00"],
    ["https://bao.test/mot-bai/d20090421083100000.htm", "2009-04-21T08:31+07:00"],
    ["https://bao.test/mot-bai-20091222011228907p3c24.htm", "2009-12-22T01:12+07:00"],
    ["https://bao.test/mot-bai-185231016073000123.htm", "2023-10-16T07:30+07:00"],
    ["https://bao.test/mot-bai-102230815160219334.htm", "2023-08-15T16:02+07:00"],
    ["https://bao.test/2021/04/08/mot-bai", "2021-04-08"],
    ["https://bao.test/2021/4/8/mot-bai.html", "2021-04-08"],
    ["https://bao.test/2021-04-08-mot-bai.html", "2021-04-08"],
    ["https://bao.test/tin/mot-bai-2021-04-08.html", "2021-04-08"],
    ["https://bao.test/tin/20210408/mot-bai.html", "2021-04-08"],
    ["https://news.test/2018/aug/09/one-story", "2018-08-09"],
    ["https://bao.test/2023/02/mot-bai/", "2023-02"],
    ["https://bao.test/mot-bai-post201912.html", null],
    ["https://bao.test/mot-bai-a158204.html", null],
    ["https://bao.test/nghi-quyet-2020-2025.html", null],
    ["https://bao.test/mot-bai/310442.html", null],
    ["https://bao.test/2021/13/40/mot-bai", null],
    ["https://bao.test/chi-tiet?id=20220919", null],
    ["https://bao.test/bai#/2020/01/02/", null],
  ])("of %s is %s", (url, date) => {
    expect(dateFromUrl(url)).toBe(date);
  });
});
