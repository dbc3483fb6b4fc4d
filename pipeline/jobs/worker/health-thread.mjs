// @ts-check
import { writeSync } from "node:fs";
import { createServer } from "node:http";
import { workerData } from "node:worker_threads";

/**
 * Answers probes while the main thread reads a long document or waits for the database, and ends the process when it does so for too long.
 * @typedef {{ beats: SharedArrayBuffer, state: SharedArrayBuffer, port: import("node:worker_threads").MessagePort, host: string, httpPort: number, isFixed: boolean,
 *   staleSeconds: number, limitSeconds: number }} Options
 */
const { beats, state, port, host, httpPort, isFixed, staleSeconds, limitSeconds } = /** @type {Options} */ (workerData);

/** When each loop turned last, in milliseconds since 1970; infinite for one that is not there. */
const turns = new Float64Array(beats);
/** 1: ready, as far as is known. */
const ready = new Int32Array(state);
/** The metrics are asked for anew at each request; what the main thread cannot tell within this time is told as it was. */
const PATIENCE_MS = 1000;

const secondsSince = () => (Date.now() - Math.min(...turns)) / 1000;
const isAlive = () => secondsSince() < staleSeconds;
const isReady = () => isAlive() && Atomics.load(ready, 0) === 1;

let metrics = "";
/** @type {Set<() => void>} */
const waiting = new Set();
port.on("message", (/** @type {string} */ text) => {
  metrics = text;
  for (const wake of waiting) wake();
  waiting.clear();
});

function freshMetrics() {
  return new Promise((/** @type {(done?: unknown) => void} */ resolve) => {
    setTimeout(resolve, PATIENCE_MS).unref();
    waiting.add(resolve);
    port.postMessage("metrics");
  });
}

/** @param {import("node:http").ServerResponse} response @param {boolean} is @param {string} detail */
function tell(response, is, detail) {
  response.writeHead(is ? 200 : 503, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(`${JSON.stringify({ ok: is, ...JSON.parse(detail) })}\n`);
}

const server = createServer(async (request, response) => {
  const path = (request.url ?? "/").split("?")[0];
  const detail = JSON.stringify({ secondsSinceTurn: Math.round(secondsSince() * 10) / 10 });
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
  } else if (path === "/healthz") tell(response, isAlive(), detail);
  else if (path === "/readyz") tell(response, isReady(), detail);
  else if (path === "/metrics") {
    await freshMetrics();
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" }).end(metrics);
  } else response.writeHead(404).end();
});
server.requestTimeout = 5000;
server.headersTimeout = 5000;

let isRetried = false;
server.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code === "EADDRINUSE" && !isFixed && !isRetried) {
    // Another worker on this machine has the usual port.
    isRetried = true;
    server.listen(0, host);
  } else port.postMessage({ failed: `${error.code ?? ""} ${error.message}` });
});
server.on("listening", () => {
  const address = server.address();
  port.postMessage({
    address: typeof address === "object" && address !== null ? `http://${host.includes(":") ? `[${host}]` : host}:${address.port}` : "",
  });
});
if (httpPort >= 0) server.listen(httpPort, host);

setInterval(() => {
  if (secondsSince() < limitSeconds) return;
  const told = { time: new Date().toISOString(), level: "error", event: "worker/stuck", seconds: Math.round(secondsSince()) };
  // The thread's own stderr goes by the main thread, which is stuck.
  writeSync(2, `${JSON.stringify(told)}\n`);
  process.kill(process.pid, "SIGKILL");
}, 1000);
