import type { BulletinFacts, BulletinFigure, BulletinSpec, BulletinText, BulletinValue } from "./bulletin.ts";
import type { Label } from "./indicator.ts";
import type { Bound, Observation } from "./observation.ts";
import type { ArticleHead } from "./store.ts";
import type { Column, TableSpec } from "./table.ts";

/** What a bulletin can be written as. */
export type BulletinFormat = "docx" | "html" | "md" | "pdf";

/** A bulletin as people ask for it, on the command line, in a form or in the file of a series; what is absent or empty is as usual. */
export interface BulletinWords {
  /** `2024`, `2024-H1`, `2024-Q1`, `2024-03`. */
  readonly period: string;
  readonly provinces?: string | readonly string[] | undefined;
  readonly topics?: string | readonly string[] | undefined;
  readonly boundaries?: string | undefined;
  readonly doubtful?: string | undefined;
  readonly lang?: string | undefined;
  readonly without?: string | readonly string[] | undefined;
}

/** The issue of a series that a bulletin is. */
export interface SeriesIssue {
  readonly name: string;
  /** The time that it stands for, once each: `2026-W47`, `2026-10`, `2026-Q3`. */
  readonly slot: string;
}

/** What lists show of a bulletin that is kept. */
export interface BulletinHead {
  /** `2024-Q1-0123456789ab`: its period and a hash of what it says. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly spec: BulletinSpec;
  /** ISO time. */
  readonly madeAt: string;
  readonly origin: "command" | "web" | "series";
  readonly series: SeriesIssue | null;
  /** Of the store that it was made from, the rules that had read it, and the program. */
  readonly fingerprint: string;
  readonly rules: string;
  readonly version: string;
  /** How many figures it rests on, how many it left out as doubtful, and how many of earlier bulletins it corrects. */
  readonly figures: number;
  readonly leftOut: number;
  readonly corrections: number;
  readonly files: readonly { readonly format: BulletinFormat; readonly bytes: number }[];
}

/** A bulletin that has been written but is kept nowhere yet. */
export interface BulletinDraft {
  readonly facts: BulletinFacts;
  readonly text: BulletinText;
}

/** A bulletin with everything that it was made from. */
export interface StoredBulletin extends BulletinDraft {
  readonly head: BulletinHead;
}

/** Where a bulletin uses a figure: `now` and `before` of a province or the country, or a corrected value. */
export interface FigureUse {
  readonly role: "now" | "before" | "correction";
  readonly spec: TableSpec;
  readonly column: Column;
  /** Id of the province; null for the country. */
  readonly province: string | null;
  readonly name: string;
  /** As the bulletin gives it. */
  readonly value: BulletinValue;
}

/** A figure that a bulletin rests on, with all its uses. */
export interface UsedFigure {
  readonly figure: BulletinFigure;
  readonly uses: readonly FigureUse[];
}

/** What the store says today of a figure that a bulletin gave. */
export interface FigureToday {
  /**
   * `same`; `reviewed`: a person confirmed or corrected it since; `rejected`: a person took it out; `reread`: newer rules read the same page otherwise;
   * `report_changed`: the paper changed its page; `gone`: no report at the address any more.
   */
  readonly state: "same" | "reviewed" | "rejected" | "reread" | "report_changed" | "gone";
  /** What is read at the same place now; null where nothing is. */
  readonly observation: Observation | null;
  /** The article as it is now; null where the address has none. */
  readonly article: ArticleHead | null;
  /** Why a person decided as he did. */
  readonly note: string | null;
}

/** The answer to a question, as a table gives it today. */
export interface AnswerToday {
  readonly value: number;
  readonly bound: Bound;
  readonly kind: "reported" | "derived";
}

/** "Where does this number come from?", asked of a bulletin, today or a year later. */
export interface FigureExplained {
  readonly head: BulletinHead;
  /** As it was when the bulletin was made. */
  readonly figure: BulletinFigure;
  readonly today: FigureToday;
  readonly uses: readonly (FigureUse & { readonly today: AnswerToday | null })[];
}

/** What the form of a bulletin offers. */
export interface BulletinChoices {
  readonly topics: readonly { readonly name: string; readonly label: Label }[];
  /** `region:TN`. */
  readonly regions: readonly { readonly code: string; readonly label: Label }[];
  /** Periods that provinces have told something of, the newest first. */
  readonly periods: readonly string[];
}

/** Where bulletins are written and kept. */
export interface BulletinDesk {
  choices(): BulletinChoices;
  /** Throws WrongUse with what is allowed. */
  readSpec(words: BulletinWords): BulletinSpec;
  /** With the figures that its words give, and those that `spec.without` strikes out, as they would be given. Throws WrongUse where the period has no figures at all. */
  draft(spec: BulletinSpec): BulletinDraft & { readonly figures: readonly UsedFigure[]; readonly struck: readonly UsedFigure[] };
  /** Makes a bulletin in these formats and keeps it; one that says the same is kept once. Throws WrongUse, StoreBroken. */
  make(spec: BulletinSpec, formats: readonly BulletinFormat[]): Promise<BulletinHead>;
  /** Newest first. */
  list(page: { readonly limit: number; readonly offset: number }): { readonly bulletins: readonly BulletinHead[]; readonly total: number };
  /** With the figures that its words give; null for an id that none has. */
  find(id: string): (StoredBulletin & { readonly figures: readonly UsedFigure[] }) | null;
  /** Null where it was not written so. */
  file(id: string, format: BulletinFormat): Uint8Array<ArrayBuffer> | null;
  /** Null for a figure that the bulletin does not rest on. */
  explain(id: string, figure: string): FigureExplained | null;
  /** Changes whenever another bulletin or file is kept. */
  version(): string;
}
