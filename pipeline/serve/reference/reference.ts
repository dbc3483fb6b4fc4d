import { type ApiDocument, describeApi } from "../openapi.ts";
import { readQuery } from "../query.ts";
import { pageRoute, type Route } from "../route.ts";
import { ApiDocumentAnswer } from "../shapes/openapi.ts";
import type { View } from "../view.ts";
import { answersTo } from "./answers.ts";
import { contentOf, entriesOf, renderReference } from "./page.ts";

/** The API's own description, for machines and for readers. `all` gives every route, these among them. */
export function referenceRoutes(all: () => readonly Route[]): readonly Route[] {
  return [
    pageRoute<ApiDocument>({
      name: "describeApi",
      summary: { vi: "Mô tả này, để máy đọc (OpenAPI 3.1)", en: "This description, for machines (OpenAPI 3.1)" },
      page: "/api",
      api: "/openapi.json",
      response: ApiDocumentAnswer,
      read: (view) => describe(view, all()),
      render: (view, document) => render(view, document, all()),
    }),
  ];
}

function describe(view: View, routes: readonly Route[]): ApiDocument {
  readQuery(view, {});
  return describeApi(routes, view);
}

async function render(view: View, document: ApiDocument, routes: readonly Route[]) {
  return renderReference(view, document, await answersTo(examplesOf(document), routes, view.services));
}

/** One a group, of its first operation that answers with JSON: each answer costs a question and space, and all can be opened by their addresses. */
function examplesOf(document: ApiDocument): readonly string[] {
  const answering = entriesOf(document).flatMap(({ operation }) => {
    const address = operation["x-example"];
    return address !== undefined && "application/json" in contentOf(operation.responses["200"])
      ? [{ tag: operation.tags[0], address }]
      : [];
  });
  return document.tags.flatMap(({ name }) => answering.find(({ tag }) => tag === name)?.address ?? []);
}
