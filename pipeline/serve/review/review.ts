import { html } from "hono/html";
import * as z from "zod";
import { reviewPageLabels } from "../../labels/review-page.ts";
import type { ReviewCase } from "../../types/review.ts";
import { actionRoute, formRoute } from "../action.ts";
import { type Html, renderPage } from "../layout.ts";
import { notFound } from "../problem.ts";
import { readQuery } from "../query.ts";
import { type PathParts, pageRoute, type Route } from "../route.ts";
import { createSentenceFinder } from "../sentences.ts";
import { record } from "../shapes/named.ts";
import { href, type View } from "../view.ts";
import { renderCase, renderReasons } from "./case.ts";
import { decideByApi, decideByForm } from "./decide.ts";
import { readLog, renderLog } from "./log.ts";
import { LOG_PARAMETERS, queueParameters } from "./parameters.ts";
import { caseJson, queueJson, readQueue, renderQueue } from "./queue.ts";
import { assertForm, assertSignedIn, assertToken, beginCookie, endCookie, tryToken } from "./session.ts";
import { CaseShape, DecideBody, DecideForm, DecisionShape, LogAnswer, QueueAnswer, SignInForm, SignOutForm } from "./shapes.ts";
import { renderDeskBar, renderSignIn } from "./sign-in.ts";

/** Figures by their id, articles by theirs. */
const FIGURE_ID = /^[0-9a-f]{12}$/u;
const ARTICLE_ID = /^[0-9a-f]{16}-\d{1,6}$/u;

export const reviewRoutes: readonly Route[] = [
  pageRoute({
    name: "readReviewQueue",
    summary: { vi: "Hàng đợi số liệu cần soát", en: "The queue of doubtful figures" },
    page: "/soat",
    api: "/review/queue",
    parameters: queueParameters,
    response: QueueAnswer,
    isPrivate: true,
    read: async (view) => ({ view, data: await readQueue(view) }),
    render: (view, { data }) => renderQueue(view, data),
    toJson: ({ view, data }) => queueJson(view, data),
  }),
  pageRoute({
    name: "readReviewLog",
    summary: { vi: "Nhật ký quyết định của người soát", en: "The log of reviewers' decisions" },
    page: "/soat/nhat-ky",
    api: "/review/decisions",
    parameters: () => LOG_PARAMETERS,
    response: LogAnswer,
    isPrivate: true,
    isOpen: true,
    read: readLog,
    render: renderLog,
    toJson: ({ log }) => log,
  }),
  pageRoute({
    name: "readReviewCase",
    summary: { vi: "Một số liệu cần soát", en: "One figure under review" },
    page: "/soat/bai/:article/:id",
    api: "/review/cases/:article/:id",
    response: CaseShape,
    isPrivate: true,
    read: (view, path) => ({ view, found: readCase(view, path) }),
    render: (view, { found }) => renderOne(view, found),
    toJson: ({ view, found }) => caseJson(view, found),
  }),
  actionRoute({
    name: "decide",
    summary: {
      vi: "Xác nhận, sửa, loại một số liệu, hoặc rút lại quyết định",
      en: "Confirm, correct or reject a figure, or withdraw a decision",
    },
    api: "/review/decisions",
    body: DecideBody,
    response: DecisionShape,
    guard: assertToken,
    act: decideByApi,
  }),
  formRoute({
    name: "decideByForm",
    summary: { vi: "Quyết định bằng biểu mẫu", en: "Decide by a form" },
    page: "/soat/quyet-dinh",
    body: DecideForm,
    act: decideByForm,
  }),
  formRoute({
    name: "signIn",
    summary: { vi: "Vào trang soát", en: "Sign in to review" },
    page: "/soat/vao",
    body: SignInForm,
    act: (view, { body }) => {
      const reviewer = tryToken(view, body.token);
      if (reviewer === null) return { show: renderSignIn(view, { isWrong: true }), status: 400 };
      return { to: href(view, "/soat"), cookie: beginCookie(view, reviewer) };
    },
  }),
  formRoute({
    name: "signOut",
    summary: { vi: "Ra khỏi trang soát", en: "Sign out" },
    page: "/soat/ra",
    body: SignOutForm,
    act: (view, { body }) => {
      assertForm(view, body.token);
      return { to: href(view, "/soat"), cookie: endCookie(view) };
    },
  }),
  pageRoute({
    name: "signInPage",
    summary: { vi: "Trang vào của người soát", en: "Where reviewers sign in" },
    page: "/soat/vao",
    response: record({ hasReviewers: z.boolean() }),
    isPrivate: true,
    read: (view) => {
      readQuery(view, {});
      return { hasReviewers: view.services.review.reviewers().length > 0 };
    },
    render: (view) => renderSignIn(view),
  }),
];

/** A figure under review. Throws RequestProblem: 401 for nobody, 404 for no figure. */
function readCase(view: View, { article = "", id = "" }: PathParts): ReviewCase {
  readQuery(view, {});
  assertSignedIn(view);
  const found = FIGURE_ID.test(id) && ARTICLE_ID.test(article) ? view.services.review.find(id, article) : null;
  if (found === null) throw notFound(view.lang);
  return found;
}

function renderOne(view: View, found: ReviewCase): Html {
  const words = reviewPageLabels(view.lang);
  const { reviewer, formToken } = assertSignedIn(view);
  if (formToken === null) return renderSignIn(view);
  const desk = { formToken, place: {}, next: "", findSentence: createSentenceFinder(view.services.store) };
  const main = html`<h1>${words.caseTitle}</h1>${renderDeskBar(view, { name: reviewer.name, formToken })}${renderCase(view, found, desk)}${renderReasons(view)}`;
  return renderPage(view, { title: words.caseTitle, main, section: "review", scripts: ["review"] });
}
