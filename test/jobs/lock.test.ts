import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { takeLock } from "../../pipeline/jobs/lock.ts";
import { StoreBroken } from "../../pipeline/types/errors.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";

const HOLDER = `import { takeLock } from "./pipeline/jobs/lock.ts"; takeLock(process.argv[1]); console.log("giữ"); setInterval(() => {}, 1000);`;

/** A process that holds the lock of a folder until it is killed. */
async function holdElsewhere(folder: string) {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", HOLDER, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

it("is given to one run at a time, and again when it was given back", () => {
  const folder = temporaryFolder();
  const release = takeLock(folder);
  expect(() => takeLock(folder)).toThrow(/lượt chạy khác/u);
  release();
  release();
  takeLock(folder)();
});

it("is refused while another process lives, and free at once when that was killed, whatever the clock says", {
  timeout: 20_000,
}, async () => {
  const folder = temporaryFolder();
  const child = await holdElsewhere(folder);
  expect(() => takeLock(folder)).toThrow(StoreBroken);
  child.kill("SIGKILL");
  await once(child, "exit");
  const began = performance.now();
  takeLock(folder)();
  expect(performance.now() - began).toBeLessThan(1_000);
});

it("is not a stopped process's to lose: one that stands still holds it", { timeout: 20_000 }, async () => {
  const folder = temporaryFolder();
  const child = await holdElsewhere(folder);
  child.kill("SIGSTOP");
  expect(() => takeLock(folder)).toThrow(/lượt chạy khác/u);
});

it("takes the place of a file that is none", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "run.lock"), "12345\n");
  takeLock(folder)();
});

it("of two folders are two", () => {
  const [one, other] = [takeLock(temporaryFolder()), takeLock(temporaryFolder())];
  one();
  other();
});
