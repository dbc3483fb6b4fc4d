import { createServer, request } from "node:http";

/** A request with the moments at which it came and at which it was answered or given up. */
export interface Served {
  readonly host: string;
  readonly path: string;
  readonly began: number;
  ended: number;
}

/** Stands before another server of this machine and takes its time; remembers when what was under way. */
export async function startFront(port: number, milliseconds: number) {
  const served: Served[] = [];
  const server = createServer((incoming, response) => {
    const entry = {
      host: incoming.headers.host ?? "",
      path: incoming.url ?? "/",
      began: performance.now(),
      ended: Number.POSITIVE_INFINITY,
    };
    served.push(entry);
    // However it ends: the one who asked may be dead.
    const isOver = () => {
      entry.ended = Math.min(entry.ended, performance.now());
    };
    response.once("close", isOver);
    setTimeout(() => {
      const { url: path, headers, method } = incoming;
      const passed = request({ host: "127.0.0.1", port, path, headers, method, agent: false }, (answer) => {
        isOver();
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      passed.once("error", () => response.destroy());
      passed.end();
    }, milliseconds);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const bound = server.address();
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: typeof bound === "object" && bound !== null ? bound.port : 0, served, close };
}

/** Milliseconds from the end of each request of a host to the beginning of the next one; below zero where two were under way at once. */
export function pauses(served: readonly Served[]): readonly { readonly host: string; readonly path: string; readonly pause: number }[] {
  const hosts = [...new Set(served.map(({ host }) => host))];
  return hosts.flatMap((host) => {
    const own = served.filter((one) => one.host === host).sort((a, b) => a.began - b.began);
    return own.slice(1).map(({ path, began }, n) => ({ host, path, pause: began - (own[n]?.ended ?? 0) }));
  });
}
