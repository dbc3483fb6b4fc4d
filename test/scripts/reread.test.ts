import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { beforeEach, describe, expect, it } from "vitest";
import { importFiles, listInputs } from "../../pipeline/jobs/import.ts";
import { takeLock } from "../../pipeline/jobs/lock.ts";
import { makeRun } from "../../pipeline/jobs/run.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { openLibrary, storePath } from "../../pipeline/jobs/workspace.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { htmlPage, packed, warcRecord } from "../read/warc-file.ts";
import { call } from "./cli.ts";
import { look, settingsFor } from "./dump.ts";

let settings: Settings;
beforeEach(async () => {
  const folder = temporaryFolder();
  settings = settingsFor(join(folder, "data"), join(folder, "indexes"));
  const archive = join(folder, "kho.warc.gz");
  writeFileSync(archive, packed([1, 2].map((n) => warcRecord({ url: `https://bao.test/${n}`, body: htmlPage(`Bài ${n}`, `${n}05`) }))));
  const store = openLibrary(settings);
  await importFiles(listInputs([archive]), { store, run: makeRun() });
  store.close();
});

const reread = (...more: readonly string[]) => call("reread", "--data", settings.data, "--indexes", settings.indexes, ...more);
const figures = (): number => look(settings, (store) => store.observations({}).length);

/** As if older rules had read all pages and found nothing. */
function readByOldRules(): void {
  const db = new Database(storePath(settings));
  db.exec(
    "UPDATE pages SET rules = 'read-0'; DELETE FROM observations; DELETE FROM figures; UPDATE articles SET figures = 0; UPDATE cards SET figures = 0;",
  );
  db.close();
}

it("shows the raw pages to the doctor, who tells of a file that has lost its end", async () => {
  const doctor = async (): Promise<string> => (await call("doctor", "--data", settings.data, "--indexes", settings.indexes)).out;
  expect(await doctor()).toMatch(/^ổn {2}trang gốc: 1 tệp WARC, 0,0 MB$/mu);
  const [file] = look(settings, (store) => store.rawFiles());
  truncateSync(file!.path, file!.known - 1);
  expect(await doctor()).toMatch(/^hỏng {2}trang gốc: tệp .*00001\.warc\.gz đã mất phần cuối\n {4}Khôi phục/mu);
});

describe("dangvu reread", () => {
  it("says that there is nothing to do after an import by the same rules", async () => {
    expect(await reread()).toEqual({ code: 0, out: "Không có trang nào cần đọc lại: bộ quy tắc hiện tại đã đọc tất cả.\n", err: "" });
  });

  it("reads pages of older rules again and counts, and has nothing to do the second time", async () => {
    readByOldRules();
    expect(figures()).toBe(0);
    const { code, out, err } = await reread("--rules-changed");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Đọc lại 2 trang, 0 trang không khác, 0 trang không đọc được; 0 → 2 số liệu; \d+,\d giây\n$/u);
    expect(figures()).toBe(2);
    expect((await reread("--lang", "en")).out).toMatch(/^No page needs to be read again/u);
    expect(JSON.parse((await reread("--all", "--json")).out)).toMatchObject({ reread: 0, same: 2, figuresAfter: 2 });
  });

  it("ends with 3 when a page cannot be read", async () => {
    readByOldRules();
    const db = new Database(storePath(settings));
    db.exec("UPDATE pages SET warc_offset = 0 WHERE sha256 = (SELECT min(sha256) FROM pages)");
    db.close();
    const { code, out } = await reread();
    expect(code).toBe(3);
    expect(out).toContain("1 trang không đọc được");
  });

  it("waits for no other run", async () => {
    const release = takeLock(settings.data);
    expect(await reread()).toMatchObject({ code: 1, err: expect.stringContaining("Một lượt chạy khác") });
    release();
  });

  it.each([
    [["--source", "khong-co"], /Không có nguồn "khong-co"/u],
    [["--since", "hôm qua"], /Ngày "hôm qua" không hợp lệ/u],
    [["--since", "2024-13-01"], /không hợp lệ/u],
    [["--all", "--rules-changed"], /trái nhau/u],
  ])("refuses %j", async (flags, message) => {
    const { code, err } = await reread(...flags);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it("takes a year for its first day", async () => {
    readByOldRules();
    expect(JSON.parse((await reread("--since", "2025", "--json")).out)).toMatchObject({ reread: 0 });
    expect(JSON.parse((await reread("--since", "2024-03", "--json")).out)).toMatchObject({ reread: 2 });
  });

  it("says where there is no store", async () => {
    const { code, err } = await call("reread", "--data", temporaryFolder());
    expect(code).toBe(2);
    expect(err).toContain("Chưa có kho tài liệu");
  });
});
