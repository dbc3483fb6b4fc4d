import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";

export interface LocalServer {
  readonly origin: string;
  readonly port: number;
  readonly requests: readonly { readonly path: string; readonly headers: IncomingMessage["headers"]; readonly at: number }[];
  readonly close: () => Promise<void>;
}

/** A server on this machine that answers as told and remembers what it was asked. */
export async function startServer(answer: RequestListener): Promise<LocalServer> {
  const requests: { path: string; headers: IncomingMessage["headers"]; at: number }[] = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? "/", headers: request.headers, at: performance.now() });
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, port, requests, close };
}

type Route = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers by path; anything else is 404. */
export function routes(table: Readonly<Record<string, Route>>): RequestListener {
  return (request, response) => {
    const route = table[request.url ?? "/"];
    if (route === undefined) response.writeHead(404).end();
    else route(request, response);
  };
}

/** An answer of 200 with this body. */
export function page(body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Route {
  return (_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(body);
  };
}

export function redirect(location: string): Route {
  return (_, response) => {
    response.writeHead(302, { location }).end();
  };
}
