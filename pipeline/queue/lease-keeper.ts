import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import * as z from "zod";
import { DatabaseFailed } from "../database/postgres.ts";
import type { LeaseKeeper } from "../types/queue.ts";

const messageSchema = z.union([
  z.object({ lost: z.array(z.object({ id: z.number(), lease: z.string() })) }),
  z.object({ failed: z.object({ message: z.string(), code: z.string() }) }),
]);

/** Extends leases in the queue at this address, whose tables are there, by a thread and a connection of its own: neither waits for what the main thread does. */
export function keepLeases(url: string, leaseSeconds: number): LeaseKeeper {
  const { port1, port2 } = new MessageChannel();
  const workerData = { port: port2, url, leaseSeconds };
  const thread = new Worker(new URL("./lease-thread.mjs", import.meta.url), { workerData, transferList: [port2], execArgv: [] });
  thread.unref();
  port1.unref();
  return {
    hold: (jobs) => port1.postMessage({ held: jobs.map(({ lane, stage, id, lease }) => ({ lane, stage, id, lease })) }),
    drop: ({ id, lease }) => port1.postMessage({ dropped: { id, lease } }),
    news: () => {
      const messages = received(port1).map((raw) => messageSchema.parse(raw));
      const failed = messages.flatMap((message) => ("failed" in message ? message.failed : [])).at(-1);
      return {
        lost: messages.flatMap((message) => ("lost" in message ? message.lost : [])),
        failure: failed === undefined ? null : failureOf(failed),
      };
    },
    close: async () => {
      port1.close();
      await thread.terminate();
    },
  };
}

function received(port: MessageChannel["port1"]): readonly unknown[] {
  const messages: unknown[] = [];
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) messages.push(next.message);
  return messages;
}

/** What is no code of the server's, or of its classes 08 and 57P, is a connection that failed. */
const failureOf = ({ message, code }: { readonly message: string; readonly code: string }): DatabaseFailed =>
  new DatabaseFailed(message, /^(?!08|57P)[0-9A-Z]{5}$/u.test(code) ? `PG_${code}` : "PG_LOST");
