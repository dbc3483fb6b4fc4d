import { setTimeout as pause } from "node:timers/promises";
import { workerData } from "node:worker_threads";
import { answer, data } from "../../pipeline/database/bridge-thread.mjs";

/** Answers late, and wakes the other side before that, as a call does that belongs to the answer before. */
answer(async ({ n, afterMs }) => {
  Atomics.notify(workerData.flag, 0);
  await pause(afterMs);
  Atomics.notify(workerData.flag, 0);
  await pause(afterMs);
  return { n, data };
});
