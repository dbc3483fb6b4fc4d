import { MessageChannel, Worker } from "node:worker_threads";
import * as z from "zod";
import { WrongUse } from "../../types/errors.ts";

/** Where probes are answered. `isFixed`: at this port or not at all; otherwise at a free one when it is taken. */
export interface HealthPlace {
  readonly host: string;
  readonly port: number;
  readonly isFixed: boolean;
}

export interface HealthOptions {
  /** Null: no probes, only the guard of `limitSeconds`. */
  readonly place: HealthPlace | null;
  /** The process counts as dead when a loop has not turned for so long. */
  readonly staleSeconds: number;
  /** And is ended then: what it was at comes back to the queue, and is given up after some such ends. */
  readonly limitSeconds: number;
  /** The text of /metrics. */
  readonly metrics: () => string;
}

/** A thread of its own that answers `/healthz`, `/readyz` and `/metrics`, and guards the loops. */
export interface Health {
  /** Where it answers; null without probes. */
  readonly address: string | null;
  /** A loop that must turn from now on; the function tells that it has. */
  readonly loop: () => { readonly beat: () => void; readonly end: () => void };
  /** All loops wait for something outside of the process: that is not to be stuck. */
  readonly touch: () => void;
  readonly setReady: (isReady: boolean) => void;
  readonly close: () => Promise<void>;
}

const MOST_LOOPS = 4;

const messageSchema = z.union([z.literal("metrics"), z.object({ address: z.string() }), z.object({ failed: z.string() })]);

/** Begins the thread. Throws WrongUse when the address cannot be listened at. */
export async function startHealth({ place, staleSeconds, limitSeconds, metrics }: HealthOptions): Promise<Health> {
  const [beats, state] = [new SharedArrayBuffer(8 * MOST_LOOPS), new SharedArrayBuffer(4)];
  const [turns, ready] = [new Float64Array(beats).fill(Number.POSITIVE_INFINITY), new Int32Array(state)];
  const { port1, port2 } = new MessageChannel();
  const { host, port, isFixed } = place ?? { host: "", port: -1, isFixed: true };
  const workerData = { beats, state, port: port2, host, httpPort: port, isFixed, staleSeconds, limitSeconds };
  const thread = new Worker(new URL("./health-thread.mjs", import.meta.url), { workerData, transferList: [port2], execArgv: [] });
  const listening = new Promise<string | null>((resolve, reject) => {
    if (place === null) resolve(null);
    thread.once("error", reject);
    port1.on("message", (raw) => {
      const message = messageSchema.parse(raw);
      if (message === "metrics") port1.postMessage(metrics());
      else if ("address" in message) resolve(message.address);
      else reject(notHeard(`${host}:${port}`, message.failed));
    });
  });
  const close = async (): Promise<void> => {
    port1.close();
    await thread.terminate();
  };
  const address = await listening.catch(async (error: unknown) => {
    await close();
    throw error;
  });
  thread.unref();
  port1.unref();
  let loops = 0;
  return {
    address,
    loop: () => {
      const at = loops++;
      const set = (time: number): void => {
        turns[at] = time;
      };
      set(Date.now());
      return { beat: () => set(Date.now()), end: () => set(Number.POSITIVE_INFINITY) };
    },
    touch: () => {
      for (const [at, turn] of turns.entries()) if (turn !== Number.POSITIVE_INFINITY) turns[at] = Date.now();
    },
    setReady: (isReady) => void Atomics.store(ready, 0, isReady ? 1 : 0),
    close,
  };
}

const notHeard = (where: string, detail: string): WrongUse =>
  new WrongUse(
    `Không mở được địa chỉ kiểm tra ${where} (${detail.trim()}).`,
    "Chọn địa chỉ và cổng khác bằng --health, hoặc --health off.",
  );
