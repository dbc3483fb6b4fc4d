import type { SourceId } from "./source.ts";

/** Bytes as they came, with what the answer said about them. A page is its canonical URL; a version of it is its `sha256`. */
export interface Page {
  /** Canonical address: no fragment, no tracking parameters, lower-case host, default port left out. */
  readonly url: string;
  /** Null for a file that a user brought. */
  readonly source: SourceId | null;
  /** ISO time with zone. */
  readonly fetchedAt: string;
  /** Without parameters, lower case: `text/html`. */
  readonly mediaType: string;
  /** The charset that the HTTP header names, if it does. */
  readonly charset: string | null;
  /** SHA-256 of `body`, hex. */
  readonly sha256: string;
  readonly body: Uint8Array;
  /** What the server said before the body, for the archive: status and heads under their names. Absent for a file, and for a page that comes back out of the store. */
  readonly answer?: Answer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}
