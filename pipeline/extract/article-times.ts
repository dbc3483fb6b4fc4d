import type { PeriodMention } from "../language/periods.ts";
import type { Article } from "../types/article.ts";
import type { TokenLayers } from "../types/tokens.ts";

/** Years of a congress term (Party statutes, article 13: five years). */
const TERM_YEARS = 5;

/** Words behind "nhiệm kỳ" that name it by its order: the one before the congress, or the one that it opens. */
const WHICH: ReadonlyMap<string, "past" | "next"> = new Map([
  ["qua", "past"],
  ["vừa", "past"],
  ["trước", "past"],
  ["tới", "next"],
  ["mới", "next"],
]);

interface Term {
  readonly from: number;
  readonly to: number;
}

/** The term that the article's congress opens ("Đại hội lần thứ XX, nhiệm kỳ 2020 – 2025"), null when none is named with its years. */
function congressTerm(periods: readonly PeriodMention[]): Term | null {
  for (const { owner, period } of periods) {
    if (owner !== "congress" || period === null || !("from" in period) || period.from === null || period.to === null) continue;
    const term = { from: Number(period.from.slice(0, 4)), to: Number(period.to.slice(0, 4)) };
    if (term.to - term.from === TERM_YEARS) return term;
  }
  return null;
}

/** The term that "nhiệm kỳ qua" and "nhiệm kỳ tới" mean around a congress; late in the term itself is the past one. */
function termOf(which: "past" | "next", term: Term, published: string | null): Term {
  const isAtItsEnd = published !== null && Number(published.slice(0, 4)) >= term.to - 1;
  const shift = (which === "past" ? -TERM_YEARS : 0) + (isAtItsEnd ? TERM_YEARS : 0);
  return { from: term.from + shift, to: term.to + shift };
}

/** Gives "nhiệm kỳ qua", "nhiệm kỳ tới" the years that the congress of the article says. */
export function withTerms(periods: readonly PeriodMention[], layers: TokenLayers, published: string | null): readonly PeriodMention[] {
  const term = congressTerm(periods);
  if (term === null) return periods;
  return periods.map((mention) => {
    const words = layers.tokens.slice(mention.from, mention.to + 1).map(({ key }) => key);
    const which =
      mention.period === null && words[0] === "nhiệm"
        ? words
            .slice(2)
            .map((word) => WHICH.get(word))
            .find((found) => found !== undefined)
        : undefined;
    if (which === undefined) return mention;
    const { from, to } = termOf(which, term, published);
    return { ...mention, period: { from: String(from), to: String(to) }, basis: which === "past" ? "relative" : "explicit" };
  });
}

/** The period that the article reports on: the first span of its own in title, lead or first paragraph; else the day up to which it counts. */
export function reportingPeriod(article: Article, periods: readonly PeriodMention[], layers: TokenLayers): PeriodMention | null {
  const firstParagraph = article.blocks.find((block) => block.kind === "paragraph");
  const leads = article.blocks.filter(
    (block) => block.kind === "title" || block.kind === "kicker" || block.kind === "sapo" || block === firstParagraph,
  );
  const told = leads.flatMap((block) =>
    periods.filter(({ start, end, compared, owner }) => start >= block.start && end <= block.end && !compared && owner === undefined),
  );
  return (
    told.find(({ kind }) => kind === "span") ??
    told.find(({ kind, from }) => kind === "point" && layers.tokens[from]?.key === "tính") ??
    null
  );
}
