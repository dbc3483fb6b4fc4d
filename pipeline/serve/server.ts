import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { secureHeaders } from "hono/secure-headers";
import { labelsOf } from "../labels/format.ts";
import { WrongUse } from "../types/errors.ts";
import { articleRoutes } from "./article/article.ts";
import { addAssets } from "./assets.ts";
import { homeRoutes } from "./home.ts";
import { indicatorRoutes } from "./indicators.ts";
import { answerProblem, notFound, problemOf, RequestProblem } from "./problem.ts";
import type { Route } from "./route.ts";
import { searchRoutes } from "./search.ts";
import type { Services } from "./services.ts";
import { tableRoutes } from "./table/table.ts";
import { viewOf } from "./view.ts";

export type { IndicatorInfo, ProvinceInfo, Services } from "./services.ts";

/** An open server: its address, and how to end it. */
export interface Listening {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What a page may load and who may frame it. Only our own script files run, whatever an article smuggles in. */
const SECURITY = {
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "no-referrer",
  xFrameOptions: "DENY",
  // The server speaks plain HTTP on this machine.
  strictTransportSecurity: false,
};

/** Every page, and every answer of the API. */
export const ROUTES: readonly Route[] = [...homeRoutes, ...searchRoutes, ...tableRoutes, ...articleRoutes, ...indicatorRoutes];

/** The web pages and the JSON API as one application, without a port. */
export function createApp(services: Services): Hono {
  const app = new Hono();
  app.use(secureHeaders(SECURITY));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => {
        c.header("Allow", methods.join(", "));
        return answerProblem(c, services, new RequestProblem(405, labelsOf(viewOf(c, services).lang).errors.explain[405]));
      },
    }),
  );
  addAssets(app);
  for (const route of ROUTES) route.mount(app, services);
  app.notFound((c) => answerProblem(c, services, notFound(viewOf(c, services).lang)));
  app.onError((error, c) => answerProblem(c, services, problemOf(error, services, c)));
  return app;
}

/**
 * Serves the application until `close`. `port` 0 takes any free port; `host` is 127.0.0.1 unless told.
 * Throws WrongUse when the port is taken, not allowed or out of range.
 */
export function listen(app: Hono, options: { readonly port: number; readonly host?: string }): Promise<Listening> {
  const host = options.host ?? "127.0.0.1";
  if (!Number.isInteger(options.port) || options.port < 0 || options.port > 65535) return Promise.reject(wrongPort(options.port));
  const server = createAdaptorServer({ fetch: app.fetch });
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(describeListenError(cause, host, options.port)));
    server.listen(options.port, host, () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : options.port;
      resolve({ url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`, close: () => closeServer(server) });
    });
  });
}

/** Throws WrongUse for a port that cannot be had, before anything costly is done for it. */
export async function checkPort(port: number): Promise<void> {
  const listening = await listen(new Hono(), { port });
  await listening.close();
}

function closeServer(server: ReturnType<typeof createAdaptorServer>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}

const OTHER_PORT = "Chọn cổng khác, ví dụ: --port 8378.";

function wrongPort(port: number): WrongUse {
  return new WrongUse(`Không có cổng ${port}; cổng là số nguyên từ 0 đến 65535.`, OTHER_PORT);
}

function describeListenError(cause: NodeJS.ErrnoException, host: string, port: number): WrongUse {
  if (cause.code === "EADDRINUSE") return new WrongUse(`Cổng ${port} trên ${host} đang được chương trình khác dùng.`, OTHER_PORT, cause);
  if (cause.code === "EACCES") return new WrongUse(`Không được phép mở cổng ${port} trên ${host}.`, OTHER_PORT, cause);
  return new WrongUse(`Không mở được cổng ${port} trên ${host} (${cause.code ?? cause.message}).`, OTHER_PORT, cause);
}
