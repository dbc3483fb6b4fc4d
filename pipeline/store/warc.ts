import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { crc32, gunzipSync, gzipSync, inflateRawSync } from "node:zlib";
import { z } from "zod";

/** A record's place in a file. */
export interface Extent {
  readonly offset: number;
  readonly length: number;
}

/** A longer tail of unknown bytes is no torn record: somebody has put an older store beside newer files. */
const LONGEST_TAIL = 64 * 1024 * 1024;

/** The name of the n-th file of a day (`2026-11-22`), below the folder of WARC files. */
export function warcName(day: string, n: number): string {
  return `${day.slice(0, 4)}/dangvu-${day.replaceAll("-", "")}-${String(n).padStart(5, "0")}.warc.gz`;
}

/**
 * A WARC file that records are added to, each a gzip member. One process writes at a time: the store's transaction sees to that.
 * Every function throws the system's errors.
 */
export interface WarcFile {
  /** Where whole records end if the file's known length was `known`; what follows was torn and is cut off. Null for a file that must not be written to any more. */
  readonly endOfWhole: (known: number) => number | null;
  /** Writes a record at the end of what is whole. */
  readonly append: (record: Buffer, at: number) => Extent;
  /** Returns when all that was written is on the disk. */
  readonly flush: () => void;
  readonly close: () => void;
}

/** Opens a file to add to, made with its folder where there is none. */
export function openWarc(path: string): WarcFile {
  mkdirSync(dirname(path), { recursive: true });
  const isNew = !existsSync(path);
  const fd = openSync(path, isNew ? "wx+" : "r+");
  if (isNew) syncFolder(dirname(path));
  return {
    endOfWhole: (known) => endOfWhole(fd, known),
    append: (record, at) => {
      const packed = gzipSync(record);
      writeWhole(fd, packed, at);
      return { offset: at, length: packed.length };
    },
    flush: () => fdatasyncSync(fd),
    close: () => closeSync(fd),
  };
}

/** The record at this place, unpacked. Throws the system's error for a file that is not there, zlib's for bytes that are no gzip member. */
export function readRecord(path: string, { offset, length }: Extent): Buffer {
  const fd = openSync(path, "r");
  try {
    return gunzipSync(readExtent(fd, { offset, length }));
  } finally {
    closeSync(fd);
  }
}

/** Where the files of this folder are. */
export const warcPath = (folder: string, name: string): string => join(folder, ...name.split("/"));

function readExtent(fd: number, { offset, length }: Extent): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const read = readSync(fd, bytes, at, length - at, offset + at);
    if (read === 0) return bytes.subarray(0, at);
    at += read;
  }
  return bytes;
}

function writeWhole(fd: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, bytes.length - done, at + done);
}

/** A name lives in its folder, which has to reach the disk too. */
function syncFolder(folder: string): void {
  const fd = openSync(folder, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function endOfWhole(fd: number, known: number): number | null {
  const { size } = fstatSync(fd);
  if (size === known) return known;
  if (size < known || size - known > LONGEST_TAIL) return null;
  const end = known + wholeMembers(readExtent(fd, { offset: known, length: size - known }));
  if (end < size) ftruncateSync(fd, end);
  return end;
}

/** How many of these bytes are whole records: those whose transaction was cut off after they were written. */
function wholeMembers(bytes: Buffer): number {
  let at = 0;
  for (let length = memberLength(bytes); length > 0; length = memberLength(bytes.subarray(at))) at += length;
  return at;
}

/** A head as `gzipSync` writes it, and what stands behind the packed bytes: CRC and length. */
const HEAD = Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0]);
const [HEAD_BYTES, FOOT_BYTES] = [10, 8];

/** What Node returns for `info: true`, which its types do not know. */
const inflated = z.object({ buffer: z.instanceof(Buffer), engine: z.object({ bytesWritten: z.int() }) });

/** The length of the gzip member that these bytes begin with; 0 when it is not whole. */
function memberLength(bytes: Buffer): number {
  if (!bytes.subarray(0, HEAD.length).equals(HEAD)) return 0;
  try {
    const { buffer, engine } = inflated.parse(inflateRawSync(bytes.subarray(HEAD_BYTES), { info: true }));
    const foot = HEAD_BYTES + engine.bytesWritten;
    const isWhole = foot + FOOT_BYTES <= bytes.length && bytes.readUInt32LE(foot) === crc32(buffer);
    return isWhole ? foot + FOOT_BYTES : 0;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) return 0; // named: torn in the middle
    throw error;
  }
}
