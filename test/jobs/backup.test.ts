import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { beforeEach, describe, expect, it } from "vitest";
import { Frontier } from "../../pipeline/crawl/frontier.ts";
import { assertMayRestore, backUp, readManifest, restore, verifyBackup } from "../../pipeline/jobs/backup.ts";
import { importFiles, listInputs } from "../../pipeline/jobs/import.ts";
import { saveReport } from "../../pipeline/jobs/report-files.ts";
import { makeRun } from "../../pipeline/jobs/run.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { frontierPath, openLibrary, storePath } from "../../pipeline/jobs/workspace.ts";
import { StoreBroken, WrongUse } from "../../pipeline/types/errors.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { htmlPage, packed, warcRecord } from "../read/warc-file.ts";
import { dump, look, settingsFor } from "../scripts/dump.ts";
import { nightReport } from "./night-report.ts";
import { mountSmallDisk } from "./small-disk.ts";

const NOW = new Date("2026-11-22T03:00:00Z");
const LATER = new Date("2026-11-23T03:00:00Z");

async function addPages(settings: Settings, numbers: readonly number[]): Promise<void> {
  const archive = join(temporaryFolder(), "kho.warc.gz");
  writeFileSync(archive, packed(numbers.map((n) => warcRecord({ url: `https://bao.test/${n}`, body: htmlPage(`Bài ${n}`, `${n}05`) }))));
  const store = openLibrary(settings);
  await importFiles(listInputs([archive]), { store, run: makeRun() });
  store.close();
}

let settings: Settings;
let folder: string;
beforeEach(async () => {
  settings = settingsFor(join(temporaryFolder(), "kho"), temporaryFolder());
  folder = join(temporaryFolder(), "sao-luu");
  await addPages(settings, [1, 2]);
  new Frontier(frontierPath(settings)).close();
  saveReport(settings, nightReport());
});

const restored = (): Settings => settingsFor(join(temporaryFolder(), "moi"), temporaryFolder());
function restoreInto(of: Settings, force = false) {
  mkdirSync(of.data, { recursive: true });
  return restore(of, folder, { force, now: LATER });
}
const bodies = (of: Settings): string[] =>
  look(of, (store) => store.pages({}).map(({ sha256 }) => Buffer.from(store.page(sha256)?.body ?? []).toString()));

describe("a backup", () => {
  it("gives back all that was there: documents, raw pages, frontier, reports", () => {
    const report = backUp(settings, folder, NOW);
    expect(report).toMatchObject({ folder, madeAt: NOW.toISOString(), files: 5, written: report.bytes });
    const of = restored();
    expect(restoreInto(of)).toMatchObject({ files: 5, bytes: report.bytes, aside: null, madeAt: NOW.toISOString() });
    expect(dump(of)).toEqual(dump(settings));
    expect(bodies(of)).toEqual(bodies(settings));
    new Frontier(frontierPath(of)).close();
    expect(readdirSync(join(of.data, "runs"))).toEqual(readdirSync(join(settings.data, "runs")));
  });

  it("gives back bulletins, watch-lists and what these have told", () => {
    mkdirSync(join(settings.data, "bulletins", "2024-0123456789ab"), { recursive: true });
    writeFileSync(join(settings.data, "bulletins", "2024-0123456789ab", "facts.json"), "{}");
    mkdirSync(join(settings.data, "watch"));
    writeFileSync(join(settings.data, "watch", "lists.json"), "[1]");
    const ledger = new Database(join(settings.data, "watch", "told.sqlite"));
    ledger.exec("CREATE TABLE told (key TEXT); INSERT INTO told VALUES ('a')");
    backUp(settings, folder, NOW);
    // As long as it was, and something else.
    writeFileSync(join(settings.data, "watch", "lists.json"), "[2]");
    ledger.exec("INSERT INTO told VALUES ('b')");
    ledger.close();
    expect(backUp(settings, folder, LATER)).toMatchObject({ files: 8 });
    const of = restored();
    restoreInto(of);
    expect(readFileSync(join(of.data, "bulletins", "2024-0123456789ab", "facts.json"), "utf8")).toBe("{}");
    expect(readFileSync(join(of.data, "watch", "lists.json"), "utf8")).toBe("[2]");
    const told = new Database(join(of.data, "watch", "told.sqlite"));
    expect(told.prepare("SELECT count(*) AS n FROM told").get()).toMatchObject({ n: 2 });
    told.close();
    expect(readdirSync(folder).filter((name) => name.startsWith("told.sqlite"))).toHaveLength(1);
  });

  it("is of one moment while another process writes: what comes later is not in it, not even in the raw pages", async () => {
    const writer = new Database(storePath(settings));
    writer.exec("BEGIN IMMEDIATE; UPDATE runs SET job = 'đang ghi'");
    const raw = readManifestAfter(() => backUp(settings, folder, NOW)).files.find(({ path }) => path.startsWith("warc/"));
    writer.exec("COMMIT");
    writer.close();
    await addPages(settings, [3]);
    const of = restored();
    restoreInto(of);
    expect(look(of, (store) => store.runs().map(({ job }) => job))).toEqual(["import"]);
    expect(bodies(of)).toHaveLength(2);
    expect(statSync(join(of.data, raw?.path ?? "")).size).toBe(raw?.bytes);
  });

  it("leaves a record out that was torn off at the end of a file", () => {
    const [file] = look(settings, (store) => store.rawFiles());
    appendFileSync(file!.path, "một nửa bản ghi");
    const manifest = readManifestAfter(() => backUp(settings, folder, NOW));
    expect(manifest.files.find(({ path }) => path.startsWith("warc/"))?.bytes).toBe(file?.known);
    expect(() => verifyBackup(folder)).not.toThrow();
  });

  it("into the same folder copies of the raw pages only what is new, and keeps one copy of each database", async () => {
    backUp(settings, folder, NOW);
    expect(rawWritten(NOW)).toBe(0);
    await addPages(settings, [3]);
    const [before] = sizes();
    backUp(settings, folder, LATER);
    expect(sizes()[0]).toBeGreaterThan(before ?? 0);
    expect(readdirSync(folder).filter((name) => name.startsWith("dangvu.sqlite"))).toHaveLength(1);
    const of = restored();
    restoreInto(of);
    expect(bodies(of)).toEqual(bodies(settings));
  });

  it("mends a raw file that was damaged since the last one, when it grows", async () => {
    backUp(settings, folder, NOW);
    const path = join(folder, rawPath());
    const bytes = readFileSync(path);
    bytes[30]! ^= 255;
    writeFileSync(path, bytes);
    await addPages(settings, [3]);
    backUp(settings, folder, LATER);
    expect(() => verifyBackup(folder)).not.toThrow();
    expect(readFileSync(path).equals(readFileSync(join(settings.data, rawPath())))).toBe(true);
  });

  it("that is cut off leaves the one before it whole", async () => {
    backUp(settings, folder, NOW);
    await addPages(settings, [3]);
    const manifest = readFileSync(join(folder, "manifest.json"));
    backUp(settings, join(temporaryFolder(), "khac"), LATER);
    // As if killed before its last step: a new database and a longer raw file beside the old manifest.
    writeFileSync(join(folder, "dangvu.sqlite.20261123T030000000Z"), "một nửa");
    appendFileSync(join(folder, rawPath()), "phần mới");
    expect(readFileSync(join(folder, "manifest.json")).equals(manifest)).toBe(true);
    expect(verifyBackup(folder).madeAt).toBe(NOW.toISOString());
    const of = restored();
    restoreInto(of);
    expect(bodies(of)).toHaveLength(2);
  });

  it.each<[string, () => string, RegExp]>([
    ["a folder of something else", () => folderWith("anh.jpg"), /không phải một bản sao lưu/u],
    ["a file", () => join(folderWith("tep"), "tep"), /là một tệp/u],
    ["the data folder", () => settings.data, /nằm trong thư mục dữ liệu/u],
    ["a folder in it", () => join(settings.data, "sao-luu"), /nằm trong thư mục dữ liệu/u],
  ])("goes into no %s", (_case, target, message) => {
    expect(() => backUp(settings, target(), NOW)).toThrow(WrongUse);
    expect(() => backUp(settings, target(), NOW)).toThrow(message);
  });

  it("is not made of a folder without a store", () => {
    expect(() => backUp(restored(), folder, NOW)).toThrow(/Chưa có kho tài liệu/u);
    expect(existsSync(folder)).toBe(false);
  });

  const disk = mountSmallDisk(64);
  it.skipIf(disk === null)("says when the disk is full", () => {
    try {
      expect(() => backUp(settings, join(disk?.folder ?? "", "sao-luu"), NOW)).toThrow(StoreBroken);
      expect(existsSync(join(disk?.folder ?? "", "sao-luu", "manifest.json"))).toBe(false);
    } finally {
      disk?.unmount();
    }
  });
});

describe("a restore", () => {
  beforeEach(() => void backUp(settings, folder, NOW));

  it("into a folder with data wants force, and then moves the old data aside", async () => {
    const of = restored();
    await addPages(of, [9]);
    const old = dump(of);
    expect(() => restoreInto(of)).toThrow(/đã có dữ liệu \(dangvu\.sqlite.*warc\)/u);
    expect(() => assertMayRestore(of, false)).toThrow(WrongUse);
    expect(dump(of)).toEqual(old);
    const { aside } = restoreInto(of, true);
    expect(dump(of)).toEqual(dump(settings));
    expect(dump(settingsFor(aside ?? "", of.indexes))).toEqual(old);
  });

  it.each<[string, () => void]>([
    ["a database with a flipped bit", () => flip(readManifest(folder).files.find(({ path }) => path === "dangvu.sqlite")?.stored ?? "")],
    ["a raw file with a flipped bit", () => flip(rawPath())],
    ["a raw file that lost its end", () => writeFileSync(join(folder, rawPath()), "")],
    ["a manifest that is none", () => writeFileSync(join(folder, "manifest.json"), "{}")],
    [
      "a manifest that leads out of the folder",
      () => changeManifest((text) => text.replace('"path": "dangvu.sqlite"', '"path": "../dangvu.sqlite"')),
    ],
  ])("refuses %s before it writes anything", (_case, damage) => {
    damage();
    const of = restored();
    expect(() => restoreInto(of)).toThrow(StoreBroken);
    expect(readdirSync(of.data)).toEqual([]);
  });

  it("refuses a folder that is no backup", () => {
    expect(() => verifyBackup(temporaryFolder())).toThrow(/không có manifest\.json/u);
  });
});

function readManifestAfter(make: () => unknown) {
  make();
  return readManifest(folder);
}

const rawPath = (): string => readManifest(folder).files.find(({ path }) => path.startsWith("warc/"))?.path ?? "";
const sizes = (): number[] => [statSync(join(folder, rawPath())).size];

/** Bytes that a backup writes besides the databases, which are always written anew. */
function rawWritten(now: Date): number {
  const { written } = backUp(settings, folder, now);
  const databases = readManifest(folder).files.filter(({ path }) => path.endsWith(".sqlite"));
  return written - databases.reduce((sum, { bytes }) => sum + bytes, 0);
}

function folderWith(name: string): string {
  const made = temporaryFolder();
  writeFileSync(join(made, name), "x");
  return made;
}

function flip(name: string): void {
  const path = join(folder, name);
  const bytes = readFileSync(path);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  writeFileSync(path, bytes);
}

function changeManifest(change: (text: string) => string): void {
  const path = join(folder, "manifest.json");
  writeFileSync(path, change(readFileSync(path, "utf8")));
}
