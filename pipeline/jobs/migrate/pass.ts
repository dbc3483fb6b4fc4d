import * as z from "zod";
import { endOfDocuments, hasSame, putDocuments, takeDocuments } from "./documents.ts";
import type { End } from "./ends.ts";
import type { Ledger, Progress } from "./ledger.ts";
import { areSameFlat, BEHIND, endOfFlat, type Keys, readFlat, removeFlat, writeFlat } from "./rows.ts";
import { FLAT, type FlatTable, QUESTIONS } from "./tables.ts";

/** Rows of a flat table that are copied in one transaction. */
const ROWS = 5000;

export interface Passing {
  readonly source: End;
  readonly target: End;
  readonly ledger: Ledger;
  /** Called with the number of documents that are in the target by now. */
  readonly onDocuments: (done: number) => void;
  /** Called after each step, inside its transaction and behind it: a test ends the process there. */
  readonly onStep: (where: "inside" | "behind") => void;
  /** Raw pages that the source has lost. */
  readonly onLost: (sha256: readonly string[]) => void;
}

/** What is copied one after the other: the answers of figures point to questions. */
const DOCUMENTS = "documents";
export const PARTS: readonly string[] = [QUESTIONS.name, DOCUMENTS, ...FLAT.map(({ name }) => name)];

/**
 * Goes through all of the source from where `progress` says, and makes the target the same: behind that place by copying where the target has nothing yet (phase `copy`), else by
 * comparing and copying what differs. To be called inside of a transaction that reads the source, so that all is of one moment. Returns how far it has come: to the end.
 */
export function goThrough(passing: Passing, progress: Progress): Progress {
  let now = progress;
  for (const part of PARTS.slice(PARTS.indexOf(progress.part))) {
    if (now.part !== part) now = { ...now, part, after: "" };
    const table = [QUESTIONS, ...FLAT].find(({ name }) => name === part);
    now = table === undefined ? goThroughDocuments(passing, now) : goThroughTable(passing, now, table);
  }
  return now;
}

function goThroughDocuments(passing: Passing, progress: Progress): Progress {
  const { source, target, onDocuments } = passing;
  const counted = source.connection.row("SELECT count(*) AS n FROM pages WHERE sha256 < ?", [
    progress.after === "" ? "" : progress.after + BEHIND,
  ]);
  let [now, done] = [progress, Number(counted?.n)];
  while (now.after !== BEHIND) {
    const taken = takeDocuments(source.connection, { after: now.after, upTo: endOfDocuments(source.connection, now.after) });
    now = { ...now, after: taken.documents.upTo };
    target.records.prepare();
    let lost: readonly string[] = [];
    step(passing, now, () => {
      if (now.phase === "copy" || !hasSame(target.connection, taken)) lost = putDocuments(passing, taken);
    });
    passing.onLost(lost);
    done += countOf(taken.pages);
    onDocuments(done);
  }
  return now;
}

const listed = z.array(z.unknown());
const countOf = (rows: string): number => listed.parse(JSON.parse(rows)).length;

const keySchema = z.array(z.union([z.string(), z.number()]));
/** The end of a flat table, as the ledger writes it. */
const END = "[]";

function goThroughTable(passing: Passing, progress: Progress, table: FlatTable): Progress {
  const source = passing.source.connection;
  let now = progress;
  while (now.after !== END) {
    const after = now.after === "" ? null : keySchema.parse(JSON.parse(now.after));
    const keys: Keys = { after, upTo: endOfFlat(source, table, after, ROWS) };
    const rows = readFlat(source, table, keys);
    now = { ...now, after: JSON.stringify(keys.upTo ?? []) };
    step(passing, now, () => putRows(passing, { table, keys, rows }));
  }
  return now;
}

function putRows(
  { target }: Passing,
  { table, keys, rows }: { readonly table: FlatTable; readonly keys: Keys; readonly rows: string },
): void {
  const { connection } = target;
  // Small tables are compared always: what a first copy finds there is what a migration that was cut off has left of an older moment.
  if (areSameFlat(table, rows, readFlat(connection, table, keys))) return;
  removeFlat(connection, table, keys);
  writeFlat(connection, table, rows);
}

/** A step and what the ledger says of it are one. */
function step({ target, ledger, onStep }: Passing, progress: Progress, work: () => void): void {
  target.connection.transact("write", () => {
    work();
    ledger.write(progress);
    onStep("inside");
  });
  onStep("behind");
}
