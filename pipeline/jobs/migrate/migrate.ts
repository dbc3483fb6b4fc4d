import { storeBroken } from "../../store/errors.ts";
import { StoreBroken, WrongUse } from "../../types/errors.ts";
import type { DumpSum } from "../canonical.ts";
import type { End } from "./ends.ts";
import { finish } from "./finish.ts";
import { type Ledger, openLedger, type Progress } from "./ledger.ts";
import { goThrough, PARTS } from "./pass.ts";
import { FLAT, OWNED, PAGES, QUESTIONS } from "./tables.ts";
import { type Verified, verify } from "./verify.ts";

export interface Migration {
  readonly source: End;
  readonly target: End;
  /** Reads every raw page back at the end; by default true. */
  readonly withBodies?: boolean;
  readonly onProgress?: (progress: MigrationProgress) => void;
  /** What else belongs to the target, once both are the same: only behind it is the migration done. It may be called again when it, or what follows, is cut off. */
  readonly complete?: () => void;
  /** Called at each step, inside its transaction and behind it: for tests, which end the work there. */
  readonly onStep?: (where: "inside" | "behind") => void;
}

export interface MigrationProgress {
  readonly what: "copying" | "comparing" | "verifying";
  /** Documents; of `verifying` lines of the two dumps. */
  readonly done: number;
  readonly of: number | null;
}

export interface MigrationReport {
  readonly from: string;
  readonly to: string;
  /** Canonical dump of both stores (jobs/canonical.ts): lines of each kind, and hashes. */
  readonly dump: DumpSum;
  readonly fingerprint: string;
  /** Raw pages that were read back; null where they were not. */
  readonly bodies: number | null;
  /** Raw pages that the source has lost itself. */
  readonly lost: number;
  /** How often all was gone through: more than once where the source was written meanwhile, or the work had been cut off. */
  readonly passes: number;
}

/** A source that is written faster than it can be gone through is told of after so many times. */
const MOST_PASSES = 5;

/**
 * Copies a store into another engine, and says so only when both are the same. Cut off at any moment it goes on where it was; what has changed in the source meanwhile is brought
 * after. The target is nobody else's until it is done. Throws WrongUse for a target that holds something else, StoreBroken.
 */
export function migrate(migration: Migration): MigrationReport {
  const { source, target, withBodies = true, onProgress = () => {}, complete = () => {}, onStep = () => {} } = migration;
  try {
    const ledger = openLedger(target.connection);
    let progress = begin({ source, target }, ledger);
    const lost = new Set<string>();
    const onLost = (pages: readonly string[]): void => pages.forEach((sha256) => void lost.add(sha256));
    const of = Number(source.connection.row("SELECT count(*) AS n FROM pages", [])?.n);
    for (let passes = 1; passes <= MOST_PASSES; passes++) {
      const what = progress.phase === "copy" ? "copying" : "comparing";
      const passing = { source, target, ledger, onStep, onLost, onDocuments: (done: number) => onProgress({ what, done, of }) };
      progress = source.connection.transact("read", () => onePass(passing, progress));
      const verified = verifiedAt({ source, target, withBodies, onProgress }, ledger, progress);
      if (verified === null) continue;
      complete();
      ledger.write({ ...progress, phase: "done", leftAt: target.version() });
      const found = { ...verified, lost: Math.max(verified.lost, lost.size) };
      return { from: source.place, to: target.place, fingerprint: target.fingerprint(), passes, ...found };
    }
  } catch (cause) {
    throw storeBroken(target.place, cause);
  }
  throw new StoreBroken(
    `Kho nguồn ${source.place} bị ghi liên tục trong lúc chuyển (đã đi qua ${MOST_PASSES} lượt).`,
    "Dừng dangvu nightly, dangvu worker và các lệnh ghi khác, rồi chạy lại: chỉ phần còn lại được chép.",
  );
}

/** Null where the source is not any more what was copied. What differs is found by a later run, which compares all. */
function verifiedAt(
  { source, target, withBodies = true, onProgress = () => {} }: Migration,
  ledger: Ledger,
  progress: Progress,
): Verified | null {
  const onLines = (done: number): void => onProgress({ what: "verifying", done, of: null });
  const both = (): Verified => target.connection.transact("read", () => verify({ source, target, withBodies, onLines }));
  try {
    return source.connection.transact("read", () => (source.version() === progress.version ? both() : null));
  } catch (cause) {
    ledger.write({ ...progress, version: "" });
    throw cause;
  }
}

type Ends = Pick<Migration, "source" | "target">;
type Passing = Parameters<typeof goThrough>[0];

/** Goes through the source as it is now, from where the last time ended if it has not changed since. */
function onePass(passing: Passing, { phase, version, part, after, ...same }: Progress): Progress {
  const { source, target, ledger } = passing;
  const [now, start] = [source.version(), { part: PARTS[0] ?? "", after: "" }];
  const place = phase === "copy" || version === now ? { part, after } : start;
  // What was copied before the source changed may be older than what follows: then all is compared once more.
  const isOne = version === now || (place.part === start.part && place.after === start.after);
  const begun: Progress = { ...same, ...place, phase: phase === "copy" ? "copy" : "compare", version: isOne ? now : "" };
  const ended = goThrough(passing, begun);
  finish({ source, target });
  const left: Progress = { ...ended, phase: "compare", leftAt: target.version() };
  ledger.write(left);
  return left;
}

/** Where to begin: at the beginning in an empty store, else where a migration from the same source was left. */
function begin({ source, target }: Ends, ledger: Ledger): Progress {
  if (source.engine === target.engine)
    throw new WrongUse(
      `Cả hai kho đều là ${source.engine === "sqlite" ? "SQLite" : "PostgreSQL"}.`,
      "Kho SQLite chép bằng dangvu backup; kho PostgreSQL bằng pg_dump.",
    );
  const found = ledger.read();
  if (found === null) return beginAnew({ source, target }, ledger);
  if (found.source !== source.place)
    throw new WrongUse(
      `Kho đích ${target.place} đã nhận dữ liệu từ kho khác (${found.source}).`,
      "Chuyển vào một cơ sở dữ liệu hoặc thư mục trống, hoặc chạy lại với đúng kho nguồn ấy.",
    );
  if (found.leftAt !== target.version())
    throw new WrongUse(
      `Kho đích ${target.place} đã bị ghi sau lần chuyển trước.`,
      "Chuyển lại sẽ làm mất những gì đã ghi ở đó: chọn một cơ sở dữ liệu hoặc thư mục trống.",
    );
  return found;
}

function beginAnew({ source, target }: Ends, ledger: Ledger): Progress {
  const tables = [PAGES, ...OWNED, QUESTIONS, ...FLAT].map(({ name }) => name);
  const filled = tables.find((name) => target.connection.row(`SELECT 1 FROM ${name} LIMIT 1`, []) !== undefined);
  if (filled !== undefined)
    throw new WrongUse(
      `Kho đích ${target.place} không trống (bảng ${filled} đã có dữ liệu).`,
      "Chuyển vào một cơ sở dữ liệu hoặc thư mục trống; không gì ở đó bị sửa.",
    );
  const progress: Progress = {
    source: source.place,
    phase: "copy",
    version: "",
    part: PARTS[0] ?? "",
    after: "",
    leftAt: target.version(),
  };
  ledger.write(progress);
  return progress;
}
