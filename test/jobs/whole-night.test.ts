import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { type Farm, startFarm } from "../../pipeline/farm/farm.ts";
import { loadPress } from "../../pipeline/farm/press.ts";
import { takeLock } from "../../pipeline/jobs/lock.ts";
import { notifySchema } from "../../pipeline/jobs/notify.ts";
import { loadReport } from "../../pipeline/jobs/report-files.ts";
import { makeRun } from "../../pipeline/jobs/run.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { addWatch } from "../../pipeline/jobs/watch/watch.ts";
import { type Progress, runWholeNight, type WholeNightInput } from "../../pipeline/jobs/whole-night.ts";
import { StoreBroken, WrongUse } from "../../pipeline/types/errors.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { look, settingsFor } from "../scripts/dump.ts";
import { mountSmallDisk } from "./small-disk.ts";

const SOURCES = loadSources("corpus/sample/sources").slice(0, 2);

let farm: Farm;
beforeAll(async () => {
  farm = await startFarm({ press: loadPress("corpus/sample/press"), edition: 1 });
});
afterAll(() => farm.close());

const inFolder = (): Settings => settingsFor(temporaryFolder(), temporaryFolder());

function night(settings: Settings, more: Partial<WholeNightInput> = {}) {
  return runWholeNight({
    settings,
    sources: SOURCES,
    run: makeRun(),
    resolve: farm.resolve,
    notifyOptions: { pauses: [1], timeoutMilliseconds: 1_000, env: {} },
    ...more,
  });
}

/** A receiver of messages that answers with this code. */
async function receiver(code: number): Promise<{ url: string; got: unknown[] }> {
  const got: unknown[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    got.push(JSON.parse(body));
    response.writeHead(code).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, got };
}

describe("a night from beginning to end", () => {
  it("tells watch-lists what it brought, once, and its report of those that could not be told", async () => {
    const settings = inFolder();
    const good = await receiver(204);
    const bad = await receiver(404);
    const how = { subject: { kind: "figures", indicator: "members.admitted" }, atom: true };
    addWatch(settings, { name: "tot", title: "Tốt", ...how, webhooks: [{ url: good.url, allowPrivate: true }] }, new Date(0));
    addWatch(settings, { name: "hong", title: "Hỏng", ...how, webhooks: [{ url: bad.url, allowPrivate: true }] }, new Date(0));
    const { report } = await night(settings);
    expect(report.counters["watch/facts"]).toBeGreaterThan(0);
    expect(report.deliveries).toContainEqual({ channel: "webhook", error: null });
    expect(report.deliveries).toContainEqual({ channel: "webhook", error: "danh sách hong: mã trả lời 404" });
    expect(report.alarms.map(({ kind }) => kind)).toContain("notify");
    expect([good.got.length, bad.got.length]).toEqual([1, 1]);
    await night(settings);
    expect([good.got.length, bad.got.length]).toEqual([1, 2]);
  });

  it("leaves store, index, report and metrics, and tells how far it is meanwhile", async () => {
    const settings = inFolder();
    const progress: Progress[] = [];
    const { report, thrown } = await night(settings, { onProgress: (one) => progress.push(one) });
    expect([thrown, report.error, report.failed]).toEqual([null, null, false]);
    const pages = report.sources.reduce((sum, { newPages }) => sum + newPages, 0);
    expect(pages).toBeGreaterThan(5);
    expect(report.sources.reduce((sum, { figures }) => sum + figures, 0)).toBe(report.counters["extract/figures"]);
    expect(report.indicators.length).toBeGreaterThan(3);
    expect(report.disk?.store).toBeGreaterThan(10_000);
    expect(loadReport(settings, report.run)).toEqual(report);
    expect(progress.at(-1)).toMatchObject({ sources: 2, sourcesAsked: 2 });
    expect(readdirSync(settings.indexes)).toContain("search.json");
    const metrics = readFileSync(join(settings.data, "metrics.prom"), "utf8");
    expect(metrics).toMatch(new RegExp(`^dangvu_night_new_pages\\{source="${SOURCES[0]?.id}"\\} \\d+$`, "mu"));
    expect(metrics).toMatch(/^dangvu_last_success_timestamp_seconds \d+/mu);
    expect(look(settings, (store) => store.runs().map(({ id, job, finishedAt }) => [id, job, finishedAt !== null]))).toEqual([
      [report.run, "nightly", true],
    ]);

    const second = await night(settings);
    expect(second.report.sources.map(({ newPages, figures }) => [newPages, figures])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(second.report.alarms).toEqual([]);
  });

  it("asks no site outside of the hours of the settings, and says so", async () => {
    const noon = makeRun({ now: () => new Date("2026-11-22T12:00:00+07:00") });
    const { report } = await night({ ...inFolder(), window: "22:00-06:00" }, { run: noon });
    expect(report.counters["fetch/200"] ?? 0).toBe(0);
    for (const { stopped } of report.sources) expect(stopped).toMatch(/giờ/u);
  });

  it("tells a webhook that one source broke; one that does not take it fails no night", async () => {
    const bad = { ...SOURCES[0]!, id: "xa", name: "Báo Xa", feeds: [], sitemaps: [], listings: ["http://khong-co.invalid/tin"] };
    for (const [code, unsent] of [
      [204, []],
      [500, [expect.objectContaining({ kind: "notify", values: { channel: "webhook", error: "mã trả lời 500" } })]],
    ] as const) {
      const { url, got } = await receiver(code);
      const settings = { ...inFolder(), notify: notifySchema.parse({ webhook: { url } }) };
      const { report, thrown } = await night(settings, { sources: [bad] });
      expect(thrown).toBeNull();
      expect(report.failed).toBe(true);
      expect(got[0]).toMatchObject({ run: report.run, failed: true, sources: [{ source: "xa", stopped: expect.any(String) }] });
      expect(report.alarms.filter(({ kind }) => kind === "notify")).toEqual(unsent);
      expect(loadReport(settings, report.run)?.deliveries).toHaveLength(1);
      expect(readFileSync(join(settings.data, "metrics.prom"), "utf8")).not.toContain("dangvu_last_success");
    }
  });

  it("that may not begin is told, too: another run has the folder", async () => {
    const settings = inFolder();
    const release = takeLock(settings.data);
    onTestFinished(release);
    const { report, thrown } = await night(settings);
    expect(thrown).toBeInstanceOf(StoreBroken);
    expect(report).toMatchObject({ failed: true, sources: [], error: { message: expect.stringContaining("Một lượt chạy khác") } });
    expect(report.alarms.map(({ kind }) => kind)).toEqual(["ended"]);
    expect(loadReport(settings, report.run)).toEqual(report);
  });

  it("that the operator ends keeps what is stored, and bothers nobody", async () => {
    const { url, got } = await receiver(204);
    const settings = { ...inFolder(), notify: notifySchema.parse({ when: "always", webhook: { url } }) };
    const stop = new AbortController();
    const onProgress = ({ pages }: Progress): void => {
      if (pages >= 3) stop.abort(new WrongUse("Đã dừng theo yêu cầu.", "Chạy lại."));
    };
    const { report } = await night(settings, { run: makeRun({ signal: stop.signal }), onProgress });
    expect(report.error?.message).toBe("Đã dừng theo yêu cầu.");
    expect(got).toEqual([]);
    expect(look(settings, (store) => store.articles({}).length)).toBeGreaterThanOrEqual(3);
    expect((await night(settings)).report.failed).toBe(false);
  });

  it("is stored when its report cannot be written, which is told", async () => {
    const settings = inFolder();
    writeFileSync(join(settings.data, "runs"), "một tệp ở chỗ của thư mục");
    const { report, thrown } = await night(settings);
    expect(report.error).toBeNull();
    expect(thrown).toBeInstanceOf(StoreBroken);
    expect(existsSync(join(settings.data, "metrics.prom"))).toBe(true);
  });
});

describe("a full disk", () => {
  const disk = mountSmallDisk(600);
  afterAll(() => disk?.unmount());

  it.skipIf(disk === null)("ends the night with one clear sentence and nothing half-written; with room it goes on", async () => {
    const data = join(disk?.folder ?? "", "kho");
    const settings = { ...inFolder(), data };
    const { thrown, report } = await night(settings);
    expect(thrown).toBeInstanceOf(StoreBroken);
    expect(report.error?.message).toMatch(/không còn chỗ|ENOSPC|full/u);
    const left = existsSync(join(data, "runs")) ? readdirSync(join(data, "runs")) : [];
    expect([...left, ...readdirSync(data)].filter((name) => name.endsWith(".moi"))).toEqual([]);
    for (const name of left.filter((one) => one.endsWith(".json"))) expect(() => loadReport(settings, name.slice(0, -5))).not.toThrow();
  });
});
