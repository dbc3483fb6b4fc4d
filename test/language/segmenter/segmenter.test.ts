import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "../../../pipeline/language/segmenter/decode.ts";
import { packProfile, WEIGHTS } from "../../../pipeline/language/segmenter/features.ts";
import { DICTIONARY } from "../../../pipeline/language/segmenter/lookup.ts";
import { type ModelParts, packModel, readModel } from "../../../pipeline/language/segmenter/model-file.ts";
import { loadSegmenter } from "../../../pipeline/language/segmenter/segmenter.ts";
import { APART, createStretch, FREE, PAD, TOGETHER } from "../../../pipeline/language/segmenter/stretch.ts";
import { readTermList } from "../../../pipeline/language/segmenter/terms.ts";
import { addPhrase, createTrie, nodeIn, stepTrie, type Trie, valueIn } from "../../../pipeline/language/segmenter/trie.ts";
import {
  createVocabulary,
  hashKey,
  internKey,
  mixUnit,
  SECOND_SEED,
  symbolByHash,
} from "../../../pipeline/language/segmenter/vocabulary.ts";
import { BadEntry } from "../../../pipeline/types/errors.ts";

const tinyParts: ModelParts = {
  syllables: ["bộ", "chi", "hòa"].map((key) => ({ key, profile: packProfile({ speech: 1, alone: 2, asFirst: 3, asLast: 4 }), roles: 64 })),
  words: [{ symbols: [2, 1], value: DICTIONARY }],
  pairs: [{ symbols: [2, 3], value: 7 }],
  weights: new Int16Array(WEIGHTS),
  transitions: Float64Array.of(0, 0, 1, 1),
};

describe("the trie", () => {
  const phraseValue = (trie: Trie, symbols: readonly number[]): number => {
    let node = symbols[0] as number;
    let value = 0;
    for (const symbol of symbols.slice(1)) {
      const cell = stepTrie(trie, node, symbol);
      if (cell === -1) return 0;
      node = nodeIn(trie, cell);
      value = valueIn(trie, cell);
    }
    return value;
  };

  it("finds what was added and nothing else, as a map of strings would", () => {
    const phrase = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(phrase, fc.integer({ min: 1, max: 31 })), { maxLength: 200 }),
        fc.array(phrase, { maxLength: 50 }),
        (added, asked) => {
          const trie = createTrie(1);
          const oracle = new Map<string, number>();
          for (const [symbols, value] of added) {
            addPhrase(trie, symbols, value);
            oracle.set(symbols.join(), (oracle.get(symbols.join()) ?? 0) | value);
          }
          for (const symbols of [...added.map(([one]) => one), ...asked])
            expect(phraseValue(trie, symbols)).toBe(oracle.get(symbols.join()) ?? 0);
        },
      ),
    );
  });
});

describe("the vocabulary", () => {
  const find = (writing: string, vocabulary: ReturnType<typeof createVocabulary>): number => {
    let second = SECOND_SEED;
    for (let i = 0; i < writing.length; i++) second = mixUnit(second, writing.charCodeAt(i));
    return symbolByHash(vocabulary, hashKey(writing), second | 0);
  };

  it("finds a syllable under both tone placements, and the quý of one writing under it alone", () => {
    const vocabulary = createVocabulary(4);
    const [water, quarter] = [internKey(vocabulary, "thủy"), internKey(vocabulary, "quý")];
    expect([find("thủy", vocabulary), find("thuỷ", vocabulary)]).toEqual([water, water]);
    expect([find("quý", vocabulary), find("qúy", vocabulary)]).toEqual([quarter, 0]);
  });

  it("grows, and keeps what it knew", () => {
    const vocabulary = createVocabulary(2);
    const symbols = Array.from({ length: 500 }, (_, i) => internKey(vocabulary, `k${i}`));
    expect(new Set(symbols).size).toBe(500);
    for (const [i, symbol] of symbols.entries()) expect(find(`k${i}`, vocabulary)).toBe(symbol);
  });

  it("stops taking new keys at 50,000", () => {
    const vocabulary = createVocabulary(60_000);
    for (let i = 0; i < 50_000; i++) internKey(vocabulary, `k${i}`);
    expect(internKey(vocabulary, "thêm")).toBe(0);
    expect(internKey(vocabulary, "k7")).toBe(8);
  });
});

describe("decoding", () => {
  /** The best of all 2^n ways to cut, by trying each. */
  const bruteForce = (scores: readonly number[], allow: readonly number[], transitions: readonly number[]): number => {
    let best = Number.NEGATIVE_INFINITY;
    for (let way = 0; way < 1 << scores.length; way += 2) {
      let total = 0;
      for (let i = 1; i < scores.length; i++) {
        const [before, now] = [(way >> (i - 1)) & 1, (way >> i) & 1];
        if ((allow[i] === APART && now === 1) || (allow[i] === TOGETHER && now === 0)) total = Number.NEGATIVE_INFINITY;
        total += (transitions[now * 2 + before] as number) + (now === 1 ? (scores[i] as number) : 0);
      }
      best = Math.max(best, total);
    }
    return best;
  };

  it("finds the best of all ways that the rules allow", () => {
    const number = fc.integer({ min: -9, max: 9 });
    const token = fc.tuple(number, fc.constantFrom(APART, FREE, FREE, TOGETHER));
    fc.assert(
      fc.property(fc.array(token, { minLength: 1, maxLength: 9 }), fc.tuple(number, number, number, number), (tokens, transitions) => {
        const stretch = createStretch();
        stretch.length = tokens.length;
        tokens.forEach(([score, allow], i) => {
          stretch.score[i + PAD] = score;
          stretch.allow[i + PAD] = allow;
        });
        decode(stretch, Float64Array.from(transitions));
        const joined = [...stretch.joined.subarray(PAD, PAD + tokens.length)];
        let total = 0;
        for (let i = 1; i < tokens.length; i++)
          total += (transitions[joined[i]! * 2 + joined[i - 1]!] as number) + (joined[i] === 1 ? tokens[i]![0] : 0);
        expect(joined[0]).toBe(0);
        expect(total).toBe(
          bruteForce(
            tokens.map(([score]) => score),
            tokens.map(([, allow]) => allow),
            transitions,
          ),
        );
      }),
    );
  });
});

describe("the model file", () => {
  it("gives back what was packed", () => {
    const { vocabulary, lexicon, transitions } = readModel(packModel(tinyParts), "thử");
    const [committee, cell, peace] = ["bộ", "chi", "hòa"].map((key) => vocabulary.symbols.get(key) as number) as [number, number, number];
    expect(vocabulary.profile[cell]).toBe(tinyParts.syllables[0]?.profile);
    expect(valueIn(lexicon, stepTrie(lexicon, cell, committee))).toBe(DICTIONARY);
    expect(valueIn(lexicon, stepTrie(lexicon, cell, peace))).toBe(7 << 8);
    expect(stepTrie(lexicon, committee, cell)).toBe(-1);
    expect([...transitions]).toEqual([0, 0, 1, 1]);
  });

  it("cuts by its words and transitions alone when the weights are nought", () => {
    expect(loadSegmenter({ model: readModel(packModel(tinyParts), "thử"), withoutDomainTerms: true }).tag("chi bộ, chi")).toEqual([
      "chi bộ",
      ",",
      "chi",
    ]);
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["another file", Buffer.from("PK\u0003\u0004 and so on and so on")],
    ["half a model", packModel(tinyParts).subarray(0, 3000)],
    ["a model with its end missing", packModel(tinyParts).subarray(0, -1)],
    ["a model with something behind it", Buffer.concat([packModel(tinyParts), Buffer.from("x")])],
  ])("refuses %s, and says how to make a new one", (_, bytes) => {
    expect(() => readModel(bytes, "thử")).toThrow(BadEntry);
  });
});

describe("a term list", () => {
  it("has one term a line; comments and blank lines are none", () => {
    expect(readTermList("# chú thích\nchi bộ\r\n\n  tổ đảng  \n")).toEqual(["chi bộ", "tổ đảng"]);
  });

  it("lets the later of two overlapping terms have the syllable that both want, where the rest is a word", () => {
    const { tag } = loadSegmenter();
    expect(tag("công tác xây dựng đảng bộ")).toEqual(["công tác", "xây dựng", "đảng bộ"]);
    expect(tag("chất lượng sinh hoạt Đảng ủy")).toEqual(["chất lượng", "sinh hoạt", "Đảng ủy"]);
  });

  it("leaves persons alone whose names spell a term", () => {
    expect(loadSegmenter().tag("đồng chí Nguyễn Quốc Phòng phát biểu")).toContain("Nguyễn Quốc Phòng");
  });
});

describe("the rules", () => {
  const rows: readonly (readonly [text: string, words: string])[] = [
    ["cú knock-out ở GD-ĐT", "cú|knock-out|ở|GD-ĐT"],
    ["quốc phòng-an ninh", "quốc phòng|-|an ninh"],
    ["kinh tế- xã hội", "kinh tế|-|xã hội"],
    ["LSO-Thực hiện tốt", "LSO|-|Thực hiện|tốt"],
    ["sáng 23-3 họp", "sáng|23-3|họp"],
    ["từ 3-4 đảng viên", "từ|3|-|4|đảng viên"],
    ["rộng 25 m2 ở lô A5", "rộng|25|m2|ở|lô|A5"],
    ["hết....", "hết|...|."],
    ["Nghị quyết 09về", "Nghị quyết|09|về"],
    ["ĐỔI MỚI NỘI DUNG SINH HOẠT CHI BỘ", "ĐỔI MỚI|NỘI DUNG|SINH HOẠT CHI BỘ"],
    ["Nâng Cao Chất Lượng Hoạt Động Của Tổ Chức Cơ Sở Đảng", "Nâng|Cao|Chất Lượng|Hoạt Động|Của|Tổ Chức Cơ Sở Đảng"],
  ];
  const { tag } = loadSegmenter();
  for (const [text, words] of rows) it(`cuts "${text}"`, () => expect(tag(text).join("|")).toBe(words));
});
