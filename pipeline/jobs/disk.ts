import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { databaseBytes, rawPlace } from "./database.ts";
import type { Settings } from "./settings.ts";
import { frontierPath, storePath } from "./workspace.ts";

/**
 * What is taken, in bytes: of PostgreSQL the whole database, in which frontier and index are too, and raw pages as far as they lie in a folder. `free` is what an ordinary user may still write in the data folder,
 * null where the system does not say.
 */
export interface DiskUse {
  readonly store: number;
  readonly warc: number;
  readonly frontier: number;
  readonly indexes: number;
  readonly runs: number;
  readonly free: number | null;
}

export const runsFolder = (settings: Settings): string => join(settings.data, "runs");
export const warcFolder = (settings: Settings): string => join(settings.data, "warc");

/** False for what is not there, too, and for what lies below a file. */
export const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** A database with its log. */
const databaseSize = (path: string): number => sizeOf(path) + sizeOf(`${path}-wal`);

function folderSize(folder: string): number {
  if (!isFolder(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + sizeOf(join(entry.parentPath, entry.name)), 0);
}

/** How much room the folders and the database of these settings take, and how much there is left. Throws the system's error, of the database StoreBroken. */
export function diskUse(settings: Settings): DiskUse {
  const { databaseUrl } = settings;
  return {
    store: databaseUrl === undefined ? databaseSize(storePath(settings)) : databaseBytes(databaseUrl),
    warc: folderSize(databaseUrl === undefined ? warcFolder(settings) : rawPlace(settings)),
    frontier: databaseSize(frontierPath(settings)),
    indexes: folderSize(settings.indexes),
    runs: folderSize(runsFolder(settings)),
    free: freeBytes(settings.data),
  };
}

/** Bytes that may still be written below a folder; null where the folder or the answer is missing. */
export function freeBytes(folder: string): number | null {
  if (!existsSync(folder)) return null;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
