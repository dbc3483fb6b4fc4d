import { notFound } from "../problem.ts";
import { oneOf, readQuery } from "../query.ts";
import { pageRoute, type Route } from "../route.ts";
import type { View } from "../view.ts";
import { type DocumentList, renderDocumentList } from "./list.ts";
import { renderDocumentPage } from "./page.ts";
import { DOCUMENT_PARAMETERS, readDocumentQuery } from "./query.ts";
import { DocumentAnswer, DocumentsAnswer } from "./shape.ts";
import { type DocumentData, viewDocument, viewDocumentData } from "./view.ts";

const DETAIL_PARAMETERS = { boundaries: oneOf("ranhgioi", ["then", "now"], "then") };
/** No id of a document is longer. */
const LONGEST_ID = 120;

export const documentRoutes: readonly Route[] = [
  pageRoute({
    name: "listDocuments",
    summary: { vi: "Các văn bản được dẫn", en: "The documents that are cited" },
    page: "/van-ban",
    api: "/documents",
    parameters: () => DOCUMENT_PARAMETERS,
    response: DocumentsAnswer,
    read: listDocuments,
    render: renderDocumentList,
    toJson: ({ total, page, pages, documents }: DocumentList) => ({ total, page, pages, documents }),
  }),
  pageRoute({
    name: "readDocument",
    summary: { vi: "Một văn bản: ai dẫn, thực hiện sau bao lâu", en: "A document: who cites it, how soon it is carried out" },
    page: "/van-ban/:id",
    api: "/documents/:id",
    parameters: () => DETAIL_PARAMETERS,
    response: DocumentAnswer,
    read: (view, { id = "" }) => readDocument(view, id),
    render: renderDocumentPage,
  }),
];

function listDocuments(view: View): DocumentList {
  const asked = readDocumentQuery(view);
  const { total, documents } = view.services.documents.list(asked.query);
  return {
    asked,
    total,
    page: asked.page,
    pages: Math.max(1, Math.ceil(total / asked.query.limit)),
    documents: documents.map((document) => viewDocument(view, document)),
  };
}

function readDocument(view: View, id: string): DocumentData {
  const { boundaries } = readQuery(view, DETAIL_PARAMETERS);
  const found = id.length > LONGEST_ID ? null : view.services.documents.read(id, boundaries);
  if (found === null) throw notFound(view.lang);
  return viewDocumentData(view, found, boundaries);
}
