import type { DocumentKind } from "../../types/citation.ts";
import type { DocumentQuery, IssuerGroup } from "../../types/document.ts";
import { formed, oneOf, readQuery, text, wholeNumber } from "../query.ts";
import type { View } from "../view.ts";

export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  "resolution",
  "directive",
  "conclusion",
  "regulation",
  "decision",
  "guideline",
  "programme",
  "plan",
  "scheme",
  "notice",
  "charter",
  "report",
  "rules",
];
export const ISSUER_GROUPS: readonly IssuerGroup[] = ["centre", "province", "state", "other"];
export const SORTS = ["cited", "newest"] as const;

const PROVINCE_ID = /^(?:63|34)-\d\d$/;
/** More pages than any list has. */
const LAST_PAGE = 100_000;

/** What the list of documents may be asked. */
export const DOCUMENT_PARAMETERS = {
  words: text("so", 100),
  kind: oneOf("loai", DOCUMENT_KINDS, null),
  group: oneOf("noi", ISSUER_GROUPS, null),
  issuedBy: formed("tinh", PROVINCE_ID, "63-20"),
  citedBy: formed("dan", PROVINCE_ID, "63-20"),
  sort: oneOf("xep", SORTS, "cited"),
  page: wholeNumber("trang", { from: 1, to: LAST_PAGE }, 1),
  limit: wholeNumber("dong", { from: 1, to: 100 }, 30),
};

/** What a request asked, with the number of the page. Throws RequestProblem. */
export interface AskedDocuments {
  readonly query: DocumentQuery;
  readonly page: number;
}

export function readDocumentQuery(view: View): AskedDocuments {
  const { words, kind, group, issuedBy, citedBy, sort, page, limit } = readQuery(view, DOCUMENT_PARAMETERS);
  return {
    page,
    query: {
      ...(words === "" ? {} : { words }),
      ...(kind === null ? {} : { kind }),
      ...(group === null ? {} : { group }),
      ...(issuedBy === null ? {} : { issuedBy }),
      ...(citedBy === null ? {} : { citedBy }),
      ...{ sort, limit, offset: (page - 1) * limit },
    },
  };
}

/** The same question as parameters of our page. */
export function pageParameters({ query }: AskedDocuments): Readonly<Record<string, string | undefined>> {
  const { words, kind, group, issuedBy, citedBy, sort, limit } = query;
  return {
    so: words,
    loai: kind,
    noi: group,
    tinh: issuedBy,
    dan: citedBy,
    xep: sort === "cited" ? undefined : sort,
    dong: limit === DOCUMENT_PARAMETERS.limit.fallback ? undefined : String(limit),
  };
}
