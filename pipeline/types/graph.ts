import type { ArticleId } from "./article.ts";
import type { DocumentKind } from "./citation.ts";
import type { Quoted } from "./tokens.ts";

/** The words that a row rests on, with their sentence and article: "says who?". */
export interface Evidence extends Quoted {
  readonly sentence: { readonly text: string; readonly start: number } | null;
  readonly article: {
    readonly id: ArticleId;
    readonly title: string;
    readonly publisher: string | null;
    readonly publishedAt: string | null;
    readonly url: string;
    readonly sourceUrl: string | null;
  };
}

/** A document of a province's committee that is said to carry out the cited one. */
export interface OwnDocument {
  readonly id: string;
  readonly kind: DocumentKind | null;
  /** As far as it is known: a day, a month, a year. */
  readonly issued: string | null;
  /** From the cited document's day of issue to its own; null where one of them is no whole day. */
  readonly days: number | null;
  /** Where `days` is null: to the day of the report that tells of it, by which it was there. */
  readonly atMostDays: number | null;
  /** What says that it carries it out: one sentence with both, or the sentence after. */
  readonly rule: "same_sentence" | "next_sentence";
  readonly evidence: Evidence;
}

/** A province that cites a document. */
export interface ProvinceCiting {
  readonly province: string;
  readonly articles: number;
  readonly mentions: number;
  /** The earliest report that cites it; without a day where none has one, or only one before the document was issued. */
  readonly first: { readonly published: string | null; readonly days: number | null; readonly evidence: Evidence };
  /** Earliest first. */
  readonly own: readonly OwnDocument[];
}

export interface CitationGraph {
  /** All ids of the document. */
  readonly ids: readonly string[];
  readonly issued: string | null;
  /** Those that carried it out first, then those that cited it first. */
  readonly provinces: readonly ProvinceCiting[];
  /** Articles that cite it and whose province the text does not let one know. */
  readonly withoutProvince: number;
}

/** A row of the table "implementation lag by province". */
export interface LagRow {
  readonly province: string;
  readonly name: string;
  /** Day of the first report that cites the document, and days after its issue. */
  readonly firstCited: string | null;
  readonly firstCitedDays: number | null;
  /** The first document of its own that carries it out. */
  readonly ownDocument: string | null;
  readonly ownIssued: string | null;
  readonly ownDays: number | null;
  /** Where the day of the own document is not known: it was there so many days after, at the latest. */
  readonly ownDaysAtMost: number | null;
  /** The report behind the row: of the own document, else of the first citation. */
  readonly article: string;
  readonly url: string;
  readonly sentence: string | null;
}
