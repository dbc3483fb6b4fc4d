#!/usr/bin/env node
// `npm run bench [NAME…] [-- --json]`: named figures of speed and size. Every bench is a file of scripts/bench that exports `bench`, which
// resolves to the figures, and may export `notes`; each runs in a process of its own, so that memory and warm-up are its own too.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { register } from "tsx/esm/api";

const folder = join(import.meta.dirname, "bench");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -3))
  .sort();

const USAGE = `Cách dùng: npm run bench [TÊN…] [-- --json] [-- --quick]\nCác phép đo: ${names.join(", ")}`;

function readArguments() {
  const options = { json: { type: "boolean" }, quick: { type: "boolean" }, help: { type: "boolean", short: "h" } };
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** One bench in this process. */
async function runHere(name, quick) {
  register();
  const { bench, notes = [] } = await import(`./bench/${name}.ts`);
  const figures = await bench({ quick });
  return { figures, notes };
}

/** One bench in a process of its own. Throws when it fails. */
function runApart(name, quick) {
  return new Promise((resolve, reject) => {
    const args = [import.meta.filename, name, "--json", ...(quick ? ["--quick"] : [])];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.on("close", (code) => {
      if (code === 0) resolve(JSON.parse(output)[name]);
      else reject(new Error(`Phép đo ${name} hỏng (mã thoát ${code}).`));
    });
  });
}

function printTable(name, { figures, notes }) {
  const entries = Object.entries(figures);
  const width = Math.max(...entries.map(([key]) => key.length));
  console.log(`\n${name}`);
  for (const [key, value] of entries) console.log(`  ${key.padEnd(width)}  ${value.toLocaleString("en-US").padStart(14)}`);
  for (const note of notes) console.log(`  · ${note}`);
}

async function main() {
  const { values, positionals, error } = readArguments();
  const unknown = positionals?.find((name) => !names.includes(name));
  if (error !== undefined || unknown !== undefined) {
    console.error(`${error ?? `Không có phép đo "${unknown}".`}\n${USAGE}`);
    return 2;
  }
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const chosen = positionals.length === 0 ? names : positionals;
  const run = chosen.length === 1 ? runHere : runApart;
  const results = {};
  for (const name of chosen) {
    results[name] = await run(name, values.quick === true);
    if (!values.json) printTable(name, results[name]);
  }
  if (values.json) console.log(JSON.stringify(results, null, 2));
  return 0;
}

process.exitCode = await main();
