import { formatLink } from "../compare/link.ts";
import { seriesOf, slopeOf } from "../compare/views.ts";
import { CODEBOOK } from "../extract/codebook.ts";
import { chartSvg } from "../publish/charts/chart.ts";
import { standaloneSvg } from "../publish/charts/frame.ts";
import { chartPng } from "../publish/charts/png.ts";
import { csvOf } from "../publish/csv.ts";
import { observationsTable } from "../publish/tables/observations.ts";
import type { Services } from "../serve/services.ts";
import type { SearchIndex } from "../types/search.ts";
import type { Store } from "../types/store.ts";
import { makeBulletinDesk } from "./bulletin/desk.ts";
import { makeDocumentShelf } from "./documents.ts";
import { explainArticle } from "./explain.ts";
import { makeOperation } from "./operation.ts";
import { provinceInfos } from "./province-infos.ts";
import { provinceSeries } from "./province-series.ts";
import { makeReviewDesk } from "./review-desk.ts";
import { makeRun } from "./run.ts";
import { type Settings, VERSION } from "./settings.ts";
import { tableExports } from "./table-exports.ts";
import { questionsOf, TABULATED_RATIOS, tableOf } from "./tables.ts";
import { makeWatchDesk, watchStamp } from "./watch/desk.ts";
import { openLibrary } from "./workspace.ts";

/** Families of indicators in the order of the codebook: members and organisations first, what is done about them behind. */
const FAMILIES = ["members", "orgs", "villages", "cells", "discipline", "inspection", "documents"];

const familyOf = (code: string): number => FAMILIES.indexOf(code.split(".")[0] ?? "");

/** Everything the web page and the API answer from. */
export function makeServices(store: Store, search: SearchIndex, settings: Settings): Services {
  const run = makeRun();
  const now = (): Date => new Date();
  const bulletins = makeBulletinDesk({ store, settings, now });
  return {
    store,
    search,
    table: (spec) => tableOf(store, spec),
    ratios: TABULATED_RATIOS,
    questions: questionsOf,
    link: formatLink,
    views: { series: seriesOf, slope: slopeOf },
    exports: tableExports(store),
    figuresCsv: (figures) => [...csvOf(observationsTable(CODEBOOK, () => figures))].join(""),
    indicators: CODEBOOK.toSorted((a, b) => familyOf(a.code) - familyOf(b.code)),
    provinces: provinceInfos(),
    provinceSeries: (province) => provinceSeries(store, province),
    documents: makeDocumentShelf(store, () => store.fingerprint()),
    explain: (id, offset) => {
      const read = store.article(id);
      return read === null ? [] : explainArticle(read.article, offset);
    },
    dataVersion: () => `${store.version()}-${search.version}-${watchStamp(settings)}-${bulletins.version()}`,
    chart: chartSvg,
    chartFile: standaloneSvg,
    png: chartPng,
    ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
    version: VERSION,
    now,
    bulletins,
    review: makeReviewDesk({ store, openWriting: () => openLibrary(settings), settings, version: () => store.version(), now }),
    operation: makeOperation({ settings, store, now, log: run.log }),
    watch: makeWatchDesk(settings),
    log: run.log,
    count: run.count,
  };
}
