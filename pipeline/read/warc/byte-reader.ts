/** Bytes that do not have the shape that their format demands; the rest of the file may still be good. */
export class Damaged extends Error {}

/** A file that ends in the middle of something. */
export class CutOff extends Error {}

/** Takes lines and counted bytes from a stream of chunks, holding no more than what is asked for and one chunk. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Buffer = Buffer.alloc(0);
  /** How many bytes were taken. */
  position = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Whether nothing is left. */
  async isAtEnd(): Promise<boolean> {
    return !(await this.#hold(1));
  }

  /** Whether the next bytes are these. */
  async beginsWith(text: string): Promise<boolean> {
    return (await this.#hold(text.length)) && this.#chunk.toString("latin1", 0, text.length) === text;
  }

  /** Loads until so many bytes are held; false when there are not so many. */
  async #hold(length: number): Promise<boolean> {
    while (this.#chunk.length < length) {
      const next = await this.#source.next();
      if (next.done === true) return false;
      const { buffer, byteOffset, byteLength } = next.value;
      const chunk = Buffer.from(buffer, byteOffset, byteLength);
      this.#chunk = this.#chunk.length === 0 ? chunk : Buffer.concat([this.#chunk, chunk]);
    }
    return true;
  }

  /** Leaves out line ends. */
  async skipBlankLines(): Promise<void> {
    while (!(await this.isAtEnd())) {
      const text = this.#chunk.findIndex((byte) => byte !== 0x0a && byte !== 0x0d);
      this.#take(text === -1 ? this.#chunk.length : text);
      if (text !== -1) return;
    }
  }

  /** A line with its end, or the rest if there is none; null when nothing is left. Throws Damaged for one of more than `most` bytes. */
  async line(most: number): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    let size = 0;
    while (!(await this.isAtEnd())) {
      const end = this.#chunk.indexOf(0x0a);
      const part = this.#take(end === -1 ? this.#chunk.length : end + 1);
      parts.push(part);
      size += part.length;
      if (size > most) throw new Damaged(`a line of more than ${most} bytes`);
      if (end !== -1) break;
    }
    return parts.length === 0 ? null : Buffer.concat(parts, size);
  }

  /** The next bytes. Throws CutOff when there are not so many. */
  async read(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    await this.#pass(length, (part) => parts.push(part));
    return Buffer.concat(parts, length);
  }

  /** Leaves bytes out. Throws CutOff when there are not so many. */
  async skip(length: number): Promise<void> {
    await this.#pass(length, () => undefined);
  }

  /** Leaves everything before the next line that begins so out; false when there is none. */
  async skipToLine(beginning: string): Promise<boolean> {
    const wanted = Buffer.from(`\n${beginning}`);
    // What was taken so far ended a line, as damage is noticed at the end of one.
    let tail = Buffer.from("\n");
    while (!(await this.isAtEnd())) {
      const window = Buffer.concat([tail, this.#chunk]);
      const at = window.indexOf(wanted);
      if (at !== -1) {
        // The line may have begun in the chunk before: what was taken of it is put back.
        this.position += at + 1 - tail.length;
        this.#chunk = window.subarray(at + 1);
        return true;
      }
      this.position += this.#chunk.length;
      this.#chunk = Buffer.alloc(0);
      tail = window.subarray(-wanted.length + 1);
    }
    return false;
  }

  /** Lets the source go. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async #pass(length: number, use: (part: Buffer) => void): Promise<void> {
    let left = length;
    while (left > 0) {
      if (await this.isAtEnd()) throw new CutOff(`${left} of ${length} bytes are missing`);
      const part = this.#take(Math.min(left, this.#chunk.length));
      left -= part.length;
      use(part);
    }
  }

  #take(length: number): Buffer {
    const part = this.#chunk.subarray(0, length);
    this.#chunk = this.#chunk.subarray(length);
    this.position += length;
    return part;
  }
}
