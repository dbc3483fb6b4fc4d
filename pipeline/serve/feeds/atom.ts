import { Feed } from "feed";

/** RFC 4151: names that stay as they are wherever the site is seen from. An article's id changes with its text, so a changed article is a new entry. */
const TAG = "tag:dangvu,2026:";

/** Something new. Texts are plain but for `content`, which is HTML whose texts are escaped. */
export interface FeedEntry {
  /** `article/0123456789abcdef-0`. */
  readonly name: string;
  readonly title: string;
  /** Absolute. */
  readonly href: string;
  /** ISO time. */
  readonly updated: string;
  /** ISO date or time, as exact as it is known. */
  readonly published: string | null;
  readonly author: string | null;
  readonly content: string;
}

export interface AtomFeed {
  /** What the feed is of, parameters in one order: `indicator/members.total?province=63-20`. */
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  /** Addresses of the feed itself and of the page that shows the same; absolute. */
  readonly self: string;
  readonly page: string;
  /** ISO time, taken where there are no entries. */
  readonly now: string;
  readonly entries: readonly FeedEntry[];
}

/** Characters that XML 1.0 cannot hold, escaped or not. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu;
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const writable = (text: string): string => text.replace(UNWRITABLE, "\ufffd");

/** A text of an element: the writer takes "&amp;" for what is escaped already, so each ampersand is. */
const plain = (text: string): string => writable(text).replaceAll("&", "&amp;");

/** A plain text as HTML, which is what the titles and contents of entries are. */
export function escapeHtml(text: string): string {
  return writable(text).replace(/[&<>"]/gu, (character) => ESCAPES[character] ?? character);
}

/** The feed as an Atom document (RFC 4287). */
export function writeAtom({ name, title, subtitle, self, page, now, entries }: AtomFeed): string {
  const updated =
    entries
      .map((entry) => entry.updated)
      .sort()
      .at(-1) ?? now;
  const feed = new Feed({
    id: plain(TAG + encodeURI(writable(name))),
    title: plain(title),
    description: plain(subtitle),
    updated: new Date(updated),
    link: page,
    feedLinks: { atom: self },
    author: { name: "dangvu" },
    generator: false,
  });
  for (const entry of entries) feed.addItem(itemOf(entry));
  return feed.atom1();
}

function itemOf({ name, title, href, updated, published, author, content }: FeedEntry) {
  // A date without a time would be midnight in UTC, which is another day for nobody here.
  const day = published === null || Number.isNaN(Date.parse(published)) ? null : new Date(published);
  return {
    id: TAG + name,
    title: escapeHtml(title),
    link: href,
    date: new Date(updated),
    content: writable(content),
    ...(day !== null && { published: day }),
    ...(author !== null && { author: [{ name: plain(author) }] }),
  };
}
