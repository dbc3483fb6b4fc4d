import { createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface RawServer {
  readonly origin: string;
  readonly port: number;
  /** The request lines and heads that came, one text a request. */
  readonly requests: readonly string[];
}

/** A server that writes what it is told onto the wire, whether that is HTTP or not. `answer` is called once for each request head; it ends with the test. */
export async function startRawServer(answer: (socket: Socket, request: string, count: number) => void): Promise<RawServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      for (let end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n")) {
        requests.push(text.slice(0, end));
        text = text.slice(end + 4);
        answer(socket, requests.at(-1) ?? "", requests.length);
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  return { origin: `http://127.0.0.1:${port}`, port, requests };
}
