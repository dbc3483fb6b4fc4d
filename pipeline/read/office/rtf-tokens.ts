/** What RTF is made of: braces, control words with their number, bytes of text. */
export type RtfToken =
  | { readonly what: "brace"; readonly isOpen: boolean }
  | { readonly what: "word"; readonly word: string; readonly value: number | null }
  | { readonly what: "symbol"; readonly symbol: string }
  /** As Latin-1: one that was written as `\'hh`, or a run of them. */
  | { readonly what: "bytes"; readonly bytes: string };

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const WORD = /([a-zA-Z]{1,32})(-?\d{1,10})? ?/y;
const TEXT = /[^\\{}\r\n\0]+/y;

/** The tokens of an RTF file, its bytes read as Latin-1; line ends of the file mean nothing, and what `\bin` announces is passed over. */
export function* rtfTokens(file: string): Generator<RtfToken> {
  for (let at = 0; at < file.length; ) {
    const code = file.charCodeAt(at);
    if (code === OPEN || code === CLOSE) {
      yield { what: "brace", isOpen: code === OPEN };
      at++;
    } else if (code !== BACKSLASH) {
      TEXT.lastIndex = at;
      const text = TEXT.exec(file)?.[0] ?? "";
      if (text !== "") yield { what: "bytes", bytes: text };
      at += Math.max(1, text.length);
    } else {
      const { token, end } = controlAt(file, at + 1);
      if (token !== null) yield token;
      at = end;
    }
  }
}

function controlAt(file: string, at: number): { readonly token: RtfToken | null; readonly end: number } {
  WORD.lastIndex = at;
  const found = WORD.exec(file);
  if (found !== null) {
    const value = found[2] === undefined ? null : Number(found[2]);
    const word = found[1] as string;
    if (word === "bin") return { token: null, end: WORD.lastIndex + Math.max(0, value ?? 0) };
    return { token: { what: "word", word, value }, end: WORD.lastIndex };
  }
  const symbol = file.charAt(at);
  if (symbol !== "'") return { token: symbol === "" ? null : { what: "symbol", symbol }, end: at + 1 };
  const byte = Number.parseInt(file.slice(at + 1, at + 3), 16);
  return { token: Number.isNaN(byte) ? null : { what: "bytes", bytes: String.fromCharCode(byte) }, end: at + 3 };
}
