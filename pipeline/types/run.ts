/** What a job hands to the stages so that none of them reads a clock, writes a log or counts in secret. */
export interface Run {
  readonly id: string;
  /** The time now; fixed in tests. */
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** One line a thing worth telling: `log("warn", "robots/forbidden", { url })`. */
  readonly log: (level: "debug" | "info" | "warn" | "error", event: string, fields?: Readonly<Record<string, unknown>>) => void;
  /** Adds to a counter, named by stage and outcome: `fetch/304`, `robots/forbidden`. */
  readonly count: (name: string, by?: number) => void;
  readonly counters: Readonly<Record<string, number>>;
}
