import type { SourceId } from "./source.ts";

/** Something that asks for the operator's attention, in words, and what to do about it. */
export interface ToDo {
  readonly says: string;
  readonly hint: string;
}

/** A cell with an address is a link. */
export type ReportCell = string | { readonly text: string; readonly url: string };

export interface ReportTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly ReportCell[])[];
  readonly note: string | null;
}

/** A night's report in the words of a language. */
export interface ReportView {
  readonly title: string;
  readonly summary: string;
  readonly run: string;
  readonly todo: readonly ToDo[];
  readonly tables: readonly ReportTable[];
}

/** A run in the list. `outcome`: `failed` in part or whole; `running` or cut off without an end. */
export interface RunLine {
  readonly id: string;
  readonly job: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly outcome: "done" | "failed" | "unfinished";
  /** Pages that were new, and figures read out of what was. */
  readonly newPages: number;
  readonly figures: number;
  /** How many things ask for attention; null for a run without a report. */
  readonly alarms: number | null;
}

/** One run: its line, its counters, and its report where one is kept. */
export interface RunDetail extends RunLine {
  readonly counters: Readonly<Record<string, number>>;
  readonly report: ReportView | null;
}

/** What became of a source in one night. */
export interface SourceNightLine {
  readonly run: string;
  readonly startedAt: string;
  readonly fetched: number;
  readonly newPages: number;
  readonly changedPages: number;
  readonly failed: number;
  readonly refused: number;
  readonly figures: number;
  /** Why it was left before its end; null where it was not. */
  readonly stopped: string | null;
}

/**
 * How a source is doing. `off`: the operator has not switched it on; `unknown`: no night has asked it yet; `resting`: left before its end in the last night;
 * `poor`: answered, but much of it failed; `fine`.
 */
export type SourceState = "off" | "unknown" | "fine" | "poor" | "resting";

export interface SourceHealth {
  readonly id: SourceId;
  readonly name: string;
  readonly kind: string;
  readonly province: string | null;
  readonly home: string;
  readonly enabled: boolean;
  /** The day on which its entry was last tried on the live site. */
  readonly checked: string | null;
  readonly state: SourceState;
  /** The last night that asked it, and the last in which it answered and was read to its end; ISO times. */
  readonly lastAsked: string | null;
  readonly lastSuccess: string | null;
  /** Over the nights of the last month whose reports are kept. */
  readonly nights: number;
  readonly newPages: number;
  readonly failures: number;
  readonly figures: number;
  /** When the next night begins that will ask it; null while none is planned. */
  readonly nextVisit: string | null;
}

export interface SourceDetail extends SourceHealth {
  /** Seconds between two requests, and the hours in which it may be asked, where they are limited. */
  readonly paceSeconds: number;
  readonly window: string | null;
  readonly note: string | null;
  /** Failures of the last month by kind, most first. */
  readonly failureKinds: readonly { readonly kind: string; readonly count: number }[];
  /** The newest first. */
  readonly history: readonly SourceNightLine[];
  /** What the last night asks to be done about it. */
  readonly todo: readonly ToDo[];
}

/** The state of the last night, for those who only want to know whether all is well. */
export interface LastNight {
  readonly run: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly failed: boolean;
  readonly title: string;
  readonly summary: string;
  readonly todo: readonly ToDo[];
  /** When the next one begins; null while none is planned. */
  readonly next: string | null;
}

type Lang = "vi" | "en";

/** What the pages know of how the machine runs. Nothing of it tells a path, a contact or an address that messages go to. */
export interface Operation {
  /** Runs, newest first. */
  runs(page: { readonly limit: number; readonly offset: number }): { readonly runs: readonly RunLine[]; readonly total: number };
  run(id: string, lang: Lang): RunDetail | null;
  sources(): readonly SourceHealth[];
  source(id: SourceId, lang: Lang): SourceDetail | null;
  /** Null until a night has left a report. */
  lastNight(lang: Lang): LastNight | null;
}
