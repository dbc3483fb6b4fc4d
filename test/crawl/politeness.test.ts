import { expect, it } from "vitest";
import { crawl } from "../../pipeline/crawl/crawl.ts";
import { makePace } from "../../pipeline/crawl/pace.ts";
import { page, redirect } from "./local-server.ts";
import { links, makeSite } from "./make-night.ts";

const now = "2026-11-20T02:00:00Z";
const gaps = (requests: readonly { at: number }[]) => requests.slice(1).map(({ at }, n) => at - requests[n]!.at);

it("keeps the delay between any two requests of a site: robots.txt, redirects to itself and to its other name, articles", {
  timeout: 20_000,
}, async () => {
  const delay = 120;
  const { input, source, server } = await makeSite(
    {
      "/robots.txt": redirect("/may.txt"),
      "/may.txt": page(`User-agent: *\nCrawl-delay: ${delay / 1000}`),
      "/tin": page(links("/bai-1.html", "/bai-2.html", "http://www.bao.test/bai-3.html")),
      "/bai-1.html": redirect("/bai-4.html"),
      "/bai-4.html": page("một"),
      "/bai-2.html": redirect("http://www.bao.test/bai-5.html"),
      "/bai-5.html": page("hai"),
      "/bai-3.html": redirect("http://bao.test/bai-6.html"),
      "/bai-6.html": page("ba"),
    },
    { hosts: [{ host: "bao.test" }], home: "http://bao.test/", listings: ["http://bao.test/tin"], paceSeconds: delay / 1000 },
  );
  const { run } = input("d1", now).input;
  await crawl({ ...input("d1", now).input, run, sources: [source] });
  expect(server.requests.length).toBeGreaterThanOrEqual(9);
  expect(gaps(server.requests).filter((gap) => gap < 0.95 * delay)).toEqual([]);
});

it("keeps it at a host that two sources have in common, and with two requests under way", { timeout: 20_000 }, async () => {
  const delay = 100;
  let [running, most] = [0, 0];
  const slow = (_: unknown, response: { writeHead: (code: number, headers: object) => { end: (text: string) => unknown } }) => {
    most = Math.max(most, ++running);
    setTimeout(() => {
      running--;
      response.writeHead(200, { "content-type": "text/html" }).end(String(Math.random()));
    }, 170);
  };
  const many = Array.from({ length: 6 }, (_, n) => `/bai-${n}.html`);
  const { input, source, server } = await makeSite(
    {
      "/tin": page(links(...many)),
      "/muc": page(links("/bai-7.html", "/bai-8.html")),
      ...Object.fromEntries([...many, "/bai-7.html", "/bai-8.html"].map((path) => [path, slow])),
    },
    { paceSeconds: delay / 1000, requestsAtOnce: 2 },
  );
  const other = { ...source, id: "khac", listings: [`${source.home}muc`] };
  const reports = await crawl({ ...input("d1", now).input, sources: [source, other] });
  expect(reports.map(({ newPages }) => newPages)).toEqual([6, 2]);
  // Starts are spaced here, and what the server sees of them shifts by how long connecting takes.
  expect(gaps(server.requests).filter((gap) => gap < 0.7 * delay)).toEqual([]);
  expect(most).toBe(2);
});

it("asks one thing at a time unless the entry says otherwise", async () => {
  let [running, most] = [0, 0];
  const many = Array.from({ length: 5 }, (_, n) => `/bai-${n}.html`);
  const slow = (_: unknown, response: { writeHead: (code: number, headers: object) => { end: (text: string) => unknown } }) => {
    most = Math.max(most, ++running);
    setTimeout(() => {
      running--;
      response.writeHead(200, { "content-type": "text/html" }).end("x");
    }, 20);
  };
  const { night } = await makeSite({ "/tin": page(links(...many)), ...Object.fromEntries(many.map((path) => [path, slow])) });
  await night("d1", now);
  expect(most).toBe(1);
});

it("goes slower while a host is ill, and back to its pace later, never below", () => {
  const pace = makePace({ concurrency: 1, signal: new AbortController().signal, ticks: { now: () => 0, sleep: async () => {} } });
  pace.keep("a", 2);
  const seen: number[] = [];
  for (const how of ["trouble", "trouble", "good", "good", "good", "good", "good", "good", "good", "good"] as const) {
    pace.note("a", how);
    seen.push(pace.gapSeconds("a"));
  }
  expect(seen.slice(0, 3)).toEqual([4, 8, 6.4]);
  expect(seen.at(-1)).toBe(2);
  for (let n = 0; n < 40; n++) pace.note("a", "trouble");
  expect(pace.gapSeconds("a")).toBe(32);
});

it("pauses as long as answers take when they take long", async () => {
  let time = 0;
  const sleep = async (milliseconds: number) => {
    time += milliseconds;
  };
  const pace = makePace({ concurrency: 1, signal: new AbortController().signal, ticks: { now: () => time, sleep } });
  pace.keep("a", 2);
  const starts: number[] = [];
  const ask = (takes: number) =>
    pace.ask("a", async () => {
      starts.push(time);
      time += takes;
    });
  for (let n = 0; n < 12; n++) await ask(5_000);
  expect(pace.gapSeconds("a")).toBeGreaterThan(9);
  expect(starts.at(-1)! - starts.at(-2)!).toBeGreaterThan(9_000);
  for (let n = 0; n < 12; n++) await ask(100);
  expect(pace.gapSeconds("a")).toBe(2);
});

it("spreads what is tried again, and by the same random numbers in the same way", async () => {
  const table = {
    "/tin": page(links("/bai-1.html")),
    "/bai-1.html": (_: unknown, response: { writeHead: (code: number) => { end: () => unknown } }) => void response.writeHead(500).end(),
  };
  const times: (string | undefined)[] = [];
  for (const random of [0, 1, 1]) {
    const { night, frontier, server } = await makeSite(table);
    await night("d1", now, { random: () => random });
    times.push(frontier.row(`${server.origin}/bai-1.html`)?.next_at);
  }
  expect(times).toEqual(["2026-11-20T02:16:00.000Z", "2026-11-20T02:24:00.000Z", "2026-11-20T02:24:00.000Z"]);
});
