import { html } from "hono/html";
import { STYLE_PATH } from "./assets.ts";
import { href, otherLanguageHref, type View } from "./view.ts";

/** A piece of a page whose text has been escaped. */
export type Html = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** The entry of the main menu that this page belongs to. */
  readonly section?: "home" | "table" | "indicators" | "search";
  /** Address of the same data as JSON. */
  readonly json?: string;
}

/** A whole page: head, header with menu, search and language, main part, footer. Needs no script. */
export function renderPage(view: View, page: Page): Html {
  const { site } = view.labels;
  return html`<!doctype html>
<html lang="${view.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title}${page.section === "home" ? "" : ` · ${site.name}`}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${page.json === undefined ? "" : html`<link rel="alternate" type="application/json" href="${page.json}">`}
</head>
<body>
<a class="skip" href="#main">${site.skip}</a>
${renderHeader(view, page)}
<main id="main" tabindex="-1">
${page.main}
</main>
<footer class="site-footer">
<p>${site.footer(view.services.version)}${page.json === undefined ? "" : html` <a href="${page.json}">${site.json}</a>`}</p>
</footer>
</body>
</html>`;
}

function renderHeader(view: View, page: Page): Html {
  const { site } = view.labels;
  const other = view.lang === "vi" ? "en" : "vi";
  return html`<header class="site-header">
<a class="brand" href="${href(view, "/")}"${page.section === "home" ? html` aria-current="page"` : ""}>${site.name}</a>
<nav aria-label="${site.menu}">
<ul>
<li>${renderMenuLink(view, page, "table", "/bang")}</li>
<li>${renderMenuLink(view, page, "indicators", "/chi-so")}</li>
<li>${renderMenuLink(view, page, "search", "/tim")}</li>
</ul>
</nav>
<a class="language" href="${otherLanguageHref(view)}" lang="${other}" hreflang="${other}">${site.otherLanguage}</a>
</header>`;
}

function renderMenuLink(view: View, page: Page, section: "table" | "indicators" | "search", path: string): Html {
  return html`<a href="${href(view, path)}"${page.section === section ? html` aria-current="page"` : ""}>${view.labels.site[section]}</a>`;
}

/** The form that asks for articles; `id` tells two of them on one page apart. */
export function renderSearchForm(
  view: View,
  options: { readonly query: string; readonly label: string; readonly placeholder?: string },
): Html {
  return html`<form class="search" role="search" action="/tim" method="get">
<label for="q">${options.label}</label>
<div class="row">
<input id="q" name="q" type="search" maxlength="200" value="${options.query}" placeholder="${options.placeholder ?? ""}" autocomplete="off">
${renderLanguageField(view)}<button type="submit">${view.labels.search.submit}</button>
</div>
</form>`;
}

/** Keeps the language over a form. */
export function renderLanguageField(view: View): Html | "" {
  return view.lang === "en" ? html`<input type="hidden" name="lang" value="en">` : "";
}
