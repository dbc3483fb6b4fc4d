import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type Database from "libsql";
import * as z from "zod";
import { DangvuError } from "../../types/errors.ts";
import type { WatchBatch, WatchFact } from "../../types/watch.ts";
import { makeFolders } from "../folders.ts";
import type { Settings } from "../settings.ts";
import { readFact, writeFact } from "./fact-rows.ts";
import { brokenLedger, openLedgerFile } from "./ledger-schema.ts";
import { watchFolder } from "./lists.ts";

/**
 * `sending`: may be under way, or have come; `held`: the receiver certainly has not got it, it is tried again; `sent`: taken; `failed`: certainly not taken, its facts wait for the
 * next message; `uncertain`: nobody knows whether it came, so it is not sent again.
 */
export type DeliveryState = "sending" | "held" | "sent" | "failed" | "uncertain";

/** A message with the facts that it tells, noted before it is sent. */
export interface Noted {
  readonly id: string;
  readonly list: string;
  readonly target: string;
  readonly message: string;
}

/** What became of the messages of a list. */
export interface LedgerState {
  readonly facts: number;
  readonly seenUntil: string | null;
  readonly targets: readonly {
    readonly target: string;
    readonly waiting: number;
    readonly sent: number;
    readonly uncertain: number;
    readonly last: { readonly state: DeliveryState; readonly at: string; readonly error: string | null } | null;
  }[];
}

const fact = z.object({ seq: z.int(), key: z.string(), data: z.string(), found_at: z.string() });
const noted = z.object({ id: z.string(), list: z.string(), target: z.string(), message: z.string() });
const counted = z.object({ n: z.int() });
const last = z.object({
  state: z.enum(["sending", "held", "sent", "failed", "uncertain"]),
  changed_at: z.string(),
  error: z.string().nullable(),
});

export const ledgerPath = (settings: Pick<Settings, "data">): string => join(watchFolder(settings), "told.sqlite");

/**
 * The book of what was found for watch-lists and told to whom. All that it writes is on the disk when a method returns, each method whole or not at all. Every method
 * throws StoreBroken when the file cannot be read or written.
 */
export class Ledger {
  readonly #path: string;
  readonly #db: Database.Database;

  constructor(settings: Pick<Settings, "data">) {
    makeFolders(watchFolder(settings));
    this.#path = ledgerPath(settings);
    this.#db = openLedgerFile(this.#path);
  }

  /** Up to when (ISO) facts were looked for; a list that is not known yet begins at `otherwise`. */
  beginOf(list: string, otherwise: string): string {
    return this.#whole(() => {
      this.#run("INSERT OR IGNORE INTO lists VALUES (?, ?)", list, otherwise);
      const [row] = this.#all("SELECT seen_until AS at FROM lists WHERE name = ?", list);
      return z.object({ at: z.string() }).parse(row).at;
    });
  }

  /** Was a fact of one of these keys noted for the list? */
  knows(list: string, keys: readonly string[]): boolean {
    const sql = "SELECT 1 AS n FROM facts WHERE list = ? AND key IN (SELECT value FROM json_each(?)) LIMIT 1";
    return this.#guard(() => this.#all(sql, list, JSON.stringify(keys)).length > 0);
  }

  /** Notes facts for a list, and that they are to go to these receivers; those that it has already are passed over. Returns how many were new. */
  note(list: string, found: { facts: readonly WatchFact[]; targets: readonly string[]; at: string }): number {
    return this.#whole(() => {
      let added = 0;
      for (const one of found.facts) {
        const { changes, lastInsertRowid } = this.#run(
          "INSERT OR IGNORE INTO facts (list, key, found_at, data) VALUES (?, ?, ?, ?)",
          ...[list, one.key, found.at, writeFact(one)],
        );
        if (changes === 0) continue;
        added++;
        for (const target of found.targets) this.#run("INSERT INTO outbox VALUES (?, ?, NULL)", Number(lastInsertRowid), target);
      }
      this.#run("INSERT INTO lists VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET seen_until = excluded.seen_until", list, found.at);
      return added;
    });
  }

  /**
   * Settles what a process left that ended while it sent: what was held goes back to wait, and what may have come is uncertain, but for receivers that
   * drop repeats: to these the same message goes again.
   */
  recover(at: string, dropsRepeats: (list: string, target: string) => boolean): void {
    this.#whole(() => {
      for (const row of this.#all("SELECT id, list, target, '' AS message FROM deliveries WHERE state = 'held'"))
        this.#settle(noted.parse(row).id, { state: "failed", at, error: null });
      for (const row of this.#all("SELECT id, list, target, '' AS message FROM deliveries WHERE state = 'sending'")) {
        const { id, list, target } = noted.parse(row);
        if (!dropsRepeats(list, target)) this.#settle(id, { state: "uncertain", at, error: null });
      }
    });
  }

  /** Messages to a receiver that may have come and are to go again as they are, oldest first. */
  unfinished(list: string, target: string): readonly Noted[] {
    const sql = "SELECT id, list, target, message FROM deliveries WHERE state = 'sending' AND list = ? AND target = ? ORDER BY made_at, id";
    return this.#guard(() => this.#all(sql, list, target).map((row) => noted.parse(row)));
  }

  /** Gives up what has waited since before this time, and returns how many facts that were. */
  giveUp(before: string): number {
    return this.#whole(() => {
      this.#run("UPDATE deliveries SET state = 'uncertain', message = NULL WHERE state = 'sending' AND made_at < ?", before);
      return this.#run("DELETE FROM outbox WHERE delivery IS NULL AND fact IN (SELECT seq FROM facts WHERE found_at < ?)", before).changes;
    });
  }

  /** Takes all facts that wait for a receiver into one message, and notes it as being sent; null when none waits. */
  claim(
    { list, target, at }: { list: string; target: string; at: string },
    write: (id: string, facts: readonly WatchFact[]) => string,
  ): Noted | null {
    const sql = `SELECT f.seq, f.key, f.data, f.found_at FROM outbox o JOIN facts f ON f.seq = o.fact
      WHERE o.target = ? AND o.delivery IS NULL AND f.list = ? ORDER BY f.seq`;
    return this.#whole(() => {
      const rows = this.#all(sql, target, list).map((row) => fact.parse(row));
      if (rows.length === 0) return null;
      const id = randomUUID();
      const facts = rows.map(({ key, data }) => readFact(key, data));
      const message = write(id, facts);
      this.#run(
        "INSERT INTO deliveries VALUES (?, ?, ?, 'sending', ?, ?, 1, ?, NULL, ?)",
        ...[id, list, target, at, at, rows.length, message],
      );
      for (const { seq } of rows) this.#run("UPDATE outbox SET delivery = ? WHERE fact = ? AND target = ?", id, seq, target);
      return { id, list, target, message };
    });
  }

  /** Notes that a message is being sent once more. */
  again(id: string, at: string): void {
    this.#whole(() => this.#run("UPDATE deliveries SET state = 'sending', tries = tries + 1, changed_at = ? WHERE id = ?", at, id));
  }

  /** Notes what became of a message. The facts of one that `failed` wait for the next message. */
  settle(id: string, outcome: { state: DeliveryState; at: string; error: string | null }): void {
    this.#whole(() => this.#settle(id, outcome));
  }

  #settle(id: string, { state, at, error }: { state: DeliveryState; at: string; error: string | null }): void {
    const isKept = state === "sending" || state === "held" ? "message" : "NULL";
    this.#run(
      `UPDATE deliveries SET state = ?, changed_at = ?, error = coalesce(?, error), message = ${isKept} WHERE id = ?`,
      ...[state, at, error, id],
    );
    if (state === "failed") this.#run("UPDATE outbox SET delivery = NULL WHERE delivery = ?", id);
  }

  /** What was found for a list, the newest first, so many facts at most. */
  batches(list: string, most: number): readonly WatchBatch[] {
    const rows = this.#guard(() =>
      this.#all("SELECT seq, key, data, found_at FROM facts WHERE list = ? ORDER BY found_at DESC, seq LIMIT ?", list, most).map((row) =>
        fact.parse(row),
      ),
    );
    const times = [...new Set(rows.map(({ found_at: at }) => at))];
    return times.map((at) => ({
      at,
      facts: rows.filter(({ found_at: found }) => found === at).map(({ key, data }) => readFact(key, data)),
    }));
  }

  stateOf(list: string, targets: readonly string[]): LedgerState {
    return this.#guard(() => {
      const count = (sql: string, ...values: readonly string[]): number => counted.parse(this.#all(sql, ...values)[0]).n;
      const [seen] = this.#all("SELECT seen_until AS at FROM lists WHERE name = ?", list);
      const inState = "SELECT coalesce(sum(facts), 0) AS n FROM deliveries WHERE list = ? AND target = ?";
      return {
        facts: count("SELECT count(*) AS n FROM facts WHERE list = ?", list),
        seenUntil: seen === undefined ? null : z.object({ at: z.string() }).parse(seen).at,
        targets: targets.map((target) => {
          const [row] = this.#all(
            "SELECT state, changed_at, error FROM deliveries WHERE list = ? AND target = ? ORDER BY changed_at DESC, made_at DESC LIMIT 1",
            ...[list, target],
          );
          const found = row === undefined ? null : last.parse(row);
          return {
            target,
            waiting: count(
              "SELECT count(*) AS n FROM outbox o JOIN facts f ON f.seq = o.fact WHERE f.list = ? AND o.target = ? AND o.delivery IS NULL",
              ...[list, target],
            ),
            sent: count(`${inState} AND state = 'sent'`, list, target),
            uncertain: count(`${inState} AND state = 'uncertain'`, list, target),
            last: found === null ? null : { state: found.state, at: found.changed_at, error: found.error },
          };
        }),
      };
    });
  }

  /** Drops what waits for receivers that the list has no more. */
  keepTargets(list: string, targets: readonly string[]): void {
    const sql = `DELETE FROM outbox WHERE delivery IS NULL AND fact IN (SELECT seq FROM facts WHERE list = ?)
      AND target NOT IN (SELECT value FROM json_each(?))`;
    this.#whole(() => this.#run(sql, list, JSON.stringify(targets)));
  }

  /** Forgets a list and all that was told of it. */
  forget(list: string): void {
    this.#whole(() => {
      this.#run("DELETE FROM outbox WHERE fact IN (SELECT seq FROM facts WHERE list = ?)", list);
      for (const table of ["facts", "deliveries"]) this.#run(`DELETE FROM ${table} WHERE list = ?`, list);
      this.#run("DELETE FROM lists WHERE name = ?", list);
    });
  }

  /** Forgets what was found before this time. */
  prune(before: string): void {
    this.#whole(() => {
      this.#run("DELETE FROM outbox WHERE fact IN (SELECT seq FROM facts WHERE found_at < ?)", before);
      this.#run("DELETE FROM facts WHERE found_at < ?", before);
      this.#run("DELETE FROM deliveries WHERE changed_at < ? AND state IN ('sent', 'failed', 'uncertain')", before);
    });
  }

  close(): void {
    this.#db.close();
  }

  #whole<T>(work: () => T): T {
    return this.#guard(() => this.#db.transaction(work).immediate());
  }

  #all(sql: string, ...values: readonly (string | number)[]): readonly unknown[] {
    return this.#db.prepare(sql).all(...values);
  }

  #run(sql: string, ...values: readonly (string | number | null)[]): Database.RunResult {
    return this.#db.prepare(sql).run(...values);
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof DangvuError) throw cause;
      throw brokenLedger(this.#path, cause);
    }
  }
}
