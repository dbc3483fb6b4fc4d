import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openFrontierOn } from "../../../pipeline/crawl/frontier.ts";
import { makeHostNights } from "../../../pipeline/crawl/frontier-hosts.ts";
import { addNight, type CrawlDesk, closeDeadHosts } from "../../../pipeline/jobs/worker/crawl.ts";
import type { Source } from "../../../pipeline/types/source.ts";
import { makeSource } from "../../crawl/make-source.ts";
import { trialDesk, workOnce } from "./trial.ts";

const trial = trialDesk();
const { desk } = trial;
const frontier = openFrontierOn(desk.connection);
const nights = makeHostNights(desk.connection);
afterAll(trial.dispose);
beforeEach(() => desk.connection.exec("TRUNCATE jobs, runs, url, name, night, shown, host_night"));

const NOW = new Date("2026-11-22T20:00:00Z");
const [one, two] = [makeSource("http://mot.test"), makeSource("http://hai.test", { id: "hai" })];
const at = (...sources: readonly Source[]): CrawlDesk => ({
  desk: { ...desk, sources: () => new Map(sources.map((source) => [source.id, source])) },
  clock: desk.clock,
  now: () => NOW,
});
const runs = () => desk.connection.rows("SELECT finished_at IS NOT NULL AS is_over FROM runs", []);
const open = () => desk.connection.rows("SELECT host FROM host_night WHERE is_open = 1 ORDER BY host", []).map(({ host }) => host);

/** Visits that fail at this host, and go well at others; jobs are given up at once. */
const crawlBut = (bad: string) => async (job: { readonly host: string | null }) => {
  if (job.host === bad) {
    desk.connection.run("UPDATE jobs SET tries = 5 WHERE host = ?", [bad]);
    throw new TypeError("a fault of ours");
  }
  const night = frontier.night() ?? "";
  return { isDone: true as const, write: () => (nights.close(night, job.host ?? "", null) ? [] : []) };
};

describe("a night", () => {
  it("does not begin where no source is enabled", () => {
    expect(() => addNight(at({ ...one, enabled: false }))).toThrow(/Không có nguồn nào đang bật/u);
    expect([frontier.night(), runs()]).toEqual([null, []]);
  });

  it("is over at once where nothing is to be asked for", () => {
    expect(addNight(at({ ...one, listings: [], feeds: [], sitemaps: [] }))).toMatchObject({ hosts: [], added: 0 });
    expect([frontier.night(), runs()]).toEqual([null, [{ is_over: 1 }]]);
  });

  it("lasts where a host of it is still to be visited, whoever adds it once more", () => {
    const { night, added } = addNight(at(one));
    expect([added, addNight(at(one))]).toEqual([1, { night, hosts: ["mot.test"], added: 0 }]);
    expect([frontier.night(), open()]).toEqual([night, ["mot.test"]]);
  });
});

describe("a host whose job was given up", () => {
  it("is closed, and the night with the last one of it", async () => {
    addNight(at(one, two));
    await workOnce(desk, { options: { stages: ["crawl"] }, crawl: crawlBut("hai.test"), closeDead: () => closeDeadHosts(at(one, two)) });
    expect(desk.queue.dead({ limit: 9 })).toMatchObject([{ host: "hai.test" }]);
    expect([open(), frontier.night(), runs()]).toEqual([[], null, [{ is_over: 1 }]]);
    // The next night asks it again.
    const next = { ...at(one, two), now: () => new Date(NOW.getTime() + 24 * 3600 * 1000) };
    expect(addNight(next)).toMatchObject({ hosts: ["hai.test", "mot.test"], added: 2 });
  });

  it("is closed also when nobody lived to say so, while others are still visited", () => {
    const { night } = addNight(at(one, two));
    const [job] = desk.queue.take({ stages: ["crawl"], worker: "died", leaseSeconds: 60, most: 1 });
    desk.connection.run("UPDATE jobs SET tries = 5, until = now() - interval '1 hour' WHERE id = ?", [job!.id]);
    expect(closeDeadHosts(at(one, two))).toEqual([]);
    desk.queue.take({ stages: [], worker: "other", leaseSeconds: 60, most: 1 });
    expect(closeDeadHosts(at(one, two))).toEqual([job!.host]);
    expect([open().length, frontier.night(), runs()]).toEqual([1, night, [{ is_over: 0 }]]);
    expect(closeDeadHosts(at(one, two))).toEqual([]);
    // A revived job finds its host open again.
    desk.queue.revive({ stage: "crawl" });
    expect(nights.open(night, [job!.host!])).toEqual([job!.host]);
    expect(closeDeadHosts(at(one, two))).toEqual([]);
  });

  it("ends no night of one process, which has jobs for none of its hosts", () => {
    desk.queue.add([{ stage: "crawl", key: "mot.test", host: "mot.test", data: { host: "mot.test" } }]);
    const [job] = desk.queue.take({ stages: ["crawl"], worker: "one", leaseSeconds: 60, most: 1 });
    desk.queue.fail(job!, { error: "hỏng", give: true });
    const night = frontier.openNight({ id: "một mình", now: NOW, articlesSince: NOW, sources: [one.id] });
    expect([closeDeadHosts(at(one)), frontier.night()]).toEqual([[], night]);
  });
});
