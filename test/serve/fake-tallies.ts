import type { Observation, Period } from "../../pipeline/types/observation.ts";
import type { ProvinceIndicatorTally, QuestionTally, Store, StoredObservation, Tallies, YearSpan } from "../../pipeline/types/store.ts";
import type { Stored } from "./press.ts";

type Figures = readonly StoredObservation[];

/** The counts of a fake store and what its tables are made of, over everything it holds. */
export function fakeTallies(press: readonly Stored[]): Pick<Store, "figures" | "manyFigures" | "version" | "tallies"> {
  const current = press.filter(({ head }) => head.current);
  const figures: Figures = current.flatMap(({ head, read }) => read.observations.map((observation) => ({ observation, head })));
  const tallies: Tallies = {
    indicators: () =>
      byKey(
        figures,
        ({ observation }) => observation.indicator,
        (indicator, own) => ({ indicator, figures: withoutReprints(own), provinces: provincesOf(own), years: spanOf(yearsOf(own)) }),
      ),
    provinces: () => {
      const counted = byKey(
        figures,
        ({ observation }) => observation.place.province,
        (_, own) => own,
      );
      const ids = [...counted.keys(), ...current.flatMap(({ head }) => head.place?.province ?? [])];
      return new Map(
        [...new Set(ids)].sort().map((province) => {
          const own = counted.get(province) ?? [];
          const articles = current.filter(({ head }) => head.place?.province === province).length;
          const indicators = new Set(own.map(({ observation }) => observation.indicator)).size;
          return [province, { province, figures: withoutReprints(own), articles, indicators }];
        }),
      );
    },
    questions: (indicator) =>
      questionsOf(figures.filter(({ observation }) => indicator === undefined || observation.indicator === indicator)),
    ofProvince: (province) => yearsBy(figures.filter(({ observation }) => observation.place.province === province)),
    ofIndicator: (indicator) => yearsBy(figures.filter(({ observation }) => observation.indicator === indicator)),
    documents: ({ province, issuerPlace, limit }) => documentsOf(current, { province, issuerPlace }).slice(0, limit),
    citing: () => [],
    citingWithOwn: () => [],
    all: ({ storedSince = "" }) => {
      const stored = current.filter(({ head }) => head.fetchedAt >= storedSince);
      const read = stored.filter(({ head }) => head.reprintOf === undefined);
      return { articles: stored.length, figures: read.reduce((sum, { head }) => sum + head.figures, 0) };
    },
  };
  const asked: Store["figures"] = ({ indicator, dims, measure, status, level, provinces }) =>
    figures.filter(
      ({ observation: one }) =>
        one.indicator === indicator &&
        one.measure === measure &&
        one.status === status &&
        one.place.level === level &&
        dimsKey(one.dims) === dimsKey(dims) &&
        (provinces === undefined || provinces.includes(one.place.province ?? "")),
    );
  return {
    version: () => "version",
    figures: asked,
    manyFigures: (queries, provinces) => queries.map((query) => asked({ ...query, provinces })),
    tallies,
  };
}

const dimsKey = (dims: Observation["dims"]): string => JSON.stringify(Object.entries(dims).sort());

function byKey<T>(
  figures: Figures,
  keyOf: (one: StoredObservation) => string | null,
  make: (key: string, own: Figures) => T,
): Map<string, T> {
  const groups = new Map<string, StoredObservation[]>();
  for (const one of figures) {
    const key = keyOf(one);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return new Map([...groups].map(([key, own]) => [key, make(key, own)]));
}

const withoutReprints = (figures: Figures): number => figures.filter(({ head }) => head.reprintOf === undefined).length;

const provincesOf = (figures: Figures): readonly string[] =>
  [...new Set(figures.flatMap(({ observation }) => observation.place.province ?? []))].sort();

function yearsOf(figures: Figures): readonly number[] {
  const dates = figures.map(({ observation: { period } }) =>
    period === null ? null : "at" in period ? period.at : (period.to ?? period.from),
  );
  return [...new Set(dates.flatMap((date) => (date === null ? [] : [Number(date.slice(0, 4))])))].sort((a, b) => a - b);
}

const spanOf = ([first, ...others]: readonly number[]): YearSpan | null =>
  first === undefined ? null : { from: first, to: others.at(-1) ?? first };

/** Of one whole year, or of a moment. */
function isWhole(period: Period | null): boolean {
  if (period === null || "at" in period) return period !== null;
  const [from, to] = [period.from ?? "", period.to ?? ""];
  return from.slice(0, 4) === to.slice(0, 4) && /^\d{4}(?:-01(?:-01)?)?$/u.test(from) && /^\d{4}(?:-12(?:-31)?)?$/u.test(to);
}

const isTabled = ({ observation: { place, period, status, subset, per, decidedBy }, head }: StoredObservation): boolean =>
  head.trust === "ok" &&
  !(subset === true || per !== undefined || decidedBy !== undefined || status === "change") &&
  place.level === "province" &&
  place.province !== null &&
  isWhole(period);

function questionsOf(figures: Figures): readonly QuestionTally[] {
  const keyOf = ({ observation: { indicator, dims, measure, status } }: StoredObservation) =>
    JSON.stringify([indicator, dimsKey(dims), measure, status]);
  const groups = byKey(figures.filter(isTabled), keyOf, (_, own): readonly QuestionTally[] => {
    const [one] = own;
    const years = spanOf(yearsOf(own));
    if (one === undefined || years === null || one.observation.status === "change") return [];
    const { indicator, dims, measure, status } = one.observation;
    return [{ indicator, dims, measure, status, figures: own.length, provinces: provincesOf(own).length, years }];
  });
  return [...groups.values()].flat().sort((a, b) => b.figures - a.figures);
}

function yearsBy(figures: Figures): readonly ProvinceIndicatorTally[] {
  const keyOf = ({ observation: { place, indicator } }: StoredObservation) => `${place.province} ${indicator}`;
  const groups = byKey(
    figures.filter((one) => isTabled(one) && one.observation.status === "actual"),
    keyOf,
    (key, own) => {
      const [province = "", indicator = ""] = key.split(" ");
      return { province, indicator, figures: own.length, years: yearsOf(own) };
    },
  );
  return [...groups.values()].sort((a, b) => (`${a.province} ${a.indicator}` < `${b.province} ${b.indicator}` ? -1 : 1));
}

function documentsOf(
  press: readonly Stored[],
  { province, issuerPlace }: { province: string | undefined; issuerPlace: string | undefined },
) {
  const mentions = press
    .flatMap(({ head, read }) => read.citations.map((citation) => ({ citation, head })))
    .filter(({ head }) => province === undefined || head.place?.province === province)
    .filter(({ citation }) => issuerPlace === undefined || citation.issuerPlace === issuerPlace);
  const ids = [...new Set(mentions.flatMap(({ citation }) => citation.id ?? []))].sort();
  return ids
    .map((id) => {
      const own = mentions.filter(({ citation }) => citation.id === id);
      const days = own.flatMap(({ head }) => head.publishedAt?.slice(0, 10) ?? []).sort();
      const articles = new Set(own.map(({ head }) => head.id)).size;
      const provinces = new Set(own.flatMap(({ head }) => head.place?.province ?? [])).size;
      return { id, citations: own.length, articles, provinces, firstAt: days[0] ?? null, lastAt: days.at(-1) ?? null };
    })
    .sort((a, b) => b.citations - a.citations);
}
