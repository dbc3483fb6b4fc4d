import { formatDate } from "../../labels/format.ts";
import type { DocumentDetail, DocumentSummary } from "../../types/document.ts";
import type { ProvinceCiting } from "../../types/graph.ts";
import type { Boundaries } from "../../types/table.ts";
import { provinceName } from "../figures.ts";
import { href, type View } from "../view.ts";

/** A document with the address of its page. */
export interface DocumentView extends DocumentSummary {
  readonly href: string;
}

/** Our page of a document. */
export function documentHref(view: View, id: string): string {
  return href(view, `/van-ban/${encodeURIComponent(id)}`);
}

export function viewDocument(view: View, document: DocumentSummary): DocumentView {
  return { ...document, href: documentHref(view, document.id) };
}

/** Its kind in words with its number: "Nghị quyết 21-NQ/TW"; of a document without number what it is called. */
export function documentName(view: View, { sign, kind, title, isRegistered }: DocumentSummary): string {
  // A sign without number is a code of ours: readers know the title.
  if (!/^\d/u.test(sign) && isRegistered && title !== null) return capitalised(title);
  return kind === null ? sign : `${capitalised(view.labels.documentKinds[kind])} ${sign}`;
}

/** Who issued it: the register's name of the body, the province of a local document, else nothing. */
export function issuerText(view: View, { issuer, province }: DocumentSummary): string | null {
  return issuer ?? provinceName(view, province);
}

export function issuedText(view: View, { issued }: DocumentSummary): string | null {
  return issued === null ? null : formatDate(issued, view.lang);
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** Own documents of a province that are told, the earliest. */
const SHOWN_OWN = 5;

/** A document with what is known of it and who cites it. */
export interface DocumentData {
  readonly document: Omit<DocumentDetail, "graph" | "lags" | "replaces" | "replacedBy"> & {
    readonly href: string;
    readonly replaces: readonly DocumentView[];
    readonly replacedBy: readonly DocumentView[];
  };
  readonly boundaries: Boundaries;
  /** Those that carried it out first, then those that cited it first. */
  readonly citing: readonly ProvinceCiting[];
  /** Articles that cite it and are about no known province. */
  readonly withoutProvince: number;
  readonly lags: DocumentDetail["lags"];
}

/** Everything that the page of a document shows. */
export function viewDocumentData(view: View, detail: DocumentDetail, boundaries: Boundaries): DocumentData {
  const { graph, lags, replaces, replacedBy, ...document } = detail;
  return {
    document: {
      ...document,
      href: documentHref(view, document.id),
      replaces: replaces.map((one) => viewDocument(view, one)),
      replacedBy: replacedBy.map((one) => viewDocument(view, one)),
    },
    boundaries,
    citing: graph.provinces.map((citing) => ({ ...citing, own: citing.own.slice(0, SHOWN_OWN) })),
    withoutProvince: graph.withoutProvince,
    lags,
  };
}
