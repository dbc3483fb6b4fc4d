import type { DoubtKind } from "../../types/review.ts";
import { oneOf, text, wholeNumber } from "../query.ts";
import type { Services } from "../services.ts";

const KINDS: readonly DoubtKind[] = ["failed_check", "conflict", "low_confidence"];

/** No queue is longer. */
const MOST_PAGES = 100_000;

/** What narrows the queue, and where a page of it begins. */
export function queueParameters({ indicators, provinces }: Services) {
  return {
    indicator: oneOf(
      "chiso",
      indicators.map(({ code }) => code),
      null,
    ),
    province: oneOf(
      "tinh",
      provinces.map(({ id }) => id),
      null,
    ),
    kind: oneOf("loai", KINDS, null),
    page: wholeNumber("trang", { from: 1, to: MOST_PAGES }, 1),
    limit: wholeNumber("so", { from: 1, to: 50 }, 10),
    /** The decision that was made last, to be undone with one key. */
    done: text("vua", 12),
  };
}

export const LOG_PARAMETERS = {
  page: wholeNumber("trang", { from: 1, to: MOST_PAGES }, 1),
  limit: wholeNumber("so", { from: 1, to: 100 }, 30),
};
