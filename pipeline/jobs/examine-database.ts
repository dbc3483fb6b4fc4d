import { createHash } from "node:crypto";
import * as z from "zod";
import { listMigrations, versionOf } from "../database/parts.ts";
import type { Connection } from "../database/statements.ts";
import { searchState } from "../search/postgres.ts";
import { keepingOf } from "../search/postgres-keeping.ts";
import { ROWS_VERSION } from "../search/postgres-write.ts";
import { ownRawPages } from "../store/raw/own.ts";
import { openRawPages } from "../store/raw/raw-pages.ts";
import { bodyOf, recordOf } from "../store/raw/record.ts";
import { StoreBroken } from "../types/errors.ts";
import type { Page } from "../types/page.ts";
import { hasTables, rawPlace, withDatabase } from "./database.ts";
import { examine, type Finding } from "./examine.ts";
import type { Settings } from "./settings.ts";
import { openLibrary } from "./workspace.ts";

/** The oldest that has all that is asked of it. */
const OLDEST = 14;

const server = z.object({ version: z.string(), number: z.int(), encoding: z.string(), copy: z.int() });

const SERVER = `SELECT current_setting('server_version') AS version, CAST(current_setting('server_version_num') AS integer) AS number,
  pg_encoding_to_char(encoding) AS encoding, pg_is_in_recovery() AS copy FROM pg_database WHERE datname = current_database()`;

/** Kept under its hash like any page, and the same each time: that writing works can be known by writing only. */
const PROBE = new TextEncoder().encode("dangvu doctor\n");

type OnPostgres = Settings & { readonly databaseUrl: string };

/** What a store in PostgreSQL stands on: the database and its tables, raw pages, search index, frontier. `isUp`: the database can be asked; else one finding has told why not. */
export async function examineDatabase(settings: OnPostgres): Promise<{ readonly findings: readonly Finding[]; readonly isUp: boolean }> {
  const ask = (what: string, look: (connection: Connection) => string): Promise<Finding> =>
    examine(what, () => withDatabase(settings.databaseUrl, look, { connectMs: 5000 }));
  const found = await ask("cơ sở dữ liệu", examineServer);
  const raw = await examine("trang gốc", () => examineRawPages(settings, found.ok));
  if (!found.ok) return { findings: [found, raw], isUp: false };
  const store = await examine("kho tài liệu", () => countArticles(settings));
  const others = [
    await ask("chỉ mục tìm kiếm", examineIndex),
    await ask("hàng đợi thu thập", (connection) => lookAtPart(connection, "frontier") ?? "mở được"),
    await ask("hàng đợi công việc", (connection) => lookAtPart(connection, "queue") ?? "mở được"),
  ];
  return { findings: [found, store, raw, ...others], isUp: true };
}

function examineServer(connection: Connection): string {
  const { version, number, encoding, copy } = server.parse(connection.row(SERVER, []));
  if (number < OLDEST * 10_000)
    throw new StoreBroken(`PostgreSQL ${version} ở ${connection.place} quá cũ`, `Nâng cấp lên PostgreSQL ${OLDEST} trở lên.`);
  if (encoding !== "UTF8")
    throw new StoreBroken(
      `${connection.place} mã hóa chữ bằng ${encoding}`,
      "Tạo cơ sở dữ liệu khác: createdb --encoding=UTF8 --template=template0.",
    );
  const isThere = connection.row("SELECT to_regclass('parts') IS NOT NULL AS there", [])?.there === 1;
  const parts = isThere ? connection.rows("SELECT part, version FROM parts ORDER BY part", []) : [];
  const told = parts.length === 0 ? "chưa có bảng nào" : parts.map((row) => `${String(row.part)} ${String(row.version)}`).join(", ");
  return `${connection.place}, PostgreSQL ${version}${copy === 1 ? ", bản sao chỉ đọc" : ""}; phiên bản các phần: ${told}`;
}

function countArticles(settings: OnPostgres): string {
  if (!hasTables(settings.databaseUrl)) return "chưa có (sẽ tạo khi chạy)";
  const store = openLibrary(settings);
  try {
    return `${store.tallies.all({}).articles} bài`;
  } finally {
    store.close();
  }
}

/** Writes a small object and reads it back. */
function examineRawPages(settings: OnPostgres, isUp: boolean): string {
  const raw = openRawPages(rawPlace(settings), { timeoutMs: 10_000 });
  try {
    // Where a share is not mounted, even a small object must not be left.
    if (isUp) withDatabase(settings.databaseUrl, (connection) => ownRawPages(raw, connection).verify());
    const sha256 = createHash("sha256").update(PROBE).digest("hex");
    raw.keep(sha256, recordOf(probePage(sha256)));
    const record = raw.read(sha256);
    if (record === null || bodyOf(record) === null)
      throw new StoreBroken(`ghi vào ${raw.place} rồi không đọc lại được`, "Kiểm tra quyền đọc của thư mục hoặc kho đối tượng.");
    return `${raw.place}: ghi và đọc được`;
  } finally {
    raw.close();
  }
}

const probePage = (sha256: string): Page => ({
  url: "https://dangvu.example/doctor",
  source: null,
  fetchedAt: "2026-11-22T00:00:00.000Z",
  mediaType: "text/plain",
  charset: "utf-8",
  sha256,
  body: PROBE,
});

function examineIndex(connection: Connection): string {
  const behind = lookAtPart(connection, "search");
  const state = behind === null ? searchState(connection) : null;
  if (state === null) return behind ?? "chưa có (sẽ lập khi cần)";
  const { articles, waiting, isCurrent, hasWorkers } = state;
  const told = `${articles} bài, PostgreSQL${waiting > 0 ? `, ${waiting} bài chờ gộp` : ""}`;
  if (hasWorkers) return `${keptByWorkers(connection)}: ${told}`;
  return `${isCurrent ? "khớp với kho" : "đã cũ (sẽ lập lại khi cần)"}: ${told}`;
}

/** How an index is that workers bring up to date by themselves. */
function keptByWorkers(connection: Connection): string {
  const { analyzer = "", renewal = null } = keepingOf(connection) ?? {};
  if (analyzer !== "" && analyzer !== ROWS_VERSION)
    return `do bản chương trình khác lập (bộ phân tích ${analyzer}), vẫn dùng được; dangvu worker của bản này (${ROWS_VERSION}) sẽ lập lại`;
  return renewal === null ? "khớp với kho" : "đang được worker lập lại, vẫn dùng được (xem dangvu work counts)";
}

/** The folders of the parts whose versions nobody else has looked at by now. */
const PARTS = {
  search: new URL("../search/migrations-postgres/", import.meta.url),
  frontier: new URL("../crawl/migrations-postgres/", import.meta.url),
  queue: new URL("../queue/migrations-postgres/", import.meta.url),
} as const;

/** What is to be said of a part's tables that are missing or older than this program's; null for those that it knows. Throws StoreBroken for newer ones. */
function lookAtPart(connection: Connection, part: keyof typeof PARTS): string | null {
  const [found, newest] = [versionOf(connection, part), listMigrations(PARTS[part]).at(-1)?.version ?? 0];
  if (found === 0) return "chưa có (sẽ tạo khi chạy)";
  if (found > newest)
    throw new StoreBroken(
      `phần "${part}" của ${connection.place} có phiên bản ${found}; chương trình này chỉ biết phiên bản ${newest}`,
      "Cập nhật chương trình trên máy này.",
    );
  return found < newest ? `phiên bản ${found}, chương trình này cần ${newest} (sẽ nâng cấp khi chạy)` : null;
}
