/** From where a request comes, for counting tries; addresses are never logged and never stored as they are. */
import type { GatewayEvent } from "./request.ts";

/** `hop` is what spoke to the gateway, `viewer` the one it says it speaks for. Through CloudFront the first is CloudFront. */
export type Source = { hop: string; viewer: string };

/**
 * CloudFront and the gateway each add whom they were asked by at the end of X-Forwarded-For; what comes before that anybody may have
 * written. Whoever calls the gateway past CloudFront can name any viewer, but no other hop than themselves.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#RequestCustomIPAddresses
 */
export function sourceOf({ headers, requestContext }: GatewayEvent): Source {
  const hop = networkOf(requestContext.http.sourceIp ?? "");
  const forwarded = (headers["x-forwarded-for"] ?? "").split(",").map((each) => each.trim());
  return { hop, viewer: networkOf(forwarded.at(-2) ?? "") || hop };
}

/** One subscriber has all addresses of an IPv6 /64 (RFC 6177), and one of IPv4. */
function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [start = "", end] = address.toLowerCase().split("::");
  const [before, after] = [start, end ?? ""].map((part) => part.split(":").filter(Boolean)) as [string[], string[]];
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}
