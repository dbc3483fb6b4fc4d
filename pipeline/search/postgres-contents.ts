import type { Connection, Row } from "../database/statements.ts";
import { Catalog } from "./catalog.ts";
import { type FacetValue, TEXT_FIELDS } from "./indexed.ts";
import { type PackedArticle, type PackedEntry, unpackArticle } from "./packed.ts";
import { readMembers } from "./postgres-merge.ts";
import { LONGEST, type Segment, segmentOf, WAITING, Waiting } from "./postgres-waiting.ts";

const FIELDS = TEXT_FIELDS.length;

/** What a reader has in memory of the articles: some 70 bytes of each, and all of those that wait. */
export class PostgresContents {
  readonly catalog = new Catalog();
  /** Sums of the lengths of all articles by field. */
  readonly lengths = TEXT_FIELDS.map(() => 0);
  waiting = new Waiting();
  /** Changes with every change of the index. */
  state = "[]";
  /** Changes when segments do. */
  segmentsState = "none read";
  /** The library's fingerprint as of the articles that are here; "" where they are not known to be all. */
  fingerprint = "";
  readonly #connection: Connection;
  readonly #segments = new Map<number, Segment>();
  readonly #packed = new Map<number, Uint8Array>();
  readonly #dropped = new Set<number>();
  /** Numbers of facet values in the catalog by their numbers in the database. */
  readonly #values: number[] = [];
  #waitingSegment: Segment = segmentOf(WAITING, [], []);

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  knows(segment: number): boolean {
    return segment === WAITING || this.#segments.has(segment);
  }

  segments(): readonly Segment[] {
    return [...this.#segments.values(), this.#waitingSegment];
  }

  /** Takes in what has changed, out of one moment. */
  refresh(): void {
    if (this.#readState() !== this.state) this.#connection.transact("read", () => this.#follow());
  }

  #readState(): string {
    return String(this.#connection.row("SELECT json_agg(count ORDER BY shard) AS counts FROM search_changes", [])?.counts);
  }

  #follow(): void {
    const state = this.#readState();
    const listed = this.#numbers("SELECT segment AS n FROM search_segments ORDER BY segment");
    const segmentsState = listed.join();
    const isMerged = segmentsState !== this.segmentsState;
    // Numbers of articles that no segment has any more are not listed as dropped any more either.
    const dropped = isMerged ? this.#allDropped() : this.#droppedSince(this.state);
    const waiting = this.#numbers("SELECT number AS n FROM search_waiting ORDER BY number");
    const before = isMerged ? [...this.#forgetSegments(new Set(listed)), this.#waitingSegment] : [];
    const news = listed.filter((id) => !this.#segments.has(id)).map((id) => this.#readSegment(id));
    this.#followWaiting(waiting);
    this.#drop(isMerged ? new Set([...dropped, ...missing(before, [...news, this.#waitingSegment])]) : dropped, before);
    this.fingerprint = this.#readFingerprint(state);
    [this.state, this.segmentsState] = [state, segmentsState];
  }

  #numbers(sql: string, bindings: readonly string[] = []): readonly number[] {
    return this.#connection.rows(sql, bindings).map(({ n }) => Number(n));
  }

  #allDropped(): ReadonlySet<number> {
    this.#dropped.clear();
    for (const number of this.#numbers("SELECT number AS n FROM search_dropped")) this.#dropped.add(number);
    return this.#dropped;
  }

  #droppedSince(state: string): ReadonlySet<number> {
    const sql = `SELECT number AS n FROM search_dropped d
      JOIN unnest(json_bigints(?)) WITH ORDINALITY AS known (count, place) ON d.shard = place - 1 AND d.count > known.count`;
    const news = new Set(this.#numbers(sql, [state]));
    for (const number of news) this.#dropped.add(number);
    return news;
  }

  /** Returns those that are not listed any more. */
  #forgetSegments(listed: ReadonlySet<number>): readonly Segment[] {
    const gone = [...this.#segments.values()].filter(({ id }) => !listed.has(id));
    for (const { id } of gone) this.#segments.delete(id);
    return gone;
  }

  #readSegment(id: number): Segment {
    const row = this.#connection.row("SELECT entries FROM search_segments WHERE segment = ?", [id]);
    const members = readMembers(row?.entries as Uint8Array);
    const segment = segmentOf(
      id,
      members.map(({ number }) => number),
      members.flatMap(({ lengths }) => lengths),
    );
    this.#segments.set(id, segment);
    this.#enter(members);
    return segment;
  }

  #followWaiting(numbers: readonly number[]): void {
    const listed = new Set(numbers);
    if ([...this.#packed.keys()].some((number) => !listed.has(number))) this.#waitAnew(listed);
    for (const [number, packed] of this.#packed) {
      if (!this.#dropped.has(number) || !this.#packed.delete(number)) continue;
      this.waiting.discount(unpackArticle(packed));
    }
    const news = numbers.filter((number) => !this.#packed.has(number) && !this.#dropped.has(number));
    if (news.length > 0) {
      const sql = "SELECT number, data FROM search_waiting WHERE number = ANY(json_bigints(?)) ORDER BY number";
      const rows = this.#connection.rows(sql, [JSON.stringify(news)]);
      this.#enter(rows.map(({ number, data }) => ({ number: Number(number), ...this.#wait(Number(number), data as Uint8Array) })));
    }
    this.#waitingSegment = this.waiting.segment();
  }

  /** What was merged stands elsewhere. */
  #waitAnew(listed: ReadonlySet<number>): void {
    const kept = [...this.#packed].filter(([number]) => listed.has(number));
    this.waiting = new Waiting();
    this.#packed.clear();
    for (const [number, packed] of kept) this.#wait(number, packed);
  }

  #wait(number: number, packed: Uint8Array): PackedArticle {
    const article = unpackArticle(packed);
    this.#packed.set(number, packed);
    this.waiting.add(number, article);
    return article;
  }

  /** Lists articles in the catalog that are not there yet. */
  #enter(members: readonly (PackedEntry & { readonly number: number })[]): void {
    const news = members.filter(({ number }) => !this.catalog.knows(number) && !this.#dropped.has(number));
    this.#readValues(news.flatMap(({ values }) => values));
    for (const { number, date, values, lengths } of news) {
      this.catalog.add({ number, date, values: values.map((value) => this.#values[value] as number) });
      for (let at = 0; at < FIELDS; at++) this.#count(at, lengths[at] as number);
    }
  }

  #count(field: number, length: number): void {
    this.lengths[field] = (this.lengths[field] as number) + Math.min(length, LONGEST);
  }

  #readValues(values: readonly number[]): void {
    const unknown = [...new Set(values)].filter((value) => this.#values[value] === undefined);
    if (unknown.length === 0) return;
    const isFirst = this.#values.length === 0;
    const sql = "SELECT number, facet, value FROM search_values";
    const rows = isFirst
      ? this.#connection.rows(`${sql} ORDER BY number`, [])
      : this.#connection.rows(`${sql} WHERE number = ANY(json_bigints(?)) ORDER BY number`, [JSON.stringify(unknown)]);
    for (const { number, facet, value } of rows) this.#values[Number(number)] = this.catalog.numberOf({ facet, value } as FacetValue);
  }

  /** Takes articles out of the catalog; they stand in a segment, or stood in one of those of `before`. */
  #drop(dropped: ReadonlySet<number>, before: readonly Segment[]): void {
    const gone = new Set([...dropped].filter((number) => this.catalog.knows(number)));
    if (gone.size === 0) return;
    for (const { numbers, lengths } of [...this.segments(), ...before]) {
      numbers.forEach((number, place) => {
        if (!gone.delete(number)) return;
        this.catalog.drop(number);
        for (let at = 0; at < FIELDS; at++) this.#count(at, -(lengths[FIELDS * place + at] as number));
      });
    }
  }

  #readFingerprint(state: string): string {
    const rows = this.#connection.rows("SELECT key, value FROM search_notes WHERE key IN ('library', 'state')", []);
    const notes = new Map(rows.map(({ key, value }: Row) => [String(key), String(value)]));
    return notes.get("state") === totalOf(state) ? (notes.get("library") ?? "") : "";
  }
}

/** Articles that stood in what was before, and stand in none of what has come for it. */
function missing(before: readonly Segment[], now: readonly Segment[]): readonly number[] {
  const numbers = new Set(now.flatMap((segment) => [...segment.numbers]));
  return before.flatMap((segment) => [...segment.numbers].filter((number) => !numbers.has(number)));
}

/** How many changes a state counts. */
const totalOf = (state: string): string => String((JSON.parse(state) as readonly number[]).reduce((sum, count) => sum + count, 0));
