import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { binaries } from "../postgres.ts";

/** An empty database of the test server, and how to take it away again. */
export interface Fresh {
  readonly url: string;
  readonly drop: () => void;
}

/** Makes a database with a name of its own; connections that are still open do not keep it from being dropped. */
export function freshDatabase(server: string = inject("postgres")): Fresh {
  if (server === "") binaries();
  const name = `t${randomUUID().replaceAll("-", "")}`;
  administer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

function administer(server: string, sql: string): void {
  const connection = openPostgres(server);
  try {
    connection.exec(sql);
  } finally {
    connection.close();
  }
}
