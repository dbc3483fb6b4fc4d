import { answerInWorker } from "../serve/front/worker.ts";
import { createApp } from "../serve/server.ts";
import { logToStderr } from "./run.ts";
import { followIndex } from "./serve-index.ts";
import { makeServices } from "./services.ts";
import type { Settings } from "./settings.ts";
import { openLibrary, openSearch } from "./workspace.ts";

/** What is counted once over the whole store, and what is read once from the reference files, is wanted by these: a worker has it before anybody waits for it. */
const FIRST = ["/", "/chi-so", "/tinh", "/bang", "/tinh/34-01"];

/** The application with files of its own, in a worker process. */
export function run(settings: Settings): Promise<void> {
  return answerInWorker(async () => {
    const store = openLibrary(settings);
    // Whoever started us has built the index; that the store has changed in between is the only reason to do so again.
    const search = followIndex(settings, store) ?? openSearch(settings, store);
    const app = createApp({ ...makeServices(store, search, settings), log: logToStderr("warn") });
    for (const path of FIRST) await app.request(path);
    const close = (): void => {
      search.close();
      store.close();
    };
    return { fetch: app.fetch, close };
  });
}
