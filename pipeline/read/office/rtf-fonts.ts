import { legacyOfFont } from "../legacy.ts";

/** Charsets of fonts (RTF 1.9.1, `\fcharset`) and the encodings of their bytes; 163 is Vietnamese. */
const CHARSETS: ReadonlyMap<number, string> = new Map([
  [0, "windows-1252"],
  [2, "windows-1252"],
  [77, "macintosh"],
  [128, "shift_jis"],
  [129, "euc-kr"],
  [134, "gbk"],
  [136, "big5"],
  [161, "windows-1253"],
  [162, "windows-1254"],
  [163, "windows-1258"],
  [177, "windows-1255"],
  [178, "windows-1256"],
  [186, "windows-1257"],
  [204, "windows-1251"],
  [222, "windows-874"],
  [238, "windows-1250"],
]);

const PAGES: ReadonlyMap<number, string> = new Map([
  [874, "windows-874"],
  [932, "shift_jis"],
  [936, "gbk"],
  [949, "euc-kr"],
  [950, "big5"],
  [10000, "macintosh"],
  [65001, "utf-8"],
]);

/** A font of the file's table. */
export interface RtfFont {
  readonly name: string;
  readonly charset: number | null;
}

/** Name of the encoding of a code page (`\ansicpg`); windows-1252 for one that nobody knows. */
export function encodingOfPage(page: number): string {
  return PAGES.get(page) ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : "windows-1252");
}

/** How the bytes of a run are read: those of legacy fonts as windows-1252, which their conversion expects, others by the charset of their font, else as the file says. */
export function encodingOfFont(font: RtfFont | undefined, page: string): string {
  if (font === undefined) return page;
  if (legacyOfFont(font.name) !== null) return "windows-1252";
  return font.charset === null || font.charset === 1 || font.charset === 0 ? page : (CHARSETS.get(font.charset) ?? page);
}
