import type { Observation } from "../types/observation.ts";
import type { ProvinceUnit } from "../types/province.ts";
import type { ArticleHead } from "../types/store.ts";
import type { Candidate } from "../types/table.ts";
import type { YearFit } from "./periods.ts";
import { originalFinder, voiceFinder } from "./reprints.ts";

/** A candidate with what ranking needs to know of it. */
export interface Entry {
  readonly candidate: Candidate;
  readonly fit: YearFit;
  /** Is the report by the province's own paper or portal? */
  readonly isOwn: boolean;
}

/** What the reports say about one cell, ranked. */
export interface Verdict {
  readonly winner: Entry;
  readonly entries: readonly Entry[];
  readonly agree: number;
  readonly dissent: readonly Entry[];
}

/** The province whose name stands in the publisher's ("Báo Lào Cai"): for callers that do not know the publishers. */
export function homeByName(provinces: readonly ProvinceUnit[]): (head: ArticleHead) => string | null {
  const named = provinces.map(({ id, name }) => ({ id, name: ` ${name.toLowerCase()} ` }));
  const homes = new Map<string, string | null>();
  return ({ publisher }) => {
    if (publisher === null) return null;
    const known = homes.get(publisher);
    if (known !== undefined) return known;
    const padded = ` ${publisher.toLowerCase()} `;
    const home = named.find(({ name }) => padded.includes(name))?.id ?? null;
    homes.set(publisher, home);
    return home;
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Better first: what a report says before what a reprint has made of it, the whole year before an unfinished one, the later day of the year (for stocks:
 * December 31 is best), exact before rounded, the organisation's own report before another's, the later report before the earlier (a correction supersedes),
 * higher confidence; then by article and place in it, so that the order never depends on how the reports were stored.
 */
export function compareEntries(a: Entry, b: Entry): number {
  const [first, second] = [a.candidate.observation, b.candidate.observation];
  return (
    Number(a.candidate.changesOriginal ?? false) - Number(b.candidate.changesOriginal ?? false) ||
    Number(b.fit.fit === "whole") - Number(a.fit.fit === "whole") ||
    compareMoments(a, b) ||
    Number(second.bound === "exact") - Number(first.bound === "exact") ||
    Number(b.isOwn) - Number(a.isOwn) ||
    compareText(b.candidate.head.publishedAt ?? "", a.candidate.head.publishedAt ?? "") ||
    second.confidence - first.confidence ||
    compareText(first.article, second.article) ||
    first.start - second.start ||
    first.end - second.end ||
    first.value - second.value
  );
}

/** Flows of a whole year are all of the same moment, wherever in December they end; stocks and unfinished years are not. */
function compareMoments(a: Entry, b: Entry): number {
  return compareText(momentOf(b), momentOf(a));
}

function momentOf({ candidate, fit }: Entry): string {
  const { period } = candidate.observation;
  return period !== null && !("at" in period) && fit.fit === "whole" ? "" : fit.until;
}

/** A rounding is rarely coarser than this part of its value: "hơn 1.000" is not said of 1.900. */
const COARSEST = 0.2;

/** What decides whether two figures that answer one question can both be right. */
type Said = Pick<Observation, "value" | "bound" | "measure">;

/** The weight of the last digit that a writing vouches for: 100 in "hơn 900", 0.1 in 69.9%, 1 in 70%; 0 for an exact count. */
function grainOf({ bound, measure, value }: Said): number {
  const decimals = String(value).split(".")[1]?.length ?? 0;
  if (decimals > 0 || measure !== "count") return 10 ** -decimals;
  if (bound === "exact" || value === 0) return 0;
  let unit = 1;
  while (value % (unit * 10) === 0) unit *= 10;
  return Math.min(unit, Math.abs(value) * COARSEST);
}

/** Where the true value lies if the writing is right. */
function rangeOf(observation: Said): { low: number; high: number } {
  const { value, bound } = observation;
  const grain = grainOf(observation);
  if (bound === "more_than" || bound === "at_least") return { low: value, high: value + grain };
  if (bound === "less_than" || bound === "at_most") return { low: value - grain, high: value };
  return { low: value - grain / 2, high: value + grain / 2 };
}

/**
 * Can both be right? Equal values are; so is a rounding beside the finer figure: "hơn 900" beside 912, "gần 1.000" beside 987, 93.8% beside 93.75%.
 * Two exact counts that differ are not, and "hơn 900" beside 880 is dissent.
 */
export function saysSame(one: Said, other: Said): boolean {
  if (one.value === other.value) return true;
  const [a, b] = [rangeOf(one), rangeOf(other)];
  return a.low < b.high && b.low < a.high;
}

/** The entries without the reprints that say what their original says; those that say something else marked. */
function settleReprints(entries: readonly Entry[]): readonly Entry[] {
  const originalsOf = originalFinder(entries, ({ candidate }) => candidate.head);
  return entries.flatMap((entry) => {
    const originals = originalsOf(entry);
    if (originals.length === 0) return [entry];
    const isEcho = originals.some(({ candidate }) => saysSame(candidate.observation, entry.candidate.observation));
    return isEcho ? [] : [{ ...entry, candidate: { ...entry.candidate, changesOriginal: true as const } }];
  });
}

/**
 * The winner, who agrees and who dissents. A figure said again by the same report or by a reprint of it counts once, and is the original's; a stock of another
 * day with another value is no rival and is left out. Null when there are no entries.
 */
export function judge(entries: readonly Entry[]): Verdict | null {
  const ranked = [...settleReprints(entries)].sort(compareEntries);
  const winner = ranked[0];
  if (winner === undefined) return null;
  const said = winner.candidate.observation;
  const voiceOf = voiceFinder(ranked.map(({ candidate }) => candidate.head));
  const byVoice = new Map<string, Entry[]>();
  const kept = ranked.filter((entry) => {
    const { observation } = entry.candidate;
    if (entry.fit.fit !== winner.fit.fit || (momentOf(entry) !== momentOf(winner) && !saysSame(said, observation))) return false;
    // It has come to the winner's figure by changing another report's: no witness.
    if (entry.candidate.changesOriginal && saysSame(said, observation)) return false;
    const voice = voiceOf(entry.candidate.head);
    const same = byVoice.get(voice) ?? [];
    if (same.some(({ candidate }) => saysSame(candidate.observation, observation))) return false;
    byVoice.set(voice, [...same, entry]);
    return true;
  });
  const dissent = kept.filter((entry) => !saysSame(said, entry.candidate.observation));
  return { winner, entries: kept, agree: kept.length - dissent.length, dissent };
}
