import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { openRawPages } from "../../../pipeline/store/raw/raw-pages.ts";
import { recordOf } from "../../../pipeline/store/raw/record.ts";
import { StoreBroken, WrongUse } from "../../../pipeline/types/errors.ts";
import { temporaryFolder } from "../../crawl/temporary-folder.ts";
import { mountSmallDisk } from "../../jobs/small-disk.ts";
import { makePage } from "../documents.ts";
import { type OpenedPages, rawPagesContract, startKeeper } from "./contract.ts";
import { makeNumbered } from "./keeper.ts";

const pathIn = (root: string, sha256: string): string => join(root, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.warc.gz`);
const PAGE = makePage("https://bao.test/1", "một");

/** The names of all objects in a folder. */
const objectsIn = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: "utf8" }).flatMap((name) => /([0-9a-f]{64})\.warc\.gz$/u.exec(name)?.[1] ?? []);

function open(): OpenedPages {
  const address = join(temporaryFolder(), "pages");
  mkdirSync(address);
  return {
    address,
    raw: openRawPages(address),
    reopen: () => openRawPages(pathToFileURL(address).href),
    fileOf: (sha256) => pathIn(address, sha256),
    dispose: () => {},
  };
}

describe("raw pages in a folder", () => {
  rawPagesContract(open);

  it("are refused where the system takes no folders, instead of trying for ever", { timeout: 5000 }, () => {
    // Of a process of its own: a call that never ends could not be cut short here.
    const script = `import { openRawPages } from "./pipeline/store/raw/raw-pages.ts"; import { recordOf } from "./pipeline/store/raw/record.ts";
      import { makePage } from "./test/store/documents.ts"; const page = makePage("https://bao.test/1", "một");
      try { openRawPages("/proc/khong-co/trang").keep(page.sha256, recordOf(page)); } catch (error) { process.stdout.write(error.message); }`;
    const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      encoding: "utf8",
      timeout: 4000,
    });
    expect(stdout).toMatch(/Thư mục trang gốc \/proc\/khong-co\/trang /u);
  });

  it("lie in two levels of folders by their hash, beside what is being written", () => {
    const { raw, address } = open();
    raw.keep(PAGE.sha256, recordOf(PAGE));
    expect(existsSync(pathIn(address, PAGE.sha256))).toBe(true);
    expect(readdirSync(address).sort()).toEqual([PAGE.sha256.slice(0, 2), "tmp"].sort());
    raw.tryKeeping();
    expect(readdirSync(join(address, "tmp"))).toEqual([]);
    expect(raw.place).toBe(address);
  });

  it("are whole whenever a writer is killed, and there when it had said so", async () => {
    const { address, raw } = open();
    for (let round = 0; round < 3; round++) {
      const child = startKeeper(address, round * 10_000, 1, round * 10_000 + 10_000);
      const told: number[] = [];
      if (child.stdout === null) throw new Error("no output");
      const lines = createInterface(child.stdout).on("line", (line) => {
        told.push(Number(line));
        if (told.length === 20 + 7 * round) child.kill("SIGKILL");
      });
      await Promise.all([once(child, "exit"), once(lines, "close")]);
      expect(told.length).toBeGreaterThanOrEqual(20);
      for (const n of told) expect(raw.read(makeNumbered(n).sha256), `${n}`).not.toBeNull();
    }
    // Reading checks each against its name.
    for (const sha256 of objectsIn(address)) expect(raw.read(sha256)).not.toBeNull();
  });

  it("are rid of what was left half-written a day ago, not of what is being written", () => {
    const { address } = open();
    const [old, young] = [join(address, "tmp", "old"), join(address, "tmp", "young")];
    mkdirSync(join(address, "tmp"), { recursive: true });
    for (const file of [old, young]) writeFileSync(file, "half");
    const before = new Date(Date.now() - 25 * 60 * 60 * 1000);
    utimesSync(old, before, before);
    openRawPages(address).keep(PAGE.sha256, recordOf(PAGE));
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });

  it("can be read where nothing may be written, and copied by any tool", () => {
    const { address, raw } = open();
    raw.keep(PAGE.sha256, recordOf(PAGE));
    const copy = join(temporaryFolder(), "copy");
    cpSync(address, copy, { recursive: true });
    rmSync(join(copy, "tmp"), { recursive: true });
    expect(openRawPages(copy).read(PAGE.sha256)).not.toBeNull();
    expect(readdirSync(copy)).not.toContain("tmp");
  });

  it("say that the disk is full, also before it is, and leave nothing of what did not fit", (test) => {
    const disk = mountSmallDisk(600);
    if (disk === null) return test.skip();
    try {
      const raw = openRawPages(join(disk.folder, "pages"));
      expect(() => raw.tryKeeping()).toThrow(/không còn chỗ để ghi \(ENOSPC\)/u);
      raw.keep(PAGE.sha256, recordOf(PAGE));
      const large = makePage("https://bao.test/2", randomBytes(1_000_000).toString("base64"));
      expect(() => raw.keep(large.sha256, recordOf(large))).toThrow(/không còn chỗ để ghi \(ENOSPC\)/u);
      expect(readdirSync(join(disk.folder, "pages", "tmp"))).toEqual([]);
      expect(raw.read(PAGE.sha256)).not.toBeNull();
    } finally {
      disk.unmount();
    }
  });

  it("say that a folder is not there, instead of that the page is not", () => {
    const address = join(temporaryFolder(), "not-mounted");
    expect(() => openRawPages(address).read(PAGE.sha256)).toThrow(StoreBroken);
    expect(() => openRawPages(address).read(PAGE.sha256)).toThrow(`Thư mục trang gốc ${address} không có ở đây (ENOENT).`);
    expect(existsSync(address)).toBe(false);
  });

  it("say that a file stands where the folder should", () => {
    const address = join(temporaryFolder(), "file");
    writeFileSync(address, "");
    expect(() => openRawPages(address).keep(PAGE.sha256, recordOf(PAGE))).toThrow(StoreBroken);
    expect(() => openRawPages(address).read(PAGE.sha256)).toThrow(/không phải là một thư mục/u);
  });
});

describe("a place for raw pages", () => {
  it.each(["", "  ", "ftp://may/thu-muc", "postgres://may/kho", "https://may/kho", "file://may/thu-muc"])("cannot be %j", (place) => {
    expect(() => openRawPages(place)).toThrow(WrongUse);
  });
});
