import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer as createSecureServer } from "node:https";
import type { Socket } from "node:net";
import { join } from "node:path";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { crawl } from "../../pipeline/crawl/crawl.ts";
import { type FetcherOptions, makeFetcher, type PageRequest } from "../../pipeline/crawl/fetch.ts";
import { type FailureKind, failureKind } from "../../pipeline/crawl/fetch-errors.ts";
import { Frontier } from "../../pipeline/crawl/frontier.ts";
import { DangvuError } from "../../pipeline/types/errors.ts";
import type { Page } from "../../pipeline/types/page.ts";
import { page, redirect, routes, startServer } from "./local-server.ts";
import { makeRun } from "./make-run.ts";
import { makeSource } from "./make-source.ts";
import { startRawServer } from "./raw-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const head = (...lines: readonly string[]): string => ["HTTP/1.1 200 OK", "content-type: text/html", ...lines, "", ""].join("\r\n");
const every = (milliseconds: number, socket: Socket, write: () => void): void => {
  const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : write()), milliseconds);
};
const dripping = (socket: Socket): void => {
  const whole = head("content-length: 1");
  let at = 0;
  every(20, socket, () => void socket.write(whole.slice(at, ++at)));
};
const bomb = Buffer.alloc(64 * 1024 * 1024);
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const packed = (encoding: string, body: Buffer) => (socket: Socket) => {
  socket.write(head(`content-encoding: ${encoding}`, `content-length: ${body.length}`));
  socket.end(body);
};
const asCode = (socket: Socket): void => {
  const field = `x-${"a".repeat(1_000)}: ${"b".repeat(9_000)}\r\n`;
  socket.write("HTTP/1.1 200 OK\r\n");
  for (let n = 0; n < 1_000 && !socket.destroyed; n++) socket.write(field);
};

/** What a server does, and what its page then failed for; null where a page comes of it all the same. */
const cases: readonly (readonly [what: string, kind: FailureKind | null, answer: (socket: Socket) => void])[] = [
  ["headers that come a byte at a time", "timeout", (socket) => dripping(socket)],
  [
    "a header that never ends",
    "timeout",
    (socket) => {
      socket.write("HTTP/1.1 200 OK\r\nx-dai: ");
      every(20, socket, () => void socket.write("x"));
    },
  ],
  ["nothing at all", "timeout", () => {}],
  [
    "a body of a byte now and then",
    "timeout",
    (socket) => {
      socket.write(head("content-length: 100000"));
      every(20, socket, () => void socket.write("x"));
    },
  ],
  [
    "a body without end",
    "too-large",
    (socket) => {
      socket.write(head());
      const chunk = Buffer.alloc(512 * 1024, "x");
      const pour = (): void => {
        while (!socket.destroyed && socket.write(chunk));
        if (!socket.destroyed) socket.once("drain", pour);
      };
      pour();
    },
  ],
  ["a bomb of gzip", "too-large", packed("gzip", gzipSync(bomb))],
  ["a bomb of brotli", "too-large", packed("br", brotliCompressSync(bomb, brotli))],
  ["a bomb of deflate", "too-large", packed("deflate", deflateSync(bomb))],
  ["a bomb in a bomb", "too-large", packed("gzip, br", brotliCompressSync(gzipSync(bomb), brotli))],
  ["packing in seven layers", "encoding", packed("gzip, gzip, gzip, gzip, gzip, gzip, gzip", gzipSync("x"))],
  ["packing that is damaged", "cut-off", packed("gzip", Buffer.from("đây không phải gzip"))],
  ["10 MB of headers", "too-large", asCode],
  [
    "900 headers",
    "too-large",
    (socket) => socket.end(head(...Array.from({ length: 900 }, (_, n) => `x${n}: 1`), "content-length: 1") + "x"),
  ],
  ["a longer Content-Length than its body", "cut-off", (socket) => socket.end(`${head("content-length: 1000")}ngắn`)],
  [
    "a connection cut in the middle of the body",
    "cut-off",
    (socket) => {
      socket.write(`${head("content-length: 1000")}một nửa`);
      setTimeout(() => socket.resetAndDestroy(), 20);
    },
  ],
  ["a chunk that never comes to its end", "cut-off", (socket) => socket.end(`${head("transfer-encoding: chunked")}ff\r\nmột`)],
  ["chunks with a length that is none", "protocol", (socket) => socket.end(`${head("transfer-encoding: chunked")}zz\r\nmột\r\n0\r\n\r\n`)],
  ["two lengths that differ", "protocol", (socket) => socket.end(`${head("content-length: 1", "content-length: 9")}x`)],
  ["HTTP/0.9", "protocol", (socket) => socket.end("<html>chào</html>")],
  ["another protocol", "protocol", (socket) => socket.end("220 thu.bao.vn ESMTP\r\n")],
  [
    "1xx without end",
    "timeout",
    (socket) => every(5, socket, () => void socket.write("HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n")),
  ],
  ["the end of the connection at once", "cut-off", (socket) => void socket.end()],
  ["HTTP/1.0 without a length", null, (socket) => socket.end("HTTP/1.0 200 OK\r\ncontent-type: text/html\r\n\r\ntrang")],
  ["a shorter Content-Length than its body", null, (socket) => socket.end(`${head("content-length: 5")}trang và còn nữa`)],
  [
    "a charset that is a lie",
    null,
    (socket) => socket.end(`${head("content-type: text/html; charset=khong-co", "content-length: 5")}trang`),
  ],
];

function open(options: Partial<FetcherOptions> = {}) {
  const fetcher = makeFetcher({ contact: "toa-soan@bao.vn", timeoutSeconds: 0.8, ...options });
  onTestFinished(() => fetcher.close());
  const get = (url: string, rest: Partial<PageRequest> = {}) =>
    fetcher.get({
      url,
      source: "thu",
      allowPrivate: true,
      signal: new AbortController().signal,
      fetchedAt: "2026-11-20T02:00:00.000Z",
      ...rest,
    });
  return { fetcher, get };
}

const failureOf = async (work: Promise<unknown>): Promise<unknown> => work.then(() => null).catch((error: unknown) => error);

describe("a server that answers with", () => {
  it.each(cases)("%s costs little time and memory, and is called %s", { timeout: 20_000 }, async (_, kind, answer) => {
    const server = await startRawServer(answer);
    const { get } = open();
    const [began, before] = [performance.now(), process.memoryUsage().rss];
    const error = await failureOf(get(`${server.origin}/a`));
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024);
    if (kind === null) expect(error).toBeNull();
    else {
      expect(error).toBeInstanceOf(DangvuError);
      expect(failureKind(error)).toBe(kind);
    }
  });

  it("a second answer that nobody asked for never has it taken for another page", async () => {
    const first = `${head("content-length: 3")}một`.replace("content-length: 3", `content-length: ${Buffer.byteLength("một")}`);
    const forged = head("content-length: 3") + "gia";
    const server = await startRawServer((socket, request) => {
      if (request.includes("/mot")) socket.write(first + forged);
      else socket.end(`${head("content-length: 3")}hai`);
    });
    const { get } = open();
    const bodies: string[] = [];
    for (const path of ["/mot", "/hai"]) {
      const fetched = await get(server.origin + path);
      if (fetched.kind === "page") bodies.push(Buffer.from(fetched.page.body).toString());
    }
    expect(bodies).toEqual(["một", "hai"]);
  });
});

describe("a redirect", () => {
  it.each([
    ["in a circle", redirect("/a"), "redirect"],
    ["to a file", redirect("file:///etc/passwd"), "redirect"],
    ["to another protocol", redirect("ftp://bao.vn/a"), "redirect"],
    ["with a password in it", redirect("http://a:b@bao.vn/"), "redirect"],
    ["to nowhere", redirect("http://"), "redirect"],
  ] as const)("%s is refused", async (_, route, kind) => {
    const server = await startServer(routes({ "/a": route }));
    onTestFinished(() => server.close());
    expect(failureKind(await failureOf(open().get(`${server.origin}/a`)))).toBe(kind);
  });

  it("that goes on and on ends after six requests", async () => {
    const server = await startServer((request, response) => {
      response.writeHead(302, { location: `/${Number(/\d+/.exec(request.url ?? "")?.[0] ?? 0) + 1}` }).end();
    });
    onTestFinished(() => server.close());
    expect(failureKind(await failureOf(open().get(`${server.origin}/0`)))).toBe("redirect");
    expect(server.requests).toHaveLength(6);
  });
});

describe("an address inside a private network", () => {
  const outside = { allowPrivate: false };

  it.each([
    "127.0.0.1",
    "localhost",
    "localhost.",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "0.0.0.0",
    "10.0.0.1",
    "169.254.169.254",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[fd00::1]",
    "[fe80::1]",
  ])("is refused however it is written: %s", async (host) => {
    expect(failureKind(await failureOf(open().get(`http://${host}:9/`, outside)))).toBe("private-address");
  });

  type Lookup = NonNullable<FetcherOptions["lookup"]>;
  /** A name server that gives the next answer each time it is asked. */
  const nameServer = (...answers: readonly string[][]) => {
    let asked = 0;
    const lookup = ((_: string, __: unknown, done: (error: null, found: unknown) => void) => {
      const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    }) as unknown as Lookup;
    return { lookup, asked: () => asked };
  };

  it.each([[["127.0.0.1"]], [["10.1.2.3"]], [["1.1.1.1", "192.168.0.1"]], [["::1"]], [["::ffff:10.0.0.1"]]])(
    "is refused when a name leads there: %j",
    async (addresses) => {
      const { lookup } = nameServer(addresses);
      expect(failureKind(await failureOf(open({ lookup }).get("http://bao.vn:9/", outside)))).toBe("private-address");
    },
  );

  it("is refused when a name leads there only at the second question: what was checked is what is connected to", async () => {
    // The second answer would pass unseen if the check asked by itself and the connection asked again.
    const { lookup, asked } = nameServer(["192.0.2.1"], ["127.0.0.1"]);
    expect(failureKind(await failureOf(open({ lookup }).get("http://bao.vn:9/", outside)))).toBe("private-address");
    expect(asked()).toBe(1);
    const later = nameServer(["127.0.0.1"]);
    expect(failureKind(await failureOf(open({ lookup: later.lookup }).get("http://bao.vn:9/", outside)))).toBe("private-address");
  });
});

describe("a certificate that nobody vouches for", () => {
  function makeCertificate(folder: string): boolean {
    try {
      const [key, cert] = [join(folder, "khoa.pem"), join(folder, "chung-chi.pem")];
      const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
      execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", ...subject, "-keyout", key, "-out", cert], {
        stdio: "ignore",
      });
      return true;
    } catch {
      // No openssl on this machine: the test is left out with that reason.
      return false;
    }
  }

  it("is refused, unless the entry accepts it", async ({ skip }) => {
    const folder = temporaryFolder();
    if (!makeCertificate(folder)) return skip("cần openssl để làm chứng chỉ thử");
    const tls = { key: readFileSync(join(folder, "khoa.pem")), cert: readFileSync(join(folder, "chung-chi.pem")) };
    const server = createSecureServer(tls, (_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("trang"));
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    const bound = server.address();
    const url = `https://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}/`;
    const { get } = open({ timeoutSeconds: 4 });
    const error = await failureOf(get(url));
    expect(failureKind(error)).toBe("certificate");
    expect(error).toMatchObject({ hint: expect.stringContaining("acceptBadCertificate") });
    expect(await get(url, { acceptBadCertificate: true })).toMatchObject({ kind: "page" });
    // The connection that was let through serves nobody else.
    expect(failureKind(await failureOf(get(url)))).toBe("certificate");
  });
});

describe("a night with a hostile source", () => {
  it("goes on with the others, and tells each failure in one line", { timeout: 20_000 }, async () => {
    const bad = await startRawServer((socket, request) => {
      if (request.includes("/robots.txt")) socket.end("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
      else if (request.includes("/tin")) {
        const listing = Array.from({ length: cases.length }, (_, n) => `<a class="bai" href="/bai-${n}.html">bài</a>`).join("");
        socket.end(`${head(`content-length: ${Buffer.byteLength(listing)}`)}${listing}`);
      } else cases[Number(/bai-(\d+)/.exec(request)?.[1] ?? 0)]?.[2](socket);
    });
    const good = await startServer(routes({ "/tin": page('<a class="bai" href="/bai-1.html">bài</a>'), "/bai-1.html": page("tốt") }));
    onTestFinished(() => good.close());
    const frontier = new Frontier(join(temporaryFolder(), "hang-doi.db"));
    onTestFinished(() => frontier.close());
    const { fetcher } = open({ timeoutSeconds: 0.3 });
    const { run, lines } = makeRun();
    const got: Page[] = [];
    const onPage = async (found: Page) => {
      got.push(found);
      return "new" as const;
    };
    const sources = [makeSource(bad.origin, { id: "xau" }), makeSource(good.origin, { id: "tot" })];
    const [hostile, kind] = await crawl({ sources, frontier, fetcher, run, onPage });
    expect(kind).toMatchObject({ source: "tot", newPages: 1, failed: 0, stopped: null });
    expect(hostile!.failed).toBeGreaterThanOrEqual(3);
    const failures = Object.values(hostile!.failures).reduce((sum, count) => sum + count, 0);
    expect(failures).toBe(hostile!.failed + hostile!.refused);
    expect(lines.filter((line) => /^(?:fetch|page)\/.*"source":"xau"/u.test(line))).toHaveLength(failures);
    expect(got.map(({ source }) => source)).toContain("tot");
  });
});
