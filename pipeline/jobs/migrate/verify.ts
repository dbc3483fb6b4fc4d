import type { Connection } from "../../database/statements.ts";
import { bodyOf } from "../../store/raw/record.ts";
import { StoreBroken } from "../../types/errors.ts";
import { type DumpSum, dumpLines, sumOf } from "../canonical.ts";
import { endOfDocuments, pagesOf } from "./documents.ts";
import type { End } from "./ends.ts";
import { BEHIND } from "./rows.ts";

export interface Verifying {
  readonly source: End;
  readonly target: End;
  /** Raw pages are read back, too, not only their rows. */
  readonly withBodies: boolean;
  readonly onLines: (lines: number) => void;
}

/** What both stores hold; `bodies` is how many raw pages the target gave back, null where they were not read. */
export interface Verified {
  readonly dump: DumpSum;
  readonly bodies: number | null;
  /** Raw pages that neither of them has. */
  readonly lost: number;
}

/** Compares two stores row by row, by their canonical dumps. Throws StoreBroken with what differs. To be called inside of transactions that read. */
export function verify({ source, target, withBodies, onLines }: Verifying): Verified {
  const ours = sumOf(dumpLines(source.connection), onLines);
  const theirs = sumOf(dumpLines(target.connection), onLines);
  const differing = Object.keys(ours.kinds).filter((kind) => ours.kinds[kind]?.hash !== theirs.kinds[kind]?.hash);
  if (differing.length > 0)
    throw different(
      target,
      differing.map((kind) => `${kind} (${ours.kinds[kind]?.count} và ${theirs.kinds[kind]?.count} dòng)`),
    );
  if (target.engine === "postgres" && !hasAddresses(target.connection)) throw different(target, ["addresses"]);
  if (!withBodies) return { dump: ours, bodies: null, lost: 0 };
  return { dump: ours, ...readBodies(source, target) };
}

const different = (target: End, what: readonly string[]): StoreBroken =>
  new StoreBroken(
    `Kho ${target.place} chưa giống kho nguồn ở: ${what.join(", ")}.`,
    "Chạy lại lệnh này: những phần khác nhau được chép lại; nếu lỗi lặp lại, báo kèm nguyên văn thông báo này.",
  );

/** Says each address which body it has now? */
function hasAddresses(sql: Connection): boolean {
  const current = "SELECT url, document, sha256, fetched_at FROM versions WHERE is_current = 1";
  const addresses = "SELECT url, document, sha256, fetched_at FROM addresses";
  const row = sql.row(`SELECT count(*) AS n FROM ((${current} EXCEPT ${addresses}) UNION ALL (${addresses} EXCEPT ${current})) d`, []);
  return row?.n === 0;
}

function readBodies(source: End, target: End): { readonly bodies: number; readonly lost: number } {
  let [bodies, lost] = [0, 0];
  for (let after = ""; after !== BEHIND; ) {
    const documents = { after, upTo: endOfDocuments(target.connection, after) };
    for (const sha256 of pagesOf(target.connection, documents)) {
      const record = target.records.read(sha256);
      if (record !== null && bodyOf(record) !== null) bodies++;
      else if (source.records.read(sha256) === null) lost++;
      else throw different(target, [`trang gốc ${sha256}`]);
    }
    after = documents.upTo;
  }
  return { bodies, lost };
}
