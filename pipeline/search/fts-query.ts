import type { Question } from "./engine.ts";
import type { Choice, Clause, Plan } from "./plan.ts";

/** Stored terms have nothing in them that would end the quotes. */
const literal = (terms: readonly string[]): string => `"${terms.join(" ")}"`;
const joined = (parts: readonly string[], operator: "AND" | "OR"): string =>
  parts.length === 1 ? (parts[0] as string) : `(${parts.join(` ${operator} `)})`;
const choiceText = (choice: Choice): string =>
  joined(
    choice.map(({ term }) => literal([term])),
    "OR",
  );
/** The number of a facet value as a term of its own column. */
export const valueTerm = (value: number): string => `#${value}`;

/** The words of a clause; `isRanking`: with the whole word beside them, which selects nothing more but counts. */
function clauseText({ choices, whole }: Clause, isRanking: boolean): string {
  const words = joined(choices.map(choiceText), "AND");
  return isRanking && whole !== null ? joined([words, literal([whole.term])], "OR") : words;
}

/** The words of a plan; phrases must be there even where some of the words are enough. */
function wordsOf({ combine, clauses, phrases }: Plan, isRanking: boolean): readonly string[] {
  const literals = phrases.map((phrase) => literal(phrase));
  const words = [...clauses.map((clause) => clauseText(clause, isRanking)), ...literals];
  if (words.length === 0) return [];
  return [joined(words, combine), ...(combine === "OR" ? literals : [])];
}

/** A question in the query language of FTS5; null for one that asks for nothing. */
export function toMatch({ plan, narrowing, without }: Question, isRanking: boolean): string | null {
  const values = narrowing.map((list) =>
    joined(
      list.map((value) => literal([valueTerm(value)])),
      "OR",
    ),
  );
  const wanted = [...(plan === null ? [] : wordsOf(plan, isRanking)), ...values];
  if (wanted.length === 0) return null;
  const not = [
    ...(plan?.excluded.map(choiceText) ?? []),
    ...(plan?.excludedPhrases.map((phrase) => literal(phrase)) ?? []),
    ...without.map((value) => literal([valueTerm(value)])),
  ];
  return not.length === 0 ? joined(wanted, "AND") : `${joined(wanted, "AND")} NOT ${joined(not, "OR")}`;
}
