import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    postgres: string;
  }
}

/** A PostgreSQL server of its own, on loopback, with its data in a temporary folder. */
export interface Server {
  /** Of its database `postgres`; the user may do everything. */
  readonly url: string;
  readonly folder: string;
  readonly port: number;
  readonly start: () => void;
  /** `immediate`: as if the machine had stopped. */
  readonly stop: (mode: "fast" | "immediate") => void;
  readonly dispose: () => void;
}

/** Where the server's programs lie: on the path, where Debian keeps them, or installed there now. */
export function binaries(): string {
  const found = hasServer() ? findBinaries() : null;
  if (found === null)
    throw new Error(
      "No PostgreSQL server was found for the tests: install it (Debian, Ubuntu: apt-get install postgresql) or put its initdb on the PATH.",
    );
  return found;
}

const hasServer = (): boolean => findBinaries() !== null || install();

const DEBIAN = "/usr/lib/postgresql";

function findBinaries(): string | null {
  const onPath = (process.env.PATH ?? "").split(":").find((folder) => existsSync(join(folder, "initdb")));
  if (onPath !== undefined) return onPath;
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((version) => existsSync(join(DEBIAN, version, "bin", "initdb"))) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? null : join(DEBIAN, newest, "bin");
}

/** As the browser for the browser tests: only as root on Debian and its children. Without the cluster that the package would start. */
function install(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const options = {
    stdio: ["ignore", "ignore", "inherit"] as ("ignore" | "inherit")[],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  };
  try {
    execFileSync("apt-get", ["update", "-qq"], options);
    execFileSync("apt-get", ["install", "-y", "--no-install-recommends", "postgresql"], options);
    return true;
  } catch (error) {
    console.error(`apt-get install postgresql failed: ${String(error)}`);
    return false;
  }
}

/** The server refuses to run as root: there it runs as the user that its package has made. */
function asServer(program: string, args: readonly string[]): void {
  const path = join(binaries(), program);
  const isRoot = process.getuid?.() === 0;
  const [command, all] = isRoot ? ["runuser", ["-u", "postgres", "--", path, ...args]] : [path, args];
  execFileSync(command, all, { stdio: ["ignore", "ignore", "pipe"], cwd: tmpdir() });
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

/** Makes and starts a server; `settings`: of postgresql.conf. Writes are only as safe as tests need, unless `isDurable`. */
export async function startPostgres({
  settings = {},
  isDurable = false,
}: {
  settings?: Readonly<Record<string, string>>;
  isDurable?: boolean;
} = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "dangvu-pg-"));
  chmodSync(folder, 0o777);
  const data = join(folder, "data");
  const port = await freePort();
  asServer("initdb", ["-D", data, "-U", "dangvu", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]);
  const quick = isDurable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
  const all = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: folder,
    max_connections: "60",
    ...quick,
    ...settings,
  };
  const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  const start = (): void => asServer("pg_ctl", ["-D", data, "-w", "-l", join(folder, "log"), "-o", options.join(" "), "start"]);
  const stop: Server["stop"] = (mode) => asServer("pg_ctl", ["-D", data, "-w", "-m", mode, "stop"]);
  start();
  return {
    url: `postgres://dangvu@127.0.0.1:${port}/postgres`,
    folder,
    port,
    start,
    stop,
    dispose: () => {
      if (existsSync(join(data, "postmaster.pid"))) stop("immediate");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Vitest's global setup: one server for all test files, which find its address by `inject("postgres")`; "" where there is none, so that only tests that need it fail. */
export default async function setup(project: TestProject): Promise<() => void> {
  const server = hasServer() ? await startPostgres() : null;
  project.provide("postgres", server?.url ?? "");
  return () => server?.dispose();
}
