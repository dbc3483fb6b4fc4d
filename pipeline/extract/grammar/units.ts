import type { Amount } from "../../language/amounts.ts";
import type { PlaceMention } from "../../language/gazetteer.ts";
import type { PeriodMention } from "../../language/periods.ts";
import type { Token, TokenLayers } from "../../types/tokens.ts";
import { joinSplitTerms } from "./split-terms.ts";
import { type Term, termAt } from "./terms.ts";

/** What a unit may carry; each kind has one of them, or none. */
interface Carries {
  readonly amount: Amount;
  readonly term: Term;
  readonly period: PeriodMention;
  readonly place: PlaceMention;
  readonly key: string;
}

type UnitOf<Kind extends string, Own extends keyof Carries> = { readonly kind: Kind; readonly from: number; readonly to: number } & Pick<
  Carries,
  Own
> & { readonly [Field in Exclude<keyof Carries, Own>]?: undefined };

/** One step of a sentence as the grammar walks it: tokens `from` up to `to`. */
export type Unit =
  | UnitOf<"amount", "amount">
  | UnitOf<"term", "term">
  | UnitOf<"period", "period">
  | UnitOf<"place", "place">
  | UnitOf<"punct" | "word", "key">
  | UnitOf<"sign", never>;

/*
 * Units of all kinds are made with the same fields, so that they have one hidden class: with seven, each look at a unit was a look-up in V8's table
 * of classes.
 */
export const amountUnit = (amount: Amount): Unit => ({
  kind: "amount",
  from: amount.from,
  to: amount.to,
  amount,
  term: undefined,
  period: undefined,
  place: undefined,
  key: undefined,
});

export const termUnit = (term: Term): Unit => ({
  kind: "term",
  from: term.from,
  to: term.to,
  amount: undefined,
  term,
  period: undefined,
  place: undefined,
  key: undefined,
});

export const periodUnit = (period: PeriodMention): Unit => ({
  kind: "period",
  from: period.from,
  to: period.to,
  amount: undefined,
  term: undefined,
  period,
  place: undefined,
  key: undefined,
});

export const placeUnit = (run: { from: number; to: number }, place: PlaceMention): Unit => ({
  kind: "place",
  from: run.from,
  to: run.to,
  amount: undefined,
  term: undefined,
  period: undefined,
  place,
  key: undefined,
});

export const wordUnit = (run: { from: number; to: number }, key: string): Unit => ({
  kind: "word",
  from: run.from,
  to: run.to,
  amount: undefined,
  term: undefined,
  period: undefined,
  place: undefined,
  key,
});

/** A token that begins nothing: punctuation, a document sign, any other word. */
function tokenUnit(from: number, token: Token): Unit {
  const to = from + 1;
  const nothing = undefined;
  if (token.kind === "sign")
    return { kind: "sign", from, to, amount: nothing, term: nothing, period: nothing, place: nothing, key: nothing };
  const kind = token.kind === "punct" ? "punct" : "word";
  return { kind, from, to, amount: nothing, term: nothing, period: nothing, place: nothing, key: token.key };
}

/** A sentence with its units, and the block of the article that it stands in. */
export interface SentenceUnits {
  readonly index: number;
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly units: readonly Unit[];
}

export interface Mentions {
  readonly amounts: readonly Amount[];
  readonly periods: readonly PeriodMention[];
  readonly places: readonly PlaceMention[];
}

/** Mentions by their first token; of two that begin together the longer stays. */
function byStart<M extends { from: number; to: number }>(mentions: readonly M[]): ReadonlyMap<number, M> {
  const found = new Map<number, M>();
  for (const mention of mentions) {
    const known = found.get(mention.from);
    if (known === undefined || known.to < mention.to) found.set(mention.from, mention);
  }
  return found;
}

/** An indexed form of the mentions of one article, for `unitsOf`. */
export interface MentionIndex {
  /** For each token, which kinds of mention begin at it (`AMOUNT`, `PERIOD`, `PLACE` as bits); behind the last mention it has no entries. */
  readonly starts: Uint8Array;
  readonly amounts: ReadonlyMap<number, Amount>;
  readonly periods: ReadonlyMap<number, PeriodMention>;
  readonly places: ReadonlyMap<number, PlaceMention>;
}

const AMOUNT = 1;
const PERIOD = 2;
const PLACE = 4;

/** Where mentions begin: most tokens begin none, and one look tells so. */
function startsOf({ amounts, periods, places }: Mentions): Uint8Array {
  const last = [amounts, periods, places].map((mentions) => mentions.at(-1)?.from ?? -1);
  const starts = new Uint8Array(Math.max(...last) + 1);
  for (const { from } of amounts) starts[from] = (starts[from] as number) | AMOUNT;
  for (const { from } of periods) starts[from] = (starts[from] as number) | PERIOD;
  for (const { from } of places) starts[from] = (starts[from] as number) | PLACE;
  return starts;
}

/** The mentions of an article, each list in the order of the text, by the token that they begin at. */
export function indexMentions(mentions: Mentions): MentionIndex {
  return {
    starts: startsOf(mentions),
    amounts: byStart(mentions.amounts),
    periods: byStart(mentions.periods),
    places: byStart(mentions.places),
  };
}

/** Does any amount, time or place begin among these tokens? A sentence without one hands nothing on. */
export function hasMentions({ starts }: MentionIndex, range: { from: number; end: number }): boolean {
  const end = Math.min(range.end, starts.length);
  for (let token = range.from; token < end; token++) if (starts[token] !== 0) return true;
  return false;
}

/** The term that begins at a token and swallows no amount: "tăng hơn 7.000" is "tăng" and "hơn 7.000". */
function termBefore(tokens: readonly Token[], index: MentionIndex, range: { from: number; end: number }): Term | null {
  const term = termAt(tokens, range.from, range.end);
  if (term === null) return null;
  for (let i = term.from + 1; i < term.to; i++) if (((index.starts[i] ?? 0) & AMOUNT) !== 0) return termAt(tokens, range.from, i);
  return term;
}

/** Which of the readings that begin at one token stands: a document sign, then the longest of period, amount, place and term. */
function unitAt(layers: TokenLayers, index: MentionIndex, at: { token: number; end: number; afterAmount: boolean }): Unit {
  const { token: from, end, afterAmount } = at;
  const token = layers.tokens[from] as Token;
  if (token.kind === "sign") return tokenUnit(from, token);
  const starts = index.starts[from] ?? 0;
  const amount = starts & AMOUNT ? index.amounts.get(from) : undefined;
  const period = starts & PERIOD ? index.periods.get(from) : undefined;
  const place = starts & PLACE ? index.places.get(from) : undefined;
  if (period !== undefined && period.to <= end && (amount === undefined || period.to >= amount.to)) return periodUnit(period);
  if (amount !== undefined && amount.to <= end) return amountUnit(amount);
  const known = termBefore(layers.tokens, index, { from, end });
  const term = known?.meaning.signs?.includes("counted") === true && !afterAmount ? null : known;
  // "24 chi bộ", "12 đảng bộ huyện": behind a number a countable is counted, it is no organisation that governs.
  const isCounted = afterAmount && term?.meaning.countable !== undefined;
  if (place !== undefined && place.to <= end && !isCounted && (term === null || place.to > term.to || place.form !== "name"))
    return placeUnit(place, place);
  return term === null ? tokenUnit(from, token) : termUnit(term);
}

/** The units of tokens `from` up to `end`, which tile them. */
export function unitsOf(layers: TokenLayers, index: MentionIndex, range: { from: number; end: number }): readonly Unit[] {
  const units: Unit[] = [];
  let afterAmount = false;
  for (let token = range.from; token < range.end; ) {
    if ((layers.tokens[token] as Token).kind === "break") {
      token++;
      continue;
    }
    const unit = unitAt(layers, index, { token, end: range.end, afterAmount });
    units.push(unit);
    afterAmount = unit.kind === "amount" || (afterAmount && unit.kind === "word");
    token = unit.to;
  }
  return joinSplitTerms(units);
}
