import { type ChildProcess, spawn } from "node:child_process";

/** What workers are told: where all is, and what they crawl. */
export interface Post {
  /** The database as it is reached through the network that is cut, and directly. */
  readonly far: string;
  readonly near: string;
  readonly folder: string;
  readonly farmPort: number;
  readonly paceSeconds: number;
  readonly leaseSeconds: number;
}

interface Member {
  readonly child: ChildProcess;
  readonly isNear: boolean;
  readonly ends: Promise<number | string | null>;
  hasBegun: boolean;
}

/** Worker processes that are killed; whenever one ends another takes its place. The first of them, and who takes its place, reaches the database directly: it goes on while the others are cut off. */
export interface Crew {
  /** Kills one of those that have begun. False when none has. */
  readonly killOne: (random: () => number) => Promise<boolean>;
  readonly begun: () => number;
  /** How often the workers' logs have said this. */
  readonly said: (text: string) => number;
  /** Tells all to end; returns how they ended. */
  readonly stop: () => Promise<readonly (number | string | null)[]>;
  readonly kill: () => void;
}

const CHILD = "test/jobs/worker/faults/worker-child.ts";

export function startCrew(post: Post, size: number): Crew {
  const members = new Set<Member>();
  let [log, isStopping] = ["", false];
  const begin = (isNear: boolean): void => {
    const { far, near, folder, farmPort, paceSeconds, leaseSeconds } = post;
    const args = [isNear ? near : far, folder, farmPort, paceSeconds, leaseSeconds].map(String);
    const child = spawn(process.execPath, ["--import", "tsx", CHILD, ...args], { stdio: ["ignore", "ignore", "pipe"] });
    const ends = new Promise<number | string | null>((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
    const member: Member = { child, isNear, ends, hasBegun: false };
    members.add(member);
    void ends.then(() => {
      members.delete(member);
      // Who finds no database at the very beginning ends; what looks after workers begins them again, as here.
      if (!isStopping) begin(isNear);
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      member.hasBegun ||= text.includes("worker/begun");
    });
  };
  for (let n = 0; n < size; n++) begin(n === 0);
  const begun = (): readonly Member[] => [...members].filter(({ hasBegun }) => hasBegun);
  return {
    killOne: async (random) => {
      const running = begun();
      const chosen = running[Math.floor(random() * running.length)];
      if (chosen === undefined) return false;
      chosen.child.kill("SIGKILL");
      await chosen.ends;
      return true;
    },
    begun: () => begun().length,
    said: (text) => log.split(text).length - 1,
    stop: () => {
      isStopping = true;
      const all = [...members];
      for (const { child } of all) child.kill("SIGTERM");
      return Promise.all(all.map(({ ends }) => ends));
    },
    kill: () => {
      isStopping = true;
      for (const { child } of members) child.kill("SIGKILL");
    },
  };
}
