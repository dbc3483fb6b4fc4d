/**
 * What is known of a message after a try. `not_taken`: the receiver certainly has not got it, as no byte of it left or it said so itself; `isWorthwhile`: soon again may help.
 * `unsure`: it may have come.
 */
export type Outcome =
  | { readonly kind: "taken" }
  | { readonly kind: "not_taken"; readonly error: string; readonly isWorthwhile: boolean; readonly afterSeconds?: number }
  | { readonly kind: "unsure"; readonly error: string };

export const notTaken = (error: string, isWorthwhile = true): Outcome => ({ kind: "not_taken", error, isWorthwhile });
export const unsure = (error: string): Outcome => ({ kind: "unsure", error });

/** What an error says of itself, on one line. */
export function sayingOf(error: unknown): string {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, message: String(error) };
  const said = message.replaceAll(/\s+/gu, " ").trim().slice(0, 200);
  return code === undefined || said.includes(code) ? said : `${said} (${code})`;
}
