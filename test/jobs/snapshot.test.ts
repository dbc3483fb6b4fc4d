import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { EVERYTHING } from "../../pipeline/jobs/dataset.ts";
import { readOnly } from "../../pipeline/jobs/read-only.ts";
import { checkSnapshot, isSnapshot, unpackSnapshot, writeSnapshot } from "../../pipeline/jobs/snapshot.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { UnreadableDocument, WrongUse } from "../../pipeline/types/errors.ts";
import { AWKWARD, storeWith, testFolder } from "../publish/data-tables.ts";

const NOW = new Date("2026-11-22T01:02:03Z");

it.each(["a.zip", "a"])("opens again as the same store, read-only (%s)", async (name) => {
  const folder = testFolder();
  const store = storeWith(AWKWARD, join(folder, "data", "dangvu.sqlite"));
  const path = join(folder, name);
  const made = await writeSnapshot(store, { path, filter: EVERYTHING, force: false, now: NOW });
  expect(isSnapshot(path)).toBe(true);
  expect(await checkSnapshot(path)).toEqual(made);
  expect(made.citation).toContain(made.dataHash);
  const again = readOnly(openStore(join(await unpackSnapshot(path), "dangvu.sqlite")));
  expect(again.fingerprint()).toBe(store.fingerprint());
  expect(again.observations({})).toEqual(store.observations({}));
  expect(() => again.startRun({ id: "x", job: "x", startedAt: "x" })).toThrow(WrongUse);
  again.close();
  await expect(writeSnapshot(store, { path, filter: EVERYTHING, force: false, now: NOW })).rejects.toThrow(WrongUse);
});

it("has one hash for equal data, whenever it was taken, and another for a part", async () => {
  const folder = testFolder();
  const store = storeWith(AWKWARD, join(folder, "data", "dangvu.sqlite"));
  const take = (name: string, now: Date, filter = EVERYTHING) =>
    writeSnapshot(store, { path: join(folder, name), filter, force: false, now });
  const first = await take("1.zip", NOW);
  expect((await take("2", new Date("2027-01-01T00:00:00Z"))).dataHash).toBe(first.dataHash);
  expect((await take("3", NOW, { ...EVERYTHING, status: "change" })).dataHash).not.toBe(first.dataHash);
});

it("tells a changed or foreign file from a snapshot", async () => {
  const folder = testFolder();
  const path = join(folder, "a");
  await writeSnapshot(storeWith(AWKWARD, join(folder, "data", "dangvu.sqlite")), { path, filter: EVERYTHING, force: false, now: NOW });
  const csv = join(path, "observations.csv");
  writeFileSync(csv, readFileSync(csv, "utf8").replace("69.99", "96.99"));
  await expect(checkSnapshot(path)).rejects.toThrow(UnreadableDocument);
  writeFileSync(join(folder, "b.zip"), "PK");
  await expect(checkSnapshot(join(folder, "b.zip"))).rejects.toThrow(UnreadableDocument);
  await expect(checkSnapshot(join(folder, "c.zip"))).rejects.toThrow(WrongUse);
  expect(isSnapshot(join(folder, "data"))).toBe(false);
});
