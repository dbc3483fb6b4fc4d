import { createHash } from "node:crypto";
import type { ReadArticle } from "../types/store.ts";

const MODULUS = 1n << 256n;

/** The same text for equal data: keys in order, typed arrays as lists, absent fields left out. */
function canonical(value: unknown): string {
  if (value instanceof Int32Array) return JSON.stringify([...value]);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join()}}`;
}

/** SHA-256, hex, of everything that was read out of a page; equal data give equal digests, whatever the order of their keys. */
export function digestOf(sha256: string, articles: readonly ReadArticle[]): string {
  return createHash("sha256").update(sha256).update(canonical(articles)).digest("hex");
}

/**
 * The sum of digests after some became current and some ceased to be: addition modulo 2^256, so that the order of writing leaves no trace and
 * one document costs one addition. The empty store's sum is "".
 */
export function shiftTotal(total: string, change: { add: readonly string[]; remove: readonly string[] }): string {
  const sign = (digests: readonly string[]): bigint => digests.reduce((sum, digest) => sum + BigInt(`0x${digest}`), 0n);
  return writtenSum(BigInt(`0x${total || "0"}`) + sign(change.add) - sign(change.remove));
}

/** A sum in decimal digits, written as `shiftTotal` writes it. */
export const sumOf = (digits: string): string => writtenSum(BigInt(digits));

function writtenSum(sum: bigint): string {
  const within = ((sum % MODULUS) + MODULUS) % MODULUS;
  return within === 0n ? "" : within.toString(16).padStart(64, "0");
}
