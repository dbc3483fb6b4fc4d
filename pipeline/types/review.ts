import type { ArticleId } from "./article.ts";
import type { Observation, Review } from "./observation.ts";

/** What a person said of an observation; `withdraw` takes back what was said before, so that the rules' reading holds again. */
export type Verdict = Review["verdict"] | "reject" | "withdraw";

/**
 * What a person decided about one figure, kept apart from what the rules read so that it survives every new reading. The figure is known again by the
 * passage it stands in (the line or lines of `Article.text` around its quote), not by its offsets or by the version of its page.
 */
export interface Decision {
  /** The observation's id (`reviewId`): twelve hexadecimal digits. A later decision of the same id stands in place of an earlier one. */
  readonly id: string;
  readonly verdict: Verdict;
  readonly by: string;
  /** ISO time. */
  readonly at: string;
  readonly why: string;
  /** Where the figure was said when it was decided on. */
  readonly url: string;
  readonly article: ArticleId;
  readonly passage: string;
  readonly passageStart: number;
  /** What the rules had read. */
  readonly reading: Observation;
  /** True when the rules had read several figures of the same indicator, dims and measure out of this quote: then place and period tell them apart. */
  readonly hasTwins: boolean;
  /** What holds instead of the reading; null unless `verdict` is `correct`. */
  readonly correction: Observation | null;
}
