import { answerInWorker } from "../serve/front/worker.ts";
import { createApp } from "../serve/server.ts";
import { logToStderr } from "./run.ts";
import { FIRST } from "./serve-first.ts";
import { openSearchForReading } from "./serve-index.ts";
import { makeServices } from "./services.ts";
import type { Settings } from "./settings.ts";
import { openLibraryForReading } from "./workspace.ts";

/** The application with files of its own, in a worker process. Pages read by a handle that cannot write; a decision of the review opens its own. */
export function run(settings: Settings): Promise<void> {
  return answerInWorker(async () => {
    const store = openLibraryForReading(settings);
    const search = openSearchForReading(settings, store);
    const app = createApp({ ...makeServices(store, search, settings), log: logToStderr("warn") });
    for (const path of FIRST) await app.request(path);
    const close = (): void => {
      search.close();
      store.close();
    };
    return { fetch: app.fetch, close };
  });
}
