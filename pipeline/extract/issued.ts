import { foldPhrase } from "../language/fold.ts";
import type { PlaceMention } from "../language/gazetteer.ts";
import { placeOfIssuer } from "../language/issuing-bodies.ts";
import type { PeriodMention } from "../language/periods.ts";
import type { Article, Block } from "../types/article.ts";
import type { IssuedDocument } from "../types/issued.ts";
import type { Observation, Period, Place } from "../types/observation.ts";
import type { Span } from "../types/tokens.ts";
import type { FoundFigure } from "./grammar/found.ts";
import type { ParagraphScope } from "./grammar/scope.ts";
import type { Unit } from "./grammar/units.ts";
import { isWord } from "./grammar/walk.ts";

/** What a part of an issued document is about: what shall be reached, or what has been. */
interface Zone extends Span {
  readonly is: "target" | "review";
}

/** What the layout of an issued document lends to its figures. */
export interface IssuedScope {
  /** The day it was issued, ISO; null when it does not tell. */
  readonly issued: string | null;
  /** Does it report (what was reached) rather than set (what shall be)? */
  readonly isReport: boolean;
  readonly zones: readonly Zone[];
  /** The sections that contain a place of the text give its targets their time, the innermost first; then the subject does. */
  readonly times: readonly (Span & { readonly mention: PeriodMention })[];
}

/** Kinds that tell what was done. */
const REPORTS: ReadonlySet<string> = new Set(["report", "notice"]);

/** Where a document that names its issuer belongs; the text's own writing of the body goes before the capitals of the head. Null when it is not told. */
export function issuedPlace(document: IssuedDocument, mentions: readonly PlaceMention[] = []): Place | null {
  const { issuer, issued, number, place } = document;
  const own = issuer === null ? null : placeOfIssuer(issuer, issued);
  if (own === null)
    return /\/(?:TW|[A-Z]+TW)$/u.test(number ?? "") ? placeOfIssuer("Trung ương", issued) : placeOfDateLine(number, place, issued);
  if (own.name === null) return own;
  const name = foldPhrase(own.name);
  const written = mentions.find((mention) => mention.place.level === own.level && foldPhrase(mention.place.name ?? "") === name);
  return written === undefined ? own : { ...own, name: written.place.name };
}

/** "Hà Giang, ngày …" over a number of a provincial committee whose name is not there. */
function placeOfDateLine(number: string | null, place: string | null, issued: string | null): Place | null {
  const isProvincial = /[/-](?:[A-Z]*TU|UBND|HĐND)$/u.test(number ?? "");
  return isProvincial && place !== null ? placeOfIssuer(`tỉnh ${place}`, issued) : null;
}

/** The layout of an issued document as its figures need it; `periods` are those of its text. */
export function issuedScope(article: Article, document: IssuedDocument, periods: readonly PeriodMention[]): IssuedScope {
  const times = [...document.sections]
    .sort((a, b) => b.level - a.level)
    .concat(titleAsSection(article))
    .flatMap((section) => {
      const heading = blockAt(article.blocks, section.start);
      const mention = heading === undefined ? undefined : periods.find((period) => isSet(period, heading));
      return mention === undefined ? [] : [{ start: section.start, end: section.end, mention }];
    });
  return {
    issued: document.issued?.length === 10 ? document.issued : null,
    isReport: REPORTS.has(document.kind ?? ""),
    zones: [...headedZones(article, document), ...listZones(article)],
    times,
  };
}

/** The subject is the heading of the whole. */
function titleAsSection({ blocks, text }: Article): IssuedDocument["sections"] {
  const title = blocks.find(({ kind }) => kind === "title");
  return title === undefined ? [] : [{ start: title.start, end: text.length, level: 0, mark: "", title: "" }];
}

const blockAt = (blocks: readonly Block[], start: number): Block | undefined => blocks.find((block) => block.start === start);

/** A time that a heading sets: "giai đoạn 2021-2025", "đến năm 2030", "nhiệm kỳ 2020-2025", "năm 2022". */
function isSet({ start, end, kind, period, compared, owner }: PeriodMention, heading: Span): boolean {
  const isTime = (kind === "span" || kind === "deadline") && period !== null && !compared && owner !== "anniversary";
  return isTime && start >= heading.start && end <= heading.end;
}

const TARGET = /(?:chỉ|mục) tiêu/u;
const REVIEW =
  /tình hình|kết quả|thực trạng|đánh giá|ưu điểm|hạn chế|nguyên nhân|kiểm điểm|bối cảnh|sơ kết|tổng kết|thực hiện (?:các )?(?:chỉ|mục) tiêu/u;

/** What a heading announces, null for neither. */
function announced(heading: string): Zone["is"] | null {
  const words = heading.toLowerCase();
  if (REVIEW.test(words)) return "review";
  return TARGET.test(words) ? "target" : null;
}

/** Sections under a heading that says what they hold, the innermost first; a point that is a sentence is no heading, "Chỉ tiêu cụ thể: …" is. */
function headedZones({ blocks }: Article, { sections }: IssuedDocument): readonly Zone[] {
  return [...sections]
    .sort((a, b) => b.level - a.level)
    .flatMap(({ start, end, title, mark }) => {
      const isHeading = mark === "-" || blockAt(blocks, start)?.kind === "heading" || /^(?:các |một số )?(?:chỉ|mục) tiêu/iu.test(title);
      const is = isHeading ? announced(title) : null;
      return is === null ? [] : [{ start, end, is }];
    });
}

const LEAD_LENGTH = 160;

/** Lines without a mark that open a list or a part: "Một số chỉ tiêu chủ yếu:", "CHỈ TIÊU". */
function listZones({ blocks, text }: Article): readonly Zone[] {
  return blocks.flatMap((block, i) => {
    const words = text.slice(block.start, block.end);
    const opens = (block.kind === "heading" || (block.kind === "paragraph" && words.endsWith(":"))) && words.length <= LEAD_LENGTH;
    const is = opens ? announced(words) : null;
    if (is === null) return [];
    const stop = blocks.findIndex(
      (next, k) => k > i && (next.kind === "heading" || (block.kind === "paragraph" && next.kind === "paragraph")),
    );
    return [{ start: block.start, end: stop < 0 ? text.length : (blocks[stop] as Block).start, is }];
  });
}

/** "trong nhiệm kỳ", "giai đoạn này" where something is set mean the time of the document, whatever term its review told of last. */
export function withOwnTimes(periods: readonly PeriodMention[], scope: IssuedScope, text: string): readonly PeriodMention[] {
  return periods.map((mention) => {
    const { start, end, period } = mention;
    const words = text.slice(start, end).toLowerCase();
    const isOpen = /nhiệm kỳ|giai đoạn/u.test(words) && !/\d/u.test(words) && (period === null || isOver(period, scope.issued));
    if (!isOpen || zoneAt(scope, start) === "review") return mention;
    const own = scope.times.find((time) => contains(time, start) && isLong(time.mention))?.mention;
    return own === undefined ? mention : { ...mention, kind: "span", period: own.period, basis: "explicit" };
  });
}

const zoneAt = ({ zones }: IssuedScope, at: number): Zone["is"] | null => zones.find((zone) => contains(zone, at))?.is ?? null;

const contains = ({ start, end }: Span, at: number): boolean => at >= start && at < end;

interface Reader {
  readonly scope: IssuedScope;
  readonly units: readonly Unit[];
  readonly paragraph: ParagraphScope;
  /** Where the figure stands in the text. */
  readonly at: number;
  readonly observe: (found: FoundFigure, paragraph: ParagraphScope) => Observation;
}

/**
 * The observation of a figure in an issued document: a target under a heading of targets, of a yearly rate, or of a time to come, also where no word of
 * aiming stands in its sentence; targets that tell no time are of the one that the document sets. A result stays one.
 */
export function observeIssued(found: FoundFigure, { scope, units, paragraph, at, observe }: Reader): Observation {
  const lent = lentBy(scope, paragraph, at);
  const told = observe(found, found.figure.status === "target" ? lent : paragraph);
  if (told.status !== "actual" || units.slice(0, found.at).some((unit) => isWord(unit, "đã", "nay"))) return told;
  const reason = targetReason(scope, zoneAt(scope, at), told);
  if (reason === null) return told;
  const links = [...found.links, { what: "status" as const, reason }];
  const target = observe({ ...found, figure: { ...found.figure, status: "target" }, links }, lent);
  return isOver(target.period, scope.issued) ? told : target;
}

function targetReason({ isReport, issued }: IssuedScope, zone: Zone["is"] | null, told: Observation): string | null {
  if (zone === "target") return "dưới đề mục mục tiêu, chỉ tiêu của văn bản";
  const isTold = told.basis === "explicit" && issued !== null;
  if (isTold && startsAfter(told.period, issued)) return "thời gian sau ngày ban hành văn bản";
  if (zone === "review" || isReport) return null;
  if (told.per === "year") return "mức hằng năm mà văn bản đặt ra";
  return isTold && endOf(told.period) > issued ? "thời gian còn tiếp sau ngày ban hành văn bản" : null;
}

/** What a paragraph lends to a target: its own time unless that is over, else the one that heading or subject set. */
function lentBy({ times, issued }: IssuedScope, paragraph: ParagraphScope, at: number): ParagraphScope {
  const around = times.filter((time) => contains(time, at)).map(({ mention }) => mention);
  const own = paragraph.period !== null && !isOver(paragraph.period.period, issued) ? paragraph.period : null;
  const long = paragraph.long !== null && !isOver(paragraph.long.period, issued) ? paragraph.long : null;
  const set = around.find((mention) => isLong(mention));
  return { ...paragraph, period: own ?? around[0] ?? null, long: long ?? set ?? untilDeadline(around[0], issued) };
}

function isLong({ period }: PeriodMention): boolean {
  return (
    period !== null && "from" in period && period.from !== null && period.to !== null && period.from.slice(0, 4) < period.to.slice(0, 4)
  );
}

/** "đến năm 2030" of a document of 2022: yearly figures are of the years from then on. */
function untilDeadline(mention: PeriodMention | undefined, issued: string | null): PeriodMention | null {
  if (mention?.period == null || issued === null || !("from" in mention.period)) return mention ?? null;
  const { from, to } = mention.period;
  return from !== null || to === null ? mention : { ...mention, period: { from: issued.slice(0, 4), to }, basis: "relative" };
}

/** The last day that a period speaks of, as far as it goes; an open end sorts behind all others. */
function endOf(period: Period | null): string {
  if (period === null) return "";
  const end = "at" in period ? period.at : (period.to ?? "9999");
  return end.length === 10 ? end : `${end}-31`.replace(/^(\d{4})-31$/u, "$1-12-31");
}

const isOver = (period: Period | null, issued: string | null): boolean => period !== null && issued !== null && endOf(period) < issued;

/** A deadline to come, or a span that begins behind the day. */
function startsAfter(period: Period | null, issued: string): boolean {
  if (period === null || endOf(period) <= issued) return false;
  if ("at" in period) return true;
  return period.from === null || period.from >= issued;
}
