import { readPage } from "../../read/read.ts";
import { bodyOf } from "../../store/raw/record.ts";
import type { Article } from "../../types/article.ts";
import { StoreBroken } from "../../types/errors.ts";
import type { Page } from "../../types/page.ts";
import type { RawPages } from "../../types/raw-pages.ts";
import type { Source } from "../../types/source.ts";
import { type BarePage, extractJob, readSchema } from "./payloads.ts";
import { type Desk, defineStage } from "./stage.ts";

/** A page with the articles on it. `run`: null for one that is read again. */
interface ReadResult {
  readonly page: BarePage;
  readonly run: string | null;
  readonly articles: readonly Article[];
}

/** Raw page → articles. */
export const readStage = defineStage<ReadResult>({
  prepare: async ({ data }, desk) => {
    const asked = readSchema.parse(data);
    const { page, run } = "page" in asked ? { page: bodied(asked.page, desk.raw), run: asked.run } : stored(asked, desk);
    const { body: _body, answer: _answer, ...bare } = page;
    return { page: bare, run, articles: await readPage(page, { source: sourceOf(page, desk) }) };
  },
  write: (results) => results.map(extractJob),
});

/** The page with its body. Throws StoreBroken when the body is not among the raw pages. */
export function bodied(page: BarePage, raw: RawPages): Page {
  const record = raw.read(page.sha256);
  const body = record === null ? null : bodyOf(record);
  if (body === null)
    throw new StoreBroken(
      `Trang gốc ${page.sha256} của ${page.url} không có ở ${raw.place}.`,
      "Kiểm tra nơi giữ trang gốc: mọi máy phải dùng cùng một nơi; trang bị mất thì thu thập hoặc nhập lại.",
    );
  return { ...page, body };
}

function stored({ stored: sha256, url }: { stored: string; url: string }, { store }: Desk): { page: Page; run: null } {
  const page = store.page(sha256);
  if (page === null) throw new StoreBroken(`Kho dữ liệu không còn trang ${sha256} của ${url}.`, "Không cần làm lại việc này.");
  return { page, run: null };
}

/** The entry of the source that a page came from; null for a file, and for a source that has no entry any more. */
export const sourceOf = ({ source }: Pick<Page, "source">, { sources }: Desk): Source | null =>
  source === null ? null : (sources().get(source) ?? null);
