import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const NAMES = readdirSync(join(ROOT, "scripts/bench"))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(...argv: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/bench.mjs", ...argv], { cwd: ROOT }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, out, err }),
    );
  });
}

describe("the bench", () => {
  it("has one for each part that has a goal", () => {
    expect(NAMES).toEqual(expect.arrayContaining(["extract", "language", "peers", "search", "store", "table", "words"]));
  });

  it("prints figures as JSON, each bench under its name with its notes", async () => {
    const { code, out } = await run("table", "language", "--json", "--quick");
    expect(code).toBe(0);
    const results: Record<string, { figures: Record<string, number>; notes: string[] }> = JSON.parse(out);
    expect(Object.keys(results)).toEqual(["table", "language"]);
    for (const { figures, notes } of Object.values(results)) {
      expect(Object.values(figures).every((value) => Number.isFinite(value) && value > 0)).toBe(true);
      expect(notes.length).toBeGreaterThan(0);
    }
    expect(Object.keys(results.language?.figures ?? {})).toEqual(expect.arrayContaining(["scanTokens.msPerMB", "places.msPerMB"]));
  }, 60_000);

  it("prints a table, with the kept figures of peers that are not installed", async () => {
    const { code, out } = await run("peers", "--quick");
    expect(code).toBe(0);
    expect(out).toMatch(/dangvu\.syllablesPerCpuSecond +[\d,]+\n/u);
    expect(out).toMatch(/vntk 1\.4\.4.*654 syllables/u);
    expect(out).toMatch(/RDRsegmenter.*126,942/u);
  }, 60_000);

  it("names its benches when it is asked for another one", async () => {
    const { code, err } = await run("tu");
    expect(code).toBe(2);
    expect(err).toMatch(/Không có phép đo "tu"/u);
    for (const name of NAMES) expect(err).toContain(name);
  });

  it("refuses an unknown option", async () => {
    const { code, err } = await run("--jsom");
    expect(code).toBe(2);
    expect(err).toMatch(/--jsom/u);
  });
});
