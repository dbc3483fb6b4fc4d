import { randomUUID } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Chunks, Entry } from "../types/dataset.ts";
import { StoreBroken, WrongUse } from "../types/errors.ts";
import { inPieces } from "./zip.ts";

interface SaveOptions {
  /** Put the new file in the place of one that is there. */
  readonly force: boolean;
}

/** In every folder that an export makes: no other folder is ever replaced. */
export const MARK = "dangvu.json";

/**
 * Throws WrongUse where something is in the way: a file without `force`, or a folder that no export has made, with or without it.
 */
export function assertFree(path: string, { force }: SaveOptions): void {
  if (!existsSync(path)) return;
  const names = isFolder(path) ? readdirSync(path) : null;
  if (names !== null && (names.length === 0 || (force && names.includes(MARK)))) return;
  if (names === null && force) return;
  throw new WrongUse(
    `Đã có ${names === null ? "tệp" : "thư mục"} ${path}.`,
    names === null || names.includes(MARK)
      ? "Chọn tên khác, hoặc thêm --force để thay."
      : "Chọn tên khác: thư mục này không phải do dangvu xuất ra.",
  );
}

const isFolder = (path: string): boolean => {
  try {
    return readdirSync(path) !== null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return false; // named: a file
    throw error;
  }
};

const besides = (path: string): string => join(dirname(resolve(path)), `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`);

/** Each level by itself: below a system folder that takes no entries (/proc), Node's own `recursive` tries for ever. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  mkdirSync(folder);
}

/** Runs `write` on a name beside the path and then gives the result its name; what fails leaves nothing behind. */
async function inPlace(path: string, options: SaveOptions, write: (temporary: string) => Promise<void>): Promise<void> {
  assertFree(path, options);
  const temporary = besides(path);
  try {
    makeFolders(dirname(resolve(path)));
    await write(temporary);
    assertFree(path, options);
    if (existsSync(path) && isFolder(path)) swap(temporary, path);
    else renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { recursive: true, force: true });
    throw isOfSystem(cause)
      ? new StoreBroken(`Không ghi được ${path}.`, "Kiểm tra quyền ghi và chỗ trống trên đĩa, rồi chạy lại.", cause)
      : cause;
  }
}

const isOfSystem = (cause: unknown): boolean => cause instanceof Error && "syscall" in cause;

/** A folder's name cannot be given to another while it is there. */
function swap(temporary: string, path: string): void {
  const old = besides(path);
  renameSync(path, old);
  renameSync(temporary, path);
  rmSync(old, { recursive: true });
}

async function write(path: string, chunks: Chunks): Promise<void> {
  const fd = openSync(path, "wx");
  try {
    for await (const piece of inPieces(chunks)) for (let done = 0; done < piece.length; ) done += writeSync(fd, piece, done);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Writes a file, whole or not at all. Throws WrongUse where something is in the way, StoreBroken when the disk refuses, and what the chunks throw. */
export function saveFile(path: string, chunks: Chunks, options: SaveOptions): Promise<void> {
  return inPlace(path, options, (temporary) => write(temporary, chunks));
}

/** Writes files into a new folder, all or none. */
export function saveFolder(path: string, entries: Iterable<Entry>, options: SaveOptions): Promise<void> {
  return inPlace(path, options, async (temporary) => {
    mkdirSync(temporary);
    for (const entry of entries) {
      mkdirSync(dirname(join(temporary, entry.path)), { recursive: true });
      await write(join(temporary, entry.path), entry.chunks());
    }
  });
}
