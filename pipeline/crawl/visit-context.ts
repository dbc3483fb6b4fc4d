import type { Source, SourceId } from "../types/source.ts";
import type { Budget, CrawlInput, Tally, VisitEnd } from "./crawl-input.ts";
import type { UrlRow, Visit } from "./frontier.ts";
import type { Pace } from "./pace.ts";
import type { RobotsBook } from "./robots.ts";
import type { Traps } from "./traps.ts";
import { politeHost } from "./urls.ts";

/** What the visits of one run share. */
export interface Context extends CrawlInput {
  readonly budget: Budget;
  readonly pace: Pace;
  readonly robots: RobotsBook;
  readonly night: string;
  readonly byId: ReadonlyMap<SourceId, Source>;
  readonly tallies: ReadonlyMap<SourceId, Tally>;
  readonly triedNow: Map<string, number>;
  readonly traps: Traps;
  readonly random: () => number;
  /** Sources whose robots.txt was looked through for sitemaps. */
  readonly explored: Set<SourceId>;
  /** Requests of this run. */
  readonly spent: { requests: number };
  /** Set when the run is to end: no host begins another visit. */
  readonly halt: { now: boolean };
}

/** How a host has behaved in this run; `left` says why it is asked no more. */
export interface HostState {
  readonly host: string;
  requests: number;
  failuresInRow: number;
  refusalsInRow: number;
  left: string | null;
}

/** `requests`: what was asked of it before, where that counts. */
export const newHostState = (host: string, requests = 0): HostState => ({ host, requests, failuresInRow: 0, refusalsInRow: 0, left: null });

/** Does what is written together: in one transaction, where other machines crawl by the same frontier. */
export const together = <T>({ shared }: Context, work: () => T): T => (shared === undefined ? work() : shared.together(work));

/** Tells on which hosts addresses were found, in the transaction that adds them. */
export function tellHosts(found: readonly { url: string }[], { shared }: Context): void {
  const hosts = [...new Set(found.map(({ url }) => politeHost(url)))];
  if (hosts.length > 0) shared?.onHosts(hosts);
}

/** Writes the end of a visit down; `end` is what somebody is told of it in the same transaction, unless the address has become an alias of another meanwhile. */
export function settle(row: UrlRow, context: Context, visit: Omit<Visit, "night" | "at">, end?: VisitEnd): void {
  const { frontier, run, night, shared } = context;
  together(context, () => {
    if (end !== undefined && shared !== undefined) {
      if (!frontier.isStanding(row)) return;
      shared.onEnd(end);
    }
    frontier.finish(row.url, { ...visit, night, at: run.now().toISOString() });
  });
}
