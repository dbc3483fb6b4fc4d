import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EngineChoice, openIndex } from "../../pipeline/search/build.ts";
import { openPostgresSearch } from "../../pipeline/search/postgres.ts";
import type { ArticleIndex, Library } from "../../pipeline/search/query.ts";
import { makeLibrary, type TestArticle } from "./library.ts";
import { borrowTables } from "./tables.ts";

export const FILE_ENGINES = ["minisearch", "fts5"] as const;
export const ENGINES = [...FILE_ENGINES, "postgres"] as const;
export type EngineName = (typeof ENGINES)[number];

/** Opens the index of a library where it lies: in the folder, or in the database of this name under it. */
export interface IndexHome {
  readonly folder: string;
  readonly open: (library: Library) => ArticleIndex;
  readonly end: () => void;
}

/** An empty place for an index of an engine, in a folder or a schema of its own. */
export function makeHome(engine: EngineChoice | "postgres"): IndexHome {
  const folder = mkdtempSync(join(tmpdir(), "dangvu-index-"));
  const dispose = (): void => rmSync(folder, { recursive: true, force: true });
  if (engine !== "postgres") return { folder, open: (library) => openIndex({ folder, engine, library }), end: dispose };
  const { connection, giveBack } = borrowTables();
  const end = (): void => {
    giveBack();
    dispose();
  };
  return { folder, open: (library) => openPostgresSearch({ connection, library }), end };
}

/** An index over these articles, and the library that it was made from; `end` takes it away. */
export function makeIndex(
  engine: EngineChoice | "postgres",
  articles: Readonly<Record<string, TestArticle | string>>,
): { index: ArticleIndex; library: ReturnType<typeof makeLibrary>; home: IndexHome; end: () => void } {
  const home = makeHome(engine);
  const library = makeLibrary(articles);
  const index = home.open(library);
  const end = (): void => {
    index.close();
    home.end();
  };
  return { index, library, home, end };
}
