import { html } from "hono/html";
import { formatNumber, formatPeriod } from "../../labels/format.ts";
import { reviewPageLabels } from "../../labels/review-page.ts";
import type { Observation } from "../../types/observation.ts";
import type { ReviewCase, Verdict } from "../../types/review.ts";
import type { ArticleHead } from "../../types/store.ts";
import {
  articleHref,
  dimsText,
  indicatorLabel,
  originText,
  periodText,
  placeText,
  provinceName,
  qualifierText,
  sourceHref,
  valueText,
} from "../figures.ts";
import type { Html } from "../layout.ts";
import { hostOf, renderChecks, renderExternal, renderMarked, renderSentence } from "../parts.ts";
import type { SentenceFinder } from "../sentences.ts";
import { href, type Parameters, type View } from "../view.ts";
import { fieldsOf } from "./correction.ts";
import type { DecideFields } from "./shapes.ts";

/** What the forms of a case carry besides the case itself. */
export interface Desk {
  readonly formToken: string;
  /** Where the reviewer is: filters and page of the queue. */
  readonly place: Parameters;
  /** The case that comes next, by its id; "" at the end; `nhat-ky` to go to the log. */
  readonly next: string;
  readonly findSentence: SentenceFinder;
  /** What was typed before, where a correction was refused. */
  readonly typed?: DecideFields;
}

/** The place of a case in its page. */
export const anchorOf = (id: string): string => `s-${id}`;

/** A doubtful figure with all that helps to decide, and the forms to decide by. */
export function renderCase(view: View, item: ReviewCase, desk: Desk): Html {
  const words = reviewPageLabels(view.lang);
  const { id, observation, head, doubts } = item;
  const kinds = [...new Set(doubts.map(({ kind }) => kind))];
  const dims = dimsText(view, observation.indicator, observation.dims);
  const subject = [indicatorLabel(view, observation.indicator), dims].filter((part) => part !== "").join(", ");
  return html`<article class="case" id="${anchorOf(id)}" tabindex="-1" aria-labelledby="${anchorOf(id)}-t">
<header><h2 id="${anchorOf(id)}-t">${subject}: ${valueText(view, observation)}</h2>
<ul class="doubts">${kinds.map((kind) => html`<li class="tag ${kind}">${words.kinds[kind]}</li>`)}<li class="muted">${words.confidence(formatNumber(Math.round(100 * observation.confidence), view.lang))}</li></ul>
</header>
<div class="evidence">
<div lang="vi">${renderSentence(desk.findSentence(observation.article, observation.start), observation)}</div>
<p class="muted"><a href="${articleHref(view, head.id, observation.start)}">${head.title}</a> · ${originText(view, head)}${renderSource(head)}</p>
${renderReading(view, observation)}
${renderRivals(view, item, desk.findSentence)}
${renderReadings(view, item)}
${observation.checks.length === 0 ? "" : html`<h3>${words.checks}</h3>${renderChecks(view, observation.checks)}`}
${renderHow(view, observation)}
</div>
${renderForms(view, item, desk)}
</article>`;
}

function renderSource(head: ArticleHead): Html | "" {
  const address = sourceHref(head);
  return address === null ? "" : html` · ${renderExternal(address, hostOf(address))}`;
}

function renderReading(view: View, observation: Observation): Html {
  const words = reviewPageLabels(view.lang);
  const { statuses } = view.labels;
  const row = (name: string, value: string) => (value === "" ? "" : html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<h3>${words.asRead}</h3><dl class="facts">
${row(words.place, placeText(view, observation.place))}
${row(words.period, periodText(view, observation))}
${row(words.status, qualifierText(view, observation) || statuses[observation.status])}
</dl>`;
}

function renderRivals(view: View, { rivals }: ReviewCase, findSentence: SentenceFinder): Html | "" {
  if (rivals.length === 0) return "";
  const item = ({ observation, head }: ReviewCase["rivals"][number]) => html`<li>
<strong>${valueText(view, observation)}</strong> · <a href="${articleHref(view, head.id, observation.start)}">${head.title}</a> <span class="muted">${originText(view, head)}</span>
<div lang="vi">${renderSentence(findSentence(observation.article, observation.start), observation)}</div></li>`;
  return html`<h3>${reviewPageLabels(view.lang).rivals}</h3><ul class="candidates">${rivals.map(item)}</ul>`;
}

function renderReadings(view: View, { readings }: ReviewCase): Html | "" {
  if (readings.length === 0) return "";
  const item = (other: Observation) =>
    html`<li>${figureText(view, other)} <span lang="vi">${renderMarked(other.quote, [{ start: 0, end: other.quote.length }])}</span></li>`;
  return html`<h3>${reviewPageLabels(view.lang).readings}</h3><ul class="candidates">${readings.map(item)}</ul>`;
}

/** A figure in one line: what it is of, the value, where and when. */
export function figureText(view: View, observation: Observation): string {
  const { indicator, dims, place, period } = observation;
  const what = [indicatorLabel(view, indicator), dimsText(view, indicator, dims)].filter((part) => part !== "").join(", ");
  const rest = [placeText(view, place), formatPeriod(period, view.lang), qualifierText(view, observation)].filter((part) => part !== "");
  return `${what}: ${valueText(view, observation)} · ${rest.join(" · ")}`;
}

function renderHow(view: View, { rule, links, article, start }: Observation): Html {
  const words = reviewPageLabels(view.lang);
  const { steps } = view.labels;
  const page = href(view, `/bai/${encodeURIComponent(article)}/giai-thich`, { vitri: start });
  return html`<details><summary>${words.how}</summary><ul class="how"><li><code>${rule}</code></li>
${links.map(({ what, reason }) => html`<li>${steps[what]}: ${reason}</li>`)}
<li><a href="${page}">${words.explain}</a></li></ul></details>`;
}

function renderForms(view: View, item: ReviewCase, desk: Desk): Html {
  const words = reviewPageLabels(view.lang);
  const isCorrected = desk.typed?.verdict === "correct";
  return html`<div class="verdicts">
${renderForm(view, { item, desk, verdict: "confirm" }, html`<input type="hidden" name="why" value="${words.whyConfirm}"><button type="submit" data-key="x">${words.confirm}</button>`)}
<details class="do" data-key="s"${isCorrected ? html` open` : ""}><summary class="button quiet">${words.correct}</summary>
${renderForm(view, { item, desk, verdict: "correct" }, renderCorrection(view, item, desk))}</details>
<details class="do" data-key="l"${desk.typed?.verdict === "reject" ? html` open` : ""}><summary class="button quiet">${words.reject}</summary>
${renderForm(view, { item, desk, verdict: "reject" }, html`${renderWhy(view, item.id, { verdict: "reject", typed: desk.typed?.why })}<button type="submit">${words.rejectSave}</button>`)}</details>
${desk.next === "nhat-ky" ? "" : html`<a class="button quiet" data-key="b" href="${desk.next === "" ? "#main" : `#${anchorOf(desk.next)}`}">${words.skip}</a>`}
</div>`;
}

interface FormInput {
  readonly item: Pick<ReviewCase, "id" | "observation">;
  readonly desk: Pick<Desk, "formToken" | "place" | "next">;
  readonly verdict: Verdict;
}

function renderForm(view: View, { item, desk, verdict }: FormInput, fields: Html): Html {
  const seen = view.services.review.markOf(item);
  return renderDecideForm(view, { id: item.id, article: item.observation.article, verdict, seen, desk }, fields);
}

/** The form of a decision, with what it carries; `fields` are those that are seen. */
export function renderDecideForm(
  view: View,
  form: {
    readonly id: string;
    readonly article: string;
    readonly verdict: Verdict;
    readonly seen: string;
    readonly desk: FormInput["desk"];
  },
  fields: Html,
): Html {
  const { id, article, verdict, seen, desk } = form;
  const carried = { token: desk.formToken, id, article, verdict, seen, ...desk.place, sau: desk.next };
  const field = ([name, value]: readonly [string, string | number | undefined]) =>
    value === undefined ? "" : html`<input type="hidden" name="${name}" value="${String(value)}">`;
  return html`<form method="post" action="${href(view, "/soat/quyet-dinh")}" class="${verdict}">${Object.entries(carried).map(field)}${fields}</form>`;
}

function renderWhy(view: View, id: string, { verdict, typed }: { readonly verdict: Verdict; readonly typed: string | undefined }): Html {
  const words = reviewPageLabels(view.lang);
  const name = `${verdict}-why-${id}`;
  return html`<div class="field wide"><label for="${name}">${words.why}</label><input id="${name}" name="why" required maxlength="500" value="${typed ?? ""}" list="reasons" autocomplete="off"></div>`;
}

/** Reasons that are given often; once a page. */
export function renderReasons(view: View): Html {
  return html`<datalist id="reasons">${reviewPageLabels(view.lang).reasons.map((reason) => html`<option value="${reason}"></option>`)}</datalist>`;
}

interface Choice {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [code: string, label: string])[];
}

function renderCorrection(view: View, item: ReviewCase, { typed }: Desk): Html {
  const words = reviewPageLabels(view.lang);
  const { statuses, levels, measures } = view.labels;
  const fields = fieldsOf(item.observation);
  const value = (key: keyof typeof fields): string => typed?.[`f-${key}`] ?? fields[key];
  const input = (key: keyof typeof fields, label: string, hint = "") =>
    html`<div class="field"><label for="${key}-${item.id}">${label}</label><input id="${key}-${item.id}" name="f-${key}" value="${value(key)}" maxlength="200" autocomplete="off"${hint === "" ? "" : html` aria-describedby="${key}-h-${item.id}"`}>${hint === "" ? "" : html`<small id="${key}-h-${item.id}" class="muted">${hint}</small>`}</div>`;
  const select = (key: keyof typeof fields, { name, label, options }: Choice) =>
    html`<div class="field"><label for="${name}-${item.id}">${label}</label><select id="${name}-${item.id}" name="f-${key}">${options.map(([code, text]) => html`<option value="${code}"${code === value(key) ? html` selected` : ""}>${text}</option>`)}</select></div>`;
  return html`<div class="fields">
${input("value", words.value)}
${select("bound", { name: "bound", label: words.bound, options: boundOptions(view) })}
${select("measure", { name: "measure", label: words.measure, options: Object.entries(measures) })}
${select("status", { name: "status", label: words.status, options: Object.entries(statuses) })}
${input("period", words.period, words.periodHint)}
${select("level", { name: "level", label: words.level, options: Object.entries(levels) })}
${select("province", { name: "province", label: words.province, options: provinceOptions(view, fields.province) })}
${input("name", words.placeName)}
${select("indicator", { name: "indicator", label: words.indicator, options: view.services.indicators.map(({ code, label }) => [code, label[view.lang]] as const) })}
${input("dims", words.dims, words.dimsHint)}
${renderWhy(view, item.id, { verdict: "correct", typed: typed?.why })}
</div><button type="submit">${words.save}</button>`;
}

function boundOptions(view: View): Choice["options"] {
  return Object.entries(view.labels.bounds).map(([code, wrap]) => [code, code === "exact" ? "=" : wrap("…")] as const);
}

/** Provinces of both systems behind the one that is read; those of the other system tell so by their code. */
export function provinceOptions(view: View, read: string): Choice["options"] {
  const all = view.services.provinces.map(({ id, name, system }) => [id, `${name} (${system})`] as const);
  const known = read === "" || all.some(([id]) => id === read);
  return [["", "—"], ...(known ? [] : [[read, provinceName(view, read) ?? read] as const]), ...all];
}
