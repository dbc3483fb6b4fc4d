import { normalize } from "../language/normalize.ts";
import type { Document, Element, Node } from "./dom.ts";
import { convertLine, detectLegacy, fromTcvn3, fromVni, isUnicodeVietnamese, type Legacy, legacyOfFont } from "./legacy.ts";

type Font = ReturnType<typeof legacyOfFont>;

/** What the name of an old font looks like in markup; searched as plain strings first, for these cost nothing on the pages that have none. */
const FONT_HINTS = ["Vn", "VN", ".vntime", ".vnarial", "vni-"];
const FONT_NAME = /[\s"':=,;]\.vn[a-z]|[\s"':=,;]vni[- ][a-z]/iu;
/** The letter of both encodings for "đ", in front of a letter: a Vietnamese text has it in every sentence, a page in Unicode never. */
const TELLING_SIGNS = ["®", "ñ"];
const TELLING = /[®ñ][a-z&\u00a1-\u00fe]/gu;
const LEAST_TELLING = 2;

/** May parts of this markup be written in TCVN3 or VNI? By the names of their fonts, or by letters that Unicode Vietnamese does not have. */
export function mayHoldLegacy(html: string): boolean {
  return holdsLegacyFont(html) || holdsTellingLetters(html);
}

export function holdsLegacyFont(html: string): boolean {
  return FONT_HINTS.some((hint) => html.includes(hint)) && FONT_NAME.test(html);
}

function holdsTellingLetters(html: string): boolean {
  if (!TELLING_SIGNS.some((sign) => html.includes(sign))) return false;
  let count = 0;
  for (const _ of html.matchAll(TELLING)) if (++count === LEAST_TELLING) return true;
  return false;
}

/** Characters that are letters in TCVN3 and VNI and that normalisation takes for something else: the soft hyphen, Eth. */
const ENDANGERED = /[\u00ad\u00d0\u00f0]/gu;

/** Stands before markup that may hold legacy text, so that it is searched only once. */
const MARK = "<!--tcvn3-vni-->";

/**
 * Markup that may hold legacy text with those letters written as references, which normalisation leaves alone, and with a comment before it that
 * convertLegacyRuns looks for. All other markup comes back as it is.
 */
export function shieldLegacy(html: string): string {
  return mayHoldLegacy(html) ? MARK + html.replace(ENDANGERED, (letter) => `&#${letter.charCodeAt(0)};`) : html;
}

/**
 * Turns the texts of a page that are written in TCVN3 or VNI into Unicode, each by the font that holds for it (`<font face>`, `style`, classes of the page's own
 * style sheets), those without a font by their letters; what is Unicode already stays. Changes the tree. `html` is the markup that it was made of; without
 * shieldLegacy's mark nothing is done.
 */
export function convertLegacyRuns(page: Document, html: string): void {
  if (!html.startsWith(MARK)) return;
  const runs = withBelievedFonts(collectRuns(page, fontsOfStyles(html)));
  const named = runs.find((run) => run.font !== null)?.font ?? null;
  const unnamed = runs.filter((run) => run.font === null);
  const detected = detectLegacy(unnamed.map((run) => run.node.data).join(" "));
  const spoken: Legacy | null = detected ?? (named === "tcvn3-capitals" ? "tcvn3" : named);
  for (const { node, font } of runs) {
    const read = font === null ? (spoken === null ? node.data : convertLine(node.data, spoken)) : convertRun(node.data, font);
    if (read !== node.data || node.data.search(ENDANGERED) >= 0) node.data = normalize(read).text;
  }
}

/** A page whose texts in old fonts are mostly Unicode has been rewritten and kept its fonts: they mean nothing any more. */
function withBelievedFonts(runs: readonly Run[]): readonly Run[] {
  const telling = runs.filter(({ node, font }) => font !== null && /[^\0-\x7f]/u.test(node.data));
  const rewritten = telling.filter(({ node }) => isUnicodeVietnamese(node.data));
  return rewritten.length * 2 > telling.length ? runs.map(({ node }) => ({ node, font: null })) : runs;
}

function convertRun(text: string, font: Exclude<Font, null>): string {
  return font === "vni" ? fromVni(text) : fromTcvn3(text, { capitals: font === "tcvn3-capitals" });
}

type Text = Extract<Node, { type: "text" }>;

interface Run {
  readonly node: Text;
  readonly font: Font;
}

/** Every text that is shown, with the font that holds for it. */
function collectRuns(page: Document, classes: Fonts): readonly Run[] {
  const runs: Run[] = [];
  const stack: { readonly node: Node; readonly font: Font }[] = [];
  if (page.root !== null) stack.push({ node: page.root, font: null });
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, font } = top;
    if (node.next !== null) stack.push({ node: node.next, font });
    if (node.type === "text") runs.push({ node, font });
    else if (node.first !== null && node.name !== "script" && node.name !== "style")
      stack.push({ node: node.first, font: fontOf(node, classes, font) });
  }
  return runs;
}

const FONT_RULE = /(?:^|[;{\s])font(?:-family)?\s*:\s*([^;{}]{1,300})/iu;
const CLASS_RULE = /([^{}]{1,500})\{([^{}]{0,2000})\}/gu;
const SIMPLE_SELECTOR = /^(?:[a-z][a-z\d]*)?(?:\.[\w-]+)?$/iu;
const COMMENTED_SHEET = /<style[^>]{0,200}>\s*<!--([^<]{1,100000})/giu;
const STYLE_SHEET = /<style[^>]{0,200}>([^<]{1,100000})/giu;

/** By "p", ".msonormal", "p.msonormal". */
type Fonts = ReadonlyMap<string, Font>;

/** The fonts that the style sheets of the page give to elements and classes. Word writes its sheets into a comment. */
function fontsOfStyles(html: string): Fonts {
  const fonts = new Map<string, Font>();
  const styles = [...html.matchAll(STYLE_SHEET), ...html.matchAll(COMMENTED_SHEET)].map((match) => match[1]).join("\n");
  for (const [, selectors = "", rules = ""] of styles.matchAll(CLASS_RULE)) {
    const family = FONT_RULE.exec(rules)?.[1];
    if (family === undefined) continue;
    for (const selector of selectors.split(",").map((one) => one.trim()))
      if (selector !== "" && SIMPLE_SELECTOR.test(selector)) fonts.set(selector.toLowerCase(), fontOfFamily(family));
  }
  return fonts;
}

/** The first of a list of families decides, also behind style and size ("bold 12pt .VnTime"). */
function fontOfFamily(family: string): Font {
  const [first = ""] = family.split(",");
  return legacyOfFont(/(?:\.vn|vni[- ])[^"']*$/iu.exec(first.trim().replace(/["']+$/u, ""))?.[0] ?? first);
}

/** The font of an element: its own, that of its class, that of its kind, else the one around it. */
function fontOf(element: Element, classes: Fonts, around: Font): Font {
  const { face, style, class: names } = element.attribs;
  const own = style === undefined ? undefined : FONT_RULE.exec(style)?.[1];
  if (own !== undefined) return fontOfFamily(own);
  if (face !== undefined) return fontOfFamily(face);
  if (classes.size === 0) return around;
  for (const name of (names ?? "").toLowerCase().split(/\s+/u)) {
    const key = classes.has(`${element.name}.${name}`) ? `${element.name}.${name}` : `.${name}`;
    const font = classes.get(key);
    if (font !== undefined) return font;
  }
  const ofKind = classes.get(element.name);
  return ofKind === undefined ? around : ofKind;
}
