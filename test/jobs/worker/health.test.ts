import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { startHealth } from "../../../pipeline/jobs/worker/health.ts";

const HEALTH = pathToFileURL(join(import.meta.dirname, "..", "..", "..", "pipeline", "jobs", "worker", "health.ts")).href;
const usual = { staleSeconds: 60, limitSeconds: 60, metrics: () => "" };

it("takes a free port where the usual one is taken, and refuses where it was asked for", async () => {
  const first = await startHealth({ ...usual, place: { host: "127.0.0.1", port: 0, isFixed: true } });
  const port = Number(new URL(first.address ?? "").port);
  const second = await startHealth({ ...usual, place: { host: "127.0.0.1", port, isFixed: false } });
  expect(second.address).not.toBe(first.address);
  await expect(startHealth({ ...usual, place: { host: "127.0.0.1", port, isFixed: true } })).rejects.toThrow(/127\.0\.0\.1.*EADDRINUSE/su);
  await Promise.all([first.close(), second.close()]);
});

it("says that a loop has not turned, which is no longer so when it has ended", async () => {
  const health = await startHealth({ ...usual, staleSeconds: 2, place: { host: "127.0.0.1", port: 0, isFixed: true } });
  const status = async (path: string): Promise<number> => (await fetch(`${health.address}${path}`)).status;
  health.setReady(true);
  const loop = health.loop();
  expect([await status("/healthz"), await status("/readyz")]).toEqual([200, 200]);
  await new Promise((resolve) => setTimeout(resolve, 2300));
  expect([await status("/healthz"), await status("/readyz")]).toEqual([503, 503]);
  loop.end();
  expect([await status("/healthz"), await status("/readyz")]).toEqual([200, 200]);
  health.setReady(false);
  expect(await status("/readyz")).toBe(503);
  await health.close();
});

/** A process whose loop is stuck in one document for good. */
const STUCK = `
import { startHealth } from ${JSON.stringify(HEALTH)};
const health = await startHealth({ place: { host: "127.0.0.1", port: 0, isFixed: true }, staleSeconds: 1, limitSeconds: 2, metrics: () => "" });
health.loop();
process.stdout.write(health.address);
setTimeout(() => { for (;;); }, 50);
`;

it("answers while the main thread is stuck, and ends the process when that takes too long", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", STUCK]);
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += String(text);
  });
  const ended = once(child, "exit");
  const [address] = await once(child.stdout, "data");
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect((await fetch(`${address}/healthz`)).status).toBe(503);
  expect((await ended)[1]).toBe("SIGKILL");
  expect(errors).toContain('"event":"worker/stuck"');
});
