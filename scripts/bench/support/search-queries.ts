import { foldAccents } from "../../../pipeline/language/fold.ts";
import { makeRandom } from "./texts.ts";

/** Queries of one to three neighbouring words of these sentences: a quarter without marks, a tenth as a phrase, a tenth with a field, some document numbers. */
export function mixedQueries(sentences: readonly string[], count: number): readonly string[] {
  const random = makeRandom(7);
  return Array.from({ length: count }, (_, i) => {
    if (i % 25 === 0) return ["21-NQ/TW", "05-CT/TW", "12 TCCSĐ trong sạch, vững mạnh", "nam:2015..2018 kỷ luật"][(i / 25) % 4] as string;
    const words = (sentences[Math.floor(random() * sentences.length)] as string).match(/[\p{L}\d]+/gu) ?? [];
    // A word of Vietnamese has two syllables as a rule.
    const length = 2 * (1 + Math.floor(random() * 3));
    const from = Math.floor(random() * Math.max(1, words.length - length));
    const text = words.slice(from, from + length).join(" ");
    if (i % 4 === 1) return foldAccents(text);
    if (i % 10 === 2) return `"${text}"`;
    return i % 10 === 4 ? `${text} nam:2014..2019` : text;
  });
}
