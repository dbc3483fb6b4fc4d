import { once } from "node:events";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import type { FrontOptions } from "../../../pipeline/serve/front/front.ts";
import { type Listening, openFront, type Patience } from "../../../pipeline/serve/front/listen.ts";
import { Crashed, inProcess, Overloaded, Overrun, type PlainRequest } from "../../../pipeline/serve/front/plain.ts";

const PAGE = "<p>Đảng viên mới kết nạp</p>".repeat(200);

interface Site {
  readonly url: string;
  readonly listening: Listening;
  /** Every question that reached the application. */
  readonly asked: string[];
  readonly logged: unknown[];
}

interface Made {
  readonly app?: (request: Request) => Response | Promise<Response>;
  readonly options?: Partial<FrontOptions>;
  readonly patience?: Patience;
}

const page = (): Response => new Response(PAGE, { headers: { "Content-Type": "text/html; charset=utf-8" } });

async function site({ app = page, options = {}, patience }: Made = {}): Promise<Site> {
  const [asked, logged]: [string[], unknown[]] = [[], []];
  const backend = inProcess((request) => {
    asked.push(`${request.method} ${request.url.replace(/^http:\/\/[^/]+/u, "")}`);
    return app(request);
  });
  const quiet = { now: () => new Date("2026-11-21T03:00:00Z"), count: () => undefined, version: () => "1" };
  const log: FrontOptions["log"] = (...line) => logged.push(line);
  const listening = await openFront({ ...quiet, log, backend, ...options }, { port: 0, ...(patience === undefined ? {} : { patience }) });
  onTestFinished(() => listening.close());
  return { url: listening.url, listening, asked, logged };
}

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request as it is: unlike `fetch` it changes no header and undoes no encoding. */
function call(url: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Bytes as they are sent; what comes back until the server ends the connection, or for so long. */
async function raw(url: string, bytes: string, waitMs = 3000): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let got = "";
  socket.on("data", (part) => {
    got += part;
  });
  socket.on("error", () => undefined);
  socket.write(bytes);
  const timer = setTimeout(() => socket.destroy(), waitMs);
  await once(socket, "close");
  clearTimeout(timer);
  return got;
}

describe("kept answers", () => {
  it("are made once, whatever the order of parameters, and sent to HEAD without a body", async () => {
    const { url, asked } = await site();
    const first = await call(`${url}/bang?b=2&a=1`);
    const second = await call(`${url}/bang?a=1&b=2`);
    expect([first.status, second.body.toString()]).toEqual([200, PAGE]);
    expect(second.headers).toMatchObject({
      etag: first.headers.etag,
      vary: "Accept-Encoding",
      "content-length": String(Buffer.byteLength(PAGE)),
    });
    const head = await call(`${url}/bang?a=1&b=2`, { method: "HEAD" });
    expect([head.body.length, head.headers["content-length"]]).toEqual([0, second.headers["content-length"]]);
    expect(asked).toHaveLength(1);
  });

  it("are made once for many who ask at the same moment", async () => {
    const { url, asked } = await site({ app: () => pause(50).then(page) });
    const got = await Promise.all(Array.from({ length: 20 }, () => call(`${url}/tim?q=a`)));
    expect(got.map(({ body }) => body.toString())).toEqual(got.map(() => PAGE));
    expect(asked).toHaveLength(1);
  });

  it("are told by 304 to a client that has them", async () => {
    const { url, asked } = await site();
    const { headers } = await call(`${url}/`);
    const again = await call(`${url}/`, { headers: { "If-None-Match": `"other", ${headers.etag}` } });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
    expect(asked).toHaveLength(1);
  });

  it("leave it to the application to know a tag that is not kept yet", async () => {
    const { url } = await site({ app: (request) => new Response(null, { status: request.headers.has("if-none-match") ? 304 : 200 }) });
    expect((await call(`${url}/`, { headers: { "If-None-Match": '"a"' } })).status).toBe(304);
  });

  it("come in the encoding that the client takes", async () => {
    const { url, asked } = await site();
    const br = await call(`${url}/`, { headers: { "Accept-Encoding": "gzip, br" } });
    expect([br.headers["content-encoding"], brotliDecompressSync(br.body).toString()]).toEqual(["br", PAGE]);
    const gz = await call(`${url}/`, { headers: { "Accept-Encoding": "gzip" } });
    expect([gz.headers["content-encoding"], gunzipSync(gz.body).toString()]).toEqual(["gzip", PAGE]);
    expect((await call(`${url}/`)).headers["content-encoding"]).toBeUndefined();
    expect(br.headers.etag).toMatch(/^W\//u);
    expect(asked).toHaveLength(1);
  });

  it("are made anew when the data have changed, and at once after something was sent", async () => {
    let version = "1";
    const { url, asked } = await site({ options: { version: () => version } });
    await call(`${url}/`);
    version = "2";
    await call(`${url}/soat`, { method: "POST", body: "x" });
    await call(`${url}/`);
    expect(asked).toEqual(["GET /", "POST /soat", "GET /"]);
  });

  it("are given as they were right after the data have changed, while they are made anew; not those of the review", async () => {
    let version = 1;
    const app = () => pause(20).then(() => new Response(`state ${version}`));
    const { url } = await site({ app, options: { version: () => String(version) } });
    const text = async (path: string): Promise<string> => (await call(url + path)).body.toString();
    for (const path of ["/", "/api/v1/review/queue"]) await text(path);
    version = 2;
    await pause(300);
    expect([await text("/"), await text("/api/v1/review/queue")]).toEqual(["state 1", "state 2"]);
    await pause(100);
    expect(await text("/")).toBe("state 2");
  });

  it("are made anew once at a time, however often the data change", async () => {
    let version = 1;
    const { url, asked } = await site({ app: () => pause(2000).then(page), options: { version: () => String(version) } });
    await call(`${url}/`);
    for (version = 2; version < 4; version++) {
      await pause(260);
      await Promise.all([call(`${url}/`), call(`${url}/`)]);
    }
    expect(asked).toHaveLength(2);
  });

  it("are not for who shows who they are", async () => {
    const { url, asked } = await site();
    for (const headers of [{ Cookie: "a=b" }, { Authorization: "Bearer x" }, {}]) await call(`${url}/`, { headers });
    expect(asked).toHaveLength(3);
  });

  it("are made before anybody asks, where that is wished", async () => {
    const { url, asked, listening } = await site();
    const [first, second] = [await listening.front.warm(`${url}/`), await listening.front.warm(`${url}/`)];
    expect([first?.body.byteLength, second]).toEqual([Buffer.byteLength(PAGE), first]);
    await call(`${url}/`);
    expect(asked).toEqual(["GET /"]);
  });
});

describe("who asks", () => {
  it("is told to the application by the front alone", async () => {
    const { url } = await site({ app: (request) => new Response(request.headers.get("x-dangvu-client")) });
    const { body } = await call(`${url}/`, { headers: { "X-Dangvu-Client": "192.0.2.9", Cookie: "a=b" } });
    expect(body.toString()).toBe("127.0.0.1");
  });

  it("is what a trusted proxy says, and so is https", async () => {
    const app = (request: Request) => new Response(`${request.headers.get("x-dangvu-client")} ${new URL(request.url).protocol}`);
    const { url } = await site({ app, options: { trustProxy: true, hosts: ["so-lieu.example"] } });
    const headers = { Host: "so-lieu.example", "X-Forwarded-For": "203.0.113.5", "X-Forwarded-Proto": "https" };
    expect((await call(`${url}/`, { headers })).body.toString()).toBe("203.0.113.5 https:");
  });

  it("has to wait when it asks faster than its rate, in the shape of its address", async () => {
    const rates = { loopback: { perSecond: 0.5, burst: 2 }, others: { perSecond: 1, burst: 1 } };
    const { url } = await site({ options: { rates } });
    const got = [await call(`${url}/`), await call(`${url}/`), await call(`${url}/`), await call(`${url}/api/v1/overview?lang=en`)];
    expect(got.map(({ status }) => status)).toEqual([200, 200, 429, 429]);
    expect(got[2]?.headers).toMatchObject({ "retry-after": "2", "cache-control": "no-store", "content-type": "text/html; charset=utf-8" });
    expect(got[3]?.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(JSON.parse(String(got[3]?.body))).toMatchObject({
      type: "about:blank",
      status: 429,
      title: "Too many requests",
      instance: "/api/v1/overview",
    });
  });
});

describe("requests over the limits", () => {
  it.each([
    ["a name that is not ours", { headers: { Host: "evil.example" } }, "/api/v1/overview", 421],
    ["a name with another in front", { headers: { Host: "localhost@evil.example" } }, "/api/v1/overview", 421],
    ["an address that is too long", {}, `/api/v1/search?query=${"a".repeat(9000)}`, 414],
    ["more sent than anybody needs", { method: "POST", body: Buffer.alloc(200_000) }, "/api/v1/review", 413],
    [
      "more sent than was said",
      { method: "POST", body: Buffer.alloc(200_000), headers: { "Transfer-Encoding": "chunked" } },
      "/api/v1/review",
      413,
    ],
    ["a method of long ago", { method: "TRACE" }, "/api/v1/overview", 405],
  ] as const)("%s: refused before they reach the application", async (_what, sent, path, status) => {
    const { url, asked } = await site();
    const got = await call(url + path, sent);
    expect([got.status, asked]).toEqual([status, []]);
    expect(got.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(got.headers["content-security-policy"]).toContain("default-src 'none'");
  });

  it.each([
    ["GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", 400],
    ["GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n", 400],
    ["\u0000\u0001\u0002\r\n\r\n", 400],
    ["GET / HTTP/1.1\r\n\r\n", 400],
    [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"a".repeat(20_000)}\r\n\r\n`, 431],
    ["GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400],
    ["OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400],
    ["GET ftp://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400],
    ["GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 421],
    ["GET http://localhost/tim?q=a HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 200],
    ["GET http://localhost HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200],
    ["GET //evil.example/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 200],
    ["GET / HTTP/1.0\r\n\r\n", 200],
  ])("%j is answered by %i", async (bytes, status) => {
    const { url } = await site();
    expect(await raw(url, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `, "u"));
  });

  it("one that comes drop by drop is ended, others being answered meanwhile", async () => {
    const { url } = await site({ patience: { headersMs: 400, requestMs: 600, idleMs: 500, graceMs: 500 } });
    const began = performance.now();
    const slow = Promise.all(Array.from({ length: 20 }, () => raw(url, "GET / HTTP/1.1\r\nHost: localhost\r\nX-a: b", 10_000)));
    expect((await call(`${url}/`)).status).toBe(200);
    expect((await slow).every((got) => got === "" || got.startsWith("HTTP/1.1 408 "))).toBe(true);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

describe("failures behind the front", () => {
  it.each([
    [new Overloaded("quick lane is full"), 503, "2"],
    [new Overrun("took longer than 10000 ms"), 503, "10"],
    [new Crashed("Error: /home/someone/secret.ts:12"), 500, undefined],
  ])("%s: %i, without a word of what is inside", async (error, status, again) => {
    const backend = { ask: () => Promise.reject(error), close: async () => undefined };
    const { url } = await site({ options: { backend } });
    for (const path of ["/bang", "/api/v1/table"]) {
      const got = await call(url + path);
      expect([got.status, got.headers["retry-after"]]).toEqual([status, again]);
      expect(got.body.toString()).not.toMatch(/lane|10000|secret|Error/u);
    }
  });

  it("half an answer does not look like a whole one", async () => {
    const body = (async function* () {
      yield new Uint8Array(2_000_000);
      throw new Crashed("the worker ended");
    })();
    const ask = async (_request: PlainRequest) => ({ status: 200, headers: [["Content-Type", "text/csv"]] as const, body });
    const { url } = await site({ options: { backend: { ask, close: async () => undefined } } });
    await expect(call(`${url}/api/v1/observations.csv`)).rejects.toThrow(/aborted|hang up|reset/u);
  });
});

describe("long answers", () => {
  it("are passed on in pieces, smaller where the client takes that, and not kept", async () => {
    const rows = "Lạng Sơn,2024,1168\n".repeat(100_000);
    const app = () => new Response(rows, { headers: { "Content-Type": "text/csv; charset=utf-8" } });
    const { url, asked } = await site({ app });
    expect((await call(`${url}/a.csv`)).body.toString()).toBe(rows);
    const small = await call(`${url}/a.csv`, { headers: { "Accept-Encoding": "gzip" } });
    expect([small.headers["content-encoding"], gunzipSync(small.body).toString() === rows]).toEqual(["gzip", true]);
    expect((await call(`${url}/a.csv`, { method: "HEAD" })).body.length).toBe(0);
    expect(asked).toHaveLength(3);
  });
});

describe("the end", () => {
  it("lets a request under way end, and takes no other", async () => {
    const { url, listening } = await site({ app: () => pause(300).then(page) });
    const running = call(`${url}/`);
    await pause(50);
    const closed = listening.close();
    await expect(call(`${url}/tim`)).rejects.toThrow(/ECONNREFUSED/u);
    expect((await running).status).toBe(200);
    await closed;
  });

  it("does not wait for a client that never ends", async () => {
    const { url, listening } = await site({ patience: { headersMs: 5000, requestMs: 5000, idleMs: 5000, graceMs: 200 } });
    const hanging = raw(url, "GET / HTTP/1.1\r\nHost: localhost\r\n", 10_000);
    await pause(50);
    const began = performance.now();
    await listening.close();
    await hanging;
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
