/** A name in the directory of an OLE file (.doc, .xls, .ppt, encrypted .docx) is UTF-16, and its entry begins at a multiple of 128 bytes. */
const ENTRY = 128;

/** Does the directory of an OLE file have a stream of this name? */
export function holdsOleName(body: Uint8Array, name: string): boolean {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const wanted = Buffer.from(`${name}\0`, "utf16le");
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) if (at % ENTRY === 0) return true;
  return false;
}
