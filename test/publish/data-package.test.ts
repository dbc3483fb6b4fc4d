import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { z } from "zod";
import { dataPackage } from "../../pipeline/publish/data-package.ts";
import { ABOUT, tablesWith, textOf } from "./data-tables.ts";

const name = z.string().regex(/^[-a-z0-9._/]+$/u);
const path = z.string().regex(/^(?=^[^./~])(?:(?!\.{2}).)*$/u);
const field = z.strictObject({
  name: z.string().min(1),
  type: z.enum(["string", "integer", "number", "boolean", "date"]),
  title: z.string(),
  description: z.string(),
  constraints: z.strictObject({ required: z.literal(true) }).optional(),
});
const foreignKey = z.strictObject({ fields: z.string(), reference: z.strictObject({ resource: z.string(), fields: z.string() }) });
const schema = z.strictObject({
  fields: z.array(field).min(1),
  missingValues: z.array(z.string()),
  primaryKey: z.array(z.string()).min(1),
  foreignKeys: z.array(foreignKey).min(1).optional(),
});

/** The rules of the profile "tabular-data-package" (version 1), written out again for what we use of it. */
const profile = z.object({
  profile: z.literal("tabular-data-package"),
  name,
  created: z.iso.datetime(),
  licenses: z.array(z.object({ name: z.string().regex(/^[-a-zA-Z0-9._]+$/u), title: z.string() })).min(1),
  sources: z.array(z.object({ title: z.string(), path })).min(1),
  keywords: z.array(z.string()).min(1),
  resources: z
    .array(
      z.object({
        profile: z.literal("tabular-data-resource"),
        name,
        path,
        bytes: z.int(),
        hash: z.string().regex(/^sha256:[0-9a-f]{64}$/u),
        encoding: z.literal("utf-8"),
        schema,
      }),
    )
    .min(1),
});

it("describes its tables as the profile wants it, with hashes and keys that hold", async () => {
  const tables = Object.values(tablesWith());
  const files = new Map<string, string>();
  for (const { path: file, chunks } of dataPackage(tables, ABOUT)) files.set(file, await textOf(chunks()));
  const { resources } = profile.parse(JSON.parse(files.get("datapackage.json") ?? ""));
  expect(resources.map((one) => one.name)).toEqual(tables.map((table) => table.name));
  const valuesOf = (table: string, column: string): unknown[] => {
    const found = tables.find((one) => one.name === table);
    return found === undefined ? [] : [...found.rows()].map((row) => row[found.fields.findIndex((one) => one.name === column)]);
  };
  for (const { name: table, path: file, bytes, hash, schema: own } of resources) {
    const content = Buffer.from(files.get(file) ?? "");
    expect([bytes, hash]).toEqual([content.length, `sha256:${createHash("sha256").update(content).digest("hex")}`]);
    const keys = valuesOf(table, own.primaryKey[0] ?? "");
    expect(new Set(keys).size).toBe(keys.length);
    for (const { fields, reference } of own.foreignKeys ?? []) {
      const known = new Set(valuesOf(reference.resource, reference.fields));
      for (const value of valuesOf(table, fields)) if (value !== null) expect(known).toContain(value);
    }
    for (const { name: column, constraints } of own.fields) if (constraints?.required) expect(valuesOf(table, column)).not.toContain(null);
  }
});
