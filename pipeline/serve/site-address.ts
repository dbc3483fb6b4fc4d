import type { View } from "./view.ts";

const OWN = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/u;

/**
 * Where the site is seen from, without a slash at the end: what the operator says, else this machine as the request calls it. Another name in a request is
 * nobody's word but the sender's, and enters no answer.
 */
export function siteAddress({ services, headers }: View): string {
  if (services.publicUrl !== undefined) return services.publicUrl.replace(/\/+$/u, "");
  const host = headers.get("Host") ?? "";
  return `http://${OWN.test(host) ? host : "localhost"}`;
}
