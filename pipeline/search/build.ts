import { createHash } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod";
import { StoreBroken } from "../types/errors.ts";
import type { ArticleHead } from "../types/store.ts";
import { ANALYZER_VERSION } from "./analyze.ts";
import type { Engine } from "./engine.ts";
import { FtsEngine } from "./fts-engine.ts";
import { type IndexedArticle, toIndexed } from "./indexed.ts";
import { MiniEngine, type SavedMini } from "./mini-engine.ts";
import { ArticleIndex, digestOf, digestsOfPages, type Library } from "./query.ts";

/** `auto`: MiniSearch up to `MINI_LIMIT` articles, FTS5 beyond. */
export type EngineChoice = "auto" | "minisearch" | "fts5";

/**
 * Up to so many articles `auto` takes MiniSearch. Measured by `npm run bench search`, where most terms stand in most articles (processor time at the median and the
 * 95th percentile): MiniSearch answers 2,000 in 10 and 18 ms and 5,000 in 19 and 33 ms, but opens them in 0.6 and 1.4 s, which every `dangvu search` pays; FTS5 opens 10,000 in
 * 2 ms and answers in 13 and 25 ms, 100,000 in 7 ms and 40 and 105 ms.
 */
export const MINI_LIMIT = 2000;

/** Articles taken into FTS5 in one transaction while building: more would take memory, fewer time. */
const BATCH = 1000;

/** Where the index of a library lies: `search.json` for MiniSearch, `search.sqlite` for FTS5. */
export interface IndexPlace {
  readonly folder: string;
  readonly engine: EngineChoice;
  readonly library: Library;
}

type Name = Engine["name"];
const pathOf = (folder: string, name: Name): string => join(folder, name === "fts5" ? "search.sqlite" : "search.json");
const NAMES: readonly Name[] = ["fts5", "minisearch"];

/** An engine that was saved by this analyser; its articles may be older than the library's. */
interface Saved {
  readonly engine: Engine;
  readonly path: string;
}

/**
 * The saved index that fits what the library holds; one that was made by this analyser from other articles is brought up to date, and where there is none it is built.
 * @throws StoreBroken when it cannot be read or written.
 */
export function openIndex(place: IndexPlace): ArticleIndex {
  const ready = loadIndex(place);
  if (ready !== null) return ready;
  const { folder, library } = place;
  // The fingerprint first: what is stored while we build makes the index older than the store, and it is brought up to date again.
  const fingerprint = library.fingerprint();
  const heads = library.articles({});
  const name = place.engine === "auto" ? (heads.length > MINI_LIMIT ? "fts5" : "minisearch") : place.engine;
  const path = pathOf(folder, name);
  return guarded(path, () => {
    const saved = openSaved(path, name);
    const engine = (saved !== null && update(saved, { heads, library, fingerprint })) || build(path, name, { heads, library, fingerprint });
    for (const other of NAMES) if (other !== name) removeIndex(pathOf(folder, other));
    return new ArticleIndex(engine, library);
  });
}

/** The saved index; null when there is none, when it is damaged, or when it does not fit the analyser or what the library holds now. */
export function loadIndex({ folder, engine, library }: IndexPlace): ArticleIndex | null {
  const fingerprint = library.fingerprint();
  for (const name of NAMES) {
    if (engine !== "auto" && engine !== name) continue;
    const path = pathOf(folder, name);
    const saved = guarded(path, () => openSaved(path, name, fingerprint));
    if (saved === null) continue;
    if (saved.engine.fingerprint === fingerprint && (engine !== "auto" || fits(saved.engine)))
      return new ArticleIndex(saved.engine, library);
    saved.engine.close();
  }
  return null;
}

/** `auto` changes engines once the number of articles is well past the limit, not at each night around it. */
const fits = ({ name, size }: Engine): boolean => (name === "fts5" ? size > 0.8 * MINI_LIMIT : size <= MINI_LIMIT);

interface Contents {
  readonly heads: readonly ArticleHead[];
  readonly library: Library;
  readonly fingerprint: string;
}

/** Takes in what is new or changed and drops what is gone; null when so much has changed that building anew costs less. */
function update({ engine, path }: Saved, { heads, library, fingerprint }: Contents): Engine | null {
  const pages = digestsOfPages(library);
  const known = engine.digests();
  const changed = heads.filter((head) => known.get(head.id) !== digestOf(head, pages));
  const current = new Set(heads.map(({ id }) => id));
  const drop = [...known.keys()].filter((id) => !current.has(id));
  if (2 * (changed.length + drop.length) > heads.length) {
    engine.close();
    return null;
  }
  engine.replace({ add: [...readAll(changed, library, pages)], drop, fingerprint });
  if (engine instanceof MiniEngine) saveMini(path, engine);
  return engine;
}

function* readAll(heads: readonly ArticleHead[], library: Library, pages: ReadonlyMap<string, string>): Generator<IndexedArticle> {
  for (const head of heads) {
    const read = library.article(head.id);
    if (read !== null) yield toIndexed(read, digestOf(head, pages), head.reprintOf);
  }
}

/** Builds an index in a file beside `path` and moves it there: whoever reads sees the old one or the new one, whole. */
function build(path: string, name: Name, { heads, library, fingerprint }: Contents): Engine {
  const articles = readAll(heads, library, digestsOfPages(library));
  if (name === "fts5") return buildFts(path, articles, fingerprint);
  const engine = new MiniEngine(null, fingerprint);
  engine.replace({ add: [...articles], drop: [], fingerprint });
  saveMini(path, engine);
  return engine;
}

/** FTS5 over these articles, in a new file at `path`. */
export function buildFts(path: string, articles: Iterable<IndexedArticle>, fingerprint: string): FtsEngine {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.tmp`;
  removeIndex(beside);
  const engine = new FtsEngine(beside, { isNew: true });
  try {
    let batch: IndexedArticle[] = [];
    const flush = (): void => {
      engine.replace({ add: batch, drop: [], fingerprint });
      batch = [];
    };
    for (const article of articles) if (batch.push(article) >= BATCH) flush();
    flush();
    engine.noteAll({ format: FORMAT, analyzer: ANALYZER_VERSION });
    engine.finish();
    engine.close();
  } catch (cause) {
    engine.close();
    removeIndex(beside);
    throw cause;
  }
  removeIndex(path);
  renameSync(beside, path);
  return new FtsEngine(path, { isNew: false });
}

/** The file with what SQLite lays beside it. */
function removeIndex(path: string): void {
  for (const end of ["", "-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
}

const FORMAT = "dangvu-search-3";

/** A saved engine of this analyser; `only`: just one with this fingerprint. Null when there is none and when it is damaged. */
function openSaved(path: string, name: Name, only?: string): Saved | null {
  const engine = name === "fts5" ? openFts(path) : openMini(path, only);
  return engine === null ? null : { engine, path };
}

function openFts(path: string): FtsEngine | null {
  if (!existsSync(path)) return null;
  let engine: FtsEngine | null = null;
  try {
    engine = new FtsEngine(path, { isNew: false });
    if (engine.note("format") === FORMAT && engine.note("analyzer") === ANALYZER_VERSION) return engine;
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
  }
  engine?.close();
  return null;
}

/** The driver's errors for a file that is no database, is damaged, or has other tables. */
function isDamage(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && ["SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR"].includes(String(cause.code));
}

/** The first line of a saved index of MiniSearch; the rest of the file is its data, `sha256` their hash. */
const headerSchema = z.object({ format: z.literal(FORMAT), analyzer: z.string(), store: z.string(), sha256: z.string() });
type Header = z.infer<typeof headerSchema>;

/** The parts without which it cannot be restored; that they are whole, the hash says. */
const miniSchema = z.custom<SavedMini>(
  (value) =>
    typeof value === "object" && value !== null && ["mini", "kept", "values", "entries", "words", "terms"].every((key) => key in value),
);

function openMini(path: string, only: string | undefined): MiniEngine | null {
  const text = existsSync(path) ? readFileSync(path, "utf8") : null;
  if (text === null) return null;
  const end = text.indexOf("\n");
  const header = headerSchema.safeParse(parseJson(text.slice(0, end)));
  if (!header.success || header.data.analyzer !== ANALYZER_VERSION) return null;
  if (only !== undefined && header.data.store !== only) return null;
  if (hashOf(text.slice(end + 1)) !== header.data.sha256) return null;
  const saved = miniSchema.safeParse(parseJson(text.slice(end + 1)));
  return saved.success ? new MiniEngine(saved.data, header.data.store) : null;
}

/** Writes an index to a file beside `path`, then moves it there. */
export function saveMini(path: string, engine: MiniEngine): void {
  const body = JSON.stringify(engine.toJSON());
  const header: Header = { format: FORMAT, analyzer: ANALYZER_VERSION, store: engine.fingerprint, sha256: hashOf(body) };
  const beside = `${path}.${process.pid}.tmp`;
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(beside, `${JSON.stringify(header)}\n${body}`);
  renameSync(beside, path);
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** On the disk, not only on its way there, before the name is moved; half a file is taken away again. */
function writeWhole(path: string, text: string): void {
  const file = openSync(path, "w");
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } catch (cause) {
    rmSync(path, { force: true });
    throw cause;
  } finally {
    closeSync(file);
  }
}

/** Undefined for what is no JSON: the schema then refuses it, and the index is built anew. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the system or the driver throws, as an error that says which file it is about. */
function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause)) throw cause;
    throw new StoreBroken(
      `Không đọc hoặc ghi được chỉ mục tìm kiếm ${path}.`,
      "Kiểm tra quyền và dung lượng đĩa của thư mục này; chỉ mục hỏng thì xóa tệp, nó sẽ được lập lại.",
      cause,
    );
  }
}
