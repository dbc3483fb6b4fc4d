import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { nextTime, VIETNAM } from "../pipeline/jobs/schedule.ts";
import { deployed, expectCommand, textOf, yamlOf } from "./deploy-commands.ts";

/** A command line as a list of arguments: dangvu's own, without node and the script. */
interface Line {
  readonly file: string;
  readonly args: readonly string[];
}

/** Everything that these files have dangvu do. */
function lines(): readonly Line[] {
  const called = deployed().flatMap((file) =>
    [...textOf(file).matchAll(/dangvu\.mjs ([a-z][^\n&|>"]*)/gu)].map(([, args = ""]) => ({ file, args: args.trim().split(/\s+/u) })),
  );
  const cmd = z.array(z.string()).parse(JSON.parse(/^CMD (\[.*\])$/mu.exec(textOf("Dockerfile"))?.[1] ?? "null"));
  return [...called, { file: "Dockerfile", args: cmd }, { file: "cronjob.yaml", args: cronJob().args }];
}

const cronSchema = z.object({
  spec: z.object({
    schedule: z.string(),
    timeZone: z.string(),
    concurrencyPolicy: z.literal("Forbid"),
    jobTemplate: z.object({
      spec: z.object({
        template: z.object({
          spec: z.object({
            containers: z.tuple([
              z.object({ args: z.array(z.string()), volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })) }),
            ]),
            volumes: z.array(z.object({ name: z.string(), persistentVolumeClaim: z.object({ claimName: z.string() }) })),
          }),
        }),
      }),
    }),
  }),
});

function cronJob() {
  const [, job] = yamlOf("cronjob.yaml");
  const { spec } = cronSchema.parse(job);
  const pod = spec.jobTemplate.spec.template.spec;
  return { ...spec, args: pod.containers[0].args, mounts: pod.containers[0].volumeMounts, volumes: pod.volumes };
}

describe("the examples of deploy/", () => {
  it("call commands and options that dangvu has", async () => {
    expect(new Set(lines().map(({ file }) => file))).toEqual(
      new Set(["dangvu.service", "dangvu-web.service", "crontab", "Dockerfile", "cronjob.yaml"]),
    );
    for (const { file, args } of lines()) await expectCommand(args, file);
  });

  it("run at times that the scheduler reads as two in the morning in Viet Nam", () => {
    const patterns = [
      /^(\S+ \S+ \S+ \S+ \S+) cd/mu.exec(textOf("crontab"))?.[1],
      /"--schedule", "([^"]+)"/u.exec(textOf("Dockerfile"))?.[1],
      cronJob().schedule,
    ];
    for (const pattern of patterns)
      expect(nextTime({ pattern: pattern ?? "", zone: VIETNAM }, new Date("2026-11-22T00:00:00Z")).toISOString()).toBe(
        "2026-11-22T19:00:00.000Z",
      );
    for (const file of ["crontab", "cronjob.yaml", "dangvu.timer"]) expect(textOf(file)).toContain(VIETNAM);
  });

  it("name files of the repository, and volumes where dangvu keeps its data", () => {
    const used = ["scripts/dangvu.mjs", "package.json", "package-lock.json", "deploy/Dockerfile"];
    for (const path of used) expect(existsSync(path), path).toBe(true);
    expect(textOf("dangvu.service")).toContain("scripts/dangvu.mjs");
    const places = ["/opt/dangvu/corpus/store", "/opt/dangvu/indexes"];
    expect(textOf("Dockerfile")).toContain(`VOLUME ${JSON.stringify(places).replace(",", ", ")}`);
    expect(textOf("dangvu.service")).toContain(`ReadWritePaths=${places.join(" ")}`);
    const [compose] = yamlOf("compose.yaml").map((value) =>
      z
        .object({
          services: z.object({ nightly: z.object({ build: z.object({ dockerfile: z.string() }), volumes: z.array(z.string()) }) }),
          volumes: z.record(z.string(), z.unknown()),
        })
        .parse(value),
    );
    const mounts = compose?.services.nightly.volumes.map((volume) => volume.split(":")) ?? [];
    expect(mounts.map(([, place]) => place)).toEqual(places);
    expect(mounts.map(([name]) => name)).toEqual(Object.keys(compose?.volumes ?? {}));
    const { mounts: podMounts, volumes } = cronJob();
    expect(podMounts.map(({ mountPath }) => mountPath)).toEqual(places);
    expect(new Set(podMounts.map(({ name }) => name))).toEqual(new Set(volumes.map(({ name }) => name)));
  });

  it("run as no administrator", () => {
    expect(textOf("Dockerfile")).toMatch(/^USER node$/mu);
    expect(textOf("dangvu.service")).toMatch(/^User=dangvu$/mu);
    expect(textOf("cronjob.yaml")).toContain("runAsNonRoot: true");
  });

  it("know the secrets by the names that dangvu reads", () => {
    expect(textOf("dangvu.service")).toMatch(/DANGVU_SMTP_PASSWORD, DANGVU_WEBHOOK_SECRET/u);
  });
});
