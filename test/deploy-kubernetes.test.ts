import { createRequire } from "node:module";
import { basename, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { nextTime, VIETNAM } from "../pipeline/jobs/schedule.ts";
import { deployed, expectCommand, textOf, yamlOf } from "./deploy-commands.ts";

const FILES = deployed().filter((file) => file.startsWith("kubernetes/"));
const APPLIED = FILES.filter((file) => file.endsWith(".yaml"));

const names = z.record(z.string(), z.string());
const manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** What the schemas do not see: whether one manifest's names are another's. */
const keyRef = z.object({ name: z.string(), key: z.string(), optional: z.boolean().optional() });
const probe = z.looseObject({ httpGet: z.object({ path: z.string(), port: z.string() }).optional() });
const container = z.looseObject({
  name: z.string(),
  image: z.string(),
  args: z.array(z.string()),
  ports: z.array(z.object({ name: z.string(), containerPort: z.int() })).default([]),
  env: z.array(z.looseObject({ name: z.string(), valueFrom: z.object({ secretKeyRef: keyRef }).optional() })),
  envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })).default([]),
  securityContext: z.looseObject({}),
  resources: z.object({ requests: z.object({ cpu: z.string(), memory: z.string() }), limits: z.object({ memory: z.string() }) }),
  startupProbe: probe.optional(),
  livenessProbe: probe.optional(),
  readinessProbe: probe.optional(),
  volumeMounts: z.array(z.looseObject({ name: z.string(), mountPath: z.string() })),
});
const pod = z.object({
  metadata: z.looseObject({ labels: names }),
  spec: z.looseObject({
    automountServiceAccountToken: z.literal(false),
    terminationGracePeriodSeconds: z.int().optional(),
    securityContext: z.looseObject({ runAsNonRoot: z.literal(true), seccompProfile: z.object({ type: z.literal("RuntimeDefault") }) }),
    containers: z.array(container),
    volumes: z.array(z.looseObject({ name: z.string(), persistentVolumeClaim: z.object({ claimName: z.string() }).optional() })),
  }),
});
const runner = z.object({
  selector: z.object({ matchLabels: names }).optional(),
  template: pod,
  volumeClaimTemplates: z.array(z.object({ metadata: z.object({ name: z.string() }) })).default([]),
});

interface Manifest {
  readonly file: string;
  readonly value: z.infer<typeof manifest>;
}

const MANIFESTS: readonly Manifest[] = FILES.flatMap((file) => yamlOf(file).map((value) => ({ file, value: manifest.parse(value) })));
const ofKind = (...kinds: readonly string[]) => MANIFESTS.filter(({ value }) => kinds.includes(value.kind)).map(({ value }) => value);

/** Everything that runs pods. */
const RUNNERS = [
  ...ofKind("Deployment", "StatefulSet").map((value) => ({ name: value.metadata.name, ...runner.parse(value.spec) })),
  ...ofKind("CronJob").map((value) => {
    const { jobTemplate } = z.object({ jobTemplate: z.object({ spec: z.unknown() }) }).parse(value.spec);
    return { name: value.metadata.name, ...runner.parse(jobTemplate.spec) };
  }),
];
const OURS = RUNNERS.filter(({ name }) => name !== "database");
const labelsOf = (name: string) => RUNNERS.find((runner) => runner.name === name)?.template.metadata.labels ?? {};

type Model = new (data: unknown) => { validate(): void };

const requireHere = createRequire(import.meta.url);

/** The schema of a kind, as a class that checks itself. */
function modelOf({ apiVersion, kind }: z.infer<typeof manifest>): Model {
  const models: Record<string, Model | undefined> = requireHere(`kubernetes-models/${apiVersion}`);
  const model = models[kind];
  if (model === undefined) throw new Error(`No schema of ${apiVersion} ${kind}.`);
  return model;
}

function oneDeployment() {
  const [deployment] = ofKind("Deployment");
  if (deployment === undefined) throw new Error("no deployment");
  return { deployment, spec: z.looseObject({}).parse(deployment.spec) };
}

/** What the compiler says of the manifests as values of their types: it knows fields that no type has, which the schemas let pass. */
function typeErrors(values: readonly z.infer<typeof manifest>[]): readonly string[] {
  const lines = values.map(
    (value, n) =>
      `import type { I${value.kind} as K${n} } from "kubernetes-models/${value.apiVersion}"; export const v${n}: K${n} = ${JSON.stringify(value)};`,
  );
  const options = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
  };
  const path = join(import.meta.dirname, "manifests.ts");
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === path || fileExists.call(host, file);
  host.getSourceFile = (file, ...rest) =>
    file === path ? ts.createSourceFile(file, lines.join("\n"), ts.ScriptTarget.ES2022) : getSourceFile.call(host, file, ...rest);
  const found = ts.getPreEmitDiagnostics(ts.createProgram([path], options, host));
  return found.map(({ messageText, file, start = 0 }) => {
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
    return `${values[line]?.metadata.name}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

describe("the manifests of Kubernetes", () => {
  it("are valid by the schemas of their kinds, which find what is wrong", () => {
    for (const { file, value } of MANIFESTS) {
      const model = modelOf(value);
      expect(() => new model(value).validate(), `${file}: ${value.metadata.name}`).not.toThrow();
    }
    const { deployment, spec } = oneDeployment();
    const model = modelOf(deployment);
    expect(() => new model({ ...deployment, spec: { ...spec, replicas: "hai" } }).validate()).toThrow();
  });

  it("have no field that their kinds do not have", () => {
    const { deployment, spec } = oneDeployment();
    // One that has, so that the check is seen to work.
    const wrong = { ...deployment, metadata: { name: "wrong" }, spec: { ...spec, replica: 2 } };
    const found = typeErrors([...MANIFESTS.map(({ value }) => value), wrong]);
    expect(found).toEqual([expect.stringMatching(/^wrong: .*'"replica"' does not exist in type 'IDeploymentSpec'/u)]);
  });

  it("are a database, workers, a web page and the night, all in one namespace", () => {
    expect(RUNNERS.map(({ name }) => name).sort()).toEqual(["database", "night", "web", "worker"]);
    const others = MANIFESTS.filter(({ value }) => value.kind !== "Namespace");
    for (const { file, value } of others) expect(value.metadata.namespace, file).toBe("dangvu");
    for (const kind of [
      "StatefulSet",
      "Service",
      "PersistentVolumeClaim",
      "PodDisruptionBudget",
      "HorizontalPodAutoscaler",
      "NetworkPolicy",
    ])
      expect(ofKind(kind), kind).not.toEqual([]);
  });

  it("call commands and options that dangvu has, at two in the morning in Viet Nam", async () => {
    for (const { name, template } of OURS)
      for (const { args } of template.spec.containers) await expectCommand(args, `kubernetes: ${name}`);
    const [night] = ofKind("CronJob").map(({ spec }) => z.looseObject({ schedule: z.string(), timeZone: z.literal(VIETNAM) }).parse(spec));
    const next = nextTime({ pattern: night?.schedule ?? "", zone: VIETNAM }, new Date("2026-11-22T00:00:00Z"));
    expect(next.toISOString()).toBe("2026-11-22T19:00:00.000Z");
  });

  it("run as no administrator, write nowhere but in what is mounted, and have limits", () => {
    for (const { name, template } of RUNNERS)
      for (const { securityContext, image } of template.spec.containers) {
        expect(securityContext, name).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        });
        expect(image, name).toMatch(/^dangvu:latest$|:\d/u);
      }
  });

  it("mount what there is, where dangvu keeps its data", () => {
    const claims = ofKind("PersistentVolumeClaim").map(({ metadata }) => metadata.name);
    for (const { name, template, volumeClaimTemplates } of RUNNERS) {
      const { volumes, containers } = template.spec;
      const known = [...volumes, ...volumeClaimTemplates.map(({ metadata }) => metadata)].map((volume) => volume.name).sort();
      const mounted = containers.flatMap(({ volumeMounts }) => volumeMounts.map((mount) => mount.name));
      expect([...new Set(mounted)].sort(), name).toEqual(known);
      for (const { persistentVolumeClaim } of volumes)
        if (persistentVolumeClaim !== undefined) expect(claims, name).toContain(persistentVolumeClaim.claimName);
    }
    const pages = z.object({ DANGVU_RAW_PAGES: z.string() }).parse(ofKind("ConfigMap")[0]?.data).DANGVU_RAW_PAGES;
    expect(textOf("Dockerfile")).toContain("chown -R node:node corpus/store indexes /srv/dangvu");
    for (const { name, template } of OURS) {
      const paths = template.spec.containers.flatMap(({ volumeMounts }) => volumeMounts.map(({ mountPath }) => mountPath));
      expect(paths, name).toEqual(expect.arrayContaining(["/opt/dangvu/corpus/store", "/opt/dangvu/indexes", "/tmp"]));
      if (name !== "night") expect(paths, name).toContain(pages);
    }
  });

  it("take secrets from the secret, settings from the map, and write no secret down", () => {
    const settings = names.parse(ofKind("ConfigMap")[0]?.data);
    const secret = names.parse(ofKind("Secret")[0]?.stringData);
    expect(Object.values(secret).join("")).toBe("");
    expect(APPLIED.flatMap(yamlOf).map((value) => manifest.parse(value).kind)).not.toContain("Secret");
    expect(new URL(settings.DATABASE_URL ?? "").password).toBe("");
    for (const { name, template } of OURS)
      for (const { env, envFrom } of template.spec.containers) {
        expect(
          envFrom.map(({ configMapRef }) => configMapRef.name),
          name,
        ).toEqual(["dangvu"]);
        expect(
          env.map((variable) => variable.name),
          name,
        ).toContain("PGPASSWORD");
      }
    for (const { template } of RUNNERS)
      for (const { valueFrom } of template.spec.containers.flatMap(({ env }) => env))
        if (valueFrom !== undefined) expect(Object.keys(secret)).toContain(valueFrom.secretKeyRef.key);
  });

  it("have probes and services at ports that are open", () => {
    for (const { name, template } of OURS.filter((one) => one.name !== "night"))
      for (const { ports, startupProbe, livenessProbe, readinessProbe } of template.spec.containers)
        for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe].map((one) => probe.parse(one)))
          expect(
            ports.map((port) => port.name),
            name,
          ).toContain(httpGet?.port);
    const worker = RUNNERS.find(({ name }) => name === "worker")?.template.spec.containers[0];
    expect(worker?.args.join(" ")).toContain(`--health 0.0.0.0:${worker?.ports[0]?.containerPort}`);
    expect([worker?.livenessProbe?.httpGet?.path, worker?.readinessProbe?.httpGet?.path]).toEqual(["/healthz", "/readyz"]);
    for (const { metadata, spec } of ofKind("Service")) {
      const { selector, ports, type } = z
        .looseObject({ selector: names, ports: z.array(z.looseObject({ targetPort: z.string() })), type: z.string().optional() })
        .parse(spec);
      expect(labelsOf(metadata.name)).toEqual(selector);
      const open = RUNNERS.find(({ name }) => name === metadata.name)?.template.spec.containers.flatMap((one) =>
        one.ports.map(({ name }) => name),
      );
      expect(open).toEqual(expect.arrayContaining(ports.map(({ targetPort }) => targetPort)));
      // Nothing is open to the outside.
      expect(type ?? "ClusterIP").toBe("ClusterIP");
    }
  });

  it("give workers time to end what they hold", () => {
    const grace = Object.fromEntries(RUNNERS.map(({ name, template }) => [name, template.spec.terminationGracePeriodSeconds ?? 30]));
    expect(grace.worker).toBeGreaterThanOrEqual(30);
    expect(grace.database).toBeGreaterThanOrEqual(60);
  });

  it("select pods that there are", () => {
    const selectors = [
      ...RUNNERS.map(({ name, selector, template }) => ({ name, is: selector?.matchLabels ?? template.metadata.labels })),
      ...ofKind("PodDisruptionBudget").map(({ metadata, spec }) => ({
        name: metadata.name,
        is: z.looseObject({ selector: z.object({ matchLabels: names }) }).parse(spec).selector.matchLabels,
      })),
    ];
    for (const { name, is } of selectors) expect(labelsOf(name), name).toMatchObject(is);
    // Every name of a component in a policy is one that pods have.
    const components = new Set(RUNNERS.map(({ template }) => template.metadata.labels["app.kubernetes.io/component"]));
    const named = [...textOf("kubernetes/network.yaml").matchAll(/component: ([a-z]+)|values: \[([a-z, ]+)\]/gu)].flatMap(
      ([, one, list]) => one ?? list?.split(", "),
    );
    expect(new Set(named)).toEqual(components);
  });

  it("let nobody in or out but by a rule", () => {
    const policies = ofKind("NetworkPolicy").map(({ metadata, spec }) => ({
      name: metadata.name,
      ...z
        .looseObject({ podSelector: z.looseObject({}), policyTypes: z.array(z.string()), ingress: z.unknown(), egress: z.unknown() })
        .partial()
        .parse(spec),
    }));
    const shut = policies.find(({ name }) => name === "nothing-else");
    expect(shut).toEqual({ name: "nothing-else", podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    const out = JSON.stringify(policies.find(({ name }) => name === "worker")?.egress);
    for (const range of ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7"]) expect(out).toContain(range);
  });

  it("are applied as a folder without the example of the secret and without what is optional", () => {
    const applied = APPLIED.filter((file) => !file.startsWith("kubernetes/optional/")).map((file) => basename(file));
    expect(applied.sort()).toEqual([
      "database.yaml",
      "namespace.yaml",
      "network.yaml",
      "night.yaml",
      "pages.yaml",
      "settings.yaml",
      "web.yaml",
      "workers.yaml",
    ]);
  });
});
