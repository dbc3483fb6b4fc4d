import { type Package, partText, withParts } from "./package.ts";

/** Names of attributes that refer to a relationship. */
const IDS = /\bId="([^"]*)"/gu;

/**
 * The same document with the same bytes every time: the library numbers links at random, drawings and bookmarks through the whole program, and writes the
 * present time. `madeAt` is an ISO time; without it the document says nothing of when it was made.
 */
export function steadyPackage(parts: Package, madeAt: string | null): Package {
  const changed: Record<string, string> = {};
  for (const path of parts.keys()) if (path.endsWith(".rels")) Object.assign(changed, steadyRelations(parts, path));
  const linked = withParts(parts, changed);
  return withParts(linked, { ...numberDrawings(linked), ...steadyProperties(linked, madeAt) });
}

/** Relationships that are not `rId` and a number are numbered on behind those that are, in their order. */
function steadyRelations(parts: Package, path: string): Readonly<Record<string, string>> {
  const source = path.replace(/(^|\/)_rels\/([^/]+)\.rels$/u, "$1$2");
  const relations = partText(parts, path);
  const ids = [...relations.matchAll(IDS)].map(([, id = ""]) => id);
  let last = Math.max(0, ...ids.map((id) => Number(/^rId(\d{1,9})$/u.exec(id)?.[1] ?? 0)));
  const renamed = new Map(ids.filter((id) => !/^rId\d{1,9}$/u.test(id)).map((id) => [id, `rId${++last}`]));
  if (renamed.size === 0) return {};
  const rename = (text: string, pattern: RegExp): string =>
    text.replace(pattern, (whole, name: string, id: string) => (renamed.has(id) ? `${name}="${renamed.get(id)}"` : whole));
  return {
    [path]: rename(relations, /\b(Id)="([^"]*)"/gu),
    ...(parts.has(source) ? { [source]: rename(partText(parts, source), /\b(r:[a-z]+)="([^"]*)"/giu) } : {}),
  };
}

/** Drawings from 1 through all parts, bookmarks within the body. */
function numberDrawings(parts: Package): Readonly<Record<string, string>> {
  const changed: Record<string, string> = {};
  let drawing = 0;
  for (const path of [...parts.keys()].toSorted()) {
    if (!/^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/u.test(path)) continue;
    const text = partText(parts, path);
    const drawn = text.replace(/(<wp:docPr\b[^>]*?\bid=")[^"]*/gu, (_, head: string) => `${head}${++drawing}`);
    changed[path] = numberBookmarks(drawn);
  }
  return changed;
}

function numberBookmarks(text: string): string {
  const numbers = new Map<string, number>();
  return text.replace(/(<w:bookmark(?:Start|End)\b[^>]*?\bw:id=")([^"]*)/gu, (_, head: string, id: string) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return `${head}${numbers.get(id)}`;
  });
}

const CORE = "docProps/core.xml";

function steadyProperties(parts: Package, madeAt: string | null): Readonly<Record<string, string>> {
  if (!parts.has(CORE)) return {};
  const time = madeAt === null ? null : `${new Date(madeAt).toISOString().slice(0, 19)}Z`;
  const dated = partText(parts, CORE).replace(
    /(<dcterms:(created|modified)\b[^>]*>)[^<]*(<\/dcterms:\2>)/gu,
    (_, open: string, _name: string, close: string) => (time === null ? "" : `${open}${time}${close}`),
  );
  return { [CORE]: dated };
}
