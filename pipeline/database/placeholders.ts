import type { Binding, Bindings } from "./statements.ts";

/** A statement as PostgreSQL wants it: `$1`, `$2`; `names` of named bindings in the order of their numbers. */
interface Numbered {
  readonly text: string;
  readonly names: readonly string[];
}

/** What may stand between quotes or is a cast is passed over: 'it''s :so', "a?b", x::text. */
const PLACEHOLDER = /'(?:[^']|'')*'|"(?:[^"]|"")*"|::|\?(\d*)|:([a-zA-Z_]\w*)/gu;

const known = new Map<string, Numbered>();
const MOST_KNOWN = 1000;

/** Statement and values for PostgreSQL: `?`, `?2` and `:name` become `$n`. Throws RangeError for a name without a value. */
export function numbered(sql: string, bindings: Bindings): { readonly text: string; readonly values: readonly Binding[] } {
  const { text, names } = known.get(sql) ?? remember(sql);
  if (isList(bindings)) return { text, values: bindings };
  const values = names.map((name) => {
    const value = bindings[name];
    if (value === undefined) throw new RangeError(`no value for :${name}`);
    return value;
  });
  return { text, values };
}

const isList = (bindings: Bindings): bindings is readonly Binding[] => Array.isArray(bindings);

function remember(sql: string): Numbered {
  const names: string[] = [];
  let last = 0;
  const text = sql.replaceAll(PLACEHOLDER, (found, number: string | undefined, name: string | undefined) => {
    if (number !== undefined) {
      last = number === "" ? last + 1 : Number(number);
      return `$${last}`;
    }
    if (name === undefined) return found;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  const made = { text, names };
  if (known.size < MOST_KNOWN) known.set(sql, made);
  return made;
}
