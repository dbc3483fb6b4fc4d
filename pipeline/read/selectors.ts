import { type Element, isKept } from "./tree.ts";

/** One simple selector: what an element itself must be. */
type Test = (element: Element) => boolean;
/** A selector from its last part outwards; `direct` parts must be the parent itself. */
type Chain = readonly { readonly test: Test; readonly direct: boolean }[];

const PART =
  /^(?:([a-z][\w-]*|\*)|\.([\w-]+)|#([\w-]+)|\[\s*([\w:-]+)\s*(?:([*^$~|]?=)\s*(?:"([^"]*)"|'([^']*)'|([\w./:-]+))\s*([iI])?\s*)?\])/iu;

/** Sites of many pages ask for the same few selectors; more than this are no selectors of ours. */
const REMEMBERED = 2_000;
const compiled = new Map<string, readonly Chain[] | null>();

/**
 * A test for the elements of a selector made of tags, classes, ids, attributes, blanks and ">"; null for any other, which cheerio must answer. The pages
 * are asked some thirty selectors each: testing the list of their elements takes a tenth of the time that walking the tree for every selector takes.
 */
export function matcherOf(selector: string): Test | null {
  let chains = compiled.get(selector);
  if (chains === undefined) {
    chains = compile(selector);
    if (compiled.size >= REMEMBERED) compiled.clear();
    compiled.set(selector, chains);
  }
  if (chains === null) return null;
  const known = chains;
  return known.length === 1 ? (element) => matches(element, known[0] as Chain) : (element) => matchesAny(element, known);
}

function matchesAny(element: Element, chains: readonly Chain[]): boolean {
  for (const chain of chains) if (matches(element, chain)) return true;
  return false;
}

function matches(element: Element, chain: Chain): boolean {
  if (chain[0]?.test(element) !== true) return false;
  let node = element;
  for (let k = 1; k < chain.length; k++) {
    const { test, direct } = chain[k] as Chain[number];
    let outer = node.parent;
    while (!direct && outer !== null && !test(outer)) outer = outer.parent;
    if (outer === null || !test(outer)) return false;
    node = outer;
  }
  return true;
}

const CONTAINS = /^\[\s*([\w-]+)\s*\*=\s*["']?([\w-]+)["']?\s+i\s*\]$/u;
const TAG_ALONE = /^[a-z][a-z0-9]*$/u;

/** Alternatives of one kind (tags; words that one attribute may contain) become one test: lists of ten are asked of every element. */
function compile(selector: string): readonly Chain[] | null {
  const chains: Chain[] = [];
  const tags = new Set<string>();
  const contained = new Map<string, string[]>();
  for (const part of splitList(selector)) {
    const one = part.trim();
    const contains = CONTAINS.exec(one);
    if (TAG_ALONE.test(one)) tags.add(one);
    else if (contains !== null && isKept((contains[1] as string).toLowerCase())) {
      const name = (contains[1] as string).toLowerCase();
      contained.set(name, [...(contained.get(name) ?? []), contains[2] as string]);
    } else {
      const chain = compileChain(one);
      if (chain === null) return null;
      chains.push(chain);
    }
  }
  if (tags.size > 0) chains.push([{ test: (element) => tags.has(element.name), direct: false }]);
  for (const [name, words] of contained) {
    const pattern = new RegExp(words.join("|"), "iu");
    chains.push([{ test: ({ attribs }) => attribs[name] !== undefined && pattern.test(attribs[name]), direct: false }]);
  }
  return chains;
}

/** At the commas outside of brackets. */
function splitList(selector: string): readonly string[] {
  return selector.split(/,(?![^[]*\])/u);
}

function compileChain(selector: string): Chain | null {
  const parts: { test: Test; direct: boolean }[] = [];
  let direct = false;
  for (const word of selector.replace(/\s*>\s*/gu, " > ").match(/(?:\[[^\]]*\]|[^\s[])+/gu) ?? []) {
    if (word === ">") {
      if (direct || parts.length === 0) return null;
      direct = true;
      continue;
    }
    const test = compileCompound(word);
    if (test === null) return null;
    const inner = parts.at(-1);
    if (inner !== undefined) inner.direct = direct;
    parts.push({ test, direct: false });
    direct = false;
  }
  if (direct || parts.length === 0) return null;
  // ">" and blanks mixed may need to be tried in several ways: cheerio does that
  const mixed = parts.length > 2 && parts.some((part) => part.direct) && parts.slice(0, -1).some((part) => !part.direct);
  return mixed ? null : parts.reverse();
}

function compileCompound(word: string): Test | null {
  const tests: Test[] = [];
  for (let rest = word; rest !== ""; ) {
    const found = PART.exec(rest);
    if (found === null || found[0] === "") return null;
    const [, tag, name, id, attribute, operator] = found;
    if (attribute !== undefined && !isKept(attribute.toLowerCase())) return null;
    if (tag !== undefined) tests.push(tagTest(tag.toLowerCase()));
    else if (name !== undefined) tests.push((element) => hasWord(element.attribs.class, name));
    else if (id !== undefined) tests.push((element) => element.attribs.id === id);
    else
      tests.push(
        attributeTest((attribute as string).toLowerCase(), operator, {
          value: found[6] ?? found[7] ?? found[8] ?? "",
          folds: found[9] !== undefined || (attribute as string).toLowerCase() === "type",
        }),
      );
    rest = rest.slice(found[0].length);
  }
  return tests.length === 1 ? (tests[0] as Test) : (element) => passes(element, tests);
}

/** Loops, not functions of arrays: those make a function for each element of the page, for each selector. */
function passes(element: Element, tests: readonly Test[]): boolean {
  for (const test of tests) if (!test(element)) return false;
  return true;
}

function tagTest(tag: string): Test {
  return tag === "*" ? () => true : (element) => element.name === tag;
}

function attributeTest(name: string, operator: string | undefined, { value, folds }: { value: string; folds: boolean }): Test {
  if (operator === undefined) return (element) => element.attribs[name] !== undefined;
  const test = folds ? foldedTest(operator, value) : OPERATORS[operator];
  return (element) => {
    const own = element.attribs[name];
    return own !== undefined && test?.(own, value) === true;
  };
}

/** An expression without regard to case looks at a text in place; lower case would copy the classes of every element for every selector. */
function foldedTest(operator: string, value: string): (own: string, wanted: string) => boolean {
  if (operator === "*=" && /^[\w-]+$/u.test(value)) {
    const pattern = new RegExp(value, "iu");
    return (own) => pattern.test(own);
  }
  const wanted = value.toLowerCase();
  return (own) => OPERATORS[operator]?.(own.toLowerCase(), wanted) === true;
}

const OPERATORS: Readonly<Record<string, (own: string, wanted: string) => boolean>> = {
  "=": (own, wanted) => own === wanted,
  "*=": (own, wanted) => wanted !== "" && own.includes(wanted),
  "^=": (own, wanted) => wanted !== "" && own.startsWith(wanted),
  "$=": (own, wanted) => wanted !== "" && own.endsWith(wanted),
  "~=": (own, wanted) => hasWord(own, wanted),
  "|=": (own, wanted) => own === wanted || own.startsWith(`${wanted}-`),
};

function hasWord(list: string | undefined, word: string): boolean {
  return list !== undefined && (list === word || (list.includes(word) && list.split(/\s+/u).includes(word)));
}
