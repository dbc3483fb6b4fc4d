import type { PdfRule, PdfWord } from "./page.ts";
import { type Point, rulesOf } from "./paths.ts";

type Matrix = readonly [number, number, number, number, number, number];

/** The numbers that pdf.js gives the operators of a page, by name. */
export type PdfCodes = Readonly<Record<string, number>>;

export interface PrintOptions {
  readonly codes: PdfCodes;
  /** From the page's own coordinates to points from its upper left corner. */
  readonly transform: readonly number[];
  readonly fontOf: (id: string) => { readonly number: number; readonly scale: number; readonly isVertical: boolean };
}

export interface Print {
  readonly words: PdfWord[];
  readonly rules: PdfRule[];
  readonly turned: string[];
}

interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** A letter as pdf.js lists it; numbers between letters move the pen back by thousandths of the font's size. */
interface Glyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  readonly originalCharCode: number;
}

interface State {
  matrix: Matrix;
  text: Matrix;
  line: Matrix;
  font: { readonly number: number; readonly scale: number; readonly isVertical: boolean };
  size: number;
  charSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
}

/** A gap wider than this share of the letters' size parts two words; kerning stays below it. */
const WORD_GAP = 0.16;
/** Letters are overprinted a little aside to make them bold. */
const OVERPRINT = 0.12;
/** More lines are a drawing, and not kept. */
const MOST_RULES = 5000;
const SOFT_HYPHEN = 0xad;

function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

function toMatrix(values: ArrayLike<number> | null | undefined): Matrix {
  return values == null ? IDENTITY : [values[0] ?? 1, values[1] ?? 0, values[2] ?? 0, values[3] ?? 1, values[4] ?? 0, values[5] ?? 0];
}

/** The words and frame lines of a page, by walking through what pdf.js would draw. Its own text extraction is not used: it names no fonts and glues cells of a table. */
export function readPrint({ fnArray, argsArray }: Operators, options: PrintOptions): Print {
  const print = new Printer(options);
  const steps = stepsOf(options.codes);
  for (let i = 0; i < fnArray.length; i++) {
    const step = steps.get(fnArray[i] as number);
    if (step !== undefined) step(print, (argsArray[i] ?? []) as readonly unknown[]);
  }
  return print.finish();
}

type Step = (print: Printer, args: readonly unknown[]) => void;

function stepsOf(codes: PdfCodes): ReadonlyMap<number, Step> {
  const numberAt = (args: readonly unknown[], index: number): number => Number(args[index] ?? 0);
  const listOf = (args: readonly unknown[]): ArrayLike<number> => (args.length === 1 ? args[0] : args) as ArrayLike<number>;
  const steps: Readonly<Record<string, Step>> = {
    save: (print) => print.save(),
    restore: (print) => print.restore(),
    transform: (print, args) => print.transform(listOf(args)),
    beginGroup: (print) => print.save(),
    endGroup: (print) => print.restore(),
    paintFormXObjectBegin: (print, args) => {
      print.save();
      print.transform(args[0] as ArrayLike<number> | null);
    },
    paintFormXObjectEnd: (print) => print.restore(),
    beginText: (print) => print.setTextMatrix(IDENTITY),
    setTextMatrix: (print, args) => print.setTextMatrix(toMatrix(listOf(args))),
    moveText: (print, args) => print.moveText(numberAt(args, 0), numberAt(args, 1)),
    setLeadingMoveText: (print, args) => {
      print.state.leading = numberAt(args, 1);
      print.moveText(numberAt(args, 0), numberAt(args, 1));
    },
    setLeading: (print, args) => {
      print.state.leading = -numberAt(args, 0);
    },
    nextLine: (print) => print.moveText(0, print.state.leading),
    setFont: (print, args) => print.setFont(String(args[0]), numberAt(args, 1)),
    setCharSpacing: (print, args) => {
      print.state.charSpacing = numberAt(args, 0);
    },
    setWordSpacing: (print, args) => {
      print.state.wordSpacing = numberAt(args, 0);
    },
    setHScale: (print, args) => {
      print.state.stretch = numberAt(args, 0) / 100;
    },
    setTextRise: (print, args) => {
      print.state.rise = numberAt(args, 0);
    },
    showText: (print, args) => print.showText(args[0] as readonly (Glyph | number | null)[]),
    constructPath: (print, args) => print.addPath(args),
  };
  return new Map(Object.entries(steps).map(([name, step]) => [codes[name] as number, step]));
}

interface OpenWord {
  text: string;
  x0: number;
  x1: number;
  y: number;
  size: number;
  font: number;
  isSpaced: boolean;
}

/** The pen of a page: where it stands, what it writes with, and what it has written. */
class Printer {
  state: State;
  readonly #stack: State[] = [];
  readonly #options: PrintOptions;
  readonly #words: PdfWord[] = [];
  readonly #rules: PdfRule[] = [];
  readonly #turned: string[] = [];
  /** Where each word was printed last. */
  readonly #printed = new Map<string, OpenWord>();
  #word: OpenWord | null = null;
  /** Where the last blank ended. */
  #blank = { x1: -Infinity, y: 0 };

  constructor(options: PrintOptions) {
    this.#options = options;
    this.state = {
      matrix: toMatrix(options.transform),
      text: IDENTITY,
      line: IDENTITY,
      font: { number: 0, scale: 0.001, isVertical: false },
      size: 0,
      charSpacing: 0,
      wordSpacing: 0,
      stretch: 1,
      leading: 0,
      rise: 0,
    };
  }

  save(): void {
    this.#stack.push({ ...this.state });
  }

  restore(): void {
    this.state = this.#stack.pop() ?? this.state;
  }

  transform(values: ArrayLike<number> | null): void {
    this.state.matrix = times(this.state.matrix, toMatrix(values));
  }

  setTextMatrix(matrix: Matrix): void {
    this.state.text = matrix;
    this.state.line = matrix;
  }

  moveText(x: number, y: number): void {
    this.setTextMatrix(times(this.state.line, [1, 0, 0, 1, x, y]));
  }

  setFont(id: string, size: number): void {
    this.state.font = this.#options.fontOf(id);
    this.state.size = size;
  }

  showText(glyphs: readonly (Glyph | number | null)[]): void {
    const { state } = this;
    const { size, font, stretch } = state;
    const matrix = times(state.matrix, state.text);
    // upright text runs to the right, with the page's y downwards
    const isUpright = matrix[0] * size > 0 && Math.abs(matrix[1]) <= Math.abs(matrix[0]) * 0.05 && !font.isVertical;
    const height = Math.abs(size) * Math.hypot(matrix[2], matrix[3]);
    let x = 0;
    let turned = "";
    for (const glyph of glyphs) {
      if (typeof glyph === "number") x -= (glyph * size * stretch) / 1000;
      if (glyph === null || typeof glyph === "number") continue;
      const advance = (glyph.width * font.scale * size + state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)) * stretch;
      if (isUpright) this.#print(glyph, { matrix, x, advance, height });
      else turned += glyph.unicode;
      x += advance;
    }
    if (turned.trim() !== "") this.#turned.push(turned);
    state.text = times(state.text, [1, 0, 0, 1, x, 0]);
  }

  #print(glyph: Glyph, at: { matrix: Matrix; x: number; advance: number; height: number }): void {
    const { matrix } = at;
    const x0 = matrix[0] * at.x + matrix[2] * this.state.rise + matrix[4];
    const y = matrix[1] * at.x + matrix[3] * this.state.rise + matrix[5];
    const x1 = x0 + matrix[0] * at.advance;
    const text = letterOf(glyph);
    if (text.trim() === "") {
      this.#flush();
      this.#blank = { x1, y };
      return;
    }
    const word = this.#word;
    if (word !== null && this.#continues(word, { x0, y, size: at.height })) {
      word.text += text;
      word.x1 = Math.max(word.x1, x1);
      return;
    }
    this.#flush();
    this.#word = { text, x0, x1, y, size: at.height, font: this.state.font.number, isSpaced: this.#isBehindBlank(x0, y, at.height) };
  }

  /** Words of other fonts may be printed later between a blank and the word that comes next. */
  #isBehindBlank(x0: number, y: number, size: number): boolean {
    return Math.abs(x0 - this.#blank.x1) < size * WORD_GAP && Math.abs(y - this.#blank.y) < size * 0.05;
  }

  #continues(word: OpenWord, { x0, y, size }: { x0: number; y: number; size: number }): boolean {
    const gap = x0 - word.x1;
    return (
      word.font === this.state.font.number &&
      Math.abs(word.y - y) < size * 0.05 &&
      Math.abs(word.size - size) < size * 0.02 &&
      gap < size * WORD_GAP &&
      gap > -size * 0.6
    );
  }

  #flush(): void {
    const word = this.#word;
    this.#word = null;
    if (word === null) return;
    const before = this.#printed.get(word.text);
    const isOverprint =
      before !== undefined && Math.abs(before.x0 - word.x0) < word.size * OVERPRINT && Math.abs(before.y - word.y) < word.size * OVERPRINT;
    this.#printed.set(word.text, word);
    if (!isOverprint) this.#words.push(word);
  }

  /** Straight lines of what is stroked, and filled bars thin enough to be lines. */
  addPath([paint, data]: readonly unknown[]): void {
    const { codes } = this.#options;
    if (paint === codes.endPath || !Array.isArray(data) || this.#rules.length > MOST_RULES) return;
    const isStroked = paint !== codes.fill && paint !== codes.eoFill;
    const m = this.state.matrix;
    const place = (x: number, y: number): Point => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
    for (const part of data as readonly ArrayLike<number>[]) for (const rule of rulesOf(part, { place, isStroked })) this.#rules.push(rule);
  }

  finish(): Print {
    this.#flush();
    return { words: this.#words, rules: this.#rules, turned: this.#turned };
  }
}

/** What a letter is; where an 8-bit font has a soft hyphen, TCVN3 fonts have "ư", and pdf.js says "-". */
function letterOf({ unicode, originalCharCode }: Glyph): string {
  if (unicode === "-" && originalCharCode === SOFT_HYPHEN) return "\u00ad";
  return /^[\ufb00-\ufb06]$/u.test(unicode) ? unicode.normalize("NFKC") : unicode;
}
