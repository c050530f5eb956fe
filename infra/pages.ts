/** How the portal's pages are given, the same in AWS (CloudFront) and on one machine (infra/local): which addresses are files, and headers. */

/**
 * An address of a file. Any other is a page of the single-page app and gets index.html, also one with a dot in it (`/plan/2021.W`);
 * a file that is missing must not be answered with a page.
 */
export const fileAddress = /^\/assets\/|\.(html|js|css|map|json|webmanifest|svg|png|ico|txt|woff2)$/;

/** The security headers of a page. `connect`: the origins it may speak to besides its own (the issuer, the buckets). */
export function securityHeaders(connect: string[]): Record<string, string> {
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src ${["'self'", ...connect].join(" ")}`,
      "manifest-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      // Preact sets innerHTML only by dangerouslySetInnerHTML, which the portal never uses: no policy is needed at all.
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join("; "),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  };
}
