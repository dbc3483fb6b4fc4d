import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readModel } from "../../../pipeline/language/segmenter/model-file.ts";
import { loadSegmenter } from "../../../pipeline/language/segmenter/segmenter.ts";
import { buildModel, type LexiconSources } from "../../../pipeline/language/segmenter/training/build.ts";
import { readDictionary } from "../../../pipeline/language/segmenter/training/dictionary.ts";
import {
  detokenize,
  type GoldSentence,
  goldEnds,
  readTreebank,
  scoreWords,
} from "../../../pipeline/language/segmenter/training/treebank.ts";

const folder = mkdtempSync(path.join(tmpdir(), "dangvu-segmenter-"));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};

const entries = {
  "chi bộ": [{ pos: "N", definition: "tổ chức cơ sở của đảng", example: "họp chi bộ ~ chi bộ thôn" }],
  "Hoà bình": [{ pos: "N", definition: "không có chiến tranh", example: "" }],
  họp: [{ pos: "V", definition: "gặp nhau để bàn việc", example: "họp chi bộ" }],
  "a-lô": [{ pos: "I" }],
};
const dictionary = readDictionary(write("dictionary.json", JSON.stringify(entries)));

const gold: readonly GoldSentence[] = [
  { text: "Chi bộ họp .", words: ["Chi bộ", "họp", "."] },
  { text: "Hôm nay chi bộ họp .", words: ["Hôm nay", "chi bộ", "họp", "."] },
  { text: "Hôm nay họp chi bộ .", words: ["Hôm nay", "họp", "chi bộ", "."] },
  { text: "Chi 25 % .", words: ["Chi", "25", "%", "."] },
];
const sources: LexiconSources = { dictionary, ownWords: ["hôm nay"], places: ["lạng sơn"], surnames: ["nguyễn"], givenNames: ["văn"] };

describe("the dictionary", () => {
  it("gives head words, folded, of letters alone", () => {
    expect([...dictionary.words].sort()).toEqual(["chi bộ", "hòa bình"]);
    expect(dictionary.syllables.has("họp")).toBe(true);
  });

  it("knows the pairs that hold together in its text", () => {
    expect(dictionary.pairs.get("chi bộ")).toBeGreaterThan(0);
    expect(dictionary.pairs.has("của đảng")).toBe(false);
  });
});

describe("the treebank", () => {
  it("is read sentence by sentence, without ranges and empty nodes", () => {
    const file = write(
      "two.conllu",
      "# sent_id = 1\n# text = Chi bộ họp .\n1-2\tx\n1\tChi bộ\t_\n2\thọp\t_\n2.1\tx\n3\t.\t_\n\n# text = Thôi\n1\tThôi\t_\n\n",
    );
    expect(readTreebank(file)).toEqual([gold[0], { text: "Thôi", words: ["Thôi"] }]);
  });

  it.each([
    ["Đạt 25 % ( năm 2020 ) .", "Đạt 25% (năm 2020)."],
    ['Ông nói : " Tốt ! " rồi đi .', 'Ông nói: "Tốt!" rồi đi.'],
    ["Hơn 10 . 000 người ...", "Hơn 10.000 người..."],
  ])("detokenizes %s", (released, printed) => expect(detokenize(released)).toBe(printed));

  it("counts a word as right only when both its ends are", () => {
    const one = [gold[0] as GoldSentence];
    expect(goldEnds(one[0] as GoldSentence)).toEqual([5, 8, 9]);
    expect(scoreWords(one, () => ["Chi bộ", "họp", "."]).f1).toBe(100);
    expect(scoreWords(one, () => ["Chi", "bộ", "họp", "."])).toMatchObject({ precision: 50, recall: (100 * 2) / 3 });
  });
});

describe("training", () => {
  const options = { epochs: 5, seeds: 2 };

  it("gives the same bytes each time", () => {
    expect(buildModel(gold, sources, options).equals(buildModel(gold, sources, options))).toBe(true);
  });

  it("learns to cut what it was shown", () => {
    const segmenter = loadSegmenter({ model: readModel(buildModel(gold, sources, options), "thử"), withoutDomainTerms: true });
    expect(scoreWords(gold.slice(0, 3), ({ text }) => segmenter.tag(text)).f1).toBe(100);
  });
});
