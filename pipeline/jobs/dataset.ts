import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CODEBOOK } from "../extract/codebook.ts";
import { checksTable } from "../publish/tables/checks.ts";
import { citationsTable } from "../publish/tables/citations.ts";
import { documentsTable } from "../publish/tables/documents.ts";
import { codebookTable, placesTable } from "../publish/tables/lists.ts";
import { type NumberedObservation, observationsTable } from "../publish/tables/observations.ts";
import type { About, DataTable, TableName } from "../types/dataset.ts";
import type { Observation, Place, Status } from "../types/observation.ts";
import type { ArticleHead, Bulk, ObservationQuery, Store } from "../types/store.ts";
import { RULES } from "./read-page.ts";
import { HOME, VERSION } from "./settings.ts";
import { provinceUnits } from "./tables.ts";

/** Which figures are taken away. Nothing asked for: all of them. */
export interface DataFilter {
  readonly indicators: readonly string[];
  /** Ids of provinces as reports were read: `34-08` does not stand for what it was merged from. */
  readonly provinces: readonly string[];
  /** Figures whose period touches these years; those without a period are left out then. */
  readonly years: { readonly from: number; readonly to: number } | null;
  readonly status: Status | null;
  readonly level: Place["level"] | null;
}

export const EVERYTHING: DataFilter = { indicators: [], provinces: [], years: null, status: null, level: null };

/** The tables of the whole set, in their order: lists last. */
export const WHOLE: readonly TableName[] = ["observations", "citations", "documents", "checks", "places", "codebook"];

/** A filter as a canonical query string: equal filters give equal texts, no filter the empty one. */
export function queryOf({ indicators, provinces, years, status, level }: DataFilter): string {
  const parts: readonly (readonly [string, string | null])[] = [
    ["indicator", indicators.toSorted().join() || null],
    ["province", provinces.toSorted().join() || null],
    ["years", years === null ? null : years.from === years.to ? String(years.from) : `${years.from}..${years.to}`],
    ["status", status],
    ["level", level],
  ];
  return parts.flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])).join("&");
}

/** Does a period touch the years? Open ends reach for ever. */
function touches({ period }: Observation, { from, to }: { readonly from: number; readonly to: number }): boolean {
  if (period === null) return false;
  const [first, last] = "at" in period ? [period.at, period.at] : [period.from, period.to];
  return (first === null || Number(first.slice(0, 4)) <= to) && (last === null || Number(last.slice(0, 4)) >= from);
}

function storeQuery({ indicators, provinces, status, level }: DataFilter): ObservationQuery {
  const [only] = indicators;
  return {
    ...(indicators.length === 1 && only !== undefined ? { indicator: only } : {}),
    ...(provinces.length > 0 ? { provinces } : {}),
    ...(status === null ? {} : { status }),
    ...(level === null ? {} : { level }),
  };
}

function* chosen(bulk: Bulk, filter: DataFilter): Generator<NumberedObservation> {
  const indicators = new Set(filter.indicators);
  for (const found of bulk.observations(storeQuery(filter))) {
    if (indicators.size > 0 && !indicators.has(found.observation.indicator)) continue;
    if (filter.years === null || touches(found.observation, filter.years)) yield found;
  }
}

/** The rows of the articles that have a chosen figure: both come in the order of article ids. */
function* ofChosen<T>(rows: Iterable<T>, idOf: (row: T) => string, figures: Iterable<NumberedObservation>): Generator<T> {
  const ids = figures[Symbol.iterator]();
  let next = ids.next();
  for (const row of rows) {
    const id = idOf(row);
    while (next.done !== true && next.value.head.id < id) next = ids.next();
    if (next.done === true) return;
    if (next.value.head.id === id) yield row;
  }
}

/**
 * The tables of what the store holds. Under a filter `observations` has the figures that fit, and `citations`, `documents` and `checks` what stands in the articles of these
 * figures; `places` and `codebook` are always whole. Only current page versions.
 */
export function tablesOf(store: Store, filter: DataFilter): Readonly<Record<Exclude<TableName, "cells" | "wide" | "totals">, DataTable>> {
  const { bulk } = store;
  const isAll = queryOf(filter) === "";
  const part = <T extends { readonly head: ArticleHead }>(rows: Iterable<T>): Iterable<T> =>
    isAll ? rows : ofChosen(rows, ({ head }) => head.id, chosen(bulk, filter));
  return {
    observations: observationsTable(CODEBOOK, () => chosen(bulk, filter)),
    citations: citationsTable(() => part(bulk.citations())),
    documents: documentsTable(() => (isAll ? bulk.heads() : ofChosen(bulk.heads(), ({ id }) => id, chosen(bulk, filter)))),
    checks: checksTable(() => part(bulk.checks())),
    places: placesTable(provinceUnits()),
    codebook: codebookTable(CODEBOOK),
  };
}

/** The commit of this checkout, with "-dirty" where its files differ from it; null where the code has come without its history, or git is not there. */
function commitOf(folder: string): string | null {
  if (!existsSync(join(folder, ".git"))) return null;
  try {
    return execFileSync("git", ["-C", folder, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch (error) {
    if (error instanceof Error && ("status" in error || "code" in error)) return null; // named: no git, or a folder that is not ours
    throw error;
  }
}

/** What is said beside data of this store. */
export function aboutData(store: Store, { now, query }: { readonly now: Date; readonly query: string }): About {
  return { createdAt: now.toISOString(), version: VERSION, commit: commitOf(HOME), rules: RULES, fingerprint: store.fingerprint(), query };
}
