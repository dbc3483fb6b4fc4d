import { createHash, randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Page } from "../types/page.ts";

/** Who writes an archive: for the record at the head of each file. */
export interface Archivist {
  /** Name and version of the program. */
  readonly software: string;
  /** How site owners reach the operator. */
  readonly operator: string;
}

/** Where and when a body was first seen, for a record that only points there. */
export interface FirstSeen {
  readonly url: string;
  /** ISO time. */
  readonly fetchedAt: string;
}

type Heads = readonly (readonly [name: string, value: string])[];

const PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

/** What a body was wrapped in on its way: it is stored unwrapped, so these heads would lie about it. Their values stay under `X-Orig-…`, as other crawlers write it. */
const WRAPPINGS: ReadonlySet<string> = new Set(["content-encoding", "transfer-encoding", "content-length"]);

/** The record that stands first in a file (WARC 1.1, 6.2). */
export function infoRecord(file: string, archivist: Archivist, at: Date): Buffer {
  const fields: Heads = [
    ["software", archivist.software],
    ["operator", archivist.operator],
    ["format", "WARC File Format 1.1"],
    ["conformsTo", "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"],
    ["description", "Bodies are stored without transfer and content encoding; what these were stands in X-Orig heads."],
  ];
  const heads: Heads = [
    ["WARC-Filename", file],
    ["Content-Type", "application/warc-fields"],
  ];
  return write({ type: "warcinfo", date: at.toISOString(), heads, block: [Buffer.from(linesOf(fields))] });
}

/** The record of a page: the server's answer, or the file as a resource (6.3, 6.4). */
export function pageRecord(page: Page): Buffer {
  const head = answerHead(page);
  const heads: Heads = [
    ["WARC-Target-URI", targetOf(page.url)],
    ["WARC-Payload-Digest", digest([page.body])],
    ["Content-Type", head === null ? typeOf(page) : "application/http; msgtype=response"],
  ];
  const block = head === null ? [page.body] : [head, page.body];
  return write({ type: head === null ? "resource" : "response", date: page.fetchedAt, heads, block });
}

/** The record of a page whose body has been stored already, at another address or in another year (6.7). */
export function revisitRecord(page: Page, first: FirstSeen): Buffer {
  const heads: Heads = [
    ["WARC-Target-URI", targetOf(page.url)],
    ["WARC-Profile", PROFILE],
    ["WARC-Refers-To-Target-URI", targetOf(first.url)],
    ["WARC-Refers-To-Date", dateOf(first.fetchedAt)],
    ["WARC-Payload-Digest", digest([page.body])],
    ["Content-Type", "application/http; msgtype=response"],
  ];
  return write({ type: "revisit", date: page.fetchedAt, heads, block: [answerHead(page) ?? Buffer.alloc(0)] });
}

/** The body out of a response or resource record, unpacked. Null for bytes that are no such record. */
export function bodyOfRecord(record: Buffer): Buffer | null {
  const parted = part(record);
  const length = Number(/^Content-Length: (\d+)$/mu.exec(parted?.head ?? "")?.[1] ?? Number.NaN);
  if (parted === null || Number.isNaN(length) || parted.rest.length < length) return null;
  const block = parted.rest.subarray(0, length);
  return /^WARC-Type: resource$/mu.test(parted.head) ? block : (part(block)?.rest ?? null);
}

function part(bytes: Buffer): { readonly head: string; readonly rest: Buffer } | null {
  const end = bytes.indexOf("\r\n\r\n");
  return end === -1 ? null : { head: bytes.toString("latin1", 0, end).replaceAll("\r", ""), rest: bytes.subarray(end + 4) };
}

/** A record whose block comes in parts, so that a body is copied once. */
function write({ type, date, heads, block }: { type: string; date: string; heads: Heads; block: readonly Uint8Array[] }): Buffer {
  const all: Heads = [
    ["WARC-Type", type],
    ["WARC-Record-ID", `<urn:uuid:${randomUUID()}>`],
    ["WARC-Date", dateOf(date)],
    ...heads,
    ["WARC-Block-Digest", digest(block)],
    ["Content-Length", String(block.reduce((sum, { length }) => sum + length, 0))],
  ];
  return Buffer.concat([Buffer.from(`WARC/1.1\r\n${linesOf(all)}\r\n`), ...block, Buffer.from("\r\n\r\n")]);
}

/** Status line and heads of the answer, in the letters in which they came; null for what no server sent. */
function answerHead({ answer, body }: Page): Buffer | null {
  if (answer === undefined) return null;
  const heads = Object.entries(answer.headers).map(([name, value]): Heads[number] => [
    WRAPPINGS.has(name.toLowerCase()) ? `X-Orig-${name}` : name,
    value,
  ]);
  const status = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ""}`.trimEnd();
  return Buffer.from(`${status}\r\n${linesOf([...heads, ["Content-Length", String(body.length)]])}\r\n`, "latin1");
}

const linesOf = (heads: Heads): string => heads.map(([name, value]) => `${name}: ${value.replace(/[\r\n\0]+/gu, " ")}\r\n`).join("");

function typeOf({ mediaType, charset }: Page): string {
  return charset === null ? mediaType : `${mediaType}; charset=${charset}`;
}

/** A page's address as a URI: names of files may have spaces and letters that a URI has not. */
function targetOf(url: string): string {
  return encodeURI(url).replaceAll("%25", "%");
}

/** UTC as the format wants it; a page that tells no time was written now. */
function dateOf(time: string): string {
  const at = Date.parse(time);
  return new Date(Number.isNaN(at) ? Date.now() : at).toISOString();
}

/** SHA-1 in Base32, the one notation that every reader verifies. */
function digest(parts: readonly Uint8Array[]): string {
  const hash = createHash("sha1");
  for (const part of parts) hash.update(part);
  return `sha1:${base32(hash.digest())}`;
}

/** RFC 4648; twenty bytes fill it without padding. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/gu) ?? []).map((five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(five, 2)]).join("");
}
