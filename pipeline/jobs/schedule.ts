import { Cron } from "croner";
import { BadEntry } from "../types/errors.ts";

/** The time zone in which all of Viet Nam lives and schedules are meant. */
export const VIETNAM = "Asia/Ho_Chi_Minh";

export interface Schedule {
  /** Five fields as in crontab: "0 2 * * *". */
  readonly pattern: string;
  readonly zone: string;
}

/** The next time after `from` that the schedule names. Throws BadEntry for a pattern or zone that is none, or names no time any more. */
export function nextTime({ pattern, zone }: Schedule, from: Date): Date {
  let next: Date | null;
  try {
    next = new Cron(pattern, { timezone: zone, paused: true, mode: "5-part" }).nextRun(from);
  } catch (cause) {
    throw new BadEntry(
      `Lịch "${pattern}" (${zone}) không hợp lệ.`,
      'Viết năm cột như crontab, ví dụ "0 2 * * *", và múi giờ như Asia/Ho_Chi_Minh.',
      cause,
    );
  }
  if (next === null) throw new BadEntry(`Lịch "${pattern}" không còn lần chạy nào.`, 'Viết lịch lặp lại, ví dụ "0 2 * * *".');
  return next;
}

export interface ScheduledJob {
  readonly schedule: Schedule;
  /** One run; what it throws is given to `onError`, and the next run comes all the same. */
  readonly work: () => Promise<void>;
  readonly onError: (error: unknown) => void;
  /** Told before each wait. */
  readonly onWait: (next: Date) => void;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Waits until a time or until the signal; tests let it pass at once. */
  readonly sleep?: (until: Date, signal: AbortSignal) => Promise<void>;
}

/** Runs the work at each time of the schedule, one run at a time, until the signal. A time that passes while a run is under way is left out. */
export async function runOnSchedule(job: ScheduledJob): Promise<void> {
  const { schedule, work, onError, onWait, signal, now, sleep = sleepUntil } = job;
  while (!signal.aborted) {
    const next = nextTime(schedule, now());
    onWait(next);
    await sleep(next, signal);
    if (signal.aborted) return;
    await work().catch(onError);
  }
}

/** Timers count while a machine sleeps or its clock is set: a minute at a time, the clock asked again each time. */
const STEP = 60_000;

async function sleepUntil(until: Date, signal: AbortSignal): Promise<void> {
  for (let left = until.getTime() - Date.now(); left > 0 && !signal.aborted; left = until.getTime() - Date.now())
    await pause(Math.min(left, STEP), signal);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
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
