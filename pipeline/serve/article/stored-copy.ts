import { articleWords } from "../../labels/article.ts";
import { UnreadableDocument } from "../../types/errors.ts";
import type { Page } from "../../types/page.ts";
import { notFound, RequestProblem } from "../problem.ts";
import { readQuery } from "../query.ts";
import { type FileAnswer, fileRoute, type Route } from "../route.ts";
import { href, type View } from "../view.ts";

/** Larger bodies are not read into memory for a browser. */
const MOST_MEGABYTES = 20;
const SHA256 = /^[0-9a-f]{64}$/;
/** What browsers can do nothing with but show its letters. */
const TEXT = /^text\/|^application\/(?:xhtml\+xml|xml|json|ld\+json|rss\+xml|atom\+xml)$/;
/** Should a browser take it for a page all the same, it may load, run and send nothing. */
const SANDBOX = { "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox", "X-Content-Type-Options": "nosniff" };

/** Our address of a page as it came. */
export function storedCopyHref(view: View, sha256: Page["sha256"]): string {
  return href(view, `/ban-goc/${sha256}`);
}

/** A page as it came, never as a page of ours: text is shown as text, everything else is offered for saving. */
export const storedCopyRoute: Route = fileRoute({
  name: "storedCopy",
  summary: { vi: "Trang như khi đọc, theo mã băm SHA-256", en: "A page as it came, by its SHA-256" },
  page: "/ban-goc/:sha256",
  api: "/pages/:sha256",
  mediaTypes: ["text/plain", "application/octet-stream"],
  read: (view, { sha256 = "" }) => readCopy(view, sha256),
});

function readCopy(view: View, sha256: string): FileAnswer {
  readQuery(view, {});
  const page = SHA256.test(sha256) ? findPage(view, sha256) : null;
  if (page === null) throw notFound(view.lang);
  if (page.body.byteLength > MOST_MEGABYTES * 2 ** 20)
    throw new RequestProblem(413, articleWords(view.lang).tooLarge(String(MOST_MEGABYTES)));
  const body = new Uint8Array(page.body);
  // The bytes do not change, but a body that is lost must not seem to be there.
  const headers = { ...SANDBOX, "Cache-Control": "private, max-age=3600" };
  if (TEXT.test(page.mediaType)) return { body, mediaType: `text/plain; charset=${charsetOf(page)}`, headers };
  return { body, mediaType: "application/octet-stream", fileName: `${sha256.slice(0, 16)}${endingOf(page)}`, headers };
}

/** Throws RequestProblem (404) for a body that was stored and is lost. */
function findPage(view: View, sha256: string): Page | null {
  try {
    return view.services.store.page(sha256);
  } catch (cause) {
    if (!(cause instanceof UnreadableDocument)) throw cause;
    view.services.count("serve/copy-lost");
    throw new RequestProblem(404, articleWords(view.lang).lost);
  }
}

/** As its server said; hardly any page is in another charset than UTF-8 without saying so. */
function charsetOf({ charset }: Page): string {
  return charset !== null && /^[\w.:-]{1,40}$/u.test(charset) ? charset : "utf-8";
}

/** Endings of what people open with a program of their own. */
const ENDINGS: Readonly<Record<string, string>> = {
  "application/pdf": ".pdf",
  "application/msword": ".doc",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
  "image/png": ".png",
  "image/jpeg": ".jpg",
};

const endingOf = ({ mediaType }: Page): string => ENDINGS[mediaType] ?? ".bin";
