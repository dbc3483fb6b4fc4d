/**
 * The text of bytes, for finding links in them. Order as measured on real pages, where no library is right: byte order mark, then strict
 * UTF-8, then what the document declares, then what the header names, then windows-1258.
 */
export function decodeText(bytes: Uint8Array, headerCharset: string | null): string {
  const marked = byteOrder(bytes);
  if (marked !== null) return new TextDecoder(marked).decode(bytes);
  const strict = decodeWith("utf-8", bytes, true);
  if (strict !== null) return strict;
  for (const label of [declaredCharset(bytes), headerCharset]) {
    const text = label === null ? null : decodeWith(label, bytes, false);
    if (text !== null) return text;
  }
  return new TextDecoder("windows-1258").decode(bytes);
}

/** From the mark, or from a first "<" written in two bytes. */
function byteOrder(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return "utf-16be";
  return null;
}

function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2_048)).toString("latin1");
  return /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? null;
}

function decodeWith(label: string, bytes: Uint8Array, fatal: boolean): string | null {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    // An unknown label, or bytes that are not of this charset: the next in order is asked.
    return null;
  }
}
