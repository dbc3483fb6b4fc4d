import { extname } from "node:path";
import { formatPeriod } from "../../labels/format.ts";
import { bulletinDocx } from "../../publish/bulletin/docx.ts";
import { bulletinHtml } from "../../publish/bulletin/html.ts";
import { bulletinMarkdown } from "../../publish/bulletin/markdown.ts";
import { fillTemplate } from "../../publish/bulletin/template.ts";
import { readTemplates } from "../../publish/bulletin/templates.ts";
import { writeText } from "../../publish/bulletin/text.ts";
import { createSentenceFinder } from "../../serve/sentences.ts";
import type { BulletinSpec } from "../../types/bulletin.ts";
import type { BulletinDraft, BulletinFormat, UsedFigure } from "../../types/bulletin-desk.ts";
import { WrongUse } from "../../types/errors.ts";
import type { Store } from "../../types/store.ts";
import type { Archive } from "./archive.ts";
import { correctionsSince, type ValueOf } from "./corrections.ts";
import { gatherFacts } from "./facts.ts";
import { bulletinValue, standingOf } from "./figures.ts";
import { docxToPdf } from "./pdf.ts";
import { readPeriod } from "./period.ts";
import { figuresIn } from "./uses.ts";

/** What bulletins are made with. */
export interface Bench {
  readonly store: Store;
  readonly archive: Archive;
  readonly now: () => Date;
}

/** An office's own Word file. */
export interface OfficeTemplate {
  /** For messages. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** The facts of a bulletin and its words, kept nowhere yet. Throws WrongUse where the period has nothing, BadEntry for templates that are broken, StoreBroken. */
export function draftBulletin({ store, archive, now }: Bench, spec: BulletinSpec): BulletinDraft {
  const earlier = correctionsSince(archive, store, { spec, valueToday: valueToday(store, spec) });
  const facts = gatherFacts(store, spec, { now: now(), earlier });
  return { facts, text: writeText(facts, readTemplates(spec.lang)) };
}

/** What this bulletin would say of a cell. */
function valueToday(store: Store, spec: BulletinSpec): ValueOf {
  const sentenceOf = createSentenceFinder(store);
  return (cell) => {
    const standing = standingOf(cell, spec);
    if (standing === "empty") return null;
    return standing !== "usable" || cell.value === null ? "unsure" : bulletinValue({ ...cell, value: cell.value }, sentenceOf);
  };
}

/** The figures that a spec strikes out, where the bulletin would give them. */
export function struckFigures({ store, now }: Bench, spec: BulletinSpec): readonly UsedFigure[] {
  if (spec.without.length === 0) return [];
  const all = figuresIn(gatherFacts(store, { ...spec, without: [] }, { now: now() }));
  return all.filter(({ figure }) => spec.without.includes(figure.id));
}

const FORMATS: readonly BulletinFormat[] = ["docx", "html", "md", "pdf"];

/** What a file is, by the end of its name. Throws WrongUse with the ends that there are. */
export function formatOf(path: string): BulletinFormat {
  const found = FORMATS.find((format) => extname(path).toLowerCase() === `.${format}`);
  if (found !== undefined) return found;
  throw new WrongUse(
    `Không biết định dạng của tệp "${path}".`,
    `Đặt tên tệp kết thúc bằng ${FORMATS.map((format) => `.${format}`).join(", ")}.`,
  );
}

/** A bulletin as a file. Throws WrongUse and UnreadableDocument for a template that does not fit, WrongUse for PDF without a converter. */
export async function bulletinFile(
  { facts, text }: BulletinDraft,
  format: BulletinFormat,
  template: OfficeTemplate | null,
): Promise<Uint8Array> {
  if (format === "html") return new TextEncoder().encode(bulletinHtml(text));
  if (format === "md") return new TextEncoder().encode(bulletinMarkdown(text));
  const { madeAt, spec } = facts;
  const { from, to } = readPeriod(spec.period).column;
  const docx =
    template === null
      ? await bulletinDocx(text, { madeAt })
      : await fillTemplate(template.bytes, text, { file: template.file, period: formatPeriod({ from, to }, spec.lang), madeAt });
  return format === "docx" ? docx : await docxToPdf(docx);
}

/** A bulletin as the files that it was written to. */
export type BulletinFiles = readonly { readonly format: BulletinFormat; readonly bytes: Uint8Array }[];

/** A draft in these formats. Throws as `bulletinFile` does. */
export async function bulletinFiles(
  draft: BulletinDraft,
  { formats, template }: { readonly formats: readonly BulletinFormat[]; readonly template: OfficeTemplate | null },
): Promise<BulletinFiles> {
  const files: { format: BulletinFormat; bytes: Uint8Array }[] = [];
  for (const format of formats) files.push({ format, bytes: await bulletinFile(draft, format, template) });
  return files;
}
