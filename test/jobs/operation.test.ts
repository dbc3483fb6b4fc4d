import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeHealth } from "../../pipeline/jobs/health.ts";
import { makeOperation } from "../../pipeline/jobs/operation.ts";
import { saveReport } from "../../pipeline/jobs/report-files.ts";
import { HOME, readSettings, type Settings } from "../../pipeline/jobs/settings.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Operation } from "../../pipeline/types/operation.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { nightReport, sourceReport } from "./night-report.ts";

const SOURCE = (id: string, enabled: boolean): string => `id: ${id}
name: Báo ${id}
kind: newspaper
province: "63-20"
home: https://${id}.test/
enabled: ${enabled}
listings: [https://${id}.test/]
articleUrl: "/tin/\\\\d+"
datelines: []
paceSeconds: 2
`;

let folder: string;
let settings: Settings;
let store: Store;
let now: Date;
let logged: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-operation-"));
  settings = readSettings({ data: join(folder, "data"), corpus: join(folder, "corpus") }, { env: {} });
  mkdirSync(join(folder, "corpus", "sources"), { recursive: true });
  for (const [id, enabled] of [
    ["mot", true],
    ["hai", true],
    ["ba", true],
    ["tat", false],
  ] as const)
    writeFileSync(join(folder, "corpus", "sources", `${id}.yaml`), SOURCE(id, enabled));
  store = openStore(join(folder, "data", "dangvu.sqlite"));
  now = new Date("2026-11-22T03:00:00Z");
  logged = [];
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const operation = (): Operation => makeOperation({ settings, store, now: () => now, log: (_level, event) => void logged.push(event) });

const NAMES = new Map([
  ["mot", "Báo Một"],
  ["hai", "Báo Hai"],
]);

/** A kept report of a night. */
function night(day: number, more: Parameters<typeof nightReport>[0] = {}): void {
  const run = `2026-11-${day}T190000-abcdef01`;
  const startedAt = new Date(`2026-11-${day}T19:00:00Z`);
  saveReport(settings, nightReport({ run, startedAt, finishedAt: new Date(startedAt.getTime() + 60_000), names: NAMES, ...more }));
}

describe("the last night", () => {
  it("is none until one has left a report", () => {
    expect(operation().lastNight("vi")).toBeNull();
  });

  it("is the newest report in words, with when the next begins", () => {
    night(20);
    night(21, { sources: [sourceReport("mot", { stopped: "không trả lời" })] });
    writeHealth(settings, {
      state: "waiting",
      at: now.toISOString(),
      pid: 1,
      schedule: "0 2 * * *",
      zone: "UTC",
      next: "2026-11-22T19:00:00.000Z",
      last: null,
    });
    const last = operation().lastNight("vi");
    expect(last).toMatchObject({ run: "2026-11-21T190000-abcdef01", failed: true, next: "2026-11-22T19:00:00.000Z" });
    expect(last?.todo[0]?.says).toContain("Báo Một");
    expect(operation().lastNight("en")?.title).toContain("Night");
  });

  it("tells no next one that has passed already: the process that planned it is gone", () => {
    night(21);
    writeHealth(settings, { state: "waiting", at: "", pid: 1, schedule: "", zone: "", next: "2026-11-22T01:00:00.000Z", last: null });
    expect(operation().lastNight("vi")?.next).toBeNull();
  });
});

describe("runs", () => {
  it("are those of the store and nights that never came to it, newest first, a page at a time", () => {
    store.startRun({ id: "2026-11-20T100000-00000001", job: "import", startedAt: "2026-11-20T10:00:00.000Z" });
    night(21, { counters: { "store/new": 4, "extract/figures": 9 }, error: { message: "Hỏng.", hint: "Sửa." } });
    const { runs, total } = operation().runs({ limit: 10, offset: 0 });
    expect(total).toBe(2);
    expect(runs).toMatchObject([
      { job: "nightly", outcome: "failed", newPages: 4, figures: 9, alarms: 1 },
      { job: "import", outcome: "unfinished", alarms: null },
    ]);
    expect(operation().runs({ limit: 1, offset: 1 }).runs).toHaveLength(1);
  });

  it("are told one by one with their report; unknown ids and ways out of the folder lead nowhere", () => {
    night(21);
    expect(operation().run("2026-11-21T190000-abcdef01", "vi")?.report?.title).toContain("Đêm");
    for (const id of ["x", "../health", "2026-11-21T190000-abcdef01/../x"]) expect(operation().run(id, "vi")).toBeNull();
  });

  it("leave out a report that is damaged, and log it", () => {
    night(21);
    writeFileSync(join(settings.data, "runs", "2026-11-22T190000-abcdef01.json"), "{");
    expect(operation().runs({ limit: 10, offset: 0 }).total).toBe(1);
    expect(logged).toContain("serve/report-broken");
  });
});

describe("sources", () => {
  it("are told with how they did in the last month", () => {
    night(20, { sources: [sourceReport("mot", { fetched: 5, newPages: 5 }), sourceReport("hai", { fetched: 3 })] });
    night(21, {
      sources: [
        sourceReport("mot", { failed: 2, failures: { timeout: 2 }, stopped: "không trả lời" }),
        sourceReport("hai", { fetched: 3, failed: 9, failures: { status: 9 } }),
      ],
    });
    const told = Object.fromEntries(
      operation()
        .sources()
        .map((source) => [source.id, source]),
    );
    expect(Object.fromEntries(Object.entries(told).map(([id, { state }]) => [id, state]))).toEqual({
      mot: "resting",
      hai: "poor",
      ba: "unknown",
      tat: "off",
    });
    expect(told.mot).toMatchObject({
      lastSuccess: "2026-11-20T19:00:00.000Z",
      lastAsked: "2026-11-21T19:00:00.000Z",
      newPages: 5,
      failures: 2,
      nights: 2,
    });
  });

  it("are told one by one, night by night, with what to do", () => {
    night(20, { sources: [sourceReport("mot")] });
    night(21, {
      sources: [sourceReport("mot", { failed: 7, failures: { timeout: 6, status: 1 } }), sourceReport("hai", { stopped: "x" })],
    });
    const source = operation().source("mot", "vi");
    expect(source?.failureKinds).toEqual([
      { kind: "timeout", count: 6 },
      { kind: "status", count: 1 },
    ]);
    expect(source?.history.map(({ failed }) => failed)).toEqual([7, 0]);
    expect(source?.todo).toHaveLength(1);
    expect(operation().source("khong", "vi")).toBeNull();
  });
});

it("nothing that is told names a path of this machine or an address that messages go to", () => {
  const secret = "https://hooks.example/T0KEN";
  night(21, {
    error: { message: `Không ghi được ${folder}/data/dangvu.sqlite (ENOSPC), /var/lib/other/x.db.`, hint: `Xem ${HOME}/README.md` },
    sources: [sourceReport("mot", { stopped: `EACCES: C:\\Users\\lan\\kho, /home/lan/kho; https://mot.test/tin/1 vẫn mở` })],
  });
  const lost = { kind: "notify" as const, source: null, values: { channel: "webhook", error: `401 at ${secret}` } };
  saveReport(settings, { ...nightReport({ run: "2026-11-22T190000-abcdef01" }), alarms: [lost] });
  const told = JSON.stringify([
    operation().runs({ limit: 9, offset: 0 }),
    operation().run("2026-11-21T190000-abcdef01", "vi"),
    operation().run("2026-11-22T190000-abcdef01", "vi"),
    operation().source("mot", "vi"),
    operation().lastNight("en"),
  ]);
  for (const word of [folder, HOME, "/var/lib", "/home/lan", "Users", "T0KEN"]) expect(told).not.toContain(word);
  expect(told).toContain("https://mot.test/tin/1 vẫn mở");
});
