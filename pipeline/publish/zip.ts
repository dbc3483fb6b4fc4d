import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Chunks, Entry } from "../types/dataset.ts";

/** Lines are joined to pieces of about this size before they go through streams. */
const PIECE = 64 * 1024;

/** The same bytes in pieces of some size, text as UTF-8. */
export async function* inPieces(chunks: Chunks): AsyncGenerator<Buffer> {
  let text = "";
  for await (const chunk of chunks) {
    if (typeof chunk === "string") text += chunk;
    if (text.length >= PIECE || (typeof chunk !== "string" && text !== "")) {
      yield Buffer.from(text);
      text = "";
    }
    if (typeof chunk !== "string") yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
  if (text !== "") yield Buffer.from(text);
}

/** The time of all entries: equal data give equal archives. The oldest that the format knows. */
const MTIME = new Date(1980, 0, 1);

/** Adds a file and waits until it has been read. */
function add(file: ZipFile, { path, chunks }: Entry): Promise<void> {
  return new Promise((resolve, reject) => {
    file.addReadStreamLazy(path, { mtime: MTIME, forceDosTimestamp: true }, (give) => {
      const stream = Readable.from(inPieces(chunks()), { objectMode: false });
      stream.once("error", reject);
      stream.once("end", resolve);
      give(null, stream);
    });
  });
}

async function addAll(file: ZipFile, entries: Iterable<Entry>): Promise<void> {
  for (const entry of entries) await add(file, entry);
  file.end();
}

/**
 * Files as a ZIP archive, packed while it is read, entry after entry: an entry is asked for when the one before has been read. ZIP64 where it grows beyond 4 GB.
 * What an entry throws comes out here.
 */
export async function* zipOf(entries: Iterable<Entry>): AsyncGenerator<Buffer> {
  const file = new ZipFile();
  const output = file.outputStream as Readable;
  file.on("error", (error) => output.destroy(error));
  // Pipes do not hand errors on: the output is ended with them.
  addAll(file, entries).catch((error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))));
  for await (const chunk of output) yield chunk as Buffer;
}
