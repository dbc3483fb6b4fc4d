import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import Database from "libsql";
import { WARCParser } from "warcio";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { frontierPath, storePath } from "../../pipeline/jobs/workspace.ts";
import { dump, look } from "./dump.ts";

/** What is stored, without the times at which it was: equal for two runs that brought the same. */
export const keptIn = (settings: Settings): string => JSON.stringify(dump(settings)).replace(/"goneAt":"[^"]*"/gu, '"goneAt":"…"');

/** All that is wrong with a data folder after its runs: empty for a sane one. */
export async function faultsOf(settings: Settings): Promise<readonly string[]> {
  return [...unreadablePages(settings), ...(await archiveFaults(settings)), ...frontierFaults(settings), ...storeFaults(settings)];
}

/** Each article's record is read back by its place. */
function unreadablePages(settings: Settings): readonly string[] {
  return look(settings, (store) =>
    store.pages({}).flatMap(({ sha256, url }) => {
      try {
        return store.page(sha256) === null ? [`${url}: no page`] : [];
      } catch (error) {
        return [`${url}: ${String(error)}`];
      }
    }),
  );
}

/** The addresses in the WARC files, read to their ends by another program. */
async function archived(settings: Settings): Promise<readonly string[]> {
  const folder = join(settings.data, "warc");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".warc.gz"));
  const found: string[] = [];
  for (const name of names) {
    const bytes = readFileSync(join(folder, name));
    gunzipSync(bytes);
    for await (const record of new WARCParser([bytes])) {
      await record.readFully(false);
      if (record.warcType === "response") found.push(`${record.warcTargetURI} ${record.warcPayloadDigest}`);
    }
  }
  return found;
}

async function archiveFaults(settings: Settings): Promise<readonly string[]> {
  try {
    const found = new Set(await archived(settings));
    const pages = look(settings, (store) => store.pages({}).length);
    return found.size < pages ? [`${found.size} records for ${pages} pages`] : [];
  } catch (error) {
    return [`archive: ${String(error)}`];
  }
}

/** Nothing waits, nights are closed, every name leads to a row, and no address stands twice. */
function frontierFaults(settings: Settings): readonly string[] {
  return counted(frontierPath(settings), {
    "addresses that wait": "SELECT count(*) AS n FROM url WHERE state = 'waiting'",
    "addresses that failed": "SELECT count(*) AS n FROM url WHERE state = 'failed'",
    "nights left open": "SELECT count(*) AS n FROM night WHERE finished_at IS NULL",
    "names that lead nowhere": "SELECT count(*) AS n FROM name WHERE url NOT IN (SELECT seq FROM url)",
    "addresses without a name": "SELECT count(*) AS n FROM url WHERE seq NOT IN (SELECT url FROM name)",
    "articles done without a body": "SELECT count(*) AS n FROM url WHERE kind = 'article' AND state = 'done' AND sha256 IS NULL",
  });
}

function storeFaults(settings: Settings): readonly string[] {
  return counted(storePath(settings), {
    "addresses with two current versions":
      "SELECT count(*) AS n FROM (SELECT url FROM versions WHERE is_current = 1 GROUP BY url HAVING count(*) > 1)",
    "bodies that stand twice": "SELECT count(*) - count(DISTINCT sha256) AS n FROM pages",
    "figures of no article": "SELECT count(*) AS n FROM observations WHERE article NOT IN (SELECT id FROM articles)",
    "articles of no page": "SELECT count(*) AS n FROM articles WHERE page NOT IN (SELECT sha256 FROM pages)",
  });
}

function counted(path: string, questions: Readonly<Record<string, string>>): readonly string[] {
  const db = new Database(path, { readonly: true });
  try {
    const [check] = db.prepare("PRAGMA integrity_check").all() as { integrity_check: string }[];
    const counts = Object.entries(questions).map(([what, sql]) => [what, (db.prepare(sql).get() as { n: number }).n] as const);
    const faults = counts.filter(([, n]) => n > 0).map(([what, n]) => `${path}: ${what}: ${n}`);
    return check?.integrity_check === "ok" ? faults : [...faults, `${path}: ${JSON.stringify(check)}`];
  } finally {
    db.close();
  }
}

/** What the queue knows of each address, without times: equal after two runs that went through the same. */
export function queueOf(settings: Settings): string {
  const db = new Database(frontierPath(settings), { readonly: true });
  try {
    return JSON.stringify(db.prepare("SELECT url, kind, state, sha256, depth, tries FROM url ORDER BY url").all());
  } finally {
    db.close();
  }
}
