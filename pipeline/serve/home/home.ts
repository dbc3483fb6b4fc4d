import type { LastNight, RunLine } from "../../types/operation.ts";
import { type Coverage, coverageOf } from "../coverage.ts";
import { type ArticleView, viewArticle } from "../figures.ts";
import { readQuery } from "../query.ts";
import { pageRoute, type Route } from "../route.ts";
import { tableHref } from "../table/query.ts";
import { fullestQuestion } from "../table/variants.ts";
import { href, type View } from "../view.ts";
import { type Headline, readHeadlines } from "./headlines.ts";
import { renderHome } from "./page.ts";
import { OverviewAnswer } from "./shape.ts";

const SHOWN_ARTICLES = 8;
const FRESH_DAYS = 7;
const DAY_MS = 86_400_000;
/** The 63 held until the merger of 2025-07-01. */
const LASTED = "2025-01-01";

/** How much is known of a province. */
export interface ProvinceCoverage {
  readonly province: string;
  readonly name: string;
  readonly figures: number;
  readonly articles: number;
  readonly href: string;
}

/** What the home page shows: headline indicators, what is new, what is known of which province and indicator, and how the last night went. */
export interface Overview {
  readonly figures: number;
  readonly indicators: readonly { readonly code: string; readonly coverage: Coverage; readonly href: string; readonly table: string }[];
  readonly headlines: readonly Headline[];
  /** Articles fetched since this time, with their figures. */
  readonly fresh: { readonly since: string; readonly articles: number; readonly figures: number };
  /** The newest, those of `fresh` where there are any. */
  readonly articles: readonly ArticleView[];
  /** The provinces of the system that most figures are of. */
  readonly map: { readonly system: "63" | "34"; readonly provinces: readonly ProvinceCoverage[] };
  /** Null where no night has left a report. */
  readonly night: LastNight | null;
  readonly lastRun: RunLine | null;
}

export const homeRoutes: readonly Route[] = [
  pageRoute({
    name: "overview",
    summary: {
      vi: "Tình hình chung: chỉ số chính, bài mới, độ phủ, đêm chạy gần nhất",
      en: "Overview: headlines, new articles, coverage, the last night",
    },
    page: "/",
    api: "/overview",
    response: OverviewAnswer,
    read: viewOverview,
    render: renderHome,
  }),
];

function viewOverview(view: View): Overview {
  readQuery(view, {});
  const { services } = view;
  const indicators = services.indicators.map((indicator) => ({
    code: indicator.code,
    coverage: coverageOf(services, indicator),
    href: href(view, `/chi-so/${indicator.code}`),
    table: tableHref(view, { indicator: indicator.code, ...fullestQuestion(services, indicator) }),
  }));
  const since = new Date(services.now().getTime() - FRESH_DAYS * DAY_MS).toISOString();
  const { store } = services;
  const newest = store.articles({ storedSince: since, limit: SHOWN_ARTICLES });
  return {
    figures: store.tallies.all({}).figures,
    indicators,
    headlines: readHeadlines(view),
    fresh: { since, ...store.tallies.all({ storedSince: since }) },
    articles: (newest.length > 0 ? newest : store.articles({ limit: SHOWN_ARTICLES })).map((head) => viewArticle(view, head)),
    map: readMap(view),
    night: services.operation.lastNight(view.lang),
    lastRun: services.operation.runs({ limit: 1, offset: 0 }).runs[0] ?? null,
  };
}

function readMap(view: View): Overview["map"] {
  const { provinces, store } = view.services;
  const known = store.tallies.provinces();
  // Hà Tây was no more when most reports came to be: no tile of the map is its.
  const lasted = provinces.filter(({ system, validTo }) => system === "34" || validTo == null || validTo > LASTED);
  const ofSystem = (system: "63" | "34") => lasted.filter((province) => province.system === system);
  const figuresOf = (system: "63" | "34") => ofSystem(system).reduce((sum, { id }) => sum + (known.get(id)?.figures ?? 0), 0);
  const system = figuresOf("34") > figuresOf("63") ? "34" : "63";
  const covered = ofSystem(system).map(({ id, name }) => {
    const { figures = 0, articles = 0 } = known.get(id) ?? {};
    return { province: id, name, figures, articles, href: href(view, `/tinh/${id}`) };
  });
  return { system, provinces: covered };
}
