import { formatLink, parseLink } from "../../pipeline/compare/link.ts";
import { seriesOf, slopeOf } from "../../pipeline/compare/views.ts";
import type { Services } from "../../pipeline/serve/services.ts";
import type { IndicatorSeries } from "../../pipeline/types/province.ts";
import type { Facet, FacetName, SearchFilters, SearchIndex } from "../../pipeline/types/search.ts";
import type { Store } from "../../pipeline/types/store.ts";
import type { Cell, Table, TableRow, TableSpec } from "../../pipeline/types/table.ts";
import { fakeBulletins } from "./fake-bulletins.ts";
import { fakeDesk, fakeOperation } from "./fake-desk.ts";
import { fakeDocuments } from "./fake-documents.ts";
import { fakeLists } from "./fake-lists.ts";
import { fakeTallies } from "./fake-tallies.ts";
import { fakeWatch } from "./fake-watch.ts";
import { INDICATORS, PRESS, PROVINCES, RUNS } from "./fixtures.ts";
import type { Stored } from "./press.ts";

/** Refuses a question that the pages must not ask. */
function unasked(what: string): never {
  throw new Error(`the pages must not call ${what}`);
}

/** A store over articles in memory that answers what pages ask and refuses to write. */
export function fakeStore(press: readonly Stored[] = PRESS): Store {
  const byDate = [...press].sort((a, b) => (b.head.publishedAt ?? "").localeCompare(a.head.publishedAt ?? ""));
  const find = (id: string) => press.find(({ head }) => head.id === id);
  return {
    ...fakeLists(press),
    ...fakeTallies(press),
    saveDocument: () => unasked("saveDocument"),
    saveDocuments: () => unasked("saveDocuments"),
    announce: () => unasked("announce"),
    saveReading: () => unasked("saveReading"),
    noteGone: () => unasked("noteGone"),
    unsettled: () => unasked("unsettled"),
    settle: () => unasked("settle"),
    article: (id) => find(id)?.read ?? null,
    head: (id) => find(id)?.head ?? null,
    articles: ({ url, run, superseded, limit }) =>
      byDate
        .filter(
          ({ head, run: of }) =>
            (superseded || head.current) && (url === undefined || head.url === url) && (run === undefined || of === run),
        )
        .map(({ head }) => head)
        .slice(0, limit),
    idsAt: () => unasked("idsAt"),
    readCurrent: () => unasked("readCurrent"),
    carriers: (id) => carriersAmong(press, id),
    versions: (url) => press.filter(({ head }) => head.url === url).map(({ head }) => head),
    observations: ({ indicator, article, superseded }) =>
      press
        .filter(({ head }) => superseded || head.current)
        .flatMap(({ head, read }) => read.observations.map((observation) => ({ observation, head })))
        .filter(
          ({ observation }) =>
            (indicator === undefined || observation.indicator === indicator) && (article === undefined || observation.article === article),
        ),
    citations: () => unasked("citations"),
    decide: () => unasked("decide"),
    decisions: () => unasked("decisions"),
    page: () => null,
    pages: () => unasked("pages"),
    rawFiles: () => unasked("rawFiles"),
    bulk: {
      observations: () => unasked("bulk.observations"),
      citations: () => unasked("bulk.citations"),
      checks: () => unasked("bulk.checks"),
      heads: () => unasked("bulk.heads"),
      holding: () => unasked("bulk.holding"),
      copyTo: () => unasked("bulk.copyTo"),
    },
    fingerprint: () => "fingerprint",
    startRun: () => unasked("startRun"),
    finishRun: () => unasked("finishRun"),
    runs: () => RUNS,
    close: () => unasked("close"),
  };
}

function carriersAmong(press: readonly Stored[], id: string): readonly Stored["head"][] {
  const original = press.find(({ head }) => head.id === id)?.head.reprintOf ?? id;
  const heads = press.map(({ head }) => head);
  return [...heads.filter((head) => head.id === original), ...heads.filter(({ reprintOf }) => reprintOf === original)];
}

/** Finds the articles whose text holds the query, word for word. */
export function fakeSearch(press: readonly Stored[] = PRESS): SearchIndex {
  return {
    search(query, { limit, offset, cursor, filters = {} }) {
      const from = cursor === undefined ? offset : Number(cursor);
      const matching = press.filter(({ head, read }) => head.current && read.article.text.toLowerCase().includes(query.toLowerCase()));
      const found = matching.filter((one) =>
        facetNames(filters).every((name) => filters[name]?.some((value) => valuesOf(one, name).includes(value))),
      );
      const hits = found.slice(from, from + limit).map(({ head, read }) => ({
        ...{ head, score: 1, sentence: sentenceWith(read.article.text, query) },
        figures: read.observations.slice(0, 5),
      }));
      const next = from + limit < found.length && limit > 0 ? String(from + limit) : null;
      const instead = found.length === 0 && query === "ket nạp" ? "kết nạp" : null;
      return { query, total: found.length, hits, reading: "all", instead, facets: facetsOf(matching, filters), next };
    },
    similar: (article, limit) =>
      press
        .filter(({ head }) => head.current && head.id !== article)
        .slice(0, limit)
        .map(({ head, read }) => ({ head, score: 1, sentence: sentenceWith(read.article.text, ""), figures: [] })),
    suggest: (text, limit) => ({
      terms: ["kết nạp đảng viên", "kết nạp"]
        .filter((term) => term.startsWith(text))
        .map((term, i) => ({ text: term, articles: 9 - i }))
        .slice(0, limit),
      documents: "21-NQ/TW".startsWith(text) ? [{ id: "21-NQ/TW@2022-06-16", articles: 3 }] : [],
    }),
    countsOf: (name) =>
      new Map(
        facetsOf(press, {})
          .find((facet) => facet.name === name)
          ?.counts.map(({ value, count }) => [value, count]),
      ),
    engine: "minisearch",
    version: "index-1",
    close: () => unasked("close"),
    add: () => unasked("add"),
    size: press.length,
    fingerprint: "fingerprint",
  };
}

function facetNames(filters: SearchFilters): readonly FacetName[] {
  return Object.keys(filters) as FacetName[];
}

/** Values of the facets that the fixtures have. */
function valuesOf({ head, read }: Stored, name: FacetName): readonly string[] {
  if (name === "publisher") return head.publisher === null ? [] : [head.publisher];
  if (name === "year") return head.publishedAt === null ? [] : [head.publishedAt.slice(0, 4)];
  if (name === "province63") return head.place?.province == null ? [] : [head.place.province];
  if (name === "indicator") return [...new Set(read.observations.map(({ indicator }) => indicator))];
  if (name === "document") return [...new Set(read.citations.flatMap(({ id }) => id ?? []))];
  return name === "trust" ? [head.trust] : [];
}

/** A facet's own filter is left out of its counts. */
function facetsOf(press: readonly Stored[], filters: SearchFilters): readonly Facet[] {
  const names: readonly FacetName[] = ["province63", "province34", "year", "publisher", "indicator", "document", "trust"];
  return names.map((name) => {
    const others = press.filter((one) => facetNames(filters).every((other) => other === name || holds(one, other, filters)));
    const values = [...new Set([...others.flatMap((one) => valuesOf(one, name)), ...(filters[name] ?? [])])];
    const count = (value: string) => others.filter((one) => valuesOf(one, name).includes(value)).length;
    return { name, counts: values.map((value) => ({ value, count: count(value), isChosen: filters[name]?.includes(value) ?? false })) };
  });
}

function holds(one: Stored, name: FacetName, filters: SearchFilters): boolean {
  return filters[name]?.some((value) => valuesOf(one, name).includes(value)) ?? true;
}

function sentenceWith(text: string, query: string) {
  const at = text.toLowerCase().indexOf(query.toLowerCase());
  const start = text.lastIndexOf("\n", at) + 1;
  const end = text.indexOf("\n", at) === -1 ? text.length : text.indexOf("\n", at);
  return { text: text.slice(start, end), start, marks: [{ start: at - start, end: at - start + query.length }] };
}

/** A table of what the fake store holds, one row a province, with cells of each kind put in for Lạng Sơn and Bắc Giang. */
export function fakeTable(spec: TableSpec, press: readonly Stored[] = PRESS): Table {
  const years = Array.from({ length: spec.years.to - spec.years.from + 1 }, (_, i) => spec.years.from + i);
  const candidates = fakeStore(press).observations({ indicator: spec.indicator });
  const cellOf = (province: string, year: number): Cell | null => {
    const all = candidates.filter(
      ({ observation: { place, period, measure } }) =>
        place.province === province && measure === spec.measure && period !== null && "to" in period && period.to?.startsWith(String(year)),
    );
    const [winner] = all;
    if (winner === undefined) return null;
    const dissent = all.filter(({ observation }) => observation.value !== winner.observation.value);
    const common = { province, year, bound: winner.observation.bound, checks: winner.observation.checks };
    if (province === "63-24" && year === 2015)
      return {
        ...common,
        kind: "derived",
        bound: "exact",
        value: 97.123456,
        candidates: [],
        agree: 0,
        dissent: [],
        formula: "97 = 45 + 52",
        inputs: [{ province: "63-24", winner }],
      };
    if (province === "63-24" && year === 2016)
      return { ...common, kind: "partial", value: null, candidates: [], agree: 0, dissent: [], missing: ["63-27"], inputs: [] };
    return { ...common, kind: "reported", value: winner.observation.value, candidates: all, agree: all.length - dissent.length, dissent };
  };
  const shown = PROVINCES.filter(({ system }) => system === (spec.boundaries === "now" ? "34" : "63"));
  const rows: TableRow[] = shown.map(({ id, name }) => ({ province: id, name, cells: years.map((year) => cellOf(id, year)) }));
  const coverage = years.map((year, i) => ({
    year,
    reported: rows.filter(({ cells }) => cells[i] !== null && cells[i]?.value !== null).length,
    of: shown.length,
  }));
  const breaks = years.includes(2018) ? [{ beforeYear: 2018, note: { vi: "Đổi thang xếp loại.", en: "The grades changed." } }] : [];
  return { spec, years, rows, coverage, breaks };
}

/** Members admitted of a province, as the fake table has them. */
function fakeSeries(province: string): readonly IndicatorSeries[] {
  const spec: TableSpec = {
    ...{ indicator: "members.admitted", dims: {}, measure: "count", status: "actual", years: { from: 2012, to: 2019 } },
    boundaries: province.startsWith("34-") ? "now" : "then",
  };
  const { years, rows, breaks } = fakeTable(spec);
  const cells = rows.find((row) => row.province === province)?.cells ?? [];
  return cells.some((cell) => cell !== null) ? [{ spec, years, cells, breaks }] : [];
}

/** Services over the fixtures, with the clock at a fixed day; what is logged is kept in `logged`. */
export function fakeServices(
  changes: Partial<Services> = {},
): Services & { readonly logged: readonly { event: string; fields: unknown }[] } {
  const logged: { event: string; fields: unknown }[] = [];
  return {
    store: fakeStore(),
    search: fakeSearch(),
    table: (spec) => fakeTable(spec),
    questions: parseLink,
    link: formatLink,
    views: { series: seriesOf, slope: slopeOf },
    exports: {
      formats: [
        {
          name: "csv",
          extension: "csv",
          mediaType: "text/csv; charset=utf-8",
          description: { vi: "CSV", en: "CSV" },
          forms: ["long", "wide"],
        },
        {
          name: "xlsx",
          extension: "xlsx",
          mediaType: "application/vnd.ms-excel",
          description: { vi: "Excel", en: "Excel" },
          forms: ["long"],
        },
      ],
      write: async (tables, { format, form }) =>
        new TextEncoder().encode(`${format} ${form}\n${tables.flatMap(({ rows }) => rows.map(({ name }) => name)).join("\n")}\n`),
    },
    figuresCsv: (figures) => `id,value\n${figures.map(({ n, observation, head }) => `${head.id}.${n},${observation.value}\n`).join("")}`,
    indicators: INDICATORS,
    provinces: PROVINCES,
    provinceSeries: fakeSeries,
    documents: fakeDocuments(),
    explain: (article, offset) => (offset === 0 ? [] : [`${article}: đọc tại vị trí ${offset}`, "chọn nơi: <Lạng Sơn>"]),
    dataVersion: () => "data-1",
    bulletins: fakeBulletins(),
    review: fakeDesk(),
    operation: fakeOperation(),
    watch: fakeWatch(),
    chart: ({ kind, title }) =>
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" data-kind="${kind}"><title>${title.replace(/[&<>]/gu, "")}</title></svg>`,
    chartFile: (svg) => svg.replace("<svg", '<svg data-alone="1"'),
    png: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    version: "0.1.0",
    now: () => new Date("2026-11-21T00:00:00Z"),
    log: (_level, event, fields) => logged.push({ event, fields }),
    count: () => {},
    ...changes,
    logged,
  };
}
