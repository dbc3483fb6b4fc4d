import { createServer as createPlainServer } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { MockAgent } from "undici";
import { describe, expect, it, onTestFinished } from "vitest";
import { type FetcherOptions, makeFetcher, type PageRequest, retryAfterSeconds } from "../../pipeline/crawl/fetch.ts";
import { FetchFailed, FetchRefused } from "../../pipeline/types/errors.ts";
import { type LocalServer, page, redirect, routes, startServer } from "./local-server.ts";

const never = new AbortController().signal;

function open(options: Partial<FetcherOptions> = {}) {
  const fetcher = makeFetcher({ contact: "toa-soan@bao.vn", timeoutSeconds: 4, ...options });
  onTestFinished(() => fetcher.close());
  const get = (url: string, rest: Partial<PageRequest> = {}) =>
    fetcher.get({ url, source: "thu", allowPrivate: true, signal: never, fetchedAt: "2026-11-20T02:00:00.000Z", ...rest });
  return { fetcher, get };
}

async function serve(table: Parameters<typeof routes>[0]): Promise<LocalServer> {
  const server = await startServer(routes(table));
  onTestFinished(() => server.close());
  return server;
}

describe("a good answer", () => {
  it("becomes a page with its bytes, media type, charset and hash", async () => {
    const server = await serve({
      "/a": page("Đảng bộ", { "content-type": 'Text/HTML; Charset="UTF-8"', etag: '"e"', "last-modified": "Sun" }),
    });
    const fetched = await open().get(`${server.origin}/a?utm_source=x`.replace("?utm_source=x", ""));
    expect(fetched).toMatchObject({ kind: "page", status: 200, etag: '"e"', lastModified: "Sun" });
    if (fetched.kind !== "page") return;
    expect(fetched.page).toMatchObject({ url: `${server.origin}/a`, source: "thu", mediaType: "text/html", charset: "UTF-8" });
    expect(fetched.page.fetchedAt).toBe("2026-11-20T02:00:00.000Z");
    expect(Buffer.from(fetched.page.body).toString()).toBe("Đảng bộ");
    expect(fetched.page.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is asked for under our name, with a contact", async () => {
    const server = await serve({ "/a": page("x") });
    await open().get(`${server.origin}/a`);
    expect(server.requests[0]?.headers["user-agent"]).toBe("dangvu/0.1 (+toa-soan@bao.vn)");
  });

  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ] as const)("is unpacked from %s", async (encoding, pack) => {
    const server = await serve({ "/a": page(pack("Chi bộ ".repeat(1000)), { "content-encoding": encoding }) });
    const fetched = await open().get(`${server.origin}/a`);
    expect(fetched.kind === "page" && Buffer.from(fetched.page.body).toString()).toBe("Chi bộ ".repeat(1000));
  });

  it("comes from a virtual host by its own name", async () => {
    const server = await serve({ "/a": page("x") });
    const resolve = (host: string) => (host === "vungcao.test" ? { address: "127.0.0.1", port: server.port } : null);
    const fetched = await open({ resolve }).get("http://vungcao.test/a");
    expect(fetched).toMatchObject({ kind: "page", page: { url: "http://vungcao.test/a" } });
    expect(server.requests[0]?.headers.host).toBe("vungcao.test");
  });

  it("of 304 says that nothing changed, when the request was conditional", async () => {
    const server = await serve({ "/a": (_, response) => void response.writeHead(304).end() });
    expect(await open().get(`${server.origin}/a`, { etag: '"e"', lastModified: "Sun" })).toEqual({
      kind: "same",
      status: 304,
      movedTo: null,
    });
    expect(server.requests[0]?.headers).toMatchObject({ "if-none-match": '"e"', "if-modified-since": "Sun" });
    await expect(open().get(`${server.origin}/a`)).rejects.toBeInstanceOf(FetchRefused);
  });

  it.each([404, 410])("of %s says that the page is gone", async (status) => {
    const server = await serve({ "/a": (_, response) => void response.writeHead(status).end() });
    expect(await open().get(`${server.origin}/a`)).toEqual({ kind: "gone", status });
  });
});

describe("an error of the server", () => {
  it.each([500, 502, 503, 429, 408])("of %s may pass", async (status) => {
    const server = await serve({ "/a": (_, response) => void response.writeHead(status, { "retry-after": "7" }).end() });
    await expect(open().get(`${server.origin}/a`)).rejects.toMatchObject({ name: "FetchFailed", retryAfterSeconds: 7 });
  });

  it.each([400, 401, 403, 451])("of %s is a refusal", async (status) => {
    const server = await serve({ "/a": (_, response) => void response.writeHead(status).end() });
    await expect(open().get(`${server.origin}/a`)).rejects.toThrow(new RegExp(`mã ${status}`));
  });

  it("that cuts the body short is a failure: a cut page is never kept", async () => {
    const server = await serve({
      "/ngan": (_, response) => {
        response.writeHead(200, { "content-type": "text/html", "content-length": "1000" }).write("mới một phần");
        setTimeout(() => response.destroy(), 20);
      },
      "/nen": page(gzipSync("Chi bộ ".repeat(1000)).subarray(0, 20), { "content-encoding": "gzip" }),
    });
    await expect(open().get(`${server.origin}/ngan`)).rejects.toBeInstanceOf(FetchFailed);
    await expect(open().get(`${server.origin}/nen`)).rejects.toBeInstanceOf(FetchFailed);
  });

  it("that nobody listens is a failure", async () => {
    await expect(open().get("http://127.0.0.1:9/")).rejects.toMatchObject({
      name: "FetchFailed",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });
});

describe("redirects", () => {
  it("are followed to a page with the last address", async () => {
    const server = await serve({ "/a": redirect("/b"), "/b": redirect("c"), "/c": page("x") });
    expect(await open().get(`${server.origin}/a`)).toMatchObject({ kind: "page", page: { url: `${server.origin}/c` } });
  });

  it.each([
    ["in a circle", { "/a": redirect("/b"), "/b": redirect("/a") }, /vòng tròn/],
    [
      "without end",
      Object.fromEntries(Array.from({ length: 9 }, (_, i) => [i === 0 ? "/a" : `/${i}`, redirect(`/${i + 1}`)])),
      /quá 5 lần/,
    ],
    ["to a file", { "/a": redirect("file:///etc/passwd") }, /không dùng được/],
    [
      "to nowhere",
      { "/a": (_: unknown, response: { writeHead: (status: number) => { end: () => unknown } }) => void response.writeHead(302).end() },
      /không dùng được/,
    ],
  ])("%s are refused", async (_, table, message) => {
    const server = await serve(table);
    await expect(open().get(`${server.origin}/a`)).rejects.toThrow(message);
    expect(server.requests.length).toBeLessThanOrEqual(6);
  });

  it("are followed only where the caller lets them", async () => {
    const server = await serve({ "/a": redirect("/noibo/b"), "/noibo/b": page("kín") });
    const mayFollow = async (url: string) => !url.includes("/noibo/");
    await expect(open().get(`${server.origin}/a`, { mayFollow })).rejects.toThrow(/không được phép/);
    expect(server.requests).toHaveLength(1);
  });
});

describe("private addresses", () => {
  it.each(["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"])(
    "are refused unless the source allows them: %s",
    async (host) => {
      const server = await serve({ "/": page("kín") });
      await expect(open().get(`http://${host}:${server.port}/`, { allowPrivate: false })).rejects.toThrow(/mạng nội bộ/);
      expect(server.requests).toHaveLength(0);
    },
  );

  it("are refused as virtual hosts, too", async () => {
    const resolve = () => ({ address: "127.0.0.1", port: 9 });
    await expect(open({ resolve }).get("http://vungcao.test/", { allowPrivate: false })).rejects.toThrow(/mạng nội bộ/);
  });

  it("are refused behind a redirect of a public site", async () => {
    const inner = await serve({ "/": page("kín") });
    const dispatcher = new MockAgent();
    const reply = { headers: { location: `http://127.0.0.1:${inner.port}/` } };
    dispatcher.get("http://bao.vn").intercept({ path: "/a" }).reply(302, "", reply);
    await expect(open({ dispatcher }).get("http://bao.vn/a", { allowPrivate: false })).rejects.toThrow(/127\.0\.0\.1.*mạng nội bộ/);
    expect(inner.requests).toHaveLength(0);
  });
});

describe("what would fill memory or never end", () => {
  it("is refused: a bomb of gzip", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 9 });
    const server = await serve({ "/a": page(bomb, { "content-encoding": "gzip" }) });
    await expect(open().get(`${server.origin}/a`)).rejects.toThrow(/quá lớn/);
  });

  it("is refused: a bomb in a bomb, and packing that we did not offer", async () => {
    const nested = gzipSync(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
    const server = await serve({
      "/a": page(nested, { "content-encoding": "gzip, gzip" }),
      "/b": page("x", { "content-encoding": "gzip, gzip, gzip" }),
      "/c": page("x", { "content-encoding": "zstd" }),
    });
    const { get } = open();
    await expect(get(`${server.origin}/a`)).rejects.toThrow(/quá lớn/);
    await expect(get(`${server.origin}/b`)).rejects.toThrow(/nén theo cách không biết/);
    await expect(get(`${server.origin}/c`)).rejects.toThrow(/zstd/);
  });

  it("is refused: a body without end", async () => {
    const chunk = Buffer.alloc(256 * 1024, "x");
    const server = await serve({
      "/a": (_, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        const pour = () => {
          while (!response.destroyed && response.write(chunk));
          if (!response.destroyed) response.once("drain", pour);
        };
        pour();
      },
    });
    await expect(open({ timeoutSeconds: 10 }).get(`${server.origin}/a`)).rejects.toThrow(/quá lớn/);
  });

  it("is refused: packing without end", async () => {
    const member = gzipSync(Buffer.alloc(1024 * 1024));
    const server = await serve({
      "/a": (_, response) => {
        response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" });
        const pour = setInterval(() => response.write(member), 1);
        response.on("close", () => clearInterval(pour));
      },
    });
    await expect(open().get(`${server.origin}/a`)).rejects.toThrow(/quá lớn/);
  });

  it("is given up: one byte now and then, and an answer that never comes", async () => {
    const server = await serve({
      "/giot": (_, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        const drip = setInterval(() => response.write("x"), 50);
        response.on("close", () => clearInterval(drip));
      },
      "/im": () => {},
    });
    const { get } = open({ timeoutSeconds: 0.3 });
    await expect(get(`${server.origin}/giot`)).rejects.toThrow(/không trả lời kịp/);
    await expect(get(`${server.origin}/im`)).rejects.toBeInstanceOf(FetchFailed);
  });

  it("is refused: headers of 200 KB", async () => {
    const server = createPlainServer((socket) => {
      socket.on("error", () => {});
      socket.end(`HTTP/1.1 200 OK\r\nx-dai: ${"x".repeat(200_000)}\r\ncontent-length: 0\r\n\r\n`);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => void server.close());
    const bound = server.address();
    const port = typeof bound === "object" && bound !== null ? bound.port : 0;
    await expect(open().get(`http://127.0.0.1:${port}/`)).rejects.toThrow(/quá lớn/);
  });

  it("is cut where the caller wants the beginning alone", async () => {
    const server = await serve({ "/robots.txt": page("a".repeat(1000)) });
    const answer = await open().fetcher.ask({
      url: `${server.origin}/robots.txt`,
      allowPrivate: true,
      signal: never,
      overlong: "cut",
      maxBytes: 100,
    });
    expect(answer.body).toHaveLength(100);
  });
});

it("refuses media types that nobody reads", async () => {
  const server = await serve({ "/a": page("x", { "content-type": "video/mp4" }), "/b": page("x", { "content-type": "application/pdf" }) });
  await expect(open().get(`${server.origin}/a`)).rejects.toThrow(/video\/mp4/);
  await expect(open().get(`${server.origin}/b`)).resolves.toMatchObject({ kind: "page" });
});

it("ends at once, with the run's own reason, when the run is aborted", async () => {
  const server = await serve({ "/im": () => {} });
  const controller = new AbortController();
  const waiting = open().get(`${server.origin}/im`, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error("dừng")), 30);
  await expect(waiting).rejects.toThrow("dừng");
});

it.each([
  ["120", 120],
  ["Fri, 20 Nov 2026 02:01:30 GMT", 90],
  ["Fri, 20 Nov 2020 02:00:00 GMT", 0],
  ["soon", null],
  [undefined, null],
])("understands Retry-After %j", (value, seconds) => {
  expect(retryAfterSeconds(value, "2026-11-20T02:00:00Z")).toBe(seconds);
});
