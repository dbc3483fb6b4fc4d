import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../../pipeline/types/store.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";
import { dump } from "./contract.ts";
import { FIGURES, makeArchived, makeNumbered, openWriting, type Writing } from "./writer.ts";

const WRITER = fileURLToPath(new URL("./writer.ts", import.meta.url));

let folder: string;
let fresh: Fresh;
let opened: Store[];
let shared: Pick<Writing, "place" | "raw">;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-writers-"));
  fresh = freshDatabase();
  opened = [];
  shared = { place: fresh.url, raw: join(folder, "pages") };
});
afterEach(() => {
  for (const store of opened) store.close();
  fresh.drop();
  rmSync(folder, { recursive: true, force: true });
});

function open(writing: Pick<Writing, "place" | "raw" | "reports"> = shared): Store {
  opened.push(openWriting(writing));
  return opened.at(-1)!;
}

function start(writing: Omit<Writing, "place" | "raw">): ChildProcess {
  const all: Writing = { ...shared, ...writing };
  return spawn(process.execPath, ["--import", "tsx", WRITER, JSON.stringify(all)], { stdio: ["ignore", "pipe", "inherit"] });
}

async function end(...writers: readonly ChildProcess[]): Promise<void> {
  for (const [code] of await Promise.all(writers.map((writer) => once(writer, "exit")))) expect(code).toBe(0);
}

/** The same documents by one process, one after the other, in SQLite. */
function alone(documents: readonly Parameters<Store["saveDocument"]>[0][]): Store {
  const store = open({ place: ":memory:" });
  for (const document of documents) store.saveDocument(document);
  return store;
}

/** All that is said, and which articles carry one report. */
const contents = (store: Store): unknown => ({
  dump: dump(store),
  carriers: store.articles({ superseded: true }).map(({ id }) => store.carriers(id).map((head) => head.id)),
});

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

describe("several processes that write at once", { timeout: 90_000 }, () => {
  it("save the same documents once, in whatever order they come", async () => {
    await end(start({ first: 0, step: 1, last: 60, together: 7 }), start({ first: 59, step: -1, last: -1, together: 5 }));
    expect(contents(open())).toEqual(contents(alone(numbers(60).map(makeNumbered))));
  });

  it.each(["now", "later"] as const)("leave what one alone would leave of versions and reports, settled %s", async (reports) => {
    const writing = { kind: "archived", step: 3, last: 120, reports } as const;
    await end(start({ ...writing, first: 0 }), start({ ...writing, first: 1, together: 4 }), start({ ...writing, first: 2 }));
    const store = open({ ...shared, reports });
    expect(store.unsettled() > 0).toBe(reports === "later");
    while (store.unsettled() > 0) store.settle(50);
    expect(contents(store)).toEqual(contents(alone(numbers(120).map(makeArchived))));
  });
});

describe("a process that is killed while it writes", { timeout: 90_000 }, () => {
  it("leaves every document whole or not at all, and another goes on", async () => {
    const store = open();
    for (const moment of [30, 120, 300, 50]) {
      const writer = start({ first: 0, step: 1, last: 1000, together: 3 });
      await once(writer.stdout!, "data");
      await wait(moment);
      writer.kill("SIGKILL");
      await once(writer, "exit");
      for (const head of store.articles({})) {
        expect(store.observations({ article: head.id })).toHaveLength(FIGURES);
        expect(store.article(head.id)?.citations).toHaveLength(1);
      }
      for (const { url, sha256 } of store.pages({})) expect(store.page(sha256)?.url).toBe(url);
    }
    const count = store.pages({}).length;
    expect(store.articles({})).toHaveLength(count * 2);
    for (const n of numbers(count + 5)) store.saveDocument(makeNumbered(n));
    expect(contents(store)).toEqual(contents(alone(numbers(count + 5).map(makeNumbered))));
  });
});
