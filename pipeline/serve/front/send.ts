import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Answers, isKnown, type Kept } from "./answers.ts";
import { compress, compressor, type Encoding, encodingFor, headerOf, isCompressible } from "./encoding.ts";
import type { Header, PlainAnswer } from "./plain.ts";

/** Where an answer goes. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const takes = ({ request }: Exchange): Encoding | null => encodingFor(request.headers["accept-encoding"] as string | undefined);

/** Sends an answer that is kept: 304 to a client that has it, else its body in the encoding that the client takes. */
export async function sendKept(
  exchange: Exchange,
  { answers, address, kept }: { answers: Answers; address: string; kept: Kept },
): Promise<void> {
  const { headers, etag, body } = kept;
  if (isKnown(exchange.request.headers["if-none-match"], etag)) {
    exchange.response
      .writeHead(
        304,
        flat(
          withTag(
            headers.filter(([name]) => !/^content-/iu.test(name)),
            etag,
          ),
        ),
      )
      .end();
    return;
  }
  const encoding = takes(exchange);
  const encoded = encoding === null ? null : await answers.encoded(address, kept, encoding);
  if (encoding === null || encoded === null) end(exchange, 200, withTag(headers, etag), body);
  else end(exchange, 200, [...withTag(headers, weak(etag)), ["Content-Encoding", encoding]], encoded);
}

/** Sends an answer as it came, made smaller where the client takes that. */
export async function sendOnce(exchange: Exchange, { status, headers, body }: PlainAnswer): Promise<void> {
  const encoding = takes(exchange);
  if (!(body instanceof Uint8Array)) await sendPieces(exchange, { status, headers, body }, encoding !== null);
  else if (encoding === null || !isCompressible(headers, body.byteLength)) end(exchange, status, vary(headers), body);
  else end(exchange, status, [...vary(weakened(headers)), ["Content-Encoding", encoding]], await compress(body, encoding));
}

interface Pieces extends Omit<PlainAnswer, "body"> {
  readonly body: AsyncIterable<Uint8Array>;
}

async function sendPieces({ request, response }: Exchange, { status, headers, body }: Pieces, isSmaller: boolean): Promise<void> {
  if (request.method === "HEAD") {
    response.writeHead(status, flat(headers)).end();
    // Tells whoever makes the pieces that none is wanted.
    await body[Symbol.asyncIterator]().return?.();
    return;
  }
  // Which encodings there are is not known to whoever takes gzip for granted; those who sent the header take it nearly all.
  const gzips = isSmaller && /gzip|\*/u.test(String(request.headers["accept-encoding"])) && isCompressible(headers, null);
  response.writeHead(status, flat(gzips ? [...vary(weakened(headers)), ["Content-Encoding", "gzip"]] : headers));
  if (gzips) await pipeline(Readable.from(body), compressor(), response);
  else await pipeline(Readable.from(body), response);
}

function end({ request, response }: Exchange, status: number, headers: readonly Header[], body: Uint8Array): void {
  const hasBody = status !== 204 && status !== 304;
  response.writeHead(status, flat(hasBody ? [...headers, ["Content-Length", String(body.byteLength)]] : headers));
  response.end(request.method === "HEAD" || !hasBody ? undefined : body);
}

/** As Node takes them; a length that the application gave is ours to give. */
const flat = (headers: readonly Header[]): string[] =>
  headers.filter(([name], i) => !/^content-length$/iu.test(name) || i === headers.length - 1).flat();

const withTag = (headers: readonly Header[], etag: string): readonly Header[] => [
  ...vary(headers.filter(([name]) => !/^etag$/iu.test(name))),
  ["ETag", etag],
];

/** Compressed, a body is the same only in meaning. */
const weak = (etag: string): string => (etag.startsWith("W/") ? etag : `W/${etag}`);
const weakened = (headers: readonly Header[]): readonly Header[] =>
  headers.map(([name, value]) => [name, /^etag$/iu.test(name) ? weak(value) : value]);

/** Caches on the way must know that the body depends on the encoding asked for. */
function vary(headers: readonly Header[]): readonly Header[] {
  if (!isCompressible(headers, null)) return headers;
  const known = headerOf(headers, "vary");
  const rest = headers.filter(([name]) => !/^vary$/iu.test(name));
  return [
    ...rest,
    ["Vary", known === undefined || /accept-encoding/iu.test(known) ? (known ?? "Accept-Encoding") : `${known}, Accept-Encoding`],
  ];
}
