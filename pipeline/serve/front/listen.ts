import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { frontWords } from "../../labels/front.ts";
import { WrongUse } from "../../types/errors.ts";
import { type Front, type FrontOptions, makeFront } from "./front.ts";
import { Overloaded } from "./plain.ts";

/** An open server: its address, and how to end it. */
export interface Listening {
  readonly url: string;
  /** Takes no more requests, lets those under way end (for `GRACE_MS`), then closes; what answers behind it is closed too. */
  readonly close: () => Promise<void>;
  readonly front: Front;
}

/** How long clients may take. Whoever sends slower than people and programs do holds a connection that others need. */
export interface Patience {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly idleMs: number;
  /** How long requests under way may go on at the end. */
  readonly graceMs: number;
}

export const PATIENCE: Patience = { headersMs: 10_000, requestMs: 20_000, idleMs: 10_000, graceMs: 5000 };
/** A client that does not take its answer is let go after so long. */
const STALLED_MS = 120_000;
const CONNECTIONS = 1000;
const HEADER_BYTES = 16_384;

export interface Place {
  /** 0 takes any free port. */
  readonly port: number;
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  readonly patience?: Patience;
}

/** Serves until `close`. Throws WrongUse when the port is taken, not allowed or out of range. */
export function openFront(options: FrontOptions, { port, host = "127.0.0.1", patience = PATIENCE }: Place): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65535) return Promise.reject(wrongPort(port));
  const front = makeFront({ ...options, hosts: [...(options.hosts ?? []), host] });
  const server = makeServer(front, patience);
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(describeListenError(cause, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      const open = typeof address === "object" && address !== null ? address.port : port;
      const end = async () => {
        await closeServer(server, patience.graceMs);
        await options.backend.close();
      };
      let ended: Promise<void> | null = null;
      const close = () => {
        ended ??= end();
        return ended;
      };
      resolve({ url: `http://${host.includes(":") ? `[${host}]` : host}:${open}`, close, front });
    });
  });
}

/** Throws WrongUse for a port that cannot be had. */
export async function checkPlace(place: Place): Promise<void> {
  const backend = { ask: () => Promise.reject(new Overloaded("only tried")), close: async () => undefined };
  const quiet = { now: () => new Date(), log: () => undefined, count: () => undefined };
  await (await openFront({ ...quiet, backend }, place)).close();
}

function makeServer(front: Front, { headersMs, requestMs, idleMs }: Patience): Server {
  const limits = { maxHeaderSize: HEADER_BYTES, headersTimeout: headersMs, requestTimeout: requestMs, keepAliveTimeout: idleMs };
  const server = createServer({ ...limits, connectionsCheckingInterval: Math.min(2000, headersMs / 2) }, front.handle);
  server.maxConnections = CONNECTIONS;
  server.setTimeout(STALLED_MS);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => answerUnreadable(error, socket as Socket));
  return server;
}

const UNREADABLE: Readonly<Record<string, 408 | 431>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** What cannot be read as a request has no address: it is answered as the API answers. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = UNREADABLE[error.code ?? ""] ?? 400;
  const { title, detail } = frontWords(status, "vi");
  const body = JSON.stringify({ type: "about:blank", title, status, detail });
  const head = ["Content-Type: application/problem+json; charset=utf-8", `Content-Length: ${Buffer.byteLength(body)}`, "Connection: close"];
  const reason = { 400: "Bad Request", 408: "Request Timeout", 431: "Request Header Fields Too Large" }[status];
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${head.join("\r\n")}\r\n\r\n${body}`);
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close((error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
    server.closeIdleConnections();
  });
}

const OTHER_PORT = "Chọn cổng khác, ví dụ: --port 8378.";

function wrongPort(port: number): WrongUse {
  return new WrongUse(`Không có cổng ${port}; cổng là số nguyên từ 0 đến 65535.`, OTHER_PORT);
}

function describeListenError(cause: NodeJS.ErrnoException, host: string, port: number): WrongUse {
  if (cause.code === "EADDRINUSE") return new WrongUse(`Cổng ${port} trên ${host} đang được chương trình khác dùng.`, OTHER_PORT, cause);
  if (cause.code === "EACCES") return new WrongUse(`Không được phép mở cổng ${port} trên ${host}.`, OTHER_PORT, cause);
  return new WrongUse(`Không mở được cổng ${port} trên ${host} (${cause.code ?? cause.message}).`, OTHER_PORT, cause);
}
