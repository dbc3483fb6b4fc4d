#!/usr/bin/env node
// `npm test`: types, lint, unit and integration tests, browser tests, accuracy floors; the last line sums all parts.
import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** Without colours: some tools take FORCE_COLOR for yes whatever its value. */
const { FORCE_COLOR: _, ...plain } = process.env;
const env = { ...plain, NO_COLOR: "1" };

/** Runs a command with its output shown and kept. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env });
    let output = "";
    const keep = (stream) => (chunk) => {
      output += chunk;
      stream.write(chunk);
    };
    child.stdout.on("data", keep(process.stdout));
    child.stderr.on("data", keep(process.stderr));
    child.on("close", (code) => resolve({ code: code ?? 1, output: stripVTControlCharacters(output) }));
  });
}

const bin = (name) => `node_modules/.bin/${name}`;
/** A part whose success is one check. */
const single = ({ code }) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
/** The `Tests` line of vitest. A crash before any test, and a run of no test at all, counts as one failure. */
const vitest = ({ code, output }) => {
  const line = output.split("\n").findLast((text) => /^\s*Tests\s/.test(text)) ?? "";
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  const [passed, failed] = [count("passed"), count("failed")];
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
};
/** `N passed, N failed` anywhere at the end. */
const floors = ({ code, output }) => {
  const match = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
  return match ? { passed: Number(match[1]), failed: Number(match[2]) } : { passed: 0, failed: code === 0 ? 0 : 1 };
};

const PARTS = [
  ["types", bin("tsc"), ["--noEmit"], single],
  ["types of page scripts", bin("tsc"), ["--noEmit", "-p", "pipeline/serve/script"], single],
  ["lint and format", bin("biome"), ["check", "."], single],
  ["tests", bin("vitest"), ["run", "--exclude", "test/browser/**"], vitest],
  ["browser", bin("vitest"), ["run", "test/browser"], vitest],
  ["accuracy", "node", ["scripts/dangvu.mjs", "evaluate", "--floors"], floors],
];

const total = { passed: 0, failed: 0 };
for (const [name, command, args, count] of PARTS) {
  console.log(`\n── ${name}`);
  const { passed, failed } = count(await run(command, args));
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
