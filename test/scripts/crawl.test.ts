import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { BackfillPlan, BackfillReport } from "../../pipeline/jobs/backfill.ts";
import { takeLock } from "../../pipeline/jobs/lock.ts";
import { page, routes, startServer } from "../crawl/local-server.ts";
import { after, links, type Table } from "../crawl/make-night.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { call } from "./cli.ts";

const dayOf = (n: number): string => `2023-${String(12 - n).padStart(2, "0")}-10`;
const article = (n: number) =>
  page(`<html><head><meta charset="utf-8"><meta property="article:published_time" content="${dayOf(n)}T08:00:00+07:00"><title>Huyện Bình An số ${n}</title></head>
  <body><h1>Huyện Bình An họp lần thứ ${n}</h1><div class="than"><p>Sáng nay, Huyện ủy Bình An họp đánh giá công tác phát triển đảng viên từ đầu năm.</p>
  <p>Toàn huyện đã kết nạp ${40 + n} đảng viên mới, các chi bộ thôn được giao rà soát nguồn trong quý tới.</p></div></body></html>`);

/** A source with an archive of five pages with two articles each, one a month back from December 2023. */
async function setUp() {
  const table: Table = {
    "/tin": page(links("/bai-0.html")),
    ...Object.fromEntries(
      [0, 1, 2, 3, 4].map((p) => [`/kho?p=${p + 1}`, page(links(`/bai-${2 * p}.html`, `/bai-${2 * p + 1}.html`) + after("/tin"))]),
    ),
    ...Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`/bai-${n}.html`, article(n)])),
  };
  const server = await startServer((request, response) => routes(table)(request, response));
  onTestFinished(() => server.close());
  const folder = temporaryFolder();
  mkdirSync(join(folder, "corpus", "sources"), { recursive: true });
  const origin = `http://127.0.0.1:${server.port}`;
  writeFileSync(
    join(folder, "corpus", "sources", "thu.yaml"),
    `id: thu
name: Báo thử
kind: newspaper
province: null
home: ${origin}/
listings: [${origin}/tin]
links: a.bai
articleUrl: ^/bai-\\d+\\.html$
archive:
  kind: listing
  url: ${origin}/kho?p={page}
paceSeconds: 0
allowPrivate: true
`,
  );
  const flags = ["--corpus", join(folder, "corpus"), "--data", join(folder, "kho"), "--indexes", join(folder, "chi-muc")];
  const crawl = (...more: readonly string[]) => call(...flags, "crawl", "--source", "thu", ...more);
  const asked = () => server.requests.map(({ path }) => path);
  return { crawl, asked, table, flags, data: join(folder, "kho") };
}

describe("dangvu crawl", { timeout: 30_000 }, () => {
  it("says where it would begin, and asks for nothing, with --dry-run", async () => {
    const { crawl, asked } = await setUp();
    const { code, out } = await crawl("--since", "2023-06-01", "--dry-run", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out) as BackfillPlan).toMatchObject({
      source: "thu",
      steps: [expect.stringContaining("/kho?p=1")],
      walked: 0,
      queued: 0,
    });
    expect(asked()).toEqual([]);
  });

  it("fills in the past until articles are older than asked, and stores what it reads", async () => {
    const { crawl, asked } = await setUp();
    const { code, out } = await crawl("--since", "2023-09-01", "--json");
    expect(code).toBe(0);
    const report = JSON.parse(out) as BackfillReport;
    expect(report).toMatchObject({ isFinished: true, walked: 5, waiting: 0 });
    expect(report.articles.map(({ publishedAt }) => publishedAt?.slice(0, 7))).toContain("2023-09");
    expect(asked().filter((path) => path.startsWith("/kho"))).toHaveLength(5);
    expect((await crawl("--since", "2023-09-01")).out).toContain("Đã đi hết kho lưu trữ");
    expect(asked().filter((path) => path.startsWith("/kho"))).toHaveLength(5);
  });

  it("stops at its budget with exit code 3, and goes on from there", async () => {
    const { crawl, asked } = await setUp();
    const cut = await crawl("--since", "2023-01-01", "--budget", "4");
    expect(cut).toMatchObject({ code: 3, out: expect.stringContaining("hạn mức") });
    expect(asked()).toHaveLength(5);
    const plan = JSON.parse((await crawl("--since", "2023-01-01", "--dry-run", "--json")).out) as BackfillPlan;
    expect(plan.walked).toBeGreaterThan(0);
    expect(await crawl("--since", "2023-01-01")).toMatchObject({ code: 0 });
    const paths = asked().filter((path) => path !== "/robots.txt");
    expect(new Set(paths).size).toBe(paths.length);
  });

  it("shows what the site has taken down since", async () => {
    const { crawl, table, flags } = await setUp();
    const report = JSON.parse((await crawl("--json")).out) as BackfillReport;
    for (const n of [0, 1]) delete table[`/bai-${n}.html`];
    await call(...flags, "nightly");
    const taken = report.articles.find(({ url }) => url.endsWith("/bai-0.html"));
    expect((await call(...flags, "show", taken?.id ?? "")).out).toMatch(/Trang gốc đã gỡ ngày \d{1,2}\/\d{1,2}\/\d{4}/u);
  });

  it("waits for no other run: it is refused", async () => {
    const { crawl, data } = await setUp();
    const release = takeLock(data);
    expect(await crawl()).toMatchObject({ code: 1, err: expect.stringContaining("lượt chạy khác") });
    release();
  });

  it.each([
    [["--since", "hôm qua"], /không phải một ngày/u],
    [["--since", "2023-02-30"], /không phải một ngày/u],
    [["--since", "2024-01-01", "--until", "2023-01-01"], /ở trước/u],
    [["--budget", "nhiều"], /--budget/u],
    [["--budget", "0"], /--budget/u],
  ])("refuses %j", async (options, message) => {
    const { crawl } = await setUp();
    expect(await crawl(...options)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });

  it("names the nearest source for one that is not there", async () => {
    const { flags } = await setUp();
    expect(await call(...flags, "crawl", "--source", "thuu")).toMatchObject({ code: 2, err: expect.stringContaining("thu") });
  });
});
