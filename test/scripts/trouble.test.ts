import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeLock } from "../../pipeline/jobs/lock.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { frontierPath, storePath } from "../../pipeline/jobs/workspace.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { type Called, call, parseLines } from "./cli.ts";
import { dump, settingsFor } from "./dump.ts";

let home: string;
let whole: Settings;
let wanted: object;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "dangvu-trouble-"));
  whole = settingsFor(join(home, "data"), join(home, "indexes"));
  expect(await start(whole)).toMatchObject({ code: 0, err: "" });
  wanted = dump(whole);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const flagsOf = ({ data, indexes }: Settings): string[] => ["--data", data, "--indexes", indexes];
const start = (of: Settings, ...more: string[]): Promise<Called> => call("start", "--no-serve", ...flagsOf(of), ...more);

function copy(): Settings {
  const folder = temporaryFolder();
  cpSync(home, folder, { recursive: true });
  return settingsFor(join(folder, "data"), join(folder, "indexes"));
}

/** One sentence on what is wrong that names the thing, one on what to do, no stack trace. */
function expectTold({ code, err }: Called, wants: { code: number; names: string }): void {
  expect(err).toMatch(/^Lỗi: [^\n]+[.…]\nGợi ý: [^\n]+\n$/u);
  expect(err).toContain(wants.names);
  expect(err).not.toMatch(/ngoài dự kiến|\bat .+:\d+:\d+/u);
  expect(code).toBe(wants.code);
}

interface Found {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly hint: string | null;
}

/** What the doctor finds wrong. */
async function ills(of: Settings, ...more: string[]): Promise<Found[]> {
  const { code, out } = await call("doctor", "--json", ...flagsOf(of), ...more);
  const found = (JSON.parse(out) as Found[]).filter(({ ok }) => !ok);
  expect(code).toBe(found.length === 0 ? 0 : 1);
  for (const { hint } of found) expect(hint).not.toBeNull();
  return found;
}

describe("a healthy folder", () => {
  it("passes the doctor, who changes nothing", async () => {
    const { code, out } = await call("doctor", ...flagsOf(whole));
    expect(code).toBe(0);
    expect(out.match(/^ổn {2}/gmu)).toHaveLength(18);
    expect(out).toMatch(/^ổn {2}kho tài liệu: 127 bài$/mu);
    expect(out).toMatch(/^ổn {2}chỉ mục tìm kiếm: khớp với kho/mu);
    expect(dump(whole)).toEqual(wanted);
  });

  it("may be one that does not exist yet", async () => {
    const folder = temporaryFolder();
    expect(await ills(settingsFor(join(folder, "a"), join(folder, "b")))).toEqual([]);
  });
});

describe("a folder that cannot be written", () => {
  // Root may write anywhere: a file in the place of a folder stops it too.
  it.each(["data", "indexes"] as const)("is named before the run begins: %s", async (which) => {
    const of = { ...copy(), [which]: join(temporaryFolder(), "tep") };
    writeFileSync(of[which], "");
    expectTold(await start(of), { code: 1, names: of[which] });
    expect((await ills(of)).map(({ what }) => what)).toContain(`thư mục ${of[which]}`);
  });

  it("may also lie below a file", async () => {
    const file = join(temporaryFolder(), "tep");
    writeFileSync(file, "");
    const of = { ...whole, data: join(file, "data") };
    expectTold(await start(of), { code: 1, names: of.data });
  });
});

describe("a database that is damaged", () => {
  const damages: readonly [string, (path: string) => void][] = [
    ["holds other bytes", (path) => writeFileSync(path, Buffer.alloc(50_000, "không phải kho "))],
    ["is cut off", (path) => truncateSync(path, 500_000)],
    ["is overwritten in its middle", (path) => writeFileSync(path, readFileSync(path).fill(7, 40_000, 900_000))],
  ];

  it.each(damages)("stops every command and is left as it is when it %s", async (_, damage) => {
    const of = copy();
    damage(storePath(of));
    const before = readFileSync(storePath(of));
    for (const command of [["start", "--no-serve"], ["table", "members.admitted"], ["search", "đảng viên"], ["show", "63-20"], ["serve"]]) {
      expectTold(await call(...command, ...flagsOf(of)), { code: 1, names: storePath(of) });
    }
    expect(readFileSync(storePath(of)).equals(before)).toBe(true);
    expect((await ills(of)).map(({ what }) => what)).toContain("kho tài liệu");
  });

  it("is told apart when it is the frontier; without it the next start finds all again and doubles nothing", async () => {
    const of = copy();
    writeFileSync(frontierPath(of), Buffer.alloc(20_000, "hỏng "));
    expectTold(await start(of), { code: 1, names: frontierPath(of) });
    expect((await ills(of)).map(({ what }) => what)).toEqual(["hàng đợi thu thập"]);
    expect(dump(of)).toEqual(wanted);
    renameSync(frontierPath(of), `${frontierPath(of)}.hong`);
    expect(await start(of)).toMatchObject({ code: 0, err: "" });
    expect(dump(of)).toEqual(wanted);
  });

  it("is built again when it is only the search index", async () => {
    const of = copy();
    const good = readFileSync(join(of.indexes, "search.json"), "utf8");
    const answer = (await call("search", "kết nạp", "--json", ...flagsOf(of))).out;
    for (const bad of ["rác", good.slice(0, good.length / 2)]) {
      writeFileSync(join(of.indexes, "search.json"), bad);
      expect(await call("search", "kết nạp", "--json", ...flagsOf(of))).toEqual({ code: 0, out: answer, err: "" });
      expect(readFileSync(join(of.indexes, "search.json"), "utf8")).toBe(good);
    }
  });
});

describe("a source entry with a typo", () => {
  it("is named with file and field before anything is stored", async () => {
    const corpus = temporaryFolder();
    cpSync(resolve("corpus/sample"), join(corpus, "sample"), { recursive: true });
    mkdirSync(join(corpus, "sources"));
    const file = join(corpus, "sample", "sources", "songhong.yaml");
    expect(existsSync(file)).toBe(true);
    writeFileSync(file, readFileSync(file, "utf8").replace(/^paceSeconds:/mu, "paceSecond:"));
    const of = settingsFor(join(corpus, "data"), join(corpus, "indexes"));
    const told = await start(of, "--corpus", corpus);
    expectTold(told, { code: 1, names: file });
    expect(told.err).toMatch(/"paceSecond".*\n.*"paceSeconds"/u);
    expect((await ills(of, "--corpus", corpus)).map(({ what, detail }) => [what, detail.includes(file)])).toEqual([["nguồn báo", true]]);
    expect((await call("search", "đảng", ...flagsOf(of))).out).toBe("0 bài\n");
  });
});

describe("the lock", () => {
  it("keeps a second run out with a sentence, while the first one has it", async () => {
    const of = copy();
    const release = takeLock(of.data);
    const second = await start(of);
    expectTold(second, { code: 1, names: of.data });
    expect(second.out).toBe("");
    release();
    release();
    expect(await start(of)).toMatchObject({ code: 0, err: "" });
    expect(dump(of)).toEqual(wanted);
  });

  it("of a run that is gone, or a file of another program in its place, keeps nobody out", async () => {
    const { data } = settingsFor(temporaryFolder(), temporaryFolder());
    for (const left of ["999999", "", "rác ".repeat(2000)]) {
      writeFileSync(join(data, "run.lock"), left);
      const release = takeLock(data);
      expect(() => takeLock(data)).toThrow("Một lượt chạy khác");
      release();
    }
  });

  it("is given back when a run fails", async () => {
    const of = copy();
    renameSync(frontierPath(of), `${frontierPath(of)}.giu`);
    mkdirSync(frontierPath(of));
    expectTold(await start(of), { code: 1, names: frontierPath(of) });
    takeLock(of.data)();
  });
});

it("prints what `table`, `show`, `search` and `cite` have as JSON that can be read", async () => {
  for (const command of [
    ["table", "members.admitted", "--format", "json"],
    ["show", "63-20", "--json"],
    ["search", "kết nạp", "--json"],
    ["cite", "21-NQ/TW", "--json"],
  ]) {
    const { code, out } = await call(...command, ...flagsOf(whole));
    expect(code).toBe(0);
    expect(() => JSON.parse(out)).not.toThrow();
  }
  expect(parseLines("")).toEqual([]);
});
