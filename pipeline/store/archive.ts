import { existsSync, statSync } from "node:fs";
import { z } from "zod";
import type { Statements } from "../database/statements.ts";
import type { Page } from "../types/page.ts";
import type { RawFile } from "../types/store.ts";
import { type Extent, openWarc, readRecord, type WarcFile, warcName, warcPath } from "./warc.ts";
import { type Archivist, type FirstSeen, infoRecord, pageRecord, revisitRecord } from "./warc-format.ts";

/** A record's file, by its row, and its place in it. */
export interface Shelfmark extends Extent {
  readonly file: number;
}

export interface ArchiveOptions {
  readonly archivist: Archivist;
  readonly now: () => Date;
  /** A file that has grown to this is followed by another. */
  readonly mostBytes: number;
}

const fileRow = z.object({ seq: z.int(), name: z.string(), day: z.string(), length: z.int().min(0) });
type FileRow = z.infer<typeof fileRow>;

/**
 * The WARC files of a store: what is in them is told by rows, written in the same transaction as the rows that point to it. A record is on the disk before its
 * row is; one whose transaction did not come to its end lies behind the known length and is kept if it is whole, else cut off.
 */
export class Archive {
  readonly #sql: Statements;
  readonly #folder: string;
  readonly #options: ArchiveOptions;
  #open: { readonly seq: number; readonly file: WarcFile } | null = null;
  #isDirty = false;

  constructor(sql: Statements, folder: string, options: ArchiveOptions) {
    this.#sql = sql;
    this.#folder = folder;
    this.#options = options;
  }

  /** Does the last file have bytes that no row knows? Then `mend` is due, in a transaction. */
  isTorn(): boolean {
    const last = this.#last();
    const found = last === null ? undefined : statSync(this.#path(last), { throwIfNoEntry: false });
    return last !== null && found !== undefined && found.size > last.length;
  }

  /** Cuts off what a process that died has left of a record. */
  mend(): void {
    const last = this.#last();
    if (last !== null && this.isTorn()) this.#endOf(last);
  }

  /** Is there a file of today that is not full? Else `begin` is due, in a transaction of its own: so no file is ever written to that no row knows. */
  isReady(): boolean {
    const last = this.#last();
    return last !== null && last.day === this.#today() && last.length < this.#options.mostBytes;
  }

  begin(): void {
    if (!this.isReady()) this.#begin();
  }

  /** Writes a page's record, inside a transaction, and returns where. */
  keep(page: Page): Shelfmark {
    return this.#append(pageRecord(page));
  }

  /** Writes a record that another store has made, inside a transaction, and returns where. */
  keepRecord(record: Buffer): Shelfmark {
    return this.#append(record);
  }

  /** Writes that a page had a body that is kept already. */
  keepRevisit(page: Page, first: FirstSeen): void {
    this.#append(revisitRecord(page, first));
  }

  /** The record at a place, unpacked. Throws the system's or zlib's error. */
  read({ file, ...extent }: Shelfmark): Buffer {
    return readRecord(this.pathOf(file), extent);
  }

  /** Where a file lies. */
  pathOf(seq: number): string {
    return this.#path(fileRow.parse(this.#sql.row("SELECT * FROM warc_files WHERE seq = ?", [seq])));
  }

  files(): readonly RawFile[] {
    const rows = this.#sql.rows("SELECT * FROM warc_files WHERE length > 0 ORDER BY seq", []).map((row) => fileRow.parse(row));
    return rows.map((row) => {
      const path = this.#path(row);
      return { path, known: row.length, found: statSync(path, { throwIfNoEntry: false })?.size ?? 0 };
    });
  }

  /** Brings to the disk what was written: before the rows that tell of it are. */
  flush(): void {
    if (this.#isDirty) this.#open?.file.flush();
    this.#isDirty = false;
  }

  close(): void {
    this.flush();
    this.#open?.file.close();
    this.#open = null;
  }

  #append(record: Buffer): Shelfmark {
    let row = this.#last() ?? this.#begin();
    let end = this.#endOf(row);
    if (end === null) {
      row = this.#begin();
      end = 0;
    }
    const file = this.#fileOf(row);
    const info = infoRecord(row.name.split("/").at(-1) ?? "", this.#options.archivist, this.#options.now());
    this.#isDirty = true;
    const begin = end === 0 ? file.append(info, 0).length : end;
    const extent = file.append(record, begin);
    this.#setLength(row, extent.offset + extent.length);
    return { file: row.seq, ...extent };
  }

  /** Where to go on in a file; null when it must be left as it is. */
  #endOf(row: FileRow): number | null {
    // Opening would make a new file under the name of one that was lost.
    if (row.length > 0 && !existsSync(this.#path(row))) return null;
    const end = this.#fileOf(row).endOfWhole(row.length);
    if (end !== null && end !== row.length) this.#setLength(row, end);
    return end;
  }

  #fileOf(row: FileRow): WarcFile {
    if (this.#open?.seq !== row.seq) {
      this.close();
      this.#open = { seq: row.seq, file: openWarc(this.#path(row)) };
    }
    return this.#open.file;
  }

  /** A row for a file that is not there yet. */
  #begin(): FileRow {
    const day = this.#today();
    for (let n = 1; ; n++) {
      const name = warcName(day, n);
      const isTaken =
        this.#sql.row("SELECT 1 FROM warc_files WHERE name = ?", [name]) !== undefined || existsSync(warcPath(this.#folder, name));
      if (isTaken) continue;
      this.#sql.insert("warc_files", { name, day, length: 0 });
      return fileRow.parse(this.#sql.row("SELECT * FROM warc_files WHERE name = ?", [name]));
    }
  }

  #last(): FileRow | null {
    const row = this.#sql.row("SELECT * FROM warc_files ORDER BY seq DESC LIMIT 1", []);
    return row === undefined ? null : fileRow.parse(row);
  }

  #setLength(row: FileRow, length: number): void {
    this.#sql.run("UPDATE warc_files SET length = ? WHERE seq = ?", [length, row.seq]);
  }

  #path(row: FileRow): string {
    return warcPath(this.#folder, row.name);
  }

  #today(): string {
    return this.#options.now().toISOString().slice(0, 10);
  }
}
