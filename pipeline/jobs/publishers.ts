import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { HOME } from "./settings.ts";

const schema = z.object({
  newspapers: z.array(z.object({ province: z.string(), name: z.string(), domains: z.array(z.object({ host: z.string() })) })),
  portals: z.array(z.object({ province: z.string().nullable(), host: z.string(), name: z.string() })),
});

let byName: ReadonlyMap<string, string> | undefined;
let byHost: ReadonlyMap<string, string> | undefined;

function load(): void {
  const { newspapers, portals } = schema.parse(JSON.parse(readFileSync(join(HOME, "corpus", "reference", "publishers.json"), "utf8")));
  byName = new Map(newspapers.map(({ name, province }) => [name.toLowerCase(), province]));
  byHost = new Map([...newspapers.flatMap(({ domains, province }) => domains.map(({ host }) => [host, province] as const)), ...portals.flatMap(({ host, province }) => (province === null ? [] : [[host, province] as const]))]);
}

/** The province (`63-20`) whose Party paper or portal published something, by name ("Báo Lạng Sơn") or by host; null when it is none of them. */
export function publisherProvince(publisher: string | null, url: string): string | null {
  if (byName === undefined || byHost === undefined) load();
  const named = publisher === null ? undefined : byName?.get(publisher.toLowerCase());
  if (named !== undefined) return named;
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^(?:www|m|mobile)\./u, "") : "";
  return byHost?.get(host) ?? null;
}
