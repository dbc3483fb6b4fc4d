import fc from "fast-check";
import type { FoundUrl, Frontier, UrlState } from "../../pipeline/crawl/frontier.ts";

/** Something that happens to a frontier; articles and pages are told by number, on two hosts and in two writings. */
export type Move =
  | { readonly do: "add"; readonly found: readonly FoundUrl[] }
  | { readonly do: "night"; readonly hours: number; readonly ends: boolean }
  | {
      readonly do: "visit";
      readonly host: string;
      readonly state: UrlState;
      readonly links: readonly FoundUrl[];
      readonly more: readonly FoundUrl[];
    }
  | { readonly do: "claim"; readonly host: string; readonly names: readonly string[]; readonly movedTo: string | null }
  | { readonly do: "retry"; readonly host: string; readonly minutes: number };

const hosts = ["mot.vn", "hai.vn"];
const day = fc.constantFrom(null, "2026-11-01", "2026-11-10");
const address = (path: string) =>
  fc
    .record({ scheme: fc.constantFrom("http://", "https://www."), host: fc.constantFrom(...hosts), n: fc.nat(5) })
    .map(({ scheme, host, n }) => `${scheme}${host}/${path}-${n}`);
const found = (kind: FoundUrl["kind"]) =>
  fc.record({ url: address(kind), source: fc.constant("thu"), kind: fc.constant(kind), depth: fc.nat(1), published: day, lastmod: day });
const host = fc.constantFrom(...hosts);
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 5 });

export const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("add" as const), found: some(fc.oneof(found("article"), found("listing"), found("sitemap"))) }),
    fc.record({ do: fc.constant("night" as const), hours: fc.nat(30), ends: fc.boolean() }),
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("visit" as const),
        host,
        state: fc.constantFrom<UrlState>("done", "done", "failed", "gone"),
        links: some(found("article")),
        more: some(found("listing")),
      }),
    },
    fc.record({ do: fc.constant("claim" as const), host, names: some(address("article")), movedTo: fc.option(address("article")) }),
    fc.record({ do: fc.constant("retry" as const), host, minutes: fc.nat(90) }),
  ),
  { minLength: 5, maxLength: 25 },
);

/** Does all of it and returns what was answered, and what is known at the end, without the numbers of rows. */
export function play(frontier: Frontier, all: readonly Move[]): readonly unknown[] {
  let now = new Date("2026-11-12T02:00:00Z");
  let night = "d0";
  const next = (of: string) => frontier.next({ host: of, now, sources: ["thu"] });
  const doOne = (move: Move): unknown => {
    if (move.do === "add") return frontier.add(move.found, now);
    if (move.do === "night") {
      if (move.ends) frontier.closeNight(night, now);
      now = new Date(now.getTime() + move.hours * 3_600_000);
      night = frontier.openNight({ id: now.toISOString(), now, articlesSince: new Date(now.getTime() - 2 * 86_400_000), sources: ["thu"] });
      return night;
    }
    const row = next(move.host);
    if (row === null) return null;
    if (move.do === "retry") return frontier.retryLater(row.url, { nextAt: new Date(now.getTime() + move.minutes * 60_000), error: "lỗi" });
    if (move.do === "claim") return frontier.claim(row, move).url;
    const visit = { state: move.state, night, at: now.toISOString(), sha256: "ff" };
    if (row.kind === "article" || move.state !== "done") return frontier.finish(row.url, visit);
    return frontier.finishDiscovery(row, visit, { articles: move.links, more: move.more }, now);
  };
  const answers = all.map((move) => [doOne(move), ...hosts.map((one) => next(one)?.url)]);
  const urls = ["article", "listing", "sitemap"].flatMap((path) =>
    hosts.flatMap((one) => [0, 1, 2, 3, 4, 5].map((n) => `http://${one}/${path}-${n}`)),
  );
  const rows = urls.map((url) => {
    const row = frontier.row(url);
    return row === null ? null : { ...row, seq: 0, root: row.root === null ? null : 0 };
  });
  return [answers, rows, frontier.counts(), frontier.hosts({ now, sources: ["thu"] })];
}
