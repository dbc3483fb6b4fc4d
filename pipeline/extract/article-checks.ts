import type { Citation } from "../types/citation.ts";
import type { Check, Observation } from "../types/observation.ts";
import { changeFindings } from "./checks/changes.ts";
import { citationFindings, dateFindings } from "./checks/dates.ts";
import type { Checked, Finding } from "./checks/finding.ts";
import { limitFindings } from "./checks/limits.ts";
import { shareFindings } from "./checks/shares.ts";
import { sumFindings } from "./checks/sums.ts";

/** The findings that concern each figure. */
function byFigure(findings: readonly Finding[]): ReadonlyMap<Observation, readonly Finding[]> {
  const concerned = new Map<Observation, Finding[]>();
  for (const finding of findings)
    for (const figure of new Set([...(finding.tested === null ? [] : [finding.tested]), ...finding.used]))
      concerned.set(figure, [...(concerned.get(figure) ?? []), finding]);
  return concerned;
}

const keyOf = ({ what, parts, printed }: Check): string => JSON.stringify([what, parts, printed]);

/** Each check once, however often title and body tell its figures. */
function distinct(checks: readonly Check[]): readonly Check[] {
  if (checks.length < 2) return checks;
  return [...new Map(checks.map((check) => [keyOf(check), check])).values()];
}

/** The checks that stand beside a figure: those of its own number, and failing ones that it was computed with. */
function checksOf(figure: Observation, findings: readonly Finding[]): readonly Check[] {
  return distinct(
    findings
      .filter(
        ({ check, tested, used }) =>
          tested === figure || (tested === null && used[0] === figure) || (!check.holds && used.includes(figure)),
      )
      .map(({ check }) => check),
  );
}

/** The fraction behind a share that held: what it is a part of, found by the check. */
function withWhole(figure: Observation, checks: readonly Check[]): Observation {
  const share = checks.find(({ what, holds, parts }) => what === "share" && holds && parts.length === 2);
  if (share === undefined || figure.denominator !== undefined || (figure.measure !== "share" && figure.measure !== "attainment"))
    return figure;
  const [numerator, denominator] = share.parts as [number, number];
  return { ...figure, numerator, denominator };
}

/**
 * Runs the checks of codebook section 5 over one article: each figure with the checks that concern it, and all checks made, each once. A failed check deletes
 * nothing; `published` is the ISO day of publication.
 */
export function checkArticle(read: {
  text: string;
  observations: readonly Observation[];
  citations: readonly Citation[];
  published: string | null;
}): {
  observations: readonly Observation[];
  checks: readonly Check[];
} {
  const observations = [...read.observations].sort((a, b) => a.start - b.start || a.end - b.end);
  const checked: Checked = { text: read.text, observations, published: read.published };
  const findings = [
    ...sumFindings(checked),
    ...shareFindings(checked),
    ...changeFindings(checked),
    ...limitFindings(checked),
    ...dateFindings(checked),
  ];
  const all = distinct([...findings, ...citationFindings(read.citations, read.published)].map(({ check }) => check));
  const concerned = byFigure(findings);
  return {
    observations: read.observations.map((figure) => {
      const about = concerned.get(figure);
      const checks = about === undefined ? [] : checksOf(figure, about);
      return checks.length === 0 ? figure : withWhole({ ...figure, checks }, checks);
    }),
    checks: all,
  };
}
