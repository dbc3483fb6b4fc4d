import { foreignShare } from "../language/spelling.ts";
import type { Trust } from "../types/article.ts";

const TERM = /(?:nhiệm kỳ|giai đoạn|thời kỳ)[\s:;,(]{0,3}((?:19|20)\d{2})\s?[-–—]\s?((?:19|20)\d{2})/giu;
const SAME_YEAR = /(?<![\d/-])((?:19|20)\d{2})\s?[-–—]\s?\1(?![\d/-])/gu;

/**
 * The years that replacing has put into a text: those of a span that ends when it begins ("2022 – 2022") or runs backwards in a term
 * ("nhiệm kỳ 2022-2020"): aggregators renew old articles by writing the current year over the old ones.
 */
export function rewrittenYears(text: string): ReadonlySet<string> {
  const years = new Set<string>();
  for (const match of text.matchAll(SAME_YEAR)) years.add(match[1] as string);
  for (const match of text.matchAll(TERM)) if (Number(match[1]) >= Number(match[2])) years.add(match[1] as string);
  return years;
}

/** More than this share of the syllables is not Vietnamese: the letters have been mixed up, or the text was written in an old font's codes. */
const SCRAMBLED_SHARE = 0.4;

/**
 * Trust in each of the articles of one page. A year that was rewritten in one of them is not to be believed in the others: who shows it standing alone
 * (" 2022", not "-2022" or "/2022", which replacing leaves intact) is `years_rewritten` too.
 */
export function trustOf(texts: readonly string[]): readonly Trust[] {
  const years = new Set(texts.flatMap((text) => [...rewrittenYears(text)]));
  return texts.map((text) => {
    if (foreignShare(sampleOf(text)) > SCRAMBLED_SHARE) return "scrambled";
    return [...years].some((year) => new RegExp(`(?<=\\s)${year}(?![\\d/.-])`, "u").test(text)) ? "years_rewritten" : "ok";
  });
}

/** Scrambling takes a whole text: so much of its beginning, middle and end tells. */
const SAMPLE_LENGTH = 800;

function sampleOf(text: string): string {
  if (text.length <= SAMPLE_LENGTH * 4) return text;
  const starts = [0, (text.length - SAMPLE_LENGTH) >> 1, text.length - SAMPLE_LENGTH];
  return starts.map((start) => text.slice(start, start + SAMPLE_LENGTH)).join("\n");
}
