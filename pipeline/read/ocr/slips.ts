import { isSyllable } from "../../language/spelling.ts";

/** A syllable that recognition takes for another by its marks, where its neighbours leave one reading: "đẳng viên" is no word. */
interface Slip {
  readonly seen: string;
  readonly meant: string;
  /** The syllable before or behind that decides. */
  readonly before?: RegExp;
  readonly behind?: RegExp;
}

/** Slips seen in made scans of 100–300 dpi in three fonts. */
const SLIPS: readonly Slip[] = [
  { seen: "đẳng", meant: "đảng", behind: /^(?:viên|bộ|ủy|uỷ|phí|vụ|cộng)\P{L}*$/iu },
  { seen: "đẳng", meant: "đảng", before: /^(?:chức|xây|vào|của|toàn|kết)$/iu },
  { seen: "sẳn", meant: "sản", before: /^cộng$/iu },
  { seen: "chỉ", meant: "chi", behind: /^(?:ủy|uỷ)\P{L}*$/iu },
  { seen: "tĩnh", meant: "tỉnh", behind: /^(?:ủy|uỷ)\P{L}*$/iu },
];

/** The words of a recognised line without the slips that have only one right reading; as many words as before. */
export function mendSlips(words: readonly string[]): readonly string[] {
  return words.map((word, index) => mendCase(mendMark(word, words[index - 1] ?? "", words[index + 1] ?? "")));
}

function mendMark(word: string, before: string, behind: string): string {
  const letters = /\p{L}+/u.exec(word)?.[0] ?? "";
  const key = letters.toLowerCase();
  const slip = SLIPS.find((slip) => slip.seen === key && (slip.before?.test(before) ?? slip.behind?.test(behind)));
  return slip === undefined ? word : word.replace(letters, inCaseOf(letters, slip.meant));
}

function inCaseOf(model: string, text: string): string {
  if (model === model.toUpperCase()) return text.toUpperCase();
  return model.charAt(0) === model.charAt(0).toUpperCase() ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** A capital inside a syllable of small letters: "thuỘc". */
function mendCase(word: string): string {
  return word.replace(/\p{L}+/gu, (letters) => {
    const isMixed = /^\p{L}+\p{Lu}\p{Ll}*$/u.test(letters) && /\p{Ll}/u.test(letters.slice(0, -1));
    if (!isMixed || !isSyllable(letters)) return letters;
    return letters.charAt(0) + letters.slice(1).toLowerCase();
  });
}
