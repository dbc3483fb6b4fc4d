import { randomUUID } from "node:crypto";
import type { Run } from "../types/run.ts";

type Level = Parameters<Run["log"]>[0];

/** Where log lines go: one JSON object a line on standard error, from `level` on. */
export function logToStderr(level: Level): Run["log"] {
  const order: readonly Level[] = ["debug", "info", "warn", "error"];
  return (at, event, fields = {}) => {
    if (order.indexOf(at) >= order.indexOf(level))
      process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level: at, event, ...fields })}\n`);
  };
}

/** A run with its own counters; `log` and `signal` default to silence and never. */
export function makeRun(options: { now?: () => Date; log?: Run["log"]; signal?: AbortSignal; id?: string } = {}): Run {
  const counters: Record<string, number> = {};
  const now = options.now ?? (() => new Date());
  return {
    id: options.id ?? `${now().toISOString().slice(0, 19).replaceAll(":", "")}-${randomUUID().slice(0, 8)}`,
    now,
    signal: options.signal ?? new AbortController().signal,
    log: options.log ?? (() => undefined),
    count: (name, by = 1) => {
      counters[name] = (counters[name] ?? 0) + by;
    },
    counters,
  };
}
