import type { Statements } from "../database/statements.ts";

/** Notes which articles have come to repeat another one, or no longer do, while reports are settled: perhaps some more, never less. */
export interface ReportChanges {
  /** To be called before a carrier joins or leaves a report, or other reports are joined to it. */
  readonly before: (report: number) => void;
  /** What an article repeats may be another from now on. */
  readonly add: (article: string) => void;
  /** All of them, when the last report is settled. */
  readonly articles: () => readonly string[];
}

/** For who does not ask. */
export const unnoted: ReportChanges = { before: () => {}, add: () => {}, articles: () => [] };

export function noteChanges(sql: Statements): ReportChanges {
  const originals = new Map<number, unknown>();
  const changed = new Set<string>();
  const originalOf = (report: number): unknown =>
    sql.row("SELECT article FROM carriers WHERE report = ? ORDER BY rank LIMIT 1", [report])?.article;
  return {
    before: (report) => {
      if (!originals.has(report)) originals.set(report, originalOf(report));
    },
    add: (article) => changed.add(article),
    articles: () => {
      // Another original: all others repeat another one.
      for (const [report, original] of originals)
        if (originalOf(report) !== original)
          for (const { article } of sql.rows("SELECT article FROM carriers WHERE report = ?", [report])) changed.add(String(article));
      return [...changed].sort();
    },
  };
}
