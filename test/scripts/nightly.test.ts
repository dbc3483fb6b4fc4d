import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeLock } from "../../pipeline/jobs/lock.ts";
import type { NightReport } from "../../pipeline/jobs/report.ts";
import { type LocalServer, page, startServer } from "../crawl/local-server.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { htmlPage } from "../read/warc-file.ts";
import { call, finish, parseLines, startProcess } from "./cli.ts";

/** A paper of two articles on this machine; a third address never answers. */
let paper: LocalServer;
let home: string;
beforeAll(async () => {
  const listing = '<html><body><a href="/tin-1.html">Một</a> <a href="/tin-2.html">Hai</a></body></html>';
  const slow = '<html><body><a href="/cham-1.html">Chậm</a></body></html>';
  paper = await startServer((request, response) => {
    const url = request.url ?? "";
    if (url === "/") page(listing)(request, response);
    else if (url === "/cham") page(slow)(request, response);
    else if (url.startsWith("/tin-")) page(htmlPage(`Bài ${url}`, `${url.charCodeAt(5)}05`))(request, response);
    else if (!url.startsWith("/cham-")) response.writeHead(404).end();
  });
  home = mkdtempSync(join(tmpdir(), "dangvu-nightly-"));
  mkdirSync(join(home, "sources"));
  for (const [id, path, enabled] of [
    ["baogan", "/", true],
    ["baocham", "/cham", false],
  ] as const) {
    const entry = `id: ${id}\nname: Báo ${id}\nkind: newspaper\nprovince: "63-20"\nhome: ${paper.origin}/\nenabled: ${enabled}\nfeeds: []\nsitemaps: []\nlistings: [${paper.origin}${path}]\narticleUrl: '^/(tin|cham)-\\d+\\.html$'\nselectors: {}\ndatelines: []\npaceSeconds: 0.01\nallowPrivate: true\n`;
    writeFileSync(join(home, "sources", `${id}.yaml`), entry);
  }
});
afterAll(async () => {
  await paper.close();
  rmSync(home, { recursive: true, force: true });
});

interface Folders {
  readonly data: string;
  readonly flags: readonly string[];
}

function folders(): Folders {
  const data = temporaryFolder();
  return { data, flags: ["--corpus", home, "--data", data, "--indexes", temporaryFolder()] };
}

const runIds = (data: string): string[] => readdirSync(join(data, "runs")).filter((name) => name.endsWith(".json"));

describe("dangvu nightly", () => {
  it("prints the report, keeps it for `dangvu runs`, and finds nothing new the second time", async () => {
    const { data, flags } = folders();
    const first = await call("nightly", ...flags);
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^Đêm \d\d:\d\d \d\d\/\d\d\/\d{4}: 1 nguồn, không có gì hỏng\n1 nguồn: 2 trang mới/u);
    expect(runIds(data)).toHaveLength(1);
    const second = JSON.parse((await call("nightly", "--json", ...flags)).out) as NightReport;
    expect(second.sources.map(({ source, newPages }) => [source, newPages])).toEqual([["baogan", 0]]);

    const list = await call("runs", ...flags);
    expect(list.out.trim().split("\n")).toHaveLength(3);
    expect(list.out).toMatch(/nightly .* 2 +\d+ {2}xong$/mu);
    expect(JSON.parse((await call("runs", "--json", "--limit", "1", ...flags)).out)).toMatchObject([{ id: second.run, failed: false }]);
    expect(JSON.parse((await call("runs", "--last", "--json", ...flags)).out)).toEqual(second);
    expect((await call("runs", second.run, ...flags)).out).toContain(`Lượt chạy ${second.run}`);
    expect((await call("runs", "--last", "--html", ...flags)).out).toMatch(/^<!doctype html>/u);
    expect((await call("runs", "--last", "--lang", "en", ...flags)).out).toMatch(/^Night of /u);
  });

  it("ends with 3 when a source broke, and tells of it", async () => {
    const { flags } = folders();
    const corpus = temporaryFolder();
    cpSync(join(home, "sources"), join(corpus, "sources"), { recursive: true });
    const file = join(corpus, "sources", "baogan.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(paper.origin, "http://127.0.0.1:1"));
    const { code, out } = await call("nightly", ...flags, "--corpus", corpus);
    expect(code).toBe(3);
    expect(out).toMatch(/^Đêm .*: 1 trên 1 nguồn bị bỏ dở\n/u);
    expect(out).toMatch(/Việc cần làm\n {2}! Báo baogan: nguồn bị bỏ dở: .*\n {4}→ .*dangvu sources check baogan/u);
  });

  it("says why it may not begin, and keeps a report of that, too", async () => {
    const { data, flags } = folders();
    const release = takeLock(data);
    const { code, err } = await call("nightly", ...flags);
    release();
    expect(code).toBe(1);
    expect(err).toMatch(/Lỗi: Một lượt chạy khác.*\nGợi ý: .*\n$/u);
    expect((await call("nightly", ...flags)).code).toBe(0);
    const { out } = await call("runs", ...flags);
    expect(out).toMatch(/có phần hỏng$/mu);
    expect(out).toMatch(/xong$/mu);
  });

  it("shows the counters of a run without report", async () => {
    const { flags } = folders();
    expect((await call("start", "--no-serve", ...flags, "--corpus", "corpus")).code).toBe(0);
    const [newest] = JSON.parse((await call("runs", "--json", ...flags)).out) as { id: string; job: string }[];
    expect(newest?.job).toBe("sample-2");
    expect((await call("runs", newest?.id ?? "", ...flags)).out).toMatch(/Bộ đếm\n {2}\S+: \d/u);
    expect((await call("runs", newest?.id ?? "", "--html", ...flags)).code).toBe(2);
  });
});

describe("as a process", () => {
  it("ends a night at SIGTERM within seconds, with what is stored kept", async () => {
    const { data, flags } = folders();
    const child = startProcess(["nightly", "--source", "baogan", "baocham", ...flags]);
    const ended = finish(child);
    while (!paper.requests.some(({ path }) => path === "/cham-1.html")) await wait(20);
    await wait(300);
    const began = performance.now();
    child.kill("SIGTERM");
    const { code, out } = await ended;
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(code).toBe(3);
    expect(out).toMatch(/bị dừng giữa chừng/u);
    expect(runIds(data)).toHaveLength(1);
    expect((await call("nightly", ...flags)).code).toBe(0);
  });

  it("waits for its time with --schedule, says so, and ends at SIGTERM with 0", async () => {
    const { data, flags } = folders();
    const child = startProcess(["nightly", "--schedule", "0 2 1 1 *", ...flags]);
    const ended = finish(child);
    const health = join(data, "health.json");
    const read = () => JSON.parse(readFileSync(health, "utf8")) as { state: string; next: string | null };
    for (let n = 0; n < 200 && !readdirSync(data).includes("health.json"); n++) await wait(50);
    expect(read()).toMatchObject({ state: "waiting", next: expect.stringMatching(/-12-31T19:00:00\.000Z$/u) });
    expect((await call("doctor", ...flags, "--corpus", "corpus")).out).toMatch(/^ổn {2}lịch chạy: "0 2 1 1 \*".*02:00 01\/01\//mu);
    child.kill("SIGTERM");
    const { code, err, out } = await ended;
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(parseLines<{ event: string }>(err).map(({ event }) => event)).toEqual(["schedule/waiting", "schedule/stopped"]);
    expect(read()).toMatchObject({ state: "stopped", next: null });
  });
});

describe("dangvu backup and restore", () => {
  it("say what they did, look without writing, and give JSON", async () => {
    const { data, flags } = folders();
    const target = join(temporaryFolder(), "sao-luu");
    await call("nightly", ...flags);
    expect((await call("backup", target, ...flags)).out).toMatch(/^Đã sao lưu \d tệp, [\d,]+ kB vào .*; mới chép [\d,]+ kB\.\n$/u);
    expect(JSON.parse((await call("backup", target, "--json", ...flags)).out)).toMatchObject({ folder: target, files: 5 });
    expect((await call("restore", target, "--verify", ...flags)).out).toMatch(/nguyên vẹn: 5 tệp/u);
    expect(await call("restore", target, "--dry-run", ...flags)).toMatchObject({ code: 2, err: expect.stringContaining("đã có dữ liệu") });
    const empty = join(temporaryFolder(), "moi");
    expect((await call("restore", target, "--data", empty)).out).toMatch(/^Đã khôi phục 5 tệp, .* như lúc \d\d:\d\d/u);
    expect((await call("runs", "--data", empty)).out).toMatch(/xong$/mu);
    expect((await call("restore", target, "--force", "--data", data, "--lang", "en")).out).toMatch(
      /What was there before is in .*truoc-khoi-phuc-/u,
    );
  });
});
