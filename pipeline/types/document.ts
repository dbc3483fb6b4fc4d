import type { DocumentKind } from "./citation.ts";
import type { CitationGraph, LagRow } from "./graph.ts";
import type { Boundaries } from "./table.ts";

/** Whose document it is: the Party's centre, the State's, a province's committee, or that of a body below or unknown. */
export type IssuerGroup = "centre" | "state" | "province" | "other";

/** A document of the register, or one that only citations tell of, as lists show it. Counts are of current, trusted articles without reprints. */
export interface DocumentSummary {
  /** The register's id where it has the document under several. */
  readonly id: string;
  /** `21-NQ/TW`, `NQTW4`: the id without its day and place. */
  readonly sign: string;
  readonly kind: DocumentKind | null;
  /** What it is about, shortened; null where neither register nor citations say. */
  readonly title: string | null;
  /** The body that issued it, by name; null where only the sign tells. */
  readonly issuer: string | null;
  readonly group: IssuerGroup;
  /** Of a local document: `63-20`. */
  readonly province: string | null;
  /** ISO date, as exact as it is known. */
  readonly issued: string | null;
  readonly isRegistered: boolean;
  readonly articles: number;
  readonly mentions: number;
  readonly provinces: number;
  readonly firstCited: string | null;
  readonly lastCited: string | null;
}

/** All conditions must hold. `words`: a number in any writing, or words of the title. */
export interface DocumentQuery {
  readonly words?: string;
  readonly kind?: DocumentKind;
  readonly group?: IssuerGroup;
  /** Issued by this province's committee. */
  readonly issuedBy?: string;
  /** Cited by articles of this province; counts are then of these. */
  readonly citedBy?: string;
  readonly sort: "cited" | "newest";
  readonly limit: number;
  readonly offset: number;
}

/** A document with who cites it. */
export interface DocumentDetail extends DocumentSummary {
  /** All ids under which it is cited. */
  readonly ids: readonly string[];
  /** Other names of it: "Nghị quyết Trung ương 5 khóa XIII". */
  readonly aliases: readonly string[];
  /** The term of the Central Committee in which it was issued. */
  readonly term: string | null;
  /** The plenum that passed it. */
  readonly session: string | null;
  readonly replaces: readonly DocumentSummary[];
  readonly replacedBy: readonly DocumentSummary[];
  readonly graph: CitationGraph;
  readonly lags: readonly LagRow[];
}

/** Documents that reports cite, and those of the register. */
export interface DocumentShelf {
  list(query: DocumentQuery): { readonly total: number; readonly documents: readonly DocumentSummary[] };
  /** Null for an id that neither the register nor a citation has. */
  read(id: string, boundaries: Boundaries): DocumentDetail | null;
}
