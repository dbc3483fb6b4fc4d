import { type LookupAddress, lookup as resolveName } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Where a virtual host really listens, like `curl --resolve`; null for a name that is asked of the name server. */
export type ResolveHost = (host: string) => { readonly address: string; readonly port: number } | null;

/** The code of errors that name an address inside a private network. */
export const privateAddressCode = "EPRIVATE";

// IANA special-purpose address registries (RFC 6890 and successors): what never is a public web server.
const inner = new BlockList();
const innerIPv4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];
// IPv6 forms that map an IPv4 address need no entry: BlockList checks them by the rules of IPv4.
const innerIPv6: readonly (readonly [string, number])[] = [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];
for (const [net, prefix] of innerIPv4) inner.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of innerIPv6) inner.addSubnet(net, prefix, "ipv6");

/** Whether an IP address is of this machine, a private network, or otherwise not of the public net. IPv6 forms that map an IPv4 address count as that. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return inner.check(address, family === 4 ? "ipv4" : "ipv6");
}

/** The IP literal that stands as host of an address (`127.1` and `2130706433` are one, too); null for a name. */
export function hostLiteral(address: string): string | null {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, "");
  return isIP(host) === 0 ? null : host;
}

/** Whether a name means this machine by itself, whatever a name server says (RFC 6761, 6.3); with or without the dot of a full name. */
export const isLocalName = (host: string): boolean => /(?:^|\.)localhost\.?$/iu.test(host);

/** A name lookup for sockets that fails with `EPRIVATE` when any answer is a private address. */
export function publicLookup(lookup: typeof resolveName = resolveName): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => {
      const first = error === null ? found[0] : undefined;
      if (error !== null || first === undefined) return done(error ?? new Error(`no address for ${hostname}`), []);
      const bad = found.find(({ address }) => isPrivateAddress(address));
      if (bad !== undefined) {
        return done(Object.assign(new Error(`${hostname} is ${bad.address}`), { code: privateAddressCode }), []);
      }
      return options.all === true ? done(null, found) : done(null, first.address, first.family);
    });
  };
}
