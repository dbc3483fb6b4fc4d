import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makePages } from "../../../test/jobs/worker/faults/pages.ts";
import { type Fault, runTrial, type Trial, type TrialReport } from "../../../test/jobs/worker/faults/trial.ts";
import { startPostgres } from "../../../test/postgres.ts";
import type { Figures } from "../support/measure.ts";

/** The network is away for so many seconds, which is longer than leases last. */
const CUT_SECONDS = 20;
const LEASE_SECONDS = 5;
/** Between two requests to a host: slow enough that the night lasts through many kills. */
const PACE_SECONDS = 2;

/** So many kills, with the database restarted after a third and two thirds of them and the network cut in the middle. */
function faultsOf(kills: number, cutSeconds: number): readonly Fault[] {
  const between = new Map<number, Fault>([
    [Math.floor(kills / 3), "restart"],
    [Math.floor(kills / 2), cutSeconds],
    [Math.floor((2 * kills) / 3), "restart"],
  ]);
  return Array.from({ length: kills }, (_, n): readonly Fault[] => {
    const other = between.get(n);
    return other === undefined ? ["kill"] : [other, "kill"];
  }).flat();
}

/**
 * Workers that are killed, with a database that is restarted twice and a network that is cut, against workers whom nothing happens to, over the same pages and the farm. Throws when what
 * they have made is not the same, a host was asked too soon or a job was given up.
 */
export async function measureFaults({ documents, kills, quick }: { documents: number; kills: number; quick: boolean }): Promise<Figures> {
  const server = await startPostgres({ isDurable: true });
  const folder = mkdtempSync(join(tmpdir(), "dangvu-faults-"));
  const faults = faultsOf(kills, quick ? LEASE_SECONDS + 1 : CUT_SECONDS);
  const trial = (name: string, rest: Pick<Trial, "faults" | "workers">): Promise<TrialReport> =>
    runTrial(server, {
      ...{ name, folder: join(folder, name), pages: makePages(documents), leaseSeconds: LEASE_SECONDS, calmMs: 2000, random: Math.random },
      ...{
        paceSeconds: quick ? 0.1 : PACE_SECONDS,
        onFault: (fault, n) => void process.stderr.write(`${n + 1}/${faults.length}: ${fault}\n`),
      },
      ...rest,
    });
  try {
    const disturbed = await trial("disturbed", { faults, workers: 3 });
    const undisturbed = await trial("undisturbed", { faults: [], workers: 2 });
    assertSame(disturbed, undisturbed);
    return {
      "faults: documents": documents,
      "faults: kills": kills,
      "faults: restarts": faults.filter((fault) => fault === "restart").length,
      "faults: seconds without network": quick ? LEASE_SECONDS + 1 : CUT_SECONDS,
      "faults: times a worker noticed that the database was away": disturbed.outages,
      "faults: lines of the dump that differ": 0,
      "faults: requests to the farm": disturbed.requests,
      "faults: requests undisturbed": undisturbed.requests,
      "faults: requests too soon": disturbed.tooSoon.length,
      "faults: seconds": Math.round(disturbed.seconds),
      "faults: seconds undisturbed": Math.round(undisturbed.seconds),
    };
  } finally {
    server.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

function assertSame(disturbed: TrialReport, undisturbed: TrialReport): void {
  const kinds = Object.entries(undisturbed.sum.kinds).filter(([kind, { hash }]) => disturbed.sum.kinds[kind]?.hash !== hash);
  if (kinds.length > 0) throw new Error(`differs: ${kinds.map(([kind]) => kind).join(", ")}`);
  if (disturbed.found !== undisturbed.found) throw new Error(`the search holds ${disturbed.found} articles, not ${undisturbed.found}`);
  if (disturbed.tooSoon.length > 0) throw new Error(`asked too soon: ${JSON.stringify(disturbed.tooSoon)}`);
  if (disturbed.dead.length > 0) throw new Error(`given up: ${JSON.stringify(disturbed.dead)}`);
}
