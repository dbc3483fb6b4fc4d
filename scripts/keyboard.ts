import { createInterface, type Interface } from "node:readline";

/** Asks one question and resolves to the line typed, null once the input has ended (Ctrl-D, Ctrl-C). */
export type Ask = (question: string) => Promise<string | null>;

interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Questions at a keyboard. One reader serves them all, made at the first: lines that were pasted at once wait for their questions. Between questions the
 * input is paused, so that it does not keep the process alive.
 */
export function makeAsk(streams: Streams): Ask {
  const waitingLines: string[] = [];
  let reader: Interface | null = null;
  let isOver = false;
  let answer: ((line: string | null) => void) | null = null;
  const give = (line: string | null): void => {
    const resolve = answer;
    answer = null;
    if (resolve !== null) resolve(line);
    else if (line !== null) waitingLines.push(line);
  };
  const open = (): Interface => {
    const opened = createInterface(streams);
    opened.on("line", give);
    opened.once("close", () => {
      isOver = true;
      give(null);
    });
    // Ctrl-C ends the questions, not the process: what was decided is stored, and the command says how much.
    opened.once("SIGINT", () => opened.close());
    return opened;
  };
  return async (question) => {
    const waiting = waitingLines.shift();
    if (waiting !== undefined || isOver) {
      streams.output.write(`${question}${waiting ?? ""}\n`);
      return waiting ?? null;
    }
    reader ??= open();
    const own = reader;
    own.setPrompt(question);
    own.prompt();
    const line = await new Promise<string | null>((resolve) => {
      answer = resolve;
    });
    if (!isOver) own.pause();
    return line;
  };
}
