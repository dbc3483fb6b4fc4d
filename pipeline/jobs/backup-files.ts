import { createHash, type Hash } from "node:crypto";
import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";

const file = z.object({
  /** Where it belongs below the data folder: "dangvu.sqlite", "warc/2026/dangvu-20261122-00001.warc.gz". */
  path: z.string().regex(/^(?!.*(?:^|\/)\.\.(?:\/|$))[\w][\w./-]*$/u),
  /** Its name below the backup folder: databases have a new one with each backup, so that the backup before stays whole until this one is. */
  stored: z.string().regex(/^(?!.*(?:^|\/)\.\.(?:\/|$))[\w][\w./-]*$/u),
  /** Bytes that count; what a file has behind them came with a later backup that did not come to its end. */
  bytes: z.int().min(0),
  /** SHA-256 of these bytes, hex. */
  sha256: z.string().regex(/^[\da-f]{64}$/u),
});

/** A file of a backup. */
export type BackupFile = Readonly<z.infer<typeof file>>;

export const manifestSchema = z.object({
  format: z.literal(1),
  madeAt: z.string(),
  /** Versions of the program, of the rules that read, and of the schema of the store. */
  dangvu: z.string(),
  rules: z.string(),
  schema: z.int(),
  files: z.array(file),
});

export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

export const MANIFEST = "manifest.json";

const BLOCK = 1024 * 1024;

/** Reads `from` to `to` of an open file, block by block. */
function* blocks(fd: number, from: number, to: number): Generator<Buffer> {
  const block = Buffer.alloc(BLOCK);
  for (let at = from; at < to; ) {
    const read = readSync(fd, block, 0, Math.min(BLOCK, to - at), at);
    if (read === 0) return;
    yield block.subarray(0, read);
    at += read;
  }
}

function withOpen<T>(path: string, flags: string, use: (fd: number) => T): T {
  const fd = openSync(path, flags);
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}

function hashOf(path: string, bytes: number): Hash {
  const hash = createHash("sha256");
  withOpen(path, "r", (fd) => {
    for (const block of blocks(fd, 0, bytes)) hash.update(block);
  });
  return hash;
}

/** SHA-256 of the first bytes of a file, hex. Throws the system's error. */
export const sha256Of = (path: string, bytes: number): string => hashOf(path, bytes).digest("hex");

export const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Copies the first `bytes` of a file that is only added to. What `known` says is in the copy already is not copied again, if it is still what it was; returns
 * the SHA-256 and how many bytes were written. Throws the system's error.
 */
export function copyGrown(
  from: string,
  to: string,
  { bytes, known }: { bytes: number; known: BackupFile | undefined },
): { sha256: string; written: number } {
  mkdirSync(dirname(to), { recursive: true });
  const isKnown = known !== undefined && known.bytes <= bytes && sizeOf(to) >= known.bytes;
  if (isKnown && known.bytes === bytes) return { sha256: known.sha256, written: 0 };
  const hash = isKnown ? hashOf(to, known.bytes) : createHash("sha256");
  if (isKnown && hash.copy().digest("hex") === known.sha256) return addTo(from, to, { begin: known.bytes, bytes, hash });
  return addTo(from, to, { begin: 0, bytes, hash: createHash("sha256") });
}

function addTo(
  from: string,
  to: string,
  { begin, bytes, hash }: { begin: number; bytes: number; hash: Hash },
): { sha256: string; written: number } {
  withOpen(to, begin === 0 ? "w" : "r+", (target) => {
    withOpen(from, "r", (source) => {
      let at = begin;
      for (const block of blocks(source, begin, bytes)) {
        hash.update(block);
        for (let done = 0; done < block.length; ) done += writeSync(target, block, done, block.length - done, at + done);
        at += block.length;
      }
      if (at < bytes) throw Object.assign(new Error(`${from} has ${at} of ${bytes} bytes`), { code: "EIO" });
      ftruncateSync(target, bytes);
    });
    fsyncSync(target);
  });
  return { sha256: hash.digest("hex"), written: bytes - begin };
}
