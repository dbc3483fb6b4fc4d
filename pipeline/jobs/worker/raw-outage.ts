import { describe, judge } from "./failures.ts";
import { growingPauses, pauseUnless } from "./pulse.ts";
import type { Shift } from "./shift.ts";

const [FIRST_MS, LONGEST_MS] = [200, 30_000];

/** No page has this hash: whoever can say so is there. */
const NOBODY = "0".repeat(64);

/** Can the raw pages not be asked for now, or are those in their place not ours? */
export function isRawAway({ desk }: Pick<Shift, "desk">): boolean {
  try {
    desk.raw.read(NOBODY);
    return false;
  } catch (error) {
    return judge(error) !== "skip";
  }
}

/** Waits until the raw pages answer again, or the process is to end. The process is not ready meanwhile. */
export async function waitForRaw(error: unknown, shift: Shift & { readonly beat: () => void }): Promise<void> {
  if (shift.drain.aborted || !isRawAway(shift)) return;
  const pauses = growingPauses({ first: FIRST_MS, longest: LONGEST_MS });
  shift.meter.outage();
  shift.log("warn", "worker/raw-away", { message: describe(error) });
  shift.outages.setRawThere(false);
  do {
    shift.beat();
    await pauseUnless(shift.drain, pauses.next());
  } while (!shift.drain.aborted && isRawAway(shift));
  if (shift.drain.aborted) return;
  shift.outages.setRawThere(true);
  shift.log("info", "worker/raw-back");
}
