import { makeRun } from "../../../pipeline/jobs/run.ts";
import type { Settings } from "../../../pipeline/jobs/settings.ts";
import { collect } from "../../../pipeline/jobs/watch/collect.ts";
import type { Ledger } from "../../../pipeline/jobs/watch/ledger.ts";
import { addList } from "../../../pipeline/jobs/watch/lists.ts";
import { openStore } from "../../../pipeline/store/sqlite.ts";
import type { Citation } from "../../../pipeline/types/citation.ts";
import type { Observation } from "../../../pipeline/types/observation.ts";
import type { SearchIndex } from "../../../pipeline/types/search.ts";
import type { Store } from "../../../pipeline/types/store.ts";
import type { WatchFact, WatchList } from "../../../pipeline/types/watch.ts";
import { temporaryFolder } from "../../crawl/temporary-folder.ts";
import { settingsFor } from "../../scripts/dump.ts";
import { makeArticle, makeCitation, makeObservation, makePage, makeRead } from "../../store/documents.ts";

/** Noon of the nth day. */
export const day = (n: number): string => new Date(Date.UTC(2026, 10, n, 12)).toISOString();

export const inFolder = (): Settings => settingsFor(temporaryFolder(), temporaryFolder());

/** A page with figures and mentions as it came on a day. Equal `text` is the same version. */
export function save(
  store: Store,
  at: string,
  page: { url: string; text: string; observations?: readonly Partial<Observation>[]; citations?: readonly Partial<Citation>[] },
): void {
  const made = { ...makePage(page.url, page.text), fetchedAt: at };
  const article = makeArticle(made, { text: page.text });
  const read = makeRead(article, {
    observations: (page.observations ?? []).map(makeObservation),
    citations: (page.citations ?? []).map(makeCitation),
  });
  store.saveDocument({ page: made, articles: [read], run: "r", rules: "rules-1" });
}

export const newStore = (): Store => openStore(":memory:");

/** Finds nothing. */
export const noSearch: Pick<SearchIndex, "search"> = {
  search: (query) => ({ query, total: 0, hits: [], reading: "some", instead: null, facets: [], next: null }),
};

export function makeList(fields: Partial<WatchList> = {}): WatchList {
  return {
    name: "ket-nap",
    title: "Kết nạp ở Lào Cai",
    lang: "vi",
    addedAt: day(1),
    subject: { kind: "figures", indicator: "members.admitted" },
    atom: true,
    email: [],
    webhooks: [{ url: "https://nhan.test/tin", allowPrivate: false, dropsRepeats: false }],
    ...fields,
  };
}

/** Writes a list into the file of these settings. */
export const addTo = (settings: Settings, list: WatchList): WatchList => addList(settings, list);

/** Looks for what is new on a day and returns what is noted for the list. */
export function found(
  store: Store,
  list: WatchList,
  at: string,
  more: { ledger: Ledger; search?: Pick<SearchIndex, "search"> },
): readonly WatchFact[] {
  const noted: WatchFact[] = [];
  const { ledger, search = noSearch } = more;
  const watching = {
    beginOf: ledger.beginOf.bind(ledger),
    knows: ledger.knows.bind(ledger),
    keepTargets: ledger.keepTargets.bind(ledger),
    note: (name: string, one: Parameters<Ledger["note"]>[1]) => {
      noted.push(...one.facts);
      return ledger.note(name, one);
    },
  };
  collect({ store, search, ledger: watching, lists: [list], at, since: at, run: makeRun() });
  return noted;
}
