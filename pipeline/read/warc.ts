import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import type { WARCRecord } from "warcio";
import { UnreadableDocument } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import { MOST_BYTES } from "./read.ts";
import { fileToPage } from "./sniff.ts";
import { type Fault, type RawRecord, readRecords } from "./warc/records.ts";

/** Names of files that are archives, packed or not. */
export const WARC_NAME = /\.warc(?:\.gz)?$/iu;

/** Media types of pages that are documents; images, scripts and the like are passed over. */
const WANTED_TYPES: ReadonlySet<string> = new Set([
  "text/html",
  "application/xhtml+xml",
  "text/plain",
  "application/pdf",
  "application/msword",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/rtf",
  "text/rtf",
]);

/** Servers that do not know what they send call it so. */
const UNTOLD_TYPES: ReadonlySet<string> = new Set(["", "application/octet-stream", "binary/octet-stream", "application/force-download"]);

/** A file with more damage is left: each place costs a search, and there is no end to it in hostile ones. */
const MOST_FAULTS = 1_000;
/** Head of the record, head of the answer, borders of chunks. */
const HEADS_BYTES = 1024 * 1024;

/**
 * Why a record gives no page: `revisit` says that the page was the same as before; `status` an answer other than 2xx; `type` a media type that is not read;
 * `address` a target that is no web address; `incomplete` a body that its crawler cut off; `encoding` one that cannot be unpacked.
 */
export type SkipReason = Fault | "revisit" | "status" | "type" | "address" | "incomplete" | "encoding";

/** A page with the place of its record in the file (`length` null where the record shares its gzip member), or a record that gives none. */
export type WarcEntry =
  | { readonly page: Page; readonly offset: number; readonly length: number | null }
  | { readonly skipped: SkipReason; readonly offset: number };

/**
 * The pages of a WARC file (1.0 or 1.1, packed or not), in its order, one held at a time: 2xx responses and resources with a body that can be read as a document.
 * `canonical` gives the address under which a page is known, null for none. Requests, metadata and file heads are passed over in silence.
 * Throws UnreadableDocument for a file without any record and one that is damaged throughout; the system's error for one that cannot be opened.
 */
export async function* readWarc(path: string, canonical: (url: string) => string | null): AsyncGenerator<WarcEntry> {
  let [records, faults] = [0, 0];
  for await (const raw of readRecords(path, MOST_BYTES + HEADS_BYTES)) {
    const { what, offset } = raw;
    if (Buffer.isBuffer(what)) records++;
    else if (++faults > MOST_FAULTS) throw damaged(path);
    const entry = Buffer.isBuffer(what) ? await toEntry(what, raw, canonical) : { skipped: what, offset };
    if (entry !== null) yield entry;
  }
  if (records === 0) throw damaged(path);
}

function damaged(path: string): UnreadableDocument {
  return new UnreadableDocument(`${path} không phải tệp WARC, hoặc đã hỏng.`, "Kiểm tra bằng zcat, hoặc tải lại tệp.");
}

async function toEntry(bytes: Buffer, { offset, length }: RawRecord, canonical: (url: string) => string | null): Promise<WarcEntry | null> {
  // warcio parses heads and takes chunks apart; borders, damage and limits are ours, as it waits for ever at the end of a file that is cut off.
  const { AsyncIterReader, WARCParser } = await import("warcio");
  const record = await new WARCParser(new AsyncIterReader([bytes], null)).parse();
  if (record === null) return { skipped: "damaged", offset };
  if (record.warcType === "revisit") return { skipped: "revisit", offset };
  if (record.warcType !== "response" && record.warcType !== "resource") return null;
  const page = await toPage(record, canonical);
  return typeof page === "string" ? { skipped: page, offset } : { page, offset, length };
}

async function toPage(record: WARCRecord, canonical: (url: string) => string | null): Promise<Page | SkipReason> {
  const url = canonical(record.warcTargetURI ?? "");
  if (url === null) return "address";
  const fetchedAt = Date.parse(record.warcDate ?? "");
  if (Number.isNaN(fetchedAt)) return "damaged";
  if (record.warcHeader("WARC-Truncated") != null || record.warcHeader("WARC-Segment-Number") != null) return "incomplete";
  const status = record.httpHeaders?.statusCode;
  if (status !== undefined && !isWhole(Number(status))) return "status";
  const { mediaType, charset } = contentType((record.httpHeaders?.headers ?? record.warcHeaders.headers).get("Content-Type") ?? "");
  if (!WANTED_TYPES.has(mediaType) && !UNTOLD_TYPES.has(mediaType)) return "type";
  const body = await bodyOf(record);
  if (typeof body === "string") return body;
  const told = UNTOLD_TYPES.has(mediaType) ? fileToPage(new URL(url).pathname, body, "").mediaType : mediaType;
  // What sniffing calls plain text may be anything that it does not know.
  if (!WANTED_TYPES.has(told) || (told !== mediaType && told === "text/plain")) return "type";
  const sha256 = createHash("sha256").update(body).digest("hex");
  const page = { url, source: null, fetchedAt: new Date(fetchedAt).toISOString(), mediaType: told, charset, sha256, body };
  return record.httpHeaders === null
    ? page
    : { ...page, answer: { status: Number(status), headers: Object.fromEntries(record.httpHeaders.headers) } };
}

/** 206 is a piece of a page. */
const isWhole = (status: number): boolean => status >= 200 && status <= 299 && status !== 206;

function contentType(value: string): { readonly mediaType: string; readonly charset: string | null } {
  const [mediaType = "", ...parameters] = value.split(";");
  const charset = parameters.map((part) => /^\s*charset\s*=\s*"?([^"\s]+)/iu.exec(part)?.[1]).find((name) => name !== undefined);
  return { mediaType: mediaType.trim().toLowerCase(), charset: charset ?? null };
}

/** The body as its sender meant it: out of its chunks, unpacked. */
async function bodyOf(record: WARCRecord): Promise<Uint8Array | "encoding" | "too-large"> {
  const { AsyncIterReader } = await import("warcio");
  const raw = await record.readFully(false);
  const headers = record.httpHeaders?.headers;
  const isChunked = /\bchunked\b/iu.test(headers?.get("Transfer-Encoding") ?? "");
  const whole = isChunked ? await new AsyncIterReader([raw], null, true).readFully() : raw;
  return unpack(whole, headers?.get("Content-Encoding") ?? "");
}

const limit = { maxOutputLength: MOST_BYTES };
const gunzip = (body: Uint8Array): Uint8Array => (body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, limit) : body);

const UNPACKERS: Readonly<Record<string, (body: Uint8Array) => Uint8Array>> = {
  gzip: gunzip,
  "x-gzip": gunzip,
  // Some servers leave the two bytes of zlib's head out.
  deflate: (body) => ((body[0] ?? 0) % 16 === 8 ? inflateSync : inflateRawSync)(body, limit),
  br: (body) => brotliDecompressSync(body, limit),
};

/** Many crawlers keep the header and store the body unpacked: text is text, whatever the header says. */
function unpack(body: Uint8Array, encoding: string): Uint8Array | "encoding" | "too-large" {
  const name = encoding.trim().toLowerCase();
  if (name === "" || name === "identity" || isUtf8(body)) return body;
  const unpacker = UNPACKERS[name];
  if (unpacker === undefined) return "encoding";
  try {
    return unpacker(body);
  } catch (error) {
    return error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "encoding";
  }
}
