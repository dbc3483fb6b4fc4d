/**
 * Tone placement: the newer writing (hoà, thuỷ) beside the older one (hòa, thủy). Keys use the older, as documents of the Party mostly do.
 * Only open syllables differ ("toàn" has one writing), and "qu" is a consonant there (quý, quỳ keep theirs).
 */
const TONE_PLACEMENT: ReadonlyMap<string, string> = new Map(
  [
    "oà òa",
    "oá óa",
    "oả ỏa",
    "oã õa",
    "oạ ọa",
    "oè òe",
    "oé óe",
    "oẻ ỏe",
    "oẽ õe",
    "oẹ ọe",
    "uỳ ùy",
    "uý úy",
    "uỷ ủy",
    "uỹ ũy",
    "uỵ ụy",
  ].map((pair) => pair.split(" ") as [string, string]),
);

/** How many foldings are remembered; a text in Vietnamese has some 7,000 distinct syllables, the rest is numbers and names. */
const REMEMBERED = 50_000;
const foldings = new Map<string, string>();

/**
 * The key under which two writings of a token are one word: lower case, look-alike letters and tone placement folded. Accents stay.
 *
 * @example fold("Uỷ") === "ủy"; fold("HOÀ") === "hòa"; fold("toàn") === "toàn"; fold("Quý") === "quý"
 */
export function fold(token: string): string {
  const known = foldings.get(token);
  if (known !== undefined) return known;
  const key = foldAnew(token);
  if (foldings.size >= REMEMBERED) foldings.clear();
  // A copy: a slice would keep the whole page alive in V8.
  foldings.set(Buffer.from(token, "utf16le").toString("utf16le"), key);
  return key;
}

/** `fold` for those who remember its results themselves. */
export function foldAnew(token: string): string {
  const lower = token.toLowerCase().replaceAll("ð", "đ");
  const placed = lower.charCodeAt(lower.length - 3) === 0x71 ? undefined : TONE_PLACEMENT.get(lower.slice(-2));
  return placed === undefined ? lower : lower.slice(0, -2) + placed;
}

/** `fold` over a phrase, syllable by syllable, single spaces between. */
export function foldPhrase(phrase: string): string {
  return phrase.trim().split(/\s+/u).map(fold).join(" ");
}

/**
 * A writing without any diacritic, lower case: "Kết nạp Đảng" → "ket nap dang". For search without marks and for look-ups by address.
 */
export function foldAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/[đĐðÐ]/gu, "d")
    .toLowerCase();
}
