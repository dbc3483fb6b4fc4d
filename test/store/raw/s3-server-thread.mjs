// @ts-check
// A thread, as whoever asks for raw pages waits without turning its own loop: s3rver, and in front of it a door that does what failing servers do.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import http from "node:http";
import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import S3rver from "s3rver";

/**
 * @typedef {import("./s3-server.ts").Fault} Fault
 * @typedef {import("./s3-server.ts").Seen} Seen
 */

const behind = new S3rver({
  address: "127.0.0.1",
  port: 0,
  silent: true,
  directory: workerData.directory,
  configureBuckets: [{ name: "pages" }],
});

/**
 * As servers of this kind promise it: an object is whole, and there, when its writing is answered. s3rver answers before it has written.
 * @param {{ bucket: string, key: string, content: Buffer | AsyncIterable<Buffer>, metadata: unknown }} object
 */
behind.store.putObject = async ({ bucket, key, content, metadata }) => {
  const parts = [];
  if (Buffer.isBuffer(content)) parts.push(content);
  else for await (const part of content) parts.push(part);
  const whole = Buffer.concat(parts);
  const path = behind.store.getResourcePath(bucket, key, "object");
  const incoming = `${path}-${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(incoming, whole);
  await rename(incoming, path);
  const md5 = createHash("md5").update(whole).digest("hex");
  await behind.store.putMetadata(bucket, key, metadata, md5);
  return { size: whole.length, md5 };
};
const { port: portBehind } = await behind.run();

/** @type {Fault} */
let fault = { kind: "none" };
/** How many more requests are to fail. */
let left = 0;
/** What this server knows about `If-None-Match: *`. */
let condition = "ignored";
/** @type {Set<string>} */
const kept = new Set();
/** @type {Seen[]} */
const seen = [];

const xml = (/** @type {string} */ code) =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>made so</Message></Error>`;

/** @param {http.IncomingMessage} request @param {http.ServerResponse} response @param {Fault["kind"]} kind */
function forward(request, response, kind) {
  const { method, url = "", headers } = request;
  const asked = http.request({ host: "127.0.0.1", port: portBehind, method, path: url, headers }, (answer) => {
    const isGood = answer.statusCode === 200;
    if (method === "PUT" && isGood) kept.add(url);
    if (kind === "lost") return answer.resume().on("end", () => response.destroy());
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    if (kind === "none" || !isGood) return answer.pipe(response);
    answer.once("data", (chunk) => {
      answer.destroy();
      if (kind === "dripping") return drip(response, chunk);
      response.write(chunk.subarray(0, Math.ceil(chunk.length / 2)));
      if (kind === "half") setTimeout(() => response.destroy(), 20);
    });
  });
  asked.on("error", () => response.destroy());
  request.pipe(asked);
}

/** A byte now and then: never idle, never done. @param {http.ServerResponse} response @param {Buffer} chunk */
function drip(response, chunk) {
  let at = 0;
  const timer = setInterval(() => response.write(chunk.subarray(at, ++at)), 50);
  response.on("close", () => clearInterval(timer));
}

/** @param {http.IncomingMessage} request @param {http.ServerResponse} response @param {number} status @param {string} code */
function refuse(request, response, status, code) {
  request.resume();
  request.on("end", () =>
    response.writeHead(status, { "content-type": "application/xml" }).end(request.method === "HEAD" ? undefined : xml(code)),
  );
}

const door = http.createServer((request, response) => {
  const isConditional = request.headers["if-none-match"] === "*";
  seen.push({ method: request.method ?? "", isConditional });
  const isFailing = fault.kind !== "none" && left > 0;
  if (isFailing) left--;
  if (isFailing && fault.kind === "silent") return;
  if (isFailing && fault.kind === "cut") return request.socket.destroy();
  if (isFailing && fault.kind === "status") return refuse(request, response, fault.status, fault.code);
  if (isConditional && condition === "unknown") return refuse(request, response, 501, "NotImplemented");
  if (isConditional && condition === "known" && kept.has(request.url ?? "")) return refuse(request, response, 412, "PreconditionFailed");
  forward(request, response, isFailing ? fault.kind : "none");
});
await new Promise((resolve) => door.listen(0, "127.0.0.1", () => resolve(null)));

parentPort?.on("message", (/** @type {any} */ message) => {
  if ("fault" in message) [fault, left] = [message.fault, message.fault.times ?? Number.POSITIVE_INFINITY];
  if ("condition" in message) condition = message.condition;
  parentPort?.postMessage({ seen: seen.splice(0) });
});
const address = door.address();
parentPort?.postMessage({ port: typeof address === "object" ? address?.port : 0 });
