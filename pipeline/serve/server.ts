import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { secureHeaders } from "hono/secure-headers";
import { labelsOf } from "../labels/format.ts";
import { articleRoutes } from "./article/article.ts";
import { addAssets } from "./assets.ts";
import { bulletinRoutes } from "./bulletin/bulletin.ts";
import { documentRoutes } from "./documents/documents.ts";
import { feedRoutes } from "./feeds/feeds.ts";
import { type Listening, openFront, type Place } from "./front/listen.ts";
import { inProcess } from "./front/plain.ts";
import { homeRoutes } from "./home/home.ts";
import { indicatorRoutes } from "./indicators/indicators.ts";
import { kept } from "./kept.ts";
import { listRoutes } from "./lists/lists.ts";
import { answerProblem, notFound, problemOf, RequestProblem } from "./problem.ts";
import { provinceRoutes } from "./provinces/provinces.ts";
import { referenceRoutes } from "./reference/reference.ts";
import { reviewRoutes } from "./review/review.ts";
import type { Route } from "./route.ts";
import { runRoutes } from "./runs/runs.ts";
import { sourceRoutes } from "./runs/sources.ts";
import { searchRoutes } from "./search/search.ts";
import type { Services } from "./services.ts";
import { EMBED_PATH } from "./table/embed.ts";
import { tableRoutes } from "./table/table.ts";
import { viewOf } from "./view.ts";

export type { Listening } from "./front/listen.ts";
export type { IndicatorInfo, ProvinceInfo, Services } from "./services.ts";

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
  // A route that is stricter with what it hands out (a stored copy) says so itself.
  overwrite: false,
};

/** What others may show in a page of theirs: one page without forms, script or cookies. */
const EMBED_SECURITY = {
  ...SECURITY,
  contentSecurityPolicy: { ...SECURITY.contentSecurityPolicy, frameAncestors: ["*"], scriptSrc: ["'none'"], formAction: ["'none'"] },
  crossOriginResourcePolicy: "cross-origin",
  xFrameOptions: false,
};

/** Every page, and every answer of the API. */
export const ROUTES: readonly Route[] = [
  ...feedRoutes,
  ...homeRoutes,
  ...searchRoutes,
  ...tableRoutes,
  ...articleRoutes,
  ...indicatorRoutes,
  ...provinceRoutes,
  ...documentRoutes,
  ...bulletinRoutes,
  ...listRoutes,
  ...referenceRoutes(() => ROUTES),
  ...reviewRoutes,
  ...runRoutes,
  ...sourceRoutes,
];

/** The web pages and the JSON API as one application, without a port. */
export function createApp(services: Services): Hono {
  const app = new Hono();
  const [secure, secureEmbed] = [secureHeaders(SECURITY), secureHeaders(EMBED_SECURITY)];
  app.use((c, next) => (c.req.path === EMBED_PATH ? secureEmbed(c, next) : secure(c, next)));
  app.use(kept(services));
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

/** Serves the application in this process until `close`, without keeping answers. Throws WrongUse when the port is taken, not allowed or out of range. */
export function listen(app: Hono, place: Place): Promise<Listening> {
  const quiet = { now: () => new Date(), log: () => undefined, count: () => undefined };
  return openFront({ ...quiet, backend: inProcess(app.fetch) }, place);
}
