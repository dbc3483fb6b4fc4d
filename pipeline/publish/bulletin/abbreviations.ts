import type { Block, Inline } from "../../types/bulletin.ts";

/** The blocks with each abbreviation spelled out where running text has it first, the short form in brackets behind: "trong sạch, vững mạnh (TSVM)"; where a bracket follows anyway, it waits for the next place. Quotations stay as they are. */
export function spellOutFirst(blocks: readonly Block[], abbreviations: ReadonlyMap<string, string>): readonly Block[] {
  const seen = new Set<string>();
  const inText = (inline: Inline): Inline => {
    if (inline.href !== undefined) return inline;
    let { text } = inline;
    for (const [short, long] of abbreviations) {
      if (seen.has(short)) continue;
      const at = wholeWord(short).exec(text);
      if (at === null) continue;
      const rest = text.slice(at.index + short.length);
      const isBracketed = rest.startsWith(" (");
      if (!isBracketed) seen.add(short);
      text = `${text.slice(0, at.index)}${isBracketed ? long : `${long} (${short})`}${rest}`;
    }
    return text === inline.text ? inline : { ...inline, text };
  };
  return blocks.map((block) => {
    if (block.kind === "paragraph") return { ...block, inlines: block.inlines.map(inText) };
    if (block.kind === "list") return { ...block, items: block.items.map((item) => item.map(inText)) };
    return block;
  });
}

const wholeWord = (word: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[^\p{L}\p{N}]/gu, "\\$&")}(?![\\p{L}\\p{N}])`, "u");
