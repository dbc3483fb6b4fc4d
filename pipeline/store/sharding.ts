/**
 * By which column each table of the store in PostgreSQL can be spread over several databases (of Citus: `create_distributed_table(table, column)`); null: all of them have the whole of it
 * (`create_reference_table`). Every statement by which documents are written and read alone names the value of these columns, so that each asks one database.
 */
export const SHARDING: ReadonlyMap<string, string | null> = new Map([
  ["pages", "document"],
  ["versions", "document"],
  ["articles", "document"],
  ["observations", "document"],
  // The document that the mention stands in; `document` is the one that is mentioned.
  ["citations", "in_document"],
  ["checks", "document"],
  ["readings", "document"],
  ["cards", "document"],
  ["figures", "document"],
  ["unsettled", "document"],
  ["addresses", "url"],
  ["gone", "url"],
  ["fingerprint", "shard"],
  // Few rows, seldom written.
  ["runs", null],
  ["questions", null],
  ["decisions", null],
  ["parts", null],
  // About several documents, written by one process at a time.
  ["carriers", null],
  ["bands", null],
  ["links", null],
]);
