/** What a style says about the letters in it. */
export interface LetterStyle {
  readonly font: string | null;
  readonly isBold: boolean;
  readonly isCapitals: boolean;
}

/** The styles of a .docx, each with what it inherits. */
export interface DocxStyles {
  /** Of a paragraph with this style; null stands for one without, which has the default style. */
  readonly ofParagraph: (id: string | null) => LetterStyle;
  readonly ofRun: (id: string) => LetterStyle;
}

interface Declared {
  readonly basedOn: string | null;
  readonly font: string | null;
  readonly isBold: boolean | null;
  readonly isCapitals: boolean | null;
}

/** Styles are based on one another; longer chains are circles. */
const MOST_STEPS = 20;

/** The fonts, bold and capital letters that styles.xml declares: mammoth reads only those of the runs themselves. */
export function readDocxStyles(xml: string): DocxStyles {
  const declared = new Map<string, Declared>();
  let standard: string | null = null;
  for (const piece of xml.split("</w:style>")) {
    const from = piece.lastIndexOf("<w:style ");
    const head = from < 0 ? "" : piece.slice(from, piece.indexOf(">", from));
    const id = attribute(head, "w:styleId");
    if (id === null) continue;
    if (attribute(head, "w:type") === "paragraph" && /w:default="(?:1|true)"/u.test(head)) standard = id;
    declared.set(id, declaredIn(piece.slice(from)));
  }
  const defaults = declaredIn(/<w:docDefaults>[\s\S]*?<\/w:docDefaults>/u.exec(xml)?.[0] ?? "");
  const resolve = (id: string | null): LetterStyle => resolved(chainOf(declared, id));
  return {
    ofParagraph: (id) => resolved([...chainOf(declared, id !== null && declared.has(id) ? id : standard), defaults]),
    ofRun: resolve,
  };
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\s${name}="([^"]{1,200})"`, "u").exec(tag)?.[1] ?? null;
}

function declaredIn(xml: string): Declared {
  const fonts = /<w:rFonts(\s[^>]{0,1000})\/?>/u.exec(xml)?.[1] ?? "";
  const basedOn = /<w:basedOn(\s[^>]{0,300})\/?>/u.exec(xml)?.[1] ?? "";
  return {
    basedOn: attribute(basedOn, "w:val"),
    font: attribute(fonts, "w:ascii") ?? attribute(fonts, "w:hAnsi"),
    isBold: flag(xml, "w:b"),
    isCapitals: flag(xml, "w:caps"),
  };
}

function flag(xml: string, name: string): boolean | null {
  const found = new RegExp(`<${name}(\\s[^>]{0,100})?/?>`, "u").exec(xml);
  return found === null ? null : !/w:val="(?:0|false|off)"/u.test(found[1] ?? "");
}

function chainOf(declared: ReadonlyMap<string, Declared>, id: string | null): readonly Declared[] {
  const chain: Declared[] = [];
  for (let at = id; at !== null && chain.length < MOST_STEPS; ) {
    const style = declared.get(at);
    if (style === undefined) break;
    chain.push(style);
    at = style.basedOn;
  }
  return chain;
}

function resolved(chain: readonly Declared[]): LetterStyle {
  return {
    font: chain.find((style) => style.font !== null)?.font ?? null,
    isBold: chain.find((style) => style.isBold !== null)?.isBold ?? false,
    isCapitals: chain.find((style) => style.isCapitals !== null)?.isCapitals ?? false,
  };
}
