import { describe, expect, it, onTestFinished } from "vitest";
import { checkSources, type SourceCheck } from "../../pipeline/jobs/check-source.ts";
import { makeRun } from "../../pipeline/jobs/run.ts";
import { page, startServer } from "../crawl/local-server.ts";
import { makeSource } from "../crawl/make-source.ts";

/** A site that answers robots.txt and then keeps silent. */
async function silentSite() {
  const server = await startServer((request, response) => {
    if (request.url === "/robots.txt") page("")(request, response);
  });
  onTestFinished(() => server.close());
  return server;
}

describe("checkSources", () => {
  it("gives a silent site up after its patience and keeps the order of the others", async () => {
    const [silent, empty] = [await silentSite(), await startServer((_, response) => void response.writeHead(404).end())];
    onTestFinished(() => empty.close());
    const sources = [makeSource(silent.origin, { id: "cham" }), makeSource(empty.origin, { id: "trong" })];
    const found: SourceCheck[] = [];
    const start = performance.now();
    for await (const check of checkSources(sources, { run: makeRun(), contact: "thu@bao.vn", patienceSeconds: 1 })) found.push(check);
    expect(found.map(({ source, verdict }) => [source, verdict])).toEqual([
      ["cham", "failed"],
      ["trong", "failed"],
    ]);
    expect(found[0]?.checks.at(-1)).toEqual({ field: "sample", found: null, problem: "quá 1 giây mà chưa xong" });
    expect(found[1]?.checks[1]).toMatchObject({ field: "listing", found: null, problem: expect.stringContaining("404") });
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it("tells once that a site cannot be asked", async () => {
    const gone = await startServer(() => undefined);
    await gone.close();
    const checks = checkSources([makeSource(gone.origin, { feeds: [`${gone.origin}/rss`] })], { run: makeRun(), contact: "thu@bao.vn" });
    expect((await checks.next()).value).toMatchObject({
      verdict: "failed",
      checks: [{ field: "robots", found: null, problem: `không hỏi được robots.txt của ${gone.origin}` }],
    });
    await checks.return(undefined);
  });

  it("ends with the reason of a run that is stopped", async () => {
    const silent = await silentSite();
    const controller = new AbortController();
    const run = makeRun({ signal: controller.signal });
    const checks = checkSources([makeSource(silent.origin), makeSource(silent.origin)], { run, contact: "thu@bao.vn" });
    setTimeout(() => controller.abort(new Error("dừng")), 50);
    await expect(checks.next()).rejects.toThrow("dừng");
  });
});
