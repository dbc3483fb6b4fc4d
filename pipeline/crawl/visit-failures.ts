import { DangvuError, FetchFailed, FetchRefused, LeaseLost } from "../types/errors.ts";
import { failureKind } from "./fetch-errors.ts";
import type { UrlRow } from "./frontier.ts";
import { type Context, type HostState, settle } from "./visit-context.ts";

/** Tries of one address in one run, and in a row over several runs before it is given up; refusals may be a night's mood, too. */
const triesPerRun = 2;
const triesInAll = 8;
const refusalsInAll = 3;
/** A host that fails or refuses so many times in a row is left alone for this run. */
const maxFailuresInRow = 5;
const maxRefusalsInRow = 20;

/** Decides by an error what becomes of the address and of its host. @throws what ends the run */
export function handleFailure(error: unknown, row: UrlRow, state: HostState, context: Context): void {
  if (context.run.signal.aborted || context.shared?.drain.aborted === true || error instanceof LeaseLost) throw error;
  if (error instanceof DangvuError && error.next === "stop-run") throw error;
  const message = error instanceof Error ? error.message : String(error);
  report(error, row, message, context);
  if (["busy", "server-error", "timeout"].includes(failureKind(error))) context.pace.note(state.host, "trouble");
  if (error instanceof FetchFailed && error.retryAfterSeconds !== null) holdHost(error.retryAfterSeconds, state, context);
  else if (error instanceof FetchRefused) comeBackOrGiveUp(row, message, state, context);
  else if (error instanceof DangvuError && error.next !== "retry") settle(row, context, { state: "failed", error: message });
  else tryAgain(row, message, state, context);
}

/** One line and one number a failure. An error that is none of ours is a fault of a later stage: the address is kept. */
export function report(error: unknown, row: Pick<UrlRow, "url" | "source">, message: string, { run, tallies }: Context): void {
  const tally = tallies.get(row.source)!;
  const isRefusal = error instanceof DangvuError && error.next !== "retry";
  const isCrash = !(error instanceof DangvuError);
  const kind = failureKind(error);
  const what = isCrash ? "page/crashed" : error instanceof FetchRefused ? "fetch/refused" : isRefusal ? "page/unreadable" : "fetch/failed";
  if (isRefusal) tally.refused++;
  else tally.failed++;
  tally.failures[kind] = (tally.failures[kind] ?? 0) + 1;
  if (isRefusal && error.next === "stop-source") tally.stopped = message;
  run.count(what);
  run.log(isCrash ? "error" : "warn", what, { url: row.url, source: row.source, kind, error: message });
}

/** A site that says when to come back is obeyed: its clock moves, the address keeps its tries. Other machines wait as well, but for no longer than we would. */
function holdHost(seconds: number, state: HostState, { pace, budget, shared }: Context): void {
  const isLeft = seconds > budget.patienceSeconds || ++state.failuresInRow >= maxFailuresInRow;
  if (isLeft) state.left = `trang nguồn yêu cầu chờ ${seconds} giây`;
  if (!isLeft || shared !== undefined) pace.hold(state.host, Math.min(seconds, budget.patienceSeconds));
}

function comeBackOrGiveUp(row: UrlRow, error: string, state: HostState, context: Context): void {
  if (++state.refusalsInRow >= maxRefusalsInRow) state.left = `${maxRefusalsInRow} lần từ chối liên tiếp`;
  if (row.kind === "article" && row.sha256 === null) context.traps.note(row.url, false);
  if (row.tries + 1 >= refusalsInAll || row.kind !== "article") settle(row, context, { state: "failed", error });
  else context.frontier.retryLater(row.url, { nextAt: later(context, 12 * 60), error });
}

/** Once more at the end of the queue, then not before ten minutes, twice as long each time, at most a day. */
function tryAgain(row: UrlRow, error: string, state: HostState, context: Context): void {
  const { frontier, triedNow } = context;
  const tried = (triedNow.get(row.url) ?? 0) + 1;
  triedNow.set(row.url, tried);
  if (++state.failuresInRow >= maxFailuresInRow) state.left = `${maxFailuresInRow} lần lỗi liên tiếp`;
  if (row.tries + 1 >= triesInAll && row.kind === "article") {
    settle(row, context, { state: "failed", error });
    return;
  }
  const minutes = tried < triesPerRun ? 0 : Math.min(10 * 2 ** row.tries, 24 * 60);
  frontier.retryLater(row.url, { nextAt: later(context, minutes), error });
}

/** Up to a fifth sooner or later, so that what failed together does not come back together. */
export function later({ run, random }: Context, minutes: number): Date {
  return new Date(run.now().getTime() + minutes * 60_000 * (0.8 + 0.4 * random()));
}
