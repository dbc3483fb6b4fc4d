import type { IncomingMessage } from "node:http";
import type { FrontStatus } from "../../labels/front.ts";
import { isOurHost } from "./clients.ts";
import type { Header } from "./plain.ts";

/** Longer addresses are refused: the longest question of a page has 2,000 characters. */
const LONGEST_ADDRESS = 8000;

export interface Naming {
  /** Names of this host besides `localhost` and addresses of numbers, in small letters. */
  readonly hosts: ReadonlySet<string>;
  /** A proxy in front says whose a request is, and whether it came by https. */
  readonly trustProxy: boolean;
}

/** The address that a request asks for, or why it is refused. */
export function readTarget(request: IncomingMessage, { hosts, trustProxy }: Naming): URL | FrontStatus {
  const raw = request.url ?? "";
  if (raw.length > LONGEST_ADDRESS) return 414;
  const scheme = trustProxy && request.headers["x-forwarded-proto"] === "https" ? "https" : "http";
  // The absolute form (RFC 9112 §3.2.2) names the host itself. All else is put behind the host as text: read as a link, `//elsewhere` would be another host.
  const absolute = /^https?:\/\/([^/?#]*)(.*)$/iu.exec(raw);
  const host = absolute?.[1] ?? request.headers.host ?? "localhost";
  const path = absolute === null ? raw : absolute[2]?.replace(/^(?!\/)/u, "/");
  if (path === undefined || !path.startsWith("/")) return 400;
  if (!isOurHost(host, hosts)) return URL.canParse(`http://${host}/`) ? 421 : 400;
  return URL.canParse(`${scheme}://${host}${path}`) ? new URL(`${scheme}://${host}${path}`) : 400;
}

/** The header in which routes find whose request it is; what clients send under this name is dropped. */
export const CLIENT_HEADER = "x-dangvu-client";

/** What is between two hosts only (RFC 9110 §7.6.1), what the front sees to itself, and what only it may say. */
const DROPPED = new Set(
  `connection keep-alive proxy-connection transfer-encoding upgrade te trailer expect content-length accept-encoding ${CLIENT_HEADER}`.split(
    " ",
  ),
);

/** The headers that the application sees. */
export function headersOf(request: IncomingMessage, client: string): readonly Header[] {
  const headers: Header[] = [[CLIENT_HEADER, client]];
  const { rawHeaders } = request;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? "").toLowerCase();
    if (!DROPPED.has(name)) headers.push([name, rawHeaders[i + 1] ?? ""]);
  }
  return headers;
}

/** What was sent with a request; null when it is more than `most` bytes. */
export async function readBody(request: IncomingMessage, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers["content-length"] ?? 0) > most) return null;
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.byteLength;
    if (bytes > most) return null;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
