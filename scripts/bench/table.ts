import { makeTable } from "../../pipeline/compare/table.ts";
import { provinceUnits } from "../../pipeline/jobs/tables.ts";
import type { ArticleHead, StoredObservation } from "../../pipeline/types/store.ts";
import type { TableSpec } from "../../pipeline/types/table.ts";
import { type BenchOptions, type Figures, measureTurns, rounded } from "./support/measure.ts";
import { makeRandom } from "./support/texts.ts";

export const notes = ["one indicator, 63 provinces, 16 years, about a hundred reports a cell"];

const OBSERVATIONS = 100_000;
const YEARS = { from: 2010, to: 2025 };
const SPEC: Omit<TableSpec, "boundaries"> = { indicator: "members.admitted", dims: {}, measure: "count", status: "actual", years: YEARS };

function head(i: number): ArticleHead {
  const place = { place: null, trust: "ok" as const, current: true, figures: 1 };
  const source = { publisher: "Báo Thử", source: null, publishedAt: "2024-01-01", basedOn: null, fetchedAt: "2024-01-02T00:00:00Z" };
  return { id: `${i}-0`, url: `https://bao.test/${i}`, title: "Kết nạp đảng viên", ...source, ...place };
}

/** Figures of members admitted, spread over the provinces and years. */
function observationsOf(count: number, provinces: readonly string[]): readonly StoredObservation[] {
  const random = makeRandom(3);
  return Array.from({ length: count }, (_, i) => {
    const year = YEARS.from + Math.floor(random() * (YEARS.to - YEARS.from + 1));
    const place = { level: "province" as const, province: provinces[i % provinces.length] as string, name: null };
    const value = 1000 + Math.floor(random() * 50);
    const said = { article: `${i}-0`, start: 0, end: 7, quote: "kết nạp", rule: "bench", confidence: 0.9, links: [], checks: [] };
    const reading = { bound: "exact" as const, status: "actual" as const, basis: "explicit" as const };
    const period = { from: `${year}-01-01`, to: `${year}-12-31` };
    return {
      observation: { ...said, ...reading, indicator: SPEC.indicator, dims: {}, measure: "count", value, place, period },
      head: head(i),
    };
  });
}

/** Processor time of a comparison table over 100,000 observations, on the provinces of the time and on those of today. */
export async function bench(options: BenchOptions): Promise<Figures> {
  const provinces = provinceUnits();
  const old = provinces.filter(({ system }) => system === 63).map(({ id }) => id);
  const observations = observationsOf(options.quick ? 500 : OBSERVATIONS, old);
  const make = (boundaries: TableSpec["boundaries"]) => () => makeTable({ spec: { ...SPEC, boundaries }, observations, provinces });
  const ms = measureTurns({ ofTheTime: make("then"), ofToday: make("now") }, options);
  const taken = Object.entries(ms).map(([name, each]): [string, number] => [`${name}.cpuMs`, rounded(each)]);
  return { observations: observations.length, ...Object.fromEntries(taken) };
}
