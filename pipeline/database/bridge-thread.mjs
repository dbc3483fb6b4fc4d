// @ts-check
import { workerData } from "node:worker_threads";

/** What this thread was begun with. */
export const data = /** @type {unknown} */ (workerData.data);

/**
 * Answers each question of the other side (bridge.ts), one after the other. What `handle` throws ends the thread.
 * @template Question
 * @param {(question: Question) => Promise<unknown>} handle
 */
export function answer(handle) {
  const { port, flag } = workerData;
  port.on("message", async (/** @type {Question} */ question) => {
    port.postMessage(await handle(question));
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
}
