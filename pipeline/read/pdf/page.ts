import * as z from "zod";

const number = z.number();

/**
 * A word as it is printed: letters of one font on one baseline without a blank between. Coordinates in points from the page's upper left corner;
 * `y` is the baseline. A word of a scan is `sure` to a degree from 0 to 1.
 */
const word = z.object({
  text: z.string(),
  x0: number,
  x1: number,
  y: number,
  size: number,
  font: z.int().min(0),
  /** A blank was printed before it. */
  isSpaced: z.boolean(),
  sure: z.number().min(0).max(1).exactOptional(),
});

/** A straight line of a frame; `x0 <= x1` and `y0 <= y1`. */
const rule = z.object({ x0: number, y0: number, x1: number, y1: number });

const page = z.object({
  number: z.int().min(1),
  width: number,
  height: number,
  words: z.array(word),
  rules: z.array(rule),
  /** Text that runs up, down or aslant: stamps, marks across the page. */
  turned: z.array(z.string()),
});

/** The names of the fonts, in the order that words count them by. */
const fonts = z.array(z.string());

export type PdfWord = Readonly<z.infer<typeof word>>;
export type PdfRule = Readonly<z.infer<typeof rule>>;

/** A page of print: what stands where. */
export interface PdfPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly words: readonly PdfWord[];
  readonly rules: readonly PdfRule[];
  readonly turned: readonly string[];
}

/** What the thread that takes a PDF apart tells, message by message. */
export const pdfMessage = z.discriminatedUnion("what", [
  z.object({ what: z.literal("opened"), pages: z.int() }),
  z.object({ what: z.literal("page"), page }),
  z.object({ what: z.literal("drawn"), number: z.int(), width: z.int(), height: z.int(), scale: number, image: z.instanceof(Uint8Array) }),
  z.object({ what: z.literal("bad-page"), number: z.int(), reason: z.string() }),
  z.object({ what: z.literal("done"), fonts }),
  z.object({ what: z.literal("failed"), reason: z.enum(["password", "broken", "no-pages", "missing"]), detail: z.string() }),
]);

export type PdfMessage = z.infer<typeof pdfMessage>;

/** What the thread is asked: the text of the first pages, or pictures of these pages. */
export type PdfTask =
  | { readonly what: "text"; readonly body: Uint8Array; readonly mostPages: number }
  | { readonly what: "draw"; readonly body: Uint8Array; readonly pages: readonly number[] };
