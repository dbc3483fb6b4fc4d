import { fold } from "../fold.ts";

/** Rule-bearing kinds of syllables (rules.ts), as bits of `Vocabulary.roles`. */
export const ABBREVIATION = 1;
export const WEB_ENDING = 2;
export const DAY_WORD = 4;
export const SURNAME = 8;
export const GIVEN_NAME = 16;
/** SURNAME and GIVEN_NAME are two bits side by side, from this one on. */
export const NAME_SHIFT = 3;
export const KILOMETRE = 32;
/** The syllable occurs in the dictionary, so it is Vietnamese and not a foreign piece of "knock-out". */
export const VIETNAMESE = 64;

const ROLES: readonly { readonly role: number; readonly syllables: string }[] = [
  { role: ABBREVIATION, syllables: "tp tx tt ts ths gs pgs bs ks q p h st mr mrs dr th nxb đc" },
  { role: WEB_ENDING, syllables: "vn com net org gov edu info htm html" },
  { role: DAY_WORD, syllables: "ngày sáng chiều trưa tối đêm hôm" },
  { role: KILOMETRE, syllables: "km" },
];

/** Writings of one open syllable: the folded one and the newer one (hòa, hoà); see fold.ts. */
const NEWER = new Map(
  "òa:oà óa:oá ỏa:oả õa:oã ọa:oạ òe:oè óe:oé ỏe:oẻ õe:oẽ ọe:oẹ ùy:uỳ úy:uý ủy:uỷ ũy:uỹ ụy:uỵ"
    .split(" ")
    .map((p) => p.split(":") as [string, string]),
);

const SLOTS = 1 << 16;

/** Syllables as numbers from 1, found by key or by two hashes of the lower-case writing. Grows by the syllables of user terms. */
export interface Vocabulary {
  readonly symbols: Map<string, number>;
  /** Indexed by symbol: hash of the key, dictionary profile (features.ts), roles. */
  hash: Int32Array;
  profile: Uint16Array;
  roles: Uint8Array;
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly symbolAt: Int32Array;
}

/** FNV-1a over UTF-16 units: the hash under which a key enters the features. */
export function hashKey(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/** The second hash, which makes a mistaken syllable all but impossible. */
export function mixUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x5bd1e995) ^ (hash >>> 13);
}
export const SECOND_SEED = 0x1234567;

function secondHash(writing: string): number {
  let hash = SECOND_SEED;
  for (let i = 0; i < writing.length; i++) hash = mixUnit(hash, writing.charCodeAt(i));
  return hash | 0;
}

export function createVocabulary(room: number): Vocabulary {
  return {
    symbols: new Map(),
    hash: new Int32Array(room),
    profile: new Uint16Array(room),
    roles: new Uint8Array(room),
    first: new Int32Array(SLOTS),
    second: new Int32Array(SLOTS),
    symbolAt: new Int32Array(SLOTS),
  };
}

/** The symbol of a lower-case writing by its two hashes; 0 when it is unknown. */
export function symbolByHash(vocabulary: Vocabulary, first: number, second: number): number {
  let slot = (first ^ (first >>> 16)) & (SLOTS - 1);
  for (;;) {
    const symbol = vocabulary.symbolAt[slot] as number;
    if (symbol === 0 || (vocabulary.first[slot] === first && vocabulary.second[slot] === second)) return symbol;
    slot = (slot + 1) & (SLOTS - 1);
  }
}

function putWriting(vocabulary: Vocabulary, writing: string, symbol: number): void {
  const first = hashKey(writing);
  const second = secondHash(writing);
  let slot = (first ^ (first >>> 16)) & (SLOTS - 1);
  while (vocabulary.symbolAt[slot] !== 0) {
    if (vocabulary.first[slot] === first && vocabulary.second[slot] === second) return;
    slot = (slot + 1) & (SLOTS - 1);
  }
  vocabulary.first[slot] = first;
  vocabulary.second[slot] = second;
  vocabulary.symbolAt[slot] = symbol;
}

function widen(vocabulary: Vocabulary): void {
  const room = vocabulary.hash.length * 2;
  const { hash, profile, roles } = vocabulary;
  vocabulary.hash = new Int32Array(room);
  vocabulary.hash.set(hash);
  vocabulary.profile = new Uint16Array(room);
  vocabulary.profile.set(profile);
  vocabulary.roles = new Uint8Array(room);
  vocabulary.roles.set(roles);
}

/** The symbol of a key (a folded syllable, number or mark); a new one when it was unknown. Past 50,000 keys new ones get 0, "unknown". */
export function internKey(vocabulary: Vocabulary, key: string): number {
  const known = vocabulary.symbols.get(key);
  if (known !== undefined) return known;
  if (vocabulary.symbols.size >= 50_000) return 0;
  const symbol = vocabulary.symbols.size + 1;
  if (symbol >= vocabulary.hash.length) widen(vocabulary);
  vocabulary.symbols.set(key, symbol);
  vocabulary.hash[symbol] = hashKey(key);
  putWriting(vocabulary, key, symbol);
  const newer = NEWER.get(key.slice(-2));
  if (newer === undefined) return symbol;
  const other = key.slice(0, -2) + newer;
  if (fold(other) === key) putWriting(vocabulary, other, symbol);
  return symbol;
}

/** Gives the syllables that rules ask for their roles. */
export function assignRoles(vocabulary: Vocabulary): void {
  for (const { role, syllables } of ROLES) {
    for (const syllable of syllables.split(" ")) addRole(vocabulary, syllable, role);
  }
}

export function addRole(vocabulary: Vocabulary, key: string, role: number): void {
  const symbol = internKey(vocabulary, key);
  vocabulary.roles[symbol] = (vocabulary.roles[symbol] as number) | role;
}
