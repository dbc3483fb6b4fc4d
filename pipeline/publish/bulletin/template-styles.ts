import { load } from "cheerio/slim";
import type { BulletinText } from "../../types/bulletin.ts";
import { emptyPackage } from "./docx.ts";
import { type Package, partText, withParts } from "./package.ts";
import type { BodyLook } from "./placeholders.ts";
import { STYLES, type StyleIds } from "./word-styles.ts";

/** Styles that are the template's where it has them; all others are ours and stand on how its body looks. */
const TAKEN = ["heading1", "heading2", "quote", "caption", "note", "link", "reference"] as const satisfies readonly (keyof typeof STYLES)[];
const KEYS = Object.keys(STYLES) as (keyof typeof STYLES)[];
const BODY_STYLE = "DangvuBody";
/** Ids of ours that no template has. */
const OWN_IDS: StyleIds = {
  title: "DangvuTitle",
  subtitle: "DangvuSubtitle",
  dateline: STYLES.dateline,
  body: BODY_STYLE,
  heading1: "DangvuHeading1",
  heading2: "DangvuHeading2",
  list: "DangvuListBullet",
  quote: "DangvuQuote",
  caption: "DangvuCaption",
  figure: STYLES.figure,
  tableText: STYLES.tableText,
  tableNote: STYLES.tableNote,
  note: "DangvuFootnoteText",
  colophon: STYLES.colophon,
  link: "DangvuHyperlink",
  reference: "DangvuFootnoteReference",
};
export const SHEET = "word/styles.xml";

interface Style {
  readonly id: string;
  readonly name: string;
  readonly xml: string;
}

function stylesIn(xml: string): readonly Style[] {
  const $ = load(xml, { xml: true });
  return $("w\\:style")
    .toArray()
    .map((element) => ({
      id: $(element).attr("w:styleId") ?? "",
      // Word writes "heading 1" whatever the language, others "Heading 1".
      name: ($(element).children("w\\:name").attr("w:val") ?? "").toLowerCase(),
      xml: $.xml(element),
    }));
}

/** The name under which each style of ours is known everywhere. */
const nameOf = (ours: readonly Style[], key: keyof typeof STYLES): string => ours.find(({ id }) => id === STYLES[key])?.name ?? "";

/**
 * The template with the styles that the body needs, and their ids in it. Headings, captions, quotations and footnotes look as the office has them, text as the
 * paragraph of `{noi_dung}` looks, formatting by hand included; only what the template does not define comes from us, over that text.
 */
export async function addStyles(
  parts: Package,
  { body, lang }: { readonly body: BodyLook; readonly lang: BulletinText["lang"] },
): Promise<{ readonly parts: Package; readonly ids: StyleIds }> {
  const ours = stylesIn(partText(await emptyPackage(lang), SHEET));
  const theirs = stylesIn(partText(parts, SHEET));
  const taken = TAKEN.flatMap((key) => {
    const style = theirs.find(({ name }) => name === nameOf(ours, key));
    return style === undefined ? [] : [[key, style.id] as const];
  });
  const ids = { ...OWN_IDS, ...Object.fromEntries(taken), body: BODY_STYLE };
  const added = ours.flatMap((style) => {
    const key = KEYS.find((candidate) => STYLES[candidate] === style.id);
    if (key === undefined || key === "body" || taken.some(([name]) => name === key)) return [];
    return [renamed(style, { id: ids[key], isKnown: TAKEN.some((name) => name === key) })];
  });
  const sheet = partText(parts, SHEET).replace(/<\/w:styles>\s*$/u, () => `${bodyStyle(body)}${added.join("")}</w:styles>`);
  return { parts: withParts(parts, { [SHEET]: sheet }), ids };
}

/** A style of ours under its id in the template, over the template's body. Word knows headings and the like by their names, so that these keep theirs. */
function renamed({ xml }: Style, { id, isKnown }: { readonly id: string; readonly isKnown: boolean }): string {
  return xml
    .replace(/w:styleId="[^"]*"/u, () => `w:styleId="${id}"`)
    .replace(/<w:name w:val="(?!Dangvu)([^"]*)"/u, (whole, name: string) => (isKnown ? whole : `<w:name w:val="Dangvu ${name}"`))
    .replace(/<w:basedOn w:val="Normal"\/>/u, () => `<w:basedOn w:val="${BODY_STYLE}"/>`)
    .replace(/<w:(?:next|link) w:val="[^"]*"\/>/gu, "");
}

function bodyStyle({ style, paragraph, run }: BodyLook): string {
  const basedOn = style === null ? "" : `<w:basedOn w:val="${style.replace(/[<>&"]/gu, "")}"/>`;
  return `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${BODY_STYLE}"><w:name w:val="Dangvu Body"/>${basedOn}<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
}
