import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openPostgres } from "../../../pipeline/database/postgres.ts";
import { openQueue } from "../../../pipeline/queue/postgres-queue.ts";
import { freshDatabase } from "../../database/fresh.ts";
import { type Called, call, parseLines } from "../../scripts/cli.ts";

const database = freshDatabase();
const folder = mkdtempSync(join(tmpdir(), "dangvu-"));
afterAll(() => {
  database.drop();
  rmSync(folder, { recursive: true });
});

const dangvu = (...args: readonly string[]): Promise<Called> => call("--data", folder, "--database-url", database.url, ...args);

describe("dangvu work", () => {
  const press = join(folder, "press");
  beforeEach(() => {
    mkdirSync(press, { recursive: true });
    writeFileSync(join(press, "mot.txt"), "Tin\n\nNăm 2023, Đảng bộ tỉnh Nghệ An kết nạp 1.168 đảng viên.");
    writeFileSync(join(press, "hai.txt"), "Tin khác\n\nNăm 2022, Đảng bộ tỉnh Hà Tĩnh kết nạp 968 đảng viên.");
  });

  it("adds the files of a folder, which worker then reads, extracts and brings into the index", async () => {
    expect(await dangvu("work", "add", press)).toEqual({ code: 0, out: "Đã thêm 2 việc.\n", err: "" });
    const counts = await dangvu("work", "counts", "--json");
    expect(JSON.parse(counts.out).queue).toMatchObject([{ stage: "read", state: "due", jobs: 2 }]);
    expect((await dangvu("worker", "--once", "--stages", "read,extract,index,aggregate", "--health", "off")).code).toBe(0);
    const found = await dangvu("search", "kết nạp đảng viên Nghệ An", "--json");
    expect(found.out).toContain("1168");
  });

  it("adds the stored pages that other rules have read, once", async () => {
    expect((await dangvu("work", "add", "--reread")).out).toBe("Đã thêm 0 việc.\n");
    expect((await dangvu("work", "add", "--reread", "--all")).out).toBe("Đã thêm 2 việc.\n");
    expect((await dangvu("work", "add", "--reread", "--all")).out).toBe("Đã thêm 0 việc; 2 việc đã có sẵn.\n");
    expect((await dangvu("work", "counts")).out).toMatch(/đọc +2 /u);
  });

  it("lists what was given up, with the reason, and lets it be done again", async () => {
    const connection = openPostgres(database.url);
    const queue = openQueue(connection);
    queue.add([{ stage: "extract", key: "https://bao.test/1", data: {} }]);
    const [job] = queue.take({ stages: ["extract"], worker: "one", leaseSeconds: 60, most: 1 });
    queue.fail(job!, { error: "văn bản trống", give: true });
    connection.close();
    expect((await dangvu("work", "dead")).out).toContain("trích  https://bao.test/1");
    expect(parseLines<{ error: string }>((await dangvu("work", "dead", "--json")).out)).toMatchObject([
      { error: "văn bản trống", stage: "extract" },
    ]);
    expect((await dangvu("work", "dead", "--stage", "crawl")).out).toBe("Không có việc nào bị bỏ.\n");
    expect((await dangvu("work", "revive", "--stage", "extract")).out).toBe("1 việc sẽ được làm lại.\n");
    expect((await dangvu("work", "dead")).out).toBe("Không có việc nào bị bỏ.\n");
  });

  it.each([
    ["two kinds of work at once", ["work", "add", "press", "--reread"], /đúng một loại việc/u],
    ["no work at all", ["work", "add"], /đúng một loại việc/u],
    ["a stage that there is not", ["worker", "--stages", "read,write"], /crawl, read, extract/u],
    ["an address that is none", ["worker", "--health", "here"], /127\.0\.0\.1:9377/u],
    ["a file that is not there", ["work", "add", "/nowhere/x.txt"], /Không có tệp/u],
    ["a lease of no time", ["worker", "--lease", "0"], /từ 1 đến 3600/u],
  ])("refuses %s", async (_, args, told) => {
    const { code, err } = await dangvu(...args);
    expect([code, err]).toEqual([2, expect.stringMatching(told)]);
  });

  it("needs a database", async () => {
    const { code, err } = await call("--data", folder, "work", "counts");
    expect([code, err]).toEqual([2, expect.stringContaining("DATABASE_URL")]);
  });
});
