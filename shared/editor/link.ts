import { linkSchemes } from './schema.ts';

/**
 * The address that a link may open, or undefined when its scheme is not one of {@link linkSchemes}; it is then
 * shown as its text. Control characters and spaces, which browsers skip when they read a scheme, refuse it too.
 */
export function safeHref(href: unknown): string | undefined {
  if (typeof href !== 'string' || /[\p{Cc}\s]/u.test(href)) return undefined;
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(href)?.[0].toLowerCase();
  return linkSchemes.some((allowed) => allowed === scheme) ? href : undefined;
}

/** What every link carries besides its address: it opens beside the plan and learns nothing about it. */
export const linkAttributes = { target: '_blank', rel: 'noopener noreferrer nofollow' } as const;
