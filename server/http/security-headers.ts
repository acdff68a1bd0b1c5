import { type RequestHandler } from 'express';
import helmet from 'helmet';

import { type Origins } from './origins.ts';

/**
 * Tells browsers what a page of ours may do (HT5), and whoever came over TLS to stay there: everybody where
 * `isSecure`, else each request whose own connection or trusted proxy says so (HT11).
 */
export function securityHeaders(isSecure: boolean, origins: Origins): RequestHandler {
  const [overTls, plain] = [headers(true, origins), headers(false, origins)];
  return (request, response, next) =>
    (isSecure || request.secure ? overTls : plain)(request, response, next);
}

/** Content Security Policy and its kin. Styles may be inline because Mantine writes style tags; frames are our own for "Open beside me". */
function headers(isOverTls: boolean, origins: Origins): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        // Not every browser counts a page's own sockets as its own.
        connectSrc: ["'self'", ...origins.all.map((origin) => origin.replace(/^http/, 'ws'))],
        manifestSrc: ["'self'"],
        frameSrc: ["'self'"],
        frameAncestors: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    frameguard: { action: 'sameorigin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isOverTls,
  });
}
