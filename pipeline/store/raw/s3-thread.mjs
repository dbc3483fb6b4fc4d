// @ts-check
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { answer, data } from "../../database/bridge-thread.mjs";

/**
 * @typedef {{ bucket: string, endpoint: string | null, region: string | null, isPathStyle: boolean, isConditional: boolean, timeoutMs: number }} Options
 * @typedef {{ op: "keep" | "replace", key: string, record: Uint8Array } | { op: "read", key: string }} Question
 */

const { bucket, endpoint, region, isPathStyle, isConditional, timeoutMs } = /** @type {Options} */ (data);

/** So often is a request tried that may pass at another time; pauses of 0.2, 0.4, … 6.4 s lie between. */
const MOST_TRIES = 7;
const FIRST_PAUSE_MS = 200;
/** One try of several: a request that hangs must leave time for another. */
const requestMs = Math.max(200, Math.floor(timeoutMs / 4));

// This client's version is pinned by the lock file: that later ones want a later Node tells users nothing.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const client = new S3Client({
  ...(endpoint === null ? {} : { endpoint }),
  ...(region === null ? {} : { region }),
  forcePathStyle: isPathStyle,
  // Tries are counted here, as they must hold the reading of the body too.
  maxAttempts: 1,
  // Other servers than Amazon's refuse heads that they do not know; Content-MD5 is known to all.
  requestChecksumCalculation: "WHEN_REQUIRED",
  responseChecksumValidation: "WHEN_REQUIRED",
  requestHandler: {
    connectionTimeout: Math.min(5000, requestMs),
    requestTimeout: requestMs,
    throwOnRequestTimeout: true,
    socketTimeout: requestMs,
  },
});

/** Does the server know `If-None-Match: *`? */
let knowsCondition = isConditional;

const statusOf = (/** @type {any} */ error) => error?.$metadata?.httpStatusCode ?? null;
/** What no other try will change. */
const FINAL = new Set(["CredentialsProviderError", "AbortError"]);
/** @param {any} error */
function mayPass(error) {
  const status = statusOf(error);
  if (FINAL.has(error?.name)) return false;
  if (status === null || status === 200) return true;
  return status === 408 || status === 409 || status === 429 || (status >= 500 && status !== 501) || error?.name === "RequestTimeTooSkewed";
}

/**
 * @template T
 * @param {AbortSignal} signal
 * @param {() => Promise<T>} work
 */
async function tried(signal, work) {
  let last = null;
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      // Where time has run out in the middle of a try, what went wrong before tells more.
      last = signal.aborted && last !== null ? last : error;
      if (tries >= MOST_TRIES || signal.aborted || !mayPass(error)) throw last;
    }
    const isOver = await pause(FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + Math.random() / 2), false, { signal }).catch(() => true);
    if (isOver) throw last;
  }
}

/** @param {{ key: string, record: Uint8Array, isNew: boolean, signal: AbortSignal }} put */
async function put({ key, record, isNew, signal }) {
  const input = {
    Bucket: bucket,
    Key: key,
    Body: record,
    ContentLength: record.length,
    ContentType: "application/gzip",
    ContentMD5: createHash("md5").update(record).digest("base64"),
    ...(isNew ? { IfNoneMatch: "*" } : {}),
  };
  await tried(signal, () => client.send(new PutObjectCommand(input), { abortSignal: signal }));
}

/** Writes an object that is not there; false: it is. @param {string} key @param {Uint8Array} record @param {AbortSignal} signal */
async function keep(key, record, signal) {
  if (!knowsCondition) {
    if (await isThere(key, signal)) return false;
    await put({ key, record, isNew: false, signal });
    return true;
  }
  try {
    await put({ key, record, isNew: true, signal });
    return true;
  } catch (error) {
    if (statusOf(error) === 412) return false;
    if (statusOf(error) !== 501) throw error;
    knowsCondition = false;
    return keep(key, record, signal);
  }
}

/** @param {string} key @param {AbortSignal} signal */
async function isThere(key, signal) {
  try {
    await tried(signal, () => client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal }));
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/** @param {string} key @param {AbortSignal} signal */
async function read(key, signal) {
  try {
    return await tried(signal, () => readOnce(key, signal));
  } catch (error) {
    if (/** @type {any} */ (error)?.name === "NoSuchKey") return null;
    throw error;
  }
}

/** @param {string} key @param {AbortSignal} signal */
async function readOnce(key, signal) {
  const response = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
  const body = /** @type {any} */ (response.Body);
  // The client's time-outs end with the head of the answer.
  const timer = setTimeout(() => body.destroy(Object.assign(new Error("the answer stopped half-way"), { name: "HalfAnswer" })), requestMs);
  try {
    const bytes = await body.transformToByteArray();
    if (response.ContentLength !== undefined && bytes.length !== response.ContentLength)
      throw new Error(`${bytes.length} of ${response.ContentLength} bytes`);
    return bytes;
  } catch (error) {
    throw Object.assign(new Error(String(error)), { name: "HalfAnswer" });
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Question} question @param {AbortSignal} signal */
async function handle(question, signal) {
  if (question.op === "read") return { record: await read(question.key, signal) };
  const { op, key, record } = question;
  if (op === "keep") return { isNew: await keep(key, record, signal) };
  await put({ key, record, isNew: false, signal });
  return { isNew: true };
}

answer(async (/** @type {Question} */ question) => {
  try {
    return await handle(question, AbortSignal.timeout(timeoutMs));
  } catch (error) {
    const { name, code, message } = /** @type {any} */ (error);
    return { error: { name: String(code ?? name ?? "Error"), status: statusOf(error), message: String(message) } };
  }
});
