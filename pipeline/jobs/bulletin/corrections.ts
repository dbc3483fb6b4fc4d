import type { BulletinSpec, BulletinValue, CorrectionFacts } from "../../types/bulletin.ts";
import type { BulletinHead } from "../../types/bulletin-desk.ts";
import type { Store } from "../../types/store.ts";
import type { Cell, Column, Table, TableSpec } from "../../types/table.ts";
import { tableOf } from "../tables.ts";
import type { Archive } from "./archive.ts";
import { cellKey, type PrintedCell, type PrintedGroup, questionKey } from "./printed.ts";
import { articleToday, cellOf, decisionSince, plainSpec } from "./today.ts";

/** So many earlier bulletins are looked through, the newest: two years of weekly ones. */
const MOST_BULLETINS = 104;
/** Of corrections a bulletin tells so many; those that were printed last come first. */
const MOST_CORRECTIONS = 30;

type CorrectionStore = Parameters<typeof tableOf>[0] & Pick<Store, "head" | "articles" | "observations" | "decisions">;

/**
 * What a cell says today in a bulletin of this spec: a value; `unsure` where it has one that such a bulletin leaves out as doubtful, or that is not to be used otherwise;
 * null where no report says anything.
 */
export type ValueOf = (cell: Cell, spec: TableSpec) => BulletinValue | "unsure" | null;

/** A cell as the last bulletin that gave it did. */
interface Known {
  readonly head: BulletinHead;
  readonly group: PrintedGroup;
  readonly cell: PrintedCell;
}

/**
 * The figures of earlier bulletins on the same topics and provinces that are told otherwise today: what changed and why. A cell counts as its last bulletin gave it, so that what a
 * bulletin has corrected is not told again. Throws StoreBroken.
 */
export function correctionsSince(
  archive: Archive,
  store: CorrectionStore,
  { spec, valueToday }: { readonly spec: BulletinSpec; readonly valueToday: ValueOf },
): readonly CorrectionFacts[] {
  const known = lastKnown(archive, spec);
  const tables = tablesFor(store, [...known.values()]);
  const corrections: CorrectionFacts[] = [];
  for (const one of known.values()) {
    const table = tables(one.group.spec);
    const cell = table === null ? null : cellOf(table, one.group.column.key, one.cell.province);
    // What is as it was needs no looking at its sentence and doubts.
    if (table === null || one.cell.value === null || cell?.value === one.cell.value) continue;
    const now = cell === null ? null : valueToday(cell, table.spec);
    const correction = now === "unsure" ? null : correctionOf(store, one, { now, spec: table.spec });
    if (correction !== null) corrections.push(correction);
    if (corrections.length === MOST_CORRECTIONS) break;
  }
  return corrections;
}

/** The cells that bulletins like this one gave, the last printed first. */
function lastKnown(archive: Archive, spec: BulletinSpec): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  // What a bulletin corrects stands behind what it gives, and counts.
  for (const head of archive
    .list()
    .filter((one) => isAlike(one.spec, spec))
    .slice(0, MOST_BULLETINS))
    for (const group of archive.printed(head.id).toReversed())
      for (const cell of group.cells) {
        const key = cellKey(group.spec, group.column, cell.province);
        if (!known.has(key) && isMeant(spec, group, cell)) known.set(key, { head, group, cell });
      }
  return known;
}

const isAlike = (a: BulletinSpec, b: BulletinSpec): boolean =>
  a.boundaries === b.boundaries && a.topics.some((topic) => b.topics.includes(topic));

function isMeant({ topics, provinces }: BulletinSpec, { topic }: PrintedGroup, { province }: PrintedCell): boolean {
  if (!topics.includes(topic)) return false;
  return province === null ? provinces.length === 0 : provinces.length === 0 || provinces.includes(province);
}

/** One table a question, over the years that its cells need. */
function tablesFor(store: CorrectionStore, known: readonly Known[]): (spec: PrintedGroup["spec"]) => Table | null {
  const needs = new Map<string, { from: number; to: number; hasCountry: boolean }>();
  for (const { group, cell } of known) {
    const key = questionKey(group.spec);
    const { year } = group.column;
    const need = needs.get(key) ?? { from: year, to: year, hasCountry: false };
    needs.set(key, {
      from: Math.min(need.from, year),
      to: Math.max(need.to, year),
      hasCountry: need.hasCountry || cell.province === null,
    });
  }
  return (spec) => {
    const need = needs.get(questionKey(spec));
    if (need === undefined) return null;
    const { from, to, hasCountry } = need;
    return tableOf(store, plainSpec(spec, { years: { from, to }, hasCountry }));
  };
}

type Today = { readonly now: BulletinValue | null; readonly spec: TableSpec };

function correctionOf(store: CorrectionStore, { head, group, cell }: Known, { now, spec }: Today): CorrectionFacts | null {
  const { value, bound, name } = cell;
  if (value === null) return null;
  const column: Column = group.column;
  return {
    ...{ bulletin: head.id, title: head.title, madeAt: head.madeAt, name, column, now },
    spec: { ...spec, years: { from: column.year, to: column.year } },
    before: { value, bound },
    ...reasonOf(store, { cell, madeAt: head.madeAt, now }),
  };
}

type Reason = Pick<CorrectionFacts, "why" | "note">;

/** Why a cell says something else: first what people decided, then what papers changed, then other reports; what is left is that newer rules read the same words otherwise. */
function reasonOf(
  store: CorrectionStore,
  { cell, madeAt, now }: { readonly cell: PrintedCell; readonly madeAt: string; readonly now: BulletinValue | null },
): Reason {
  const ids = [...cell.figures.map(({ id }) => id), ...(now?.figures.map(({ id }) => id) ?? [])];
  const decision = ids.map((id) => decisionSince(store, id, madeAt)).find((one) => one !== null);
  if (decision !== undefined) return { why: "reviewed", note: decision.why };
  const isChanged = cell.figures.some(({ id, article, url }) => articleToday(store, { id, article, url })?.id !== article);
  if (isChanged) return { why: "report_changed", note: null };
  const articles = new Set(cell.figures.map(({ article }) => article));
  const hasOther = now?.figures.some(({ article }) => !articles.has(article.id)) ?? false;
  return { why: hasOther ? "newer_report" : "reread", note: null };
}
