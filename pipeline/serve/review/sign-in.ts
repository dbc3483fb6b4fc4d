import { html } from "hono/html";
import { reviewPageLabels } from "../../labels/review-page.ts";
import { type Html, renderPage } from "../layout.ts";
import { href, type View } from "../view.ts";

/** The page of those who have not signed in: the form, or how the operator makes a first reviewer. */
export function renderSignIn(view: View, { isWrong = false }: { readonly isWrong?: boolean } = {}): Html {
  const words = reviewPageLabels(view.lang);
  const isOpen = view.services.review.reviewers().length > 0;
  const main = html`<h1>${isOpen ? words.signInTitle : words.title}</h1>
<p class="lead">${words.intro}</p>
${isOpen ? renderForm(view, isWrong) : html`<section class="note"><p><strong>${words.noReviewers}</strong> ${words.noReviewersHow}</p><pre><code>dangvu review --add-reviewer "Lan"</code></pre></section>`}
<p><a href="${href(view, "/soat/nhat-ky")}">${words.log}</a></p>`;
  return renderPage(view, { title: isOpen ? words.signInTitle : words.title, main, section: "review" });
}

function renderForm(view: View, isWrong: boolean): Html {
  const words = reviewPageLabels(view.lang);
  return html`<form class="sign-in" method="post" action="${href(view, "/soat/vao")}">
<p>${words.signInIntro}</p>
${isWrong ? html`<p class="note" role="alert" id="wrong">${words.wrongToken}</p>` : ""}
<label for="token">${words.token}</label>
<div class="row"><input id="token" name="token" type="password" required maxlength="200" autocomplete="current-password"${isWrong ? html` aria-invalid="true" aria-describedby="wrong"` : ""}><button type="submit">${words.signIn}</button></div>
</form>`;
}

/** Who is signed in, the way out, and the two pages of reviewers. */
export function renderDeskBar(view: View, { name, formToken }: { readonly name: string; readonly formToken: string }): Html {
  const words = reviewPageLabels(view.lang);
  return html`<div class="desk"><p>${words.signedIn(name)}</p>
<p><a href="${href(view, "/soat")}">${words.queue}</a> · <a href="${href(view, "/soat/nhat-ky")}">${words.log}</a></p>
<form method="post" action="${href(view, "/soat/ra")}"><input type="hidden" name="token" value="${formToken}"><button class="quiet" type="submit">${words.signOut}</button></form></div>`;
}
