import { tuples } from "../database/dialect.ts";
import type { Binding, Connection } from "../database/statements.ts";
import { rowSchema, type UrlRow } from "./frontier-schema.ts";
import type { FoundUrl } from "./frontier-types.ts";
import { addressKey, politeHost } from "./urls.ts";

/** Host and number of the row that a name leads to. */
export interface Lead {
  readonly host: string;
  readonly seq: number;
}

/** Addresses as rows, many in one statement: each costs the way to the server and back. */
export interface RowBook {
  readonly find: (url: string) => UrlRow | null;
  readonly lead: (url: string) => Lead | null;
  /** The rows that these addresses lead to, by their keys. */
  readonly findAll: (urls: readonly string[]) => ReadonlyMap<string, UrlRow>;
  readonly leads: (urls: readonly string[]) => ReadonlyMap<string, Lead>;
  /** Adds what is not known and returns how many that were; articles that a sitemap calls changed since we were told last are due again, however old they are. */
  readonly insert: (found: readonly FoundUrl[], now: Date, night: string | null) => number;
  /** Writes rows into a table in a few statements; returns how many were not there yet. */
  readonly insertAll: (table: string, columns: readonly string[], rows: readonly (readonly Binding[])[]) => number;
  /** Keeps other processes from adding addresses of these hosts until the transaction ends: to be called first in it. */
  readonly lock: (urls: readonly string[]) => void;
}

/** A time before all others: due at once, even if the clock is set back. */
const atOnce = "";

/** Statements take so many rows: few sizes, so that few texts are compiled. */
const sizes = [64, 8, 1];
const mostKeys = 1_000;

export function makeRowBook(connection: Connection): RowBook {
  const { dialect } = connection;
  const leads: RowBook["leads"] = (urls) => {
    const sql = `select ${dialect.tuples(["key", "host", "url"])} as list from name where ${dialect.among("key", "?", "text")}`;
    const keys = [...new Set(urls.map(addressKey))];
    const found = chunks(keys, [mostKeys]).flatMap((some) => tuples(connection.row(sql, [JSON.stringify(some)]), "list"));
    return new Map(found.map(([key, host, seq]) => [String(key), { host: String(host), seq: Number(seq) }]));
  };
  const lead: RowBook["lead"] = (url) => {
    const row = connection.row("select host, url from name where key = ?", [addressKey(url)]);
    return row === undefined ? null : { host: String(row.host), seq: Number(row.url) };
  };
  const rowAt = ({ host, seq }: Lead): UrlRow | null => {
    const row = connection.row("select * from url where host = ? and seq = ?", [host, seq]);
    return row === undefined ? null : rowSchema.parse(row);
  };
  const rowsAt = (places: readonly Lead[]): ReadonlyMap<number, UrlRow> => {
    const sql = `select * from url where ${dialect.among("host", "?", "text")} and ${dialect.among("seq", "?", "integer")}`;
    const rows = chunks(places, [mostKeys]).flatMap((some) =>
      connection.rows(sql, [JSON.stringify([...new Set(some.map(({ host }) => host))]), JSON.stringify(some.map(({ seq }) => seq))]),
    );
    return new Map(rows.map((row) => rowSchema.parse(row)).map((row) => [row.seq, row]));
  };
  const findAll: RowBook["findAll"] = (urls) => {
    const places = leads(urls);
    const rows = rowsAt([...places.values()]);
    const found = [...places].map(([key, { seq }]) => [key, rows.get(seq)] as const);
    return new Map(found.filter((entry): entry is readonly [string, UrlRow] => entry[1] !== undefined));
  };
  const insertAll: RowBook["insertAll"] = (table, columns, rows) =>
    chunks(rows, sizes).reduce(
      (sum, some) =>
        sum +
        connection.run(`insert into ${table} (${columns.join()}) ${values(some, columns.length)} on conflict do nothing`, some.flat()),
      0,
    );
  return {
    lead,
    leads,
    findAll,
    insertAll,
    find: (url) => {
      const place = lead(url);
      return place === null ? null : rowAt(place);
    },
    lock: (urls) => {
      const hosts = [...new Set(urls.map(politeHost))];
      if (hosts.length > 0) connection.lock(hosts.map(hostLock));
    },
    insert: (found, now, night) => {
      const wanted = merged(found);
      const known = leads([...wanted.values()].map(({ url }) => url));
      const unknown = [...wanted].filter(([key]) => !known.has(key)).map(([, one]) => one);
      const dated = [...wanted].filter(([key, one]) => known.has(key) && (one.lastmod ?? one.published ?? null) !== null);
      const rows = rowsAt(dated.flatMap(([key]) => known.get(key) ?? []));
      const renewed = renewals(
        dated.map(([key, one]) => ({ one, row: rows.get(known.get(key)?.seq ?? -1) })),
        night,
      );
      for (const some of chunks(renewed, sizes)) connection.run(renewText(some.length), some.flat());
      return addRows(connection, unknown, now);
    },
  };

  function addRows(connection: Connection, unknown: readonly FoundUrl[], now: Date): number {
    const added = chunks(unknown, sizes).flatMap((some) => {
      const bindings = some.map(({ url, source, kind, depth, published = null, lastmod = null }) => {
        return [url, source, politeHost(url), kind, "waiting", atOnce, now.toISOString(), depth, published, lastmod];
      });
      const sql = `insert into url (url, source, host, kind, state, next_at, found_at, depth, published, lastmod) ${values(bindings, 10)}`;
      return connection.rows(`${sql} on conflict do nothing returning seq, host, url`, bindings.flat());
    });
    insertAll(
      "name",
      ["key", "host", "url"],
      added.map((row) => [addressKey(String(row.url)), String(row.host), Number(row.seq)]),
    );
    return added.length;
  }
}

/** What processes take turns by that add addresses of a host, or end a visit to it. */
export const hostLock = (host: string): string => `frontier ${host}`;

/** Each address once, with all that was said of its dates. */
function merged(found: readonly FoundUrl[]): ReadonlyMap<string, FoundUrl> {
  const all = new Map<string, FoundUrl>();
  for (const one of found) {
    const key = addressKey(one.url);
    const first = all.get(key);
    if (first === undefined) all.set(key, one);
    else all.set(key, { ...first, published: first.published ?? one.published ?? null, lastmod: one.lastmod ?? first.lastmod ?? null });
  }
  return all;
}

/** Host, number, dates of each row of which something new is said, and whether it is due again. Two addresses may be one row's: what is said last of it holds. */
function renewals(said: readonly { one: FoundUrl; row: UrlRow | undefined }[], night: string | null): readonly (readonly Binding[])[] {
  const renewed = new Map<number, { row: UrlRow; isDue: boolean }>();
  for (const { one, row } of said) {
    if (row === undefined) continue;
    const { row: known, isDue } = renewed.get(row.seq) ?? { row, isDue: false };
    const { kind, published = null, lastmod = null } = one;
    const isOther = lastmod !== null && lastmod !== known.lastmod;
    if (!isOther && (published === null || known.published !== null)) continue;
    const isChanged = isOther && kind === "article" && known.state === "done" && known.lastmod !== null && known.night !== night;
    const next = { ...known, published: known.published ?? published, lastmod: lastmod ?? known.lastmod };
    renewed.set(row.seq, { row: isChanged ? { ...next, state: "waiting" } : next, isDue: isDue || isChanged });
  }
  return [...renewed.values()].map(({ row, isDue }) => [row.host, row.seq, row.published, row.lastmod, isDue ? 1 : 0]);
}

const renewText = (rows: number): string => {
  const row = "(cast(? as text), cast(? as bigint), cast(? as text), cast(? as text), cast(? as integer))";
  return `update url set published = coalesce(published, v.column3), lastmod = coalesce(v.column4, lastmod),
    state = case when v.column5 = 1 then 'waiting' else state end, tries = case when v.column5 = 1 then 0 else tries end,
    next_at = case when v.column5 = 1 then '' else next_at end
    from (values ${Array.from({ length: rows }, () => row).join()}) as v where url.host = v.column1 and url.seq = v.column2`;
};

const values = (rows: readonly unknown[], columns: number): string => {
  const row = `(${Array.from({ length: columns }, () => "?").join()})`;
  return `values ${rows.map(() => row).join()}`;
};

/** A list in pieces of these lengths, the longest first; only the last may be shorter where the lengths do not end in 1. */
export function chunks<T>(list: readonly T[], lengths: readonly number[]): readonly (readonly T[])[] {
  const pieces: (readonly T[])[] = [];
  for (let at = 0; at < list.length; ) {
    const length = lengths.find((one) => one <= list.length - at) ?? lengths.at(-1) ?? 1;
    pieces.push(list.slice(at, at + length));
    at += length;
  }
  return pieces;
}
