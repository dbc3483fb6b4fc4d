import type { Observation } from "../../types/observation.ts";
import type { ArticleHead, Store } from "../../types/store.ts";

/** A figure that differs between two versions of an article: `before` is null when it was added, `after` when it was removed. */
export interface FigureChange {
  readonly kind: "added" | "removed" | "changed";
  readonly before: Observation | null;
  readonly after: Observation | null;
}

/** A version of an article's page, with what it changed against the version before; null for the first. */
export interface Version {
  readonly head: ArticleHead;
  readonly changes: readonly FigureChange[] | null;
}

/** The versions of an article, oldest first: those of its page at the same position. */
export function readVersions(store: Store, article: { readonly url: string; readonly position: number }): Version[] {
  const heads = store.versions(article.url).filter(({ id }) => id.endsWith(`-${article.position}`));
  // Most pages have one version: nothing to compare, and nothing to read.
  const figures = heads.length < 2 ? [] : heads.map(({ id }) => store.article(id)?.observations ?? []);
  return heads.map((head, i) => ({ head, changes: i === 0 ? null : compareFigures(figures[i - 1] ?? [], figures[i] ?? []) }));
}

/**
 * What changed between the figures of two versions. Figures answer to each other when they say the same thing (indicator, dims,
 * measure, status, place, period); values that both have are no change, however often each repeats them.
 */
export function compareFigures(before: readonly Observation[], after: readonly Observation[]): FigureChange[] {
  const old = groupBySubject(before);
  const young = groupBySubject(after);
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((subject) =>
    compareSubject(old.get(subject) ?? [], young.get(subject) ?? []),
  );
}

function compareSubject(before: readonly Observation[], after: readonly Observation[]): FigureChange[] {
  const gone = before.filter((figure) => !after.some((other) => isSameValue(figure, other)));
  const come = after.filter((figure) => !before.some((other) => isSameValue(figure, other)));
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, i) => {
    const [was, is] = [gone[i] ?? null, come[i] ?? null];
    return { kind: was === null ? "added" : is === null ? "removed" : "changed", before: was, after: is };
  });
}

function isSameValue(a: Observation, b: Observation): boolean {
  return a.value === b.value && a.bound === b.bound;
}

function groupBySubject(figures: readonly Observation[]): Map<string, Observation[]> {
  const groups = new Map<string, Observation[]>();
  for (const figure of figures) {
    const subject = subjectOf(figure);
    const group = groups.get(subject);
    if (group === undefined) groups.set(subject, [figure]);
    else group.push(figure);
  }
  return groups;
}

function subjectOf({ indicator, dims, measure, status, place, period, against, per, subset, decidedBy }: Observation): string {
  const ordered = Object.entries(dims).sort(([a], [b]) => a.localeCompare(b));
  return JSON.stringify([
    indicator,
    ordered,
    measure,
    status,
    place.level,
    place.province,
    place.name,
    period,
    against,
    per,
    subset,
    decidedBy,
  ]);
}
