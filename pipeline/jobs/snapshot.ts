import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { citationFile, citationText, snapshotReadme } from "../publish/citation-file.ts";
import { type Digest, dataPackage, hashOf, measuredEntry } from "../publish/data-package.ts";
import { assertFree, MARK, saveFile, saveFolder } from "../publish/save.ts";
import { type Files, openFiles } from "../publish/unzip.ts";
import { zipOf } from "../publish/zip.ts";
import { openStore } from "../store/sqlite.ts";
import type { About, DataTable, Entry } from "../types/dataset.ts";
import { DangvuError, UnreadableDocument, WrongUse } from "../types/errors.ts";
import type { Store } from "../types/store.ts";
import { aboutData, type DataFilter, queryOf, tablesOf, WHOLE } from "./dataset.ts";

const DATABASE = "dangvu.sqlite";

const manifest = z.object({
  kind: z.literal("dangvu-snapshot"),
  createdAt: z.string(),
  version: z.string(),
  commit: z.string().nullable(),
  rules: z.string(),
  fingerprint: z.string(),
  query: z.string(),
  dataHash: z.string(),
  citation: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});

/** What a snapshot says of itself: by what code and from which store it was made, what it holds, and how to cite it. */
export type Snapshot = z.infer<typeof manifest>;

interface Parts {
  readonly tables: readonly DataTable[];
  readonly about: About;
  /** Closes the copy of the store and returns where it lies. */
  readonly database: () => string;
  readonly done: (snapshot: Snapshot) => void;
}

/** Tables first, then the store, then what tells of them: to be read in this order. */
function* snapshotEntries({ tables, about, database, done }: Parts): Generator<Entry> {
  const digests: Digest[] = [];
  const noted = (entry: Entry): Entry => measuredEntry(entry, (digest) => void digests.push(digest));
  for (const entry of dataPackage(tables, about)) yield noted(entry);
  const dataHash = hashOf(digests.filter(({ path }) => path.endsWith(".csv")));
  yield noted({ path: DATABASE, chunks: () => createReadStream(database()) });
  const cited = { about, dataHash };
  yield noted({ path: "CITATION.cff", chunks: () => [citationFile(cited)] });
  yield noted({ path: "README.md", chunks: () => [snapshotReadme(cited)] });
  const snapshot: Snapshot = { kind: "dangvu-snapshot", ...about, dataHash, citation: citationText(cited), files: digests };
  done(snapshot);
  yield { path: MARK, chunks: () => [`${JSON.stringify(snapshot, null, 2)}\n`] };
}

/**
 * Writes a snapshot of the store into a ZIP archive or a folder, whole or not at all: all tables (under a filter, their part), the database itself, the query, the versions of code and
 * rules, and how to cite it. Everything is of one moment. Throws WrongUse where something is in the way, StoreBroken when the disk refuses.
 */
export async function writeSnapshot(
  store: Store,
  { path, filter, force, now }: { readonly path: string; readonly filter: DataFilter; readonly force: boolean; readonly now: Date },
): Promise<Snapshot> {
  assertFree(path, { force });
  const folder = mkdtempSync(join(tmpdir(), "dangvu-snapshot-"));
  try {
    const file = join(folder, DATABASE);
    store.bulk.copyTo(file);
    const copy = openStore(file);
    const all = tablesOf(copy, filter);
    const about = aboutData(copy, { now, query: queryOf(filter) });
    const database = (): string => {
      copy.close();
      return file;
    };
    const made: Snapshot[] = [];
    const entries = snapshotEntries({
      tables: WHOLE.map((name) => all[name as keyof typeof all]),
      about,
      database,
      done: (one) => void made.push(one),
    });
    await (/\.zip$/iu.test(path) ? saveFile(path, zipOf(entries), { force }) : saveFolder(path, entries, { force }));
    copy.close();
    return manifest.parse(made[0]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Is there a snapshot at this path: a ZIP archive, or a folder that one was unpacked to? */
export function isSnapshot(path: string): boolean {
  // below a file there is nothing: existsSync says so where statSync would throw
  if (!existsSync(path)) return false;
  if (!statSync(path).isDirectory()) return /\.zip$/iu.test(path);
  return existsSync(join(path, MARK)) && manifest.safeParse(parse(readFileSync(join(path, MARK), "utf8"))).success;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // named: no manifest of ours
    throw error;
  }
}

const broken = (path: string, what: string, cause?: unknown): UnreadableDocument =>
  new UnreadableDocument(`Ảnh chụp ${path} ${what}.`, "Tải lại ảnh chụp từ nơi đã nhận; so sha256 với nơi đó.", cause);

async function readManifest(path: string, files: Files): Promise<Snapshot> {
  const stream = await files.open(MARK);
  const found = manifest.safeParse(stream === null ? null : parse(await text(stream)));
  if (!found.success)
    throw new WrongUse(
      `${path} không phải ảnh chụp của dangvu.`,
      "Ảnh chụp là tệp .zip do dangvu snapshot ghi, hoặc thư mục giải nén từ đó.",
    );
  return found.data;
}

/** Reads a file of a snapshot to its end and compares it with what the manifest says. Throws UnreadableDocument where they differ. */
async function* checked(files: Files, path: string, { path: name, sha256 }: Digest): AsyncGenerator<Uint8Array> {
  const stream = await files.open(name);
  if (stream === null) throw broken(path, `thiếu tệp ${name}`);
  const hash = createHash("sha256");
  for await (const chunk of stream) {
    const bytes = chunk as Uint8Array;
    hash.update(bytes);
    yield bytes;
  }
  if (hash.digest("hex") !== sha256) throw broken(path, `bị hỏng hoặc đã bị sửa: tệp ${name} không đúng sha256`);
}

async function withFiles<T>(path: string, use: (files: Files) => Promise<T>): Promise<T> {
  if (!existsSync(path)) throw new WrongUse(`Không có ảnh chụp ${path}.`, "Kiểm tra đường dẫn.");
  let files: Files | null = null;
  try {
    files = await openFiles(path);
    return await use(files);
  } catch (cause) {
    throw cause instanceof DangvuError ? cause : broken(path, "không mở được", cause);
  } finally {
    files?.close();
  }
}

/** What a snapshot says of itself, after every file in it was read and compared with its hash. Throws WrongUse for what is no snapshot, UnreadableDocument for a damaged one. */
export function checkSnapshot(path: string): Promise<Snapshot> {
  return withFiles(path, async (files) => {
    const snapshot = await readManifest(path, files);
    for (const file of snapshot.files) for await (const _ of checked(files, path, file));
    return snapshot;
  });
}

/**
 * Lays the store of a snapshot into a folder of its own, gone when the process ends, and returns that folder: so nothing ever changes the snapshot. Throws WrongUse for what is no
 * snapshot, UnreadableDocument for a damaged one.
 */
export function unpackSnapshot(path: string): Promise<string> {
  return withFiles(path, async (files) => {
    const snapshot = await readManifest(path, files);
    const database = snapshot.files.find((file) => file.path === DATABASE);
    if (database === undefined) throw broken(path, `thiếu tệp ${DATABASE}`);
    const folder = mkdtempSync(join(tmpdir(), "dangvu-snapshot-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    await saveFile(join(folder, DATABASE), checked(files, path, database), { force: false });
    await saveFile(join(folder, MARK), [JSON.stringify(snapshot)], { force: false });
    return folder;
  });
}
