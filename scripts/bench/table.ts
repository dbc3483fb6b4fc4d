import { makeTable } from "../../pipeline/compare/table.ts";
import { distributionOf, seriesOf } from "../../pipeline/compare/views.ts";
import { CODEBOOK } from "../../pipeline/extract/codebook.ts";
import { provinceUnits, tableOf } from "../../pipeline/jobs/tables.ts";
import type { ArticleHead, FigureQuery, StoredObservation } from "../../pipeline/types/store.ts";
import type { TableSpec } from "../../pipeline/types/table.ts";
import { type BenchOptions, cpuMs, type Figures, measureTurns, rounded } from "./support/measure.ts";
import { makeRandom } from "./support/texts.ts";

export const notes = [
  "hundred.*: makeTable over 100,000 observations of one indicator, 63 provinces, 16 years, about a hundred reports a cell, figures kept from the table before",
  "million.*: a store of 1,000,000 over all indicators that answers out of memory; another: a question not asked before; again: one asked before",
];

const OBSERVATIONS = 1_000_000;
const YEARS = { from: 2010, to: 2025 };
const SPEC: Omit<TableSpec, "boundaries"> = { indicator: "members.admitted", dims: {}, measure: "count", status: "actual", years: YEARS };

function head(i: number): ArticleHead {
  const place = { place: null, trust: "ok" as const, current: true, figures: 1 };
  const source = { publisher: "Báo Thử", source: null, publishedAt: "2024-01-01", basedOn: null, fetchedAt: "2024-01-02T00:00:00Z" };
  return { id: `${i}-0`, url: `https://bao.test/${i}`, title: "Kết nạp đảng viên", ...source, ...place };
}

/** Figures spread over the provinces, years and these indicators. */
function observationsOf(count: number, provinces: readonly string[], indicators: readonly string[]): readonly StoredObservation[] {
  const random = makeRandom(3);
  return Array.from({ length: count }, (_, i) => {
    const year = YEARS.from + Math.floor(random() * (YEARS.to - YEARS.from + 1));
    const place = { level: "province" as const, province: provinces[i % provinces.length] as string, name: null };
    const value = 1000 + Math.floor(random() * 50);
    const said = { article: `${i}-0`, start: 0, end: 7, quote: "kết nạp", rule: "bench", confidence: 0.9, links: [], checks: [] };
    const reading = { bound: "exact" as const, status: "actual" as const, basis: "explicit" as const };
    const period = { from: `${year}-01-01`, to: `${year}-12-31` };
    const indicator = indicators[Math.floor(random() * indicators.length)] as string;
    return { observation: { ...said, ...reading, indicator, dims: {}, measure: "count", value, place, period }, head: head(i) };
  });
}

/** A store that answers out of memory, by indicator as the SQL of the real one does. */
function storeOf(observations: readonly StoredObservation[]): Parameters<typeof tableOf>[0] {
  const byIndicator = new Map<string, StoredObservation[]>();
  for (const stored of observations) {
    const list = byIndicator.get(stored.observation.indicator) ?? [];
    list.push(stored);
    byIndicator.set(stored.observation.indicator, list);
  }
  const answer = ({ indicator, status, level }: FigureQuery): readonly StoredObservation[] =>
    (byIndicator.get(indicator) ?? []).filter(({ observation }) => observation.status === status && observation.place.level === level);
  return { figures: answer, fingerprint: () => "bench" };
}

/** Processor time of comparison tables over 100,000 and 1,000,000 observations, on the provinces of the time and on those of today. */
export async function bench(options: BenchOptions): Promise<Figures> {
  const provinces = provinceUnits();
  const old = provinces.filter(({ system }) => system === 63).map(({ id }) => id);
  const million = observationsOf(
    options.quick ? 500 : OBSERVATIONS,
    old,
    CODEBOOK.map(({ code }) => code),
  );
  const hundred = observationsOf(million.length / 10, old, [SPEC.indicator]);
  const make = (boundaries: TableSpec["boundaries"]) => () =>
    makeTable({ spec: { ...SPEC, boundaries }, observations: hundred, provinces });
  const store = storeOf(million);
  const begun = process.cpuUsage();
  tableOf(store, { ...SPEC, boundaries: "then" });
  const first = cpuMs(begun);
  let turn = 0;
  // Other years each time, so that no kept table answers; what fills the rows stays the same.
  const another = (more: Partial<TableSpec>) => () => {
    turn++;
    return tableOf(store, {
      ...SPEC,
      boundaries: "now",
      ...more,
      years: { from: YEARS.from - (turn % 7), to: YEARS.to + 1 + (turn % 11) },
    });
  };
  const table = make("now")();
  const ms = measureTurns(
    {
      "hundred.ofTheTime": make("then"),
      "hundred.ofToday": make("now"),
      "million.another": another({ boundaries: "now" }),
      "million.ratioWithTotalsAndChanges": another({
        indicator: "ratio.admitted",
        measure: "share",
        totals: true,
        changes: true,
        ranks: "high",
      }),
      "million.again": () => tableOf(store, { ...SPEC, boundaries: "then" }),
      views: () => [seriesOf(table), distributionOf(table, "2020")],
    },
    options,
  );
  const taken = Object.entries(ms).map(([name, each]): [string, number] => [`${name}.cpuMs`, rounded(each)]);
  return { observations: million.length, "million.first.cpuMs": rounded(first), ...Object.fromEntries(taken) };
}
