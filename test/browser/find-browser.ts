import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
/** Where systems without these names on the PATH keep a Chromium. */
const ELSEWHERE = [
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Quiet, and without a word to the network of its own. */
export const LAUNCH_FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The path of a Chromium on this machine: CHROMIUM_PATH, else one on the PATH, else one in the usual places; as root on Debian or Ubuntu
 * it is installed when there is none. Throws an error of one sentence that says what to install.
 */
export function findBrowser(): string {
  const found = findInstalled() ?? (canInstall() ? installChromium() : null);
  if (found !== null) return found;
  throw new Error(
    "No Chromium was found for the browser tests: install it (Debian, Ubuntu: apt-get install chromium) or set CHROMIUM_PATH to a Chromium or Chrome.",
  );
}

function findInstalled(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== "") {
    if (isRunnable(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which is no program that can be run.`);
  }
  const folders = ["/usr/bin", "/usr/local/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...ELSEWHERE];
  return candidates.find(isRunnable) ?? null;
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // the answer itself: not there, or not for us to run
  }
}

function canInstall(): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get") || !existsSync("/etc/os-release")) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync("/etc/os-release", "utf8"));
}

function installChromium(): string | null {
  const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeout: 300_000 } as const;
  try {
    execFileSync("apt-get", ["update", "-qq"], options);
    execFileSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
  } catch (error) {
    throw new Error("No Chromium was found and apt-get install chromium failed: install Chromium by hand or set CHROMIUM_PATH.", {
      cause: error,
    });
  }
  return findInstalled();
}
