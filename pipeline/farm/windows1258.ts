/** Bytes 128–255 of windows-1258 by the character they stand for. */
const single = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder("windows-1258").decode(Uint8Array.of(byte)), byte]));

/** Tone marks, which the charset writes after their letter. */
const tones = /[\u0300\u0301\u0303\u0309\u0323]/;

/** Text in windows-1258; a character that the charset lacks becomes a numeric reference, as old content systems wrote it. */
export function encodeWindows1258(text: string): Uint8Array {
  return Uint8Array.from([...text.normalize("NFC")].flatMap(encodeCharacter));
}

function encodeCharacter(character: string): number[] {
  const byte = single.get(character);
  if (byte !== undefined) return [byte];
  const parts = character.normalize("NFD");
  const tone = tones.exec(parts)?.[0];
  const letter = single.get(parts.replace(tones, "").normalize("NFC"));
  const mark = tone === undefined ? undefined : single.get(tone);
  if (letter !== undefined && mark !== undefined) return [letter, mark];
  return [...Buffer.from(`&#${character.codePointAt(0)};`, "ascii")];
}
