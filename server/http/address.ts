import { type Config } from '../config.ts';

/**
 * Where people reach a server that listens on `port`, without a trailing slash, as a browser writes it: what the
 * operator says, or else its own address. Every address of a machine, 0.0.0.0 or ::, is none that can be opened.
 */
export function addressOf({ publicUrl, host }: Config, port: number): string {
  const name = nameOf(host);
  return publicUrl ?? `http://${isLocalhost.has(name) ? 'localhost' : name}:${port}`;
}

/** What `localhost` leads to on every machine. Not [::1]: there are machines whose localhost has no IPv6 address. */
const isLocalhost: ReadonlySet<string> = new Set(['127.0.0.1', '0.0.0.0', '[::]']);

/** A host as it stands in an address: an IPv6 address in brackets and in its short form. */
function nameOf(host: string): string {
  const bracketed = host.includes(':') ? `[${host}]` : host;
  return URL.canParse(`http://${bracketed}`) ? new URL(`http://${bracketed}`).hostname : bracketed;
}
