import { expect, it } from "vitest";
import { openFrontierOn } from "../../pipeline/crawl/frontier.ts";
import { RULES } from "../../pipeline/jobs/read-page.ts";
import { LeaseLost } from "../../pipeline/types/errors.ts";
import type { Page } from "../../pipeline/types/page.ts";
import { makeArticle, makeRead } from "../store/documents.ts";
import { page } from "./local-server.ts";
import { after, links } from "./make-night.ts";
import { makeSource } from "./make-source.ts";
import { makeWorkers } from "./make-workers.ts";

const one = makeSource("http://mot.test");
const paths = (urls: readonly string[]): readonly string[] => urls.map((url) => url.replace("http://", ""));
const articles = (...numbers: readonly number[]) => Object.fromEntries(numbers.map((n) => [`/bai-${n}.html`, page(`bài ${n}`)]));

it("visits hosts that pages of another one lead to, in the same night, and ends it when no host is left", async () => {
  const source = { ...one, hosts: [{ host: "hai.test" }] };
  const sites = {
    "mot.test": { "/tin": page(links("/bai-1.html", "http://hai.test/bai-2.html")), ...articles(1) },
    "hai.test": articles(2),
  };
  const { worker, toRead, connection } = await makeWorkers(sites, [source]);
  const { night, serveAll } = worker();
  expect(night()).toMatchObject({ hosts: ["mot.test"], added: 1 });
  await serveAll();
  expect(paths(toRead())).toEqual(["mot.test/bai-1.html", "hai.test/bai-2.html"]);
  expect(openFrontierOn(connection).night()).toBeNull();
});

it("begins a night once, whoever asks for it, and another one when that has ended", async () => {
  const { worker } = await makeWorkers({ "mot.test": { "/tin": page(links("/bai-1.html")), ...articles(1) } }, [one]);
  const [first, second] = [worker(), worker()];
  const begun = first.night();
  expect(second.night()).toEqual({ ...begun, added: 0 });
  await second.serveAll();
  const again = first.night();
  expect(again.night).not.toBe(begun.night);
  expect(again.added).toBe(1);
});

it("ends at the next request when it is to, and another worker goes on there", async () => {
  const numbers = [1, 2, 3, 4];
  const { worker, toRead, served } = await makeWorkers(
    { "mot.test": { "/tin": page(links(...numbers.map((n) => `/bai-${n}.html`))), ...articles(...numbers) } },
    [{ ...one, paceSeconds: 0.2 }],
  );
  const first = worker();
  first.night();
  const drain = new AbortController();
  const job = first.take()!;
  setTimeout(() => drain.abort(), 750);
  const began = performance.now();
  await first.serve(job, drain.signal);
  expect(performance.now() - began).toBeLessThan(1_500);
  const asked = served.length;
  expect(asked).toBeLessThan(6);
  await worker().serveAll();
  expect(paths(toRead())).toEqual(numbers.map((n) => `mot.test/bai-${n}.html`));
  expect(served.map(({ path }) => path)).toEqual(["/robots.txt", "/tin", ...numbers.map((n) => `/bai-${n}.html`)]);
  const gaps = served.slice(1).map(({ at }, n) => at - served[n]!.at);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(199);
});

it("undoes what it has done for a job that is somebody else's by now", async () => {
  const { worker, toRead, connection } = await makeWorkers({ "mot.test": { "/tin": page(links("/bai-1.html")), ...articles(1) } }, [one]);
  const first = worker();
  first.night();
  const job = first.take()!;
  connection.run("update jobs set until = clock_timestamp() - interval '1 second' where stage = 'crawl'", []);
  const second = worker();
  const theirs = second.take()!;
  await expect(first.serve(job)).rejects.toThrow(LeaseLost);
  expect(toRead()).toEqual([]);
  expect(openFrontierOn(connection).row("http://mot.test/tin")).toMatchObject({ state: "waiting", tries: 0 });
  await second.serve(theirs);
  expect(paths(toRead())).toEqual(["mot.test/bai-1.html"]);
});

it("counts the requests of a night to a host over all workers", async () => {
  const pages = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [n === 1 ? "/tin" : `/tin?trang=${n}`, n]));
  const site = Object.fromEntries(
    Object.entries(pages).map(([path, n]) => [path, page(links(`/bai-${n}.html`) + after(`/tin?trang=${n + 1}`))]),
  );
  const { worker, served, connection } = await makeWorkers({ "mot.test": { ...site, ...articles(1, 2, 3, 4, 5, 6) } }, [
    { ...one, paceSeconds: 0.1 },
  ]);
  const budget = { requestsPerHost: 5 };
  const first = worker({ budget });
  first.night();
  const drain = new AbortController();
  setTimeout(() => drain.abort(), 350);
  await first.serve(first.take()!, drain.signal);
  await worker({ budget }).serveAll();
  expect(served.filter(({ path }) => path !== "/robots.txt")).toHaveLength(5);
  expect(connection.rows("select requests, is_open, reason from host_night", [])).toEqual([
    { requests: 5, is_open: 0, reason: "hết hạn mức số yêu cầu của lần chạy" },
  ]);
  // A host that was left stays so for the night, whoever adds its job anew.
  const third = worker({ budget });
  third.desk.queue.add([{ stage: "crawl", key: "mot.test", host: "mot.test", data: { host: "mot.test" } }]);
  await third.serveAll();
  expect(served.filter(({ path }) => path !== "/robots.txt")).toHaveLength(5);
});

it("keeps a host untouched for as long as it asks, whichever machine is to visit it", async () => {
  let isBusy = true;
  const { worker, toRead, served } = await makeWorkers(
    {
      "mot.test": {
        "/tin": (request, response) => {
          if (!isBusy) return page(links("/bai-1.html"))(request, response);
          isBusy = false;
          response.writeHead(429, { "retry-after": "1" }).end();
        },
        ...articles(1),
      },
    },
    [one],
  );
  const first = worker();
  first.night();
  const drain = new AbortController();
  setTimeout(() => drain.abort(), 400);
  await first.serve(first.take()!, drain.signal);
  await worker().serveAll();
  expect(paths(toRead())).toEqual(["mot.test/bai-1.html"]);
  const [refused, answered] = served.filter(({ path }) => path === "/tin");
  expect(answered!.at - refused!.at).toBeGreaterThanOrEqual(995);
});

it("comes back when the hours of a source begin", async () => {
  const { worker, toRead, connection } = await makeWorkers({ "mot.test": { "/tin": page(links("/bai-1.html")), ...articles(1) } }, [
    { ...one, window: "22:00-06:00" },
  ]);
  const morning = worker({ now: () => new Date("2026-11-20T02:00:00Z") });
  morning.night();
  await morning.serveAll();
  const [waiting] = connection.rows("select extract(epoch from due - clock_timestamp()) as seconds from jobs where stage = 'crawl'", []);
  expect(Number(waiting?.seconds)).toBeCloseTo(13 * 3600, -2);
  expect(openFrontierOn(connection).night()).not.toBeNull();
  connection.run("update jobs set due = clock_timestamp()", []);
  await worker({ now: () => new Date("2026-11-20T15:00:00Z") }).serveAll();
  expect(paths(toRead())).toEqual(["mot.test/bai-1.html"]);
  expect(openFrontierOn(connection).night()).toBeNull();
});

it("asks nobody to read what the store holds, read by the rules of today; notes in the same transaction what is gone", async () => {
  const site = { "/tin": page(links("/bai-1.html", "/bai-2.html")), ...articles(1, 2) };
  const { worker, toRead } = await makeWorkers({ "mot.test": site }, [one]);
  const { desk, night, serveAll } = worker();
  night();
  await serveAll();
  const jobs = desk.queue.take({ stages: ["read"], worker: "thu", leaseSeconds: 30, most: 10 });
  for (const { data } of jobs) {
    const found = { ...(data as { page: Page }).page, body: new Uint8Array() };
    desk.store.saveDocument({ page: found, articles: [makeRead(makeArticle(found))], run: "d1", rules: RULES });
  }
  desk.connection.transact("write", () => desk.queue.finish(...jobs));
  // A frontier that knows nothing any more finds the same pages.
  desk.connection.exec("truncate url, name, shown, night, host_night");
  const second = worker();
  second.night();
  await second.serveAll();
  expect(toRead()).toEqual([]);
  expect(openFrontierOn(desk.connection).row("http://mot.test/bai-1.html")).toMatchObject({ state: "done", status: 200 });

  delete (site as Record<string, unknown>)["/bai-2.html"];
  second.night();
  await second.serveAll();
  expect(
    desk.store
      .articles({})
      .filter(({ goneAt }) => goneAt !== undefined)
      .map(({ url }) => url),
  ).toEqual(["http://mot.test/bai-2.html"]);
  expect(toRead()).toEqual([]);
});
