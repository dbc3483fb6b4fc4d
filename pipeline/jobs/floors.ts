import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { BadEntry, StoreBroken } from "../types/errors.ts";
import type { Evaluation, Score } from "./score.ts";

/** The accuracy floors of a gold, by measure, 0–1. */
export type Floors = Readonly<Record<string, number>>;

/** What the floors file says of one gold: the digest of the files that were measured, and the floors of that measurement. */
export interface GoldFloors {
  readonly digest: string;
  readonly floors: Floors;
}

export type FloorsFile = Readonly<Record<string, GoldFloors>>;

/** A gold as measured now. */
export interface Measured {
  readonly digest: string;
  readonly evaluation: Evaluation;
}

/** How far below the measured value a floor is written: one point, so that a harmless change of wording does not fail the tests. */
const SLACK = 0.01;

/** Scores are compared and written in thousandths. */
const THOUSANDTHS = 1000;

const schema = z.record(
  z.string(),
  z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/u), floors: z.record(z.string(), z.number().min(0).max(1)) }),
);

const scoresOf = (evaluation: Evaluation): Readonly<Record<string, readonly [Score, "f1" | "precision"]>> => ({
  lenientF1: [evaluation.lenient.score, "f1"],
  lenientPrecision: [evaluation.lenient.score, "precision"],
  strictF1: [evaluation.strict.score, "f1"],
  strictPrecision: [evaluation.strict.score, "precision"],
  citationsById: [evaluation.citationsById.score, "f1"],
  citationsByParts: [evaluation.citationsByParts.score, "f1"],
});

/** The measures of an evaluation that have a floor, 0–1; those that its gold has no records for are left out. */
export function measuresOf(evaluation: Evaluation): Floors {
  const counted = Object.entries(scoresOf(evaluation)).filter(([, [score]]) => score.gold > 0);
  return Object.fromEntries(counted.map(([measure, [score, part]]) => [measure, score[part]]));
}

/** SHA-256, hex, of files by name and content; where they lie and in which order they are named does not count. Throws BadEntry for one that cannot be read. */
export function digestFiles(paths: readonly string[]): string {
  const named = paths.map((path) => ({ path, name: basename(path) })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const hash = createHash("sha256");
  for (const { path, name } of named) {
    const content = readContent(path);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

function readContent(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new BadEntry(`Không đọc được ${path} để tính mã băm của gold.`, "Kiểm tra tệp và quyền đọc.", cause);
  }
}

/** The floors file `corpus/gold/floors.json`: per gold its digest and floors. Throws BadEntry for a file that is missing or does not fit. */
export function readFloors(path: string): FloorsFile {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw new BadEntry(`Không đọc được tệp sàn độ chính xác ${path}.`, "Tạo tệp bằng lệnh: npm run evaluate -- --write-floors.", cause);
  }
}

/** What holds and what does not, one sentence a failure; each floor and each digest is one check. */
export interface FloorsReport {
  readonly passed: number;
  readonly failures: readonly string[];
}

/** Holds the measured golds against the file. A gold of the file that was not measured is passed over: it is not at hand. */
export function checkFloors(measured: Readonly<Record<string, Measured>>, file: FloorsFile): FloorsReport {
  const checks = Object.entries(measured).flatMap(([name, gold]) => checkGold(name, gold, file[name]));
  const failures = checks.filter((failure) => failure !== null);
  return { passed: checks.length - failures.length, failures };
}

function checkGold(name: string, { digest, evaluation }: Measured, known: GoldFloors | undefined): readonly (string | null)[] {
  if (known === undefined) return [`${name}: chưa có sàn. Ghi bằng: npm run evaluate -- --write-floors`];
  const unchanged =
    known.digest === digest
      ? null
      : `${name}: gold hoặc văn bản của nó đã đổi (mã băm ${digest.slice(0, 12)}, tệp sàn ghi ${known.digest.slice(0, 12)}). Xem lại thay đổi rồi ghi: npm run evaluate -- --write-floors`;
  const values = measuresOf(evaluation);
  return [
    unchanged,
    ...Object.entries(known.floors).map(([measure, floor]) => checkFloor(name, measure, { floor, value: values[measure] })),
  ];
}

function checkFloor(name: string, measure: string, { floor, value }: { floor: number; value: number | undefined }): string | null {
  if (value === undefined) return `${name}: không đo được "${measure}" mà tệp sàn đòi hỏi`;
  return value < floor ? `${name}: ${measure} = ${value.toFixed(3)}, sàn ${floor}` : null;
}

/** One floor that was written, or that was left because it lies above what is measured now. */
export interface FloorChange {
  readonly gold: string;
  readonly measure: string;
  readonly from: number | null;
  readonly to: number;
  readonly measured: number;
  /** True when the floor would have to go down and was left as it is. */
  readonly isKept: boolean;
}

/**
 * The floors file after this measurement: digests of now, each floor one point below the measured value (in thousandths, rounded down). Floors go up only,
 * unless `lower`; golds that were not measured keep theirs.
 */
export function raiseFloors(
  measured: Readonly<Record<string, Measured>>,
  file: FloorsFile,
  options: { lower: boolean },
): { readonly file: FloorsFile; readonly changes: readonly FloorChange[] } {
  const changes: FloorChange[] = [];
  const written = Object.entries(measured).map(([gold, { digest, evaluation }]): [string, GoldFloors] => {
    const old = file[gold]?.floors ?? {};
    const floors = Object.entries(measuresOf(evaluation)).map(([measure, value]): [string, number] => {
      const from = old[measure] ?? null;
      const to = floorOf(value);
      // Within the slack a floor above `to` still holds: nothing to lower.
      const isKept = from !== null && value < from && !options.lower;
      const floor = from !== null && (isKept || value >= from) ? Math.max(from, to) : to;
      if (isKept || floor !== from) changes.push({ gold, measure, from, to: floor, measured: value, isKept });
      return [measure, floor];
    });
    // A measure that this gold has lost keeps its floor, and fails: dropping one is lowering it.
    return [gold, { digest, floors: { ...(options.lower ? {} : old), ...Object.fromEntries(floors) } }];
  });
  return { file: { ...file, ...Object.fromEntries(written) }, changes };
}

const floorOf = (value: number): number => Math.max(0, Math.floor((value - SLACK) * THOUSANDTHS + 1e-6) / THOUSANDTHS);

/** Writes the floors file, golds in the order of their names, whole or not at all. Throws StoreBroken when it cannot be written. */
export function writeFloors(path: string, file: FloorsFile): void {
  const sorted = Object.fromEntries(Object.entries(file).sort(([a], [b]) => (a < b ? -1 : 1)));
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, `${JSON.stringify(sorted, null, 2)}\n`);
    renameSync(draft, path);
  } catch (cause) {
    throw new StoreBroken(`Không ghi được tệp sàn ${path}.`, "Kiểm tra quyền ghi và chỗ trống trên đĩa.", cause);
  }
}
