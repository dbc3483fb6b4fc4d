import type { Article } from "../types/article.ts";
import type { Observation } from "../types/observation.ts";

/** A rounded number of a title ("hơn 1.100") is within this share of the one that the text tells. */
const ROUNDING = 0.1;

const factOf = ({ indicator, dims, measure, status }: Observation): string =>
  JSON.stringify([indicator, Object.entries(dims).sort(), measure, status]);

function isSameNumber(title: Observation, body: Observation): boolean {
  if (title.value === body.value) return true;
  return title.bound !== "exact" && Math.abs(title.value - body.value) <= ROUNDING * Math.abs(body.value);
}

/** Did the words around the figure say its time? What is only carried over or inferred gives way to the text below. */
const saysTime = ({ links }: Observation): boolean => links.some(({ what, reason }) => what === "period" && reason.includes("trong câu"));

/** A figure of the title with place and time of the same figure in the text, which tells both more fully. */
export function withTextOfTitles(observations: readonly Observation[], article: Article): readonly Observation[] {
  const titleEnd = article.blocks.findLast(({ kind }) => kind === "title" || kind === "kicker")?.end ?? 0;
  const isTitle = ({ start }: Observation): boolean => start < titleEnd;
  if (!observations.some(isTitle)) return observations;
  const body = observations.filter((one) => !isTitle(one));
  return observations.map((one) => {
    if (!isTitle(one)) return one;
    const same = body.find((other) => other.indicator === one.indicator && isSameNumber(one, other) && factOf(other) === factOf(one));
    if (same === undefined) return one;
    const place = one.place.level === same.place.level || one.place.level === "province" ? same.place : one.place;
    const time = saysTime(one) ? { period: one.period, basis: one.basis } : { period: same.period, basis: same.basis };
    return { ...one, place, ...time, links: [...one.links, { what: "place", reason: "như con số ấy trong bài" }] };
  });
}
