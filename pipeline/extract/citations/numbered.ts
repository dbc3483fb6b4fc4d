import { signAt } from "../../language/documents.ts";
import { documentRegister } from "../../language/register.ts";
import { type Head, headAt, type RawMention, tokenFrom } from "./heads.ts";
import { readSession } from "./plenums.ts";
import { type CitationText, keyAt, tokenAt } from "./text.ts";
import { type Trailer, titleAt, trailerAt } from "./trailers.ts";

/** A number with its sign that no word for the kind of document stands before, or the second of a list. */
export function readBareSign(source: CitationText, found: RawMention[], i: number): number {
  const token = tokenAt(source, i);
  const full = token === undefined ? null : signAt(source.layers.text, token.start);
  if (token === undefined || full === null) return i + 1;
  return addNumbered(source, found, { from: i, signFrom: i, head: null });
}

/** "Nghị quyết số 21-NQ/TW", "Chỉ thị 05", "NQ21": null when no number follows the head. */
export function readNumbered(source: CitationText, found: RawMention[], head: Head): number | null {
  let at = head.to;
  if (head.isAbbreviation && /^[-–]$/u.test(keyAt(source, at) ?? "")) at++;
  const again = headAt(source, at);
  if (again?.isAbbreviation) at = again.to;
  const saysNumber = keyAt(source, at) === "số";
  if (saysNumber) at++;
  if (saysNumber && keyAt(source, at) === ":") at++;
  const token = tokenAt(source, at);
  if (token === undefined) return null;
  if (signAt(source.layers.text, token.start) !== null) return addNumbered(source, found, { from: head.from, signFrom: at, head });
  if (token.kind !== "number" || !/^\d{1,4}$/u.test(token.key)) return null;
  return readShort(source, found, { head, at, saysNumber });
}

function addNumbered(source: CitationText, found: RawMention[], input: { from: number; signFrom: number; head: Head | null }): number {
  const { from, signFrom, head } = input;
  const full = signAt(source.layers.text, tokenAt(source, signFrom)?.start ?? 0);
  if (full === null) return signFrom + 1;
  const { number, type, issuer, year, assembly } = full.sign;
  const after = tokenFrom(source, signFrom, full.end);
  const trailer = trailerAt(source, after);
  const title = titleAt(source, trailer.to);
  found.push({
    form: "numbered",
    from,
    to: trailer.to,
    type: head !== null && year !== undefined && type === "NQ" ? head.word.type : type,
    kind: head?.word.kind ?? null,
    number,
    issuer,
    by: trailer.issuer,
    year: year ?? null,
    assembly: assembly ?? null,
    date: trailer.date,
    term: trailer.terms[0] ?? null,
    title: title?.title ?? null,
  });
  return trailer.to;
}

/** Words that may follow a short number: what tells more about the document, or goes on with the sentence. */
const AFTER_SHORT = new Set(
  "của ngày về khóa và đã được là có cho đến tại trong từ theo vào ra do này trên gắn với để nêu quy đề xác bằng".split(" "),
);

/** "Nghị quyết 33 của BTV Tỉnh ủy", "Chỉ thị 05", "Kết luận số 18 ngày …", "Nghị quyết số 18, 19": one mention a number. */
function readShort(source: CitationText, found: RawMention[], input: { head: Head; at: number; saysNumber: boolean }): number | null {
  const { head, at, saysNumber } = input;
  const numbers = numberList(source, at);
  const last = numbers[numbers.length - 1] as number;
  const trailer = trailerAt(source, last + 1);
  const isTold = trailer.to > last + 1;
  const next = tokenAt(source, last + 1);
  const goesOn = next !== undefined && next.kind === "word" && next.case === "lower" && !AFTER_SHORT.has(next.key);
  if (!isTold && goesOn) return null;
  if (
    !saysNumber &&
    trailer.terms.length > 0 &&
    trailer.issuer === null &&
    head.word.type === "NQ" &&
    /^\d$/u.test(keyAt(source, at) ?? "")
  )
    return readSession(source, found, head, at);
  const title = titleAt(source, trailer.to);
  const isKnown = numbers.every((i) => isKnownNumber(found, head, keyAt(source, i) ?? ""));
  if (!isTold && title === null && !isKnown && !(head.isCapital && (saysNumber || isUsual(head, keyAt(source, at) ?? "")))) return null;
  for (const i of numbers)
    found.push(
      shortMention(source, {
        head,
        at: i,
        to: Math.max(trailer.to, last + 1),
        trailer,
        title: title?.title ?? null,
        isList: numbers.length > 1,
      }),
    );
  return Math.max(trailer.to, last + 1);
}

function shortMention(
  source: CitationText,
  input: { head: Head; at: number; to: number; trailer: Trailer; title: string | null; isList: boolean },
): RawMention {
  const { head, at, to, trailer, title } = input;
  return {
    form: "numbered",
    from: head.from,
    to,
    type: head.word.type,
    kind: head.word.kind,
    number: keyAt(source, at) ?? "",
    issuer: null,
    by: trailer.issuer,
    year: null,
    assembly: null,
    date: input.isList ? null : trailer.date,
    term: trailer.terms[0] ?? null,
    title,
  };
}

/** "18, 19 và 20": the tokens of the numbers, as long as none of them counts something. */
function numberList(source: CitationText, at: number): number[] {
  const numbers = [at];
  for (;;) {
    const last = numbers[numbers.length - 1] as number;
    const joint = keyAt(source, last + 1);
    const next = tokenAt(source, last + 2);
    const after = tokenAt(source, last + 3);
    if ((joint !== "," && joint !== "và") || next?.kind !== "number" || !/^\d{1,4}$/u.test(next.key)) return numbers;
    if (after?.kind === "word" && after.case === "lower" && !AFTER_SHORT.has(after.key)) return numbers;
    numbers.push(last + 2);
  }
}

/** Has the article named this number with its sign or issuer before? */
function isKnownNumber(found: readonly RawMention[], head: Head, number: string): boolean {
  return found.some(
    (mention) =>
      mention.form === "numbered" && mention.type.slice(0, 2) === head.word.type.slice(0, 2) && Number(mention.number) === Number(number),
  );
}

const NO_EVIDENCE = { date: null, term: null, subject: [], published: null, horizon: null, trustsYears: false };

/** Is this number among those that documents of the centre are usually called by ("Chỉ thị 05", "Quy định 37")? */
function isUsual(head: Head, number: string): boolean {
  return documentRegister().findUsual(head.word.type, number, NO_EVIDENCE) !== null;
}
