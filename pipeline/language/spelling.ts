/** Consonants that begin a syllable, longest first; "" for none. "qu" and "gi" hold a letter that looks like a vowel. */
const ONSETS = [
  "ngh",
  "ng",
  "nh",
  "ch",
  "gh",
  "gi",
  "kh",
  "ph",
  "qu",
  "th",
  "tr",
  "b",
  "c",
  "d",
  "đ",
  "g",
  "h",
  "k",
  "l",
  "m",
  "n",
  "p",
  "r",
  "s",
  "t",
  "v",
  "x",
  "",
];

/** Vowels and ends that follow, without tone: every rhyme of the spelling taught at school, and those of place names (oong, êch). */
const RHYMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
   e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
   i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
   o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oc oe oen oeo oet oi om on ong oong ooc op ot
   ô ôc ôi ôm ôn ông ôông ôp ôt ơ ơi ơm ơn ơng ơp ơt
   u ua uân uâng uât uây uc uê uêch uênh uên uêt uêu ui um un ung uo uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyn uyt uyp uyu uôp uao uai uan uang uat ue uen ueo uet
   ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
   y ya yêm yên yêng yêt yêu ynh ych yt yn ym`.split(/\s+/u),
);

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const STOPPED = /(?:ch|c|p|t)$/u;
const FREE_TONES = /[\u0300\u0303\u0309]/u;

/** How many answers are remembered; texts repeat the same few thousand syllables. */
const REMEMBERED = 20_000;
const answers = new Map<string, boolean>();

/**
 * Can the word be a Vietnamese syllable, by its letters: an onset, a rhyme, at most one tone, and only sắc or nặng before -c, -ch, -p, -t?
 *
 * @example isSyllable("nghiệm") === true; isSyllable("nghịêm") === false; isSyllable("strong") === false
 */
export function isSyllable(word: string): boolean {
  const known = answers.get(word);
  if (known !== undefined) return known;
  const answer = checkSyllable(word);
  if (answers.size >= REMEMBERED) answers.clear();
  // A copy: a slice would keep the whole page alive in V8.
  answers.set(Buffer.from(word, "utf16le").toString("utf16le"), answer);
  return answer;
}

function checkSyllable(word: string): boolean {
  if (word.length > 7) return false;
  const apart = word.toLowerCase().normalize("NFD");
  const tones = apart.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const bare = apart.replace(TONES, "").normalize("NFC");
  if (STOPPED.test(bare) && tones.some((tone) => FREE_TONES.test(tone))) return false;
  return ONSETS.some((onset) => bare.startsWith(onset) && isRhymeAfter(onset, bare.slice(onset.length)));
}

function isRhymeAfter(onset: string, rest: string): boolean {
  if (onset === "gi") return rest === "" || RHYMES.has(rest) || RHYMES.has(`i${rest}`);
  if (onset === "qu") return RHYMES.has(rest) || RHYMES.has(`u${rest}`);
  return RHYMES.has(rest);
}

/** Texts shorter than this many words tell nothing about their letters. */
const LEAST_WORDS = 40;

/** Words of lower-case letters only: names and abbreviations (Đắk Lắk, TCCSĐ, H'Mông) say nothing about the spelling. */
const WORDS = /(?<![\p{L}\p{M}\d])\p{Ll}[\p{Ll}\p{M}]*(?![\p{L}\p{M}\d])/gu;
const SAMPLE = 20_000;

/**
 * The share (0–1) of the words of a text that Vietnamese does not have. 0 for a text of fewer than 40 words. Looks at the first 20,000 characters.
 */
export function foreignShare(text: string): number {
  const words = text.slice(0, SAMPLE).match(WORDS) ?? [];
  if (words.length < LEAST_WORDS) return 0;
  return words.filter((word) => !isSyllable(word)).length / words.length;
}
