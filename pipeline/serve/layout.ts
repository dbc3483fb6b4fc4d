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
  ["bulletins", "/ban-tin"],
  ["search", "/tim"],
] as const;

type MenuEntry = (typeof MENU)[number][0];

/** What keeps the site going, below every page. */
const FOOTER = [
  ["runs", "/luot-chay"],
  ["review", "/soat"],
  ["api", "/api"],
] as const;

type FooterEntry = (typeof FOOTER)[number][0];

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** The entry of the menus that this page belongs to. */
  readonly section?: "home" | MenuEntry | FooterEntry;
  /** The pages above this one, the topmost first; those of the main menu's entry are added. */
  readonly above?: readonly { readonly href: string; readonly title: string }[];
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
${renderTrail(view, page)}${page.main}
</main>
<footer class="site-footer">
<p>${site.footer(view.services.version)}${page.json === undefined ? "" : html` <a href="${page.json}">${site.json}</a>`}${page.feed === undefined ? "" : html` · <a href="${page.feed.href}">${words.feed}</a>`}
<br>${FOOTER.map(([section, path], i) => html`${i === 0 ? "" : " · "}<a href="${href(view, path)}"${current(view, page, section, path)}>${words[section]}</a>`)}</p>
</footer>
</body>
</html>`;
}

function renderHeader(view: View, page: Page): Html {
  const { site } = view.labels;
  const other = view.lang === "vi" ? "en" : "vi";
  return html`<header class="site-header">
<a class="brand" href="${href(view, "/")}"${current(view, page, "home", "/")}>${site.name}</a>
<nav aria-label="${site.menu}">
<ul>
${MENU.map(([section, path]) => html`<li><a href="${href(view, path)}"${current(view, page, section, path)}>${siteWords(view.lang)[section]}</a></li>`)}
</ul>
</nav>
<a class="language" href="${otherLanguageHref(view)}" lang="${other}" hreflang="${other}">${site.otherLanguage}</a>
</header>`;
}

/** The mark of a menu's entry: it leads to this very page, or to the one that this page is below. */
function current(view: View, page: Page, section: Page["section"], path: string): Html | "" {
  if (page.section !== section) return "";
  return view.path === path ? html` aria-current="page"` : html` aria-current="true"`;
}

/** The way back up from a page that is below another. */
function renderTrail(view: View, page: Page): Html | "" {
  const entry = MENU.find(([section, path]) => section === page.section && path !== view.path);
  const words = siteWords(view.lang);
  const top = entry === undefined ? [] : [{ href: href(view, entry[1]), title: words[entry[0]] }];
  const above = [...top, ...(page.above ?? [])];
  if (above.length === 0) return "";
  return html`<nav class="trail" aria-label="${words.above}"><ol>${above.map(({ href: to, title }) => html`<li><a href="${to}">${title}</a></li>`)}</ol></nav>
`;
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
