import { readFileSync } from "node:fs";
import { z } from "zod";

const Dateline = z.object({ code: z.string() });
const Newspaper = z.object({ name: z.string(), domains: z.array(z.object({ host: z.string() })), datelines: z.array(Dateline) });
const National = z.object({ host: z.string(), name: z.string(), datelines: z.array(Dateline).optional() });
const Reference = z.object({
  newspapers: z.array(Newspaper),
  national: z.array(National),
  portals: z.array(z.object({ host: z.string(), name: z.string() })),
});

const known = Reference.parse(JSON.parse(readFileSync(new URL("../../corpus/reference/publishers.json", import.meta.url), "utf8")));

/** "(QBĐT) -" and "LSO-" without brackets, dashes and blanks. */
function bareCode(code: string): string {
  return code
    .replace(/[()\s.]*[-–]*\s*$/u, "")
    .replace(/^\(/u, "")
    .trim();
}

const byCode = new Map<string, string | null>();
for (const paper of [...known.newspapers, ...known.national])
  for (const { code } of paper.datelines ?? []) {
    const bare = bareCode(code);
    // a code that two papers use tells nothing
    if (bare.length >= 2) byCode.set(bare, byCode.has(bare) && byCode.get(bare) !== paper.name ? null : paper.name);
  }

const byHost = new Map<string, string>();
for (const paper of known.newspapers) for (const { host } of paper.domains) byHost.set(host, paper.name);
for (const paper of [...known.national, ...known.portals]) byHost.set(paper.host, paper.name);

/** A code at the head of a report: "(QBĐT) - ", "LSO-", "BTO – ", "(Chinhphu.vn) - ". */
const DATELINE = /^\(?([\p{Lu}][\p{L}.+]{1,19}(?: online)?)\)?\.?\s{0,2}[-–]\s{0,2}(?=[\p{Lu}“"])/u;

/** The opening code of a report as written, with its dash; null when the line begins otherwise. A word in lower case ("Hà Nội - ") is no code. */
export function datelineOf(line: string): string | null {
  const match = DATELINE.exec(line.slice(0, 60));
  if (match === null) return null;
  const code = match[1] as string;
  const isCode = line.startsWith("(") || byCode.has(code) || /^[\p{Lu}.]{2,8}$/u.test(code) || code.includes(".");
  return isCode ? match[0] : null;
}

/** The paper whose code opens the line: "LSO-" is Báo Lạng Sơn; null for no code or one that is not known. */
export function publisherOfDateline(line: string): string | null {
  const code = datelineOf(line);
  return code === null ? null : (byCode.get(bareCode(code)) ?? null);
}

/** The name under which an address or host is known: "nhandan.com.vn" is Báo Nhân Dân; null for a host that is not in the reference. */
export function publisherOfHost(address: string): string | null {
  const host = address
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//u, "")
    .replace(/^www\./u, "")
    .replace(/[/:?#].*$/u, "");
  return byHost.get(host) ?? byHost.get(host.replace(/\.(?:com|org)\.vn$/u, ".vn")) ?? null;
}
