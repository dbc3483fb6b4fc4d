import { resolve } from "node:path";
import { recordOf } from "../../store/raw/record.ts";
import { DangvuError } from "../../types/errors.ts";
import type { NewJob } from "../../types/queue.ts";
import type { Run } from "../../types/run.ts";
import type { PageHead } from "../../types/store.ts";
import { type InputFile, loadPages, type PassedOver } from "../import.ts";
import { RULES } from "../read-page.ts";
import type { RereadQuery } from "../reread.ts";
import { readJob, rereadJob } from "./payloads.ts";
import type { Desk } from "./stage.ts";

/** Jobs that are added in one transaction. */
const BATCH = 500;

/** What came of adding: `known` were waiting already. */
export interface Added {
  readonly added: number;
  readonly known: number;
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
}

interface AddFiles {
  readonly desk: Pick<Desk, "queue" | "store" | "raw">;
  readonly run: Run;
  /** Told once for each archive of which records were passed over. */
  readonly onPassedOver?: (file: string, passedOver: PassedOver) => void;
}

/** Puts the pages of files among the raw pages and has them read, as `dangvu start` reads and stores them; files that cannot be opened are told. */
export async function addFiles(files: readonly InputFile[], { desk, run, onPassedOver }: AddFiles): Promise<Added> {
  const { store } = desk;
  const unreadable: { file: string; reason: string }[] = [];
  const adding = makeAdding(desk);
  store.startRun({ id: run.id, job: "import", startedAt: run.now().toISOString() });
  for (const file of files) {
    const passedOver: PassedOver = {};
    try {
      for await (const { page } of loadPages({ ...file, name: resolve(file.path) }, run.now(), passedOver)) {
        desk.raw.keep(page.sha256, recordOf(page));
        adding.add(readJob(page, run.id));
      }
    } catch (error) {
      if (!(error instanceof DangvuError) || error.next !== "skip") throw error;
      unreadable.push({ file: file.path, reason: `${error.message} ${error.hint}` });
    }
    if (Object.keys(passedOver).length > 0) onPassedOver?.(file.path, passedOver);
  }
  const counts = adding.end();
  // What workers will make of it belongs to no run of one process: the run is the adding.
  store.finishRun(run.id, run.now().toISOString(), { "work/added": counts.added });
  return { ...counts, unreadable };
}

/** Has stored pages read again by the rules of today; those that these rules have read are left out, unless `all`. */
export function addReread(query: RereadQuery, { desk }: { desk: Pick<Desk, "queue" | "store"> }): Added {
  const adding = makeAdding(desk);
  const { source, since, all = false } = query;
  const conditions = {
    ...(source === undefined ? {} : { source }),
    ...(since === undefined ? {} : { since }),
    ...(all ? {} : { notReadBy: RULES }),
  };
  for (let after: string | undefined = ""; after !== undefined; ) {
    const pages: readonly PageHead[] = desk.store.pages({ ...conditions, after, limit: BATCH });
    for (const page of pages) adding.add(rereadJob(page));
    after = pages.at(-1)?.sha256;
  }
  return { ...adding.end(), unreadable: [] };
}

function makeAdding({ queue }: Pick<Desk, "queue">) {
  let [jobs, added, known]: [NewJob[], number, number] = [[], 0, 0];
  const flush = (): void => {
    const fresh = queue.add(jobs);
    [jobs, added, known] = [[], added + fresh, known + jobs.length - fresh];
  };
  return {
    add: (job: NewJob): void => {
      if (jobs.push(job) >= BATCH) flush();
    },
    end: (): { added: number; known: number } => {
      flush();
      return { added, known };
    },
  };
}
