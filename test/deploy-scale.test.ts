import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bringForward, listMigrations } from "../pipeline/database/parts.ts";
import { openPostgres } from "../pipeline/database/postgres.ts";
import type { Connection } from "../pipeline/database/statements.ts";
import { makeMeter } from "../pipeline/jobs/worker/meter.ts";
import { processMetrics } from "../pipeline/jobs/worker/process-metrics.ts";
import { SHARDING } from "../pipeline/store/sharding.ts";
import { type Fresh, freshDatabase } from "./database/fresh.ts";
import { expectCommand, textOf } from "./deploy-commands.ts";

const TEXT = textOf("scale.md");
const blocksOf = (language: string): readonly string[] =>
  [...TEXT.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gmu)].flatMap(([, name, block = ""]) => (name === language ? [block] : []));
const isSpreading = (block: string): boolean => block.includes("create_distributed_table");
const SPREADING = blocksOf("sql").filter(isSpreading).join("\n");
const others = blocksOf("sql").filter((block) => !isSpreading(block));

let fresh: Fresh;
let connection: Connection;
beforeAll(() => {
  fresh = freshDatabase();
  connection = openPostgres(fresh.url);
  for (const part of ["store", "search"])
    bringForward(connection, part, listMigrations(new URL(`../pipeline/${part}/migrations-postgres/`, import.meta.url)));
});
afterAll(() => {
  connection.close();
  fresh.drop();
});

describe("the page about many machines", () => {
  it("calls commands and options that dangvu has", async () => {
    const lines = [...TEXT.matchAll(/npx dangvu ([a-z][^`;,\n]*)/gu)].map(([, line = ""]) => line.trim().split(/\s+/u));
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) await expectCommand(line, "scale.md");
    for (const [, line = ""] of TEXT.matchAll(/run --rm worker ([a-z][^\n]*)/gu)) await expectCommand(line.split(" "), "scale.md");
  });

  it("names files that there are", () => {
    const named = [...TEXT.matchAll(/(?:deploy|pipeline)\/[\w./-]+\w/gu)].map(([path]) => path);
    expect(named.length).toBeGreaterThan(5);
    // Made by whoever follows the page.
    for (const path of named.filter((name) => name !== "deploy/workers.env")) expect(existsSync(path.replace(/\/$/u, "")), path).toBe(true);
    for (const name of ["compose.workers.yaml", "kubernetes"]) expect(existsSync(join("deploy", name))).toBe(true);
  });

  it("watches what workers tell", () => {
    const counts = [{ stage: "read", state: "due", jobs: 1, oldestSeconds: 1 }] as const;
    const told = [...makeMeter().metrics(counts), ...processMetrics()].map(({ name }) => name);
    const watched = [...TEXT.matchAll(/`((?:dangvu|process)_\w+)/gu)].map(([, name]) => name);
    expect(watched.length).toBeGreaterThan(4);
    for (const name of watched) expect(told).toContain(name);
  });

  it("has statements that PostgreSQL takes, and that give back what they took away", () => {
    expect(others.length).toBe(4);
    const partitions = () =>
      connection.rows("SELECT inhrelid::regclass::text AS name FROM pg_inherits ORDER BY 1", []).map(({ name }) => name);
    const [before, years] = [partitions(), ["articles_2005", "readings_2005"]];
    expect(before).toEqual(expect.arrayContaining(years));
    for (const block of others) {
      connection.exec(block);
      if (block.includes("DETACH")) expect(partitions()).not.toEqual(expect.arrayContaining(years));
    }
    expect(partitions()).toEqual(expect.arrayContaining([...before, "articles_2045"]));
  });

  it("spreads every table by the column that the store knows, which stands in its keys", () => {
    const spread = [...SPREADING.matchAll(/create_distributed_table\('(\w+)', '(\w+)'\)/gu)].map(([, table = "", key = ""]) => ({
      table,
      key,
    }));
    const whole = [...SPREADING.matchAll(/create_reference_table\('(\w+)'\)/gu)].map(([, table]) => table);
    const ofStore = [...SHARDING].map(([table, key]) => ({ table, key }));
    expect(spread.filter(({ table }) => !table.startsWith("search_"))).toEqual(ofStore.filter(({ key }) => key !== null));
    expect(whole).toEqual(ofStore.filter(({ key }) => key === null).map(({ table }) => table));
    for (const { table, key } of spread) {
      const keys = connection.rows(
        "SELECT (SELECT json_agg(a.attname)::text FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)) AS columns FROM pg_index i WHERE i.indrelid = to_regclass(?) AND i.indisunique",
        [table],
      );
      expect(keys, table).not.toEqual([]);
      for (const { columns } of keys) expect(JSON.parse(String(columns)), table).toContain(key);
    }
  });
});
