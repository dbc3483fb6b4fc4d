import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { canonicalUrl } from "../crawl/urls.ts";
import { decodePlainText } from "../read/decode.ts";
import { partHeader } from "../read/header.ts";
import { fileToPage, MOST_BYTES } from "../read/read.ts";
import { readWarc, type SkipReason, WARC_NAME } from "../read/warc.ts";
import { DangvuError, UnreadableDocument, WrongUse } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import type { Run } from "../types/run.ts";
import type { ReadArticle, SaveOutcome, Store } from "../types/store.ts";
import { storePage } from "./nightly.ts";
import { readAll } from "./read-page.ts";

/** Endings that an import of a folder takes; a file that is named itself is always tried. */
const READABLE = /\.(?:txt|html?|xhtml|md|pdf|docx?|docm|dotx|rtf|odt|png|jpe?g|warc|warc\.gz)$/iu;

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

/** How many records of an archive gave no page, by why. */
export type PassedOver = Partial<Record<SkipReason, number>>;

/** A page of a file with the name under which it is told: the file's, or for a page of an archive its own address. */
export interface LoadedPage {
  readonly name: string;
  readonly page: Page;
}

/**
 * The pages of a file: one, or those of a WARC file with their own addresses and times, one held at a time; what gave no page there is counted in `passedOver`.
 * Throws UnreadableDocument for a file that cannot be opened, is too large, or is no archive in spite of its name.
 */
export async function* loadPages(file: InputFile, now: Date, passedOver: PassedOver = {}): AsyncGenerator<LoadedPage> {
  if (!WARC_NAME.test(file.path)) {
    yield { name: file.name, page: loadFile(file, now) };
    return;
  }
  try {
    for await (const entry of readWarc(file.path, canonicalUrl)) {
      if ("page" in entry) yield { name: entry.page.url, page: entry.page };
      else passedOver[entry.skipped] = (passedOver[entry.skipped] ?? 0) + 1;
    }
  } catch (cause) {
    if (cause instanceof DangvuError) throw cause;
    throw new UnreadableDocument(`Không mở được tệp ${file.path}.`, "Kiểm tra quyền đọc.", cause);
  }
}

/** What is read out of one page, with the text that its offsets count in (null for formats whose offsets are those of the article). */
export interface ReadFile {
  readonly read: readonly ReadArticle[];
  readonly original: string | null;
}

/** A page read without touching the store. Throws UnreadableDocument. */
export async function readLoaded(page: Page): Promise<ReadFile> {
  const read = await readAll(page, null);
  return { read, original: page.mediaType === "text/plain" ? partHeader(decodePlainText(page.body, page.charset).text).text : null };
}

/** The same for a file that is one page. */
export async function readFile(file: InputFile, now: Date): Promise<ReadFile> {
  return readLoaded(loadFile(file, now));
}

export interface Imported {
  /** The file's path, or the address of a page of an archive. */
  readonly file: string;
  readonly outcome: SaveOutcome | "unreadable";
  readonly reason: string | null;
  readonly articles: number;
}

export interface ImportContext {
  readonly store: Store;
  readonly run: Run;
  /** Told of each page as soon as it is stored. */
  readonly onImported?: (imported: Imported) => void;
  /** Told once for each archive of which records were passed over. */
  readonly onPassedOver?: (file: string, passedOver: PassedOver) => void;
}

/** Stores the pages of files; one that cannot be read is reported and the others go on. */
export async function importFiles(files: readonly InputFile[], context: ImportContext): Promise<readonly Imported[]> {
  const { store, run, onImported } = context;
  store.startRun({ id: run.id, job: "import", startedAt: run.now().toISOString() });
  const imported: Imported[] = [];
  for (const file of files) {
    for await (const one of importFile(file, context)) {
      imported.push(one);
      onImported?.(one);
    }
  }
  store.finishRun(run.id, run.now().toISOString(), run.counters);
  return imported;
}

async function* importFile(file: InputFile, context: ImportContext): AsyncGenerator<Imported> {
  const passedOver: PassedOver = {};
  try {
    // The whole path is the document's address: two folders may each have a "bao-cao.txt".
    for await (const { page } of loadPages({ ...file, name: resolve(file.path) }, context.run.now(), passedOver))
      yield await importPage(page, page.url.startsWith("file:") ? file.path : page.url, context);
  } catch (error) {
    yield unreadable(file.path, error);
  }
  if (Object.keys(passedOver).length > 0) context.onPassedOver?.(file.path, passedOver);
}

async function importPage(page: Page, file: string, { store, run }: ImportContext): Promise<Imported> {
  try {
    const outcome = await storePage(page, {
      source: null,
      store,
      run: { ...run, log: () => undefined },
      isArchived: !page.url.startsWith("file:"),
    });
    if (outcome === "unreadable") await readAll(page, null);
    return { file, outcome, reason: null, articles: store.articles({ url: page.url }).length };
  } catch (error) {
    return unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): Imported {
  if (!(error instanceof DangvuError) || error.next !== "skip") throw error;
  return { file, outcome: "unreadable", reason: `${error.message} ${error.hint}`, articles: 0 };
}
