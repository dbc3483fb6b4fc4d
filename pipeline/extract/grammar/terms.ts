import { foldPhrase } from "../../language/fold.ts";
import type { Token } from "../../types/tokens.ts";
import { type Meaning, VOCABULARY } from "./vocabulary.ts";

/** A phrase of the vocabulary as found: tokens `from` up to `to`. */
export interface Term {
  readonly from: number;
  readonly to: number;
  readonly meaning: Meaning;
}

interface Node {
  readonly next: Map<string, Node>;
  meaning: Meaning | null;
}

const emptyNode = (): Node => ({ next: new Map(), meaning: null });

/** The meaning with all fields in one order: meanings of one hidden class are compared far faster than of the forty that the vocabulary writes. */
export const shapedMeaning = ({ countable, event, grade, form, group, lack, document, signs }: Meaning): Meaning => ({
  countable,
  event,
  grade,
  form,
  group,
  lack,
  document,
  signs,
});

function addPhrase(root: Node, phrase: string, meaning: Meaning): void {
  let node = root;
  for (const key of foldPhrase(phrase).split(" ")) {
    let following = node.next.get(key);
    if (following === undefined) {
      following = emptyNode();
      node.next.set(key, following);
    }
    node = following;
  }
  const signs = [...(node.meaning?.signs ?? []), ...(meaning.signs ?? [])];
  const known = Object.fromEntries(Object.entries(node.meaning ?? {}).filter(([, value]) => value !== undefined));
  node.meaning = shapedMeaning({ ...known, ...meaning, ...(signs.length === 0 ? {} : { signs }) });
}

const ROOT: Node = VOCABULARY.reduce((root, [phrase, meaning]) => {
  addPhrase(root, phrase, meaning);
  return root;
}, emptyNode());

/** The longest phrase of the vocabulary that begins at token `from`, or null. */
export function termAt(tokens: readonly Token[], from: number, end: number): Term | null {
  let node: Node | undefined = ROOT;
  let found: Term | null = null;
  for (let i = from; i < end; i++) {
    node = node.next.get((tokens[i] as Token).key);
    if (node === undefined) break;
    if (node.meaning !== null) found = { from, to: i + 1, meaning: node.meaning };
  }
  return found;
}
