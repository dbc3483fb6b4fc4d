import * as z from "zod";
import type { Connection } from "../database/statements.ts";
import type { SourceId } from "../types/source.ts";
import type { RowBook } from "./frontier-rows.ts";
import type { FoundUrl } from "./frontier-types.ts";
import { addressKey } from "./urls.ts";

const pageSchema = z.object({
  seq: z.number(),
  source: z.string(),
  term: z.string(),
  url: z.string(),
  kind: z.enum(["sitemap", "listing"]),
  depth: z.number(),
  root: z.number(),
  state: z.enum(["waiting", "done", "ended"]),
  old: z.number(),
  barren: z.number(),
  reason: z.string().nullable(),
});

/** A page of an archive walk. `root` is the number of the page where its branch begins; `old` and `barren` count pages in a row up to it that were too old, or brought nothing. */
export type WalkPage = z.infer<typeof pageSchema>;

/** A page to walk on to. */
export interface WalkStep {
  readonly url: string;
  readonly kind: "sitemap" | "listing";
}

/** Walks through archives, each told by its source and its term (`2012-01-01..2015-12-31`): what is walked outlives the process. */
export interface WalkBook {
  /** Begins branches that are not begun yet; earlier steps are walked first. */
  readonly begin: (walk: { source: SourceId; term: string }, steps: readonly WalkStep[]) => void;
  /** The page to ask for next; null when the walk is at its end. */
  readonly next: (walk: { source: SourceId; term: string }) => WalkPage | null;
  /** Ends a page: adds its articles to the queue and the pages to walk on to. Returns how many of all that it shows this branch had not shown before, and how many articles were unknown. */
  readonly finish: (
    page: WalkPage,
    found: {
      shown: readonly { url: string; published: string | null }[];
      articles: readonly FoundUrl[];
      more: readonly WalkStep[];
      now: Date;
    },
  ) => { shown: number; fresh: number };
  /** Counts for what stands behind this page, or ends its branch. */
  readonly judge: (page: WalkPage, verdict: { old: number; barren: number; ended: string | null }) => void;
  /** What is known of the dates of the articles that a page was the first of its branch to show. */
  readonly dates: (page: WalkPage) => readonly (string | null)[];
  /** All pages of a walk, in the order found. */
  readonly pages: (walk: { source: SourceId; term: string }) => readonly WalkPage[];
}

export function makeWalkBook(db: Connection, rows: RowBook): WalkBook {
  const add = (
    page: { source: string; term: string; depth: number; old: number; barren: number },
    { url, kind }: WalkStep,
    root: number | null,
  ) => {
    const added = db.row(
      `insert into walk (source, term, url, kind, depth, root, state, old, barren) values (?, ?, ?, ?, ?, ?, 'waiting', ?, ?)
       on conflict do nothing returning seq`,
      [page.source, page.term, url, kind, page.depth, root ?? 0, page.old, page.barren],
    );
    if (added !== undefined && root === null)
      db.run("update walk set root = seq where source = ? and seq = ?", [page.source, Number(added.seq)]);
  };
  return {
    begin: (walk, steps) =>
      db.transact("write", () => {
        for (const step of steps) add({ ...walk, depth: 0, old: 0, barren: 0 }, step, null);
      }),
    // A branch is walked to its end before the next begins: pages of one listing follow one another.
    next: ({ source, term }) => {
      const row = db.row("select * from walk where source = ? and term = ? and state = 'waiting' order by root, seq limit 1", [
        source,
        term,
      ]);
      return row === undefined ? null : pageSchema.parse(row);
    },
    finish: (page, found) =>
      db.transact("write", () => {
        rows.lock(found.articles.map(({ url }) => url));
        const fresh = rows.insert(found.articles, found.now, null);
        const shown = rows.insertAll(
          "walked",
          ["root", "key", "page", "published"],
          found.shown.map(({ url, published }) => [page.root, addressKey(url), page.seq, published]),
        );
        // Sitemaps of an index are branches of their own; the next page of a listing goes on with its branch.
        for (const step of found.more)
          add({ ...page, depth: page.depth + 1, old: 0, barren: 0 }, step, step.kind === "sitemap" ? null : page.root);
        db.run("update walk set state = 'done' where source = ? and seq = ?", [page.source, page.seq]);
        return { shown, fresh };
      }),
    judge: ({ root, source, seq }, { old, barren, ended }) =>
      db.transact("write", () => {
        db.run("update walk set old = ?, barren = ? where root = ? and source = ? and state = 'waiting'", [old, barren, root, source]);
        if (ended !== null)
          db.run("update walk set state = 'ended', reason = ? where root = ? and source = ? and state = 'waiting'", [ended, root, source]);
        db.run("update walk set reason = ? where source = ? and seq = ?", [ended, source, seq]);
      }),
    dates: (page) =>
      db
        .rows(
          `select coalesce(u.published, w.published) as published from walked w left join name n on n.key = w.key
           left join url u on u.host = n.host and u.seq = n.url where w.root = ? and w.page = ?`,
          [page.root, page.seq],
        )
        .map((row) => z.object({ published: z.string().nullable() }).parse(row).published),
    pages: ({ source, term }) =>
      db.rows("select * from walk where source = ? and term = ? order by seq", [source, term]).map((row) => pageSchema.parse(row)),
  };
}
