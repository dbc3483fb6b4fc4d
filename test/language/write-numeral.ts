const NAMES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"] as const;

function nameOf(digit: number): string {
  return NAMES[digit] as string;
}

/** A group of three digits in words; `isFull` writes the zeros too ("không trăm linh năm"), as behind a scale. */
function writeGroup(group: number, isFull: boolean): string[] {
  const hundreds = Math.floor(group / 100);
  const tens = Math.floor((group % 100) / 10);
  const unit = group % 10;
  const words = hundreds > 0 || isFull ? [nameOf(hundreds), "trăm"] : [];
  if (tens === 0) return unit === 0 ? words : words.length > 0 ? [...words, "linh", nameOf(unit)] : [nameOf(unit)];
  words.push(...(tens === 1 ? ["mười"] : [nameOf(tens), "mươi"]));
  if (unit === 5) words.push("lăm");
  else if (unit === 1 && tens > 1) words.push("mốt");
  else if (unit > 0) words.push(nameOf(unit));
  return words;
}

/** A whole number below 10^12 in Vietnamese words ("một trăm linh năm" for 105): the inverse that the round trip is tested against. */
export function writeNumeral(value: number): string {
  if (value === 0) return "không";
  const words: string[] = [];
  for (const [scale, name] of [
    [1e9, "tỷ"],
    [1e6, "triệu"],
    [1e3, "nghìn"],
    [1, ""],
  ] as const) {
    const group = Math.floor(value / scale) % 1000;
    if (group > 0) words.push(...writeGroup(group, words.length > 0), ...(name === "" ? [] : [name]));
  }
  return words.join(" ");
}
