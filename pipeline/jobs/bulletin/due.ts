import { readFileSync } from "node:fs";
import type { BulletinSpec } from "../../types/bulletin.ts";
import type { BulletinDraft, BulletinHead } from "../../types/bulletin-desk.ts";
import { DangvuError, UnreadableDocument, WrongUse } from "../../types/errors.ts";
import type { Run } from "../../types/run.ts";
import { type Bench, bulletinFiles, draftBulletin, type OfficeTemplate } from "./make.ts";
import { issueOf, readSeries, type Series, seriesFiles } from "./series.ts";
import { readSpec } from "./spec.ts";

/** What became of a series: `kept` before, `early` (nothing to tell yet: the next night tries again), `made`, `failed`. */
export type SeriesOutcome =
  | { readonly series: string; readonly state: "made" | "kept"; readonly head: BulletinHead }
  | { readonly series: string; readonly state: "early" | "failed"; readonly message: string; readonly hint: string };

/** Makes what the series has to make now, once for each issue; another one of the same issue only with `again`. Throws as `bulletinFiles` and `Archive.keep` do, and for words of the series that are wrong. */
export async function makeIssue(bench: Bench, series: Series, { again = false }: { again?: boolean } = {}): Promise<SeriesOutcome> {
  const { period, issue } = issueOf(series, bench.now());
  const kept = bench.archive.list().find(({ series: known }) => known?.name === issue.name && known.slot === issue.slot);
  if (kept !== undefined && !again) return { series: series.name, state: "kept", head: kept };
  const spec = readSpec({ ...series.words, period });
  const template = series.template === null ? null : readTemplate(series.template);
  const draft = draftOf(bench, spec);
  if (draft instanceof WrongUse) return { series: series.name, state: "early", message: draft.message, hint: draft.hint };
  const files = await bulletinFiles(draft, { formats: series.formats, template });
  const head = await bench.archive.keep({ draft, origin: "series", series: issue, files });
  return { series: series.name, state: "made", head };
}

/** The draft; where the store has nothing of the period yet, what says so. */
function draftOf(bench: Bench, spec: BulletinSpec): BulletinDraft | WrongUse {
  try {
    return draftBulletin(bench, spec);
  } catch (error) {
    if (error instanceof WrongUse) return error;
    throw error;
  }
}

/** An office's own Word file. Throws UnreadableDocument where it cannot be read. */
export function readTemplate(file: string): OfficeTemplate {
  try {
    return { file, bytes: new Uint8Array(readFileSync(file)) };
  } catch (cause) {
    throw new UnreadableDocument(`Không đọc được mẫu ${file}.`, "Kiểm tra đường dẫn và quyền đọc của tệp .docx.", cause);
  }
}

/** Makes all that the enabled series of a corpus have to make now. Never throws: what fails is told, and keeps none of the others. */
export async function makeDue(
  bench: Bench,
  { corpus, run }: { readonly corpus: string; readonly run: Run },
): Promise<readonly SeriesOutcome[]> {
  const outcomes: SeriesOutcome[] = [];
  for (const file of seriesFiles(corpus)) {
    if (run.signal.aborted) break;
    const outcome = await attempt(bench, file);
    if (outcome === null) continue;
    outcomes.push(outcome);
    run.count(`bulletin/${outcome.state}`);
    if (outcome.state === "made") run.log("info", "bulletin/made", { series: outcome.series, id: outcome.head.id });
    if (outcome.state === "failed") run.log("warn", "bulletin/failed", { ...outcome });
  }
  return outcomes;
}

/** What becomes of the series of a file; null for one that is not enabled. */
async function attempt(bench: Bench, file: string): Promise<SeriesOutcome | null> {
  let name = file;
  try {
    const series = readSeries(file);
    name = series.name;
    return series.enabled ? await makeIssue(bench, series) : null;
  } catch (error) {
    return { series: name, state: "failed", ...toldOf(error) };
  }
}

function toldOf(error: unknown): { readonly message: string; readonly hint: string } {
  if (error instanceof DangvuError) return { message: error.message, hint: error.hint };
  const message = error instanceof Error ? error.message : String(error);
  return { message, hint: "Chạy lại với DANGVU_DEBUG=1 và báo cho nhóm phát triển." };
}
