import type { GoldArticle, GoldCheck, GoldCitation, GoldObservation, GoldRecord } from "./gold.ts";

/** Precision, recall and F1 of one comparison, 0–1, with the counts they come from. */
export interface Score {
  readonly gold: number;
  readonly found: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Misses<T> {
  readonly missed: readonly T[];
  readonly wrong: readonly T[];
}

export interface Comparison<T> {
  readonly score: Score;
  readonly errors: Misses<T>;
  /** Pairs that agree, gold first. */
  readonly pairs: readonly (readonly [T, T])[];
}

export function scoreOf(gold: number, found: number, right: number): Score {
  const precision = found === 0 ? (gold === 0 ? 1 : 0) : right / found;
  const recall = gold === 0 ? 1 : right / gold;
  return { gold, found, right, precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** Matches two lists as multisets by a key; of several with one key the nearer in the text are paired. */
export function compareBy<T extends { readonly start?: number }>(
  gold: readonly T[],
  found: readonly T[],
  key: (record: T) => string,
): Comparison<T> {
  const waiting = new Map<string, T[]>();
  for (const record of gold) waiting.set(key(record), [...(waiting.get(key(record)) ?? []), record]);
  const pairs: [T, T][] = [];
  const wrong: T[] = [];
  for (const record of found) {
    const same = waiting.get(key(record)) ?? [];
    if (same.length === 0) wrong.push(record);
    else {
      const nearest = same.reduce((best, one) =>
        Math.abs((one.start ?? 0) - (record.start ?? 0)) < Math.abs((best.start ?? 0) - (record.start ?? 0)) ? one : best,
      );
      same.splice(same.indexOf(nearest), 1);
      pairs.push([nearest, record]);
    }
  }
  return { score: scoreOf(gold.length, found.length, pairs.length), errors: { missed: [...waiting.values()].flat(), wrong }, pairs };
}

const sorted = (dims: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.entries(dims).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A date of any precision as the first or last day it covers; null stays null. */
export function widen(date: string | null, edge: "first" | "last"): string | null {
  if (date === null || date.length >= 10) return date;
  if (edge === "first") return date.length === 4 ? `${date}-01-01` : `${date}-01`;
  if (date.length === 4) return `${date}-12-31`;
  const [year, month] = date.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The period for strict comparison: spans widened to days; a day `at` the gold's precision is compared by the caller. */
function periodKey(period: GoldObservation["period"], precision: number): string {
  if (period === null) return "null";
  if ("at" in period) return `@${period.at?.slice(0, precision) ?? "null"}`;
  return `${widen(period.from, "first")}…${widen(period.to, "last")}`;
}

export const lenientKey = (record: GoldObservation): string =>
  [record.doc, record.indicator, sorted(record.dims), record.measure, record.value, record.status].join("|");

function strictKey(record: GoldObservation, precision: number): string {
  return [lenientKey(record), record.article, record.place.province, record.place.level, periodKey(record.period, precision)].join("|");
}

/** Strict comparison of observations; stocks are compared at the precision the gold gives them. */
export function compareStrictly(gold: readonly GoldObservation[], found: readonly GoldObservation[]): Comparison<GoldObservation> {
  const precisions = new Map<string, number>();
  for (const record of gold) {
    const at = record.period !== null && "at" in record.period ? (record.period.at?.length ?? 10) : 10;
    precisions.set(lenientKey(record), Math.min(at, precisions.get(lenientKey(record)) ?? 10));
  }
  return compareBy(gold, found, (record) => strictKey(record, precisions.get(lenientKey(record)) ?? 10));
}

export interface Evaluation {
  readonly strict: Comparison<GoldObservation>;
  readonly lenient: Comparison<GoldObservation>;
  /** Lenient score of each indicator that stands in gold or was found. */
  readonly perIndicator: Readonly<Record<string, { readonly lenient: Score; readonly strict: Score }>>;
  /** Of the strict pairs, the share in which each further field agrees. */
  readonly fields: Readonly<Record<string, number>>;
  readonly citationsById: Comparison<GoldCitation>;
  readonly citationsByParts: Comparison<GoldCitation>;
  readonly failingChecks: Comparison<GoldCheck>;
  /** Checks that hold in gold and were reported as failing. */
  readonly falseAlarms: number;
  /** All bands of confidence, the lowest first. */
  readonly calibration: readonly Band[];
}

/** The figures found with a confidence from `from` to below `to`, and how many of them are right strictly and leniently. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly found: number;
  readonly right: number;
  readonly rightLeniently: number;
}

const FIELDS = ["bound", "basis", "per", "subset", "decidedBy", "against"] as const;
const BANDS: readonly (readonly [number, number])[] = [
  [0, 0.5],
  [0.5, 0.7],
  [0.7, 0.8],
  [0.8, 0.9],
  [0.9, 1.01],
];

function fieldAgreement(pairs: readonly (readonly [GoldObservation, GoldObservation])[]): Record<string, number> {
  const share = (same: (gold: GoldObservation, found: GoldObservation) => boolean): number =>
    pairs.length === 0 ? 1 : pairs.filter(([gold, found]) => same(gold, found)).length / pairs.length;
  const agreement: Record<string, number> = {};
  for (const field of FIELDS) agreement[field] = share((gold, found) => (gold[field] ?? null) === (found[field] ?? null));
  agreement["place.name"] = share((gold, found) => gold.place.name === found.place.name);
  agreement.span = share((gold, found) => gold.start < found.end && found.start < gold.end);
  return agreement;
}

/** Puts each prediction into the gold article whose span holds its start; without one it keeps a number that no gold article has. */
function intoGoldArticles<T extends { doc: string; article: number; start: number }>(
  found: readonly T[],
  articles: readonly GoldArticle[],
): T[] {
  return found.map((record) => {
    const home = articles.find((article) => article.doc === record.doc && record.start >= article.start && record.start < article.end);
    return { ...record, article: home?.article ?? 1000 + record.article };
  });
}

const ofKind = <K extends GoldRecord["kind"]>(records: readonly GoldRecord[], kind: K): Extract<GoldRecord, { kind: K }>[] =>
  records.filter((record): record is Extract<GoldRecord, { kind: K }> => record.kind === kind);

/** Scores predictions against gold as codebook annotations ask: strict, lenient, per indicator, citations, checks, calibration. */
export function evaluate(
  gold: readonly GoldRecord[],
  predicted: readonly GoldRecord[],
  ignoreAfter: Readonly<Record<string, number>> = {},
): Evaluation {
  const docs = new Set(gold.map((record) => record.doc));
  const articles = ofKind(gold, "article");
  const counted = <T extends { doc: string; start: number }>(records: readonly T[]): T[] =>
    records.filter((record) => docs.has(record.doc) && record.start < (ignoreAfter[record.doc] ?? Number.POSITIVE_INFINITY));
  const goldObservations = ofKind(gold, "observation");
  const found = intoGoldArticles(counted(ofKind(predicted, "observation")), articles);
  const strict = compareStrictly(goldObservations, found);
  const lenient = compareBy(goldObservations, found, lenientKey);
  const citations = counted(ofKind(predicted, "citation"));
  const goldCitations = ofKind(gold, "citation");
  const goldChecks = ofKind(gold, "check");
  const failing = checksInGoldArticles(predicted, articles, ignoreAfter).filter((check) => !check.holds && docs.has(check.doc));
  const checkKey = (check: GoldCheck): string => [check.doc, check.article, check.what, check.printed].join("|");
  return {
    strict,
    lenient,
    perIndicator: perIndicator(goldObservations, found),
    fields: fieldAgreement(strict.pairs),
    citationsById: compareBy(withId(goldCitations), withId(citations), (record) => `${record.doc}|${record.id}`),
    citationsByParts: compareBy(goldCitations, citations, (record) => [record.doc, record.number, record.type, record.issuer].join("|")),
    failingChecks: compareBy<GoldCheck & { start?: number }>(
      goldChecks.filter((check) => !check.holds),
      failing,
      checkKey,
    ),
    falseAlarms: failing.filter((check) => goldChecks.some((known) => known.holds && checkKey(known) === checkKey(check))).length,
    calibration: calibrate(found, strict, lenient),
  };
}

const withId = (citations: readonly GoldCitation[]): GoldCitation[] => citations.filter((citation) => citation.id !== null);

const overlap = (a: GoldArticle, b: GoldArticle): number => Math.min(a.end, b.end) - Math.max(a.start, b.start);

/**
 * The predicted checks, each under the number of the gold article that its own article covers most of, as checks have no offsets. Those of an article behind the part
 * of the document that gold covers are left out.
 */
function checksInGoldArticles(
  predicted: readonly GoldRecord[],
  gold: readonly GoldArticle[],
  ignoreAfter: Readonly<Record<string, number>>,
): GoldCheck[] {
  const homes = ofKind(predicted, "article");
  return ofKind(predicted, "check").flatMap((check) => {
    const own = homes.find((article) => article.doc === check.doc && article.article === check.article);
    if (own === undefined) return [check];
    if (own.start >= (ignoreAfter[check.doc] ?? Number.POSITIVE_INFINITY)) return [];
    const [nearest] = gold
      .filter((article) => article.doc === check.doc && overlap(article, own) > 0)
      .sort((a, b) => overlap(b, own) - overlap(a, own));
    return [{ ...check, article: nearest?.article ?? 1000 + check.article }];
  });
}

function perIndicator(gold: readonly GoldObservation[], found: readonly GoldObservation[]): Evaluation["perIndicator"] {
  const codes = [...new Set([...gold, ...found].map((record) => record.indicator))].sort();
  return Object.fromEntries(
    codes.map((code) => {
      const [g, f] = [gold.filter((record) => record.indicator === code), found.filter((record) => record.indicator === code)];
      return [code, { lenient: compareBy(g, f, lenientKey).score, strict: compareStrictly(g, f).score }];
    }),
  );
}

/** The bands of several golds as those of all of them together. */
export function addBands(tables: readonly (readonly Band[])[]): readonly Band[] {
  return BANDS.map(([from, to], i) => {
    const same = tables.flatMap((table) => table[i] ?? []);
    const sum = (part: "found" | "right" | "rightLeniently"): number => same.reduce((total, band) => total + band[part], 0);
    return { from, to: Math.min(to, 1), found: sum("found"), right: sum("right"), rightLeniently: sum("rightLeniently") };
  });
}

function calibrate(
  found: readonly GoldObservation[],
  strict: Comparison<GoldObservation>,
  lenient: Comparison<GoldObservation>,
): Evaluation["calibration"] {
  const right = new Set(strict.pairs.map(([, record]) => record));
  const rightLeniently = new Set(lenient.pairs.map(([, record]) => record));
  return BANDS.map(([from, to]) => {
    const inBand = found.filter((record) => (record.confidence ?? 1) >= from && (record.confidence ?? 1) < to);
    return {
      from,
      to: Math.min(to, 1),
      found: inBand.length,
      right: inBand.filter((record) => right.has(record)).length,
      rightLeniently: inBand.filter((record) => rightLeniently.has(record)).length,
    };
  });
}
