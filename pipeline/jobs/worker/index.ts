import type * as z from "zod";
import { indexSchema } from "./payloads.ts";
import { renew } from "./renewal.ts";
import { defineStage } from "./stage.ts";

type Asked = z.infer<typeof indexSchema>;

/**
 * Articles of the store → search rows, as they are in the store when the rows are written. Whoever writes an article adds the job again: one under way is then done once more.
 */
export const indexStage = defineStage<Asked>({
  prepare: ({ data }, desk) => {
    desk.index();
    return indexSchema.parse(data);
  },
  write: (asked, desk) => {
    const renewed = asked.some((one) => "renewal" in one) ? renew(desk) : [];
    const urls = asked.flatMap((one) => ("url" in one ? [one.url] : []));
    const ids = [
      ...new Set([...asked.flatMap((one) => ("ids" in one ? one.ids : [])), ...(urls.length === 0 ? [] : desk.store.idsAt(urls))]),
    ];
    if (ids.length === 0) return renewed;
    // Whoever writes rows of a document has looked at it after the one before has written his.
    desk.connection.lock([...new Set(ids.map((id) => `search ${id.slice(0, ID_LETTERS)}`))]);
    const articles = desk.store.readCurrent(ids);
    const current = new Set(articles.map(({ head }) => head.id));
    desk.index()(
      articles,
      ids.filter((id) => !current.has(id)),
    );
    return renewed;
  },
});

/** So many letters of an article's id name its document. */
const ID_LETTERS = 16;
