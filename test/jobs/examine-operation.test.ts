import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { examineOperation } from "../../pipeline/jobs/examine-operation.ts";
import { type Health, readHealth, writeHealth } from "../../pipeline/jobs/health.ts";
import { takeLock } from "../../pipeline/jobs/lock.ts";
import { notifySchema } from "../../pipeline/jobs/notify.ts";
import { saveReport } from "../../pipeline/jobs/report-files.ts";
import type { Schedule } from "../../pipeline/jobs/schedule.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { openLibrary, storePath } from "../../pipeline/jobs/workspace.ts";
import { StoreBroken } from "../../pipeline/types/errors.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { settingsFor } from "../scripts/dump.ts";
import { nightReport } from "./night-report.ts";
import { mountSmallDisk } from "./small-disk.ts";

const NOW = new Date("2026-11-22T01:00:00Z");

let settings: Settings;
beforeEach(() => {
  settings = settingsFor(temporaryFolder(), temporaryFolder());
});

/** What is found about one thing: "ổn" or "hỏng", and the detail. */
async function about(
  what: string,
  more: { of?: Settings; schedule?: Schedule; env?: NodeJS.ProcessEnv; now?: Date } = {},
): Promise<string> {
  const { of = settings, schedule = null, env = {}, now = NOW } = more;
  const finding = (await examineOperation({ settings: of, now, schedule, env })).find((one) => one.what === what);
  if (finding?.ok === false) expect(finding.hint).not.toBeNull();
  return `${finding?.ok === true ? "ổn" : "hỏng"}: ${finding?.detail}`;
}

const health = (more: Partial<Health> = {}): Health => ({
  state: "waiting",
  at: NOW.toISOString(),
  pid: process.pid,
  schedule: "0 2 * * *",
  zone: "Asia/Ho_Chi_Minh",
  next: null,
  last: null,
  ...more,
});

describe("the doctor on unattended nights", () => {
  it("finds nothing wrong in an empty folder, and leaves it empty", async () => {
    const findings = await examineOperation({ settings, now: NOW, schedule: null, env: {} });
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings.map(({ what }) => what)).toHaveLength(9);
    expect(spawnSync("ls", [settings.data]).stdout.toString()).toBe("");
  });

  it("tells whether a run is under way", async () => {
    expect(await about("khóa thư mục dữ liệu")).toBe("ổn: chưa lượt nào chạy ở đây");
    const release = takeLock(settings.data);
    expect(await about("khóa thư mục dữ liệu")).toBe("ổn: một lượt đang chạy");
    release();
    expect(await about("khóa thư mục dữ liệu")).toBe("ổn: không lượt nào đang chạy");
  });

  it("asks SQLite whether the whole store is sound", async () => {
    const store = openLibrary(settings);
    store.startRun({ id: "r", job: "nightly", startedAt: NOW.toISOString() });
    store.close();
    expect(await about("toàn vẹn kho")).toBe("ổn: kiểm tra xong, không có lỗi");
    writeFileSync(storePath(settings), readFileSync(storePath(settings)).fill(7, 9_000, 30_000));
    expect(await about("toàn vẹn kho")).toMatch(/^hỏng: Cơ sở dữ liệu .*dangvu\.sqlite đã hỏng/u);
  });

  it("does not trust a clock that is behind what is stored", async () => {
    const store = openLibrary(settings);
    store.startRun({ id: "r", job: "nightly", startedAt: "2026-11-22T02:00:00Z" });
    store.close();
    expect(await about("đồng hồ", { now: new Date("2026-11-22T01:55:00Z") })).toBe("ổn: 08:55 22/11/2026");
    expect(await about("đồng hồ")).toBe("hỏng: máy đang là 08:00 22/11/2026, nhưng trong kho đã có thời điểm 09:00 22/11/2026");
  });

  it("reads the schedule that is asked about, or that a living process has", async () => {
    expect(await about("lịch chạy")).toMatch(/^ổn: không có tiến trình nào/u);
    expect(await about("lịch chạy", { schedule: { pattern: "30 23 * * *", zone: "Asia/Ho_Chi_Minh" } })).toMatch(
      /lần tới 23:30 22\/11\/2026$/u,
    );
    expect(await about("lịch chạy", { schedule: { pattern: "2 giờ", zone: "Asia/Ho_Chi_Minh" } })).toMatch(/^hỏng: Lịch "2 giờ"/u);
    writeHealth(settings, health());
    expect(await about("lịch chạy")).toMatch(/^ổn: "0 2 \* \* \*" .* 02:00 23\/11\/2026$/u);
    const { pid = 0 } = spawnSync(process.execPath, ["-e", ""]);
    writeHealth(settings, health({ pid }));
    expect(await about("lịch chạy")).toMatch(/^ổn: không có tiến trình nào/u);
    writeHealth(settings, health({ state: "stopped" }));
    expect(readHealth(settings)?.state).toBe("stopped");
    expect(await about("lịch chạy")).toMatch(/^ổn: không có tiến trình nào/u);
    writeFileSync(join(settings.data, "health.json"), "{");
    expect(await about("lịch chạy")).toMatch(/^hỏng: Tệp .*health\.json đã hỏng/u);
  });

  it("knows who is told, and misses a password that is not in the environment", async () => {
    const email = { host: "thu.test", from: "a@b.vn", to: ["c@d.vn"], user: "a" };
    const of = (notify: object): Settings => ({ ...settings, notify: notifySchema.parse(notify) });
    expect(await about("thông báo")).toMatch(/^ổn: không đặt/u);
    expect(await about("thông báo", { of: of({}) })).toMatch(/^hỏng: .*không có webhook lẫn email/u);
    expect(await about("thông báo", { of: of({ email }) })).toMatch(/^hỏng: .*DANGVU_SMTP_PASSWORD/u);
    const all = of({ when: "always", email, webhook: { url: "https://a.test/" } });
    expect(await about("thông báo", { of: all, env: { DANGVU_SMTP_PASSWORD: "x" } })).toBe("ổn: webhook và thư tới c@d.vn, sau mỗi đêm");
  });

  it("misses a night when none has ended for a day and a half", async () => {
    expect(await about("đêm gần nhất")).toBe("ổn: chưa chạy đêm nào");
    saveReport(settings, nightReport());
    expect(await about("đêm gần nhất")).toBe("ổn: kết thúc 03:00 22/11/2026");
    expect(await about("đêm gần nhất", { now: new Date("2026-11-23T09:00:00Z") })).toMatch(/^hỏng: .*quá 36 giờ$/u);
    saveReport(settings, nightReport({ error: { message: "m", hint: "h" } }));
    expect(await about("đêm gần nhất")).toContain("có phần hỏng");
  });

  const disk = mountSmallDisk(64);
  it.skipIf(disk === null)("says when the disk is nearly full", async () => {
    onTestFinished(() => disk?.unmount());
    const data = join(disk?.folder ?? "", "kho");
    mkdirSync(data);
    expect(await about("chỗ trống trên đĩa", { of: { ...settings, data } })).toBe("hỏng: chỉ còn 64 kB");
    writeFileSync(join(data, "lap-day"), Buffer.alloc(60_000));
    expect(() => writeHealth({ ...settings, data }, health({ schedule: "x".repeat(9_000) }))).toThrow(StoreBroken);
    expect(readHealth({ ...settings, data })).toBeNull();
    expect(spawnSync("ls", [data]).stdout.toString()).toBe("lap-day\n");
  });
});
