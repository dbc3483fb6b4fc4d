import type { ArticleQuery, CitationQuery, Numbered, ObservationQuery, StoredCitation, StoredObservation } from "../../types/store.ts";
import { articleHref } from "../figures.ts";
import { decimal, formed, oneOf, type Parameter, readQuery, wholeNumber } from "../query.ts";
import { type FileAnswer, fileRoute, pageRoute, type Route } from "../route.ts";
import type { Services } from "../services.ts";
import { MEASURES, STATUSES } from "../shapes/figures.ts";
import { ArticlesAnswer, CitationsAnswer, ObservationsAnswer } from "../shapes/lists.ts";
import type { View } from "../view.ts";
import { ARTICLE, articlesOf, DAY, given, indicatorParameter, nextOf, PAGING, provinceParameter, TIME } from "./query.ts";

const FIRST_YEAR = 1930;
const LAST_YEAR = 2100;
const DOCUMENT = "21-NQ/TW@2022-06-16";
const ARTICLE_EXAMPLE = "0123456789abcdef-0";

function yearParameter(): Parameter<number | null> {
  const year = wholeNumber("nam", { from: FIRST_YEAR, to: LAST_YEAR }, 0);
  return { ...year, fallback: null };
}

const observationParameters = (services: Services) => ({
  indicator: indicatorParameter(services),
  province: provinceParameter(services),
  year: yearParameter(),
  status: oneOf<(typeof STATUSES)[number], null>("trangthai", STATUSES, null),
  measure: oneOf<(typeof MEASURES)[number], null>("phep", MEASURES, null),
  article: formed("bai", ARTICLE, ARTICLE_EXAMPLE),
  confidence: decimal("tincay", { from: 0, to: 1 }),
  since: formed("tu", TIME, "2026-11-22"),
  ...PAGING,
});

const articleParameters = (services: Services) => ({
  province: provinceParameter(services),
  published: formed("dang", DAY, "2026-11-22"),
  since: formed("tu", TIME, "2026-11-22"),
  ...PAGING,
});

const citationParameters = (services: Services) => ({
  document: formed("vanban", /^[\p{L}\p{N}@:/.\-–]{1,120}$/u, DOCUMENT),
  article: formed("bai", ARTICLE, ARTICLE_EXAMPLE),
  province: provinceParameter(services),
  issuer: provinceParameter(services),
  ...PAGING,
});

/** All figures, articles and mentions of documents, portion by portion; what stands there when one begins comes once, whatever is stored meanwhile. */
export const listRoutes: readonly Route[] = [
  pageRoute({
    name: "listObservations",
    summary: { vi: "Mọi số liệu, từng phần một", en: "All figures, portion by portion" },
    api: "/observations",
    parameters: observationParameters,
    response: ObservationsAnswer,
    read: listObservations,
  }),
  fileRoute({
    name: "observationsCsv",
    summary: {
      vi: "Mọi số liệu dạng CSV, từng phần một; phần sau ở đầu “Link”",
      en: "All figures as CSV, portion by portion; the header “Link” leads on",
    },
    api: "/observations.csv",
    parameters: observationParameters,
    mediaTypes: ["text/csv"],
    read: observationsCsv,
  }),
  pageRoute({
    name: "listArticles",
    summary: { vi: "Mọi bài, bài mới lưu trước", en: "All articles, the last stored first" },
    api: "/articles",
    parameters: articleParameters,
    response: ArticlesAnswer,
    read: listArticles,
  }),
  pageRoute({
    name: "listCitations",
    summary: { vi: "Mọi chỗ dẫn văn bản, từng phần một", en: "All mentions of documents, portion by portion" },
    api: "/citations",
    parameters: citationParameters,
    response: CitationsAnswer,
    read: listCitations,
  }),
];

function findObservations(view: View) {
  const asked = readQuery(view, observationParameters(view.services));
  const query: ObservationQuery = given({
    indicator: asked.indicator,
    provinces: asked.province === null ? null : [asked.province],
    year: asked.year,
    status: asked.status,
    measure: asked.measure,
    article: asked.article,
    minConfidence: asked.confidence,
    storedSince: asked.since,
  });
  return view.services.store.listObservations({ ...query, limit: asked.limit, ...given({ after: asked.cursor }) });
}

function listObservations(view: View) {
  const { items, next } = findObservations(view);
  return {
    observations: items.map((item) => viewListed(view, item)),
    articles: articlesOf(
      view,
      items.map(({ head }) => head),
    ),
    ...nextOf(view, next),
  };
}

function viewListed(view: View, { n, observation, head }: Numbered<StoredObservation>) {
  return { id: `${head.id}.${n}`, observation, href: articleHref(view, head.id, observation.start) };
}

function observationsCsv(view: View): FileAnswer {
  const { items, next } = findObservations(view);
  const { nextHref } = nextOf(view, next);
  const links: Readonly<Record<string, string>> = nextHref === null ? {} : { Link: `<${nextHref}>; rel="next"` };
  return { body: view.services.figuresCsv(items), mediaType: "text/csv; charset=utf-8", fileName: "observations.csv", headers: links };
}

function listArticles(view: View) {
  const asked = readQuery(view, articleParameters(view.services));
  const query: ArticleQuery = given({ province: asked.province, since: asked.published, storedSince: asked.since });
  const { items, next } = view.services.store.listArticles({ ...query, limit: asked.limit, ...given({ after: asked.cursor }) });
  return { articles: articlesOf(view, items), ...nextOf(view, next) };
}

function listCitations(view: View) {
  const asked = readQuery(view, citationParameters(view.services));
  const query: CitationQuery = given({
    id: asked.document,
    article: asked.article,
    province: asked.province,
    issuerPlace: asked.issuer,
  });
  const { items, next } = view.services.store.listCitations({ ...query, limit: asked.limit, ...given({ after: asked.cursor }) });
  return {
    citations: items.map((item) => viewMention(view, item)),
    articles: articlesOf(
      view,
      items.map(({ head }) => head),
    ),
    ...nextOf(view, next),
  };
}

function viewMention(view: View, { n, citation, head }: Numbered<StoredCitation>) {
  return { id: `${head.id}.${n}`, citation, href: articleHref(view, head.id, citation.start) };
}
