import { connect, createServer, type Socket } from "node:net";

/** A network between workers and their database, that can be cut. */
export interface Network {
  readonly port: number;
  /** Nothing goes through any more, in either direction, and nobody is told. */
  readonly cut: () => void;
  /** Lets everything through again; of the connections that were there every second one is broken for good. */
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** Forwards what comes to a free port of this machine to another one. */
export async function startNetwork(target: number): Promise<Network> {
  const pairs = new Set<Pair>();
  let isCut = false;
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: target, host: "127.0.0.1", noDelay: true });
    const pair = { near, far };
    pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("error", () => to.destroy());
      from.on("close", () => {
        to.destroy();
        pairs.delete(pair);
      });
      from.on("data", (data) => to.write(data));
      if (isCut) from.pause();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const bound = server.address();
  const each = (use: (pair: Pair, n: number) => void): void => [...pairs].forEach(use);
  return {
    port: typeof bound === "object" && bound !== null ? bound.port : 0,
    cut: () => {
      isCut = true;
      each(({ near, far }) => {
        near.pause();
        far.pause();
      });
    },
    mend: () => {
      isCut = false;
      each(({ near, far }, n) => {
        if (n % 2 === 0) near.destroy();
        near.resume();
        far.resume();
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        each(({ near }) => near.destroy());
      }),
  };
}
