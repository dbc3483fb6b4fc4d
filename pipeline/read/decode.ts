import { isAscii, isUtf8, transcode } from "node:buffer";
import { UnreadableDocument } from "../types/errors.ts";
import { convertLine, detectLegacy } from "./legacy.ts";
import { holdsLegacyFont } from "./legacy-html.ts";

/** How much of a page is searched for a `<meta charset>`; browsers look at the first 1024 bytes, old portals put it after their scripts. */
const META_WINDOW = 4096;
const META_CHARSET = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/iu;
const XML_CHARSET = /<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{1,40})/iu;

export interface Decoded {
  /** As the bytes say it, not normalised; a byte order mark stays as its first character, so that offsets count as in the file. */
  readonly text: string;
  /** The WHATWG name of the encoding that was used. */
  readonly charset: string;
}

/**
 * The text of a page or file. Tried in this order: byte order mark, strict UTF-8, UTF-8 with broken bytes in it, the letters of TCVN3 and VNI (then read
 * as windows-1252, not converted), the charset of a meta element, that of the HTTP header, windows-1258 (measured right on 6 of 6 real cases, where no
 * library was). The caller normalises to NFC. Throws UnreadableDocument for bytes that are no text.
 */
export function decodeText(body: Uint8Array, headerCharset: string | null): Decoded {
  const marked = markedCharset(body);
  if (marked !== null) return decodeAs(body, marked);
  refuseBinary(body);
  const utf8 = strictUtf8(body) ?? brokenUtf8(body);
  if (utf8 !== null) return { text: utf8, charset: "utf-8" };
  const latin = decodeAs(body, "windows-1252");
  const start = latin.text.slice(0, META_WINDOW);
  const labels = [META_CHARSET.exec(start)?.[1] ?? XML_CHARSET.exec(start)?.[1] ?? null, headerCharset].map(knownCharset);
  const named = labels.find((charset) => charset !== null && charset !== "utf-8") ?? null;
  if (detectLegacy(sampleOf(latin.text)) !== null || (named === null && holdsLegacyFont(latin.text))) return latin;
  return decodeAs(body, named ?? "windows-1258");
}

/**
 * The text of a plain text file, TCVN3 and VNI turned into Unicode line by line, so that what is Unicode already stays. Positions in the file count in this
 * text. Throws UnreadableDocument for bytes that are no text.
 */
export function decodePlainText(body: Uint8Array, headerCharset: string | null): Decoded {
  const decoded = decodeText(body, headerCharset);
  const legacy = detectLegacy(decoded.text);
  if (legacy === null) return decoded;
  return { ...decoded, text: decoded.text.replace(/[^\n]+/gu, (line) => convertLine(line, legacy)) };
}

const BETWEEN_TAGS = />([^<>]{2,5000})(?=<)/gu;
const SAMPLE = 20_000;

/** The words of a text that tell its encoding: of markup only what stands between its tags and has letters above ASCII. */
function sampleOf(text: string): string {
  if (!text.includes("</")) return text.slice(0, SAMPLE);
  let sample = "";
  for (const [, piece = ""] of text.matchAll(BETWEEN_TAGS)) {
    if (/[^\0-\x7f]/u.test(piece)) sample += `${piece} `;
    if (sample.length > SAMPLE) break;
  }
  return sample;
}

function markedCharset(body: Uint8Array): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return "utf-8";
  if (body[0] === 0xff && body[1] === 0xfe) return "utf-16le";
  if (body[0] === 0xfe && body[1] === 0xff) return "utf-16be";
  return null;
}

/** A text has no NUL byte, unless a byte order mark said that it is UTF-16. */
function refuseBinary(body: Uint8Array): void {
  const at = body.indexOf(0);
  if (at >= 0)
    throw new UnreadableDocument(
      `Nội dung không phải văn bản: có byte 0 ở vị trí ${at}.`,
      "Tệp có thể bị hỏng, hoặc là loại tài liệu khác mang đuôi .txt, .html: mở thử bằng chương trình đã tạo ra nó.",
    );
}

function strictUtf8(body: Uint8Array): string | null {
  if (!isUtf8(body)) return null;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // one byte a letter: half the memory, and every search is faster; by way of UTF-16 it takes half the time of decoding at once
  return isAscii(body) ? bytes.toString("latin1") : transcode(bytes, "utf8", "utf16le").toString("utf16le");
}

/** Fewer letters in UTF-8 may be chance. */
const LEAST_UTF8 = 20;

/**
 * UTF-8 in which some bytes are broken: cut off at the end, or with a part pasted in from another encoding, whose bytes are read as windows-1252. Null when
 * fewer bytes make up letters of UTF-8 than do not.
 */
function brokenUtf8(body: Uint8Array): string | null {
  let [letters, broken] = [0, 0];
  for (let at = 0; at < body.length; ) {
    const length = utf8Length(body, at);
    if (length > 1) letters++;
    else if (length === 0) broken++;
    at += length || 1;
  }
  return letters < LEAST_UTF8 || broken > letters ? null : new TextDecoder("utf-8", { ignoreBOM: true }).decode(repaired(body, broken));
}

/** Two bytes for 0xA0–0xFF (letters of Latin-1), the replacement character for other bytes that stand for nothing in UTF-8. */
function repaired(body: Uint8Array, broken: number): Uint8Array {
  const whole = new Uint8Array(body.length + 2 * broken);
  let length = 0;
  for (let at = 0; at < body.length; ) {
    const read = utf8Length(body, at);
    const byte = body[at] as number;
    if (read > 0) whole.set(body.subarray(at, at + read), length);
    else whole.set(byte >= 0xa0 ? [0xc0 | (byte >> 6), 0x80 | (byte & 0x3f)] : [0xef, 0xbf, 0xbd], length);
    length += read > 0 ? read : byte >= 0xa0 ? 2 : 3;
    at += read || 1;
  }
  return whole.subarray(0, length);
}

/** Bytes of the character that begins here; 0 when none does. */
function utf8Length(body: Uint8Array, at: number): number {
  const byte = body[at] as number;
  if (byte < 0x80) return 1;
  const length = byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
  for (let next = 1; next < length; next++) if (((body[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** Labels that lie more often than not: iso-8859-1 and windows-1252 cannot write Vietnamese, whoever declares them means something else. */
const CANNOT_WRITE_VIETNAMESE = new Set(["windows-1252", "us-ascii"]);

function knownCharset(label: string | null): string | null {
  if (label === null) return null;
  try {
    const charset = new TextDecoder(label).encoding;
    return CANNOT_WRITE_VIETNAMESE.has(charset) ? null : charset;
  } catch (error) {
    if (error instanceof RangeError) return null; // named: a label that no browser knows either
    throw error;
  }
}

function decodeAs(body: Uint8Array, charset: string): Decoded {
  return { text: new TextDecoder(charset, { ignoreBOM: true }).decode(body), charset };
}
