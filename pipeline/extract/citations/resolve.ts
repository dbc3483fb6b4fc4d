import { canonicalSign } from "../../language/documents.ts";
import { type DocumentEvidence, documentRegister } from "../../language/register.ts";
import type { Basis, Place } from "../../types/observation.ts";
import { groupMentions, type MentionGroups, MOST_ASKED, namesakes } from "./groups.ts";
import type { RawMention } from "./heads.ts";
import { issuerBefore } from "./issuers.ts";
import { groupPlaces, inOldUnit, type PlaceCodes, placeCode } from "./place-codes.ts";
import { type CitationText, sentenceEnd } from "./text.ts";

/** What a mention turns out to mean. */
export interface Resolved {
  readonly id: string | null;
  readonly issuer: string | null;
  readonly issuerPlace: string | null;
  readonly issued: string | null;
  readonly term: string | null;
  readonly basis: Basis;
}

type Numbered = Extract<RawMention, { form: "numbered" }>;

export interface ResolveInput {
  readonly source: CitationText;
  readonly mentions: readonly RawMention[];
  /** ISO day of publication, where known. */
  readonly published: string | null;
}

interface ResolveContext extends ResolveInput, PlaceCodes {
  /** The day up to which documents can be cited: of publication, else the end of the latest year that the text speaks of. */
  readonly horizon: string | null;
  readonly groups: MentionGroups;
}

/** Resolves all mentions of one article together, so that a short one takes from a full one what it leaves out. */
export function resolveMentions(input: ResolveInput): readonly Resolved[] {
  const { mentions, source, published } = input;
  if (mentions.length === 0) return [];
  const context: ResolveContext = {
    source,
    mentions,
    published,
    horizon: published ?? lastYearSaid(source),
    groups: groupMentions(mentions),
    placesByKind: groupPlaces(source),
  };
  const told = mentions.map((mention, i) => (mention.form === "numbered" ? readOwnWords(context, mention, i) : null));
  return mentions.map((_, i) => resolveMention(context, told, i));
}

function resolveMention(context: ResolveContext, told: readonly (Told | null)[], i: number): Resolved {
  const mention = context.mentions[i] as RawMention;
  switch (mention.form) {
    case "numbered":
      return resolveNumbered(context, told, i);
    case "session":
      return resolveSession(context, mention, i);
    case "congress":
      return resolveCongress(context, mention, i);
    case "charter":
      return { id: "ĐL", issuer: "ĐH", issuerPlace: null, issued: null, term: mention.term, basis: "explicit" };
    case "unnumbered":
      return {
        id: null,
        issuer: mention.by.code,
        issuerPlace: mention.by.place?.province ?? null,
        issued: null,
        term: null,
        basis: "unknown",
      };
  }
}

// Numbers

/** What a numbered mention says by itself. */
interface Told {
  readonly issuer: string | null;
  readonly place: Place | null;
  readonly evidence: DocumentEvidence;
  /** The document that date, term or subject of this mention decide; null when only its number speaks. */
  readonly own: { readonly id: string; readonly issued: string | null } | null;
}

const MOST_SUBJECT_WORDS = 30;

function readOwnWords(context: ResolveContext, mention: Numbered, i: number): Told {
  const by =
    mention.by ??
    (mention.issuer === null || isLocal(mention.issuer) ? issuerBefore(context.source, mention.from, { anyVerb: false }) : null);
  const issuer = mention.issuer ?? by?.code ?? null;
  const isSame = by !== null && (by.code === issuer || (issuer === "TU" && by.code === "ThU") || (issuer === "ThU" && by.code === "TU"));
  const evidence = evidenceOf(context, mention, i);
  const found = issuer === null ? null : documentRegister().find(signOf(mention, issuer), evidence);
  const isDecided = found !== null && (found.by === "date" || found.by === "term" || found.by === "subject");
  const own = isDecided ? { id: found.document.id, issued: found.document.issued } : null;
  return { issuer, place: isSame ? (by?.place ?? null) : null, evidence, own };
}

function signOf(mention: Numbered, issuer: string) {
  const { number, type, year, assembly } = mention;
  return { number, type, issuer, ...(year === null ? {} : { year }), ...(assembly === null ? {} : { assembly }) };
}

function evidenceOf({ source, mentions, published, horizon }: ResolveContext, mention: Numbered, i: number): DocumentEvidence {
  const { tokens } = source.layers;
  const next = mentions.slice(i + 1, i + 1 + MOST_ASKED).find((other) => other.from >= mention.to)?.from ?? tokens.length;
  const end = Math.min(sentenceEnd(source, mention.to - 1), next, mention.to + MOST_SUBJECT_WORDS);
  const subject: string[] = [];
  for (let i = mention.to; i < end; i++) if (tokens[i]?.kind === "word") subject.push(tokens[i]?.key ?? "");
  return { date: mention.date, term: mention.term, subject, published, horizon, trustsYears: source.isTrusted };
}

/** For an article without a date: the end of the latest year that it speaks of, plans ("đến năm 2030") and ends of terms left out. */
function lastYearSaid({ layers, isTrusted }: CitationText): string | null {
  if (!isTrusted) return null;
  let last = 0;
  layers.tokens.forEach((token, i) => {
    if (token.kind !== "number" && token.kind !== "date") return;
    const isYear =
      layers.tokens[i - 1]?.key === "năm" &&
      /^(?:19|20)\d\d$/u.test(token.key) &&
      !/^(?:đến|tới|hết)$/u.test(layers.tokens[i - 2]?.key ?? "");
    if (isYear && token.kind === "number") last = Math.max(last, Number(token.key));
    if (token.kind === "date") last = Math.max(last, Number(token.key.slice(-4)));
  });
  return last === 0 ? null : `${last}-12-31`;
}

function resolveNumbered(context: ResolveContext, told: readonly (Told | null)[], i: number): Resolved {
  const mention = context.mentions[i] as Numbered;
  const own = told[i] as Told;
  const others = namesakes(context.mentions, context.groups, i).filter(
    (k) => own.issuer === null || told[k]?.issuer === null || told[k]?.issuer === own.issuer,
  );
  const other = others.find((k) => told[k]?.issuer != null);
  const issuer = own.issuer ?? (other === undefined ? null : (told[other] as Told).issuer);
  const term = mention.term ?? firstOf(others, (k) => (context.mentions[k] as Numbered).term);
  if (issuer === null) return resolveUsual(mention, own, term);
  if (!isLocal(issuer)) return resolveCentral({ mention, own, issuer, term, others, told });
  const place = own.place ?? firstOf(others, (k) => told[k]?.place ?? null) ?? homePlace(context.source);
  const date = mention.date ?? firstOf(others, (k) => (context.mentions[k] as Numbered).date);
  const issued = context.source.isTrusted || date?.length === 10 ? date : null;
  return resolveLocal({ mention, issuer, place, issued, term, context });
}

function firstOf<T>(others: readonly number[], read: (k: number) => T | null): T | null {
  for (const k of others) {
    const value = read(k);
    if (value !== null) return value;
  }
  return null;
}

/** A number with no issuer anywhere in the article: one of those that go by their number alone, else nobody's. */
function resolveUsual(mention: Numbered, own: Told, term: string | null): Resolved {
  const usual = documentRegister().findUsual(mention.type, mention.number, own.evidence);
  if (usual === null) return { id: null, issuer: null, issuerPlace: null, issued: mention.date, term, basis: "unknown" };
  return {
    id: usual.document.id,
    issuer: usual.document.issuer,
    issuerPlace: null,
    issued: usual.document.issued,
    term,
    basis: usual.basis,
  };
}

const LOCAL = /(?:TU|HU|QU|ThU|TXU|ĐU|ĐUK|CB|ĐH|UBND|HĐND)$/u;

function isLocal(issuer: string): boolean {
  return LOCAL.test(issuer) && issuer !== "QUTW";
}

interface CentralInput {
  readonly mention: Numbered;
  readonly own: Told;
  readonly issuer: string;
  readonly term: string | null;
  readonly others: readonly number[];
  readonly told: readonly (Told | null)[];
}

/** A document of the centre: what this mention's words decide, else what another mention's do, else the register's newest. */
function resolveCentral({ mention, own, issuer, term, others, told }: CentralInput): Resolved {
  const rest = { issuer, issuerPlace: null, term };
  if (own.own !== null) return { ...rest, ...own.own, basis: "explicit" };
  const sign = canonicalSign(signOf(mention, issuer));
  const isDated = mention.date !== null && own.evidence.trustsYears;
  if (isDated) return { ...rest, id: `${sign}@${mention.date}`, issued: mention.date, basis: "explicit" };
  const same = firstOf(others, (k) => told[k]?.own ?? null);
  if (same !== null) return { ...rest, ...same, basis: "explicit" };
  const dated = firstOf(others, (k) => (told[k]?.evidence.trustsYears === true ? (told[k]?.evidence.date ?? null) : null));
  if (dated !== null) return { ...rest, id: `${sign}@${dated}`, issued: dated, basis: "explicit" };
  const found = documentRegister().find(signOf(mention, issuer), { ...own.evidence, date: null, term });
  if (found !== null) return { ...rest, id: found.document.id, issued: found.document.issued, basis: found.basis };
  return { ...rest, id: `${sign}@${mention.year ?? "?"}`, issued: mention.year, basis: "unknown" };
}

interface LocalInput {
  readonly mention: Numbered;
  readonly issuer: string;
  readonly place: Place | null;
  readonly issued: string | null;
  readonly term: string | null;
  readonly context: ResolveContext;
}

/** A document of a committee below the centre: its sign, its place, its date. */
function resolveLocal({ mention, issuer, place, issued, term, context }: LocalInput): Resolved {
  const code = placeCode(context, { issuer, place: inOldUnit(place, issued), run: mention.by ?? mention });
  const id = `${canonicalSign(signOf(mention, issuer))}@${code}:${issued ?? mention.year ?? "?"}`;
  const known = /^(?:\d\d-\d\d)/u.exec(code)?.[0] ?? null;
  const basis: Basis = issued === null ? "unknown" : "explicit";
  return { id, issuer, issuerPlace: known, issued: issued ?? mention.year, term, basis };
}

function homePlace(source: CitationText): Place | null {
  return source.province === null ? null : { level: "province", province: source.province, name: null };
}

// Plenums and congresses

type Session = Extract<RawMention, { form: "session" }>;
type Congress = Extract<RawMention, { form: "congress" }>;

/** The term said, else that of another mention of this plenum, else of the latest plenum of that number before publication. */
function resolveSession(context: ResolveContext, mention: Session, i: number): Resolved {
  const said = mention.term ?? firstOf(namesakes(context.mentions, context.groups, i), (k) => (context.mentions[k] as Session).term);
  const canGuess = context.horizon !== null && context.source.isTrusted;
  const guessed = said ?? (canGuess ? documentRegister().sessionTerm(Number.parseInt(mention.session, 10), context.horizon) : null);
  const id = `${mention.type}TW${mention.session}@${guessed ?? "?"}`;
  const basis: Basis = said !== null ? "explicit" : guessed !== null ? "inferred" : "unknown";
  return { id, issuer: "TW", issuerPlace: null, issued: null, term: guessed, basis };
}

function resolveCongress(context: ResolveContext, mention: Congress, i: number): Resolved {
  const { place } = mention;
  if (place === null)
    return { id: `NQĐH@${mention.term ?? "?"}`, issuer: "ĐH", issuerPlace: null, issued: null, term: mention.term, basis: "explicit" };
  const term = mention.term ?? firstOf(namesakes(context.mentions, context.groups, i), (k) => (context.mentions[k] as Congress).term);
  const years = context.source.isTrusted ? mention.years : null;
  const code = placeCode(context, { issuer: place.level === "province" ? "TU" : "ĐU", place, run: mention });
  const basis: Basis = term === null && years === null ? "unknown" : "explicit";
  return {
    id: `NQĐH@${code}:${term ?? years ?? "?"}`,
    issuer: "ĐH",
    issuerPlace: place.province ?? context.source.province,
    issued: null,
    term,
    basis,
  };
}
