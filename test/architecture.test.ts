import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const PIPELINE = join(ROOT, "pipeline");

/** What each folder of pipeline/ may import from, besides itself. Jobs join the stages; the farm is a stage's stand-in for the world. */
const STAGES = ["crawl", "read", "extract", "store", "search", "queue", "compare", "publish", "serve", "farm"];
/** Stages that keep something in tables; database/ is how they ask both engines. */
const KEEPERS = ["crawl", "store", "search", "queue"];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  types: [],
  language: ["types"],
  labels: ["types"],
  database: ["types"],
  ...Object.fromEntries(STAGES.map((stage) => [stage, ["types", "language", "labels"]])),
  ...Object.fromEntries(KEEPERS.map((stage) => [stage, ["types", "language", "labels", "database"]])),
  farm: ["types"],
  jobs: ["types", "language", "labels", "database", ...STAGES],
};

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(".ts") && statSync(path).isFile());

/** The folder of pipeline/ that a file stands in. */
const folderOf = (file: string): string => relative(PIPELINE, file).split("/")[0] ?? "";

interface Import {
  readonly from: string;
  readonly to: string;
}

const importsOf = (file: string): Import[] =>
  ts
    .preProcessFile(readFileSync(file, "utf8"), true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) => ({ from: file, to: join(dirname(file), fileName) }));

const IMPORTS = filesUnder(PIPELINE).flatMap(importsOf);
const show = ({ from, to }: Import): string => `${relative(ROOT, from)} imports ${relative(ROOT, to)}`;

describe("the direction of imports", () => {
  it("knows every folder of pipeline/", () => {
    const folders = readdirSync(PIPELINE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => !(name in MAY_IMPORT))).toEqual([]);
  });

  it("lets a stage import only types, language and labels, and jobs all of them", () => {
    const wrong = IMPORTS.filter(({ from, to }) => {
      const [source, target] = [folderOf(from), folderOf(to)];
      return source !== target && !MAY_IMPORT[source]?.includes(target);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it("keeps pipeline/ from importing scripts/ or test/", () => {
    expect(IMPORTS.filter(({ to }) => !to.startsWith(PIPELINE)).map(show)).toEqual([]);
  });

  it("has no collecting drawers", () => {
    const drawers = filesUnder(PIPELINE).filter((file) => /\/(?:utils?|helpers?|common|misc)(?:\/|\.ts$)/u.test(file));
    expect(drawers).toEqual([]);
  });

  it("never imports the root of natural, which prints and loads database clients", () => {
    const wrong = filesUnder(PIPELINE).filter((file) => /from "natural"/u.test(readFileSync(file, "utf8")));
    expect(wrong).toEqual([]);
  });
});
