import { timingSafeEqual } from "node:crypto";
import type { Reviewer } from "../../types/review.ts";
import { CLIENT_HEADER } from "../front/target.ts";
import { BusyProblem, usualProblem } from "../problem.ts";
import type { Services } from "../services.ts";
import type { View } from "../view.ts";

/** The cookie of a session. */
const COOKIE = "dangvu-soat";

/** A session ends with the browser, and after so long at the latest: a working day. */
const SESSION_MS = 12 * 3_600_000;

/** So many wrong tokens a minute may one client try, and so many clients are remembered. */
const TRIES = 10;
const WINDOW_MS = 60_000;
const CLIENTS = 10_000;

/** Who asks. `formToken` is what forms of a browser's session carry; null for a program with its token. */
export interface SignedIn {
  readonly reviewer: Reviewer;
  readonly formToken: string | null;
}

/** Wrong tokens by client, as times; one list for each application. */
const FAILED = new WeakMap<Services, Map<string, readonly number[]>>();

/** Times of a client's wrong tokens that still count. */
function failuresOf(services: Services, client: string): readonly number[] {
  const since = services.now().getTime() - WINDOW_MS;
  return (FAILED.get(services)?.get(client) ?? []).filter((at) => at > since);
}

function noteFailure(services: Services, client: string): void {
  const failed = FAILED.get(services) ?? new Map<string, readonly number[]>();
  FAILED.set(services, failed);
  const times = [...failuresOf(services, client), services.now().getTime()];
  // The client that failed last stands last: the first one is forgotten when there are too many.
  failed.delete(client);
  failed.set(client, times.slice(-TRIES));
  const [oldest] = failed.keys();
  if (failed.size > CLIENTS && oldest !== undefined) failed.delete(oldest);
  services.count("review/wrong-token");
  services.log("warn", "review/wrong-token", { client });
}

/** The reviewer of a token, null for a wrong one. Throws BusyProblem (429) for a client that has tried too many, whatever it brings now. */
export function tryToken(view: View, token: string): Reviewer | null {
  const { services, lang } = view;
  const client = view.headers.get(CLIENT_HEADER) ?? "";
  const times = failuresOf(services, client);
  if (times.length >= TRIES) throw new BusyProblem(429, lang, ((times[0] ?? 0) + WINDOW_MS - services.now().getTime()) / 1000);
  const reviewer = services.review.reviewerOf(token);
  if (reviewer === null) noteFailure(services, client);
  return reviewer;
}

/** Who asks, by the session of a browser or `Authorization: Bearer`; null for nobody that we know. Throws RequestProblem (401) for a wrong token. */
export function signedIn(view: View): SignedIn | null {
  const [, token] = /^Bearer\s+(\S+)$/iu.exec(view.headers.get("authorization") ?? "") ?? [];
  if (token !== undefined) {
    const reviewer = tryToken(view, token);
    if (reviewer === null) throw usualProblem(view.lang, 401);
    return { reviewer, formToken: null };
  }
  const cookie = cookieOf(view.headers.get("cookie") ?? "");
  return cookie === null ? null : view.services.review.session(cookie, view.services.now());
}

/** As `signedIn`. Throws RequestProblem (401) for nobody. */
export function assertSignedIn(view: View): SignedIn {
  const found = signedIn(view);
  if (found === null) throw usualProblem(view.lang, 401);
  return found;
}

/** The reviewer of a token. A browser sends its cookie by itself: only who brings the token means it. Throws RequestProblem: 401 for nobody, 403 for a cookie. */
export function assertToken(view: View): Reviewer {
  const { reviewer, formToken } = assertSignedIn(view);
  if (formToken !== null) throw usualProblem(view.lang, 403);
  return reviewer;
}

/** The reviewer of a form of ours. Throws RequestProblem: 401 without a session, 403 for a form that is not of this session. */
export function assertForm(view: View, formToken: string): Reviewer {
  const found = assertSignedIn(view);
  if (found.formToken === null || !isSame(found.formToken, formToken)) throw usualProblem(view.lang, 403);
  return found.reviewer;
}

/** Takes the same time wherever the two differ. */
function isSame(wanted: string, given: string): boolean {
  const [a, b] = [Buffer.from(wanted), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookieOf(header: string): string | null {
  const pairs = header.split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? null;
}

/** The header that begins a session. */
export function beginCookie(view: View, reviewer: Reviewer): string {
  const until = new Date(view.services.now().getTime() + SESSION_MS);
  return cookieText(view, view.services.review.openSession(reviewer, until), "");
}

/** The header that ends it. */
export const endCookie = (view: View): string => cookieText(view, "", "; Max-Age=0");

function cookieText(view: View, value: string, end: string): string {
  // A proxy in front of us speaks https for us; who claims it without one only loses his own cookie.
  const isSecure = view.headers.get("x-forwarded-proto") === "https" || (view.services.publicUrl ?? "").startsWith("https:");
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}${end}`;
}
