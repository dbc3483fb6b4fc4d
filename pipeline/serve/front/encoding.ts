import { promisify } from "node:util";
import { brotliCompress, constants, createGzip, gzip } from "node:zlib";
import type { Header } from "./plain.ts";

export type Encoding = "br" | "gzip";

/** Shorter bodies gain nothing. */
const LEAST_BYTES = 1000;
const TEXT = /^(?:text\/|image\/svg\+xml|application\/(?:[a-z.+-]+\+)?(?:json|xml|javascript|ndjson|yaml))/u;

/** The encoding a client takes (RFC 9110 §12.5.3), the smaller one first; null for none. */
export function encodingFor(accept: string | undefined): Encoding | null {
  if (accept === undefined) return null;
  const weights = new Map(accept.split(",").map((part) => weightOf(part)));
  const weight = (name: string): number => weights.get(name) ?? weights.get("*") ?? 0;
  if (weight("br") === 0 && weight("gzip") === 0) return null;
  return weight("br") >= weight("gzip") ? "br" : "gzip";
}

function weightOf(part: string): [string, number] {
  const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith("q="));
  const weight = q === undefined ? 1 : Number(q.slice(2));
  return [name, Number.isFinite(weight) ? weight : 0];
}

/** Would a body with these headers get smaller? */
export function isCompressible(headers: readonly Header[], bytes: number | null): boolean {
  if (bytes !== null && bytes < LEAST_BYTES) return false;
  if (headerOf(headers, "content-encoding") !== undefined) return false;
  return TEXT.test(headerOf(headers, "content-type") ?? "");
}

/** The value of a header; names are compared without regard to case. */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Quality 4 of brotli takes a page of 60 kB in under a millisecond, to within a tenth of what the highest reaches in fifty. */
export async function compress(body: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  if (encoding === "gzip") return await gzipped(body, { level: 5 });
  return await brotlied(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength } });
}

/** For bodies that come in pieces. */
export const compressor = () => createGzip({ level: 4 });
