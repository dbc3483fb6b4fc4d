import { createHash } from "node:crypto";
import type { Page } from "../types/page.ts";
import { decodeText } from "./decode.ts";

const MAGIC: readonly { readonly bytes: readonly number[]; readonly mediaType: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], mediaType: "application/pdf" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], mediaType: "application/zip" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], mediaType: "application/x-ole-storage" },
  { bytes: [0xff, 0xd8, 0xff], mediaType: "image/jpeg" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], mediaType: "image/png" },
  { bytes: [0x47, 0x49, 0x46, 0x38], mediaType: "image/gif" },
  { bytes: [0x1f, 0x8b], mediaType: "application/gzip" },
];

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["html", "text/html"],
  ["htm", "text/html"],
  ["shtml", "text/html"],
  ["aspx", "text/html"],
  ["xhtml", "application/xhtml+xml"],
  ["txt", "text/plain"],
  ["text", "text/plain"],
  ["md", "text/plain"],
  ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["doc", "application/msword"],
  ["rtf", "application/rtf"],
]);

/** How much of a file is looked at. */
const WINDOW = 2048;
const HTML_START = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,1000}?-->\s*)*<(?:!doctype html|html|head|body|meta|title)\b/iu;

/** The media type of a file by its first bytes, then its content, then the end of its name; `text/plain` when nothing says otherwise. */
function sniffMediaType(name: string, body: Uint8Array): string {
  for (const { bytes, mediaType } of MAGIC) if (bytes.every((byte, index) => body[index] === byte)) return mediaType;
  const extension = EXTENSIONS.get(/\.([a-z]{1,5})$/iu.exec(name)?.[1]?.toLowerCase() ?? "");
  const start = body.subarray(0, WINDOW);
  if (!start.includes(0) && HTML_START.test(decodeText(start, "windows-1258").text.replace(/^\ufeff/u, ""))) return "text/html";
  return extension ?? "text/plain";
}

/** A page made of a file that a user brought: url `file:<name>`, media type by its bytes and name, `fetchedAt` the given ISO time. */
export function fileToPage(name: string, body: Uint8Array, now: string): Page {
  return {
    url: `file:${name}`,
    source: null,
    fetchedAt: now,
    mediaType: sniffMediaType(name, body),
    charset: null,
    sha256: createHash("sha256").update(body).digest("hex"),
    body,
  };
}
