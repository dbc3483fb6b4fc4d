/** Remembers which paths of a site lead nowhere: calendars without end, facets, soft errors. */
export interface Traps {
  /** A page under this path brought something new, or did not. */
  readonly note: (url: string, isFruitful: boolean) => void;
  /** An article under this path had this body; the same one again and again is an error page in disguise. */
  readonly noteBody: (url: string, sha256: string) => void;
  /** Whether so many pages in a row under this path have brought nothing that it is left for this run. */
  readonly isTrap: (url: string) => boolean;
}

/** Paths are told apart by so many folders. */
const folders = 2;

/** Traps of one run; `limit` is the number of fruitless pages in a row. */
export function makeTraps(limit: number): Traps {
  const barren = new Map<string, number>();
  const bodies = new Map<string, string>();
  const note = (url: string, isFruitful: boolean): void => {
    const prefix = pathPrefix(url);
    barren.set(prefix, isFruitful ? 0 : (barren.get(prefix) ?? 0) + 1);
  };
  return {
    note,
    noteBody: (url, sha256) => {
      note(url, bodies.get(pathPrefix(url)) !== sha256);
      bodies.set(pathPrefix(url), sha256);
    },
    isTrap: (url) => (barren.get(pathPrefix(url)) ?? 0) >= limit,
  };
}

/**
 * The host and the first folders of an address, numbers in them left out: years and months of a calendar are one path.
 *
 * @example pathPrefix("http://bao.vn/lich/2031/05?ngay=3") // "bao.vn/lich/#"
 */
export function pathPrefix(url: string): string {
  const { host, pathname } = new URL(url);
  const parts = pathname.split("/").slice(1, -1).slice(0, folders);
  return [host, ...parts.map((part) => (/^\d+$/u.test(part) ? "#" : part))].join("/");
}
