import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { folderBroken, hasCode } from "./errors.ts";
import { MARKER, type MarkedPages, markerBytes, readMarker } from "./marker.ts";
import { checkKept, checkName, damaged, isRecordOf, objectPath } from "./record.ts";

/** What a writer that died has left half-written is removed after a day: no page takes that long. */
const LONGEST_WRITE_MS = 24 * 60 * 60 * 1000;
/** Where so much has room, the next pages have: a packed page takes 30 kB, a long document some hundreds. */
const ROOM_BYTES = 1024 * 1024;

/**
 * Raw pages in a folder that several machines may share (NFS). An object is written under a name of its own in `tmp/`, brought to the disk, and then given its
 * name in one step: whoever reads sees all of it or nothing.
 */
export function folderRawPages(path: string): MarkedPages {
  const root = resolve(path);
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw folderBroken(root, cause);
    }
  };
  let isPrepared = false;
  const prepare = (): void => {
    if (!isPrepared) prepareIncoming(join(root, "tmp"));
    isPrepared = true;
  };
  return {
    place: root,
    keep: (sha256, record) =>
      guarded(() => {
        checkKept(sha256, record);
        prepare();
        keep({ root, path: join(root, objectPath(sha256)), sha256, record });
      }),
    read: (sha256) =>
      guarded(() => {
        checkName(sha256);
        const file = join(root, objectPath(sha256));
        const record = readWhole(file);
        // A share that is not mounted must not look like one without this page.
        if (record === null && !existsSync(root)) throw Object.assign(new Error("no such folder"), { code: "ENOENT" });
        if (record !== null && !isRecordOf(record, sha256)) throw damaged(file);
        return record;
      }),
    tryKeeping: () =>
      guarded(() => {
        prepare();
        tryWriting(join(root, "tmp"));
      }),
    marker: () =>
      guarded(() => {
        const bytes = readWhole(join(root, MARKER));
        return bytes === null ? null : readMarker(bytes, join(root, MARKER));
      }),
    mark: (id) =>
      guarded(() => {
        prepare();
        writeWhole({ root, path: join(root, MARKER), bytes: markerBytes(id), isReplacing: false });
        syncFolder(root);
      }),
    isMounted: true,
    close: () => {},
  };
}

interface Kept {
  readonly root: string;
  readonly path: string;
  readonly sha256: string;
  readonly record: Uint8Array;
}

function keep({ root, path, sha256, record }: Kept): void {
  const folder = dirname(path);
  makeFolder(folder);
  const found = readWhole(path);
  const isThere = found !== null && isRecordOf(found, sha256);
  if (!isThere) writeWhole({ root, path, bytes: record, isReplacing: found !== null });
  // Also when it was there: who wrote it may not have come so far.
  syncFolder(folder);
}

interface Written {
  readonly root: string;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Over a damaged object. */
  readonly isReplacing: boolean;
}

function tryWriting(incoming: string): void {
  const path = join(incoming, `trial-${process.pid}-${randomUUID()}`);
  try {
    writeFileSync(path, new Uint8Array(ROOM_BYTES), { flag: "wx", flush: true });
  } finally {
    rmSync(path, { force: true });
  }
}

function writeWhole({ root, path, bytes, isReplacing }: Written): void {
  const incoming = join(root, "tmp", `${basename(path).slice(0, 64)}-${process.pid}-${randomUUID()}`);
  try {
    writeFileSync(incoming, bytes, { flag: "wx", flush: true });
    give(incoming, path, isReplacing);
  } finally {
    rmSync(incoming, { force: true });
  }
}

/** Gives what was written its name; `isReplacing`: over a damaged object. Another writer who was first has kept the same body. */
function give(incoming: string, path: string, isReplacing: boolean): void {
  if (isReplacing) {
    renameSync(incoming, path);
    return;
  }
  try {
    linkSync(incoming, path);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return;
    // Shares without hard links (SMB): the later of two writers wins, with the same body.
    if (!hasCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK")) throw error;
    renameSync(incoming, path);
  }
}

function prepareIncoming(folder: string): void {
  makeFolder(folder);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (written < Date.now() - LONGEST_WRITE_MS) rmSync(path, { force: true });
  }
}

/** The folder with those above it, on the disk. Each level by itself: below a system folder that takes no entries (/proc), Node's own `recursive` tries for ever. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
    // Another process may have made it in between; a file of this name is in the way.
    if (!isFolder(folder)) throw Object.assign(new Error("not a folder", { cause: error }), { code: "ENOTDIR" });
  }
  syncFolder(above);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function readWhole(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null; // named: not there
    throw error;
  }
}

function syncFolder(folder: string): void {
  const fd = openSync(folder, "r");
  try {
    fsyncSync(fd);
  } catch (error) {
    // Network file systems that know no such thing write folders at once.
    if (!hasCode(error, "EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS")) throw error;
  } finally {
    closeSync(fd);
  }
}
