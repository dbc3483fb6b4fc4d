import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { folderBroken } from "../../store/raw/errors.ts";
import type { OwnRawPages } from "../../store/raw/own.ts";
import { checkKept, isRecordOf, objectPath } from "../../store/raw/record.ts";
import type { RawPages } from "../../types/raw-pages.ts";
import { type Records, recordsOutside } from "./records.ts";

/**
 * Raw pages in a folder, many at a time: they are written as `folderRawPages` writes them, but brought to the disk together, before the rows that tell of them. One by one that
 * takes the disk several milliseconds each.
 */
export function recordsInFolder(raw: RawPages & Pick<OwnRawPages, "claim">): Records {
  const root = raw.place;
  const written: string[] = [];
  let isClaimed = false;
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw folderBroken(root, cause);
    }
  };
  return {
    ...recordsOutside(raw),
    keep: (sha256, record) =>
      guarded(() => {
        checkKept(sha256, record);
        if (!isClaimed) raw.claim();
        isClaimed = true;
        const object = join(root, objectPath(sha256));
        if (!hasRecord(object, sha256)) put(root, object, record);
        // Also one that was there: who wrote it may have been stopped before it was on the disk.
        written.push(object);
        return {};
      }),
    flush: () => guarded(() => bringToDisk(root, written.splice(0))),
  };
}

const hasRecord = (object: string, sha256: string): boolean => existsSync(object) && isRecordOf(readFileSync(object), sha256);

function put(root: string, object: string, record: Uint8Array): void {
  const incoming = join(root, "tmp", randomUUID());
  mkdirSync(join(root, "tmp"), { recursive: true });
  mkdirSync(dirname(object), { recursive: true });
  writeFileSync(incoming, record, { flag: "wx" });
  renameSync(incoming, object);
}

/** All of a file system at once, where the system can do so; else file by file, with the folders that name them. */
function bringToDisk(root: string, objects: readonly string[]): void {
  if (objects.length === 0 || spawnSync("sync", ["-f", root], { stdio: "ignore" }).status === 0) return;
  const folders = objects.flatMap((object) => [dirname(object), dirname(dirname(object))]);
  for (const path of new Set([...objects, ...folders, root])) syncPath(path);
}

function syncPath(path: string): void {
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
