// Starts crawl-ours.ts as scripts/dangvu.mjs starts a night.
import { setFlagsFromString } from "node:v8";
import { register } from "tsx/esm/api";

setFlagsFromString("--heap-growing-percent=60");
register();
await import("./crawl-ours.ts");
