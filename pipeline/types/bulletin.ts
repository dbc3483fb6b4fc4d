import type { Chart } from "./chart.ts";
import type { DocumentKind } from "./citation.ts";
import type { Evidence } from "./graph.ts";
import type { Label } from "./indicator.ts";
import type { Bound, Observation } from "./observation.ts";
import type { ArticleHead } from "./store.ts";
import type { Boundaries, CellRank, Change, Column, SeriesBreak, TableSpec } from "./table.ts";
import type { Quoted } from "./tokens.ts";

/** What a bulletin is asked for. */
export interface BulletinSpec {
  /** `2024`, `2024-H1`, `2024-Q1`, `2024-03`. */
  readonly period: string;
  /** Ids of provinces; empty for all that existed in the period. */
  readonly provinces: readonly string[];
  /** Names of topics (corpus/bulletins/topics.yaml), in the order of the bulletin. */
  readonly topics: readonly string[];
  readonly boundaries: Boundaries;
  /** Figures that nobody has reviewed and that contradict another, failed a check or were read with little confidence: left out, or kept and marked. */
  readonly doubtful: "leave_out" | "mark";
  readonly lang: "vi" | "en";
  /** Ids of figures that the writer struck out. */
  readonly without: readonly string[];
}

/** A topic: one entry of corpus/bulletins/topics.yaml. */
export interface BulletinTopic {
  readonly name: string;
  readonly label: Label;
  /** `figures`: questions answered by provinces; `documents`: what the centre issued, and who carries it out. */
  readonly kind: "figures" | "documents";
  /** The first is the topic's main question: it has the table and the chart. */
  readonly questions: readonly Pick<TableSpec, "indicator" | "dims" | "measure" | "status">[];
}

/** A figure as a bulletin may use it, with everything that its footnote says. */
export interface BulletinFigure {
  /** Its id in the review (store/decisions.ts). */
  readonly id: string;
  readonly observation: Observation;
  readonly article: ArticleHead;
  readonly sentence: Quoted | null;
  readonly doubts: readonly ("low_confidence" | "conflict" | "failed_check")[];
}

/** A value with the figures that it rests on: one for a reported value, the inputs of the formula for a derived one. */
export interface BulletinValue {
  readonly value: number;
  readonly bound: Bound;
  readonly kind: "reported" | "derived";
  readonly formula: string | null;
  readonly figures: readonly BulletinFigure[];
}

/** What is said of one province. */
export interface ProvinceFact {
  readonly province: string;
  readonly name: string;
  readonly now: BulletinValue;
  /** The same period a year before. */
  readonly before: BulletinValue | null;
  readonly change: Change | null;
  readonly rank: CellRank | null;
}

/** The answers to one question in the period. */
export interface QuestionFacts {
  readonly spec: TableSpec;
  readonly column: Column;
  readonly beforeColumn: Column | null;
  /** Provinces with a value in the period that may be used, of those that the bulletin is about. */
  readonly reported: number;
  readonly of: number;
  /** Largest value first. */
  readonly provinces: readonly ProvinceFact[];
  /** What is published of the whole country, where the bulletin is about all of it. */
  readonly national: Omit<ProvinceFact, "province" | "rank"> | null;
  /** What the provinces add up to; of a part of them never said of the whole. */
  readonly sum: { readonly value: number; readonly bound: Bound; readonly reported: number; readonly of: number } | null;
  /** Breaks of the series and mergers between the two columns. */
  readonly breaks: readonly SeriesBreak[];
  /** Values of the provinces over the last columns up to the period, for a chart; runs end where a column is empty and before a break. */
  readonly series: {
    readonly columns: readonly Column[];
    readonly lines: readonly {
      readonly province: string;
      readonly name: string;
      readonly segments: readonly (readonly { readonly key: string; readonly value: number; readonly isUnfinished?: boolean }[])[];
    }[];
  };
}

export interface TopicFacts {
  readonly topic: BulletinTopic;
  readonly questions: readonly QuestionFacts[];
}

/** A document of the centre, and the provinces that have issued something of their own to carry it out. */
export interface DocumentFacts {
  readonly id: string;
  /** `21-NQ/TW`. */
  readonly number: string;
  readonly title: string | null;
  readonly kind: DocumentKind | null;
  readonly issued: string | null;
  /** It was issued in the bulletin's period; else it is older and was carried out in it. */
  readonly isNew: boolean;
  readonly citing: number;
  readonly programmes: readonly {
    readonly province: string;
    readonly name: string;
    readonly document: string;
    readonly issued: string | null;
    readonly evidence: Evidence;
  }[];
  /** The earliest report that cites it. */
  readonly evidence: Evidence;
}

/** A local model or way of doing things, in the words of its report, 25 at most. */
export interface ModelFacts {
  readonly quote: string;
  readonly place: string | null;
  readonly evidence: Evidence;
}

/** A figure of an earlier bulletin that is now told otherwise. */
export interface CorrectionFacts {
  /** Id and title of the bulletin that printed it. */
  readonly bulletin: string;
  readonly title: string;
  readonly madeAt: string;
  readonly name: string;
  readonly spec: TableSpec;
  readonly column: Column;
  readonly before: { readonly value: number; readonly bound: Bound };
  /** Null where no report says it any more. */
  readonly now: BulletinValue | null;
  /** `reviewed`: a person corrected or rejected it; `report_changed`: the paper changed its page; `newer_report`: a later or better report; `reread`: newer rules. */
  readonly why: "reviewed" | "report_changed" | "newer_report" | "reread";
  readonly note: string | null;
}

/** Everything that a bulletin may say, before it is said in a language. */
export interface BulletinFacts {
  readonly spec: BulletinSpec;
  /** ISO time. */
  readonly madeAt: string;
  /** Fingerprint of the store that it was made from. */
  readonly fingerprint: string;
  readonly provinces: readonly { readonly id: string; readonly name: string }[];
  readonly topics: readonly TopicFacts[];
  readonly documents: readonly DocumentFacts[];
  readonly models: readonly ModelFacts[];
  readonly corrections: readonly CorrectionFacts[];
  /** Figures that the period has and the bulletin leaves out as doubtful. */
  readonly leftOut: number;
}

/** Running text. `note` is the number of a footnote, from 1; `figure` the id of the figure that the words give. */
export interface Inline {
  readonly text: string;
  readonly note?: number;
  readonly figure?: string;
  readonly style?: "strong" | "emphasis" | "mark";
  readonly href?: string;
}

export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: "paragraph"; readonly inlines: readonly Inline[] }
  | { readonly kind: "list"; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "quote"; readonly inlines: readonly Inline[] }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly head: readonly string[];
      /** The first cell of a row names it; `isNumber` tells the columns that stand to the right. */
      readonly rows: readonly (readonly (readonly Inline[])[])[];
      readonly isNumber: readonly boolean[];
      readonly note: string | null;
    }
  | { readonly kind: "chart"; readonly caption: string; readonly chart: Chart };

/** A bulletin in a language, before it is a file: what Word, HTML and Markdown are written from. Captions are without numbers: the files number them. */
export interface BulletinText {
  readonly lang: "vi" | "en";
  readonly title: string;
  /** What, where, when: under the title. */
  readonly subtitle: string;
  readonly dateline: string;
  readonly blocks: readonly Block[];
  /** Footnotes in their order: the first has the number 1. */
  readonly notes: readonly (readonly Inline[])[];
  /** What it was made from, in one line at the end. */
  readonly colophon: string;
}
