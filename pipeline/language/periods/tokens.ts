import type { Token } from "../../types/tokens.ts";

/** The folded key of a token, empty beyond the ends of the text. */
export function keyAt(tokens: readonly Token[], i: number): string {
  return tokens[i]?.key ?? "";
}

/** A hyphen or a dash of any length. */
export function isDash(key: string): boolean {
  return key === "-" || key === "–" || key === "—";
}
