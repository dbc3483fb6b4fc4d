import { describe, judge } from "./failures.ts";
import { growingPauses, pauseUnless } from "./pulse.ts";
import type { Shift } from "./shift.ts";

const [FIRST_MS, LONGEST_MS] = [200, 30_000];

/** No page has this hash: whoever can say so is there. */
const NOBODY = "0".repeat(64);

/** What is asked of the raw pages: a machine that only reads may have a place that cannot be written to. */
export type RawUse = "read" | "keep";

/** Can no page be read, or kept, now: is their place away, not ours, full, or not to be written to? */
export function isRawAway({ desk }: Pick<Shift, "desk">, use: RawUse): boolean {
  try {
    desk.raw.read(NOBODY);
    if (use === "keep") desk.raw.tryKeeping();
    return false;
  } catch (error) {
    return judge(error) !== "skip";
  }
}

/** Waits until this can be done with the raw pages again, or the process is to end. The process is not ready meanwhile. */
export async function waitForRaw(error: unknown, shift: Shift & { readonly beat: () => void }, use: RawUse): Promise<void> {
  if (shift.drain.aborted || !isRawAway(shift, use)) return;
  const pauses = growingPauses({ first: FIRST_MS, longest: LONGEST_MS });
  shift.meter.outage();
  shift.log("warn", "worker/raw-away", { message: describe(error) });
  shift.outages.setRawThere(false);
  do {
    shift.beat();
    await pauseUnless(shift.drain, pauses.next());
  } while (!shift.drain.aborted && isRawAway(shift, use));
  if (shift.drain.aborted) return;
  shift.outages.setRawThere(true);
  shift.log("info", "worker/raw-back");
}
