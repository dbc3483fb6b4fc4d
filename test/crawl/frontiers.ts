import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Frontier, openFrontier, openFrontierOn } from "../../pipeline/crawl/frontier.ts";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { freshDatabase } from "../database/fresh.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A place for a frontier, empty at first, that may be opened several times; what was opened is closed after the test. */
export type Place = () => Frontier;

function inFile(): Place {
  const file = join(temporaryFolder(), "hang-doi.db");
  return () => {
    const frontier = openFrontier(file);
    onTestFinished(() => frontier.close());
    return frontier;
  };
}

function inPostgres(): Place {
  const database = freshDatabase();
  onTestFinished(database.drop);
  return () => {
    const connection = openPostgres(database.url);
    onTestFinished(connection.close);
    return openFrontierOn(connection);
  };
}

/** The engines that a frontier is kept in. */
export const engines: readonly { readonly engine: string; readonly place: () => Place }[] = [
  { engine: "SQLite", place: inFile },
  { engine: "PostgreSQL", place: inPostgres },
];
