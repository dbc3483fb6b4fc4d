import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { SampleReport } from "./press.ts";
import { buildResources, type Edition, type Resource, type Resources } from "./resources.ts";

/** A request that the farm answered. `at` is in milliseconds of a clock that never jumps. */
export interface FarmRequest {
  readonly host: string;
  readonly path: string;
  readonly status: number;
  readonly conditional: boolean;
  readonly userAgent: string;
  readonly at: number;
}

/** The running farm: one server for all virtual hosts. */
export interface Farm {
  /** Where a virtual host listens; null for a name that is none of the farm's. */
  readonly resolve: (host: string) => { readonly address: string; readonly port: number } | null;
  readonly port: number;
  readonly hosts: readonly string[];
  /** What was asked since the start, oldest first. */
  readonly requests: readonly FarmRequest[];
  readonly setEdition: (edition: Edition) => void;
  readonly close: () => Promise<void>;
}

export interface FarmOptions {
  readonly press: readonly SampleReport[];
  /** 1 serves the first text of corrected reports, 2 the corrected one. */
  readonly edition: Edition;
  /** What pages show as today. */
  readonly now?: () => Date;
  readonly log?: (request: FarmRequest) => void;
}

const address = "127.0.0.1";

/** When pages were last changed, as the servers say: in the first edition, and those that differ in the second. */
const modified = { first: "Sun, 01 Nov 2026 01:00:00 GMT", corrected: "Sun, 15 Nov 2026 02:30:00 GMT" };

/** Starts the farm on a free port of this machine. */
export async function startFarm({ press, edition, now = () => new Date("2026-11-20T00:00:00Z"), log }: FarmOptions): Promise<Farm> {
  const editions = { 1: buildResources(press, 1, now()), 2: buildResources(press, 2, now()) };
  const requests: FarmRequest[] = [];
  let current = edition;
  const server = createServer((request, response) => {
    const status = answer(request, response, editions, current);
    const entry = describeRequest(request, status);
    requests.push(entry);
    log?.(entry);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, address, resolve);
  });
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  return {
    resolve: (host) => (editions[1].has(host) ? { address, port } : null),
    port,
    hosts: [...editions[1].keys()],
    requests,
    setEdition: (next) => {
      current = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function hostOf(request: IncomingMessage): string {
  return (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
}

function describeRequest(request: IncomingMessage, status: number): FarmRequest {
  const { headers, url } = request;
  const conditional = headers["if-none-match"] !== undefined || headers["if-modified-since"] !== undefined;
  return { host: hostOf(request), path: url ?? "/", status, conditional, userAgent: headers["user-agent"] ?? "", at: performance.now() };
}

function answer(request: IncomingMessage, response: ServerResponse, editions: Record<Edition, Resources>, edition: Edition): number {
  const find = (which: Edition) => editions[which].get(hostOf(request))?.get(request.url ?? "/");
  const resource = find(edition);
  if (resource === undefined) {
    response.writeHead(404, { "content-type": "text/html; charset=utf-8" }).end("<html><body><h1>Không tìm thấy trang</h1></body></html>");
    return 404;
  }
  const validators = validatorsOf(resource, find(1)?.version !== resource.version);
  if (isUnchanged(request, validators)) {
    response.writeHead(304, validators).end();
    return 304;
  }
  send(request, response, resource, validators);
  return 200;
}

function validatorsOf({ version, validator }: Resource, isCorrected: boolean): Record<string, string> {
  const tag = { etag: `"${version}"` };
  const date = { "last-modified": isCorrected ? modified.corrected : modified.first };
  if (validator === "both") return { ...tag, ...date };
  return validator === "etag" ? tag : date;
}

/** RFC 9110, 13.2.2: with both validators the entity tag alone decides. */
function isUnchanged({ headers }: IncomingMessage, validators: Readonly<Record<string, string>>): boolean {
  if (headers["if-none-match"] !== undefined && validators.etag !== undefined) return headers["if-none-match"] === validators.etag;
  const since = headers["if-modified-since"];
  return since !== undefined && validators["last-modified"] !== undefined && Date.parse(since) >= Date.parse(validators["last-modified"]);
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { type, body }: Resource,
  validators: Readonly<Record<string, string>>,
): void {
  const packs = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  const content = packs ? gzipSync(body, { level: 1 }) : body;
  const encoding = packs ? { "content-encoding": "gzip", vary: "Accept-Encoding" } : {};
  response.writeHead(200, { ...validators, ...encoding, "content-type": type, "content-length": content.length });
  response.end(request.method === "HEAD" ? undefined : content);
}
