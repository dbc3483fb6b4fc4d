import type { Token, TokenLayers } from "../../types/tokens.ts";
import { readerFor } from "./readers.ts";
import type { Role } from "./roles.ts";
import { roleOf } from "./roles.ts";
import type { Edge } from "./stretches.ts";
import type { YearRef } from "./year-names.ts";

/** How an expression names a time, before any date is computed. */
export type Time =
  | { readonly shape: "in" | "until" | "since" | "before" | "after"; readonly edge: Edge }
  | { readonly shape: "range"; readonly start: Edge; readonly end: Edge }
  /** "cùng kỳ", with the year or the term that it names. */
  | { readonly shape: "same"; readonly year: YearRef | "term" }
  | { readonly shape: "rate" };

/** A reader's find: tokens `from` to `to`, end exclusive. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly time: Time;
}

/** A time expression as it stands in the text, without dates: the same whatever the publication date. */
export interface TimeExpression extends Found {
  readonly role: Role;
}

/** The time expressions of a text in reading order, none overlapping another. One pass over the tokens. */
export function findTimes(layers: Pick<TokenLayers, "tokens">): TimeExpression[] {
  const { tokens } = layers;
  const found: TimeExpression[] = [];
  let last: TimeExpression | undefined;
  for (let i = 0; i < tokens.length; ) {
    const reader = readerFor(tokens[i] as Token);
    const read = reader === undefined ? null : reader(tokens, i, last?.to ?? 0);
    if (read === null) {
      i++;
      continue;
    }
    for (const { from, to, time } of read) {
      last = { from, to, time, role: roleOf(tokens, { from, to, time }, last) };
      found.push(last);
    }
    i = Math.max(i + 1, last?.to ?? 0);
  }
  return found;
}
