import * as z from "zod";
import { list, named, record } from "../shapes/named.ts";

const text = z.string();
const count = z.int().min(0);
const days = z.int().nullable();
const KINDS = [
  ...["resolution", "directive", "conclusion", "decision", "regulation", "guideline", "plan"],
  ...["programme", "scheme", "notice", "charter", "report", "rules"],
];

const DOCUMENT = {
  id: text,
  sign: text,
  kind: z.enum(KINDS).nullable(),
  title: text.nullable(),
  issuer: text.nullable(),
  group: z.enum(["centre", "state", "province", "other"]),
  province: text.nullable(),
  issued: text.nullable(),
  isRegistered: z.boolean(),
  articles: count,
  mentions: count,
  provinces: count,
  firstCited: text.nullable(),
  lastCited: text.nullable(),
  href: text,
};

/** DocumentView of view.ts. */
export const DocumentShape = named("Document", record(DOCUMENT));

/** What `/api/v1/documents` answers. */
export const DocumentsAnswer = named(
  "DocumentsAnswer",
  record({ total: count, page: count, pages: count, documents: list(DocumentShape) }),
);

const EvidenceShape = named(
  "Evidence",
  record({
    ...{ start: count, end: count, quote: text },
    sentence: record({ text, start: count }).nullable(),
    article: record({
      ...{ id: text, title: text, publisher: text.nullable(), publishedAt: text.nullable() },
      ...{ url: text, sourceUrl: text.nullable() },
    }),
  }),
);

const OwnShape = record({
  id: text,
  kind: z.enum(KINDS).nullable(),
  issued: text.nullable(),
  days,
  atMostDays: days,
  rule: z.enum(["same_sentence", "next_sentence"]),
  evidence: EvidenceShape,
});

const CitingShape = named(
  "ProvinceCiting",
  record({
    province: text,
    articles: count,
    mentions: count,
    first: record({ published: text.nullable(), days, evidence: EvidenceShape }),
    own: list(OwnShape),
  }),
);

const LagShape = named(
  "ImplementationLag",
  record({
    ...{ province: text, name: text, firstCited: text.nullable(), firstCitedDays: days },
    ...{ ownDocument: text.nullable(), ownIssued: text.nullable(), ownDays: days, ownDaysAtMost: days },
    ...{ article: text, url: text, sentence: text.nullable() },
  }),
);

/** DocumentData of view.ts. */
export const DocumentAnswer = named(
  "DocumentAnswer",
  record({
    document: record({
      ...DOCUMENT,
      ids: list(text),
      aliases: list(text),
      term: text.nullable(),
      session: text.nullable(),
      replaces: list(DocumentShape),
      replacedBy: list(DocumentShape),
    }),
    boundaries: z.enum(["then", "now"]),
    citing: list(CitingShape),
    withoutProvince: count,
    lags: list(LagShape),
  }),
);
