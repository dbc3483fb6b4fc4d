import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** A body that is longer, once unpacked, than its limit. */
export class Overlong extends Error {}

/** A `Content-Encoding` that we did not offer. */
export class UnknownEncoding extends Error {}

const unpackers: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/** What we offer in `Accept-Encoding`. */
export const acceptEncoding = "gzip, deflate, br";

/** Nobody packs twice in earnest. */
const maxLayers = 2;

/**
 * The unpacked bytes of a body. No more than `maxBytes` are ever held: what is longer throws Overlong, or is cut there.
 * @throws Overlong, UnknownEncoding, and the errors of zlib for a body that is cut off or damaged.
 */
export async function readBody(
  body: Readable,
  encodings: string,
  limit: { maxBytes: number; overlong: "refuse" | "cut" },
): Promise<Uint8Array> {
  const unpacked = unpack(body, encodings);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of unpacked) {
    const bytes: Uint8Array = chunk;
    chunks.push(bytes);
    size += bytes.length;
    if (size > limit.maxBytes) break;
  }
  if (size <= limit.maxBytes) return Buffer.concat(chunks, size);
  // Cutting a body off is reported on the body itself, where nobody reads any more.
  body.on("error", () => {});
  body.destroy();
  if (limit.overlong === "refuse") throw new Overlong(`more than ${limit.maxBytes} bytes`);
  return Buffer.concat(chunks, size).subarray(0, limit.maxBytes);
}

function unpack(body: Readable, encodings: string): Readable {
  const layers = encodings
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "identity");
  if (layers.length > maxLayers) throw new UnknownEncoding(encodings);
  return layers.reverse().reduce<Readable>((inner, name) => {
    const make = unpackers[name];
    if (make === undefined) throw new UnknownEncoding(encodings);
    // The reader of the last stream sees every error that pipeline reports here.
    return pipeline(inner, make(), () => {});
  }, body);
}
