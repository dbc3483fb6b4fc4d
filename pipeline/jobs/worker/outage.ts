import type { Run } from "../../types/run.ts";
import { describe, judge } from "./failures.ts";
import { growingPauses, pauseUnless } from "./pulse.ts";

const [FIRST_MS, LONGEST_MS] = [100, 10_000];

/** Somebody wants this process to end while the database is away. */
export class Drained extends Error {}

interface OutageOptions {
  readonly log: Run["log"];
  readonly drain: AbortSignal;
  /** Told once of each time that it goes away. */
  readonly onOutage: () => void;
  /** Told before each pause that it is away, and when it is there again. */
  readonly onState: (isThere: boolean) => void;
}

export interface Outages {
  /**
   * The result of `work`, which is tried again after growing pauses for as long as the database is away. Throws Drained when the process is to end meanwhile, and what `work` throws for
   * other reasons.
   */
  readonly lasting: <T>(work: () => T) => Promise<T>;
  /** Notes whether the raw pages are there: without them the process is as little ready as without its database. */
  readonly setRawThere: (isThere: boolean) => void;
}

export function makeOutages({ log, drain, onOutage, onState }: OutageOptions): Outages {
  let [isReady, isRawThere] = [true, true];
  const lasting = async <T>(work: () => T): Promise<T> => {
    const pauses = growingPauses({ first: FIRST_MS, longest: LONGEST_MS });
    for (let tries = 1; ; tries++) {
      try {
        const result = work();
        if (!isReady) {
          log("info", "worker/back", { tries });
          onState(isRawThere);
        }
        isReady = true;
        return result;
      } catch (error) {
        const verdict = judge(error);
        if (verdict === "undone" && tries < MOST_UNDONE) continue;
        if (verdict !== "lost" && verdict !== "outage") throw error;
        if (isReady) {
          onOutage();
          log("warn", "worker/outage", { message: describe(error) });
        }
        isReady = false;
        if (drain.aborted) throw new Drained("the process is to end", { cause: error });
        onState(false);
        await pauseUnless(drain, pauses.next());
      }
    }
  };
  const setRawThere = (isThere: boolean): void => {
    isRawThere = isThere;
    onState(isReady && isRawThere);
  };
  return { lasting, setRawThere };
}

/** Two transactions that undo each other so often will do so again. */
const MOST_UNDONE = 8;
