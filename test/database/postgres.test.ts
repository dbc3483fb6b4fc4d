import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bringForward, versionOf } from "../../pipeline/database/parts.ts";
import { numbered } from "../../pipeline/database/placeholders.ts";
import { DatabaseFailed, isConnectionLost, openPostgres, placeOf } from "../../pipeline/database/postgres.ts";
import type { Connection } from "../../pipeline/database/statements.ts";
import { startPostgres } from "../postgres.ts";
import { type Fresh, freshDatabase } from "./fresh.ts";

describe("placeholders", () => {
  it.each([
    ["a = ? AND b = ?", ["x", "y"], "a = $1 AND b = $2", ["x", "y"]],
    ["a = ?2 OR b = ?1", ["x", "y"], "a = $2 OR b = $1", ["x", "y"]],
    ["a = :a OR b = :b OR c = :a", { b: 2, a: 1 }, "a = $1 OR b = $2 OR c = $1", [1, 2]],
    ["a = ':no' AND b::text = :b AND c = 'it''s ?'", { b: 1 }, "a = ':no' AND b::text = $1 AND c = 'it''s ?'", [1]],
  ] as const)("turns %s into numbers", (sql, bindings, text, values) => {
    expect(numbered(sql, bindings)).toEqual({ text, values });
  });

  it("refuses a name without a value", () => {
    expect(() => numbered("a = :missing", {})).toThrow("missing");
  });
});

describe("a connection to PostgreSQL", () => {
  let fresh: Fresh;
  let connection: Connection;
  const opened: Connection[] = [];
  const open = (): Connection => {
    opened.push(openPostgres(fresh.url));
    return opened.at(-1)!;
  };
  beforeAll(() => {
    fresh = freshDatabase();
    connection = openPostgres(fresh.url);
    bringForward(connection, "thử", [{ version: 1, name: "1", sql: "CREATE TABLE t (n bigint PRIMARY KEY, d text, b bytea)" }]);
  });
  afterAll(() => {
    connection.close();
    fresh.drop();
  });
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
    connection.run("DELETE FROM t", []);
  });

  it("gives back what it was given: text, numbers, bytes, nothing", () => {
    connection.insert("t", { n: 7, d: "Đảng bộ xã", b: new Uint8Array([0, 255, 10]) });
    connection.insert("t", { n: 9_007_199_254_740_991, d: null, b: null });
    expect(connection.rows("SELECT * FROM t ORDER BY n", [])).toEqual([
      { n: 7, d: "Đảng bộ xã", b: new Uint8Array([0, 255, 10]) },
      { n: 9_007_199_254_740_991, d: null, b: null },
    ]);
    expect(connection.row("SELECT true AS yes, 1.5 AS half, count(*) AS all FROM t", [])).toEqual({ yes: 1, half: 1.5, all: 2 });
  });

  it("takes lists as JSON, and gives many rows as one", () => {
    for (const n of [1, 2, 3]) connection.insert("t", { n, d: `${n}` });
    const { dialect } = connection;
    const found = connection.row(`SELECT ${dialect.tuples(["n", "d"])} AS found FROM t WHERE ${dialect.among("n", ":ns", "integer")}`, {
      ns: "[1, 3]",
    });
    expect(JSON.parse(String(found?.found))).toEqual([
      [1, "1"],
      [3, "3"],
    ]);
  });

  it("undoes a transaction that throws, and joins one that is begun inside", () => {
    expect(() =>
      connection.transact("write", () => {
        connection.insert("t", { n: 1 });
        connection.transact("write", () => connection.insert("t", { n: 2 }));
        throw new Error("thôi");
      }),
    ).toThrow("thôi");
    expect(connection.isInTransaction()).toBe(false);
    expect(connection.rows("SELECT n FROM t", [])).toEqual([]);
  });

  it("answers a reading transaction out of one moment", () => {
    const other = open();
    connection.transact("read", () => {
      expect(connection.row("SELECT count(*) AS n FROM t", [])?.n).toBe(0);
      other.insert("t", { n: 1 });
      expect(connection.row("SELECT count(*) AS n FROM t", [])?.n).toBe(0);
    });
    expect(connection.row("SELECT count(*) AS n FROM t", [])?.n).toBe(1);
  });

  it("says which rule of the server was broken", () => {
    connection.insert("t", { n: 1 });
    expect(() => connection.insert("t", { n: 1 })).toThrow(expect.objectContaining({ code: "PG_23505" }));
  });

  it("brings tables forward once, and refuses newer ones", () => {
    expect(versionOf(connection, "thử")).toBe(1);
    expect(() => bringForward(connection, "thử", [])).toThrow("mới hơn");
  });

  it("names its place without the password", () => {
    expect(placeOf("postgres://user:secret@db.example:5433/kho?sslmode=require")).toBe("postgres://user@db.example:5433/kho");
  });

  it("cannot write when it was opened for reading", () => {
    opened.push(openPostgres(fresh.url, { readOnly: true }));
    expect(() => opened[0]!.insert("t", { n: 1 })).toThrow(expect.objectContaining({ code: "PG_25006" }));
  });
});

describe("what is put", () => {
  const insert = "INSERT INTO t (n) VALUES (?)";

  function withTable(test: (connection: Connection) => void): void {
    const { url, drop } = freshDatabase();
    const connection = openPostgres(url);
    try {
      connection.exec("CREATE TABLE t (n int PRIMARY KEY)");
      test(connection);
    } finally {
      connection.close();
      drop();
    }
  }
  const all = (connection: Connection): unknown[] => connection.rows("SELECT n FROM t ORDER BY n", []).map(({ n }) => n);

  it("is there for the next question, and counted", () => {
    withTable((connection) => {
      connection.transact("write", () => {
        const before = connection.changes();
        for (let n = 0; n < 600; n++) connection.put(insert, [n]);
        expect(connection.row("SELECT count(*) AS n FROM t", [])).toEqual({ n: 600 });
        connection.put("DELETE FROM t WHERE n >= ?", [2]);
        expect(connection.changes() - before).toBe(1198);
      });
      expect(all(connection)).toEqual([0, 1]);
    });
  });

  it("is written by a transaction that asks nothing", () => {
    withTable((connection) => {
      connection.transact("write", () => connection.put(insert, [7]));
      expect(all(connection)).toEqual([7]);
    });
  });

  it("fails with the next question, or with the transaction's end, and leaves nothing behind", () => {
    withTable((connection) => {
      const twice = (then: () => void) => () =>
        connection.transact("write", () => {
          connection.put(insert, [1]);
          connection.put(insert, [1]);
          then();
        });
      const codeOf = (work: () => void): unknown => {
        try {
          work();
          return null;
        } catch (error) {
          return error instanceof DatabaseFailed ? error.code : error;
        }
      };
      expect(codeOf(twice(() => {}))).toBe("PG_23505");
      expect(codeOf(twice(() => connection.row("SELECT 1 AS one", [])))).toBe("PG_23505");
      expect(all(connection)).toEqual([]);
      expect(connection.isInTransaction()).toBe(false);
    });
  });

  it("goes with a transaction that is given up", () => {
    withTable((connection) => {
      const given = (): void =>
        connection.transact("write", () => {
          connection.put(insert, [1]);
          throw new RangeError("given up");
        });
      expect(given).toThrow(RangeError);
      connection.transact("write", () => connection.put(insert, [2]));
      expect(all(connection)).toEqual([2]);
    });
  });
});

describe("a connection that is lost", () => {
  it("is told apart from other failures, and made again", async () => {
    const server = await startPostgres({ isDurable: true });
    const connection = openPostgres(server.url, { connectMs: 2000 });
    try {
      connection.exec("CREATE TABLE t (n int)");
      const attempt = (): unknown =>
        connection.transact("write", () => {
          connection.run("INSERT INTO t (n) VALUES (1)", []);
          server.stop("immediate");
          server.start();
          connection.insert("t", { n: 2 });
        });
      expect(attempt).toThrow(DatabaseFailed);
      expect(connection.isInTransaction()).toBe(false);
      expect(connection.rows("SELECT n FROM t", [])).toEqual([]);
      server.stop("fast");
      let failure: unknown;
      try {
        connection.rows("SELECT 1", []);
      } catch (error) {
        failure = error;
      }
      expect(isConnectionLost(failure)).toBe(true);
      server.start();
      expect(connection.row("SELECT 1 AS one", [])).toEqual({ one: 1 });
    } finally {
      connection.close();
      server.dispose();
    }
  });

  it("is not one that was refused for want of the right password, nor for want of any", async () => {
    const server = await startPostgres();
    const owner = openPostgres(server.url);
    const withPassword = (password: string): Connection => openPostgres(server.url.replace("dangvu@", `dangvu:${password}@`));
    const opened: Connection[] = [];
    try {
      owner.exec("ALTER USER dangvu PASSWORD 'right'");
      writeFileSync(join(server.folder, "data", "pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
      owner.rows("SELECT pg_reload_conf()", []);
      opened.push(withPassword("right"), withPassword("wrong"), openPostgres(server.url));
      const [right, wrong, none] = opened as [Connection, Connection, Connection];
      expect(right.row("SELECT 1 AS one", [])).toEqual({ one: 1 });
      for (const refused of [wrong, none])
        expect(() => refused.rows("SELECT 1", [])).toThrow(expect.objectContaining({ code: "PG_28P01" }));
    } finally {
      for (const one of [owner, ...opened]) one.close();
      server.dispose();
    }
  });

  it("is one whose answer does not come in time", () => {
    const { url, drop } = freshDatabase();
    const connection = openPostgres(url, { timeoutMs: 1000, connectMs: 4000 });
    try {
      expect(() => connection.rows("SELECT pg_sleep(60)", [])).toThrow(expect.objectContaining({ code: "PG_LOST" }));
      expect(connection.row("SELECT 1 AS one", [])).toEqual({ one: 1 });
    } finally {
      connection.close();
      drop();
    }
  });
});
