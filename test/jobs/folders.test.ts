import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeFolders } from "../../pipeline/jobs/folders.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";

describe("making a folder", () => {
  it("makes what is missing above it, and once more changes nothing", () => {
    const folder = join(temporaryFolder(), "a", "b", "c");
    makeFolders(folder);
    makeFolders(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  it.each([
    ["a file that has its name", "file", "EEXIST"],
    ["a file above it", join("file", "below"), "ENOTDIR"],
  ])("fails at %s", (_, path, code) => {
    const parent = temporaryFolder();
    writeFileSync(join(parent, "file"), "");
    expect(() => makeFolders(join(parent, path))).toThrow(code);
  });

  it.runIf(existsSync("/proc/self"))("fails at once below a system folder that takes no entries", () => {
    expect(() => makeFolders("/proc/dangvu/store")).toThrow(/ENOENT|EACCES|EPERM/u);
  });
});
