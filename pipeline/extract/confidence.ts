import type { Article, Block } from "../types/article.ts";
import type { Link, Observation } from "../types/observation.ts";
import { isOnAnniversary } from "./codebook.ts";
import type { LinkedPeriod, LinkedPlace, Told } from "./grammar/scope.ts";

/*
 * Confidence is the chance that a figure is right strictly: value, place and time. It is a product of what is known of each, as shares of right figures measured on
 * the project's golds together (2026-11); `dangvu evaluate` prints how it holds.
 */

/** A rule's own confidence ranks ways of saying; of those that it takes, nearly all are read rightly, so it counts for a tenth. */
const RULE_WEIGHT = 0.1;

const PLACE: Readonly<Record<Told, number>> = { sentence: 0.98, paragraph: 0.95, article: 0.96, nowhere: 0.9 };
const TIME: Readonly<Record<Told, number>> = { sentence: 0.97, paragraph: 0.88, article: 0.93, nowhere: 0.92 };

/** The article's province, taken as the one named most: an article about one organisation below it is surer of its place. */
const NAMED_MOST = 0.98;
/** No time could be told. */
const NO_TIME = 0.75;
/** "từ đầu năm đến nay" without a day of publication: a time that ends nowhere. */
const OPEN_TIME = 0.85;
/** Scrambled text, rewritten years. */
const UNTRUSTED = 0.9;
/** Told in the title alone, where words are left out. */
const TITLE_ONLY = 0.9;
/** Another exact figure for the same thing, place and time in the article. */
const CONTESTED = 0.92;
/** A result of a day that the article could not know: what is read as a result may be a plan. */
const AHEAD = 0.8;
const FAILED_CHECK = 0.8;
const LEAST = 0.1;

const isOpen = ({ period }: Pick<Observation, "period">): boolean => period !== null && "from" in period && period.to === null;

function timeConfidence(period: LinkedPeriod, isTrusted: boolean): number {
  // Where years were rewritten, the unknown is what the codebook asks for.
  if (!isTrusted) return UNTRUSTED;
  if (period.basis === "unknown") return NO_TIME;
  return TIME[period.told] * (isOpen(period) ? OPEN_TIME : 1);
}

/** "toàn tỉnh" in an article that does not say which. */
const isInNoProvince = ({ place: { level, province } }: LinkedPlace): boolean =>
  province === null && level !== "national" && level !== "region";

/** The confidence of a figure as it was linked, 0–1: its rule's, lowered by how far from the figure its place and time were told. */
export function linkConfidence({
  rule,
  place,
  period,
  trust,
}: {
  rule: number;
  place: LinkedPlace;
  period: LinkedPeriod;
  trust: Article["trust"];
}): number {
  const told = isInNoProvince(place) ? "nowhere" : place.told;
  const isNamedMost = told === "article" && place.place.level === "province";
  return (1 - RULE_WEIGHT + RULE_WEIGHT * rule) * PLACE[told] * (isNamedMost ? NAMED_MOST : 1) * timeConfidence(period, trust === "ok");
}

const readingOf = ({ indicator, dims, measure, status, per, decidedBy, subset, place, period }: Observation): string =>
  JSON.stringify([indicator, Object.entries(dims).sort(), measure, status, per, decidedBy, subset, place, period]);

/** The same as far as is told by a glance: most figures of an article have no other like it, and need no full comparison. */
const glanceOf = ({ indicator, measure, status, place: { name }, dims: { form, kind, grade, group } }: Observation): string =>
  `${indicator}|${measure}|${status}|${name}|${form}|${kind}|${grade}|${group}`;

const isExact = ({ bound, status }: Observation): boolean => bound === "exact" && status !== "change";

function groupBy(observations: readonly Observation[], keyOf: (one: Observation) => string): readonly (readonly Observation[])[] {
  const groups = new Map<string, Observation[]>();
  for (const one of observations) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

const tellsSeveral = (group: readonly Observation[]): boolean => group.some(({ value }) => value !== group[0]?.value);

/** Figures whose article gives another exact number for the same thing, in the same organisation and time. */
function contestedIn(observations: readonly Observation[]): ReadonlySet<Observation> {
  const alike = groupBy(observations.filter(isExact), glanceOf).filter(tellsSeveral);
  return new Set(alike.flatMap((group) => groupBy(group, readingOf).filter(tellsSeveral)).flat());
}

function isAhead({ indicator, status, period }: Observation, published: string | null): boolean {
  if (isOnAnniversary(indicator) || status !== "actual" || period === null || published === null) return false;
  const begins = "at" in period ? period.at : (period.from ?? period.to);
  return begins !== null && begins > published.slice(0, begins.length);
}

/** Set on a copy: `{ ...one, confidence }` defines a field that is there already, which V8 does a hundred times slower. */
function withConfidence(one: Observation, confidence: number): Observation {
  const copy: { -readonly [Field in keyof Observation]: Observation[Field] } = { ...one };
  copy.confidence = confidence;
  return copy;
}

/** How sure the recognition of characters was of the block that a figure stands in; null for text that came as text. */
function recognitionAt(blocks: readonly Block[], { start }: Pick<Observation, "start">): number | null {
  return blocks.find((block) => block.start <= start && start < block.end)?.recognition ?? null;
}

const recognitionLink = (sure: number): Link => ({ what: "value", reason: `chữ nhận dạng từ ảnh, chắc ${Math.round(sure * 100)}%` });

/** Lowers the confidence of figures that the article itself makes doubtful: characters read off a picture, failed checks, another number for the same thing, a title that the text does not repeat. */
export function withDoubts(observations: readonly Observation[], article: Article): readonly Observation[] {
  const titleEnd = article.blocks.findLast(({ kind }) => kind === "title" || kind === "kicker")?.end ?? 0;
  const contested = contestedIn(observations);
  const recognized = article.blocks.filter(({ recognition }) => recognition !== undefined);
  const inText = new Set(observations.filter(({ start }) => start >= titleEnd).map(({ value }) => value));
  return observations.map((one) => {
    const sure = recognized.length === 0 ? null : recognitionAt(recognized, one);
    const confidence =
      one.confidence *
      (sure ?? 1) *
      (one.checks.some(({ holds }) => !holds) ? FAILED_CHECK : 1) *
      (contested.has(one) ? CONTESTED : 1) *
      (isAhead(one, article.publishedAt) ? AHEAD : 1) *
      (one.start < titleEnd && !inText.has(one.value) ? TITLE_ONLY : 1);
    const told = sure === null ? one : { ...one, links: [...one.links, recognitionLink(sure)] };
    return withConfidence(told, Math.max(LEAST, Math.round(confidence * 1000) / 1000));
  });
}
