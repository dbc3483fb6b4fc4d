import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeServices } from "../../pipeline/jobs/services.ts";
import { checkedSpec, questionsOf, tableOf } from "../../pipeline/jobs/tables.ts";
import { openLibrary, openSearch } from "../../pipeline/jobs/workspace.ts";
import { createApp } from "../../pipeline/serve/server.ts";
import type { TableView } from "../../pipeline/serve/table/view.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { StoredObservation } from "../../pipeline/types/store.ts";
import { makeSpec, yearOf } from "../compare/provinces.ts";
import { call } from "../scripts/cli.ts";
import { settingsFor } from "../scripts/dump.ts";
import { makeStored } from "../store/documents.ts";

describe("a permalink on the command line, the pages and the API", () => {
  const home = mkdtempSync(join(tmpdir(), "dangvu-tables-"));
  const settings = settingsFor(join(home, "data"), join(home, "indexes"));
  const at = ["--data", settings.data, "--indexes", settings.indexes];
  beforeAll(async () => {
    await call("start", "--no-serve", ...at);
  }, 120_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it.each([
    "i=members.admitted&y=2008-2024",
    "i=members.admitted&y=2008-2024&b=now&c=1&r=high&t=1",
    "i=orgs.rating~grade.tsvm~share&y=2009-2020&b=now",
    "i=ratio.admitted~share&y=2008-2024",
    "i=members.admitted&y=2014-2020&p=half",
  ])("%s is the same table with the same hash", async (link) => {
    const store = openLibrary(settings);
    const app = createApp(makeServices(store, openSearch(settings, store), settings));
    const answer = await app.request(`/api/v1/table?${link}`);
    const table = (await answer.json()) as TableView;
    const page = await (await app.request(`/bang?${link}`)).text();
    const csv = await (await app.request(`/api/v1/table.csv?${link}`)).text();
    store.close();
    const told = await call("table", "--link", link, "--permalink", ...at);
    const printed = JSON.parse((await call("table", "--link", `https://dangvu.test/bang?${link}`, "--format", "json", ...at)).out);
    expect([answer.status, told.code]).toEqual([200, 0]);
    expect(table.link).toBe(link);
    expect(table.data?.hash).toMatch(/^[0-9a-f]{64}$/u);
    expect(told.out).toContain(link);
    for (const text of [told.out, page]) expect(text).toContain(table.data?.hash);
    const values = (rows: readonly { cells: readonly ({ value: number | null } | null)[] }[]) =>
      rows.map(({ cells }) => cells.map((cell) => cell?.value ?? null));
    expect(values(printed.rows)).toEqual(values(table.rows));
    const filled = table.rows.flatMap(({ cells }) => cells.filter((cell) => cell !== null));
    expect(csv.trim().split("\r\n")).toHaveLength(1 + filled.length);
  });

  it("shows several side by side, and answers a wrong one with what may be written", async () => {
    const store = openLibrary(settings);
    const app = createApp(makeServices(store, openSearch(settings, store), settings));
    const link = "i=members.admitted&i=discipline.members&y=2008-2024";
    const { tables } = (await (await app.request(`/api/v1/table?${link}`)).json()) as { tables: readonly TableView[] };
    expect(tables.map(({ spec }) => spec.indicator)).toEqual(["members.admitted", "discipline.members"]);
    expect((await app.request(`/bang?${link}`)).status).toBe(200);
    const statuses = ["i=nothing&y=2014", "i=members.admitted&y=2014&z=1", "i=members.admitted~grade.x&y=2014"].map(
      async (wrong) => (await app.request(`/api/v1/table?${wrong}`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([400, 400, 400]);
    store.close();
    const called = await call("table", "members.admitted", "discipline.members", "--years", "2008..2024", "--permalink", ...at);
    expect(called.out.split("\n")[0]).toBe(link);
  });

  it.each(["series", "slope", "distribution"])("has the view %s as text and as JSON", async (view) => {
    const shown = await call("table", "members.admitted", "--view", view, ...at);
    expect([shown.code, shown.out.length > 40]).toEqual([0, true]);
    const data = JSON.parse((await call("table", "members.admitted", "--view", view, "--format", "json", ...at)).out);
    expect(data.data.hash).toMatch(/^[0-9a-f]{64}$/u);
  });
});

describe("a question out of a permalink", () => {
  it.each([
    "i=members.total~attainment&y=2014",
    "i=members.admitted~grade.tsvm&y=2014",
    "i=orgs.rating~grade.best~share&y=2014",
    "i=ratio.admitted~share&y=2010-2020&p=term",
  ])("%s is refused where the codebook has no such thing", (link) => {
    expect(() => questionsOf(link)).toThrow(WrongUse);
  });

  it("is left as it is where it has", () => {
    const spec = makeSpec({ indicator: "orgs.rating", dims: { grade: "tsvm" }, measure: "share" });
    expect(checkedSpec(spec)).toBe(spec);
  });
});

it("asks the store again exactly when its fingerprint is another", () => {
  let [fingerprint, asked, value] = ["a", 0, 1];
  const place = { level: "province" as const, province: "63-10", name: null };
  const store = {
    fingerprint: () => fingerprint,
    figures: (): readonly StoredObservation[] => {
      asked++;
      return [makeStored({ value, place, period: yearOf(2014) })];
    },
  };
  const cell = (years = { from: 2014, to: 2016 }): number | null => tableOf(store, makeSpec({ years })).rows[0]?.cells[0]?.value ?? null;
  expect([cell(), cell(), cell({ from: 2014, to: 2014 }), asked]).toEqual([1, 1, 1, 1]);
  [fingerprint, value] = ["b", 2];
  expect([cell(), cell({ from: 2014, to: 2014 }), asked]).toEqual([2, 2, 2]);
});
