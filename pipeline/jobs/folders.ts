import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Makes a folder with the folders above it; one that is there already is left as it is. Throws the system's error. Each level is made by itself: below a
 * system folder that takes no entries (/proc), Node's own `recursive` tries for ever.
 */
export function makeFolders(folder: string): void {
  if (isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolders(parent);
  try {
    mkdirSync(folder);
  } catch (cause) {
    // Another process may have made it in between.
    if (!isFolder(folder)) throw cause;
  }
}
