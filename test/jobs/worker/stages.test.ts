import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { RULES } from "../../../pipeline/jobs/read-page.ts";
import { addReread } from "../../../pipeline/jobs/worker/add.ts";
import { extractJob, readJob } from "../../../pipeline/jobs/worker/payloads.ts";
import { readPage } from "../../../pipeline/read/read.ts";
import { recordOf } from "../../../pipeline/store/raw/record.ts";
import type { Page } from "../../../pipeline/types/page.ts";
import { trialDesk, workOnce } from "./trial.ts";

const trial = trialDesk();
const { desk, index } = trial;
afterAll(trial.dispose);

/** A page with this sentence and enough others that two of them are one report when the sentence is the same. */
function pageOf(url: string, sentence: string, fetchedAt: string): Page {
  const filler = Array.from({ length: 12 }, (_, n) => `<p>Đoạn ${n} kể về hội nghị sơ kết ở xã ${sentence.length + n} của huyện.</p>`).join(
    "",
  );
  const html = `<html><head><title>Tin</title></head><body><article><h1>Tin công tác Đảng</h1><p>${sentence}</p>${filler}</article></body></html>`;
  const body = Buffer.from(html);
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { url, source: null, fetchedAt, mediaType: "text/html", charset: "utf-8", sha256, body };
}

function add(...pages: readonly Page[]): void {
  for (const page of pages) desk.raw.keep(page.sha256, recordOf(page));
  desk.queue.add(pages.map((page) => readJob(page, "run-1")));
}

const work = () => workOnce(desk, { options: { stages: ["read", "extract", "index", "aggregate"] } });
const versionsOf = (url: string): readonly string[] => desk.store.versions(url).map(({ id, current }) => `${id.slice(0, 6)} ${current}`);
const short = (page: Page): string => page.sha256.slice(0, 6);

describe("the stages", () => {
  const url = "https://bao.test/doi";
  const first = pageOf(url, "Năm 2022, Đảng bộ tỉnh Nghệ An kết nạp 1.100 đảng viên.", "2024-03-01T00:00:00Z");
  const second = pageOf(url, "Năm 2022, Đảng bộ tỉnh Nghệ An kết nạp 1.168 đảng viên.", "2024-03-02T00:00:00Z");

  it("store the versions of an address in the order of their times, also when an older one comes late", async () => {
    add(second);
    await work();
    add(first);
    await work();
    expect(versionsOf(url)).toEqual([`${short(first)} false`, `${short(second)} true`]);
  });

  it("take what is no longer current out of the search index", async () => {
    const third = pageOf(url, "Năm 2022, Đảng bộ tỉnh Nghệ An kết nạp 1.170 đảng viên.", "2024-03-03T00:00:00Z");
    add(third);
    await work();
    expect(index.written.has(`${third.sha256.slice(0, 16)}-0`)).toBe(true);
    expect(index.dropped.has(`${second.sha256.slice(0, 16)}-0`)).toBe(true);
  });

  it("bring an article into the index once more when it turns out to repeat another one, and leave others alone", async () => {
    const sentence = "Năm 2023, Đảng bộ tỉnh Hà Tĩnh kết nạp 968 đảng viên, tăng 3% so với năm trước đó.";
    const own = pageOf("https://a.test/1", sentence, "2024-04-01T00:00:00Z");
    const alone = pageOf("https://c.test/1", "Không có gì giống ai cả trong bài này.", "2024-04-01T00:00:00Z");
    add(own, alone);
    await work();
    const copy = pageOf("https://b.test/1", `${sentence}`, "2024-04-02T00:00:00Z");
    add({ ...copy, ...bodyWith(copy, "<p>Theo báo khác.</p>") });
    await work();
    const reprint = desk.store.articles({}).find(({ reprintOf }) => reprintOf !== undefined);
    expect(reprint?.reprintOf).toBe(`${own.sha256.slice(0, 16)}-0`);
    expect(index.written.get(reprint?.id ?? "")).toBeGreaterThan(1);
    expect(index.written.get(`${alone.sha256.slice(0, 16)}-0`)).toBe(1);
  });

  it("read a page themselves that another version of the program has read", async () => {
    const page = pageOf("https://bao.test/cu", "Năm 2021, Đảng bộ tỉnh Thanh Hóa kết nạp 2.001 đảng viên.", "2024-05-01T00:00:00Z");
    desk.raw.keep(page.sha256, recordOf(page));
    const [article] = await readPage(page, { source: null });
    desk.queue.add([extractJob({ page, run: "run-1", articles: [{ ...article!, title: "Đọc sai", madeBy: "read-0" }] })]);
    await work();
    expect(desk.store.articles({ url: page.url }).map(({ title }) => title)).toEqual([article!.title]);
  });

  it("give up a page whose body is nowhere, and say where it was looked for", async () => {
    const page = pageOf("https://bao.test/mat", "Mất.", "2024-05-02T00:00:00Z");
    desk.queue.add([readJob(page, "run-1")]);
    await work();
    expect(desk.queue.dead({ limit: 9 })).toMatchObject([{ stage: "read", error: expect.stringContaining("không có ở memory") }]);
  });

  it("read stored pages again by the rules of today and change nothing where they read the same", async () => {
    const before = desk.store.fingerprint();
    desk.connection.exec("UPDATE pages SET rules = 'old'");
    const { added } = addReread({}, { desk });
    expect(added).toBe(desk.store.pages({}).length);
    await work();
    expect(desk.store.pages({ notReadBy: RULES })).toEqual([]);
    expect(desk.store.fingerprint()).toBe(before);
  });
});

function bodyWith(page: Page, more: string): Pick<Page, "body" | "sha256"> {
  const body = Buffer.from(Buffer.from(page.body).toString().replace("</article>", `${more}</article>`));
  return { body, sha256: createHash("sha256").update(body).digest("hex") };
}
