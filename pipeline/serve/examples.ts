import { PREFIX, type RouteDocs } from "./route.ts";
import type { Services } from "./services.ts";

/** Things that are there, for examples to ask for. */
interface Known {
  /** An article with a figure, and where that stands. */
  readonly article: { readonly id: string; readonly offset: number; readonly indicator: string } | null;
  readonly indicator: string;
  readonly province: string;
  readonly document: string | null;
  /** SHA-256 of its page as it came. */
  readonly page: string | null;
  /** A province and a year of a cell, when a table has one. */
  readonly cell: string | null;
  /** A kind of file that tables are exported to, as text where there is one. */
  readonly format: string;
  readonly run: string | null;
  readonly source: string | null;
  /** A period that provinces have told something of. */
  readonly period: string | null;
  /** A kept bulletin, a figure of it, and the formats of its files. */
  readonly bulletin: { readonly id: string; readonly figure: string; readonly formats: readonly string[] } | null;
  /** A watch-list with a feed. */
  readonly watch: string | null;
}

/** How many of the newest articles are looked at for one with a figure. */
const LOOKED_AT = 50;

/** Measures that tables show, and their usual first year (table/query.ts). */
const LEVELS: ReadonlySet<string> = new Set(["count", "share", "attainment"]);
const USUAL_FROM = 2006;

const enc = encodeURIComponent;
const ofArticle =
  (more: (article: NonNullable<Known["article"]>) => string) =>
  ({ article }: Known): string | null =>
    article === null ? null : `/articles/${enc(article.id)}${more(article)}`;

const orNone =
  (pick: (known: Known) => string | null, make: (value: string) => string) =>
  (known: Known): string | null => {
    const value = pick(known);
    return value === null ? null : make(enc(value));
  };

const ofBulletin =
  (format: string) =>
  ({ bulletin }: Known): string | null =>
    bulletin?.formats.includes(format) === true ? `/bulletins/${enc(bulletin.id)}.${format}` : null;

/** Addresses under /api/v1 by the name of the operation; one without variable parts and not listed is asked for as it is. */
const EXAMPLES: Readonly<Record<string, (known: Known) => string | null>> = {
  search: () => "/search?query=k%E1%BA%BFt%20n%E1%BA%A1p",
  searchFeed: () => "/search.atom?query=k%E1%BA%BFt%20n%E1%BA%A1p",
  table: ({ indicator }) => `/table?indicator=${indicator}&years=2019..2021`,
  readArticle: ofArticle(() => ""),
  explainFigure: ofArticle(({ offset }) => `/explain?offset=${offset}`),
  readIndicator: ({ indicator }) => `/indicators/${indicator}`,
  indicatorFeed: ({ indicator, province }) => `/indicators/${indicator}.atom?province=${province}`,
  provinceFeed: ({ province }) => `/provinces/${province}.atom`,
  similarArticles: ofArticle(() => "/similar"),
  storedCopy: orNone(
    ({ page }) => page,
    (page) => `/pages/${page}`,
  ),
  suggest: () => "/suggest?query=ket%20nap",
  tableCsv: ({ indicator }) => `/table.csv?indicator=${indicator}&years=2019..2021`,
  tableExport: ({ indicator, format }) => `/table/export/${format}?indicator=${indicator}&years=2019..2021`,
  tableChartSvg: ({ indicator }) => `/chart.svg?indicator=${indicator}&view=map`,
  tableChartPng: ({ indicator }) => `/chart.png?indicator=${indicator}&view=map`,
  tableCell: ({ indicator, cell }) => (cell === null ? null : `/table/cell?indicator=${indicator}&cell=${cell}`),
  readProvince: ({ province }) => `/provinces/${province}`,
  readDocument: orNone(
    ({ document }) => document,
    (document) => `/documents/${document}`,
  ),
  documentFeed: orNone(
    ({ document }) => document,
    (document) => `/documents/${document}.atom`,
  ),
  previewBulletin: orNone(
    ({ period }) => period,
    (period) => `/bulletins/preview?period=${period}`,
  ),
  bulletinDocx: ofBulletin("docx"),
  bulletinHtml: ofBulletin("html"),
  bulletinMd: ofBulletin("md"),
  bulletinPdf: ofBulletin("pdf"),
  readBulletin: ({ bulletin }) => (bulletin === null ? null : `/bulletins/${enc(bulletin.id)}`),
  explainBulletinFigure: ({ bulletin }) => (bulletin === null ? null : `/bulletins/${enc(bulletin.id)}/figures/${enc(bulletin.figure)}`),
  watchFeed: orNone(
    ({ watch }) => watch,
    (watch) => `/watch/${watch}.atom`,
  ),
  readRun: orNone(
    ({ run }) => run,
    (run) => `/runs/${run}`,
  ),
  readSource: orNone(
    ({ source }) => source,
    (source) => `/sources/${source}`,
  ),
  listObservations: ({ indicator }) => `/observations?indicator=${indicator}&limit=2`,
  observationsCsv: ({ indicator }) => `/observations.csv?indicator=${indicator}&limit=2`,
  listArticles: ({ province }) => `/articles?province=${province}&limit=2`,
  listCitations: () => "/citations?limit=2",
};

const kept = new WeakMap<Services, { readonly version: string; readonly known: Known }>();

/** An address of this operation that answers on the data that are there; null where nothing is there that it could be asked for. */
export function exampleOf(route: RouteDocs, services: Services): string | null {
  // What only reviewers see is no example for all.
  if (route.api === null || route.method !== "get" || route.isPrivate === true) return null;
  const make = EXAMPLES[route.name];
  const address = make === undefined ? (route.api.includes(":") ? null : route.api) : make(knownTo(services));
  return address === null ? null : PREFIX + address;
}

/** Found once for each state of the data. */
function knownTo(services: Services): Known {
  const version = services.dataVersion();
  const before = kept.get(services);
  if (before?.version === version) return before.known;
  const known = find(services);
  kept.set(services, { version, known });
  return known;
}

function find(services: Services): Known {
  const { store, indicators, provinces, operation, exports, watch, bulletins } = services;
  const format = exports.formats.find(({ mediaType }) => mediaType.startsWith("text/")) ?? exports.formats[0];
  const head = store.listArticles({ limit: LOOKED_AT }).items.find(({ figures }) => figures > 0);
  const figure = head === undefined ? undefined : store.listObservations({ article: head.id, limit: 1 }).items[0]?.observation;
  const cited = store.listCitations({ limit: LOOKED_AT }).items.find(({ citation }) => citation.id !== null);
  const indicator = figure?.indicator ?? indicators[0]?.code ?? "";
  return {
    article: figure === undefined ? null : { id: figure.article, offset: figure.start, indicator: figure.indicator },
    indicator,
    province: head?.place?.province ?? provinces[0]?.id ?? "",
    document: cited?.citation.id ?? null,
    page: head === undefined ? null : pageOf(services, head.id),
    cell: cellOf(services, indicator),
    format: format?.name ?? "csv",
    run: operation.runs({ limit: 1, offset: 0 }).runs[0]?.id ?? null,
    source: operation.sources()[0]?.id ?? null,
    period: bulletins.choices().periods[0] ?? null,
    bulletin: bulletinOf(services),
    watch: watch.names()[0] ?? null,
  };
}

/** The newest bulletin that rests on a figure. */
function bulletinOf({ bulletins }: Services): Known["bulletin"] {
  const head = bulletins.list({ limit: LOOKED_AT, offset: 0 }).bulletins.find(({ figures }) => figures > 0);
  const figure = head === undefined ? undefined : bulletins.find(head.id)?.figures[0]?.figure;
  if (head === undefined || figure === undefined) return null;
  return { id: head.id, figure: figure.id, formats: head.files.map(({ format }) => format) };
}

/** The page of an article, where its body is kept still. */
function pageOf({ store }: Services, id: string): string | null {
  const sha256 = store.article(id)?.article.page;
  return sha256 === undefined || store.page(sha256) === null ? null : sha256;
}

/** The first cell with a value of the table that an indicator is shown in when nothing else is asked. */
function cellOf({ table, indicators, now }: Services, code: string): string | null {
  const measure = indicators.find((indicator) => indicator.code === code)?.measures.find((one) => LEVELS.has(one));
  if (measure === undefined) return null;
  const years = { from: USUAL_FROM, to: now().getUTCFullYear() };
  const { rows, years: columns } = table({ indicator: code, dims: {}, measure, status: "actual", years, boundaries: "then" });
  for (const { province, cells } of rows) {
    const at = cells.findIndex((cell) => cell !== null);
    if (at !== -1) return `${province}.${columns[at]}`;
  }
  return null;
}
