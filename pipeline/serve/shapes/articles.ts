import * as z from "zod";
import {
  ArticleHeadShape,
  ArticleShape,
  BasisShape,
  CheckShape,
  FigureShape,
  ObservationShape,
  PlaceShape,
  QuotedShape,
} from "./figures.ts";
import { list, named, optional, record } from "./named.ts";

const text = z.string();
const offset = z.int().min(0);

const KindShape = named(
  "DocumentKind",
  z.enum([
    "resolution",
    "directive",
    "conclusion",
    "decision",
    "regulation",
    "guideline",
    "plan",
    "programme",
    "scheme",
    "notice",
    "charter",
    "report",
    "rules",
  ]),
);

const CITATION = {
  article: text,
  start: offset,
  end: offset,
  quote: text,
  id: text.nullable(),
  number: text.nullable(),
  type: text.nullable(),
  issuer: text.nullable(),
  issuerPlace: text.nullable(),
  issued: text.nullable(),
  term: text.nullable(),
  documentKind: optional(KindShape),
  title: optional(text),
  basis: BasisShape,
};

/** Citation of types/citation.ts. */
export const CitationShape = named("Citation", record(CITATION));

/** A mention with the sentence that it stands in. */
export const CitationInPlaceShape = named("CitationInPlace", record({ ...CITATION, sentence: QuotedShape.nullable() }));

const BlockShape = named(
  "Block",
  record({
    kind: z.enum(["kicker", "title", "sapo", "heading", "paragraph", "list", "table"]),
    start: offset,
    end: offset,
    recognition: optional(z.number().min(0).max(1)),
    apart: optional(z.literal(true)),
  }),
);

/** IssuedDocument of types/issued.ts. */
export const IssuedDocumentShape = named(
  "IssuedDocument",
  record({
    issuer: text.nullable(),
    number: text.nullable(),
    id: text.nullable(),
    kind: KindShape.nullable(),
    place: text.nullable(),
    issued: text.nullable(),
    subject: text.nullable(),
    sections: list(record({ level: z.int(), mark: text, title: text, start: offset, end: offset })),
    recipients: list(text),
    signature: record({ name: text, office: text.nullable(), behalf: text.nullable() }).nullable(),
  }),
);

const ChangeShape = record({
  kind: z.enum(["added", "removed", "changed"]),
  before: ObservationShape.nullable(),
  after: ObservationShape.nullable(),
});

/** Version of article/versions.ts. */
export const VersionShape = named("Version", record({ head: ArticleHeadShape, changes: list(ChangeShape).nullable() }));

/** ArticleData of article/view.ts: an article with all that was read out of it. */
export const ArticleAnswer = named(
  "ArticleAnswer",
  record({
    article: ArticleShape,
    byline: text.nullable(),
    publishedFrom: z.enum(["json-ld", "meta", "itemprop", "time", "selector", "dateline", "url", "header", "document", "none"]),
    modifiedAt: text.nullable(),
    text,
    blocks: list(BlockShape),
    place: record({ place: PlaceShape.nullable(), reason: text }),
    figures: list(FigureShape),
    citations: list(CitationInPlaceShape),
    checks: list(CheckShape),
    versions: list(VersionShape),
    carriers: list(ArticleShape),
    document: IssuedDocumentShape.nullable(),
    storedCopy: text,
  }),
);

/** SimilarArticles of article/similar.ts. */
export const SimilarAnswer = named("SimilarAnswer", record({ article: ArticleShape, similar: list(ArticleShape) }));

/** Explanation of article/explain.ts. */
export const ExplanationAnswer = named("ExplanationAnswer", record({ article: text, title: text, offset, steps: list(text) }));
