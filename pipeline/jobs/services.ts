import { CODEBOOK } from "../extract/codebook.ts";
import { provinces } from "../language/provinces.ts";
import { chartSvg } from "../publish/charts/chart.ts";
import { chartPng } from "../publish/charts/png.ts";
import { exportTable } from "../publish/formats.ts";
import type { Services } from "../serve/services.ts";
import type { SearchIndex } from "../types/search.ts";
import type { Store } from "../types/store.ts";
import { explainArticle } from "./explain.ts";
import { makeRun } from "./run.ts";
import { VERSION } from "./settings.ts";
import { questionsOf, TABULATED_RATIOS, tableOf } from "./tables.ts";

/** Families of indicators in the order of the codebook: members and organisations first, what is done about them behind. */
const FAMILIES = ["members", "orgs", "villages", "cells", "discipline", "inspection", "documents"];

const familyOf = (code: string): number => FAMILIES.indexOf(code.split(".")[0] ?? "");

/** Everything the web page and the API answer from. */
export function makeServices(store: Store, search: SearchIndex): Services {
  const run = makeRun();
  return {
    store,
    search,
    table: (spec) => tableOf(store, spec),
    ratios: TABULATED_RATIOS,
    questions: questionsOf,
    csv: (table) => exportTable(table, "csv", "vi"),
    indicators: CODEBOOK.toSorted((a, b) => familyOf(a.code) - familyOf(b.code)),
    provinces: (["63", "34"] as const).flatMap((system) => provinces(system).map(({ id, name }) => ({ id, name, system }))),
    explain: (id, offset) => {
      const read = store.article(id);
      return read === null ? [] : explainArticle(read.article, offset);
    },
    // Runs that ended without a document change no fingerprint, and are shown too.
    dataVersion: () => `${store.fingerprint()}-${search.fingerprint}`,
    chart: chartSvg,
    png: chartPng,
    version: VERSION,
    now: () => new Date(),
    log: run.log,
    count: run.count,
  };
}
