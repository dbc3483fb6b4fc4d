import { html } from "hono/html";
import { bulletinWords } from "../../labels/bulletin.ts";
import type { BulletinSpec } from "../../types/bulletin.ts";
import type { Html } from "../layout.ts";
import type { View } from "../view.ts";

const PARTS = ["", "H1", "H2", "Q1", "Q2", "Q3", "Q4", ...Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, "0"))];

/** Letters of a year in the key of a period. */
const YEAR = 4;

type Option = readonly [value: string, text: string];

interface Choice {
  readonly name: string;
  readonly label: string;
  readonly chosen: string;
  readonly options: readonly Option[];
}

function renderChoice({ name, label, chosen, options }: Choice): Html {
  const option = ([value, text]: Option): Html => html`<option value="${value}"${value === chosen ? html` selected` : ""}>${text}</option>`;
  return html`<div class="field"><label for="${`chon-${name}`}">${label}</label><select id="${`chon-${name}`}" name="${name}">${options.map(option)}</select></div>`;
}

/** The form that asks for a bulletin; `spec`: what is asked already. */
export function renderBulletinForm(view: View, spec: BulletinSpec | null): Html {
  const words = bulletinWords(view.lang);
  const { topics, regions, periods } = view.services.bulletins.choices();
  const period = spec?.period ?? periods.find((key) => key.length === YEAR) ?? String(view.services.now().getUTCFullYear());
  const [year, part] = [period.slice(0, YEAR), period.slice(YEAR + 1)];
  const all = [...new Set([year, ...periods.map((key) => key.slice(0, YEAR))])].sort().reverse();
  const boundaries = (["then", "now"] as const).map((code): Option => [code, words.boundaryName(code)]);
  const doubtful: readonly Option[] = [
    ["leave-out", words.doubtfulNames.leave_out],
    ["mark", words.doubtfulNames.mark],
  ];
  return html`<form class="bulletin-form" action="/ban-tin/xem" method="get">
<div class="choices">
${renderChoice({ name: "phan", label: words.part, chosen: part, options: PARTS.map((part): Option => [part, words.parts(part)]) })}
${renderChoice({ name: "nam", label: words.year, chosen: year, options: all.map((one): Option => [one, one]) })}
${renderChoice({ name: "vung", label: words.region, chosen: "", options: [["", words.wholeCountry], ...regions.map(({ code, label }): Option => [code, label[view.lang]])] })}
<div class="field wide"><label for="tinh">${words.provinces}</label><input id="tinh" name="tinh" maxlength="1000" value="${placesOf(view, spec)}" placeholder="${words.provincesHint}" autocomplete="off"></div>
</div>
<fieldset><legend>${words.topics}</legend><div class="boxes">${topics.map(({ name, label }) => renderBox(name, label[view.lang], spec?.topics.includes(name) ?? true))}</div></fieldset>
<div class="choices">
${renderChoice({ name: "nghingo", label: words.doubtful, chosen: spec?.doubtful === "mark" ? "mark" : "leave-out", options: doubtful })}
${renderChoice({ name: "ranhgioi", label: words.boundaries, chosen: spec?.boundaries ?? "then", options: boundaries })}
${renderChoice({
  name: "lang",
  label: words.language,
  chosen: spec?.lang ?? view.lang,
  options: [
    ["vi", "Tiếng Việt"],
    ["en", "English"],
  ],
})}
<button type="submit">${words.submit}</button>
</div>
</form>`;
}

function renderBox(name: string, label: string, isChosen: boolean): Html {
  return html`<label class="box"><input type="checkbox" name="chude" value="${name}"${isChosen ? html` checked` : ""}> ${label}</label>`;
}

/** The names of the provinces asked for. */
function placesOf(view: View, spec: BulletinSpec | null): string {
  const names = new Map(view.services.provinces.map(({ id, name }) => [id, name]));
  return (spec?.provinces ?? []).map((id) => names.get(id) ?? id).join(", ");
}
