// @ts-check
import pg from "pg";
import { answer, data } from "./bridge-thread.mjs";

/**
 * @typedef {{ url: string, readOnly: boolean, name: string, connectMs: number }} Options
 * @typedef {{ isInside: boolean } & ({ text: string, values: unknown[] } | { exec: string })} Question
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

/** @param {string} text */
function nameOf(text) {
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

answer(async (/** @type {Question} */ question) => {
  try {
    // Whoever had begun a transaction has lost it with the connection: what follows must not be done outside of one.
    if (question.isInside && client === null) throw new Error("the connection was lost inside a transaction");
    const db = await connected();
    if ("exec" in question) {
      await db.query(question.exec);
      return { rows: [], fields: [], count: 0 };
    }
    const { text, values } = question;
    const result = await db.query({ text, values, name: nameOf(text), rowMode: "array" });
    return { rows: result.rows, fields: result.fields.map(({ name }) => name), count: result.rowCount ?? 0 };
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
