import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { stampOf } from "../../pipeline/jobs/serve-index.ts";
import { openSite } from "../../pipeline/jobs/serve-site.ts";
import { openDesk } from "../../pipeline/jobs/worker/desk.ts";
import { openLibrary } from "../../pipeline/jobs/workspace.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { freshDatabase } from "../database/fresh.ts";
import { settingsFor } from "../scripts/dump.ts";
import { makeArticle, makePage, makeRead } from "../store/documents.ts";

function databaseOfTest(): string {
  const database = freshDatabase();
  onTestFinished(database.drop);
  return database.url;
}

describe("the site over a store", () => {
  it.each([
    ["files", 0],
    ["files", 1],
    ["PostgreSQL", 1],
  ])("in %s answers by %i worker processes, and anew once another process has written", { timeout: 120_000 }, async (engine, workers) => {
    const folder = temporaryFolder();
    const inFiles = { ...settingsFor(join(folder, "store"), join(folder, "indexes")), port: 0 };
    const settings = engine === "files" ? inFiles : { ...inFiles, databaseUrl: databaseOfTest() };
    const writer = openLibrary(settings);
    onTestFinished(() => writer.close());
    const site = await openSite(settings, { workers });
    onTestFinished(() => site.close());
    const first = await fetch(`${site.url}/`);
    expect([first.status, first.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
    const before = site.front.state();
    writer.startRun({ id: "2026-11-22T020000-thu", job: "nightly", startedAt: "2026-11-22T02:00:00Z" });
    await pause(300);
    expect(site.front.state()).not.toBe(before);
    expect((await fetch(`${site.url}/api/v1/overview`)).status).toBe(200);
    await site.close();
    await expect(fetch(site.url)).rejects.toThrow();
  });
});

describe("the site over an index that workers keep", () => {
  it("answers anew when they have written to it, though nothing was stored since", { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const inFiles = { ...settingsFor(join(folder, "store"), join(folder, "indexes")), port: 0 };
    const settings = { ...inFiles, databaseUrl: databaseOfTest() };
    const desk = openDesk(settings);
    onTestFinished(desk.close);
    const page = makePage("https://bao.test/1", "một");
    const articles = [makeRead(makeArticle(page, { text: "Tin\nChi bộ họp." }))];
    desk.store.saveDocument({ page, articles, run: "run-1", rules: "rules-1" });
    desk.index();
    const site = await openSite(settings, { workers: 0 });
    onTestFinished(() => site.close());
    const search = async (): Promise<{ total: unknown; tag: string | null }> => {
      const response = await fetch(`${site.url}/api/v1/search?query=chi+b%E1%BB%99`);
      const { total } = z.looseObject({ total: z.number() }).parse(await response.json());
      return { total, tag: response.headers.get("etag") };
    };
    const [before, state] = [await search(), site.front.state()];
    expect(before).toMatchObject({ total: 0, tag: expect.any(String) });
    desk.index()(desk.store.readCurrent(desk.store.idsAt([page.url])), []);
    await pause(300);
    expect(site.front.state()).not.toBe(state);
    // The first who asks may get the old answer, while it is made anew.
    await expect.poll(search, { timeout: 10_000 }).toMatchObject({ total: 1, tag: expect.not.stringContaining(before.tag ?? "") });
  });
});

describe("the stamp of files", () => {
  it("changes when one comes, grows or is replaced", () => {
    const folder = temporaryFolder();
    const paths = ["a", "b"].map((name) => join(folder, name));
    const stamps = [stampOf(paths)];
    for (const text of ["1", "12", "123"]) {
      writeFileSync(paths[1] ?? "", text);
      stamps.push(stampOf(paths));
    }
    expect(new Set(stamps).size).toBe(4);
    expect(stampOf(paths)).toBe(stamps.at(-1));
  });
});
