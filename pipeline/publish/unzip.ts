import { createReadStream, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type Entry, openPromise, type ZipFile } from "yauzl";

/** Files by their names, in a folder or a ZIP archive alike. Functions throw the system's or yauzl's errors. */
export interface Files {
  /** Null for a name that is not there. */
  readonly open: (path: string) => Promise<Readable | null>;
  readonly close: () => void;
}

function folderFiles(folder: string): Files {
  const open = async (path: string): Promise<Readable | null> =>
    existsSync(join(folder, path)) ? createReadStream(join(folder, path)) : null;
  return { open, close: () => undefined };
}

async function entriesOf(archive: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    archive.once("error", reject);
    archive.once("end", resolve);
    archive.on("entry", (entry: Entry) => {
      entries.set(entry.fileName, entry);
      archive.readEntry();
    });
    archive.readEntry();
  });
  return entries;
}

async function archiveFiles(path: string): Promise<Files> {
  const archive = await openPromise(path, { lazyEntries: true, autoClose: false });
  const entries = await entriesOf(archive);
  return {
    open: async (name) => {
      const entry = entries.get(name);
      return entry === undefined ? null : archive.openReadStreamPromise(entry);
    },
    close: () => archive.close(),
  };
}

/** The files of a folder or of a ZIP archive. */
export async function openFiles(path: string): Promise<Files> {
  return statSync(path).isDirectory() ? folderFiles(path) : archiveFiles(path);
}
