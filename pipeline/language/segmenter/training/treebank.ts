import { readFileSync } from "node:fs";

/** A sentence of a treebank: its text as released (already tokenised) and its words in order. */
export interface GoldSentence {
  readonly text: string;
  readonly words: readonly string[];
}

/** Sentences of a CoNLL-U file; ranges and empty nodes are skipped. */
export function readTreebank(file: string | URL): GoldSentence[] {
  return readFileSync(file, "utf8")
    .split(/\n{2,}/u)
    .map((block) => block.split("\n"))
    .map((lines) => ({
      text:
        lines
          .find((line) => line.startsWith("# text ="))
          ?.slice("# text =".length)
          .trim() ?? "",
      words: lines
        .map((line) => line.split("\t"))
        .filter((cells) => /^\d+$/u.test(cells[0] ?? ""))
        .map((cells) => cells[1] ?? ""),
    }))
    .filter((sentence) => sentence.words.length > 0);
}

/** The text with punctuation re-attached as a newspaper prints it: "( 50 % )" → "(50%)". Only white space changes. */
export function detokenize(text: string): string {
  const attached = text
    .replace(/(\d) ([.,]) (?=\d)/gu, "$1$2")
    .replace(/(\d) %/gu, "$1%")
    .replace(/ (\.\.\.|[.,;:?!…)\]}”])/gu, "$1")
    .replace(/([([{“]) /gu, "$1");
  return attached
    .split('"')
    .map((part, i) => (i % 2 === 1 ? part.trim() : part))
    .join('"');
}

const SPACES = /[\s_]+/gu;

/** Number of characters that are not white space: positions of gold words are counted in them. */
export function inkOf(text: string): number {
  return text.replace(SPACES, "").length;
}

/** Ends of the gold words, counted in characters other than white space. */
export function goldEnds(sentence: GoldSentence): number[] {
  let end = 0;
  return sentence.words.map((word) => (end += inkOf(word)));
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Word precision, recall and F1 in percent: a word counts when both its ends are right. */
export function scoreWords(sentences: readonly GoldSentence[], segment: (sentence: GoldSentence) => readonly string[]): Score {
  let right = 0;
  let gold = 0;
  let found = 0;
  for (const sentence of sentences) {
    const ends = goldEnds(sentence);
    const spans = new Set(ends.map((end, i) => `${ends[i - 1] ?? 0}-${end}`));
    let start = 0;
    for (const word of segment(sentence)) {
      const end = start + inkOf(word);
      if (spans.has(`${start}-${end}`)) right++;
      start = end;
      found++;
    }
    gold += ends.length;
  }
  const precision = (100 * right) / found;
  const recall = (100 * right) / gold;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}
