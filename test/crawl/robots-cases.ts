/** One question to a robots.txt: may dangvu ask for this path? `where` names the part of RFC 9309 that decides. */
export interface RobotsCase {
  readonly where: string;
  readonly text: string;
  readonly path: string;
  readonly allowed: boolean;
}

const rows = (where: string, text: string, ...paths: readonly (readonly [string, boolean])[]): RobotsCase[] =>
  paths.map(([path, allowed]) => ({ where, text, path, allowed }));

const all = (...rules: readonly string[]): string => ["User-agent: *", ...rules].join("\n");
const ours = (...rules: readonly string[]): string => ["User-agent: dangvu", ...rules].join("\n");

/** Rules that a robots.txt may consist of, with what they mean to us. */
export const robotsCases: readonly RobotsCase[] = [
  // 2.2.1: which group is ours
  ...rows("2.2.1 no group of ours, none for all", "User-agent: khac\nDisallow: /", ["/a", true]),
  ...rows("2.2.1 the group for all", all("Disallow: /a"), ["/a", false], ["/b", true]),
  ...rows("2.2.1 our group before the one for all", `${all("Disallow: /")}\n\n${ours("Disallow: /a")}`, ["/b", true], ["/a", false]),
  ...rows("2.2.1 our group first in the file", `${ours("Allow: /")}\n\n${all("Disallow: /")}`, ["/b", true]),
  ...rows("2.2.1 our group is empty: nothing is forbidden", `${all("Disallow: /")}\n\nUser-agent: dangvu\nDisallow:`, ["/a", true]),
  ...rows("2.2.1 case of the token", "User-agent: DANGVU\nDisallow: /a", ["/a", false]),
  ...rows("2.2.1 case of the field names", "uSeR-aGeNt: *\ndIsAlLoW: /a", ["/a", false]),
  ...rows("2.2.1 a version behind the token", "User-agent: dangvu/9.1\nDisallow: /a", ["/a", false]),
  ...rows("2.2.1 words behind the token", "User-agent: dangvu may thu tin\nDisallow: /a", ["/a", false]),
  ...rows("2.2.1 a longer token is another's", "User-agent: dangvu-anh\nDisallow: /a", ["/a", true]),
  ...rows("2.2.1 a shorter token is another's", "User-agent: dang\nDisallow: /a", ["/a", true]),
  ...rows("2.2.1 our name inside another's", "User-agent: bot-dangvu\nDisallow: /a", ["/a", true]),
  ...rows(
    "2.2.1 two groups of ours are one",
    `${ours("Disallow: /a")}\n\n${ours("Disallow: /b")}`,
    ["/a", false],
    ["/b", false],
    ["/c", true],
  ),
  ...rows("2.2.1 two groups for all are one", `${all("Disallow: /a")}\n\n${all("Disallow: /b")}`, ["/a", false], ["/b", false]),
  ...rows("2.2.1 several agents of one group", "User-agent: x\nUser-agent: dangvu\nUser-agent: y\nDisallow: /a", ["/a", false]),
  ...rows(
    "2.2.1 the last agent of a group",
    "User-agent: x\nUser-agent: dangvu\nDisallow: /a\n\nUser-agent: y\nDisallow: /b",
    ["/a", false],
    ["/b", true],
  ),
  ...rows("2.2.1 all and ours in one group", "User-agent: *\nUser-agent: dangvu\nDisallow: /a", ["/a", false]),
  ...rows("2.2.1 rules before any agent belong to nobody", `Disallow: /a\n${all("Disallow: /b")}`, ["/a", true], ["/b", false]),
  // 2.2.2: which rule wins
  ...rows("2.2.2 the longest match, Allow", all("Disallow: /a", "Allow: /a/b"), ["/a/b", true], ["/a/c", false]),
  ...rows("2.2.2 the longest match, Disallow", all("Allow: /a", "Disallow: /a/b"), ["/a/b", false], ["/a/c", true]),
  ...rows("2.2.2 the order does not count", all("Allow: /a/b", "Disallow: /a"), ["/a/b", true]),
  ...rows("2.2.2 equally long: Allow", all("Disallow: /a", "Allow: /a"), ["/a", true]),
  ...rows("2.2.2 equally long: Allow, in either order", all("Allow: /a", "Disallow: /a"), ["/a", true]),
  ...rows("2.2.2 a wildcard counts as a character", all("Allow: /p", "Disallow: /*.html"), ["/p.html", false]),
  ...rows("2.2.2 everything but one file", all("Disallow: /", "Allow: /tin.html"), ["/tin.html", true], ["/tin", false]),
  ...rows("2.2.2 an empty Disallow forbids nothing", all("Disallow:"), ["/a", true]),
  ...rows("2.2.2 an empty Allow allows nothing more", all("Disallow: /a", "Allow:"), ["/a", false]),
  ...rows("2.2.2 a path matches from its beginning", all("Disallow: /a"), ["/abc", false], ["/b/a", true]),
  ...rows("2.2.2 case of paths counts", all("Disallow: /Tin"), ["/Tin/1", false], ["/tin/1", true]),
  ...rows("2.2.2 the file itself is always allowed", all("Disallow: /"), ["/robots.txt", true]),
  // 2.2.3: special characters
  ...rows("2.2.3 * in the middle", all("Disallow: /a/*/c"), ["/a/b/c", false], ["/a/b/d/c", false], ["/a/c", true]),
  ...rows("2.2.3 * at the end says nothing more", all("Disallow: /a*"), ["/a", false], ["/abc", false], ["/b", true]),
  ...rows("2.2.3 * at the beginning", all("Disallow: *.php"), ["/a.php", false], ["/a.php?x=1", false], ["/a.html", true]),
  ...rows("2.2.3 $ ends the path", all("Disallow: /a$"), ["/a", false], ["/ab", true], ["/a?b", true]),
  ...rows("2.2.3 * and $", all("Disallow: /*.pdf$"), ["/x.pdf", false], ["/x.pdf?tai=1", true]),
  ...rows("2.2.3 $ alone after the slash", all("Disallow: /", "Allow: /$"), ["/", true], ["/a", false]),
  ...rows("2.2.3 several stars are one", all("Disallow: /a***b"), ["/axxb", false], ["/ab", false]),
  ...rows(
    "2.2.3 other signs mean themselves",
    all("Disallow: /a.b", "Disallow: /c+d", "Disallow: /e(f)", "Disallow: /g[h]"),
    ["/a.b", false],
    ["/axb", true],
    ["/c+d", false],
    ["/ccd", true],
    ["/e(f)", false],
    ["/g[h]", false],
  ),
  ...rows("2.2.3 # begins a comment", all("Disallow: /a#b"), ["/a", false], ["/ac", false]),
  ...rows("2.2.3 a query is part of the path", all("Disallow: /tim?q="), ["/tim?q=dang", false], ["/tim?p=2", true]),
  ...rows("2.2.3 any query", all("Disallow: /*?"), ["/a?b=1", false], ["/a", true]),
  ...rows("2.2.3 a bare question mark", all("Disallow: /*?$"), ["/a?", false], ["/a?b", true]),
  // 2.2.2: percent encoding
  ...rows("2.2.2 letters of UTF-8 in the rule", all("Disallow: /đảng"), ["/%C4%91%E1%BA%A3ng", false]),
  ...rows("2.2.2 codes in the rule, either case", all("Disallow: /%c4%91"), ["/%C4%91", false], ["/%c4%91", false]),
  ...rows("2.2.2 letters of UTF-8 in the address", all("Disallow: /%C4%91"), ["/đ", false]),
  // 2.2, 2.3: how the file is written
  ...rows("2.2 CR", "User-agent: *\rDisallow: /a", ["/a", false]),
  ...rows("2.2 CR LF", "User-agent: *\r\nDisallow: /a\r\n", ["/a", false]),
  ...rows("2.2 mixed line ends", "User-agent: *\r\nDisallow: /a\rDisallow: /b\nDisallow: /c", ["/a", false], ["/b", false], ["/c", false]),
  ...rows("2.2 no line end at the end", "User-agent: *\nDisallow: /a", ["/a", false]),
  ...rows("2.2 empty lines do not end a group", "User-agent: *\n\n\nDisallow: /a", ["/a", false]),
  ...rows("2.2 a comment between agent and rule", "User-agent: * # tất cả\n# ghi chú\nDisallow: /a # kín", ["/a", false]),
  ...rows("2.2 spaces around everything", "  User-agent  :  *  \n\tDisallow\t:\t/a\t", ["/a", false]),
  ...rows("2.2 a mark before the first line", "\uFEFFUser-agent: *\nDisallow: /a", ["/a", false]),
  ...rows("2.2 bytes that are no text", "User-agent: *\n\u0000\u0001 bừa\nDisallow: /a", ["/a", false]),
  ...rows("2.2 a page of HTML forbids nothing", "<html><body>Trang chủ: User-agent</body></html>", ["/a", true]),
  ...rows("2.2.4 unknown lines do not end a group", "User-agent: dangvu\nTan-suat: 3\nDisallow: /a", ["/a", false]),
  ...rows("2.2.4 Sitemap does not end a group", "User-agent: dangvu\nSitemap: http://bao.vn/s.xml\nDisallow: /a", ["/a", false]),
  ...rows("2.2.4 Crawl-delay between two agents", "User-agent: dangvu\nCrawl-delay: 1\nUser-agent: x\nDisallow: /a", ["/a", false]),
  ...rows("2.2.4 Host after the rules", "User-agent: *\nDisallow: /a\nHost: bao.vn\nDisallow: /b", ["/b", false]),
  ...rows("2.5 a line of 2 kB is left out, the next counts", all(`Disallow: /${"x".repeat(2_000)}`, "Disallow: /a"), ["/a", false]),
  ...rows("2.5 what lies beyond 512 KiB is not read", `${all()}\n${"#".repeat(600 * 1024)}\nDisallow: /a`, ["/a", true]),
  ...rows("2.5 what lies within 500 KiB is read", `${all()}\n${"# ghi chú\n".repeat(30_000)}Disallow: /a`, ["/a", false]),
];
