import { type ApiDocument, describeApi } from "../openapi.ts";
import { readQuery } from "../query.ts";
import { pageRoute, type Route } from "../route.ts";
import { ApiDocumentAnswer } from "../shapes/openapi.ts";
import type { View } from "../view.ts";
import { answersTo } from "./answers.ts";
import { entriesOf, renderReference } from "./page.ts";

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

/** Pictures and files say nothing on a page, and cost most. */
const PICTURES = /\/chart\.|\/export\//u;

async function render(view: View, document: ApiDocument, routes: readonly Route[]) {
  const examples = entriesOf(document)
    .flatMap(({ operation }) => operation["x-example"] ?? [])
    .filter((address) => !PICTURES.test(address));
  return renderReference(view, document, await answersTo(examples, routes, view.services));
}
