import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Server } from "../../../test/postgres.ts";

/** The system counts in hundredths of a second. */
const TICK_MS = 10;

interface ProcessTimes {
  readonly parent: number;
  /** Milliseconds of processor time of the process, and of its children that have ended. */
  readonly own: number;
  readonly ended: number;
}

/** Null for a process that is not there any more. */
function timesOf(pid: number): ProcessTimes | null {
  try {
    // Behind the name in brackets: state, parent; user and system time are the twelfth and thirteenth, those of ended children the next two.
    const fields = (readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1) ?? "").split(" ").map(Number);
    const ticks = (first: number): number => TICK_MS * ((fields[first] ?? 0) + (fields[first + 1] ?? 0));
    return { parent: fields[1] ?? 0, own: ticks(11), ended: ticks(13) };
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ESRCH")) return null; // named: ended meanwhile
    throw error;
  }
}

/** Milliseconds of processor time of a process; 0 for one that has ended. */
export const cpuOfProcess = (pid: number): number => timesOf(pid)?.own ?? 0;

/** Milliseconds of processor time that a server has taken since it was started: its own and that of all its processes, also of those that have ended. */
export function cpuOfServer({ folder }: Pick<Server, "folder">): number {
  const master = Number(readFileSync(join(folder, "data", "postmaster.pid"), "utf8").split("\n")[0]);
  const { own, ended } = timesOf(master) ?? { own: 0, ended: 0 };
  const pids = readdirSync("/proc").filter((name) => /^\d+$/u.test(name));
  const children = pids.flatMap((pid) => timesOf(Number(pid)) ?? []).filter(({ parent }) => parent === master);
  return own + ended + children.reduce((sum, child) => sum + child.own, 0);
}
