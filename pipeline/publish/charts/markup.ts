const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as it may stand in an SVG document, between tags and within quoted attributes. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? "");
}

/** Without control characters and halves of pairs, which XML has no place for; breaks of lines are spaces. Harmless on finished SVG. */
export function keepXml(text: string): string {
  return (
    text
      .replace(/[\t\n\r]+/gu, " ")
      .replace(/\p{Surrogate}/gu, "")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/gu, "")
  );
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Two decimals are finer than a screen's points and keep documents small. */
const written = (value: string | number): string => escapeText(typeof value === "number" ? String(Math.round(value * 100) / 100) : value);

/** An element; `children` is markup already. Attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, children = ""): string {
  const all = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${written(value)}"`]));
  return children === "" ? `<${name}${all.join("")}/>` : `<${name}${all.join("")}>${children}</${name}>`;
}

/** A line of text at its baseline, in the colour of the page's text unless `fill` says otherwise. */
export function textElement(text: string, attributes: Attributes): string {
  return element("text", { fill: "currentColor", "font-size": 12, ...attributes }, escapeText(text));
}
