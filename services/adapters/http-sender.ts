import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { Agent, request } from "undici";
import type { HttpSender } from "../ports.ts";

const connectTimeoutMilliseconds = 3_000;
const answerMaxBytes = 256 * 1024;

/** Addresses that are not on the public internet (IANA special-purpose registries, RFC 6890). */
const notPublic = (): BlockList => {
  const blocked = new BlockList();
  const ranges4: [string, number][] = [
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
    ["224.0.0.0", 3],
  ];
  const ranges6: [string, number][] = [
    ["::", 96],
    ["::ffff:0:0", 96],
    ["64:ff9b::", 96],
    ["64:ff9b:1::", 48],
    ["100::", 64],
    ["2001::", 23],
    ["2001:db8::", 32],
    ["2002::", 16],
    ["fc00::", 7],
    ["fe80::", 10],
    ["ff00::", 8],
  ];
  for (const [network, prefix] of ranges4) {
    blocked.addSubnet(network, prefix, "ipv4");
  }
  for (const [network, prefix] of ranges6) {
    blocked.addSubnet(network, prefix, "ipv6");
  }
  return blocked;
};

const familyOf = (address: string): "ipv4" | "ipv6" => (isIP(address) === 6 ? "ipv6" : "ipv4");

type Guard = (address: string) => boolean;

const loopback = (): BlockList => {
  const addresses = new BlockList();
  addresses.addSubnet("127.0.0.0", 8, "ipv4");
  addresses.addAddress("::1", "ipv6");
  return addresses;
};

const createGuard = (allowLoopback: boolean): Guard => {
  const blocked = notPublic();
  const own = loopback();
  return (address) =>
    blocked.check(address, familyOf(address)) && !(allowLoopback && own.check(address, familyOf(address)));
};

/** Refuses at connect time, on the very address that is connected to, so that a name cannot change in between. */
const guardedLookup =
  (isRefused: Guard): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, "", 0);
        return;
      }
      const refused = addresses.find(({ address }) => isRefused(address));
      const [first] = addresses;
      if (refused !== undefined || first === undefined) {
        callback(new Error(`${hostname} is not on the public internet`), "", 0);
        return;
      }
      if (options.all === true) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };

/** The size is counted as it comes in: a content-length may lie or be absent. */
const readBody = async (body: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > answerMaxBytes) {
      throw new Error(`the answer is larger than ${answerMaxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};

/**
 * Posts to tenants' systems. Follows no redirect; refuses addresses that are not public, unless
 * `allowLoopback` (one machine only) lets loopback pass.
 */
export const createHttpSender = ({ allowLoopback }: { readonly allowLoopback: boolean }): HttpSender => {
  const isRefused = createGuard(allowLoopback);
  const agent = new Agent({
    connect: { timeout: connectTimeoutMilliseconds, lookup: guardedLookup(isRefused) },
  });
  const refuseLiteral = (url: string): void => {
    // An address needs no look-up, so the guard there would not see it.
    const host = new URL(url).hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) !== 0 && isRefused(host)) {
      throw new Error(`${host} is not on the public internet`);
    }
  };
  return {
    post: async ({ url, headers, body, timeoutMilliseconds }) => {
      refuseLiteral(url);
      const answer = await request(url, {
        method: "POST",
        headers,
        body,
        dispatcher: agent,
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      return { status: answer.statusCode, body: await readBody(answer.body) };
    },
  };
};
