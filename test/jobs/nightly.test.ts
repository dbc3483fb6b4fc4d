import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it, onTestFinished } from "vitest";
import { WARCParser } from "warcio";
import { makeFetcher } from "../../pipeline/crawl/fetch.ts";
import { storePage } from "../../pipeline/jobs/nightly.ts";
import { makeRun } from "../../pipeline/jobs/run.ts";
import { storePath } from "../../pipeline/jobs/workspace.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { page, startServer } from "../crawl/local-server.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { htmlPage } from "../read/warc-file.ts";
import { settingsFor } from "../scripts/dump.ts";

it("puts a fetched page into the archive with the heads it came with, and reads it again from there", async () => {
  const html = htmlPage("Tin mới");
  const headers = { "content-type": "text/html; charset=utf-8", "content-encoding": "gzip", etag: '"a1"' };
  const server = await startServer(page(gzipSync(html), headers));
  const fetcher = makeFetcher({ contact: "thu@bao.test" });
  const path = storePath(settingsFor(temporaryFolder(), temporaryFolder()));
  const store = openStore(path);
  onTestFinished(async () => {
    store.close();
    await fetcher.close();
    await server.close();
  });
  const request = { url: `${server.origin}/1`, allowPrivate: true, signal: new AbortController().signal, source: null };
  const fetched = await fetcher.get({ ...request, fetchedAt: "2026-11-22T02:00:00Z" });
  if (fetched.kind !== "page") throw new Error(fetched.kind);
  expect(await storePage(fetched.page, { source: null, store, run: makeRun() })).toBe("new");

  const folder = join(dirname(path), "warc");
  const file = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((name) => name.endsWith(".warc.gz")) ?? "";
  const types: string[] = [];
  for await (const record of new WARCParser([readFileSync(join(folder, file))])) {
    types.push(record.warcType);
    if (record.warcType !== "response") continue;
    expect(record.warcTargetURI).toBe(`${server.origin}/1`);
    expect(record.httpHeaders?.statusline).toBe("HTTP/1.1 200 OK");
    expect(record.httpHeaders?.headers.get("etag")).toBe('"a1"');
    expect(record.httpHeaders?.headers.get("x-orig-content-encoding")).toBe("gzip");
    expect(Buffer.from(await record.readFully(false)).toString()).toBe(html);
  }
  expect(types).toEqual(["warcinfo", "response"]);
  expect(Buffer.from(store.page(fetched.page.sha256)?.body ?? []).toString()).toBe(html);
});
