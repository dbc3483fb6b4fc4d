import { DangvuError } from "../types/errors.ts";

/** What the doctor found about one thing. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do; may also stand beside what is all right but could be better. */
  readonly hint: string | null;
}

/** Runs one examination; an error of ours becomes a finding, any other is a fault of the program. */
export async function examine(what: string, look: () => string | Promise<string>): Promise<Finding> {
  try {
    return { what, ok: true, detail: await look(), hint: null };
  } catch (error) {
    if (!(error instanceof DangvuError)) throw error;
    return { what, ok: false, detail: error.message, hint: error.hint };
  }
}
