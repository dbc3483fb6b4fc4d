import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "cheerio";
import { describe, expect, it } from "vitest";
import { runsFolder } from "../../pipeline/jobs/disk.ts";
import { type NightReport, withDeliveries } from "../../pipeline/jobs/report.ts";
import { loadReport, pruneReports, recentReports, reportIds, saveReport } from "../../pipeline/jobs/report-files.ts";
import { reportPage } from "../../pipeline/jobs/report-html.ts";
import { reportText } from "../../pipeline/jobs/report-text.ts";
import { viewReport } from "../../pipeline/jobs/report-view.ts";
import { StoreBroken } from "../../pipeline/types/errors.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { settingsFor } from "../scripts/dump.ts";
import { nightReport, sourceReport } from "./night-report.ts";

const SCRIPT = '<script>alert("1")</script>';

/** A night with one source that broke and everything that a report can tell. */
function fullReport(): NightReport {
  const said = (value: number, url: string) => ({ value, url, quote: String(value) });
  return withDeliveries(
    nightReport({
      sources: [
        sourceReport("caobang", {
          fetched: 12,
          newPages: 3,
          failed: 2,
          failures: { timeout: 2 },
          stopped: `${SCRIPT} không trả lời`,
          hosts: [
            { host: "a.test", requests: 10, seconds: 5 },
            { host: "b.test", requests: 2, seconds: 8 },
          ],
        }),
        sourceReport("laocai", { hosts: [{ host: "b.test", requests: 2, seconds: 0 }] }),
      ],
      gathering: {
        add: () => undefined,
        sources: new Map(),
        indicators: new Map([
          ["orgs.total", 2],
          ["members.admitted", 12],
        ]),
        failedChecks: [{ url: "https://bao.test/1", title: SCRIPT, what: "sum", detail: "1 + 1 ≠ 3" }],
        comparable: [],
      },
      conflicts: [
        { indicator: "members.admitted", province: "63-20", fresh: said(1168, "https://bao.test/2"), known: said(1170, "javascript:x()") },
      ],
      disk: { store: 2048, warc: 1_610_612_736, frontier: 0, indexes: 5, runs: 0, free: 10 * 1024 ** 3 },
      counters: { "extract/figures": 14 },
    }),
    [
      { channel: "email", error: null },
      { channel: "webhook", error: "mã trả lời 500" },
    ],
  );
}

describe("the text of a report", () => {
  it("says first how the night was and what to do", () => {
    const lines = reportText(viewReport(fullReport(), "vi"), "vi").split("\n");
    expect(lines.slice(0, 8)).toEqual([
      "Đêm 02:00 22/11/2026: 1 trên 2 nguồn bị bỏ dở",
      "2 nguồn: 3 trang mới, 0 trang đổi, 20 không đổi, 2 lỗi; 14 số liệu; 3600,0 giây",
      "",
      "Việc cần làm",
      `  ! Báo Cao Bằng: nguồn bị bỏ dở: ${SCRIPT} không trả lời`,
      "    → Mở trang của nguồn xem còn hoạt động không, rồi chạy: dangvu sources check caobang",
      "  ! 1 số liệu mới trái với số liệu đã biết",
      "    → Xem bảng bên dưới; quyết định bằng dangvu review.",
    ]);
  });

  it("tells sources with something to tell, and counts the others", () => {
    const text = reportText(viewReport(fullReport(), "vi"), "vi");
    expect(text).toMatch(/Báo Cao Bằng +12 +3 +0 +0 +2 +0 {2}quá giờ 2$/mu);
    expect(text).toContain("  1 nguồn khác: không có gì mới, không có lỗi.");
    expect(text).not.toContain("laocai");
  });

  it("has the figures by indicator, most first, the slowest hosts, conflicts and the disk", () => {
    const text = reportText(viewReport(fullReport(), "vi"), "vi");
    expect(text).toMatch(/\(members\.admitted\) +12\n.*\(orgs\.total\) +2\n/u);
    expect(text).toMatch(/b\.test +4 +2\n +a\.test +10 +0,5\n/u);
    expect(text).toMatch(/Lạng Sơn +1\.168 +1\.170 +https:\/\/bao\.test\/2/u);
    expect(text).toMatch(/kho +2 kB\n +trang gốc +1,5 GB/u);
  });

  it("says that nothing is to do, and leaves empty tables out", () => {
    const text = reportText(viewReport(nightReport({ sources: [sourceReport("caobang")] }), "vi"), "vi");
    expect(text.split("\n")).toEqual([
      "Đêm 02:00 22/11/2026: 1 nguồn, không có gì hỏng",
      "1 nguồn: 0 trang mới, 0 trang đổi, 10 không đổi, 0 lỗi; 0 số liệu; 3600,0 giây",
      "",
      "Không có việc gì cần làm.",
      "",
      "Nguồn",
      "  1 nguồn khác: không có gì mới, không có lỗi.",
      "",
      "Lượt chạy 2026-11-22T020000-abcdef01",
      "",
    ]);
  });

  it("is there in English", () => {
    expect(reportText(viewReport(fullReport(), "en"), "en")).toMatch(/^Night of .*: 1 of 2 sources left\n/u);
  });
});

describe("the page of a report", () => {
  it("escapes what came from outside, links only the web, and needs nothing besides itself", () => {
    const page = reportPage(viewReport(fullReport(), "vi"), "vi");
    const $ = load(page);
    expect($("script, link, img, iframe")).toHaveLength(0);
    expect($("h1").text()).toContain("1 trên 2 nguồn");
    expect($("li").first().text()).toContain(SCRIPT);
    expect($("td").text()).toContain(SCRIPT);
    expect(
      $("a")
        .map((_, link) => $(link).attr("href"))
        .get(),
    ).toEqual(["https://bao.test/2", "https://bao.test/1"]);
    expect($("html").attr("lang")).toBe("vi");
  });
});

describe("reports on the disk", () => {
  const settings = () => settingsFor(temporaryFolder(), temporaryFolder());
  const ofDay = (day: string): NightReport => ({ ...nightReport(), run: `${day}T190000-00000000` });

  it("come back as they were, newest first", () => {
    const of = settings();
    for (const day of ["2026-11-20", "2026-11-22", "2026-11-21"]) saveReport(of, ofDay(day));
    saveReport(of, fullReport());
    expect(loadReport(of, fullReport().run)).toEqual(fullReport());
    expect(reportIds(of).map((id) => id.slice(0, 10))).toEqual(["2026-11-22", "2026-11-22", "2026-11-21", "2026-11-20"]);
    expect(recentReports(of, 1, () => undefined)).toHaveLength(1);
    expect(readFileSync(join(runsFolder(of), `${fullReport().run}.html`), "utf8")).toMatch(/^<!doctype html>/u);
  });

  it("are deleted after a year", () => {
    const of = settings();
    for (const day of ["2025-11-20", "2025-11-22", "2026-11-20"]) saveReport(of, ofDay(day));
    writeFileSync(join(runsFolder(of), "ghi-chu.json"), "{}");
    expect(pruneReports(of, new Date("2026-11-22T01:00:00Z"))).toBe(1);
    expect(readdirSync(runsFolder(of)).sort()).toEqual([
      "2025-11-22T190000-00000000.html",
      "2025-11-22T190000-00000000.json",
      "2026-11-20T190000-00000000.html",
      "2026-11-20T190000-00000000.json",
      "ghi-chu.json",
    ]);
  });

  it("that are damaged are told and left out; ids that are no names of files lead nowhere", () => {
    const of = settings();
    mkdirSync(runsFolder(of));
    writeFileSync(join(runsFolder(of), "2026-11-22T190000-00000000.json"), '{"format":');
    const broken: string[] = [];
    expect(recentReports(of, 9, ({ message }) => broken.push(message))).toEqual([]);
    expect(broken).toEqual([expect.stringContaining("đã hỏng")]);
    expect(() => loadReport(of, "2026-11-22T190000-00000000")).toThrow(StoreBroken);
    expect(loadReport(of, "../dangvu")).toBeNull();
    expect(loadReport(of, "khong-co")).toBeNull();
  });
});
