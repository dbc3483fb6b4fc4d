import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { runNight } from "../../pipeline/jobs/nightly.ts";
import { makeRun } from "../../pipeline/jobs/run.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { openLibrary } from "../../pipeline/jobs/workspace.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { settingsFor } from "../scripts/dump.ts";
import { type KillPress, startKillPress } from "../scripts/kill-press.ts";
import { faultsOf, keptIn } from "../scripts/kill-traces.ts";

/** When a night begins, and what the clock shows from its tenth look on, in days from the first night. */
interface Night {
  readonly edition: 1 | 2;
  readonly day: number;
  readonly later?: number;
}

const FIRST_NIGHT = Date.parse("2026-11-20T19:00:00Z");
const DAY_MS = 86_400_000;

/** A clock that goes on by a second at each look and may jump once. */
function clockOf({ day, later = day }: Night): () => Date {
  let looks = 0;
  return () => new Date(FIRST_NIGHT + (looks++ < 10 ? day : later) * DAY_MS + looks * 1000);
}

async function runAll(settings: Settings, nights: readonly Night[]): Promise<void> {
  for (const night of nights) {
    press.setEdition(night.edition);
    const store = openLibrary(settings);
    try {
      const sources = loadSources(join(press.corpus, "sources")).map((source) => ({ ...source, paceSeconds: 0 }));
      const { sources: reports } = await runNight({ settings, store, sources, run: makeRun({ now: clockOf(night) }) });
      for (const { stopped, failed } of reports) expect([stopped, failed]).toEqual([null, 0]);
    } finally {
      store.close();
    }
  }
}

/** Versions of a page are listed by the times that the clock told: their order is all that a jump may change. The current one is always the one that came last. */
function keptWithoutOrder(settings: Settings): string {
  const { versions, ...rest }: { versions: Record<string, string[]> } = JSON.parse(keptIn(settings));
  const sorted = Object.entries(versions).map(([url, ids]) => [url, [...ids].sort()]);
  return JSON.stringify({ rest, sorted });
}

const JUMPS: readonly (readonly [string, readonly Night[]])[] = [
  [
    "was set back a day before the second night",
    [
      { edition: 1, day: 0 },
      { edition: 2, day: -1 },
    ],
  ],
  [
    "was set back by years before the second night",
    [
      { edition: 1, day: 0 },
      { edition: 2, day: -9000 },
    ],
  ],
  [
    "was a month ahead for one night",
    [
      { edition: 1, day: 0 },
      { edition: 2, day: 31 },
      { edition: 2, day: 1 },
    ],
  ],
  [
    "was a month ahead in the first night",
    [
      { edition: 1, day: 31 },
      { edition: 2, day: 1 },
    ],
  ],
  [
    "was set back a day in mid-night",
    [
      { edition: 1, day: 0, later: -1 },
      { edition: 2, day: 1 },
    ],
  ],
  [
    "ran ahead a month in mid-night",
    [
      { edition: 1, day: 0, later: 31 },
      { edition: 2, day: 1 },
    ],
  ],
  [
    "ran ahead and back in both nights",
    [
      { edition: 1, day: 31, later: 0 },
      { edition: 2, day: 1, later: -31 },
    ],
  ],
];

let home: string;
let press: KillPress;
let steady: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "dangvu-clock-"));
  press = await startKillPress(home);
  const settings = settingsFor(join(home, "data"), join(home, "indexes"));
  await runAll(settings, [
    { edition: 1, day: 0 },
    { edition: 2, day: 1 },
  ]);
  steady = keptWithoutOrder(settings);
});
afterAll(() => {
  press.close();
  rmSync(home, { recursive: true, force: true });
});

describe("a clock that jumps", () => {
  it.each(JUMPS)("loses and doubles nothing when it %s", async (_, nights) => {
    const settings = settingsFor(temporaryFolder(), temporaryFolder());
    await runAll(settings, nights);
    expect(await faultsOf(settings)).toEqual([]);
    expect(keptWithoutOrder(settings) === steady).toBe(true);
  });
});
