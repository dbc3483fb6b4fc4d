import type { Inline } from "../../types/bulletin.ts";
import { BadEntry } from "../../types/errors.ts";
import type { Template, Templates } from "./templates.ts";

/** What stands in a place of a sentence: words, or words with their notes and figures. */
export type Filling = string | readonly Inline[];
export type Fillings = Readonly<Record<string, Filling>>;

/** Chooses among ways of saying one thing, so that no way comes twice in a row. */
export interface Speaker {
  readonly templates: Templates;
  /** One of the sentences of the first of these sections that the file has; `about` decides which, the same for the same words. */
  readonly choose: (sections: readonly string[], about: string) => Template;
  /** One of the ways of a question's phrase, in the same way; null where it has none and needs none. */
  readonly phrase: (question: string, key: string, about: string) => Template | null;
}

/** A speaker with nothing said yet. */
export function openSpeaker(templates: Templates): Speaker {
  const last = new Map<string, number>();
  const pick = (name: string, ways: readonly Template[], about: string): Template => {
    const wanted = spread(`${name} ${about}`) % ways.length;
    const index = ways.length > 1 && wanted === last.get(name) ? (wanted + 1) % ways.length : wanted;
    last.set(name, index);
    return ways[index] as Template;
  };
  return {
    templates,
    choose: (sections, about) => {
      for (const name of sections) {
        const ways = templates.sentences.get(name);
        if (ways !== undefined && ways.length > 0) return pick(name, ways, about);
      }
      throw new BadEntry(`Câu mẫu không có mục [${sections.at(-1)}].`, "Thêm mục này vào tệp câu mẫu.");
    },
    phrase: (question, key, about) => {
      for (const name of [question, "general"]) {
        const ways = templates.phrases.get(name)?.get(key);
        if (ways !== undefined) return pick(`${name} ${key}`, ways, about);
      }
      return null;
    },
  };
}

/** Spreads words over numbers: FNV-1a, 32 bits. */
function spread(words: string): number {
  let hash = 0x811c9dc5;
  for (const letter of words) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

/** The sentence with its places filled; runs of plain words are joined. */
export function fill(template: Template, fillings: Fillings = {}): readonly Inline[] {
  return joinWords(
    template.flatMap((segment): readonly Inline[] => {
      if ("text" in segment) return [{ text: segment.text }];
      const inlines = asInlines(fillings[segment.slot] ?? "");
      return segment.isCapital ? capital(inlines) : inlines;
    }),
  );
}

/** As `fill`, where only the words count. */
export const fillWords = (template: Template, fillings: Fillings = {}): string => plain(fill(template, fillings));

export const plain = (inlines: readonly Inline[]): string => inlines.map(({ text }) => text).join("");

export const asInlines = (filling: Filling): readonly Inline[] =>
  typeof filling === "string" ? (filling === "" ? [] : [{ text: filling }]) : filling;

/** With a capital first letter. */
export function capital(inlines: readonly Inline[]): readonly Inline[] {
  const [first, ...rest] = inlines;
  return first === undefined ? [] : [{ ...first, text: upperFirst(first.text) }, ...rest];
}

export const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);

const isUnstyled = (inline: Inline): boolean => inline.figure === undefined && inline.style === undefined && inline.href === undefined;

/** Neighbouring plain words as one run; a run that is followed by a note keeps it. */
export function joinWords(inlines: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const before = joined.at(-1);
    if (before !== undefined && before.note === undefined && isUnstyled(before) && isUnstyled(inline))
      joined[joined.length - 1] = { ...inline, text: before.text + inline.text };
    else if (inline.text !== "" || inline.note !== undefined) joined.push(inline);
  }
  return joined;
}

/** "A", "A và B", "A, B và C"; with semicolons where items have commas of their own. */
export function joinList(items: readonly Filling[], and: string): readonly Inline[] {
  const lists = items.map(asInlines);
  const separator = lists.some((item) => plain(item).includes(", ")) ? "; " : ", ";
  return joinWords(
    lists.flatMap((item, index) => {
      if (index === 0) return item;
      const isLast = index === lists.length - 1;
      return [{ text: isLast && separator === ", " ? ` ${and} ` : separator }, ...item];
    }),
  );
}

/** The words with the numbers of their footnotes behind the last of them. */
export function withNotes(inlines: readonly Inline[], notes: readonly number[]): readonly Inline[] {
  const last = inlines.at(-1);
  const [first, ...more] = notes;
  if (last === undefined || first === undefined) return inlines;
  return [...inlines.slice(0, -1), { ...last, note: first }, ...more.map((note) => ({ text: "", note }))];
}
