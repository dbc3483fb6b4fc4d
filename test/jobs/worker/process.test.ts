import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { openPostgres } from "../../../pipeline/database/postgres.ts";
import { canonicalDump } from "../../../pipeline/jobs/canonical.ts";
import { listInputs } from "../../../pipeline/jobs/import.ts";
import { makeRun } from "../../../pipeline/jobs/run.ts";
import { addFiles } from "../../../pipeline/jobs/worker/add.ts";
import { folderRawPages } from "../../../pipeline/store/raw/folder.ts";
import { temporaryFolder } from "../../crawl/temporary-folder.ts";
import { type Fresh, freshDatabase } from "../../database/fresh.ts";
import { trialDesk, workOnce } from "./trial.ts";

const PRESS = join("corpus", "sample", "press");
const FILES = listInputs(
  readdirSync(PRESS)
    .filter((_, n) => n % 3 === 0)
    .map((name) => join(PRESS, name)),
);
const NOW = new Date("2026-11-22T02:00:00Z");

interface Process {
  readonly child: ChildProcess;
  readonly errors: () => string;
  /** Waits until standard error says this. */
  readonly says: (text: string) => Promise<void>;
  /** Its exit code, or the signal that ended it. */
  readonly ends: Promise<number | string | null>;
}

let [database, folder, processes]: [Fresh, string, Process[]] = [null as never, "", []];
beforeEach(() => {
  [database, folder, processes] = [freshDatabase(), temporaryFolder(), []];
});
afterEach(() => {
  for (const { child } of processes) child.kill("SIGKILL");
  database.drop();
});

function dangvu(args: readonly string[], env: NodeJS.ProcessEnv = { DATABASE_URL: database.url }): Process {
  const child = spawn(process.execPath, ["scripts/dangvu.mjs", "--data", folder, ...args], { env: { ...process.env, ...env } });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const ends = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string | null);
  const says = async (text: string): Promise<void> => {
    while (!errors.includes(text)) {
      if (child.exitCode !== null) throw new Error(`ended without saying ${text}: ${errors}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const made = { child, errors: () => errors, says, ends };
  processes.push(made);
  return made;
}

const worker = (...args: readonly string[]): Process =>
  dangvu(["worker", "--stages", "read,extract,aggregate", "--lease", "1", "--health", "127.0.0.1:0", ...args]);

const raw = () => folderRawPages(join(folder, "pages"));

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const addressIn = (errors: string): string => /"health":"([^"]+)"/u.exec(errors)?.[1] ?? "";

describe("worker processes", () => {
  it("are killed and drained in mid-work, and the store is what one undisturbed process makes", { timeout: 150_000 }, async () => {
    const trial = trialDesk({ database, raw: raw() });
    const { queue, connection } = trial.desk;
    await addFiles(FILES, { desk: trial.desk, run: makeRun({ now: () => NOW, id: "files" }) });
    const done = (): number => queue.done().find(({ stage }) => stage === "extract")?.jobs ?? 0;

    const first = worker();
    await until(() => done() > 0);
    first.child.kill("SIGKILL");
    expect(await first.ends).toBe("SIGKILL");

    const before = done();
    const second = worker();
    await second.says("worker/begun");
    await until(() => done() > before || done() === FILES.length);
    const asked = performance.now();
    second.child.kill("SIGTERM");
    expect(await second.ends).toBe(0);
    expect(performance.now() - asked).toBeLessThan(5000);
    const own = connection.rows("SELECT worker FROM jobs WHERE state = 'held' AND worker LIKE ?", [`%-${second.child.pid}-%`]);
    expect(own).toEqual([]);

    const [third, fourth] = [worker("--once"), worker("--once")];
    expect(await Promise.all([third.ends, fourth.ends])).toEqual([0, 0]);
    expect(done()).toBe(FILES.length);
    expect(queue.dead({ limit: 9 })).toEqual([]);

    const undisturbed = trialDesk();
    await addFiles(FILES, { desk: undisturbed.desk, run: makeRun({ now: () => NOW, id: "files" }) });
    await workOnce(undisturbed.desk, { options: { stages: ["read", "extract", "aggregate"] } });
    const [dump, expected] = [trial, undisturbed].map(({ desk }) => [...canonicalDump(desk.connection)]);
    expect(dump).toEqual(expected);
    undisturbed.dispose();
    trial.desk.close();
  });

  it("answer probes, tell their metrics, and are not ready while the database is away", { timeout: 90_000 }, async () => {
    const one = worker();
    await one.says("worker/begun");
    const address = addressIn(one.errors());
    const statusOf = async (path: string): Promise<number> => (await fetch(`${address}${path}`)).status;
    expect(await Promise.all(["/healthz", "/readyz", "/metrics", "/else"].map(statusOf))).toEqual([200, 200, 200, 404]);
    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics).toContain('dangvu_worker_jobs_total{stage="extract",outcome="done"} 0');
    expect(metrics).toMatch(/^process_resident_memory_bytes \d+$/mu);

    const place = new URL(database.url);
    const [name] = [place.pathname.slice(1)];
    place.pathname = "/postgres";
    const server = openPostgres(place.href);
    server.exec(
      `ALTER DATABASE ${name} RENAME TO ${name}_away`.replace(
        /^/u,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'; `,
      ),
    );
    await one.says("worker/outage");
    await untilStatus(() => statusOf("/readyz"), 503);
    expect(await statusOf("/healthz")).toBe(200);
    server.exec(`ALTER DATABASE ${name}_away RENAME TO ${name}`);
    server.close();
    await one.says("worker/back");
    await untilStatus(() => statusOf("/readyz"), 200);
    one.child.kill("SIGTERM");
    expect(await one.ends).toBe(0);
  });

  it("drain for as long as a request lasts, and end at once at the second signal", { timeout: 60_000 }, async () => {
    const site = await startSilentSite();
    mkdirSync(join(folder, "corpus", "sources"), { recursive: true });
    const source = { id: "cham", name: "Báo Chậm", kind: "newspaper", province: null, home: site.home, listings: [site.home] };
    const rest = { articleUrl: "/tin/", allowPrivate: true, paceSeconds: 0 };
    writeFileSync(join(folder, "corpus", "sources", "cham.yaml"), stringify({ ...source, ...rest }));
    const corpus = ["--corpus", join(folder, "corpus")];
    expect(await dangvu([...corpus, "work", "add", "--night"]).ends).toBe(0);

    const one = dangvu([...corpus, "worker", "--stages", "crawl", "--health", "off"]);
    await site.isAsked;
    one.child.kill("SIGINT");
    await one.says("worker/draining");
    await pause(1500);
    expect([one.child.exitCode, one.child.signalCode]).toEqual([null, null]);
    one.child.kill("SIGINT");
    expect(await one.ends).toBe(1);
    // Of its own accord it would have waited for the answer, and closed.
    expect(one.errors()).not.toContain("worker/ended");
    await site.close();
  });

  it("say what they need when there is no database", { timeout: 60_000 }, async () => {
    const one = dangvu(["worker", "--once"], { DATABASE_URL: "" });
    expect(await one.ends).toBe(2);
    expect(one.errors()).toContain("DATABASE_URL");
  });
});

/** A site on this machine that has no robots.txt, and never answers anything else. */
async function startSilentSite() {
  const server = createServer();
  const isAsked = new Promise<void>((resolve) => {
    server.on("request", ({ url }, response) => {
      if (url === "/robots.txt") response.writeHead(404).end();
      else resolve();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { home: `http://127.0.0.1:${port}/`, isAsked, close };
}

async function untilStatus(ask: () => Promise<number>, status: number): Promise<void> {
  while ((await ask()) !== status) await new Promise((resolve) => setTimeout(resolve, 50));
}
