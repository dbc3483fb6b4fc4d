import { foldAccents } from "./fold.ts";
import { provinces } from "./provinces.ts";
import { readReference } from "./reference.ts";

/** "(QBĐT) -" and "LSO-" without brackets, dashes and blanks. */
function bareCode(code: string): string {
  return code
    .replace(/[()\s.]*[-–]*\s*$/u, "")
    .replace(/^\(/u, "")
    .trim();
}

/** A host that a publisher uses or has used. */
export interface PublisherHost {
  readonly host: string;
  /** True if the host was met while the list was made; false for general knowledge. */
  readonly seen: boolean;
  /** First day in use, and first day no longer, where known. */
  readonly since?: string;
  readonly until?: string;
}

/** A newspaper, portal or national title as the list of publishers knows it. */
export interface Publisher {
  readonly name: string;
  readonly kind: "newspaper" | "portal" | "national";
  /** `63-20`; null for a national title. */
  readonly province: string | null;
  readonly hosts: readonly PublisherHost[];
  /** Opening codes as written: "LSO-", "(QBĐT) -". */
  readonly datelines: readonly string[];
}

interface Directory {
  readonly all: readonly Publisher[];
  readonly byCode: ReadonlyMap<string, string | null>;
  readonly byHost: ReadonlyMap<string, Publisher>;
  /** The province of a provincial paper, by its name in lower case. */
  readonly provinceByName: ReadonlyMap<string, string>;
}

let directory: Directory | undefined;

/** The publishers out of `corpus/reference/publishers.json`; made once. Throws BadEntry when the file is damaged. */
function publishers(): Directory {
  directory ??= buildDirectory();
  return directory;
}

function buildDirectory(): Directory {
  const all = readPublishers();
  const byCode = new Map<string, string | null>();
  for (const { name, datelines } of all) {
    for (const code of datelines) {
      const bare = bareCode(code);
      // A code that two papers use tells nothing.
      if (bare.length >= 2) byCode.set(bare, byCode.has(bare) && byCode.get(bare) !== name ? null : name);
    }
  }
  const hosts = all.flatMap((publisher) => publisher.hosts.map(({ host }) => [host, publisher] as const));
  return {
    all,
    byCode,
    byHost: new Map(hosts),
    provinceByName: new Map(
      all.flatMap(({ name, kind, province }) => (kind === "newspaper" && province !== null ? [[name.toLowerCase(), province]] : [])),
    ),
  };
}

function readPublishers(): readonly Publisher[] {
  const { newspapers, national, portals } = readReference("publishers");
  const codes = (datelines: readonly { readonly code: string }[]): string[] => datelines.map(({ code }) => code);
  return [
    ...newspapers.map(({ name, province, domains, datelines }) => ({
      name,
      kind: "newspaper" as const,
      province,
      hosts: domains.map(({ host, seen, from, to }) => ({
        host,
        seen,
        ...(from === undefined ? {} : { since: from }),
        ...(to === undefined ? {} : { until: to }),
      })),
      datelines: codes(datelines),
    })),
    ...national.map(({ name, host, otherHosts, seen, datelines }) => ({
      name,
      kind: "national" as const,
      province: null,
      hosts: [{ host, seen }, ...otherHosts.map((other) => ({ host: other, seen: false }))],
      datelines: codes(datelines),
    })),
    ...portals.map(({ name, province, host, seen }) => ({
      name,
      kind: "portal" as const,
      province,
      hosts: [{ host, seen }],
      datelines: [],
    })),
  ];
}

/** All publishers of `corpus/reference/publishers.json`: newspapers by province, national titles, portals. Throws BadEntry when the file is damaged. */
export function listPublishers(): readonly Publisher[] {
  return publishers().all;
}

/** The publisher with this very host (`www.` and `m.` aside); null for one that is not in the list. */
export function publisherAt(address: string): Publisher | null {
  return publishers().byHost.get(hostOf(address)) ?? null;
}

/** A code at the head of a report: "(QBĐT) - ", "LSO-", "BTO – ", "(Chinhphu.vn) - ". */
const DATELINE = /^\(?([\p{Lu}][\p{L}.+]{1,19}(?: online)?)\)?\.?\s{0,2}[-–]\s{0,2}(?=[\p{Lu}“"])/u;

/** The opening code of a report as written, with its dash; null when the line begins otherwise. A word in lower case ("Hà Nội - ") is no code. */
export function datelineOf(line: string): string | null {
  const match = DATELINE.exec(line.slice(0, 60));
  if (match === null) return null;
  const code = match[1] as string;
  const isCode = line.startsWith("(") || publishers().byCode.has(code) || /^[\p{Lu}.]{2,8}$/u.test(code) || code.includes(".");
  return isCode ? match[0] : null;
}

/** The paper whose code opens the line: "LSO-" is Báo Lạng Sơn; null for no code or one that is not known. */
export function publisherOfDateline(line: string): string | null {
  const code = datelineOf(line);
  return code === null ? null : (publishers().byCode.get(bareCode(code)) ?? null);
}

/** The host of an address as the directory lists it: without `www.`, `m.` and path. */
function hostOf(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//u, "")
    .replace(/^(?:www|m|mobile)\./u, "")
    .replace(/[/:?#].*$/u, "");
}

/** Looks a host up as it is, and with ".com.vn", ".org.vn" as ".vn": papers moved between them. */
function byHostName(address: string): Publisher | null {
  const map = publishers().byHost;
  const host = hostOf(address);
  return map.get(host) ?? map.get(host.replace(/\.(?:com|org)\.vn$/u, ".vn")) ?? null;
}

/** The name under which an address or host is known: "nhandan.com.vn" is Báo Nhân Dân; null for a host that is not in the reference. */
export function publisherOfHost(address: string): string | null {
  return byHostName(address)?.name ?? null;
}

/** The province (`63-20`) whose Party paper or portal published something, by name ("Báo Lạng Sơn") or by address; null when it is none of them. */
export function publisherProvince(publisher: string | null, url: string): string | null {
  const named = publisher === null ? undefined : publishers().provinceByName.get(publisher.toLowerCase());
  return named ?? byHostName(url)?.province ?? provinceOfDomain(hostOf(url));
}

let domains: ReadonlyMap<string, string> | undefined;

/** Names of provinces as their domains write them: "ninhbinh", "thuathienhue". */
function provinceDomains(): ReadonlyMap<string, string> {
  domains ??= new Map(provinces("63").map(({ id, name }) => [foldAccents(name.toLowerCase()).replace(/[^a-z]/gu, ""), id]));
  return domains;
}

/** Ends of official addresses: what stands before them is a province's own name, where it is one of the 63. */
const OFFICIAL = /(?:^|\.)([a-z]+)\.(?:gov|dcs|org)\.vn$/u;

/** "kimson.ninhbinh.gov.vn" is of Ninh Bình: portals of districts and agencies stand under their province's domain. */
function provinceOfDomain(host: string): string | null {
  // "binhthuancpv.org.vn": the Party's own sites write "cpv" or "dcs" behind the name.
  const name = OFFICIAL.exec(host)?.[1]?.replace(/(?:cpv|dcs)$/u, "");
  return name === undefined ? null : (provinceDomains().get(name) ?? null);
}
