import type { Command } from "commander";
import { rejectedIn } from "../../pipeline/jobs/review.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { assertLibrary, openLibrary } from "../../pipeline/jobs/workspace.ts";
import { formatDayOf, formatFigure, formatPeriod, labelsOf } from "../../pipeline/labels/format.ts";
import { formatDecision } from "../../pipeline/labels/review.ts";
import { resolveProvince } from "../../pipeline/language/provinces.ts";
import { createSentenceFinder } from "../../pipeline/serve/sentences.ts";
import { reviewId } from "../../pipeline/store/decisions.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { ArticleHead, ReadArticle, Store } from "../../pipeline/types/store.ts";
import type { Terminal } from "../dangvu.ts";
import { issuedLine } from "./issued.ts";
import { placeName } from "./read.ts";
import { registerSearch } from "./search.ts";
import { settingsOf } from "./shared.ts";
import { registerTable } from "./table.ts";

/** The store of these settings for a command that only asks it. Throws WrongUse where there is none: a folder that was mistyped is not made. */
export function openExisting(settings: Settings): Store {
  assertLibrary(settings, "Chạy npm start hoặc dangvu nightly trước, hoặc chỉ đúng thư mục bằng --data.");
  return openLibrary(settings);
}

/** Runs `use` with the store open and closes it whatever happens. */
export function withStore(command: Command, use: (store: Store, settings: Settings) => void): void {
  const settings = settingsOf(command);
  const store = openExisting(settings);
  try {
    use(store, settings);
  } finally {
    store.close();
  }
}

/** The sentence around a figure or a citation, as the JSON of every command gives it. */
export function sentencesIn(
  store: Store,
): (quoted: { readonly article: string; readonly start: number }) => { text: string; start: number } | null {
  const find = createSentenceFinder(store);
  return ({ article, start }) => {
    const sentence = find(article, start);
    return sentence === null ? null : { text: sentence.quote, start: sentence.start };
  };
}

/** The id of a province as typed. Throws WrongUse with the names that are near. */
export function provinceOf(text: string): string {
  const resolved = resolveProvince(text);
  if ("id" in resolved) return resolved.id;
  const near = resolved.suggestions.map(({ id, name }) => `${name} (${id})`).join(", ");
  throw new WrongUse(`Không có tỉnh "${text}".`, near === "" ? "Viết tên tỉnh hoặc mã như 63-20, 34-08." : `Có phải là: ${near}?`);
}

export function registerData(program: Command, terminal: Terminal): void {
  registerTable(program, terminal, (command, use) =>
    withStore(command, (store, { lang }) => use(store, { lang, sentenceOf: sentencesIn(store) })),
  );

  registerSearch(program, terminal);

  program
    .command("show")
    .description("in một bài đã lưu với các số liệu (và mã để xem lại), hoặc các số liệu của một tỉnh")
    .argument("<mã bài hoặc tỉnh>")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu show 63-10\n       dangvu show 'Lạng Sơn'")
    .action((what: string, options: { json?: boolean }, command: Command) =>
      withStore(command, (store) => show(terminal, store, what, options.json === true)),
    );
}

function show(terminal: Terminal, store: Store, what: string, json: boolean): void {
  const read = store.article(what);
  if (read !== null) showArticle(terminal, store, { read, json });
  else if (/^[0-9a-f]{16}-\d+$/u.test(what)) throw new WrongUse(`Không có bài "${what}" trong kho.`, "Lấy mã bài từ dangvu search.");
  else showProvince(terminal, store, { id: provinceOf(what), json });
}

function showArticle(terminal: Terminal, store: Store, { read, json }: { read: ReadArticle; json: boolean }): void {
  if (json) {
    const carriers = store.carriers(read.article.id).filter(({ id }) => id !== read.article.id);
    terminal.out(`${JSON.stringify({ ...read, carriers }, null, 2)}\n`);
    return;
  }
  const { article, place, observations } = read;
  const about = [article.publisher, article.publishedAt, placeName(place.place)].filter((part) => part !== null).join(" · ");
  const old = store.head(article.id)?.current === false ? "(bản cũ của trang này)\n" : "";
  const goneAt = store.head(article.id)?.goneAt;
  const gone = goneAt === undefined ? "" : `(${labelsOf("vi").article.gone(formatDayOf(goneAt, "vi"))})\n`;
  const carriers = carriersText(store, article.id);
  const issued = article.document === undefined ? "" : `${issuedLine(article.document)}\n`;
  terminal.out(
    `${article.title}\n${issued}${about}\nNguồn: ${article.basedOn ?? article.url}\n${carriers}${old}${gone}\n${article.text}\n\n`,
  );
  for (const observation of observations) printObservation(terminal, observation, article.url);
  for (const decision of rejectedIn(store, article.id))
    terminal.out(`  ${decision.id} ${formatDecision(decision, "vi")}\n      «${decision.reading.quote}»\n`);
}

/** Where the report was first, and where else it stands: a line each. */
function carriersText(store: Store, id: string): string {
  const { article: words } = labelsOf("vi");
  const original = store.head(id)?.reprintOf;
  const carriers = store.carriers(id);
  const named = (heads: readonly ArticleHead[]): string => heads.map((head) => `${head.url} (${head.id})`).join(", ");
  const lines = [
    { name: words.reprintOf, heads: carriers.filter((head) => head.id === original) },
    {
      name: original === undefined ? words.reprints : words.alsoIn,
      heads: carriers.filter((head) => head.id !== original && head.id !== id),
    },
  ];
  return lines.map(({ name, heads }) => (heads.length === 0 ? "" : `${name}: ${named(heads)}\n`)).join("");
}

function showProvince(terminal: Terminal, store: Store, { id, json }: { id: string; json: boolean }): void {
  const found = store.observations({ provinces: [id] });
  if (json) {
    const sentenceOf = sentencesIn(store);
    const traced = found.map(({ observation, ...rest }) => ({ observation, sentence: sentenceOf(observation), ...rest }));
    terminal.out(`${JSON.stringify(traced, null, 2)}\n`);
    return;
  }
  terminal.out(`${labelsOf("vi").site.name}: ${found.length} số liệu của ${placeName({ level: "province", province: id, name: null })}\n`);
  for (const { observation, head } of found) {
    printObservation(terminal, observation, head.url);
    terminal.out(`      ${head.title} · ${head.basedOn ?? head.url}\n`);
  }
}

function printObservation(terminal: Terminal, observation: Observation, url: string): void {
  const dims = Object.values(observation.dims).join(", ");
  terminal.out(
    `  ${observation.indicator}${dims === "" ? "" : ` [${dims}]`} = ${formatFigure(observation, "vi")} · ${placeName(observation.place)} · ${formatPeriod(observation.period, "vi")}\n      «${observation.quote}» · ${reviewId(observation, url)}\n`,
  );
  if (observation.review !== undefined) terminal.out(`      ${formatDecision(observation.review, "vi")}\n`);
}
