import type { Bound } from "../types/observation.ts";
import type { Span, Token, TokenLayers } from "../types/tokens.ts";
import { readBoundAfter, readBoundBefore } from "./amounts/bounds.ts";
import type { Figure } from "./amounts/figures.ts";
import { mayBeginFigure, readFigure } from "./amounts/figures.ts";
import type { TimeExpression } from "./periods/times.ts";
import { findTimes } from "./periods/times.ts";

/** `ratio`: "gấp 1,5 lần"; everything else as its name says. */
export type AmountKind = "count" | "percent" | "fraction" | "ratio";

/**
 * `points`: percentage points ("2 điểm phần trăm"). `proportion`: a fraction of a whole that is not counted ("2/3 số", "một nửa").
 * `spaced`: "1 168". `comma`: thousands written with a comma. `point`: decimals written with a point.
 */
export type AmountNote = "points" | "proportion" | "spaced" | "comma" | "point";

/** A figure as written, with its bound; `start`/`end` are UTF-16 offsets, `from`/`to` token indexes, ends exclusive. */
export interface Amount extends Span {
  /** Bound words before, "nghìn", "lần", "phần trăm" and a "trở lên" that follows at once are inside. */
  readonly from: number;
  readonly to: number;
  /** The bare number with its multiplier and sign, without bound words. */
  readonly numberFrom: number;
  readonly numberTo: number;
  readonly numberStart: number;
  readonly kind: AmountKind;
  /** Percent is 0–100; of a fraction the numerator; of a range the lower end. */
  readonly value: number;
  readonly upper?: number | undefined;
  readonly numerator?: number | undefined;
  readonly denominator?: number | undefined;
  /** Of a range "at_least", which is the lower end's; `upper` is then "at_most". */
  readonly bound: Bound;
  /** Token index of the "trở" of a "trở lên"/"trở xuống" that belongs to the amount though a noun stands between ("90 đảng viên trở lên"). */
  readonly boundAfter?: number | undefined;
  /** Written in words ("bốn", "hai mươi ba"). */
  readonly words: boolean;
  /** "không có", "không còn" before a countable. */
  readonly zero?: true | undefined;
  readonly note?: AmountNote | undefined;
}

/** Completes a figure with the words around it. */
function amountOf(tokens: readonly Token[], figure: Figure, free: number): Amount {
  const before = figure.bound ?? readBoundBefore(tokens, figure.from, tokens[figure.to]?.key ?? "");
  const after = figure.kind === "ratio" || figure.zero ? null : readBoundAfter(tokens, figure.to);
  const isNext = after !== null && after.at === figure.to;
  const opens = tokens[before.from - 1]?.key === "từ" && (after !== null || figure.upper !== undefined);
  const from = Math.max(opens ? before.from - 1 : before.from, free);
  const to = isNext ? after.at + 2 : figure.to;
  const isRange = figure.upper !== undefined && before.bound === "exact";
  const { from: numberFrom, to: numberTo } = figure;
  // Written out: a rest and spreads gave every amount a hidden class of its own.
  return {
    from,
    to,
    start: (tokens[from] as Token).start,
    end: (tokens[to - 1] as Token).end,
    numberFrom,
    numberTo,
    numberStart: (tokens[numberFrom] as Token).start,
    kind: figure.kind,
    value: figure.value,
    upper: figure.upper,
    numerator: figure.numerator,
    denominator: figure.denominator,
    bound: before.bound === "exact" ? (isRange ? "at_least" : (after?.bound ?? "exact")) : before.bound,
    boundAfter: after === null || isNext ? undefined : after.at,
    words: figure.words,
    zero: figure.zero,
    note: figure.note,
  };
}

/**
 * The amounts of a text in reading order; none overlaps another or a time expression. `times` may be handed in when they have been found
 * already (`findTimes` of periods/times.ts).
 *
 * @example findAmounts(analyze("kết nạp hơn 320 đảng viên"))[0] // { value: 320, bound: "more_than", kind: "count", … }
 */
export function findAmounts(layers: Pick<TokenLayers, "tokens">, times: readonly TimeExpression[] = findTimes(layers)): Amount[] {
  const { tokens } = layers;
  const amounts: Amount[] = [];
  let free = 0;
  let time = 0;
  for (let i = 0; i < tokens.length; ) {
    while (time < times.length && (times[time] as TimeExpression).to <= i) time++;
    const next = times[time];
    if (next !== undefined && next.from <= i) {
      i = next.to;
      free = i;
      continue;
    }
    if (!mayBeginFigure(tokens[i] as Token)) {
      i++;
      continue;
    }
    const nextTime = next?.from ?? tokens.length;
    const figure = readFigure(tokens, i, { nextTime, previous: amounts.at(-1) });
    if (figure === null || figure.to > nextTime) {
      i++;
      continue;
    }
    const amount = amountOf(tokens, figure, free);
    amounts.push(amount);
    i = amount.to;
    free = i;
  }
  return amounts;
}
