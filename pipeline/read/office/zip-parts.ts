import { inflateRawSync } from "node:zlib";
import { UnreadableDocument } from "../../types/errors.ts";

/** A file inside a ZIP archive, as its directory describes it. */
export interface ZipPart {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  /** Bytes in the archive, and unpacked, as declared: the second may lie. */
  readonly packed: number;
  readonly size: number;
  /** Where its local header stands. */
  readonly at: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record is 22 bytes and a comment of at most 65,535. */
const END_WINDOW = 22 + 65_535;
/** A report with 500 pictures has 600 parts. */
const MOST_PARTS = 10_000;
const STORED = 0;
const DEFLATED = 8;

/** The directory of a ZIP archive; null for bytes that have none: cut off, or no archive at all. */
export function zipParts(body: Uint8Array): readonly ZipPart[] | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const end = endRecord(bytes);
  if (end < 0) return null;
  const parts: ZipPart[] = [];
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < Math.min(count, MOST_PARTS); index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return null;
    const [name, extra, comment] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    parts.push({
      name: bytes.toString("utf8", at + 46, at + 46 + name).replace(/^\//u, ""),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return parts;
}

function endRecord(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - END_WINDOW);
  for (let at = bytes.length - 22; at >= from; at--) if (bytes.readUInt32LE(at) === END) return at;
  return -1;
}

/** What an archive may unpack to: all parts that are read together, and one of them. A report of 500 pages with tables has 12 MB. */
export const MOST_UNPACKED = 200 * 1024 * 1024;
const REPACK = "Mở tệp bằng Word hoặc LibreOffice rồi lưu lại, hoặc tách thành nhiều tệp nhỏ.";

/**
 * The bytes of a part, at most `most`. Throws UnreadableDocument for a part that is broken, encrypted, packed in an unknown way, or larger than that, whatever
 * the directory says: nothing beyond the limit is unpacked.
 */
export function unpack(body: Uint8Array, part: ZipPart, { file, most }: { readonly file: string; readonly most: number }): Buffer {
  if (part.isEncrypted)
    throw new UnreadableDocument(
      `${file} có mật khẩu nên không đọc được.`,
      "Mở tệp bằng mật khẩu rồi lưu lại thành tệp không có mật khẩu.",
    );
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const broken = (cause?: unknown): UnreadableDocument =>
    new UnreadableDocument(
      `${file} bị hỏng: không mở được phần "${part.name.slice(0, 100)}" bên trong.`,
      "Tải lại tệp; nếu vẫn lỗi, mở bằng Word hoặc LibreOffice rồi lưu lại.",
      cause,
    );
  if (part.at + 30 > bytes.length || bytes.readUInt32LE(part.at) !== LOCAL) throw broken();
  const from = part.at + 30 + bytes.readUInt16LE(part.at + 26) + bytes.readUInt16LE(part.at + 28);
  const packed = bytes.subarray(from, from + part.packed);
  if (packed.length < part.packed) throw broken();
  if (part.method === STORED) {
    if (packed.length > most) throw tooLarge(file, part);
    return packed;
  }
  if (part.method !== DEFLATED) throw broken();
  if (part.size > most) throw tooLarge(file, part);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (cause) {
    throw cause instanceof RangeError ? tooLarge(file, part) : broken(cause);
  }
}

function tooLarge(file: string, part: ZipPart): UnreadableDocument {
  return new UnreadableDocument(
    `${file} bung ra quá lớn: phần "${part.name.slice(0, 100)}" vượt giới hạn ${MOST_UNPACKED / 1048576} MB.`,
    REPACK,
  );
}
