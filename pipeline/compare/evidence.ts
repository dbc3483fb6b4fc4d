import { createHash, hash as hashOnce } from "node:crypto";
import type { Check, Dims } from "../types/observation.ts";
import type { ProvinceUnit } from "../types/province.ts";
import type { ArticleHead, StoredObservation } from "../types/store.ts";
import type { Column, PeriodKind, TableData, TableSpec } from "../types/table.ts";
import { type Entry, homeByName, saysSame } from "./candidates.ts";
import { type ColumnFit, fitColumn } from "./periods.ts";
import { formerUnits } from "./provinces.ts";
import { regionOf } from "./regions.ts";
import { withoutEchoes } from "./reprints.ts";
import { isFlow } from "./series.ts";

export interface EvidenceInput {
  readonly spec: TableSpec;
  readonly columns: readonly Column[];
  readonly observations: readonly StoredObservation[];
  readonly provinces: readonly ProvinceUnit[];
  readonly homeOf?: ((head: ArticleHead) => string | null) | undefined;
}

/** What the reports say, by place and column, and the hash of all of it. */
export interface Evidence {
  /** `place`: a province's id, or `national`, or `region:TN`. */
  readonly at: (place: string, column: string) => readonly Entry[];
  /** Computed when asked for. */
  readonly data: () => TableData;
}

type Buckets = Map<string, Map<string, Entry[]>>;

function dimsKey(dims: Dims): string {
  const names = Object.keys(dims);
  if (names.length === 0) return "";
  return names
    .sort()
    .map((name) => `${name}=${dims[name]}`)
    .join();
}

/** May this figure fill a cell of such a table at all? */
function answers(spec: TableSpec, dims: string, { observation, head }: StoredObservation): boolean {
  const { indicator, measure, status, period } = observation;
  if (indicator !== spec.indicator || measure !== spec.measure || status !== spec.status || period === null) return false;
  if ("at" in period && status === "actual" && isFlow(spec)) return false;
  if (observation.subset || observation.per !== undefined || observation.decidedBy !== undefined) return false;
  return (head.trust === "ok" || spec.untrusted === true) && head.current && dimsKey(observation.dims) === dims;
}

/** The row that a figure belongs to; null for a place that has none: a district, a province that the text does not name. */
function placeOf(
  { spec, units }: { spec: TableSpec; units: ReadonlyMap<string, string> },
  { observation }: StoredObservation,
): string | null {
  const { level, province, name } = observation.place;
  if (level === "province") return province !== null && units.has(province) ? province : null;
  if (spec.totals !== true) return null;
  if (level === "national") return "national";
  const region = level === "region" && name !== null ? regionOf(name) : null;
  return region === null ? null : `region:${region}`;
}

/** Each unit's unit of today: a paper of a merged province goes on reporting on the new one. */
function todayById(provinces: readonly ProvinceUnit[]): ReadonlyMap<string, string> {
  const today = new Map(provinces.map(({ id }) => [id, id]));
  for (const [id, former] of formerUnits(provinces)) for (const unit of former) today.set(unit.id, id);
  return today;
}

/** A figure and the column that its period stands for. */
interface Told {
  readonly stored: StoredObservation;
  readonly fit: ColumnFit;
}

type ToldByColumn = ReadonlyMap<string, readonly Told[]>;

/** What was found out about a list of figures, kept as long as the list: the next table over other years of the same question asks the same of them. */
const toldBefore = new WeakMap<readonly StoredObservation[], Map<string, ToldByColumn>>();

/** The figures that answer the question, by the key of their column, whichever columns the table has. */
function toldOf(spec: TableSpec, observations: readonly StoredObservation[]): ToldByColumn {
  const dims = dimsKey(spec.dims);
  const kind = spec.period ?? "year";
  const question = [spec.indicator, dims, spec.measure, spec.status, kind, spec.untrusted === true].join(BAR);
  const kept = toldBefore.get(observations) ?? new Map<string, ToldByColumn>();
  toldBefore.set(observations, kept);
  const known =
    kept.get(question) ??
    byColumn(
      withoutEchoes(
        observations.filter((stored) => answers(spec, dims, stored)),
        saysSame,
      ),
      kind,
    );
  kept.set(question, known);
  return known;
}

function byColumn(told: readonly StoredObservation[], kind: PeriodKind): ToldByColumn {
  const columns = new Map<string, Told[]>();
  for (const stored of told) {
    const { period } = stored.observation;
    const fit = period === null ? null : fitColumn(period, kind);
    if (fit === null) continue;
    const column = columns.get(fit.key);
    if (column === undefined) columns.set(fit.key, [{ stored, fit }]);
    else column.push({ stored, fit });
  }
  return columns;
}

/** The figures that may fill cells of the table, by place and column. The order in which they come does not matter. */
export function gather({ spec, columns, observations, provinces, homeOf = homeByName(provinces) }: EvidenceInput): Evidence {
  const units = todayById(provinces);
  const buckets: Buckets = new Map();
  const told = toldOf(spec, observations);
  for (const { key } of columns)
    for (const { stored, fit } of told.get(key) ?? []) {
      const place = placeOf({ spec, units }, stored);
      if (place === null) continue;
      const home = homeOf(stored.head);
      const isOwn = home !== null && (home === place || units.get(home) === place || units.get(place) === home);
      bucketOf(buckets, place, key).push({ candidate: stored, fit, isOwn });
    }
  return { at: (place, column) => buckets.get(place)?.get(column) ?? [], data: () => describeData(buckets) };
}

function bucketOf(buckets: Buckets, place: string, column: string): Entry[] {
  const columns = buckets.get(place) ?? new Map<string, Entry[]>();
  buckets.set(place, columns);
  const entries = columns.get(column) ?? [];
  columns.set(column, entries);
  return entries;
}

/** Parts the fields of a line; it stands in no text. */
const BAR = "\u001f";

/** All of a figure that a table shows or chooses by, as one line. */
function lineOf({ observation: o, head }: StoredObservation): string {
  const { period, place, numerator, denominator, review } = o;
  const time = period === null ? "" : "at" in period ? period.at : `${period.from}..${period.to}`;
  const said =
    o.article +
    BAR +
    o.start +
    BAR +
    o.end +
    BAR +
    o.quote +
    BAR +
    o.value +
    BAR +
    o.bound +
    BAR +
    o.basis +
    BAR +
    time +
    BAR +
    o.confidence;
  const of =
    o.indicator + BAR + dimsKey(o.dims) + BAR + o.measure + BAR + o.status + BAR + place.level + BAR + place.province + BAR + place.name;
  const by =
    head.url + BAR + head.title + BAR + head.publisher + BAR + head.source + BAR + head.publishedAt + BAR + head.basedOn + BAR + head.trust;
  const rest = `${numerator}${BAR}${denominator}${BAR}${head.reprintOf}${BAR}${review?.id}${BAR}${review?.verdict}`;
  return said + BAR + of + BAR + by + BAR + rest + (o.checks.length === 0 ? "" : checksLine(o.checks));
}

function checksLine(checks: readonly Check[]): string {
  return JSON.stringify(checks.map(({ what, holds, parts, computed, printed, detail }) => [what, holds, parts, computed, printed, detail]));
}

/** SHA-256 of the line of a figure, kept as long as the figure itself is: the next table over the same figures need not read them again. */
const digests = new WeakMap<StoredObservation, string>();

function digestOf(stored: StoredObservation): string {
  const known = digests.get(stored);
  if (known !== undefined) return known;
  const digest = hashOnce("sha256", lineOf(stored), "base64");
  digests.set(stored, digest);
  return digest;
}

function describeData(buckets: Buckets): TableData {
  let observations = 0;
  for (const columns of buckets.values()) for (const entries of columns.values()) observations += entries.length;
  return withHash(observations, () => hashOf(buckets));
}

/** The hash costs as much as the table, and most who look at one do not ask for it: computed at the first look. */
function withHash(observations: number, compute: () => string): TableData {
  let known: string | null = null;
  return {
    get hash() {
      known ??= compute();
      return known;
    },
    observations,
  };
}

function hashOf(buckets: Buckets): string {
  const hash = createHash("sha256");
  for (const place of [...buckets.keys()].sort()) {
    const columns = buckets.get(place) ?? new Map<string, Entry[]>();
    for (const column of [...columns.keys()].sort()) {
      const lines = (columns.get(column) ?? []).map(({ candidate }) => digestOf(candidate));
      hash.update(lines.sort().join());
    }
  }
  return hash.digest("hex");
}

/** What several pieces of evidence are together: of a share and its weights, of the two sides of a ratio. One alone stays as it is. */
export function joinData(parts: readonly TableData[]): TableData {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  const observations = parts.reduce((sum, part) => sum + part.observations, 0);
  const compute = (): string =>
    createHash("sha256")
      .update(parts.map((part) => part.hash).join("\n"))
      .digest("hex");
  return withHash(observations, compute);
}
