import type { Period } from "../types/observation.ts";
import type { Span, TokenLayers } from "../types/tokens.ts";
import { resolveTimes } from "./periods/resolve.ts";
import type { TimeExpression } from "./periods/times.ts";
import { findTimes } from "./periods/times.ts";

/**
 * `span`: what happens over it ("năm 2014", "từ đầu năm đến nay"). `point`: a day or an end ("ngày 2/9", "cuối năm 2017", "đến nay").
 * `same_period`: "cùng kỳ", the base of a comparison. `rate`: "hằng năm", "/năm". `deadline`: "đến năm 2025" still to come.
 * `document`: the date of a document ("Nghị quyết số 33-NQ/TU, ngày 17/2/2017").
 */
export type PeriodKind = "span" | "point" | "same_period" | "rate" | "deadline" | "document";

/** Whose time it is when it is not the figure's own: a plan's ("kế hoạch năm 2019"), a congress's or body's term, an anniversary. */
export type PeriodOwner = "plan" | "congress" | "anniversary";

/** A time expression; `start`/`end` are UTF-16 offsets, `from`/`to` token indexes, ends exclusive. */
export interface PeriodMention extends Span {
  readonly from: number;
  readonly to: number;
  /** Null exactly when `basis` is `unknown`. */
  readonly period: Period | null;
  readonly basis: "explicit" | "relative" | "unknown";
  readonly kind: PeriodKind;
  /** It is the base of a comparison: behind "so với", "so". */
  readonly compared: boolean;
  readonly owner?: PeriodOwner | undefined;
}

export interface PeriodContext {
  /** ISO day (a time behind it is ignored) of publication, if known. */
  readonly published: string | null;
  /** The year that the article is known to speak of when its publication date is not; completes spans without a year. */
  readonly firstYear?: number | null;
}

/**
 * The time expressions of a text in reading order, none overlapping another. Spans and roles do not depend on the context: only dates do.
 * `times` may be handed in when they have been found already (`findTimes` of periods/times.ts).
 *
 * @example findPeriods(analyze("9 tháng năm 2020, kết nạp 103 đảng viên."), { published: null })[0]?.period // { from: "2020-01-01", to: "2020-09-30" }
 */
export function findPeriods(
  layers: TokenLayers,
  context: PeriodContext,
  times: readonly TimeExpression[] = findTimes(layers),
): PeriodMention[] {
  return resolveTimes(layers, times, context);
}
