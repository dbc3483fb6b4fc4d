import type { Connection } from "../database/statements.ts";
import { nightLock } from "./frontier.ts";
import { guarded } from "./frontier-tables.ts";

/** The hosts of a night, over all machines: PostgreSQL only. To be written in the transaction that adds or ends their crawl jobs. */
export interface HostNights {
  /** Lets hosts be visited in a night; returns those that are not left for the rest of it. */
  readonly open: (night: string, hosts: readonly string[]) => readonly string[];
  /** The hosts of a night that are still to be visited. */
  readonly opened: (night: string) => readonly string[];
  /** Counts one more request to a host in a night: before it is made, so that no crash loses it. */
  readonly count: (night: string, host: string) => void;
  /** Requests of a night to a host, or to all together. */
  readonly spent: (night: string, host?: string) => number;
  /** Ends the visit of a host; with a reason it is left for the rest of the night. Returns whether no host of this night is open any more. */
  readonly close: (night: string, host: string, reason: string | null) => boolean;
  /** Keeps others from beginning or ending a night, or a host of one, until the transaction ends: to be called first in it. */
  readonly lock: () => void;
}

/** @throws StoreBroken, inside a transaction of the caller's what the database said */
export function makeHostNights(base: Connection): HostNights {
  const connection = guarded(base);
  const { dialect } = connection;
  return {
    open: (night, hosts) => {
      const list = JSON.stringify([...new Set(hosts)].sort());
      connection.run(
        `insert into host_night (host, night) select value, ? from ${dialect.listed("?", "text")} l where true
         on conflict (host, night) do update set is_open = 1 where host_night.is_open = 0 and host_night.reason is null`,
        [night, list],
      );
      const sql = `select host from host_night where night = ? and ${dialect.among("host", "?", "text")} and is_open = 1 order by host`;
      return connection.rows(sql, [night, list]).map(({ host }) => String(host));
    },
    opened: (night) =>
      connection.rows("select host from host_night where night = ? and is_open = 1 order by host", [night]).map(({ host }) => String(host)),
    count: (night, host) =>
      void connection.run(
        `insert into host_night (host, night, requests) values (?, ?, 1)
         on conflict (host, night) do update set requests = host_night.requests + 1`,
        [host, night],
      ),
    spent: (night, host) => {
      const sql = `select coalesce(sum(requests), 0) as n from host_night where night = ? ${host === undefined ? "" : "and host = ?"}`;
      return Number(connection.row(sql, host === undefined ? [night] : [night, host])?.n ?? 0);
    },
    close: (night, host, reason) => {
      connection.run("update host_night set is_open = 0, reason = coalesce(?, reason) where host = ? and night = ?", [reason, host, night]);
      return connection.row("select 1 as open from host_night where night = ? and is_open = 1 limit 1", [night]) === undefined;
    },
    lock: () => connection.lock([nightLock]),
  };
}
