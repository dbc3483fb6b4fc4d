import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { crc32, createInflateRaw, type InflateRaw } from "node:zlib";
import { CutOff, Damaged } from "./byte-reader.ts";

const MAGIC = Buffer.from([0x1f, 0x8b, 0x08]);
/** CRC and length behind the packed bytes. */
const TRAILER = 8;
/** How much is read in one go. */
const CHUNK = 16 * 1024;
/** Text packs ten to one, zeros a thousand to one: a member beyond both limits is a bomb. */
const MOST_RATIO = 200;
const RATIO_COUNTS_FROM = 64 * 1024 * 1024;

/** One gzip member of a file: WARC files have one a record, files packed afterwards have one for all. */
export interface GzipMember {
  /** Unpacked. Ends by an error: CutOff at the file's end, Damaged for what is not gzip, has a wrong sum, or is a bomb. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Where the search for the next member begins, once `bytes` has ended: behind this one, or where it turned out damaged. */
  readonly next: () => number;
}

/** A file of gzip members, read at any place. */
export interface GzipFile {
  /** Where the next member begins at or behind `from`; null when there is none. */
  readonly find: (from: number) => Promise<number | null>;
  readonly open: (at: number) => GzipMember;
  readonly close: () => Promise<void>;
}

/** Opens a file of gzip members. Throws the system's error. */
export async function openGzip(path: string): Promise<GzipFile> {
  const handle = await open(path);
  return { find: (from) => findMember(handle, from), open: (at) => openMember(path, handle, at), close: () => handle.close() };
}

async function bytesAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

async function findMember(handle: FileHandle, from: number): Promise<number | null> {
  for (let at = from; ; at += CHUNK - MAGIC.length + 1) {
    const window = await bytesAt(handle, at, CHUNK);
    const found = window.indexOf(MAGIC);
    if (found !== -1) return at + found;
    if (window.length < CHUNK) return null;
  }
}

/** The length of a member's header (RFC 1952, 2.3). Throws Damaged, or CutOff when the file ends in it. */
function headerLength(start: Buffer): number {
  const flags = start[3] ?? 0;
  if (!start.subarray(0, 3).equals(MAGIC) || flags > 0x1f) throw new Damaged("no gzip header");
  let at = 10;
  if (flags & 0x04) at += 2 + (start.length >= 12 ? start.readUInt16LE(10) : 0);
  for (const text of [0x08, 0x10]) if (flags & text) at = start.indexOf(0, at) + 1 || start.length;
  if (flags & 0x02) at += 2;
  if (at >= start.length) throw new CutOff("the file ends in a gzip header");
  return at;
}

function openMember(path: string, handle: FileHandle, at: number): GzipMember {
  let next = at + 1;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const begin = at + headerLength(await bytesAt(handle, at, CHUNK));
    const inflate = createInflateRaw();
    const source = createReadStream(path, { start: begin, highWaterMark: CHUNK });
    // Errors reach the reader through `inflate`; that packed bytes end before the file does is the rule here.
    pipeline(source, inflate, () => undefined);
    const seen = { size: 0, sum: 0 };
    try {
      for await (const chunk of inflate) yield checked(chunk, seen, inflate);
    } catch (cause) {
      next = Math.max(next, begin + inflate.bytesWritten);
      throw nameError(cause);
    } finally {
      source.destroy();
      inflate.destroy();
    }
    const end = begin + inflate.bytesWritten;
    next = end;
    await checkTrailer(handle, end, seen.sum);
    next = end + TRAILER;
  }
  return { bytes: bytes(), next: () => next };
}

function checked(chunk: Uint8Array, seen: { size: number; sum: number }, inflate: InflateRaw): Uint8Array {
  seen.size += chunk.length;
  seen.sum = crc32(chunk, seen.sum);
  if (seen.size > RATIO_COUNTS_FROM && seen.size > MOST_RATIO * inflate.bytesWritten) throw new Damaged("a decompression bomb");
  return chunk;
}

async function checkTrailer(handle: FileHandle, at: number, sum: number): Promise<void> {
  const trailer = await bytesAt(handle, at, TRAILER);
  if (trailer.length < TRAILER) throw new CutOff("the file ends in a gzip trailer");
  if (trailer.readUInt32LE(0) !== sum) throw new Damaged("wrong CRC");
}

function nameError(cause: unknown): unknown {
  const code = cause instanceof Error && "code" in cause ? cause.code : null;
  if (code === "Z_BUF_ERROR") return new CutOff("the file ends in packed bytes", { cause });
  return typeof code === "string" && code.startsWith("Z_") ? new Damaged("packed bytes are damaged", { cause }) : cause;
}
