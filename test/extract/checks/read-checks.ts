import { extract } from "../../../pipeline/extract/extract.ts";
import { loadGazetteer } from "../../../pipeline/language/gazetteer.ts";
import type { Article } from "../../../pipeline/types/article.ts";
import type { CheckKind, Observation } from "../../../pipeline/types/observation.ts";
import { makeArticle } from "../make-article.ts";

const gazetteer = loadGazetteer();

/** Reads an article of our own and tells its checks of one kind as "holds: <detail>" or "fails: <detail>". */
export function readChecks(text: string, what: CheckKind, options: Partial<Article> = {}): readonly string[] {
  const { checks } = extract(makeArticle(text, { publishedAt: "2021-01-15", publishedFrom: "header", ...options }), { gazetteer });
  return checks.filter((check) => check.what === what).map(({ holds, detail }) => `${holds ? "holds" : "fails"}: ${detail}`);
}

/** A figure by hand, of one province and year; `quote` is what stands between `start` and `end`. */
export function makeFigure(fields: Partial<Observation>): Observation {
  return {
    article: "0123456789abcdef-0",
    indicator: "discipline.members",
    dims: {},
    measure: "count",
    value: 10,
    bound: "exact",
    status: "actual",
    place: { level: "province", province: "63-20", name: null },
    period: { from: "2020-01-01", to: "2020-12-31" },
    basis: "explicit",
    rule: "by hand",
    confidence: 0.9,
    links: [],
    checks: [],
    quote: "",
    start: 0,
    end: 0,
    ...fields,
  };
}
