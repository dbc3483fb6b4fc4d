#!/usr/bin/env node
// Node 20 cannot run TypeScript by itself: tsx translates the modules as they are imported.
import { register } from "tsx/esm/api";

register();
const { main } = await import("./dangvu.ts");
process.exitCode = await main(process.argv.slice(2));
