import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { frontierPath, storePath } from "../../pipeline/jobs/workspace.ts";
import { makeRandom } from "../../scripts/bench/support/texts.ts";
import { finish, startProcess } from "./cli.ts";
import { settingsFor } from "./dump.ts";
import { type KillPress, startKillPress } from "./kill-press.ts";
import { faultsOf, keptIn } from "./kill-traces.ts";

let home: string;
let press: KillPress;
let wanted: string;
/** What the disk held at two moments of one night, the second some requests after the first. */
let early: Settings;
let late: Settings;

const folderOf = (name: string): Settings => settingsFor(join(home, name, "data"), join(home, name, "indexes"));
const begin = ({ data, indexes }: Settings, contact: string) =>
  startProcess(["nightly", "--data", data, "--indexes", indexes, "--corpus", press.corpus], { DANGVU_CONTACT: `${contact}@bao.test` });

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "dangvu-power-"));
  press = await startKillPress(home);
  const whole = folderOf("whole");
  expect(await finish(begin(whole, "tron-ven"))).toMatchObject({ code: 0 });
  wanted = keptIn(whole);
  [early, late] = [folderOf("early"), folderOf("late")];
  const running = folderOf("running");
  const child = begin(running, "mat-dien");
  const ended = finish(child);
  for (const [requests, copy] of [
    [26, early],
    [38, late],
  ] as const) {
    while (press.askedBy("mat-dien") < requests) await wait(2);
    // Stopped, so that all files are of one moment.
    child.kill("SIGSTOP");
    cpSync(running.data, copy.data, { recursive: true });
    child.kill("SIGCONT");
  }
  child.kill("SIGKILL");
  expect((await ended).code).toBe(-1);
});
afterAll(() => {
  press.close();
  rmSync(home, { recursive: true, force: true });
});

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);
const walOf = (path: string): string => `${path}-wal`;

function warcOf({ data }: Settings): string {
  const folder = join(data, "warc");
  const name = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((found) => found.endsWith(".warc.gz"));
  return join(folder, name ?? "");
}

/** Makes a file that has grown since look as if only so much of the growth had reached the disk. */
function cut(path: string, { from, part }: { from: number; part: number }): void {
  truncateSync(path, from + Math.floor((sizeOf(path) - from) * part));
}

const random = makeRandom(4);

/** What a power cut may leave of the later moment, when the disk had written the earlier one down. The queue is written after the store, so it has never more of it. */
const cuts: readonly (readonly [string, (of: Settings) => void])[] = [
  ["all that was written", () => {}],
  [
    "a torn record behind what is known",
    (of) => {
      const bytes = readFileSync(warcOf(of));
      appendFileSync(warcOf(of), bytes.subarray(0, Math.min(700, bytes.length)));
    },
  ],
  ["rubbish behind what is known", (of) => appendFileSync(warcOf(of), Buffer.alloc(5_000, 7))],
  ["a queue without its last visits", (of) => cut(walOf(frontierPath(of)), { from: sizeOf(walOf(frontierPath(early))), part: random() })],
  ["a queue without its log", (of) => truncateSync(walOf(frontierPath(of)), 0)],
  [
    "a store without its last documents, their records there",
    (of) => {
      cut(walOf(frontierPath(of)), { from: sizeOf(walOf(frontierPath(early))), part: 0 });
      cut(walOf(storePath(of)), { from: sizeOf(walOf(storePath(early))), part: random() });
    },
  ],
  [
    "a store and an archive without their last documents",
    (of) => {
      cut(walOf(frontierPath(of)), { from: sizeOf(walOf(frontierPath(early))), part: 0 });
      cut(walOf(storePath(of)), { from: sizeOf(walOf(storePath(early))), part: 0 });
      cut(warcOf(of), { from: sizeOf(warcOf(early)), part: random() });
    },
  ],
];

describe("a night that a power cut ended", () => {
  it("had written something between the two moments", () => {
    for (const path of [storePath, frontierPath, warcOf]) {
      const grown = [early, late].map((of) => sizeOf(path(of)) + sizeOf(walOf(path(of))));
      expect(grown[1], path(late)).toBeGreaterThan(grown[0] ?? 0);
    }
  });

  it.each(cuts)("is taken up with %s", { timeout: 60_000 }, async (what, tear) => {
    const of = folderOf(what.replaceAll(/\W+/gu, "-"));
    cpSync(late.data, of.data, { recursive: true });
    tear(of);
    expect(await finish(begin(of, "hoi-phuc"))).toMatchObject({ code: 0 });
    expect(await faultsOf(of)).toEqual([]);
    expect(keptIn(of) === wanted, `the store after ${what}`).toBe(true);
  });
});

describe("two nights at once", () => {
  it("refuses the second with a sentence; the first goes on", { timeout: 60_000 }, async () => {
    const of = folderOf("hai-luot");
    const first = begin(of, "luot-mot");
    const ended = finish(first);
    while (press.askedBy("luot-mot") === 0) await wait(5);
    // Held, so that it is not at its end before the second has begun.
    first.kill("SIGSTOP");
    const { code, err, out } = await finish(begin(of, "luot-hai"));
    first.kill("SIGCONT");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(`Một lượt chạy khác đang dùng thư mục dữ liệu ${of.data}.`);
    expect(press.askedBy("luot-hai")).toBe(0);
    expect(await ended).toMatchObject({ code: 0 });
    expect(keptIn(of) === wanted).toBe(true);
  });

  it("takes over the lock of one that was killed, and that of a process number that is gone", { timeout: 60_000 }, async () => {
    const of = folderOf("khoa-cu");
    const first = begin(of, "luot-ba");
    const ended = finish(first);
    while (press.askedBy("luot-ba") === 0) await wait(5);
    first.kill("SIGKILL");
    await ended;
    expect(existsSync(join(of.data, "run.lock"))).toBe(true);
    expect(await finish(begin(of, "luot-tu"))).toMatchObject({ code: 0 });
    writeFileSync(join(of.data, "run.lock"), "999999");
    expect(await finish(begin(of, "luot-nam"))).toMatchObject({ code: 0 });
    expect(keptIn(of) === wanted).toBe(true);
  });
});
