import { createHash } from "node:crypto";
import type { Article, ArticleId } from "../types/article.ts";
import type { Observation } from "../types/observation.ts";
import type { Decision } from "../types/review.ts";
import type { Span } from "../types/tokens.ts";

const sorted = (dims: Observation["dims"]): string => JSON.stringify(Object.entries(dims).sort(([a], [b]) => (a < b ? -1 : 1)));

const keyOf = ({ indicator, dims, measure }: Observation): string => [indicator, sorted(dims), measure].join("|");

/** Everything by which two figures of one span differ. */
const identityOf = (observation: Observation): string => {
  const { value, status, place, period } = observation;
  const when = period === null ? null : "at" in period ? ["at", period.at] : [period.from, period.to];
  return JSON.stringify([keyOf(observation), value, status, place.level, place.province, place.name, when]);
};

/**
 * The name of a figure for people who decide about it: twelve hexadecimal digits out of address, position, quote and what was read. It stays the same from one
 * reading to the next as long as text and reading do; a figure that was decided on keeps the id of its decision.
 */
export function reviewId(observation: Observation, url: string): string {
  if (observation.review !== undefined) return observation.review.id;
  const said = [url, positionOf(observation.article), observation.start, observation.quote, identityOf(observation)];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 12);
}

/** The number of an article in its page: what its id ends with. */
const positionOf = (id: ArticleId): string => id.split("-").at(-1) ?? "";

/** The lines of the text that a quote stands in: its paragraph, list item or table row. */
export function passageOf(text: string, span: Span): { readonly passage: string; readonly passageStart: number } {
  const passageStart = text.lastIndexOf("\n", span.start - 1) + 1;
  const end = text.indexOf("\n", span.end);
  return { passage: text.slice(passageStart, end === -1 ? text.length : end), passageStart };
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Do other figures of the same indicator, dims and measure stand on the same words? ("mỗi nơi 40": one number, two places.) */
export function hasTwins(observation: Observation, all: readonly Observation[]): boolean {
  return all.some((other) => other !== observation && overlaps(other, observation) && keyOf(other) === keyOf(observation));
}

/** The decisions that count: the last of each figure, without those that were withdrawn. */
export function inForce(decisions: readonly Decision[]): readonly Decision[] {
  return lastOfEach(decisions).filter(({ verdict }) => verdict !== "withdraw");
}

/** The last decision of each figure, in the order in which the figures were first decided on. */
export function lastOfEach(decisions: readonly Decision[]): readonly Decision[] {
  return [...new Map(decisions.map((decision) => [decision.id, decision])).values()];
}

/**
 * Where the figure of a decision stands in this text: the place of its passage that is nearest to the old one. Null when the passage is not there any more, word for word:
 * what was decided about other words is no answer for these.
 */
export function locate(decision: Decision, text: string): Span | null {
  const { passage, passageStart, reading } = decision;
  let nearest: number | null = null;
  for (let at = text.indexOf(passage); at !== -1; at = text.indexOf(passage, at + 1))
    if (nearest === null || Math.abs(at - passageStart) < Math.abs(nearest - passageStart)) nearest = at;
  if (nearest === null) return null;
  const shift = nearest - passageStart;
  return { start: reading.start + shift, end: reading.end + shift };
}

/** Is this reading of the rules the one that was decided on, now or as corrected? */
function isMeant(decision: Decision, span: Span, observation: Observation): boolean {
  const known = decision.correction === null ? [decision.reading] : [decision.reading, decision.correction];
  return known.some((one) => {
    if (keyOf(one) !== keyOf(observation) || !overlaps(span, observation)) return false;
    if (decision.hasTwins) return identityOf(one) === identityOf(observation);
    if (one.value === observation.value) return decision.verdict !== "reject" || one.status === observation.status;
    // The same words read as another number: what was rejected is not said any more, what was confirmed still holds.
    return decision.verdict !== "reject" && span.start === observation.start && span.end === observation.end;
  });
}

/** The figure as decided, at its place in this text. A confirmed one keeps the rule, links and checks of the newest reading that says the same. */
function decided(decision: Decision, span: Span, article: Article, read: Observation | undefined): Observation {
  const { id, by, at, why, reading, correction } = decision;
  const said = correction ?? (read !== undefined && identityOf(read) === identityOf(reading) ? read : reading);
  const { start, end } = said === read ? read : span;
  const review = { id, verdict: correction === null ? "confirm" : "correct", by, at, why } as const;
  return { ...said, article: article.id, start, end, quote: article.text.slice(start, end), confidence: 1, review };
}

function applyOne(decision: Decision, article: Article, observations: readonly Observation[]): readonly Observation[] {
  const span = locate(decision, article.text);
  if (span === null) return observations;
  const meant = observations.filter((observation) => observation.review === undefined && isMeant(decision, span, observation));
  const others = observations.filter((observation) => !meant.includes(observation));
  if (decision.verdict === "reject") return others;
  // The same words in another article of the page: what its rules did not find there is not put there.
  if (meant.length === 0 && positionOf(article.id) !== positionOf(decision.article)) return observations;
  const figure = decided(decision, span, article, meant.find((one) => identityOf(one) === identityOf(decision.reading)) ?? meant[0]);
  const before = others.filter(({ start }) => start <= figure.start).length;
  const place = meant[0] === undefined ? before : observations.indexOf(meant[0]);
  return [...others.slice(0, place), figure, ...others.slice(place)];
}

/**
 * What holds of an article: the figures that the rules read, without the rejected, with the confirmed and corrected as people left them (confidence 1, with
 * `review`), even where newer rules do not find them any more. Decisions whose passage is not in the text change nothing. Decisions about other
 * articles may be among them.
 */
export function applyDecisions(
  article: Article,
  observations: readonly Observation[],
  decisions: readonly Decision[],
): readonly Observation[] {
  return inForce(decisions).reduce<readonly Observation[]>((left, decision) => applyOne(decision, article, left), observations);
}
