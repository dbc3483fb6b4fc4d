// @ts-check
import pg from "pg";
import { answer, data } from "./bridge-thread.mjs";

/**
 * @typedef {{ url: string, readOnly: boolean, name: string, connectMs: number }} Options
 * @typedef {{ text: string, values: unknown[] } | { exec: string }} Statement
 * @typedef {{ isInside: boolean, questions: Statement[] }} Question
 */

const options = /** @type {Options} */ (data);

/** Values as SQLite gives them: numbers for whole and broken ones, 0 and 1 for truth, JSON as it was written. */
const PARSERS = new Map(
  /** @type {[number, (text: string) => unknown][]} */ ([
    [pg.types.builtins.INT8, Number],
    [pg.types.builtins.INT4, Number],
    [pg.types.builtins.INT2, Number],
    [pg.types.builtins.FLOAT4, Number],
    [pg.types.builtins.FLOAT8, Number],
    [pg.types.builtins.NUMERIC, Number],
    [pg.types.builtins.BOOL, (text) => (text === "t" ? 1 : 0)],
    [pg.types.builtins.BYTEA, (text) => new Uint8Array(Buffer.from(text.slice(2), "hex"))],
  ]),
);
const types = { getTypeParser: (/** @type {number} */ type) => PARSERS.get(type) ?? ((/** @type {string} */ text) => text) };

/** Names of prepared statements by their text; each connection prepares them anew. */
const names = new Map();
const MOST_PREPARED = 300;

/** @type {pg.Client | null} */
let client = null;

async function connected() {
  if (client !== null) return client;
  const made = new pg.Client({
    connectionString: options.url,
    application_name: options.name,
    connectionTimeoutMillis: options.connectMs,
    // What is asked together is sent together.
    pipeline: true,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5000,
    ...(options.readOnly ? { options: "-c default_transaction_read_only=on" } : {}),
    types: /** @type {any} */ (types),
  });
  const forget = () => {
    if (client === made) client = null;
  };
  made.on("error", forget);
  made.on("end", forget);
  await made.connect();
  client = made;
  return made;
}

/** Lists of years (POSTGRES.among): partitions are left out by what stands in the list, which a plan for all lists, as the server may make of a prepared statement, does not know. */
const OF_YEARS = /year = ANY\(json_bigints\(/u;

/** @param {string} text */
function nameOf(text) {
  if (OF_YEARS.test(text)) return undefined;
  if (!names.has(text) && names.size < MOST_PREPARED) names.set(text, `s${names.size}`);
  return names.get(text);
}

/**
 * The server's code of a failure. The driver itself refuses to log in without the password that the server asks for, and has no code for that: invalid_password.
 * @param {any} error
 */
const codeOf = (error) => (/^SASL|password must be a string/u.test(error?.message ?? "") ? "28P01" : (error?.code ?? ""));

/** Was the failure one of the connection, not of the question? Classes 08 and 57P, and what has no code of the server's. @param {string} code */
const isLost = (code) => !/^[0-9A-Z]{5}$/u.test(code) || /^(?:08|57P)/u.test(code) || code === "EPIPE";

/** @param {Statement} statement @returns {any} */
const asked = (statement) =>
  "exec" in statement ? { text: statement.exec } : { ...statement, name: nameOf(statement.text), rowMode: "array" };

answer(async (/** @type {Question} */ question) => {
  try {
    // Whoever had begun a transaction has lost it with the connection: what follows must not be done outside of one.
    if (question.isInside && client === null) throw new Error("the connection was lost inside a transaction");
    const db = await connected();
    const ends = await Promise.allSettled(question.questions.map((statement) => db.query(asked(statement))));
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    const results = ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
    const last = results[results.length - 1];
    const before = results.slice(0, -1).reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
    return { rows: last.rows ?? [], fields: (last.fields ?? []).map(({ name }) => name), count: last.rowCount ?? 0, before };
  } catch (error) {
    const code = codeOf(error);
    const lost = isLost(code);
    if (lost) {
      await client?.end().catch(() => {});
      client = null;
    }
    const { message, detail } = /** @type {any} */ (error);
    return { error: { message: message || String(error), code, detail: detail ?? "", lost } };
  }
});
