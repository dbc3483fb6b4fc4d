import type { ArticleId } from "./article.ts";
import type { Basis } from "./observation.ts";
import type { Quoted } from "./tokens.ts";

export type DocumentKind =
  | "resolution"
  | "directive"
  | "conclusion"
  | "decision"
  | "regulation"
  | "guideline"
  | "plan"
  | "programme"
  | "scheme"
  | "notice"
  | "charter"
  | "report"
  | "rules";

/** One mention of a Party or State document (codebook section 3). */
export interface Citation extends Quoted {
  readonly article: ArticleId;
  /** Canonical: `21-NQ/TW@2022-06-16`, `33-NQ/TU@63-20:2017-02-17`, `NQTW4@XII`; null for a document without number, session or register entry. */
  readonly id: string | null;
  /** As this mention writes it, with its zero: "05". */
  readonly number: string | null;
  readonly type: string | null;
  readonly issuer: string | null;
  readonly issuerPlace: string | null;
  readonly issued: string | null;
  readonly term: string | null;
  readonly documentKind?: DocumentKind;
  readonly title?: string;
  readonly basis: Basis;
}
