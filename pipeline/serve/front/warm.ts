import { setTimeout as pause } from "node:timers/promises";
import type { Kept } from "./answers.ts";
import { headerOf } from "./encoding.ts";
import type { Front } from "./front.ts";

/**
 * How often it is looked whether the data have changed, how long they must have stayed the same before pages are made anew (a reviewer changes them every few
 * seconds), and the pause between two pages, or two looks whether anybody waits: others come first.
 */
const PACE = { lookMs: 2000, quietMs: 5000, betweenMs: 10 };

/** How many of the addresses that were asked for before, and of those that pages link to, are made anew: what many never see is left. */
const MOST = { wanted: 500, linked: 300 };

/** What is made before anybody asks. */
export interface WarmPlan {
  /** Address of the site while nobody has asked under another. */
  readonly site: string;
  /** Paths that every process is asked for: they have it find out what it keeps for itself. */
  readonly each: readonly string[];
  /** Paths by their weight. */
  readonly paths: readonly string[];
  /** Which of the links on these pages are followed, the most linked first. */
  readonly isFollowed: (path: string) => boolean;
}

type Warmed = Pick<Front, "warm" | "prepare" | "isIdle" | "takeWanted" | "state">;

/**
 * Has answers made before anybody asks, one at a time and only while nobody waits, now and whenever the data have changed and come to rest: what was asked for
 * most until then, what the plan names, what these pages link to. Returns how that is stopped.
 */
export function keepWarm(front: Warmed, plan: WarmPlan, pace: typeof PACE = PACE): () => void {
  let warmed: string | null = null;
  let seen: string | null = null;
  let since = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  let isBusy = false;
  const look = async (): Promise<void> => {
    const state = front.state();
    if (state !== seen) {
      since = seen === null ? Number.NEGATIVE_INFINITY : performance.now();
      seen = state;
    }
    if (isBusy || state === null || state === warmed || performance.now() - since < pace.quietMs) return;
    isBusy = true;
    warmed = state;
    /** False when it is to end: the data have changed again. */
    const mayGoOn = async (): Promise<boolean> => {
      do await pause(pace.betweenMs, undefined, { ref: false });
      while (!isStopped && front.state() === state && !front.isIdle());
      return !isStopped && front.state() === state;
    };
    await warmAll(front, plan, mayGoOn);
    isBusy = false;
  };
  const timer = setInterval(() => void look(), pace.lookMs);
  timer.unref();
  void look();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}

async function warmAll(front: Warmed, { site, each, paths, isFollowed }: WarmPlan, mayGoOn: () => Promise<boolean>): Promise<void> {
  const wanted = front.takeWanted(MOST.wanted);
  const host = new URL(wanted[0] ?? site).origin;
  for (const path of each) if (await mayGoOn()) await front.prepare(host + path);
  const links = new Map<string, number>();
  const warm = async (address: string): Promise<void> => {
    if (!(await mayGoOn())) return;
    const kept = await front.warm(address);
    if (kept !== null) for (const path of linksOf(kept)) if (isFollowed(path)) links.set(path, (links.get(path) ?? 0) + 1);
  };
  for (const address of new Set([...wanted, ...paths.map((path) => host + path)])) await warm(address);
  const linked = [...links].sort(([, a], [, b]) => b - a).slice(0, MOST.linked);
  for (const [path] of linked) await warm(host + path);
}

/** The links of a page to others of this site, each once; none where the answer is no page. */
function linksOf({ headers, body }: Kept): ReadonlySet<string> {
  if (!/^text\/html/u.test(headerOf(headers, "content-type") ?? "")) return new Set();
  const text = new TextDecoder().decode(body);
  return new Set([...text.matchAll(/\s(?:href|src)="(\/[^"#]*)/gu)].map(([, path = ""]) => path.replaceAll("&amp;", "&")));
}
