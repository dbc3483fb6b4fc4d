/** What the caller should do about an error: try again, leave this item out, leave this source out, or end the run. */
export type Next = "retry" | "skip" | "stop-source" | "stop-run";

/**
 * The base of every error that a user may see. The message says what went wrong, where and with which value;
 * `hint` says what to do about it. Both are one sentence, in Vietnamese or English by where they are shown.
 */
export class DangvuError extends Error {
  readonly hint: string;
  readonly next: Next;

  constructor(message: string, options: { hint: string; next: Next; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.hint = options.hint;
    this.next = options.next;
  }
}

/** The user asked for something that does not exist or cannot be understood: a code, a province, an option, a file. */
export class WrongUse extends DangvuError {
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, { hint, next: "stop-run", cause });
  }
}

/** A file or page whose bytes cannot be read as a document: empty, binary, cut off, too large. */
export class UnreadableDocument extends DangvuError {
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, { hint, next: "skip", cause });
  }
}

/** A source entry, a configuration or a reference file that does not fit its schema. */
export class BadEntry extends DangvuError {
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, { hint, next: "stop-run", cause });
  }
}

/** A request that failed in a way that may pass: time-out, connection lost, 5xx, 429. */
export class FetchFailed extends DangvuError {
  readonly retryAfterSeconds: number | null;
  constructor(message: string, hint: string, retryAfterSeconds: number | null = null, cause?: unknown) {
    super(message, { hint, next: "retry", cause });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A request that was refused by a rule of ours or of the site: robots, private address, size, redirects, media type, 4xx. */
export class FetchRefused extends DangvuError {
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, { hint, next: "skip", cause });
  }
}

/** The store cannot be opened, read or written: corrupt file, folder without permission, disk full, locked by another run. */
export class StoreBroken extends DangvuError {
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, { hint, next: "stop-run", cause });
  }
}

/** The store cannot be reached for now, as the database on another machine is away: trying again later helps. */
export class StoreAway extends StoreBroken {}

/** A job's lease has ended and somebody else has it by now: what was done for it is to be undone. */
export class LeaseLost extends DangvuError {
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, { hint, next: "skip", cause });
  }
}
