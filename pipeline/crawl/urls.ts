/** Parameters that say where a visitor came from, never which page is shown. */
const tracking = /^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|zarsrc|zalo_?src|mc_[ce]id|igshid|_ga|_gl|spm)$/i;

/** Longer addresses are calendars and search pages that never end, not reports. */
const maxLength = 2_000;

/**
 * The one writing under which an address is known: lower-case host, default port, fragment and tracking parameters left out, dot segments
 * resolved, percent codes in capitals; the order of the other parameters is kept, since some sites depend on it.
 * Null for what is not an http address, carries a password, or is longer than 2,000 characters.
 *
 * @example canonicalUrl("/tin/12.html?utm_source=zalo#binh-luan", "http://Bao.vn:80/") // "http://bao.vn/tin/12.html"
 */
export function canonicalUrl(address: string, base?: string): string | null {
  const trimmed = address.trim();
  if (!URL.canParse(trimmed, base)) return null;
  const url = new URL(trimmed, base);
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return null;
  url.hash = "";
  url.hostname = url.hostname.replace(/\.$/, "");
  url.search = tellingSearch(url.search);
  const written = url.href.replace(/\?$/, "").replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  return written.length <= maxLength ? written : null;
}

/** The parameters that tell something. Again as long as something goes: what is left may be one that tells nothing (`utm_source?`). */
function tellingSearch(search: string): string {
  const kept = search
    .split("&")
    .filter(isTelling)
    .join("&")
    .replaceAll(/^\?+|[?&]+$/gu, "");
  return kept === search ? kept : tellingSearch(kept);
}

function isTelling(parameter: string): boolean {
  return parameter !== "" && !tracking.test(parameter.split("=", 1)[0] ?? "");
}

/** Path and query of an address: what `Source.articleUrl` is matched against. */
export function pathAndQuery(address: string): string {
  const url = new URL(address);
  return url.pathname + url.search;
}

/**
 * The key under which all writings of one address meet: without scheme and "www.". `http://www.bao.vn/1` and `https://bao.vn/1` are one page.
 *
 * @example addressKey("https://www.bao.vn/tin/12.html") // "bao.vn/tin/12.html"
 */
export function addressKey(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/iu, "");
}

/** The host by which requests are spaced: "www." is mostly the same machine. Ports count. */
export function politeHost(url: string): string {
  return new URL(url).host.replace(/^www\./u, "");
}

/** Whether two addresses of a site share the name of a page: its last path segment, or a number of four digits or more. Both have one in print, mobile and AMP pages. */
export function sharesName(a: string, b: string): boolean {
  const names = new Set(namesIn(a));
  return namesIn(b).some((name) => names.has(name));
}

function namesIn(url: string): string[] {
  const path = pathAndQuery(url);
  const segments = (path.split("?", 1)[0] ?? "").split("/").filter((part) => part !== "");
  const last = segments.filter((part) => !/^(?:amp|print|index\.\w+)$/iu.test(part)).at(-1);
  const numbers = path.match(/\d{4,}/gu) ?? [];
  return last === undefined ? numbers : [last.replace(/\.(?:s?html?|aspx?|php|amp)$/iu, ""), ...numbers];
}
