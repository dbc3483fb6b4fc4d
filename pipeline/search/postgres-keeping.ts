import * as z from "zod";
import { versionOf } from "../database/parts.ts";
import type { Connection } from "../database/statements.ts";
import { StoreBroken } from "../types/errors.ts";
import type { ArticleHead } from "../types/store.ts";
import { noteOf, ROWS_VERSION, stampOf, stampsOf, writeNotes } from "./postgres-write.ts";
import { digestOf, digestsOfArticles, type Library } from "./query.ts";

/** Who keeps the index of a database, and of which analyser its rows are. */
export interface Keeping {
  readonly hasWorkers: boolean;
  /** The analyser of all rows, or the one that they are being made anew for; "" where nobody has said. */
  readonly analyzer: string;
  /** Where all articles are being looked at anew: `after`, how far, as a cursor of `listArticles` ("" at the beginning, null at the end); null when nobody has to. */
  readonly renewal: { readonly after: string | null } | null;
  /** Analysers before that one: of older programs. */
  readonly former: readonly string[];
}

/** `whole`: there is nothing to do; `begun`: by this call; `going on`: by an earlier one. */
export type Renewing = "whole" | "begun" | "going on";

const renewalSchema = z.object({ analyzer: z.string(), after: z.string().nullable() });
const formerSchema = z.array(z.string());

/** One process at a time says who keeps the index. */
const LOCK = "search keeping";

/** Null without the tables of the index. */
export const keepingOf = (connection: Connection): Keeping | null =>
  versionOf(connection, "search") === 0 ? null : readKeeping(connection);

function readKeeping(connection: Connection): Keeping {
  const rows = connection.rows("SELECT key, value FROM search_notes", []);
  const notes = new Map(rows.map(({ key, value }) => [String(key), String(value)]));
  const noted = <T>(key: string, read: z.ZodType<T>): T | null => {
    const text = notes.get(key) ?? "";
    return text === "" ? null : read.parse(JSON.parse(text));
  };
  const renewal = noted("renewal", renewalSchema);
  return {
    hasWorkers: (notes.get("workers") ?? "") !== "",
    analyzer: renewal?.analyzer ?? notes.get("analyzer") ?? "",
    renewal,
    former: noted("former", formerSchema) ?? [],
  };
}

/** Do workers bring what changes in the store into the index? */
export const isKeptByWorkers = (connection: Connection): boolean => keepingOf(connection)?.hasWorkers === true;

/**
 * Makes workers of this program those who keep the index, in the caller's transaction, and says whether articles have to be looked at anew: where another analyser has made the rows, or
 * where nobody knows that all articles are there. Throws StoreBroken for a program whose analyser a newer one has already replaced.
 */
export function beginKeeping(connection: Connection, library: Pick<Library, "fingerprint" | "pages">): Renewing {
  connection.lock([LOCK]);
  const keeping = keepingOf(connection);
  if (keeping === null) return "whole";
  const { hasWorkers, analyzer, renewal, former } = keeping;
  if (former.includes(ROWS_VERSION)) throw leftBehind(connection, analyzer, GO_BACK);
  const isOurs = analyzer === ROWS_VERSION || (hasWorkers && analyzer === "");
  if (renewal !== null && isOurs && hasWorkers) return "going on";
  if (isOurs ? hasWorkers || isAsLast(connection, library) : isEmpty(library)) {
    writeNotes(connection, { workers: "yes", analyzer: ROWS_VERSION });
    return "whole";
  }
  const older = isOurs || analyzer === "" ? former : [...former, analyzer];
  writeNotes(connection, { workers: "yes", former: JSON.stringify(older) });
  noteRenewed(connection, ROWS_VERSION, "");
  return "begun";
}

/** Has the index all that the library has, as of the last time that they were compared? */
const isAsLast = (connection: Connection, library: Pick<Library, "fingerprint">): boolean =>
  noteOf(connection, "library") === library.fingerprint();

const isEmpty = (library: Pick<Library, "pages">): boolean => library.pages({ limit: 1 }).length === 0;

const noteRenewed = (connection: Connection, analyzer: string, after: string | null): void =>
  writeNotes(connection, { renewal: JSON.stringify({ analyzer, after }) });

/** How far articles have been looked at, while nobody else goes on until the transaction ends; null when nobody has to. Throws StoreBroken where that is another program's business. */
export function takeRenewal(connection: Connection): Keeping["renewal"] {
  connection.lock([LOCK]);
  assertOwnAnalyzer(connection);
  return readKeeping(connection).renewal;
}

/** Notes how far articles have been looked at; null: all of them. */
export const goOnRenewing = (connection: Connection, after: string | null): void => noteRenewed(connection, ROWS_VERSION, after);

/** Notes that all rows are of this program's analyser. */
export const endRenewal = (connection: Connection): void => writeNotes(connection, { analyzer: ROWS_VERSION, renewal: "" });

/** Those articles that the index does not have as this program's analyser makes them of what the library says. */
export function staleAmong(connection: Connection, library: Pick<Library, "pages">, heads: readonly ArticleHead[]): readonly ArticleHead[] {
  const ids = heads.map(({ id }) => id);
  const [pages, known] = [digestsOfArticles(library, ids), stampsOf(connection, ids)];
  return heads.filter((head) => known.get(head.id) !== stampOf(digestOf(head, pages)));
}

/** Throws StoreBroken when a program with another analyser has begun to make the rows of the index anew: ours would be older than all others, and stay. */
export function assertOwnAnalyzer(connection: Connection): void {
  const { analyzer } = readKeeping(connection);
  if (analyzer !== "" && analyzer !== ROWS_VERSION) throw leftBehind(connection, analyzer);
}

const GO_BACK = " Nếu cố ý quay về bản này, trước hết xóa ghi chú: DELETE FROM search_notes WHERE key = 'former'.";

const leftBehind = ({ place }: Connection, analyzer: string, more = ""): StoreBroken =>
  new StoreBroken(
    `Chỉ mục tìm kiếm trong ${place} do một bản chương trình khác giữ (bộ phân tích ${analyzer}; bản đang chạy: ${ROWS_VERSION}).`,
    `Cập nhật chương trình trên máy này rồi khởi động lại; việc đang giữ sẽ được giao lại.${more}`,
  );
