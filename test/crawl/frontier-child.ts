// Adds, claims and ends in a frontier that other processes work on as well; prints how many addresses were new to it.
import { type FoundUrl, openFrontierOn } from "../../pipeline/crawl/frontier.ts";
import { openPostgres } from "../../pipeline/database/postgres.ts";

const [url = "", seed = "1"] = process.argv.slice(2);
const connection = openPostgres(url);
const frontier = openFrontierOn(connection);
let drawn = Number(seed);
/** A number below `most`, by a generator with a seed. */
const draw = (most: number): number => {
  drawn = (drawn * 48_271) % 2_147_483_647;
  return drawn % most;
};
const found = (kind: FoundUrl["kind"]): FoundUrl => ({
  url: `http${draw(2) === 0 ? "://" : "s://www."}bao${draw(4)}.vn/${kind}-${draw(60)}`,
  source: "thu",
  kind,
  depth: 1,
  lastmod: draw(3) === 0 ? `2026-11-0${1 + draw(9)}` : null,
});
const some = (kind: FoundUrl["kind"]): readonly FoundUrl[] => Array.from({ length: 1 + draw(12) }, () => found(kind));
const now = new Date("2026-11-20T02:00:00Z");
let fresh = 0;
for (let n = 0; n < 120; n++) {
  fresh += frontier.add([...some("article"), ...some("listing")], now);
  const row = frontier.next({ host: `bao${draw(4)}.vn`, now, sources: ["thu"] });
  if (row === null) continue;
  const visit = { state: "done", night: "d1", at: now.toISOString() } as const;
  if (row.kind === "listing") fresh += frontier.finishDiscovery(row, visit, { articles: some("article"), more: [] }, now).fresh;
  else if (frontier.claim(row, { names: some("article").map((one) => one.url), movedTo: null }).seq === row.seq)
    frontier.finish(row.url, visit);
}
process.stdout.write(String(fresh));
connection.close();
