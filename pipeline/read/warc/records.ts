import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { ByteReader, CutOff, Damaged } from "./byte-reader.ts";
import { openGzip } from "./gzip-members.ts";

/** Longer heads are damage: crawlers write some hundred bytes. */
const MOST_HEAD = 64 * 1024;

/** How every record begins, whatever its version. */
const BEGINNING = "WARC/";

/** What keeps a record from being read: damage, the end of the file in its middle, a block beyond the limit. */
export type Fault = "damaged" | "cut-off" | "too-large";

/** A record's head and block as they stand in the file, or what is wrong with it. */
export interface RawRecord {
  readonly what: Buffer | Fault;
  /** Of the record, or of the gzip member that it shares with others, in the file. */
  readonly offset: number;
  /** In the file; null for a faulty record and one that shares its gzip member. */
  readonly length: number | null;
}

/**
 * The records of a WARC file, packed (one gzip member a record, or all in one) or not, one after the other; no more than one is held. Behind damage it goes
 * on with the next record that can be told. Blocks beyond `mostBytes` are passed over. Throws the system's error for a file that cannot be read.
 */
export async function* readRecords(path: string, mostBytes: number): AsyncGenerator<RawRecord> {
  if (await isPacked(path)) {
    yield* packedRecords(path, mostBytes);
    return;
  }
  for await (const { what, start, end } of recordsIn(new ByteReader(createReadStream(path)), mostBytes))
    yield { what, offset: start, length: Buffer.isBuffer(what) ? end - start : null };
}

async function isPacked(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

async function* packedRecords(path: string, mostBytes: number): AsyncGenerator<RawRecord> {
  const file = await openGzip(path);
  try {
    for (let at: number | null = 0; at !== null; ) {
      const offset: number = at;
      const member = file.open(offset);
      let isFaulty = false;
      for await (const { what, start, isLast } of recordsIn(new ByteReader(member.bytes), mostBytes)) {
        isFaulty = !Buffer.isBuffer(what);
        yield { what, offset, length: Buffer.isBuffer(what) && start === 0 && isLast ? member.next() - offset : null };
      }
      at = await file.find(member.next());
      // Bytes between two members; behind damage they belong to it, and behind the last member they may be anything.
      if (at !== null && at !== member.next() && !isFaulty) yield { what: "damaged", offset: member.next(), length: null };
    }
  } finally {
    await file.close();
  }
}

interface Found {
  readonly what: Buffer | Fault;
  readonly start: number;
  readonly end: number;
  readonly isLast: boolean;
}

async function* recordsIn(reader: ByteReader, mostBytes: number): AsyncGenerator<Found> {
  try {
    for (let isLast = false; !isLast; ) {
      const before = reader.position;
      const what = await orFault(() => nextRecord(reader, mostBytes));
      if (what === null) return;
      const start = Buffer.isBuffer(what) ? reader.position - what.length : before;
      // A record ends where the next begins, or where packed data have shown that their sum is right; else its length is not to be trusted.
      const border = what === "damaged" || what === "cut-off" ? what : await orFault(() => findBorder(reader));
      isLast = border === "end" || (border !== "record" && !(await resume(reader)));
      yield { what: border === "damaged" || border === "cut-off" ? border : what, start, end: reader.position, isLast };
    }
  } finally {
    await reader.close();
  }
}

async function orFault<T>(work: () => Promise<T>): Promise<T | "damaged" | "cut-off"> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Damaged) return "damaged";
    if (error instanceof CutOff) return "cut-off";
    throw error;
  }
}

async function findBorder(reader: ByteReader): Promise<"end" | "record" | "damaged"> {
  await reader.skipBlankLines();
  if (await reader.isAtEnd()) return "end";
  return (await reader.beginsWith(BEGINNING)) ? "record" : "damaged";
}

/** Goes to the next record behind damage; false when there is none. */
async function resume(reader: ByteReader): Promise<boolean> {
  return (await orFault(() => reader.skipToLine(BEGINNING))) === true;
}

/** Head and block of the next record, null when nothing is left. Throws Damaged, CutOff. */
async function nextRecord(reader: ByteReader, mostBytes: number): Promise<Buffer | "too-large" | null> {
  await reader.skipBlankLines();
  if (await reader.isAtEnd()) return null;
  const head = await readHead(reader);
  const length = /^content-length:[ \t]*(\d{1,15})[ \t]*\r?$/imu.exec(head.toString("latin1"))?.[1];
  if (length === undefined) throw new Damaged("no Content-Length");
  if (Number(length) <= mostBytes) return Buffer.concat([head, await reader.read(Number(length))]);
  await reader.skip(Number(length));
  return "too-large";
}

async function readHead(reader: ByteReader): Promise<Buffer> {
  const lines: Buffer[] = [];
  let left = MOST_HEAD;
  for (;;) {
    const line = await reader.line(left);
    if (line === null) throw new CutOff("the end in a head");
    if (lines.length === 0 && !line.toString("latin1").startsWith(BEGINNING)) throw new Damaged("no record begins here");
    lines.push(line);
    left -= line.length;
    if (/^\r?\n$/u.test(line.toString("latin1"))) return Buffer.concat(lines);
  }
}
