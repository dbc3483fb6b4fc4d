import { existsSync } from "node:fs";
import { join } from "node:path";
import { openFrontierOn } from "../../crawl/frontier.ts";
import { loadSources } from "../../crawl/sources.ts";
import { openPostgres } from "../../database/postgres.ts";
import type { Connection } from "../../database/statements.ts";
import { documentRegister } from "../../language/register.ts";
import { openHostClock } from "../../queue/host-clock.ts";
import { keepLeases } from "../../queue/lease-keeper.ts";
import { openQueue } from "../../queue/postgres-queue.ts";
import { mergeSearch, prepareSearch } from "../../search/postgres.ts";
import { openPostgresStore } from "../../store/postgres.ts";
import { ownRawPages, prepareRawPlace } from "../../store/raw/own.ts";
import { openRawPages } from "../../store/raw/raw-pages.ts";
import { StoreBroken, WrongUse } from "../../types/errors.ts";
import type { HostClock } from "../../types/queue.ts";
import type { Source, SourceId } from "../../types/source.ts";
import { rawPlace } from "../database.ts";
import { assertMoved } from "../migrate/unfinished.ts";
import type { Settings } from "../settings.ts";
import { makeKeeper } from "./renewal.ts";
import { assertRights } from "./rights.ts";
import type { Desk } from "./stage.ts";

/** What a worker, or who gives it work, has open. */
export interface OpenDesk extends Desk {
  readonly clock: HostClock;
  /** Throws StoreBroken when the raw pages cannot be asked, or those in their place are not of this database. */
  readonly assertRaw: () => void;
  /** Entries of the operator alone: those that are crawled. */
  readonly crawled: () => ReadonlyMap<SourceId, Source>;
  readonly close: () => void;
}

/** A worker must notice a lost connection soon: another machine has its jobs by then. No statement of it takes longer. */
const [ANSWER_MS, CONNECT_MS] = [120_000, 5_000];

/** Source entries are read again after so long: an operator edits them while workers run. */
const SOURCES_MS = 60_000;

/** Opens store, queue, raw pages and search of these settings over one connection. Throws WrongUse without a database, StoreBroken when it cannot be opened. */
export function openDesk(settings: Settings): OpenDesk {
  const { databaseUrl } = settings;
  if (databaseUrl === undefined)
    throw new WrongUse(
      "Tiến trình làm việc cần PostgreSQL: chưa có DATABASE_URL.",
      "Đặt DATABASE_URL=postgres://…, hoặc dùng dangvu nightly trên một máy.",
    );
  const connection = openPostgres(databaseUrl, { name: "dangvu-worker", timeoutMs: ANSWER_MS, connectMs: CONNECT_MS });
  try {
    return deskOver(connection, { ...settings, databaseUrl });
  } catch (error) {
    connection.close();
    throw error;
  }
}

function deskOver(connection: Connection, settings: Settings & { readonly databaseUrl: string }): OpenDesk {
  assertMoved(connection);
  const raw = ownRawPages(openRawPages(rawPlace(settings)), connection);
  const sameDocument = (id: string): readonly string[] => documentRegister().usualIds(id);
  const store = openPostgresStore({ connection, raw, reports: "later", sameDocument });
  // Of all parts now: where one is newer than this program, it must not take jobs that it cannot do.
  prepareSearch(connection);
  openFrontierOn(connection);
  prepareRawPlace(connection);
  const [keeper, assertVersions] = [makeKeeper(connection, store), stillChecker(connection)];
  return {
    connection,
    raw,
    assertRaw: raw.verify,
    store,
    queue: openQueue(connection),
    keepLeases: (leaseSeconds) => keepLeases(settings.databaseUrl, leaseSeconds),
    clock: openHostClock(connection),
    index: keeper.index,
    mergeSearch: () => mergeSearch(connection),
    assertStill: () => {
      assertVersions();
      keeper.assertStill();
      assertRights(connection);
    },
    sources: kept(() => allSources(settings)),
    crawled: kept(() => loadSources(join(settings.corpus, "sources"))),
    close: () => {
      store.close();
      raw.close();
      connection.close();
    },
  };
}

function stillChecker(connection: Connection): () => void {
  const versions = (): ReadonlyMap<string, number> =>
    new Map(connection.rows("SELECT part, version FROM parts", []).map(({ part, version }) => [String(part), Number(version)]));
  const begun = versions();
  return () => {
    const changed = [...versions()].find(([part, version]) => begun.has(part) && begun.get(part) !== version);
    if (changed !== undefined)
      throw new StoreBroken(
        `Cơ sở dữ liệu ${connection.place} vừa được nâng cấp (phần "${changed[0]}", phiên bản ${changed[1]}).`,
        "Khởi động lại tiến trình này bằng chương trình mới; việc đang giữ sẽ được giao lại.",
      );
  };
}

/** Entries of the operator and of the sample press: pages of both may be stored. */
export function allSources({ corpus }: Pick<Settings, "corpus">): readonly Source[] {
  return [join(corpus, "sources"), join(corpus, "sample", "sources")].flatMap((folder) => (existsSync(folder) ? loadSources(folder) : []));
}

function kept(load: () => readonly Source[]): () => ReadonlyMap<SourceId, Source> {
  let [known, readAt]: [ReadonlyMap<SourceId, Source>, number] = [new Map(), Number.NEGATIVE_INFINITY];
  return () => {
    const now = performance.now();
    if (now - readAt < SOURCES_MS) return known;
    [known, readAt] = [new Map(load().map((source) => [source.id, source])), now];
    return known;
  };
}
