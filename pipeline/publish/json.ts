import type { Observation } from "../types/observation.ts";
import type { Candidate, Cell, Table } from "../types/table.ts";

/** The whole sentence around a figure and where it begins in the article's text; null where the article is not at hand. */
export type SentenceOf = (observation: Observation) => { readonly text: string; readonly start: number } | null;

function viewCandidate({ observation, head }: Candidate, sentenceOf: SentenceOf): object {
  const { value, bound, numerator, denominator, period, basis, place, quote, start, end, rule, confidence, checks } = observation;
  const fraction = { ...(numerator === undefined ? {} : { numerator }), ...(denominator === undefined ? {} : { denominator }) };
  const says = {
    value,
    bound,
    ...fraction,
    place,
    period,
    basis,
    quote,
    start,
    end,
    sentence: sentenceOf(observation),
    rule,
    confidence,
    checks,
  };
  const { id, title, publisher, publishedAt, url, basedOn, trust } = head;
  return { ...says, article: { id, title, publisher, publishedAt, url, sourceUrl: basedOn, trust } };
}

function viewCell(cell: Cell, sentenceOf: SentenceOf): object {
  const { candidates, dissent, inputs, ...figure } = cell;
  const dissents = new Set(dissent);
  const role = (candidate: Candidate): string => (candidate === candidates[0] ? "winner" : dissents.has(candidate) ? "dissents" : "agrees");
  return {
    ...figure,
    candidates: candidates.map((candidate) => ({ role: role(candidate), ...viewCandidate(candidate, sentenceOf) })),
    ...(inputs === undefined ? {} : { inputs: inputs.map(({ province, winner }) => ({ province, ...viewCandidate(winner, sentenceOf) })) }),
  };
}

/** The table as plain data: each cell with every report behind it, its words, their place in the article, the article's address and its source's. */
export function viewTable(table: Table, sentenceOf: SentenceOf = () => null): object {
  const rows = table.rows.map(({ province, name, cells }) => ({
    province,
    name,
    cells: cells.map((cell) => (cell === null ? null : viewCell(cell, sentenceOf))),
  }));
  const { spec, years, coverage, breaks, columns, totals, data, link } = table;
  const told = totals?.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, published: cell.published === null ? null : viewCell(cell.published, sentenceOf) })),
  }));
  const more = { ...(columns && { columns }), ...(told && { totals: told }), ...(data && { data }), ...(link && { link }) };
  return { spec, years, coverage, breaks, ...more, rows };
}

/** `viewTable` as text: JSON with two blanks of indent and a line feed at the end. */
export function writeJson(table: Table, sentenceOf?: SentenceOf): string {
  return `${JSON.stringify(viewTable(table, sentenceOf), null, 2)}\n`;
}
