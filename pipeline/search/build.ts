import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { AsPlainObject } from "minisearch";
import * as z from "zod";
import { StoreBroken } from "../types/errors.ts";
import { ANALYZER_VERSION } from "./analyze.ts";
import { emptyMini, restoreMini, toIndexed } from "./index-fields.ts";
import { type Library, MemoryIndex } from "./query.ts";

/** The first line of a saved index; the rest of the file is MiniSearch's own JSON, `sha256` its hash. */
const headerSchema = z.object({ format: z.literal("dangvu-search-1"), analyzer: z.string(), store: z.string(), sha256: z.string() });
type Header = z.infer<typeof headerSchema>;

/** The parts of MiniSearch's JSON without which it cannot be restored. */
const miniSchema = z.custom<AsPlainObject>(
  (value) => typeof value === "object" && value !== null && "index" in value && "documentIds" in value,
);

/**
 * Builds the index over the library's current articles and saves it at `path`, in place of what is there and all at once.
 * @throws StoreBroken when it cannot be written.
 */
export function buildIndex(path: string, library: Library): MemoryIndex {
  // The fingerprint first: a document stored while we build makes the index older than the store, and it is built again.
  const fingerprint = library.fingerprint();
  const mini = emptyMini();
  const ids = library.articles({}).map(({ id }) => id);
  for (const id of ids) {
    const read = library.article(id);
    if (read !== null) mini.add(toIndexed(read));
  }
  const index = new MemoryIndex({ mini, ids, library, fingerprint });
  saveIndex(path, index);
  return index;
}

/**
 * The index saved at `path`; null when there is none, when it is damaged, or when it was made by another analyser or from other articles than the
 * library holds now: then it is to be built anew.
 * @throws StoreBroken when the file is there and may not be read.
 */
export function loadIndex(path: string, library: Library): MemoryIndex | null {
  const saved = readSaved(path);
  if (saved === null) return null;
  const { header, body } = saved;
  if (header.analyzer !== ANALYZER_VERSION || header.store !== library.fingerprint()) return null;
  const ids = Object.values(body.documentIds).map(String);
  return new MemoryIndex({ mini: restoreMini(body), ids, library, fingerprint: header.store });
}

/** Writes an index to a file beside `path`, then moves it there: whoever reads sees the old one or the new one, whole. */
export function saveIndex(path: string, index: MemoryIndex): void {
  const body = JSON.stringify(index.toJSON());
  const header: Header = { format: "dangvu-search-1", analyzer: ANALYZER_VERSION, store: index.fingerprint, sha256: hashOf(body) };
  const beside = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(beside, `${JSON.stringify(header)}\n${body}`);
    renameSync(beside, path);
  } catch (cause) {
    throw new StoreBroken(`Không ghi được chỉ mục tìm kiếm ${path}.`, "Kiểm tra quyền ghi và dung lượng đĩa của thư mục này.", cause);
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** On the disk, not only on its way there, before the name is moved; half a file is taken away again. */
function writeWhole(path: string, text: string): void {
  const file = openSync(path, "w");
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } catch (cause) {
    rmSync(path, { force: true });
    throw cause;
  } finally {
    closeSync(file);
  }
}

function readSaved(path: string): { header: Header; body: AsPlainObject } | null {
  const text = readText(path);
  if (text === null) return null;
  const end = text.indexOf("\n");
  const header = headerSchema.safeParse(parseJson(text.slice(0, end)));
  if (!header.success || hashOf(text.slice(end + 1)) !== header.data.sha256) return null;
  const body = miniSchema.safeParse(parseJson(text.slice(end + 1)));
  return body.success ? { header: header.data, body: body.data } : null;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw new StoreBroken(
      `Không đọc được chỉ mục tìm kiếm ${path}.`,
      "Kiểm tra quyền đọc của tệp, hoặc xóa tệp để lập lại chỉ mục.",
      cause,
    );
  }
}

/** Undefined for what is no JSON: the schema then refuses it, and the index is built anew. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
