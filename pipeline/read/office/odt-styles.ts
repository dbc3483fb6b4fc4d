import type { Role } from "./blocks.ts";
import { entitiesRead } from "./xml-text.ts";

/** What a style of an .odt says, with what it inherits. */
export interface OdtStyle {
  readonly font: string | null;
  readonly isBold: boolean | null;
  readonly isCentered: boolean;
  readonly role: Role;
}

const UNSTYLED: OdtStyle = { font: null, isBold: null, isCentered: false, role: "text" };

/** The value of an attribute; null when the tag has none. Attributes of other names that end alike do not count. */
export function attributeOf(attributes: string, name: string): string | null {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]{0,500})"`, "u").exec(attributes)?.[1];
  return value === undefined ? null : entitiesRead(value);
}

const FONT_FACE = /<style:font-face\s([^<>]{1,1000})>/gu;
/** Styles are based on one another; longer chains are circles. */
const MOST_STEPS = 20;

interface Declared extends OdtStyle {
  readonly parent: string | null;
}

/** The styles of paragraphs and text that a file declares, by name. `xml` is styles.xml and content.xml one behind the other. */
export function readOdtStyles(xml: string): (name: string | null) => OdtStyle {
  const faces = new Map(
    [...xml.matchAll(FONT_FACE)].map(([, attributes = ""]) => [
      attributeOf(attributes, "style:name") ?? "",
      attributeOf(attributes, "svg:font-family")?.replace(/^'|'$/gu, "") ?? null,
    ]),
  );
  const declared = new Map<string, Declared>();
  for (const piece of xml.split("<style:style ").slice(1)) {
    const head = piece.slice(0, Math.max(0, piece.indexOf(">")));
    const family = attributeOf(head, "style:family");
    const name = attributeOf(head, "style:name");
    if (name !== null && (family === "paragraph" || family === "text")) declared.set(name, declaredIn(head, piece, faces));
  }
  return (name) => resolved(declared, name, 0);
}

function declaredIn(head: string, piece: string, faces: ReadonlyMap<string, string | null>): Declared {
  const letters = /<style:text-properties\s([^<>]{1,3000})>/u.exec(piece)?.[1] ?? "";
  const layout = /<style:paragraph-properties\s([^<>]{1,3000})>/u.exec(piece)?.[1] ?? "";
  const face = attributeOf(letters, "style:font-name");
  const weight = attributeOf(letters, "fo:font-weight");
  const title = attributeOf(head, "style:display-name") ?? attributeOf(head, "style:name") ?? "";
  return {
    parent: attributeOf(head, "style:parent-style-name"),
    font: attributeOf(letters, "fo:font-family") ?? (face === null ? null : (faces.get(face) ?? face)),
    isBold: weight === null ? null : weight === "bold",
    isCentered: attributeOf(layout, "fo:text-align") === "center",
    role: /^title$/iu.test(title) ? "title" : /^heading[ _]/iu.test(title) ? "heading" : "text",
  };
}

function resolved(declared: ReadonlyMap<string, Declared>, name: string | null, step: number): OdtStyle {
  const own = name === null || step > MOST_STEPS ? undefined : declared.get(name);
  if (own === undefined) return UNSTYLED;
  const parent = resolved(declared, own.parent, step + 1);
  return {
    font: own.font ?? parent.font,
    isBold: own.isBold ?? parent.isBold,
    isCentered: own.isCentered || parent.isCentered,
    role: own.role === "text" ? parent.role : own.role,
  };
}
