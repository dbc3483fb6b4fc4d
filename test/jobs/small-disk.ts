import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of so many kilobytes at a folder of its own; null where this process may mount none. */
export function mountSmallDisk(kilobytes: number): { readonly folder: string; readonly unmount: () => void } | null {
  const folder = mkdtempSync(join(tmpdir(), "dangvu-disk-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  if (process.platform !== "linux" || spawnSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder]).status !== 0) {
    remove();
    return null;
  }
  return {
    folder,
    unmount: () => {
      // Lazily: a file that a failed opening left open must not hold up the test.
      spawnSync("umount", ["-l", folder]);
      remove();
    },
  };
}
