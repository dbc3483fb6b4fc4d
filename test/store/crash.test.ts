import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WARCParser } from "warcio";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { FIGURES, makeNumbered, type Writing } from "./writer.ts";

const WRITER = fileURLToPath(new URL("./writer.ts", import.meta.url));
const LAST = 4000;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-crash-"));
  path = join(folder, "dangvu.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function startWriter(first: number, step: number, last: number): ChildProcess {
  const writing: Writing = { place: path, first, step, last };
  return spawn(process.execPath, ["--import", "tsx", WRITER, JSON.stringify(writing)], { stdio: ["ignore", "pipe", "inherit"] });
}

/** Numbers of the documents in the store; fails on one that is there in part. */
function wholeDocuments(store: Store): readonly number[] {
  const heads = store.articles({});
  const numbers = heads.map(({ url }) => Number(url.split("/").at(-1)));
  for (const head of heads) {
    expect(head.figures).toBe(FIGURES);
    expect(store.observations({ article: head.id })).toHaveLength(FIGURES);
    expect(store.citations({ article: head.id })).toHaveLength(1);
  }
  const distinct = [...new Set(numbers)].sort((a, b) => a - b);
  expect(heads).toHaveLength(distinct.length * 2);
  for (const number of distinct) expect(store.page(makeNumbered(number).page.sha256)?.body).toEqual(makeNumbered(number).page.body);
  return distinct;
}

/** The addresses in the archive beside the store, as another program reads it to its end. */
async function archivedAddresses(): Promise<readonly string[]> {
  const names = readdirSync(join(folder, "warc"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".warc.gz"));
  const addresses: string[] = [];
  for (const name of names) {
    const bytes = readFileSync(join(folder, "warc", name));
    gunzipSync(bytes);
    for await (const record of new WARCParser([bytes]))
      if (record.warcType === "response" || record.warcType === "resource") addresses.push(record.warcTargetURI ?? "");
  }
  return addresses;
}

describe("a store whose writer is killed", () => {
  it("holds every document whole or not at all, and goes on from there", { timeout: 30_000 }, async () => {
    let written: readonly number[] = [];
    for (const milliseconds of [0, 15, 60, 140, 600, 3000]) {
      // The last ones are for a machine that has much else to do.
      if (milliseconds > 140 && written.length > 0) break;
      const child = startWriter(written.length, 1, LAST);
      await once(child.stdout!, "data");
      await wait(milliseconds);
      child.kill("SIGKILL");
      await once(child, "exit");
      const store = openStore(path);
      const now = wholeDocuments(store);
      expect(now).toEqual(Array.from({ length: now.length }, (_, n) => n));
      expect(now.length).toBeGreaterThanOrEqual(written.length);
      written = now;
      store.close();
    }
    expect(written.length).toBeGreaterThan(0);
    expect(written.length).toBeLessThan(LAST);
    const undisturbed = openStore(":memory:");
    for (const n of written) undisturbed.saveDocument(makeNumbered(n));
    const store = openStore(path);
    expect(store.fingerprint()).toBe(undisturbed.fingerprint());
    for (const n of written) expect(store.saveDocument(makeNumbered(n))).toBe("same");
    store.close();
    // A record whose transaction was cut off may stay; none is missing or torn.
    expect(await archivedAddresses()).toEqual(expect.arrayContaining(written.map((n) => `https://bao.test/${n}`)));
  });

  it("takes documents from two processes that open a new file at once", { timeout: 30_000 }, async () => {
    const children = [startWriter(0, 2, 60), startWriter(1, 2, 60)];
    const codes = await Promise.all(children.map(async (child) => (await once(child, "exit"))[0]));
    expect(codes).toEqual([0, 0]);
    const store = openStore(path);
    expect(wholeDocuments(store)).toHaveLength(60);
    store.close();
    expect(await archivedAddresses()).toHaveLength(60);
  });
});
