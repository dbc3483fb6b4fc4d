import { html } from "hono/html";
import { searchWords } from "../labels/search.ts";
import { siteWords } from "../labels/site.ts";
import { STYLE_PATH, scriptPath } from "./assets.ts";
import { href, otherLanguageHref, type View } from "./view.ts";

/** A piece of a page whose text has been escaped. */
export type Html = ReturnType<typeof html>;

/** The main menu, in its order. */
const MENU = [
  ["table", "/bang"],
  ["provinces", "/tinh"],
  ["indicators", "/chi-so"],
  ["documents", "/van-ban"],
  ["search", "/tim"],
] as const;

type MenuEntry = (typeof MENU)[number][0];

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** The entry of the main menu that this page belongs to. */
  readonly section?: "home" | MenuEntry | "review" | "runs" | "api";
  /** Scripts of `serve/script/` that the page is handier with; it works without. */
  readonly scripts?: readonly string[];
  /** Feeds that the page stands for. */
  readonly feed?: { readonly href: string; readonly title: string };
  /** Address of the same data as JSON. */
  readonly json?: string;
}

/** A whole page: head, header with menu, search and language, main part, footer. Needs no script. */
export function renderPage(view: View, page: Page): Html {
  const { site } = view.labels;
  const words = siteWords(view.lang);
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
${page.feed === undefined ? "" : html`<link rel="alternate" type="application/atom+xml" href="${page.feed.href}" title="${page.feed.title}">`}
${(page.scripts ?? []).map((name) => html`<script type="module" src="${scriptPath(name)}"></script>`)}
</head>
<body>
<a class="skip" href="#main">${site.skip}</a>
${renderHeader(view, page)}
<main id="main" tabindex="-1">
${page.main}
</main>
<footer class="site-footer">
<p>${site.footer(view.services.version)}${page.json === undefined ? "" : html` <a href="${page.json}">${site.json}</a>`}${page.feed === undefined ? "" : html` <a href="${page.feed.href}">${words.feed}</a>`}
<br><a href="${href(view, "/luot-chay")}">${words.runs}</a> · <a href="${href(view, "/soat")}">${words.review}</a> · <a href="${href(view, "/api")}">${words.api}</a></p>
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
${MENU.map(([section, path]) => html`<li><a href="${href(view, path)}"${page.section === section ? html` aria-current="page"` : ""}>${siteWords(view.lang)[section]}</a></li>`)}
</ul>
</nav>
<a class="language" href="${otherLanguageHref(view)}" lang="${other}" hreflang="${other}">${site.otherLanguage}</a>
</header>`;
}

/**
 * The form that asks for articles, one a page, with its script, which shows suggestions while one types. `kept`: what the next question keeps of this one, by the
 * names of the page's parameters.
 */
export function renderSearchForm(
  view: View,
  options: {
    readonly query: string;
    readonly label: string;
    readonly placeholder?: string;
    readonly kept?: Readonly<Record<string, string>>;
  },
): Html {
  const kept = Object.entries(options.kept ?? {}).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  return html`<form class="search" role="search" action="/tim" method="get" data-suggestions="${searchWords(view.lang).suggestionList}">
<label for="q">${options.label}</label>
<div class="row">
<div class="typed"><input id="q" name="q" type="search" maxlength="200" value="${options.query}" placeholder="${options.placeholder ?? ""}" autocomplete="off"></div>
${kept}${renderLanguageField(view)}<button type="submit">${view.labels.search.submit}</button>
</div>
</form>
<script type="module" src="${scriptPath("suggest")}"></script>`;
}

/** Keeps the language over a form. */
export function renderLanguageField(view: View): Html | "" {
  return view.lang === "en" ? html`<input type="hidden" name="lang" value="en">` : "";
}
