import type * as z from "zod";
import type { ArticleHead, ReadArticle } from "../../types/store.ts";
import { indexSchema } from "./payloads.ts";
import { type Desk, defineStage } from "./stage.ts";

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
    const ids = [...new Set(asked.flatMap((one) => ("url" in one ? desk.store.versions(one.url).map(({ id }) => id) : one.ids)))];
    if (ids.length === 0) return [];
    // Whoever writes rows of a document has looked at it after the one before has written his.
    desk.connection.lock([...new Set(ids.map((id) => `search ${id.slice(0, ID_LETTERS)}`))]);
    const articles = ids.flatMap((id) => currentArticle(id, desk));
    const current = new Set(articles.map(({ head }) => head.id));
    desk.index()(
      articles,
      ids.filter((id) => !current.has(id)),
    );
    return [];
  },
});

/** So many letters of an article's id name its document. */
const ID_LETTERS = 16;

function currentArticle(id: string, { store }: Desk): readonly { readonly head: ArticleHead; readonly read: ReadArticle }[] {
  const head = store.head(id);
  const read = head?.current === true ? store.article(id) : null;
  return head === null || read === null ? [] : [{ head, read }];
}
