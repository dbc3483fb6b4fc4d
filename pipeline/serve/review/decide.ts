import { html } from "hono/html";
import type * as z from "zod";
import { formatTime } from "../../labels/format.ts";
import { reviewPageLabels } from "../../labels/review-page.ts";
import { WrongUse } from "../../types/errors.ts";
import type { Decided, ReviewCase, Verdict } from "../../types/review.ts";
import type { FormAnswer, Sent } from "../action.ts";
import { type Html, renderPage } from "../layout.ts";
import { notFound, RequestProblem } from "../problem.ts";
import { createSentenceFinder } from "../sentences.ts";
import { href, type Parameters, type View } from "../view.ts";
import { anchorOf, renderCase, renderReasons } from "./case.ts";
import { correctionOf } from "./correction.ts";
import { assertForm, assertToken } from "./session.ts";
import type { DecideBody, DecideFields } from "./shapes.ts";

/** A decision sent to the API. Throws RequestProblem: 401, 404, 409 with what happened; WrongUse. */
export function decideByApi(view: View, { body }: Sent<z.infer<typeof DecideBody>>) {
  const reviewer = assertToken(view);
  if (body.verdict !== "withdraw" && view.services.review.find(body.id, body.article) === null) throw notFound(view.lang);
  const decided = view.services.review.decide({ ...body, by: reviewer.name });
  if (decided.outcome === "changed") throw new RequestProblem(409, changedText(view, decided));
  return decided.decision;
}

/** A decision sent by one of our forms; it leads back to where the reviewer was. Throws RequestProblem. */
export function decideByForm(view: View, { body }: Sent<DecideFields>): FormAnswer {
  const reviewer = assertForm(view, body.token);
  const { review } = view.services;
  const { id, article, verdict, why, seen } = body;
  const found = review.find(id, article);
  try {
    const correction = verdict === "correct" && found !== null ? { correction: correctionOf(found.observation, body) } : {};
    const decided = review.decide({ id, article, verdict, why, by: reviewer.name, ...(seen === undefined ? {} : { seen }), ...correction });
    if (decided.outcome === "stored") return { to: wayBack(view, body) };
    return { show: showAgain(view, body, { title: words(view).changedTitle, says: changedText(view, decided), found }), status: 409 };
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    return { show: showAgain(view, body, { title: words(view).refused, says: `${error.message} ${error.hint}`, found }), status: 400 };
  }
}

const words = (view: View) => reviewPageLabels(view.lang);

function changedText(view: View, { now }: Extract<Decided, { outcome: "changed" }>): string {
  if (now === null) return words(view).changedAnew;
  return words(view).changedBy(now.by, formatTime(now.at, view.lang), words(view).stored[now.verdict], now.why);
}

/** A page of ours out of a fixed list, with the filters that the form carried: nothing that was sent becomes an address. */
function wayBack(view: View, body: DecideFields): string {
  const { sau = "", id } = body;
  if (sau === "nhat-ky") return href(view, "/soat/nhat-ky", { trang: body.trang });
  return href(view, `/soat#${sau === "" ? "main" : anchorOf(sau)}`, { ...placeIn(body), vua: id });
}

/** The filters are checked where they are read; here they only keep their names. */
function placeIn({ chiso, tinh, loai, trang }: DecideFields): Parameters {
  return { chiso, tinh, loai, trang };
}

interface Again {
  readonly title: string;
  readonly says: string;
  readonly found: ReviewCase | null;
}

/** The case as it is now, with what was typed, so that nothing has to be typed twice. */
function showAgain(view: View, body: DecideFields, { title, says, found }: Again): Html {
  const isLog = body.sau === "nhat-ky";
  const desk = { formToken: body.token, place: placeIn(body), next: isLog ? "nhat-ky" : (body.sau ?? ""), typed: body };
  const isUndecided = found !== null && found.observation.review === undefined;
  const again = isUndecided
    ? html`${renderCase(view, found, { ...desk, findSentence: createSentenceFinder(view.services.store) })}${renderReasons(view)}`
    : "";
  const main = html`<h1>${title}</h1><p class="note" role="alert">${says}</p>${again}
<p><a href="${href(view, isLog ? "/soat/nhat-ky" : "/soat", isLog ? {} : placeIn(body))}">${isLog ? words(view).log : words(view).toQueue}</a></p>`;
  return renderPage(view, { title, main, section: "review", scripts: ["review"] });
}

/** Verdicts in words, for other pages. */
export const verdictText = (view: View, verdict: Verdict): string => words(view).stored[verdict];
