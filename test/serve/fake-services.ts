import type { Services } from "../../pipeline/serve/services.ts";
import type { SearchIndex } from "../../pipeline/types/search.ts";
import type { Store } from "../../pipeline/types/store.ts";
import type { Cell, Table, TableRow, TableSpec } from "../../pipeline/types/table.ts";
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
    saveDocument: () => unasked("saveDocument"),
    saveDocuments: () => unasked("saveDocuments"),
    saveReading: () => unasked("saveReading"),
    noteGone: () => unasked("noteGone"),
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
    search(query, { limit, offset }) {
      const found = press.filter(({ head, read }) => head.current && read.article.text.toLowerCase().includes(query.toLowerCase()));
      const hits = found
        .slice(offset, offset + limit)
        .map(({ head, read }) => ({ head, score: 1, sentence: sentenceWith(read.article.text, query), figures: [] }));
      return { query, total: found.length, hits, reading: "all", facets: [], next: null };
    },
    similar: () => [],
    engine: "minisearch",
    close: () => unasked("close"),
    add: () => unasked("add"),
    size: press.length,
    fingerprint: "fingerprint",
  };
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

/** Services over the fixtures, with the clock at a fixed day; what is logged is kept in `logged`. */
export function fakeServices(
  changes: Partial<Services> = {},
): Services & { readonly logged: readonly { event: string; fields: unknown }[] } {
  const logged: { event: string; fields: unknown }[] = [];
  return {
    store: fakeStore(),
    search: fakeSearch(),
    table: (spec) => fakeTable(spec),
    csv: (table) => `province,${table.years.join(",")}\n${table.rows.map(({ name }) => name).join("\n")}\n`,
    indicators: INDICATORS,
    provinces: PROVINCES,
    explain: (article, offset) => (offset === 0 ? [] : [`${article}: đọc tại vị trí ${offset}`, "chọn nơi: <Lạng Sơn>"]),
    dataVersion: () => "data-1",
    chart: ({ kind, title }) =>
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" data-kind="${kind}"><title>${title.replace(/[&<>]/gu, "")}</title></svg>`,
    png: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    version: "0.1.0",
    now: () => new Date("2026-11-21T00:00:00Z"),
    log: (_level, event, fields) => logged.push({ event, fields }),
    count: () => {},
    ...changes,
    logged,
  };
}
