import type { SaveOutcome, Store } from "../types/store.ts";

/** As many documents as are fetched at once: more cannot wait for each other. */
const MOST = 20;
/** How long the first of a group waits for others: a tenth of what fetching and reading it took. */
const WAIT_MS = 15;

export type Saving = Parameters<Store["saveDocument"]>[0];

interface Waiting {
  readonly input: Saving;
  readonly resolve: (outcome: SaveOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Saves documents that come close together in one transaction, so that they wait for the disk once and not each by itself. A promise resolves when its document
 * is on the disk, and rejects with what `saveDocument` throws for it: one that cannot be saved does not take others with it.
 */
export function makeGroupSaver(store: Pick<Store, "saveDocuments">): (input: Saving) => Promise<SaveOutcome> {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;
  const saveAll = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const group = waiting;
    waiting = [];
    saveGroup(store, group);
  };
  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (waiting.length >= MOST) saveAll();
      else timer ??= setTimeout(saveAll, WAIT_MS);
    });
}

function saveGroup(store: Pick<Store, "saveDocuments">, group: readonly Waiting[]): void {
  let outcomes: readonly SaveOutcome[];
  try {
    outcomes = store.saveDocuments(group.map(({ input }) => input));
  } catch (error) {
    // Nothing of the group is stored. Each by itself: then the error comes to the document that it belongs to.
    if (group.length === 1) group[0]?.reject(error);
    else for (const one of group) saveGroup(store, [one]);
    return;
  }
  group.forEach(({ resolve }, n) => {
    resolve(outcomes[n] ?? "same");
  });
}
