import PQueue from "p-queue";
import type { Run } from "../../types/run.ts";
import type { WatchFact, WatchList } from "../../types/watch.ts";
import type { Delivery } from "../notify.ts";
import type { Ledger, Noted } from "./ledger.ts";
import { type Target, targetsOf } from "./lists.ts";
import type { Outcome } from "./outcome.ts";

/** So many receivers are told at once. */
const AT_ONCE = 8;
/** Milliseconds before the second, third and fourth try of a night. */
const PAUSES = [2_000, 15_000, 60_000];
/** What could not be told for so long is news no more; it stays in the feed. */
const GIVE_UP_DAYS = 14;
/** What was told is known for so long; figures of an older version of a page are then known by the store alone. */
const KEPT_DAYS = 400;
const DAY_MS = 86_400_000;

export interface DeliverInput {
  readonly lists: readonly WatchList[];
  readonly ledger: Pick<Ledger, "recover" | "unfinished" | "giveUp" | "claim" | "again" | "settle" | "prune">;
  /** The message of these facts, as it will be sent and is kept until it is. */
  readonly write: (about: { id: string; list: WatchList; target: Target; facts: readonly WatchFact[]; at: string }) => string;
  /** One try. Never throws. */
  readonly send: (target: Target, noted: Noted) => Promise<Outcome>;
  readonly run: Pick<Run, "now" | "log" | "count" | "signal">;
  readonly pauses?: readonly number[];
}

/** What became of the messages of a list to one receiver. */
export interface WatchDelivery extends Delivery {
  readonly list: string;
}

/**
 * Sends to each receiver of each list what waits for it, in one message. A fact goes to a receiver at most once: the message is noted as being sent before it is, and is
 * tried again only when the receiver certainly has not got it. One that may have come is never sent again, unless its receiver drops repeats: then the same bytes
 * go again under the same key until they are taken. Only one process may do this at a time. Throws StoreBroken.
 */
export async function deliver(input: DeliverInput): Promise<readonly WatchDelivery[]> {
  const { lists, ledger, run } = input;
  const now = run.now();
  const repeatable = new Set(
    lists.flatMap((list) => targetsOf(list).flatMap(({ id, dropsRepeats }) => (dropsRepeats ? [`${list.name} ${id}`] : []))),
  );
  ledger.recover(now.toISOString(), (list, target) => repeatable.has(`${list} ${target}`));
  const old = ledger.giveUp(new Date(now.getTime() - GIVE_UP_DAYS * DAY_MS).toISOString());
  if (old > 0) run.count("watch/given-up", old);
  ledger.prune(new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString());
  const queue = new PQueue({ concurrency: AT_ONCE });
  const told: WatchDelivery[] = [];
  const broken: unknown[] = [];
  const tell = async (list: WatchList, target: Target): Promise<void> => {
    try {
      told.push(...(await tellTarget(input, list, target)));
    } catch (error) {
      // Those under way come to their end first: what they sent must be noted.
      broken.push(error);
    }
  };
  await queue.addAll(lists.flatMap((list) => targetsOf(list).map((target) => () => tell(list, target))));
  if (broken.length > 0) throw broken[0];
  return told;
}

async function tellTarget(input: DeliverInput, list: WatchList, target: Target): Promise<readonly WatchDelivery[]> {
  const { ledger, run } = input;
  const told: WatchDelivery[] = [];
  const result = (error: string | null): void => void told.push({ list: list.name, channel: target.channel, error });
  if (target.dropsRepeats) for (const noted of ledger.unfinished(list.name, target.id)) result(await tryAll(input, target, noted));
  if (run.signal.aborted) return told;
  const at = run.now().toISOString();
  const noted = ledger.claim({ list: list.name, target: target.id, at }, (id, facts) => input.write({ id, list, target, facts, at }));
  if (noted !== null) result(await tryAll(input, target, noted));
  return told;
}

/** Tries until the message is taken, or nothing more may or can be done tonight; returns why it was not taken. */
async function tryAll(input: DeliverInput, target: Target, noted: Noted): Promise<string | null> {
  const { ledger, run, pauses = PAUSES } = input;
  for (let tried = 0; ; tried++) {
    if (tried > 0) ledger.again(noted.id, run.now().toISOString());
    const outcome = await input.send(target, noted);
    const pause = run.signal.aborted ? undefined : pauses[tried];
    const next = afterTry(outcome, { canRepeat: target.dropsRepeats, hasPause: pause !== undefined });
    const error = outcome.kind === "taken" ? null : outcome.error;
    ledger.settle(noted.id, { state: next.state, at: run.now().toISOString(), error });
    if (!next.isAgain || pause === undefined) {
      run.count(`watch/${next.state}`);
      if (error !== null) run.log("warn", `watch/${next.state}`, { list: noted.list, channel: target.channel, error });
      return error;
    }
    const wanted = outcome.kind === "not_taken" ? (outcome.afterSeconds ?? 0) * 1_000 : 0;
    await sleep(Math.max(pause, wanted), run.signal);
    if (run.signal.aborted) return error;
  }
}

interface AfterTry {
  readonly state: "sending" | "held" | "sent" | "failed" | "uncertain";
  readonly isAgain: boolean;
}

/** What a try leaves, and whether another one follows tonight. A message that may repeat stays as it is until it is taken: an earlier try may have come. */
function afterTry(outcome: Outcome, { canRepeat, hasPause }: { canRepeat: boolean; hasPause: boolean }): AfterTry {
  if (outcome.kind === "taken") return { state: "sent", isAgain: false };
  if (canRepeat) return { state: "sending", isAgain: hasPause && (outcome.kind === "unsure" || outcome.isWorthwhile) };
  if (outcome.kind === "unsure") return { state: "uncertain", isAgain: false };
  return outcome.isWorthwhile && hasPause ? { state: "held", isAgain: true } : { state: "failed", isAgain: false };
}

/** Ends early when the run is to end. */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end, { once: true });
  });
}
