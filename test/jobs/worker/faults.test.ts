import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../../crawl/temporary-folder.ts";
import { type Server, startPostgres } from "../../postgres.ts";
import { makePages } from "./faults/pages.ts";
import { type Fault, runTrial } from "./faults/trial.ts";

let server: Server;
beforeAll(async () => {
  server = await startPostgres({ isDurable: true });
});
afterAll(() => server.dispose());

/** Ten kills, the database restarted once, and the network away for longer than leases last. */
const FAULTS: readonly Fault[] = ["kill", "kill", "kill", 6, "kill", "kill", "kill", "restart", "kill", "kill", "kill", "kill"];
const LEASE_SECONDS = 5;
const DOCUMENTS = 2000;

describe("workers that are killed, with a database that goes away and a network that is cut", () => {
  it("make the same store, bit for bit, as workers whom nothing happens to, and keep the pace of every host", {
    timeout: 600_000,
  }, async () => {
    const pages = makePages(DOCUMENTS);
    const all = { pages, workers: 3, leaseSeconds: LEASE_SECONDS, paceSeconds: 0.1, random: Math.random, calmMs: 1000 };
    const disturbed = await runTrial(server, { ...all, folder: temporaryFolder(), name: "disturbed", faults: FAULTS });
    const undisturbed = await runTrial(server, { ...all, folder: temporaryFolder(), name: "undisturbed", faults: [] });
    expect([disturbed.dead, undisturbed.dead]).toEqual([[], []]);
    expect(disturbed.sum).toEqual(undisturbed.sum);
    expect(disturbed.found).toBe(undisturbed.found);
    expect([disturbed.tooSoon, undisturbed.tooSoon]).toEqual([[], []]);
    // It was not for nothing: the network and the restart were noticed, and visits were begun again.
    expect(disturbed.outages).toBeGreaterThan(0);
    expect(undisturbed.sum.kinds.articles?.count).toBeGreaterThan(pages.length);
    expect([...disturbed.ends, ...undisturbed.ends].filter((end) => end !== 0)).toEqual([]);
  });
});
