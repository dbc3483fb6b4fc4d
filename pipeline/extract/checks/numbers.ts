const WORDS: Readonly<Record<string, number>> = { một: 1, hai: 2, ba: 3, bốn: 4, năm: 5, sáu: 6, bảy: 7, tám: 8, chín: 9, mười: 10 };

const NUMBER = /\d+(?:\.\d{3})*(?:,\d+)?|[\p{L}]+/gu;

/** Every number printed in a text, dates and years included; the words from one to ten count as numbers, wherever they stand. */
export function numbersIn(text: string): readonly number[] {
  return (text.match(NUMBER) ?? []).flatMap((written) => {
    if (!/^\d/u.test(written)) return WORDS[written.toLowerCase()] ?? [];
    return Number(written.replaceAll(".", "").replace(",", "."));
  });
}

/** How many decimals a percentage is printed with: `70,40%` in the quote has two, though its value is 70.4. */
export function decimalsOf(quote: string, value: number): number {
  for (const [, written = ""] of quote.matchAll(/(\d+(?:[.,]\d+)?)\s*%/gu)) {
    const normal = written.replace(",", ".");
    if (Number(normal) === Math.abs(value)) return normal.split(".")[1]?.length ?? 0;
  }
  return String(value).split(".")[1]?.length ?? 0;
}

/** True when a computed percentage, rounded to the printed decimals, is the printed one; a half may be rounded either way. */
export const agrees = (printed: number, computed: number, decimals: number): boolean =>
  Math.abs(printed - computed) <= 0.5 * 10 ** -decimals + 1e-9;

/** A computed number as it is shown and compared: to two decimals. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;

const VIETNAMESE = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });

/** A number as Vietnamese readers write it: `1.168`, `69,99`. */
export const written = (value: number): string => VIETNAMESE.format(value);
