import {
  APART,
  CAPITAL_SHAPE,
  FREE,
  INITIAL_SHAPE,
  LOWER_SHAPE,
  NUMBER,
  PAD,
  PUNCT,
  type Stretch,
  TOGETHER,
  UPPER_SHAPE,
  WORD,
} from "./stretch.ts";
import { ABBREVIATION, DAY_WORD, KILOMETRE, SURNAME, VIETNAMESE, type Vocabulary, WEB_ENDING } from "./vocabulary.ts";

const STOP = 0x2e;
const HYPHEN = 0x2d;
const isApostrophe = (mark: number): boolean => mark === 0x27 || mark === 0x2019;

/** A heading has at least this many words, and this share of them in capitals. */
const HEADING_WORDS = 6;
const HEADING_SHARE = 0.75;

/**
 * Takes the capitals from a heading ("Nâng Cao Chất Lượng Sinh Hoạt Chi Bộ", "KẾT QUẢ SÁU THÁNG ĐẦU NĂM"), where they say nothing of names.
 * Acronyms among capitalised words stay.
 */
export function evenHeading({ kind, shape, length }: Stretch): void {
  const counts = [0, 0, 0];
  for (let at = PAD; at < length + PAD; at++) {
    if (kind[at] !== WORD) continue;
    counts[shape[at] === CAPITAL_SHAPE ? 1 : shape[at] === UPPER_SHAPE ? 2 : 0]!++;
  }
  const [lower, capital, upper] = counts as [number, number, number];
  const words = lower + capital + upper;
  if (words < HEADING_WORDS || capital + upper < words * HEADING_SHARE) return;
  const loudest = upper > capital ? UPPER_SHAPE : CAPITAL_SHAPE;
  for (let at = PAD; at < length + PAD; at++) if (shape[at] === loudest || shape[at] === CAPITAL_SHAPE) shape[at] = LOWER_SHAPE;
}

/**
 * What is certain before the model is asked: punctuation never joins words, but for ellipses ("..."), abbreviations ("TP."), addresses
 * ("baolangson.vn"), hyphenated foreign words and acronyms ("knock-out", "GD-ĐT") and short dates ("ngày 23-3"); a surname with
 * a capital before another capital begins a name.
 */
export function applyRules(stretch: Stretch, vocabulary: Vocabulary): void {
  const { allow, kind, shape } = stretch;
  const behind = stretch.length + PAD;
  for (let at = PAD; at < behind; at++) {
    if (at === PAD) allow[at] = APART;
    else if (kind[at] === WORD && kind[at - 1] === WORD && stretch.glued[at] === 0) allow[at] = FREE;
    else if (stretch.kind[at] === PUNCT) allow[at] = ruleForMark(stretch, vocabulary, at);
    else if (stretch.kind[at - 1] === PUNCT) allow[at] = ruleBehindMark(stretch, vocabulary, at);
    else allow[at] = ruleForWord(stretch, vocabulary, at);
  }
  for (let at = PAD + 1; at + 1 < behind; at++)
    if (shape[at] === CAPITAL_SHAPE && allow[at] === FREE && beginsName(stretch, vocabulary, at)) allow[at] = APART;
}

function roleOf(stretch: Stretch, vocabulary: Vocabulary, at: number): number {
  return vocabulary.roles[stretch.symbol[at] as number] as number;
}

function lengthOf(stretch: Stretch, at: number): number {
  return (stretch.end[at] as number) - (stretch.start[at] as number);
}

/** Is there a token behind this one, with no space between? */
function isGluedBehind(stretch: Stretch, at: number): boolean {
  return at + 1 < stretch.length + PAD && stretch.glued[at + 1] === 1;
}

function ruleForMark(stretch: Stretch, vocabulary: Vocabulary, at: number): number {
  if (stretch.glued[at] !== 1) return APART;
  const mark = stretch.value[at] as number;
  if (mark === STOP)
    return stretch.value[at - 1] === STOP && stretch.kind[at - 1] === PUNCT
      ? ruleForDots(stretch, at)
      : ruleForStop(stretch, vocabulary, at);
  if (!isGluedBehind(stretch, at)) return APART;
  if (mark === HYPHEN && isShortDate(stretch, vocabulary, at)) return TOGETHER;
  if ((mark === HYPHEN || isApostrophe(mark)) && isForeignJoint(stretch, vocabulary, at)) return TOGETHER;
  return APART;
}

/** Dots count in threes: "...." is an ellipsis and a full stop, ".." two stops. */
function ruleForDots(stretch: Stretch, at: number): number {
  const isDot = (i: number): boolean => stretch.kind[i] === PUNCT && stretch.value[i] === STOP;
  // The run before was ruled on already, so its state tells the place in the three.
  const isFirst = stretch.allow[at - 1] !== TOGETHER;
  if (!isFirst) return at - 2 >= PAD && stretch.allow[at - 2] === TOGETHER && isDot(at - 2) ? APART : TOGETHER;
  return at + 1 < stretch.length + PAD && stretch.glued[at + 1] === 1 && isDot(at + 1) ? TOGETHER : APART;
}

function ruleForStop(stretch: Stretch, vocabulary: Vocabulary, at: number): number {
  if (stretch.kind[at - 1] !== WORD || at + 1 >= stretch.length + PAD) return APART;
  if ((roleOf(stretch, vocabulary, at - 1) & ABBREVIATION) !== 0) return TOGETHER;
  if (stretch.shape[at - 1] === INITIAL_SHAPE) return FREE;
  return isGluedBehind(stretch, at) && (roleOf(stretch, vocabulary, at + 1) & WEB_ENDING) !== 0 ? TOGETHER : APART;
}

function isForeignJoint(stretch: Stretch, vocabulary: Vocabulary, at: number): boolean {
  if (stretch.kind[at - 1] !== WORD || stretch.kind[at + 1] !== WORD) return false;
  const acronyms = (stretch.shape[at - 1] === UPPER_SHAPE ? 1 : 0) + (stretch.shape[at + 1] === UPPER_SHAPE ? 1 : 0);
  // "LSO-Thực hiện": one acronym is the tag of an agency with the first word glued to it.
  if (acronyms > 0) return acronyms === 2;
  return (roleOf(stretch, vocabulary, at - 1) & roleOf(stretch, vocabulary, at + 1) & VIETNAMESE) === 0;
}

function isShortDate(stretch: Stretch, vocabulary: Vocabulary, at: number): boolean {
  if (stretch.kind[at - 1] !== NUMBER || stretch.kind[at + 1] !== NUMBER || at - 2 < PAD) return false;
  const day = stretch.value[at - 1] as number;
  const month = stretch.value[at + 1] as number;
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && (roleOf(stretch, vocabulary, at - 2) & DAY_WORD) !== 0;
}

function ruleBehindMark(stretch: Stretch, vocabulary: Vocabulary, at: number): number {
  if (stretch.allow[at - 1] !== TOGETHER || stretch.glued[at] !== 1) return APART;
  if (stretch.value[at - 1] !== STOP) return TOGETHER;
  // Behind a full stop only the ending of an address goes on; "TP." is whole without what follows.
  return stretch.kind[at] === WORD && (roleOf(stretch, vocabulary, at) & WEB_ENDING) !== 0 ? TOGETHER : APART;
}

/** "1A", "43H", "A5", "m2": letters and digits that touch. Everything else is for the model. */
function ruleForWord(stretch: Stretch, vocabulary: Vocabulary, at: number): number {
  if (stretch.glued[at] !== 1) return FREE;
  const before = stretch.kind[at - 1];
  if (before === NUMBER && stretch.kind[at] === WORD) {
    const shape = stretch.shape[at];
    return shape === INITIAL_SHAPE || (shape === UPPER_SHAPE && lengthOf(stretch, at) <= 2) ? TOGETHER : APART;
  }
  if (before === WORD && stretch.kind[at] === NUMBER) {
    const isCode = stretch.shape[at - 1] === UPPER_SHAPE || lengthOf(stretch, at - 1) === 1;
    return isCode || (roleOf(stretch, vocabulary, at - 1) & KILOMETRE) !== 0 ? TOGETHER : APART;
  }
  return FREE;
}

/** `at` is capitalised. "anh Vũ Ngọc Bình", "Tỉnh ủy Lạng Sơn Nguyễn Văn A": a surname behind lower case or behind the name of a place, itself before a capital. */
function beginsName(stretch: Stretch, vocabulary: Vocabulary, at: number): boolean {
  const { shape } = stretch;
  if (shape[at + 1] !== CAPITAL_SHAPE && shape[at + 1] !== INITIAL_SHAPE) return false;
  if ((roleOf(stretch, vocabulary, at) & SURNAME) === 0) return false;
  if (shape[at - 1] === LOWER_SHAPE) return true;
  return endsPlace(stretch, at, 2) || endsPlace(stretch, at, 3);
}

/** Does a place name of this length end right before `at`, at the beginning of its run of capitals, and no longer one cover the boundary? */
function endsPlace(stretch: Stretch, at: number, length: number): boolean {
  const first = at - length;
  if (first < PAD || ((stretch.place[first] as number) & (1 << length)) === 0) return false;
  for (let i = first; i < at; i++) {
    if (stretch.shape[i] !== CAPITAL_SHAPE || (stretch.place[i] as number) >> (at - i + 1) !== 0) return false;
  }
  return first === PAD || stretch.shape[first - 1] !== CAPITAL_SHAPE;
}
