import type { Run } from "../../pipeline/types/run.ts";

/** A run with a clock of its own (advance it by setting `clock.now`), whose counters and log lines can be looked at. */
export function makeRun({ id = "dem-1", now = "2026-11-20T02:00:00Z" }: { id?: string; now?: string } = {}) {
  const counters: Record<string, number> = {};
  const lines: string[] = [];
  const clock = { now: new Date(now) };
  const controller = new AbortController();
  const run: Run = {
    id,
    now: () => clock.now,
    signal: controller.signal,
    log: (_, event, fields) => {
      lines.push(`${event} ${JSON.stringify(fields ?? {})}`);
    },
    count: (name, by = 1) => {
      counters[name] = (counters[name] ?? 0) + by;
    },
    counters,
  };
  return { run, counters, lines, clock, controller };
}
