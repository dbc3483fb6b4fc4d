import type { Services } from "../../pipeline/serve/services.ts";
import type { Page } from "../../pipeline/types/page.ts";
import { BULLETIN, FIGURE, HOSTILE_FIGURE } from "./fake-bulletins.ts";
import { fakeServices, fakeStore } from "./fake-services.ts";
import { BAC_GIANG, HOSTILE, LANG_SON, PRESS } from "./fixtures.ts";

/** Addresses of one route that answer on the fixtures. */
export interface Sample {
  /** The page, and the API's answer to the same question. */
  readonly page?: string;
  /** Under /api/v1. */
  readonly api?: string;
  /** More addresses of pages that answer. */
  readonly pages?: readonly string[];
  /** More addresses under /api/v1 that answer. */
  readonly apis?: readonly string[];
  /** Addresses of things that are not there: pages, and under /api/v1. */
  readonly missing?: { readonly page?: string; readonly api?: string };
}

/** The page of that article, as it came. */
export const PAGE = LANG_SON.slice(0, 16).repeat(4);
const NOBODY = `${"f".repeat(16)}-0`;
const QUESTION = { page: "chiso=members.admitted&nam=2013..2016", api: "indicator=members.admitted&years=2013..2016" };

function bulletinFile(format: string): Sample {
  return { api: `/bulletins/${BULLETIN}.${format}`, missing: { api: `/bulletins/khong.${format}` } };
}

/** By the name of the operation. Every route of the server has one (contract.test.ts): what is asked of all routes is asked of these. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  overview: { page: "/", api: "/overview" },
  search: { page: "/tim?q=kết nạp", api: "/search?query=kết nạp", pages: ["/tim", "/tim?q=zzz", "/tim?q=kết nạp&xep=date"] },
  searchFeed: { api: "/search.atom?query=kết nạp", apis: ["/search.atom?indicator=members.admitted"] },
  suggest: { api: "/suggest?query=ket" },
  table: {
    page: `/bang?${QUESTION.page}`,
    api: `/table?${QUESTION.api}`,
    pages: ["/bang", "/bang?chiso=orgs.rating&grade=tsvm&cumulative=true"],
    apis: ["/table?indicator=members.admitted&years=2013..2016&boundaries=now&measure=count&status=target"],
  },
  tableCsv: { api: `/table.csv?${QUESTION.api}` },
  tableExport: { api: `/table/export/csv?${QUESTION.api}`, missing: { api: `/table/export/doc?${QUESTION.api}` } },
  tableChartSvg: { api: `/chart.svg?${QUESTION.api}&view=bars` },
  tableChartPng: { api: `/chart.png?${QUESTION.api}&view=bars` },
  tableCell: {
    page: `/bang/o?${QUESTION.page}&o=63-20.2014`,
    api: `/table/cell?${QUESTION.api}&cell=63-20.2014`,
    missing: { page: `/bang/o?${QUESTION.page}&o=63-99.2014`, api: `/table/cell?${QUESTION.api}&cell=63-99.2014` },
  },
  tableEmbed: { page: `/nhung?${QUESTION.page}` },
  readArticle: {
    page: `/bai/${LANG_SON}`,
    api: `/articles/${LANG_SON}`,
    pages: [`/bai/${HOSTILE}`, `/bai/${BAC_GIANG}`],
    missing: { page: `/bai/${NOBODY}`, api: `/articles/${NOBODY}` },
  },
  explainFigure: {
    page: `/bai/${LANG_SON}/giai-thich?vitri=162`,
    api: `/articles/${LANG_SON}/explain?offset=162`,
    pages: [`/bai/${HOSTILE}/giai-thich?vitri=9`],
    missing: { page: `/bai/${NOBODY}/giai-thich`, api: `/articles/${NOBODY}/explain` },
  },
  similarArticles: {
    page: `/bai/${LANG_SON}/tuong-tu`,
    api: `/articles/${LANG_SON}/similar`,
    missing: { page: `/bai/${NOBODY}/tuong-tu`, api: `/articles/${NOBODY}/similar` },
  },
  storedCopy: {
    page: `/ban-goc/${PAGE}`,
    api: `/pages/${PAGE}`,
    missing: { page: `/ban-goc/${"f".repeat(64)}`, api: `/pages/${"f".repeat(64)}` },
  },
  listIndicators: { page: "/chi-so", api: "/indicators" },
  readIndicator: {
    page: "/chi-so/orgs.rating",
    api: "/indicators/orgs.rating",
    missing: { page: "/chi-so/khong.co", api: "/indicators/khong.co" },
  },
  indicatorFeed: {
    api: "/indicators/members.admitted.atom",
    apis: ["/indicators/members.admitted.atom?province=63-20"],
    missing: { api: "/indicators/khong.co.atom" },
  },
  listProvinces: { page: "/tinh", api: "/provinces" },
  readProvince: { page: "/tinh/63-20", api: "/provinces/63-20", missing: { page: "/tinh/63-99", api: "/provinces/63-99" } },
  provinceFeed: { api: "/provinces/63-20.atom", missing: { api: "/provinces/63-99.atom" } },
  listDocuments: { page: "/van-ban", api: "/documents" },
  readDocument: {
    page: "/van-ban/21-NQ%2FTW@2022-06-16",
    api: "/documents/21-NQ%2FTW@2022-06-16",
    missing: { page: "/van-ban/99999-XX", api: "/documents/99999-XX" },
  },
  watchFeed: { api: "/watch/ket-nap.atom", missing: { api: "/watch/khong-co.atom" } },
  documentFeed: { api: "/documents/21-NQ%2FTW@2022-06-16.atom", missing: { api: "/documents/99999-XX.atom" } },
  listObservations: {
    api: "/observations?limit=2",
    apis: ["/observations", "/observations?indicator=members.admitted&province=63-20&year=2014&status=actual&confidence=0.5"],
  },
  observationsCsv: { api: "/observations.csv?limit=2" },
  listArticles: { api: "/articles?limit=2", apis: ["/articles?province=63-20&since=2020-01-01"] },
  listCitations: { api: "/citations", apis: ["/citations?document=21-NQ/TW@2022-06-16"] },
  listRuns: { page: "/luot-chay", api: "/runs" },
  readRun: {
    page: "/luot-chay/2026-11-21T190000-abcdef01",
    api: "/runs/2026-11-21T190000-abcdef01",
    pages: ["/luot-chay/2026-11-20T100000-abcdef02"],
    missing: { page: "/luot-chay/khong-co", api: "/runs/khong-co" },
  },
  listSources: { page: "/nguon", api: "/sources", pages: ["/nguon?tinhtrang=fine"], apis: ["/sources?state=fine&province=63-20"] },
  readSource: { page: "/nguon/baocaobang", api: "/sources/baocaobang", missing: { page: "/nguon/khong-co", api: "/sources/khong-co" } },
  listBulletins: { page: "/ban-tin", api: "/bulletins", pages: ["/ban-tin?trang=2"] },
  previewBulletin: {
    page: "/ban-tin/xem?ky=2014",
    api: "/bulletins/preview?period=2014",
    pages: [
      `/ban-tin/xem?nam=2014&phan=&chude=admitted&chude=documents&vung=region:TN&tinh=&bo-${FIGURE}=1`,
      "/ban-tin/xem?ky=2014&nghingo=mark",
    ],
    apis: [`/bulletins/preview?period=2014-Q1&topics=admitted&without=${FIGURE}`],
  },
  bulletinDocx: bulletinFile("docx"),
  bulletinHtml: bulletinFile("html"),
  bulletinMd: bulletinFile("md"),
  bulletinPdf: bulletinFile("pdf"),
  readBulletin: {
    page: `/ban-tin/${BULLETIN}`,
    api: `/bulletins/${BULLETIN}`,
    missing: { page: "/ban-tin/khong-co", api: "/bulletins/khong-co" },
  },
  explainBulletinFigure: {
    page: `/ban-tin/${BULLETIN}/so-lieu/${FIGURE}`,
    api: `/bulletins/${BULLETIN}/figures/${FIGURE}`,
    pages: [`/ban-tin/${BULLETIN}/so-lieu/${HOSTILE_FIGURE}`],
    missing: { page: `/ban-tin/${BULLETIN}/so-lieu/khong-co`, api: `/bulletins/${BULLETIN}/figures/khong-co` },
  },
  describeApi: { page: "/api", api: "/openapi.json" },
};

/** Every page of the samples. */
export const SAMPLE_PAGES: readonly string[] = Object.values(SAMPLES).flatMap(({ page, pages = [] }) => [
  ...(page === undefined ? [] : [page]),
  ...pages,
]);

/** Every address of the API of the samples. */
export const SAMPLE_APIS: readonly string[] = Object.values(SAMPLES).flatMap(({ api, apis = [] }) =>
  [...(api === undefined ? [] : [api]), ...apis].map((address) => `/api/v1${address}`),
);

/** The services of the fixtures, with the pages of their articles kept as they came. */
export function sampleServices(changes: Partial<Services> = {}): ReturnType<typeof fakeServices> {
  const page = (sha256: string): Page | null => {
    const stored = PRESS.find(({ read }) => read.article.page === sha256);
    if (stored === undefined) return null;
    const { url, source, fetchedAt } = stored.head;
    return {
      url,
      source,
      fetchedAt,
      sha256,
      mediaType: "text/html",
      charset: "utf-8",
      body: new TextEncoder().encode("<script>1</script>"),
    };
  };
  return fakeServices({ store: { ...fakeStore(), page }, ...changes });
}
