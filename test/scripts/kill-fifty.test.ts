import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { makeRandom } from "../../scripts/bench/support/texts.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { finish, startProcess } from "./cli.ts";
import { settingsFor } from "./dump.ts";
import { type KillPress, startKillPress } from "./kill-press.ts";
import { faultsOf, keptIn, queueOf } from "./kill-traces.ts";

/** Two folders at a time, each killed so often in each of two nights. */
const [LANES, KILLS_A_NIGHT] = [["lan-a", "lan-b"], 13] as const;

const begin = ({ data, indexes }: Settings, { corpus }: KillPress, lane: string) =>
  startProcess(["nightly", "--data", data, "--indexes", indexes, "--corpus", corpus], { DANGVU_CONTACT: `${lane}@bao.test` });

/**
 * Starts a night and kills it (SIGKILL) at a random moment: mostly some requests on, after some milliseconds more, and now and then while it is still opening its files.
 * Tells whether it was still under way.
 */
async function killOnce(settings: Settings, press: KillPress, { lane, random }: { lane: string; random: () => number }): Promise<boolean> {
  const child = begin(settings, press, lane);
  const ended = finish(child);
  const [isEarly, requests, more] = [random() < 0.15, 1 + Math.floor(random() * 5), Math.floor(random() * 30)];
  const enough = press.askedBy(lane) + requests;
  if (isEarly) await wait(200 + random() * 900);
  else while (child.exitCode === null && press.askedBy(lane) < enough) await wait(2);
  await wait(isEarly ? 0 : more);
  child.kill("SIGKILL");
  return (await ended).code === -1;
}

const folderOf = (home: string, name: string): Settings => settingsFor(join(home, name, "data"), join(home, name, "indexes"));

it("loses and doubles nothing when its nights are killed at 52 random moments", { timeout: 240_000 }, async () => {
  const home = temporaryFolder();
  const press = await startKillPress(home);
  onTestFinished(() => press.close());
  const undisturbed = folderOf(home, "undisturbed");
  for (const edition of [1, 2] as const) {
    press.setEdition(edition);
    const kills = LANES.map(async (lane, n) => {
      const random = makeRandom(edition * 10 + n);
      const settings = folderOf(home, lane);
      let killed = 0;
      // One that came to its end before it was killed does not count; the next then begins another night over the same pages.
      while (killed < KILLS_A_NIGHT) killed += Number(await killOnce(settings, press, { lane, random }));
      expect(await finish(begin(settings, press, lane))).toMatchObject({ code: 0 });
    });
    await Promise.all(kills);
    expect(await finish(begin(undisturbed, press, "khong-bi-ngat"))).toMatchObject({ code: 0 });
  }
  expect(await faultsOf(undisturbed)).toEqual([]);
  for (const lane of LANES) {
    const settings = folderOf(home, lane);
    expect(await faultsOf(settings)).toEqual([]);
    expect(keptIn(settings) === keptIn(undisturbed), `the store of ${lane}`).toBe(true);
    expect(queueOf(settings)).toBe(queueOf(undisturbed));
  }
});
