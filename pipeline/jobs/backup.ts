import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import Database from "libsql";
import * as z from "zod";
import { DangvuError, StoreBroken, WrongUse } from "../types/errors.ts";
import { type BackupFile, copyGrown, MANIFEST, type Manifest, manifestSchema, sha256Of, sizeOf } from "./backup-files.ts";
import { libraryPlace, shownRawPlace } from "./database.ts";
import { warcFolder } from "./disk.ts";
import { RULES } from "./read-page.ts";
import { type Settings, VERSION } from "./settings.ts";
import { frontierPath, storePath } from "./workspace.ts";
import { notWritten, writeInOneStep } from "./write-file.ts";

export interface BackupReport {
  readonly folder: string;
  readonly madeAt: string;
  readonly files: number;
  readonly bytes: number;
  /** Bytes that were not in the folder yet. */
  readonly written: number;
}

interface Plan {
  readonly settings: Settings;
  readonly folder: string;
  /** Tells the databases of this backup from those of the one before. */
  readonly stamp: string;
  readonly before: Manifest | null;
}

/**
 * Copies the data folder into another, whole even while a run writes: first the frontier, then the store (each as of one moment), then the WARC files up to the
 * lengths that the copied store knows. A folder that holds a backup gets only what is new; it stays a whole backup of its former time until the last step.
 * Throws WrongUse for a folder of something else, StoreBroken for what cannot be read or written.
 */
export function backUp(settings: Settings, folder: string, now: Date): BackupReport {
  const before = prepare(settings, folder);
  const plan: Plan = { settings, folder, stamp: now.toISOString().replaceAll(/[-:.]/gu, ""), before };
  try {
    const frontier = existsSync(frontierPath(settings)) ? [copyDatabase(frontierPath(settings), plan)] : [];
    const store = copyDatabase(storePath(settings), plan);
    const ledger = existsSync(join(settings.data, LEDGER)) ? [copyDatabase(join(settings.data, LEDGER), plan)] : [];
    const copied = [...frontier, store, ...ledger, ...copyWarc(join(folder, store.file.stored), plan), ...copyWritten(plan)];
    const files = copied.map(({ file }) => file);
    const schema = schemaOf(join(folder, store.file.stored));
    const manifest: Manifest = { format: 1, madeAt: now.toISOString(), dangvu: VERSION, rules: RULES, schema, files };
    writeInOneStep(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
    removeFormer(folder, files);
    const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
    const [bytes, written] = [sum(files.map((file) => file.bytes)), sum(copied.map((copy) => copy.written))];
    return { folder, madeAt: manifest.madeAt, files: files.length, bytes, written };
  } catch (cause) {
    if (cause instanceof DangvuError) throw cause;
    throw notWritten(`bản sao lưu ${folder}`, cause);
  }
}

interface Copied {
  readonly file: BackupFile;
  readonly written: number;
}

/** Makes the folder, or finds the backup that is in it. */
function prepare(settings: Settings, folder: string): Manifest | null {
  assertFiles(settings);
  if (!existsSync(storePath(settings)))
    throw new WrongUse(`Chưa có kho tài liệu trong ${settings.data}.`, "Kiểm tra --data; chưa có gì để sao lưu.");
  const isInside = `${resolve(folder)}${sep}`.startsWith(`${resolve(settings.data)}${sep}`);
  if (isInside)
    throw new WrongUse(`Thư mục sao lưu ${folder} nằm trong thư mục dữ liệu.`, "Chọn một thư mục khác, tốt nhất trên đĩa khác.");
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory())
    throw new WrongUse(`${folder} là một tệp.`, "Chỉ định một thư mục; muốn một tệp thì nén thư mục đó sau khi sao lưu, ví dụ bằng tar.");
  if (found === undefined) {
    try {
      mkdirSync(folder, { recursive: true });
    } catch (cause) {
      throw notWritten(folder, cause);
    }
    return null;
  }
  if (existsSync(join(folder, MANIFEST))) return readManifest(folder);
  const others = readdirSync(folder).filter((name) => !isOurs(name));
  if (others.length === 0) return null;
  throw new WrongUse(`Thư mục ${folder} không phải một bản sao lưu và đã có tệp khác (${others[0]}).`, "Chọn một thư mục mới hoặc trống.");
}

/** Throws WrongUse, with what to do instead, where the store is in PostgreSQL. */
function assertFiles(settings: Settings): void {
  if (settings.databaseUrl === undefined) return;
  const place = libraryPlace(settings);
  throw new WrongUse(
    `Kho nằm trong ${place}: dangvu backup và dangvu restore chỉ dành cho kho trong thư mục.`,
    `Sao lưu cơ sở dữ liệu bằng pg_dump --format=custom --file=dangvu.dump "${place}" (khôi phục: pg_restore --clean --if-exists), chép thêm trang gốc ${shownRawPlace(settings)} và thư mục ${settings.data}; hoặc đưa kho về một thư mục bằng dangvu migrate --to <thư mục>.`,
  );
}

/** What watch-lists have told: without it everything would be told again. */
const LEDGER = "watch/told.sqlite";

/** Folders of files that are never changed once they are written, or only as a whole: reports of nights, bulletins, watch-lists. */
const WRITTEN = ["runs", "bulletins", "watch"];

const FORMER = /^(?:dangvu|frontier|told)\.sqlite\./u;

/** What a first backup that was cut off may have left. */
const isOurs = (name: string): boolean => name === "warc" || WRITTEN.includes(name) || name.startsWith(MANIFEST) || FORMER.test(name);

/** What a backup says of itself. Throws StoreBroken for a folder without a manifest, or with one that is none. */
export function readManifest(folder: string): Manifest {
  const path = join(folder, MANIFEST);
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    const what = existsSync(path) ? `Tệp ${path} đã hỏng` : `${folder} không phải một bản sao lưu: không có ${MANIFEST}`;
    throw new StoreBroken(`${what}.`, "Chỉ định thư mục mà dangvu backup đã ghi.", cause);
  }
}

/** SQLite writes the file as of one moment, whoever else writes. */
function copyDatabase(path: string, { settings, folder, stamp }: Plan): Copied {
  const name = relative(settings.data, path);
  const stored = `${basename(path)}.${stamp}`;
  const target = join(folder, stored);
  rmSync(target, { force: true });
  const db = new Database(path, { timeout: 60_000 });
  try {
    db.prepare("VACUUM INTO ?").run(target);
  } catch (cause) {
    rmSync(target, { force: true });
    throw new StoreBroken(`Không sao lưu được ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`, hintOf(cause), cause);
  } finally {
    db.close();
  }
  const bytes = sizeOf(target);
  return { file: { path: name, stored, bytes, sha256: sha256Of(target, bytes) }, written: bytes };
}

const hintOf = (cause: unknown): string =>
  /full/iu.test(String(cause))
    ? "Đĩa chứa bản sao lưu đã đầy: giải phóng dung lượng rồi chạy lại."
    : "Kiểm tra quyền ghi và chỗ trống; chạy dangvu doctor để xem kho có hỏng không.";

const warcRow = z.object({ name: z.string(), length: z.int() });

function withReadOnly<T>(path: string, use: (db: Database.Database) => T): T {
  const db = new Database(path, { readonly: true });
  try {
    return use(db);
  } finally {
    db.close();
  }
}

function schemaOf(store: string): number {
  return withReadOnly(store, (db) => z.object({ user_version: z.int() }).parse(db.prepare("PRAGMA user_version").get()).user_version);
}

/** The WARC files that the copied store names, as far as it knows them: records that came since stay out. */
function copyWarc(store: string, { settings, folder, before }: Plan): readonly Copied[] {
  const rows = withReadOnly(store, (db) => db.prepare("SELECT name, length FROM warc_files WHERE length > 0 ORDER BY seq").all());
  return z
    .array(warcRow)
    .parse(rows)
    .map(({ name, length }) => {
      const path = `warc/${name}`;
      const known = before?.files.find((file) => file.path === path);
      const { sha256, written } = copyGrown(join(warcFolder(settings), name), join(folder, path), { bytes: length, known });
      return { file: { path, stored: path, bytes: length, sha256 }, written };
    });
}

/** Files of `WRITTEN`, but for databases and what is being written. */
function copyWritten({ settings, folder, before }: Plan): readonly Copied[] {
  const names = WRITTEN.filter((name) => existsSync(join(settings.data, name))).flatMap((name) =>
    readdirSync(join(settings.data, name), { recursive: true, encoding: "utf8" }).map((file) => `${name}/${file.replaceAll(sep, "/")}`),
  );
  const files = names.filter((path) => !/\.sqlite|\.(?:moi|tmp)/u.test(path) && statSync(join(settings.data, path)).isFile());
  return files.map((path) => {
    const bytes = sizeOf(join(settings.data, path));
    // A list that was rewritten may be as long as it was.
    const known = path.startsWith("watch/") ? undefined : before?.files.find((file) => file.path === path && file.bytes === bytes);
    const { sha256, written } = copyGrown(join(settings.data, path), join(folder, path), { bytes, known });
    return { file: { path, stored: path, bytes, sha256 }, written };
  });
}

/** The databases of the backup before: the manifest names others now. */
function removeFormer(folder: string, files: readonly BackupFile[]): void {
  const named = new Set(files.map(({ stored }) => stored));
  for (const name of readdirSync(folder)) if (FORMER.test(name) && !named.has(name)) rmSync(join(folder, name), { force: true });
}

export interface RestoreReport {
  readonly data: string;
  readonly madeAt: string;
  readonly files: number;
  readonly bytes: number;
  /** Where what was in the data folder before is now; null when there was nothing. */
  readonly aside: string | null;
}

/**
 * Looks whether a backup is whole: every file's hash, and the databases by SQLite's own check. Returns what its manifest says.
 * Throws StoreBroken with the first file that is not what it was.
 */
export function verifyBackup(folder: string): Manifest {
  const manifest = readManifest(folder);
  for (const { path, stored, bytes, sha256 } of manifest.files) {
    const found = sizeOf(join(folder, stored));
    if (found < bytes || sha256Of(join(folder, stored), bytes) !== sha256)
      throw new StoreBroken(
        `Bản sao lưu ${folder} đã hỏng ở ${path}${found < bytes ? ` (${found} trên ${bytes} byte)` : ""}.`,
        "Dùng một bản sao lưu khác; nếu kho gốc còn tốt, sao lưu lại vào một thư mục mới.",
      );
    if (path.endsWith(".sqlite")) checkDatabase(join(folder, stored));
  }
  if (!manifest.files.some(({ path }) => path === "dangvu.sqlite"))
    throw new StoreBroken(`Bản sao lưu ${folder} không có kho tài liệu.`, "Dùng một bản sao lưu khác.");
  return manifest;
}

/** SQLite's check of a whole file. Throws StoreBroken. */
export function checkDatabase(path: string): void {
  let found: string;
  try {
    found = withReadOnly(path, (db) => JSON.stringify(db.prepare("PRAGMA integrity_check(1)").get()));
  } catch (cause) {
    found = cause instanceof Error ? cause.message : String(cause);
  }
  if (!found.includes('"integrity_check":"ok"'))
    throw new StoreBroken(`Cơ sở dữ liệu ${path} đã hỏng: ${found}.`, "Giữ nguyên tệp này và khôi phục từ bản sao lưu (dangvu restore).");
}

/**
 * Puts a backup into the data folder, after it was found whole. What the folder holds is moved aside into it, and only with `force`. The copy is made beside and
 * moved in at the end, the store last: within the folder, which may be a mounted volume, and before the store is there no command takes the rest for a whole.
 * The caller holds the lock. Throws WrongUse for a folder that holds data, StoreBroken for a backup that is not whole and for what cannot be written.
 */
export function restore(settings: Settings, folder: string, options: { force: boolean; now: Date }): RestoreReport {
  assertFiles(settings);
  const manifest = verifyBackup(folder);
  const present = dataIn(settings);
  if (present.length > 0 && !options.force) throw holdsData(settings, present);
  const stamp = options.now.toISOString().replaceAll(/[-:.]/gu, "");
  const draft = join(settings.data, "khoi-phuc.moi");
  const aside = present.length === 0 ? null : join(settings.data, `truoc-khoi-phuc-${stamp}`);
  try {
    rmSync(draft, { recursive: true, force: true });
    for (const { path, stored, bytes } of manifest.files) copyGrown(join(folder, stored), join(draft, path), { bytes, known: undefined });
    if (aside !== null) mkdirSync(aside);
    for (const name of present) renameSync(join(settings.data, name), join(aside ?? "", name));
    const names = readdirSync(draft).sort((a, b) => Number(a === "dangvu.sqlite") - Number(b === "dangvu.sqlite"));
    for (const name of names) renameSync(join(draft, name), join(settings.data, name));
    rmSync(draft, { recursive: true, force: true });
  } catch (cause) {
    throw notWritten(settings.data, cause);
  }
  const bytes = manifest.files.reduce((total, file) => total + file.bytes, 0);
  return { data: settings.data, madeAt: manifest.madeAt, files: manifest.files.length, bytes, aside };
}

/** Throws WrongUse when the data folder holds data and `force` is not given: what a dry run says, too. */
export function assertMayRestore(settings: Settings, force: boolean): void {
  assertFiles(settings);
  const present = dataIn(settings);
  if (present.length > 0 && !force) throw holdsData(settings, present);
}

/** What a restore would take the place of: databases with their logs, raw pages, reports. */
function dataIn({ data }: Settings): readonly string[] {
  if (!existsSync(data)) return [];
  return readdirSync(data).filter(
    (name) => /^(?:dangvu|frontier)\.sqlite(?:-wal|-shm)?$/u.test(name) || name === "warc" || WRITTEN.includes(name),
  );
}

const holdsData = ({ data }: Settings, present: readonly string[]): WrongUse =>
  new WrongUse(
    `Thư mục ${data} đã có dữ liệu (${present.join(", ")}).`,
    "Chọn thư mục khác bằng --data, hoặc thêm --force: dữ liệu cũ được dời sang bên chứ không xóa.",
  );
