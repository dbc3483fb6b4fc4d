import { isSyllable } from "../language/spelling.ts";

/** The two encodings that Vietnam wrote in before Unicode: TCVN3 (ABC, fonts `.Vn…`) and VNI-Windows (fonts `VNI-…`). */
export type Legacy = "tcvn3" | "vni";

/** TCVN 5712:1993, table VN3, by byte from the first one named; "_" stands for a byte without a letter. */
const TCVN3_ROWS: readonly { readonly from: number; readonly letters: string }[] = [
  { from: 0xa1, letters: "ĂÂÊÔƠƯĐăâêôơưđ" },
  { from: 0xb5, letters: "àảãáạ_ằẳẵắ" },
  { from: 0xc6, letters: "ặầẩẫấậè_ẻẽéẹềểễếệìỉ___ĩíịò_ỏõóọồổỗốộờởỡớợù_ủũúụừửữứựỳỷỹýỵ" },
];

const TCVN3: ReadonlyMap<string, string> = new Map([
  ...TCVN3_ROWS.flatMap(({ from, letters }) =>
    [...letters].flatMap((letter, index): [string, string][] => (letter === "_" ? [] : [[String.fromCharCode(from + index), letter]])),
  ),
  // PDF files name the byte 0xB5 "mu", which some readers write as the Greek letter
  ["\u03bc", "à"],
]);

const VNI_TONES = { ø: "\u0300", ù: "\u0301", û: "\u0309", õ: "\u0303", ï: "\u0323" };
const VNI_CIRCUMFLEX = { â: "\u0302", à: "\u0302\u0300", á: "\u0302\u0301", å: "\u0302\u0309", ã: "\u0302\u0303", ä: "\u0302\u0323" };
const VNI_BREVE = { ê: "\u0306", è: "\u0306\u0300", é: "\u0306\u0301", ú: "\u0306\u0309", ü: "\u0306\u0303", ë: "\u0306\u0323" };
/** Which marks may follow which letter. */
const VNI_MARKS: readonly { readonly bases: string; readonly marks: Readonly<Record<string, string>> }[] = [
  { bases: "aeouyôö", marks: VNI_TONES },
  { bases: "aeo", marks: VNI_CIRCUMFLEX },
  { bases: "a", marks: VNI_BREVE },
];
/** Letters that are one character. */
const VNI_SINGLE: Readonly<Record<string, string>> = { ô: "ơ", ö: "ư", ñ: "đ", ì: "ì", í: "í", æ: "ỉ", ó: "ĩ", ò: "ị", î: "ỵ" };

/** Every writing of VNI with its letter, both cases. A mark of the other case than its letter is a slip that readers do not see: the letter decides. */
const VNI: ReadonlyMap<string, string> = new Map(
  [
    ...Object.entries(VNI_SINGLE),
    ...VNI_MARKS.flatMap(({ bases, marks }) =>
      [...bases].flatMap((base) =>
        Object.entries(marks).map(([mark, signs]): [string, string] => [
          base + mark,
          ((VNI_SINGLE[base] ?? base) + signs).normalize("NFC"),
        ]),
      ),
    ),
  ].flatMap(([written, letter]): [string, string][] => {
    const [base, mark] = [written.charAt(0), written.slice(1)];
    const [small, capital] = [letter, letter.toUpperCase()];
    const marks = new Set([mark, mark.toUpperCase()]);
    return [...marks].flatMap((each): [string, string][] => [
      [base + each, small],
      [base.toUpperCase() + each, capital],
    ]);
  }),
);

const TCVN3_CHARACTER = new RegExp(`[${[...TCVN3.keys()].join("")}]`, "gu");
const VNI_CHARACTERS = new RegExp(`${[...VNI.keys()].sort((a, b) => b.length - a.length).join("|")}`, "gu");

/** Letters that neither encoding can hold: who writes them writes Unicode. */
const UNICODE_VIETNAMESE = /[ăĂĩĨũŨơƠưƯ\u0111\u1ea0-\u1ef9]|[\u0300\u0301\u0303\u0309\u0323]/u;

/** Has the text letters that only Unicode can hold? Typists change the letters of a document and forget its font. */
export function isUnicodeVietnamese(text: string): boolean {
  return UNICODE_VIETNAMESE.test(text);
}

export interface Tcvn3Options {
  /** The font shows small letters as capitals (`.VnTimeH`). Off by default. */
  readonly capitals?: boolean;
  /**
   * The text comes from a PDF: "ư" (byte 0xAD, the soft hyphen) has become "-". A hyphen between letters, or at one end of a word, is read as "ư" where that
   * makes a syllable; beside a digit never. Off by default.
   */
  readonly hyphenIsU?: boolean;
}

/**
 * Unicode (NFC) for a text in TCVN3 whose bytes were read as Latin-1 or windows-1252. A text that has letters of Unicode Vietnamese already comes back as it is.
 *
 * @example fromTcvn3("Tæng sè ®¶ng viªn") === "Tổng số đảng viên"
 */
export function fromTcvn3(text: string, options: Tcvn3Options = {}): string {
  if (isUnicodeVietnamese(text)) return text.normalize("NFC");
  const letters = text.replace(TCVN3_CHARACTER, (character) => TCVN3.get(character) ?? character);
  const whole = options.hyphenIsU === true ? withHyphensRead(letters) : letters;
  return (options.capitals === true ? whole.toUpperCase() : withCapitalWords(whole)).normalize("NFC");
}

/**
 * Unicode (NFC) for a text in VNI-Windows whose bytes were read as Latin-1 or windows-1252; Unicode Vietnamese comes back as it is.
 *
 * @example fromVni("Töï pheâ bình") === "Tự phê bình"
 */
export function fromVni(text: string): string {
  if (isUnicodeVietnamese(text)) return text.normalize("NFC");
  return text.replace(VNI_CHARACTERS, (written) => VNI.get(written) ?? written).normalize("NFC");
}

const VNI_FONT = /^vni(?:[-_ ]|$)/iu;
const TCVN3_FONT = /^(?:\.vn[a-z\d]|Vn[A-Z\d])/iu;
/** Without its dot only in the one writing that no Unicode font has: "VnTime", never "VNTimes". */
const DOTLESS_FONT = /^Vn[A-Z][a-z]/u;
const FONT_STYLE = /(?:[,-]?\s*(?:Bold|Italic|Oblique|Regular|Normal|MT|PS))+$/iu;

/**
 * Which encoding a font's name stands for; "tcvn3-capitals" for the fonts that show small letters as capitals. Names in PDF subsets ("ABCDEF+.VnTime,Bold") and
 * in style sheets (quotes, small letters) are understood.
 */
export function legacyOfFont(fontName: string): Legacy | "tcvn3-capitals" | null {
  const name = fontName
    .slice(0, 100)
    .replace(/^[\s"']*(?:[A-Z]{6}\+)?/u, "")
    .replace(/^#2e/iu, ".")
    .replace(/[\s"']+$/u, "");
  if (VNI_FONT.test(name)) return "vni";
  if (!TCVN3_FONT.test(name) || !(name.startsWith(".") || DOTLESS_FONT.test(name))) return null;
  const family = name.replace(FONT_STYLE, "");
  return /H$/u.test(family) || /^[^A-Z]*h$/u.test(family) ? "tcvn3-capitals" : "tcvn3";
}

const HYPHENATED = /(?<![\p{L}\p{M}])[\p{L}\p{M}]*(?:[-\u2010\u2011][\p{L}\p{M}]*)+/gu;
const HYPHEN = /[-\u2010\u2011]/u;
/** A word with more hyphens is a rule of hyphens. */
const MOST_HYPHENS = 5;

function withHyphensRead(text: string): string {
  return text.replace(HYPHENATED, (word, at: number) => {
    const touches = /\d/u.test(text.charAt(at - 1)) || /\d/u.test(text.charAt(at + word.length));
    return touches ? word : bestReading(word);
  });
}

/** The reading with the most "ư" in which every part that holds one is a syllable. */
function bestReading(word: string): string {
  const parts = word.split(HYPHEN);
  const gaps = parts.length - 1;
  if (gaps > MOST_HYPHENS || parts.every((part) => part === "")) return word;
  const readings = Array.from({ length: 2 ** gaps }, (_, bits) => ({ bits, count: bits.toString(2).replace(/0/gu, "").length }));
  readings.sort((a, b) => b.count - a.count);
  for (const { bits } of readings) {
    const read = joinParts(parts, bits);
    const isSound = read.split("-").every((part) => !/[ưƯ]/u.test(part) || isSyllable(part));
    if (isSound) return read;
  }
  return word;
}

function joinParts(parts: readonly string[], bits: number): string {
  return parts.reduce((joined, part, index) => {
    if (index === 0) return part;
    if ((bits & (1 << (index - 1))) === 0) return `${joined}-${part}`;
    const around = `${joined.slice(-1)}${part.charAt(0)}`;
    const isCapital = /\p{Lu}/u.test(around) && !/\p{Ll}/u.test(around) && (joined === "" || part !== "" || joined.length > 1);
    return `${joined}${isCapital ? "Ư" : "ư"}${part}`;
  }, "");
}

const WORD = /[\p{L}\p{M}]+/gu;
/** Two capitals and more, and no small letter of ASCII, which a capital could have been typed for. */
const SHOUTED = /^(?=(?:[^A-ZĐ]*[A-ZĐ]){2})[^a-z]+$/u;
/** At most one capital, then toned letters only. */
const UNDECIDED = /^[A-ZĐĂÂÊÔƠƯ]?[^A-Za-z]+$/u;
const NEXT_WORD = /[^\p{L}\p{M}\n]{0,20}([\p{L}\p{M}]+)/uy;

/** TCVN3 has no capital for most toned letters: in a word of capitals the small ones ("CộNG", "HộI") are capitals too, and in "Xã" between two such words. */
function withCapitalWords(text: string): string {
  let isAfterShouted = false;
  return text.replace(WORD, (word, at: number) => {
    const isShouted = SHOUTED.test(word) || (isAfterShouted && UNDECIDED.test(word) && !isBeforeQuiet(text, at + word.length));
    isAfterShouted = isShouted;
    return isShouted ? word.toUpperCase() : word;
  });
}

function isBeforeQuiet(text: string, from: number): boolean {
  NEXT_WORD.lastIndex = from;
  const next = NEXT_WORD.exec(text)?.[1];
  return next !== undefined && !SHOUTED.test(next) && !UNDECIDED.test(next);
}

/** How much of a text is looked at. */
const SAMPLE = 20_000;
/** Fewer different words with letters above ASCII tell nothing. */
const LEAST_WORDS = 5;
/** Of the telling words at least so many are Vietnamese after the conversion, and so many more than before it (measured: legacy.test.ts). */
const VALID_AFTER = 0.8;
const GAIN = 0.35;
/** A run of letters in either encoding: TCVN3 uses signs such as "®" and "¶" as letters. */
const CHUNK = /[A-Za-z\u00a1-\u00ff\u03bc]{2,}/gu;
const ABOVE_ASCII = /[\u00a1-\u00ff\u03bc]/u;

/**
 * Which encoding a text without font names is written in, read as Latin-1 or windows-1252; null for everything else: Unicode, other languages, fewer than five
 * telling words. Looks at the first 20,000 characters.
 */
export function detectLegacy(text: string): Legacy | null {
  const sample = text.slice(0, SAMPLE);
  const telling = tellingWords(sample);
  if (telling.size < LEAST_WORDS || countUnicode(sample) > telling.size) return null;
  const before = shareValid(telling, (word) => word);
  const [tcvn3, vni] = [shareValid(telling, fromTcvn3), shareValid(telling, fromVni)];
  const after = Math.max(tcvn3, vni);
  if (after < VALID_AFTER || after - before < GAIN) return null;
  return tcvn3 >= vni ? "tcvn3" : "vni";
}

/** Letters of Latin-1 that TCVN3 does not use: a line with "à" in it ("là", "và") is none. */
const NOT_TCVN3 = /[\u00c0-\u00c5\u00cd\u00d9-\u00db\u00e0\u00f0\u00ff]/u;

/** A line or run of a text in a known encoding, converted if that makes more of its words Vietnamese; otherwise as it is, for menus and signatures may be Unicode. */
export function convertLine(text: string, legacy: Legacy): string {
  if (!ABOVE_ASCII.test(text) || (legacy === "tcvn3" && NOT_TCVN3.test(text))) return text;
  const convert = legacy === "vni" ? fromVni : fromTcvn3;
  const telling = tellingWords(text);
  const [before, after] = [shareValid(telling, (word) => word), shareValid(telling, convert)];
  return after > before || (after === before && after === 1) ? convert(text) : text;
}

/** The different words that have letters above ASCII; a sign that stands alone ("5 µ", "© 2020") is none. */
function tellingWords(sample: string): ReadonlySet<string> {
  return new Set((sample.match(CHUNK) ?? []).filter((chunk) => ABOVE_ASCII.test(chunk)));
}

function countUnicode(sample: string): number {
  return sample.match(new RegExp(UNICODE_VIETNAMESE, "gu"))?.length ?? 0;
}

function shareValid(words: ReadonlySet<string>, convert: (word: string) => string): number {
  let valid = 0;
  for (const word of words) if (isSyllable(convert(word))) valid++;
  return words.size === 0 ? 0 : valid / words.size;
}
