import { html } from "hono/html";
import { formatDate } from "../../labels/format.ts";
import { nameOfIssuer } from "../../language/issuing-bodies.ts";
import type { IssuedDocument, Section } from "../../types/issued.ts";
import type { Html } from "../layout.ts";
import type { View } from "../view.ts";

/** What head and foot of an issued document tell, and the table of its sections. */
export function renderIssued(view: View, document: IssuedDocument): Html {
  const words = view.labels.article.issued;
  const row = (name: string, value: Html | string | null) => (value === null ? "" : html`<dt>${name}</dt><dd>${value}</dd>`);
  return html`<section aria-labelledby="issued"><h2 id="issued">${words.heading}</h2>
<dl class="pairs issued">
${row(words.document, titleOf(view, document))}
${row(words.issuer, document.issuer === null ? null : nameOfIssuer(document.issuer))}
${row(words.date, dateOf(view, document))}
${row(words.signed, signatureOf(document))}
${row(words.recipients, document.recipients.length === 0 ? null : document.recipients.join("; "))}
</dl>
${document.sections.length === 0 ? "" : renderSections(view, document.sections)}</section>`;
}

function titleOf(view: View, { kind, number, id }: IssuedDocument): Html | string {
  const words = [kind === null ? null : view.labels.documentKinds[kind], number ?? view.labels.article.issued.unnumbered];
  const told = words.filter((word) => word !== null).join(" ");
  return id === null ? told : html`${told} <code>${id}</code>`;
}

function dateOf({ lang }: View, { issued, place }: IssuedDocument): string | null {
  const parts = [place, issued === null ? null : formatDate(issued, lang)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

function signatureOf({ signature }: IssuedDocument): string | null {
  if (signature === null) return null;
  return [signature.behalf, signature.office, signature.name].filter((part) => part !== null).join(", ");
}

function renderSections(view: View, sections: readonly Section[]): Html {
  const words = view.labels.article.issued;
  const row = ({ level, mark, title }: Section) => html`<tr><td class="level-${Math.min(level, 6)}">${mark}</td><td>${title}</td></tr>`;
  return html`<details><summary>${words.sections}</summary><div class="scroll" role="region" aria-label="${words.sections}" tabindex="0"><table class="plain sections"><thead><tr><th scope="col">${words.mark}</th><th scope="col">${words.title}</th></tr></thead><tbody>${sections.map(row)}</tbody></table></div></details>`;
}
