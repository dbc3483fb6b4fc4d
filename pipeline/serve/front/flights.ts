import type { Backend, PlainAnswer, PlainRequest, Turn } from "./plain.ts";

interface Flight {
  readonly answer: Promise<PlainAnswer>;
  /** Of each who waits for it: whether he still does. */
  readonly wanted: (() => boolean)[];
}

/** Questions under way. */
export interface Flights {
  /** The answer to a question that others may ask at the same moment: it is asked once. Throws as the backend does. */
  readonly ask: (key: string, request: PlainRequest, turn: Turn) => Promise<PlainAnswer>;
}

/** Asks the backend once for all who ask the same at the same moment; an answer that comes in pieces is for one alone. */
export function makeFlights(backend: Pick<Backend, "ask">): Flights {
  const flights = new Map<string, Flight>();
  return {
    ask: async (key, request, turn) => {
      const isWanted = turn.isWanted ?? (() => true);
      const flying = flights.get(key);
      if (flying !== undefined) {
        flying.wanted.push(isWanted);
        const answer = await flying.answer;
        return answer.body instanceof Uint8Array ? answer : await backend.ask(request, turn);
      }
      const wanted = [isWanted];
      const answer = backend.ask(request, { ...turn, isWanted: () => wanted.some((still) => still()) }).finally(() => flights.delete(key));
      flights.set(key, { answer, wanted });
      return await answer;
    },
  };
}
