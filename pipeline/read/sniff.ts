import { createHash } from "node:crypto";
import type { Page } from "../types/page.ts";
import { decodeText } from "./decode.ts";
import { holdsOleName } from "./office/ole-names.ts";
import { zipParts } from "./office/zip-parts.ts";

const MAGIC: readonly { readonly bytes: readonly number[]; readonly mediaType: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], mediaType: "application/pdf" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], mediaType: "application/zip" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], mediaType: "application/x-ole-storage" },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], mediaType: "application/rtf" },
  { bytes: [0xff, 0xd8, 0xff], mediaType: "image/jpeg" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], mediaType: "image/png" },
  { bytes: [0x47, 0x49, 0x46, 0x38], mediaType: "image/gif" },
  { bytes: [0x1f, 0x8b], mediaType: "application/gzip" },
];

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
export const ODT = "application/vnd.oasis.opendocument.text";

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["html", "text/html"],
  ["htm", "text/html"],
  ["shtml", "text/html"],
  ["aspx", "text/html"],
  ["xhtml", "application/xhtml+xml"],
  ["txt", "text/plain"],
  ["text", "text/plain"],
  ["md", "text/plain"],
  ["docx", DOCX],
  ["docm", DOCX],
  ["dotx", DOCX],
  ["dotm", DOCX],
  ["doc", "application/msword"],
  ["dot", "application/msword"],
  ["rtf", "application/rtf"],
  ["odt", ODT],
]);

/** How much of a file is looked at. */
const WINDOW = 2048;
const HTML_START = /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,1000}?-->\s*)*<(?:!doctype html|html|head|body|meta|title)\b/iu;

/** The media type of a file by its first bytes, then its content, then the end of its name; `text/plain` when nothing says otherwise. */
function sniffMediaType(name: string, body: Uint8Array): string {
  const extension = EXTENSIONS.get(/\.([a-z]{1,5})$/iu.exec(name)?.[1]?.toLowerCase() ?? "");
  const magic = magicOf(body);
  if (magic === "application/zip") return archiveType(body) ?? (isPacked(extension) ? (extension as string) : magic);
  if (magic === "application/x-ole-storage") return oleType(body) ?? (extension === "application/msword" ? extension : magic);
  if (magic !== null) return magic;
  const start = body.subarray(0, WINDOW);
  if (!start.includes(0) && HTML_START.test(decodeText(start, "windows-1258").text.replace(/^\ufeff/u, ""))) return "text/html";
  // PDF may stand behind up to a kilobyte of something else
  if (Buffer.from(start.subarray(0, 1024)).includes("%PDF-")) return "application/pdf";
  // what is called .doc or .rtf, is none by its bytes and has no NUL is text that someone has renamed
  const isRenamed = (extension === "application/msword" || extension === "application/rtf") && body.length > 0 && !body.includes(0);
  return isRenamed ? "text/plain" : (extension ?? "text/plain");
}

function magicOf(body: Uint8Array): string | null {
  const from = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
  return MAGIC.find(({ bytes }) => bytes.every((byte, index) => body[from + index] === byte))?.mediaType ?? null;
}

const isPacked = (extension: string | undefined): boolean => extension === DOCX || extension === ODT;

/** What a ZIP archive is by the files in it; null for a directory that is cut off. */
function archiveType(body: Uint8Array): string | null {
  const names = zipParts(body)?.map((part) => part.name);
  if (names === undefined) return null;
  if (names.some((name) => /^word\/document\d*\.xml$/iu.test(name))) return DOCX;
  if (names.some((name) => /^xl\//iu.test(name))) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  if (names.some((name) => /^ppt\//iu.test(name))) return "application/vnd.openxmlformats-officedocument.presentationml.presentation";
  return names.includes("content.xml") && names.includes("META-INF/manifest.xml") ? ODT : null;
}

/** What an OLE file is by the names in its directory; null for a directory that is cut off. An encrypted .docx goes to the reader that says so. */
function oleType(body: Uint8Array): string | null {
  if (holdsOleName(body, "WordDocument") || holdsOleName(body, "EncryptedPackage")) return "application/msword";
  if (holdsOleName(body, "Workbook") || holdsOleName(body, "Book")) return "application/vnd.ms-excel";
  return holdsOleName(body, "PowerPoint Document") ? "application/vnd.ms-powerpoint" : null;
}

/** Types that servers give to any file that is no page. */
const VAGUE =
  /^(?:application\/(?:octet-stream|x-download|download|force-download|zip|x-zip-compressed|msword|x-msword|rtf|x-rtf|x-ole-storage|vnd\..*|pdf|x-pdf)|text\/(?:rtf|richtext)|binary\/octet-stream|)$/u;

/** The media type under which a page is read: of pages and text what the server said, of files what their bytes say, for .doc is often HTML or RTF. */
export function mediaTypeOf({ url, mediaType, body }: Page): string {
  if (!VAGUE.test(mediaType)) return mediaType;
  const sniffed = sniffMediaType(url.replace(/[?#].*$/u, ""), body);
  return sniffed === "text/plain" && body.includes(0) ? mediaType : sniffed;
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
