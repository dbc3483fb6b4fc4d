import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { decodeText } from "../read/decode.ts";
import { partHeader } from "../read/header.ts";
import { fileToPage, MOST_BYTES } from "../read/read.ts";
import { DangvuError, UnreadableDocument, WrongUse } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Run } from "../types/run.ts";
import type { ReadArticle, SaveOutcome, Store } from "../types/store.ts";
import { storePage } from "./nightly.ts";
import { readAll } from "./read-page.ts";

/** Endings that an import of a folder takes; a file that is named itself is always tried. */
const READABLE = /\.(?:txt|html?|xhtml|md)$/iu;

export interface InputFile {
  readonly path: string;
  /** Under which a folder's file is known: its path below the folder, else its name. */
  readonly name: string;
}

/** The files of these arguments; a folder stands for the readable files below it, in the order of their names. Throws WrongUse for one that does not exist. */
export function listInputs(paths: readonly string[]): readonly InputFile[] {
  return paths.flatMap((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) throw new WrongUse(`Không có tệp hay thư mục "${path}".`, "Kiểm tra lại đường dẫn.");
    if (!found.isDirectory()) return [{ path, name: basename(path) }];
    const inside = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && READABLE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    return inside.map((file) => ({ path: file, name: relative(path, file) }));
  });
}

/** The file as a page. Throws UnreadableDocument when it cannot be opened or is too large. */
export function loadFile(file: InputFile, now: Date): Page {
  const size = statSync(file.path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MOST_BYTES)
    throw new UnreadableDocument(
      `${file.path} quá lớn (${Math.round(size / 1048576)} MB).`,
      `Giới hạn là ${MOST_BYTES / 1048576} MB một tệp.`,
    );
  try {
    return fileToPage(file.name, readFileSync(file.path), now.toISOString());
  } catch (cause) {
    if (cause instanceof DangvuError) throw cause;
    throw new UnreadableDocument(`Không mở được tệp ${file.path}.`, "Kiểm tra quyền đọc.", cause);
  }
}

/** A file read without touching the store, with the text that its offsets count in (null for formats whose offsets are those of the article). */
export async function readFile(
  file: InputFile,
  now: Date,
): Promise<{ readonly read: readonly ReadArticle[]; readonly original: string | null }> {
  const page = loadFile(file, now);
  const read = await readAll(page, null);
  return { read, original: page.mediaType === "text/plain" ? partHeader(decodeText(page.body, page.charset).text).text : null };
}

export interface Imported {
  readonly file: string;
  readonly outcome: SaveOutcome | "unreadable";
  readonly reason: string | null;
  readonly articles: number;
}

/** Stores files; one that cannot be read is reported and the others go on. */
export async function importFiles(files: readonly InputFile[], context: { store: Store; run: Run }): Promise<readonly Imported[]> {
  const { store, run } = context;
  store.startRun({ id: run.id, job: "import", startedAt: run.now().toISOString() });
  const imported: Imported[] = [];
  for (const file of files) imported.push(await importFile(file, context));
  store.finishRun(run.id, run.now().toISOString(), run.counters);
  return imported;
}

async function importFile(file: InputFile, { store, run }: { store: Store; run: Run }): Promise<Imported> {
  try {
    // The whole path is the document's address: two folders may each have a "bao-cao.txt".
    const page = loadFile({ ...file, name: resolve(file.path) }, run.now());
    const outcome = await storePage(page, { source: null, store, run: { ...run, log: () => undefined } });
    if (outcome === "unreadable") await readAll(page, null);
    return { file: file.path, outcome, reason: null, articles: store.articles({ url: page.url }).length };
  } catch (error) {
    if (!(error instanceof DangvuError) || error.next !== "skip") throw error;
    return { file: file.path, outcome: "unreadable", reason: `${error.message} ${error.hint}`, articles: 0 };
  }
}
