import { readSettings, type Settings } from "../../pipeline/jobs/settings.ts";
import { openLibrary } from "../../pipeline/jobs/workspace.ts";
import type { Store } from "../../pipeline/types/store.ts";

/** The settings of a data and an index folder, whatever the machine's environment says. */
export const settingsFor = (data: string, indexes: string): Settings => readSettings({ data, indexes }, { env: {} });

/** Opens the library of these folders for a look and closes it. */
export function look<T>(settings: Settings, use: (store: Store) => T): T {
  const store = openLibrary(settings);
  try {
    return use(store);
  } finally {
    store.close();
  }
}

/** Everything that is kept, by id, without the times and names of the runs that fetched it: two stores with equal dumps hold the same. */
export function dump(settings: Settings): object {
  return look(settings, (store) => {
    const heads = [...store.articles({ superseded: true })].sort((a, b) => (a.id < b.id ? -1 : 1));
    return {
      fingerprint: store.fingerprint(),
      articles: heads.map(({ fetchedAt: _fetchedAt, ...head }) => ({ head, read: store.article(head.id) })),
      versions: Object.fromEntries(
        [...new Set(heads.map(({ url }) => url))].sort().map((url) => [url, store.versions(url).map(({ id }) => id)]),
      ),
      observations: store
        .observations({ superseded: true })
        .map(({ observation }) => JSON.stringify(observation))
        .sort(),
      citations: store
        .citations({})
        .map(({ citation }) => JSON.stringify(citation))
        .sort(),
    };
  });
}
