import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { main } from "../../scripts/dangvu.ts";

/** What a call of the command line left behind. */
export interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, with a terminal that keeps what is printed. */
export async function call(...argv: readonly string[]): Promise<Called> {
  let [out, err] = ["", ""];
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    isTty: false,
    columns: null,
    exitCode: 0,
  };
  const code = await main(argv, terminal);
  return { code, out, err };
}

/** Lines of JSON as values. */
export const parseLines = <T>(text: string): T[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);

/** A process of its own, as a user would start it. */
export function startProcess(argv: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ["scripts/dangvu.mjs", ...argv], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
}

/** Waits for the end of a process and returns what it left behind; one that was killed has code -1. */
export async function finish(child: ChildProcess): Promise<Called> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, "close");
  return { code: (code as number | null) ?? -1, out, err };
}
