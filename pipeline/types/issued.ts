import type { DocumentKind } from "./citation.ts";
import type { Span } from "./tokens.ts";

/** A part of an issued document: its mark as written ("I", "1", "a", "Điều 3") and its heading; spans of `Article.text`. */
export interface Section extends Span {
  /** 1 for the outermost. */
  readonly level: number;
  readonly mark: string;
  readonly title: string;
}

export interface Signature {
  readonly name: string;
  /** As written: "BÍ THƯ". */
  readonly office: string | null;
  /** On whose behalf, as written: "T/M BAN CHẤP HÀNH". */
  readonly behalf: string | null;
}

/** What the layout of a document of the Party tells about it: head, sections, foot. Everything as written unless said otherwise. */
export interface IssuedDocument {
  readonly issuer: string | null;
  /** "21-NQ/TW", normalised as document numbers are; null for a document without one. */
  readonly number: string | null;
  /** The canonical id of language/documents.ts. */
  readonly id: string | null;
  readonly kind: DocumentKind | null;
  /** Where it was signed. */
  readonly place: string | null;
  /** ISO date. */
  readonly issued: string | null;
  /** What it is about: the lines under the kind. */
  readonly subject: string | null;
  readonly sections: readonly Section[];
  readonly recipients: readonly string[];
  readonly signature: Signature | null;
}
