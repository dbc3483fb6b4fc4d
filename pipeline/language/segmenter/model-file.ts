import { BadEntry } from "../../types/errors.ts";
import { WEIGHTS } from "./features.ts";
import { PAIR_SHIFT } from "./lookup.ts";
import { addValue, createTrie, growTrie, nodeIn, type Trie } from "./trie.ts";
import { assignRoles, createVocabulary, internKey, type Vocabulary } from "./vocabulary.ts";

/** "DVS1" as a little-endian number; the last character is the version of the layout. */
const MAGIC = 0x31535644;
const HEADER_BYTES = 20;

/** What training makes and the file keeps. Symbols are positions in `syllables` plus one. */
export interface ModelParts {
  readonly syllables: readonly { readonly key: string; readonly profile: number; readonly roles: number }[];
  readonly words: readonly { readonly symbols: readonly number[]; readonly value: number }[];
  readonly pairs: readonly { readonly symbols: readonly number[]; readonly value: number }[];
  /** Quantised weights of "continues a word", and the transitions (decode.ts) in the same unit. */
  readonly weights: Int16Array;
  readonly transitions: Float64Array;
}

/** A model ready for use. */
export interface Model {
  readonly vocabulary: Vocabulary;
  /** Words of two to five syllables and pairs of syllables, with their values (lookup.ts). */
  readonly lexicon: Trie;
  readonly weights: Int16Array;
  readonly transitions: Float64Array;
}

interface Phrase {
  readonly symbols: readonly number[];
  readonly value: number;
}

const compare = (a: Phrase, b: Phrase): number => {
  for (let i = 0; i < a.symbols.length && i < b.symbols.length; i++) {
    const difference = (a.symbols[i] as number) - (b.symbols[i] as number);
    if (difference !== 0) return difference;
  }
  return a.symbols.length - b.symbols.length;
};

function putNumber(bytes: number[], value: number): void {
  let rest = value;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest);
}

/** Phrases in order, each as: what it shares with the one before (high half) and its length (low half), the rest of its symbols, its value. */
function packPhrases(phrases: readonly Phrase[]): Buffer {
  const bytes: number[] = [];
  let last: readonly number[] = [];
  for (const { symbols, value } of [...phrases].sort(compare)) {
    let shared = 0;
    while (shared < symbols.length && shared < last.length && symbols[shared] === last[shared]) shared++;
    bytes.push((shared << 4) | symbols.length);
    for (let i = shared; i < symbols.length; i++) {
      // Behind a shared beginning the symbols only grow, so the difference is small.
      putNumber(bytes, i === shared && i < last.length ? (symbols[i] as number) - (last[i] as number) : (symbols[i] as number));
    }
    bytes.push(value);
    last = symbols;
  }
  return Buffer.from(bytes);
}

/** The bytes of a model file. */
export function packModel(parts: ModelParts): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const text = Buffer.from(parts.syllables.map((s) => s.key).join("\n"));
  const profiles = Uint16Array.from(parts.syllables, (s) => s.profile);
  const roles = Uint8Array.from(parts.syllables, (s) => s.roles);
  const counts = [MAGIC, parts.syllables.length, parts.words.length, parts.pairs.length, text.length];
  for (const [i, count] of counts.entries()) header.writeUInt32LE(count, 4 * i);
  const numbers = [parts.transitions, parts.weights, profiles, roles].map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength));
  return Buffer.concat([header, ...numbers, text, packPhrases(parts.words), packPhrases(parts.pairs)]);
}

/** Where a run of packed phrases stands, and how many places their values are moved to the left. */
interface Run {
  readonly from: number;
  readonly count: number;
  readonly shift: number;
}

/** Reads phrases into the trie; returns the position behind them. What a phrase shares with the one before is not looked up again. */
function readPhrases(bytes: Buffer, trie: Trie, { from, count, shift }: Run): number {
  const symbols = new Int32Array(16);
  /** Cell of the phrase that ends with symbol i. */
  const cells = new Int32Array(16);
  let at = from;
  let before = 0;
  for (let n = 0; n < count; n++) {
    const head = bytes[at++]!;
    const length = head & 15;
    const shared = head >> 4;
    for (let i = shared; i < length; i++) {
      let number = bytes[at++]!;
      if (number > 127) {
        number &= 127;
        for (let place = 7, byte = 128; byte > 127; place += 7) {
          byte = bytes[at++]!;
          number |= (byte & 127) << place;
        }
      }
      symbols[i] = i === shared && i < before ? symbols[i]! + number : number;
      if (i > 0) cells[i] = growTrie(trie, i === 1 ? symbols[0]! : nodeIn(trie, cells[i - 1]!), symbols[i]!);
    }
    addValue(trie, cells[length - 1]!, bytes[at++]! << shift);
    before = length;
  }
  return at;
}

/** Reads the typed array of `count` entries at `from`; a copy, because the file's bytes need not be aligned. */
function sliceBytes(bytes: Buffer, from: number, length: number): ArrayBuffer {
  return Uint8Array.prototype.slice.call(bytes, from, from + length).buffer as ArrayBuffer;
}

/**
 * A model out of the bytes of its file.
 * @throws BadEntry when the bytes are no model of this version or are cut off
 */
export function readModel(bytes: Buffer, name: string): Model {
  const bad = (why: string): BadEntry =>
    new BadEntry(
      `Tệp mô hình tách từ ${name} ${why}.`,
      "Tạo lại bằng: npx tsx scripts/train-segmenter.ts (xem corpus/segmenter/README.md).",
    );
  if (bytes.length < HEADER_BYTES || bytes.readUInt32LE(0) !== MAGIC) throw bad("không đúng định dạng DVS1");
  const [syllables, words, pairs, textBytes] = [4, 8, 12, 16].map((at) => bytes.readUInt32LE(at)) as [number, number, number, number];
  let at = HEADER_BYTES;
  const take = (length: number): ArrayBuffer => {
    at += length;
    if (at > bytes.length) throw bad(`bị cắt cụt ở byte ${bytes.length}`);
    return sliceBytes(bytes, at - length, length);
  };
  const transitions = new Float64Array(take(32));
  const weights = new Int16Array(take(2 * WEIGHTS));
  const profiles = new Uint16Array(take(2 * syllables));
  const roles = new Uint8Array(take(syllables));
  const vocabulary = createVocabulary(syllables + 2048);
  const keys = Buffer.from(take(textBytes)).toString().split("\n");
  keys.forEach((key, i) => {
    const symbol = internKey(vocabulary, key);
    vocabulary.profile[symbol] = profiles[i] as number;
    vocabulary.roles[symbol] = roles[i] as number;
  });
  assignRoles(vocabulary);
  const lexicon = createTrie(words + pairs);
  const behind = readPhrases(bytes, lexicon, { from: at, count: words, shift: 0 });
  if (readPhrases(bytes, lexicon, { from: behind, count: pairs, shift: PAIR_SHIFT }) !== bytes.length) {
    throw bad("dài hay ngắn hơn phần đầu tệp khai báo");
  }
  return { vocabulary, lexicon, weights, transitions };
}
