import { html } from "hono/html";
import { tablePageWords } from "../../labels/table-page.ts";
import type { TableForm } from "../../types/table-views.ts";
import type { Html } from "../layout.ts";
import { RequestProblem } from "../problem.ts";
import { oneOf, type Parameter } from "../query.ts";
import { type FileAnswer, fileRoute, type Route } from "../route.ts";
import type { Services } from "../services.ts";
import type { View } from "../view.ts";
import { embedHref } from "./embed.ts";
import { type Asked, askedHref, readAsked, readOwn, tableParameters } from "./query.ts";

const FORM: Parameter<TableForm> = oneOf("dang", ["long", "wide"] as const, "long");

export const exportRoutes: readonly Route[] = [
  fileRoute({
    name: "tableCsv",
    summary: { vi: "Bảng so sánh dạng CSV, mỗi dòng một ô", en: "A comparison table as CSV, a line a cell" },
    api: "/table.csv",
    parameters: (services) => ({ ...tableParameters(services), form: FORM }),
    mediaTypes: ["text/csv"],
    read: (view) => exportFile(view, "csv"),
  }),
  fileRoute({
    name: "tableExport",
    summary: {
      vi: "Bảng so sánh dạng tệp: csv, xlsx, parquet, jsonl, datapackage, sdmx-csv, markdown, html, bibtex…",
      en: "A comparison table as a file: csv, xlsx, parquet, jsonl, datapackage, sdmx-csv, markdown, html, bibtex…",
    },
    api: "/table/export/:format",
    parameters: (services) => ({ ...tableParameters(services), form: FORM }),
    mediaTypes: ["text/csv", "application/zip", "application/octet-stream", "text/html", "text/markdown"],
    read: (view, { format = "" }) => exportFile(view, format),
  }),
];

async function exportFile(view: View, name: string): Promise<FileAnswer> {
  const { exports } = view.services;
  const names = exports.formats.map((format) => format.name);
  const format = exports.formats.find((one) => one.name === name);
  if (format === undefined) throw badFormat(view, name, names);
  const { value: form, rest } = readOwn(view, "form", FORM);
  const { specs } = readAsked(rest);
  if (!format.forms.includes(form)) throw badForm(view, form, format.forms);
  const tables = specs.map((spec) => view.services.table(spec));
  const body = await exports.write(tables, { format: name, form, lang: view.lang });
  const [spec] = specs;
  const years = spec === undefined ? "" : `-${spec.years.from}-${spec.years.to}`;
  return { body, mediaType: format.mediaType, fileName: `${spec?.indicator ?? "dangvu"}${years}.${format.extension}` };
}

function badFormat(view: View, name: string, names: readonly string[]): RequestProblem {
  const allowed = names.join(", ");
  const value = [...name].slice(0, 80).join("");
  return new RequestProblem(404, view.labels.errors.badParameter("format", value, allowed), { name: "format", value, allowed });
}

function badForm(view: View, form: TableForm, forms: readonly TableForm[]): RequestProblem {
  const allowed = forms.join(", ");
  return new RequestProblem(400, view.labels.errors.badParameter("form", form, allowed), { name: "form", value: form, allowed });
}

/** The ways to take a table away: files, its link, the code to embed it. */
export function renderTake(view: View, asked: Asked): Html {
  const words = tablePageWords(view.lang);
  const link = `${view.services.publicUrl ?? ""}${askedHref(view, "/bang", asked)}`;
  return html`<section class="take" aria-labelledby="take"><h2 id="take">${words.take}</h2>
<div class="link"><label for="permalink">${words.permalink}</label><div class="row"><input id="permalink" type="text" readonly value="${link}" data-copy="${words.copy}" data-copied="${words.copied}"></div></div>
<details><summary>${words.exports}</summary><ul class="files">${view.services.exports.formats.map((format) => renderFormat(view, asked, format))}<li><a href="${askedHref(view, "/api/v1/table", asked)}">JSON</a></li></ul></details>
<details><summary>${words.embed}</summary><label for="embed">${words.embedLabel}</label><textarea id="embed" rows="4" readonly data-copy="${words.copy}" data-copied="${words.copied}">${embedCode(view, asked)}</textarea></details>
</section>`;
}

function renderFormat(view: View, asked: Asked, { name, description, forms }: Services["exports"]["formats"][number]): Html {
  const words = tablePageWords(view.lang);
  const path = `/api/v1/table/export/${name}`;
  const hasBoth = forms.includes("wide");
  const wide = html` (${words.forms.long}) · <a href="${askedHref(view, path, asked, { dang: "wide" })}">${name} ${words.forms.wide}</a>`;
  return html`<li><a href="${askedHref(view, path, asked)}">${description[view.lang]}</a>${hasBoth ? wide : ""}</li>`;
}

/** The code that shows the view in another page; by script the address becomes a whole one where ours is not known. */
function embedCode(view: View, asked: Asked): string {
  const address = `${view.services.publicUrl ?? ""}${embedHref(view, asked)}`.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<iframe src="${address}" width="100%" height="560" loading="lazy" title="dangvu"></iframe>`;
}
