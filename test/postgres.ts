import { execFileSync, spawnSync } from "node:child_process";
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

/** Where the server's programs lie: Debian keeps them out of the path. */
export function binaries(): string {
  const onPath = spawnSync("which", ["initdb"], { encoding: "utf8" }).stdout.trim();
  if (onPath !== "") return join(onPath, "..");
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).filter((version) => existsSync(join(root, version, "bin", "initdb"))) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) throw new Error("No PostgreSQL server here. On Debian or Ubuntu: apt-get install postgresql; see README.");
  return join(root, newest, "bin");
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

/** Vitest's global setup: one server for all test files, which find its address by `inject("postgres")`. */
export default async function setup(project: TestProject): Promise<() => void> {
  const server = await startPostgres();
  project.provide("postgres", server.url);
  return server.dispose;
}
