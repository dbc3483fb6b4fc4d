import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";

const names = z.record(z.string(), z.string()).optional();
const lock = z
  .object({
    packages: z.record(z.string(), z.object({ dependencies: names, optionalDependencies: names, resolved: z.string().optional() })),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "..", "package-lock.json"), "utf8")));
const packages = Object.entries(lock.packages);

/** Whether a package that `from` asks for is in the lock file, beside it or in a folder above. */
function isLocked(from: string, name: string): boolean {
  const folders = from === "" ? [] : from.split("/node_modules/");
  const above = folders.map((_, depth) => folders.slice(0, depth + 1).join("/node_modules/"));
  return ["", ...above].some((folder) => `${folder === "" ? "" : `${folder}/`}node_modules/${name}` in lock.packages);
}

it("holds every package that one in it asks for, those of other systems too: without them npm ci refuses the clone", () => {
  const missing = packages.flatMap(([from, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLocked(from, name))
      .map((name) => `${from}: ${name}`),
  );
  expect(missing).toEqual([]);
});

it("names no registry: any mirror serves", () => {
  expect(packages.flatMap(([, { resolved }]) => resolved ?? [])).toEqual([]);
});
