/**
 * Raw pages outside of the database, for several machines: one object for each body, named by its SHA-256, holding one WARC record as it stands in a `.warc.gz` (all of them, one after
 * the other, are a WARC file). Functions return when it is done, and throw StoreBroken.
 */
export interface RawPages {
  /** Where they are, without passwords: for messages. */
  readonly place: string;
  /** Keeps a record under the hash of its body; one that is there stays as it is. Durable when it returns. */
  keep(sha256: string, record: Uint8Array): void;
  /** The record; null when there is none. */
  read(sha256: string): Uint8Array | null;
  /** Throws where no page could be kept now: a full disk, a place that may only be read. Leaves nothing behind. */
  tryKeeping(): void;
  close(): void;
}
