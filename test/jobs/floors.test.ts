import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkFloors, digestFiles, type FloorsFile, measuresOf, raiseFloors, readFloors, writeFloors } from "../../pipeline/jobs/floors.ts";
import { type Evaluation, evaluate, type Score, scoreOf } from "../../pipeline/jobs/score.ts";
import { BadEntry, StoreBroken } from "../../pipeline/types/errors.ts";

const EMPTY = evaluate([], []);
const DIGESTS = { old: "a".repeat(64), fresh: "b".repeat(64) };

/** An evaluation with these scores of observations, and no citations. */
function evaluationOf(lenient: Score, strict: Score = lenient): Evaluation {
  return { ...EMPTY, lenient: { ...EMPTY.lenient, score: lenient }, strict: { ...EMPTY.strict, score: strict } };
}
/** 1000 records each, of which so many agree: every measure is right / 1000. */
const measured = (right: number, digest = DIGESTS.old) => ({ digest, evaluation: evaluationOf(scoreOf(1000, 1000, right)) });
const fileOf = (floors: Record<string, number>): FloorsFile => ({ own: { digest: DIGESTS.old, floors } });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-floors-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the measures with a floor", () => {
  it("leave out what gold has no records of", () => {
    expect(measuresOf(measured(900).evaluation)).toEqual({ lenientF1: 0.9, lenientPrecision: 0.9, strictF1: 0.9, strictPrecision: 0.9 });
  });
});

describe("the digest of a gold", () => {
  const write = (name: string, content: string): string => {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it("is the same wherever the files lie and in whatever order they are named", () => {
    const [a, b] = [write("one/a.jsonl", "1"), write("one/b.txt", "2")];
    expect(digestFiles([write("two/b.txt", "2"), write("two/a.jsonl", "1")])).toBe(digestFiles([a, b]));
  });

  it("changes with one byte, with a name, with one more file, and when bytes move from file to file", () => {
    const one = digestFiles([write("1/a", "12"), write("1/b", "3")]);
    const others = [
      [write("2/a", "12"), write("2/b", "4")],
      [write("3/a", "12"), write("3/c", "3")],
      [write("4/a", "12"), write("4/b", "3"), write("4/c", "")],
      [write("5/a", "1"), write("5/b", "23")],
    ];
    expect(new Set([one, ...others.map(digestFiles)]).size).toBe(5);
  });

  it("says which file cannot be read", () => {
    expect(() => digestFiles([join(folder, "không-có")])).toThrow(/không-có/u);
  });
});

describe("checking floors", () => {
  it("counts each floor and the digest", () => {
    expect(checkFloors({ own: measured(900) }, fileOf({ lenientF1: 0.9, strictF1: 0.5 }))).toEqual({ passed: 3, failures: [] });
  });

  it.each<[string, ReturnType<typeof measured>, FloorsFile, RegExp]>([
    ["a measure below its floor", measured(899), fileOf({ lenientF1: 0.9 }), /lenientF1 = 0\.899, sàn 0\.9/u],
    ["a gold that has changed, however good the scores", measured(1000, DIGESTS.fresh), fileOf({}), /đã đổi.*--write-floors/u],
    ["a gold without floors", measured(1000), {}, /chưa có sàn/u],
    ["a floor of what is not measured", measured(1000), fileOf({ citationsById: 0.5 }), /citationsById/u],
  ])("fails %s", (_, gold, file, message) => {
    const { failures } = checkFloors({ own: gold }, file);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatch(message);
  });

  it("passes over a gold that is not at hand", () => {
    expect(checkFloors({}, fileOf({ lenientF1: 1 }))).toEqual({ passed: 0, failures: [] });
  });
});

describe("writing floors", () => {
  const raise = (right: number, floors: Record<string, number>, lower = false) => {
    const { file, changes } = raiseFloors({ own: measured(right, DIGESTS.fresh) }, fileOf(floors), { lower });
    return { floor: file.own?.floors.lenientF1, digest: file.own?.digest, change: changes.find(({ measure }) => measure === "lenientF1") };
  };

  it.each<[string, number, number | null, boolean, number]>([
    ["begins one point below what is measured", 944, null, false, 0.934],
    ["goes up", 944, 0.9, false, 0.934],
    ["stays within the point", 944, 0.94, false, 0.94],
    ["stays when it would have to go down", 944, 0.95, false, 0.95],
    ["goes down only when that is asked for", 944, 0.95, true, 0.934],
    ["stays within the point even when going down is allowed", 944, 0.94, true, 0.94],
    ["is never below nought", 3, null, false, 0],
  ])("%s", (_, right, before, lower, after) => {
    expect(raise(right, before === null ? {} : { lenientF1: before }, lower).floor).toBe(after);
  });

  it("takes the digest of now and tells what was left", () => {
    const { digest, change } = raise(944, { lenientF1: 0.95 });
    expect(digest).toBe(DIGESTS.fresh);
    expect(change).toMatchObject({ gold: "own", from: 0.95, to: 0.95, isKept: true });
    expect(raise(944, { lenientF1: 0.94 }).change).toBeUndefined();
  });

  it("keeps golds that were not measured, and the floors of measures that a gold has lost", () => {
    const file = { ...fileOf({ citationsById: 0.9 }), "seeds-dev": { digest: DIGESTS.old, floors: { lenientF1: 0.99 } } };
    const raised = raiseFloors({ own: measured(900) }, file, { lower: false }).file;
    expect(raised["seeds-dev"]).toEqual(file["seeds-dev"]);
    expect(raised.own?.floors.citationsById).toBe(0.9);
    expect(raiseFloors({ own: measured(900) }, file, { lower: true }).file.own?.floors).not.toHaveProperty("citationsById");
  });

  it("never lowers without leave, and what it writes from nothing always holds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (right, floor) => {
        const before = floor / 1000;
        expect(raise(right, { lenientF1: before }).floor).toBeGreaterThanOrEqual(before);
        const gold = { own: measured(right) };
        expect(checkFloors(gold, raiseFloors(gold, {}, { lower: false }).file).failures).toEqual([]);
        expect(checkFloors(gold, raiseFloors(gold, fileOf({ lenientF1: before }), { lower: true }).file).failures).toEqual([]);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it("leaves a file that reads back the same, golds in order", () => {
    const path = join(folder, "floors.json");
    const file = { sample: { digest: DIGESTS.old, floors: { lenientF1: 0.9 } }, own: { digest: DIGESTS.fresh, floors: {} } };
    writeFloors(path, file);
    expect(readFloors(path)).toEqual(file);
    expect(Object.keys(JSON.parse(readFileSync(path, "utf8")))).toEqual(["own", "sample"]);
    expect(() => writeFloors(join(folder, "không-có", "floors.json"), file)).toThrow(StoreBroken);
    expect(existsSync(join(folder, "không-có"))).toBe(false);
  });

  it.each<[string, string]>([
    ["is missing", ""],
    ["is no JSON", "{"],
    ["has a floor above 1", '{"own": {"digest": "' + DIGESTS.old + '", "floors": {"lenientF1": 94}}}'],
    ["has no digest", '{"own": {"floors": {"lenientF1": 0.9}}}'],
  ])("says how to make a file that %s", (_, content) => {
    const path = join(folder, "floors.json");
    if (content !== "") writeFileSync(path, content);
    expect(() => readFloors(path)).toThrow(BadEntry);
    try {
      readFloors(path);
    } catch (error) {
      expect((error as BadEntry).hint).toContain("--write-floors");
    }
  });
});
