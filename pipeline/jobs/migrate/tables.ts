/** How a column is carried from one engine to the other: text and JSON as they are written, bytes as hexadecimal digits. */
type Type = "text" | "integer" | "json" | "bytes";

export interface Column {
  readonly name: string;
  readonly type: Type;
}

/** A table whose rows are about documents: copied document by document, with all others of its kind. */
export interface OwnedTable {
  readonly name: string;
  readonly columns: readonly Column[];
  /** SQLite: what rows are read from, called `t`, the column that begins with their document's id, and which are to be deleted, by the condition that a column does. */
  readonly sqlite: { readonly from: string; readonly owner: string; readonly remove: (within: (column: string) => string) => string };
  /** PostgreSQL: the column that is their document's id. */
  readonly postgres: { readonly document: string };
  /** What only PostgreSQL has: the column, and how it is made of a row `r`. `needs`: columns that SQLite adds to its rows for it. */
  readonly added: Readonly<Record<string, string>>;
  readonly needs?: Readonly<Record<string, string>>;
}

/** A table of both engines whose rows have a key of their own. */
export interface FlatTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
}

/** "id:text n:integer": a column without a type is text. */
export const columnsOf = (names: string): readonly Column[] =>
  names.split(" ").map((written) => {
    const [name = "", type = "text"] = written.split(":");
    return { name, type: type as Type };
  });

/** As `yearOf` of the store does it: the partition that an article lies in. */
const yearOf = (published: string): string => `CASE WHEN ${published} ~ '^[0-9]{4}' THEN CAST(left(${published}, 4) AS integer) ELSE 0 END`;
const documentOf = (id: string): string => `left(${id}, 16)`;

const ARTICLE = columnsOf(
  "id page position:integer url source publisher title byline published_at published_from modified_at based_on trust made_by text parts place place_reason figures:integer",
);
const CARD = columnsOf(
  "n:integer id url title publisher source published_at fetched_at based_on place province trust current:integer figures:integer page position:integer gone_at",
);
const FIGURE = columnsOf(
  "question:integer current:integer card:integer n:integer province name value bound at since until basis confidence begins:integer ends:integer quote numerator denominator checks year:integer is_part:integer is_tabled:integer has_failed:integer is_rare:integer",
);

/** What was read out of an article, by number. */
function partsOf(name: string, owner = "document"): OwnedTable {
  return {
    name,
    columns: columnsOf("article n:integer data:json"),
    sqlite: { from: `${name} t JOIN articles a ON a.id = t.article`, owner: "t.article", remove: (within) => within("article") },
    postgres: { document: owner },
    added: { [owner]: documentOf("r.article"), year: yearOf("r.published_at") },
    needs: { published_at: "a.published_at" },
  };
}

/** Bodies themselves lie elsewhere, and are copied beside these rows. */
export const PAGES: OwnedTable = {
  name: "pages",
  columns: columnsOf("sha256 rules digest"),
  sqlite: { from: "pages t", owner: "t.sha256", remove: (within) => within("sha256") },
  postgres: { document: "document" },
  added: { document: documentOf("r.sha256") },
};

/** Behind `pages`, in an order in which each finds what it refers to. */
export const OWNED: readonly OwnedTable[] = [
  {
    name: "versions",
    columns: columnsOf("seq:integer url sha256 source fetched_at media_type charset is_current:integer run"),
    sqlite: { from: "versions t LEFT JOIN gone g ON g.url = t.url", owner: "t.sha256", remove: (within) => within("sha256") },
    postgres: { document: "document" },
    added: { document: documentOf("r.sha256"), gone_at: "r.gone_at" },
    needs: { gone_at: "g.at" },
  },
  {
    name: "articles",
    columns: ARTICLE,
    sqlite: { from: "articles t", owner: "t.id", remove: (within) => within("id") },
    postgres: { document: "document" },
    added: { document: documentOf("r.id"), year: yearOf("r.published_at") },
  },
  partsOf("observations"),
  partsOf("citations", "in_document"),
  partsOf("checks"),
  partsOf("readings"),
  {
    name: "cards",
    columns: CARD,
    sqlite: { from: "cards t", owner: "t.id", remove: (within) => within("id") },
    postgres: { document: "document" },
    added: { document: documentOf("r.id"), year: yearOf("r.published_at") },
  },
  {
    name: "figures",
    columns: FIGURE,
    sqlite: {
      from: "cards c CROSS JOIN figures t ON t.card = c.n",
      owner: "c.id",
      remove: (within) => `card IN (SELECT n FROM cards WHERE ${within("id")})`,
    },
    postgres: { document: "document" },
    added: { document: documentOf("r.id") },
    needs: { id: "c.id" },
  },
];

/** In the order in which they are copied: `questions` before the figures that answer them, the others behind all documents. */
export const QUESTIONS: FlatTable = { name: "questions", columns: columnsOf("n:integer indicator dims measure status level"), key: ["n"] };

export const FLAT: readonly FlatTable[] = [
  { name: "carriers", columns: columnsOf("n:integer article page report:integer rank likeness:bytes"), key: ["n"] },
  { name: "bands", columns: columnsOf("key:integer report:integer n:integer"), key: ["key", "report", "n"] },
  { name: "links", columns: columnsOf("one:integer other:integer"), key: ["one", "other"] },
  { name: "gone", columns: columnsOf("url at status:integer"), key: ["url"] },
  { name: "decisions", columns: columnsOf("seq:integer id verdict decided_by decided_at why url article data"), key: ["seq"] },
  { name: "runs", columns: columnsOf("id job started_at finished_at counters"), key: ["id"] },
];

/** Tables that give out numbers, by the column that they give them in. A report bears the number of one of its carriers, which may be gone. */
export const NUMBERED: readonly { readonly table: string; readonly column: string; readonly others: readonly string[] }[] = [
  { table: "versions", column: "seq", others: [] },
  { table: "cards", column: "n", others: [] },
  { table: "questions", column: "n", others: [] },
  { table: "decisions", column: "seq", others: [] },
  { table: "carriers", column: "n", others: ["report"] },
];
