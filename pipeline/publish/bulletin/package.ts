import { buffer } from "node:stream/consumers";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { UnreadableDocument } from "../../types/errors.ts";
import { zipOf } from "../zip.ts";

/** The files of an Office document by their names, in their order. */
export type Package = ReadonlyMap<string, Uint8Array>;

/** What a template may be: a letterhead with pictures has 1 MB, unpacked 5 MB, in 40 parts. */
const MOST_PACKED = 20 * 1024 * 1024;
const MOST_UNPACKED = 100 * 1024 * 1024;
const MOST_PARTS = 2000;

/** What stands at the head of an old .doc: a compound file of OLE. */
const OLE = "d0cf11e0a1b11ae1";

/**
 * The parts of a document that somebody gives us. Throws UnreadableDocument for what is no ZIP archive, is encrypted or broken, has more than 20 MB, or would
 * unpack to more than 100 MB or 2,000 parts: sizes are looked at before anything is unpacked, and yauzl unpacks no part beyond the size that it declares.
 */
export async function readPackage(bytes: Uint8Array, file: string): Promise<Package> {
  if (bytes.length > MOST_PACKED)
    throw new UnreadableDocument(`${file} quá lớn: ${Math.ceil(bytes.length / 1048576)} MB, mẫu được có nhiều nhất 20 MB.`, SMALLER);
  const archive = await openArchive(bytes, file);
  try {
    const entries = await listEntries(archive);
    checkSizes(entries, file);
    return await unpackAll(archive, entries);
  } catch (cause) {
    throw cause instanceof UnreadableDocument ? cause : broken(file, cause);
  } finally {
    archive.close();
  }
}

const SMALLER = "Bớt hình trong mẫu, hoặc nén hình bằng Word (Compress Pictures), rồi lưu lại.";

function broken(file: string, cause: unknown): UnreadableDocument {
  return new UnreadableDocument(
    `${file} bị hỏng: không mở được các phần bên trong.`,
    "Mở tệp bằng Word hoặc LibreOffice rồi lưu lại.",
    cause,
  );
}

async function openArchive(bytes: Uint8Array, file: string): Promise<ZipFile> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return await fromBufferPromise(data, { lazyEntries: true, autoClose: false });
  } catch (cause) {
    const isOld = data.subarray(0, 8).toString("hex") === OLE;
    throw new UnreadableDocument(
      isOld ? `${file} là tệp .doc kiểu cũ hoặc có mật khẩu, không phải .docx.` : `${file} không phải là tệp .docx.`,
      "Mở mẫu bằng Word hoặc LibreOffice, chọn Lưu thành (Save As) kiểu “Word Document (.docx)”, không đặt mật khẩu.",
      cause,
    );
  }
}

async function listEntries(archive: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  await new Promise<void>((resolve, reject) => {
    archive.once("error", reject);
    archive.once("end", resolve);
    archive.on("entry", (entry: Entry) => {
      if (!entry.fileName.endsWith("/")) entries.push(entry);
      if (entries.length > MOST_PARTS) resolve();
      else archive.readEntry();
    });
    archive.readEntry();
  });
  return entries;
}

function checkSizes(entries: readonly Entry[], file: string): void {
  const size = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (entries.length > MOST_PARTS)
    throw new UnreadableDocument(`${file} có hơn ${MOST_PARTS} phần bên trong: không phải mẫu văn bản bình thường.`, SMALLER);
  if (size > MOST_UNPACKED)
    throw new UnreadableDocument(`${file} bung ra quá lớn: ${Math.ceil(size / 1048576)} MB, mẫu được có nhiều nhất 100 MB.`, SMALLER);
}

async function unpackAll(archive: ZipFile, entries: readonly Entry[]): Promise<Package> {
  const parts = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (parts.has(entry.fileName)) throw new Error(`two parts are named ${entry.fileName}`);
    parts.set(entry.fileName, await buffer(await archive.openReadStreamPromise(entry)));
  }
  return parts;
}

/** The archive of these parts: equal parts give equal bytes. The list of types stands first, as readers like it. */
export async function writePackage(parts: Package): Promise<Uint8Array> {
  const paths = [...parts.keys()].toSorted((a, b) => Number(b === TYPES) - Number(a === TYPES) || (a < b ? -1 : 1));
  const chunks: Buffer[] = [];
  for await (const chunk of zipOf(paths.map((path) => ({ path, chunks: () => [parts.get(path) ?? new Uint8Array()] })))) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

export const TYPES = "[Content_Types].xml";

/** A part as text, empty where there is none. */
export function partText(parts: Package, path: string): string {
  return Buffer.from(parts.get(path) ?? new Uint8Array()).toString("utf8");
}

/** The same parts with some of them written anew. */
export function withParts(parts: Package, changed: Readonly<Record<string, string>>): Package {
  return new Map([...parts, ...Object.entries(changed).map(([path, text]) => [path, Buffer.from(text)] as const)]);
}
