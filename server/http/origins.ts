import { type Config } from '../config.ts';
import { addressOf } from './address.ts';

/** Decides which web pages may use this server (HT2). */
export interface Origins {
  /** True for a page of ours, and for a request that names no origin: no browser page sends one. */
  allows(origin: string | undefined): boolean;
  /** Every allowed origin, without a trailing slash. */
  readonly all: readonly string[];
}

/** The origins of a server that listens on `port`: its address, both names of this machine, and what the operator adds. */
export function createOrigins(config: Config, port: number): Origins {
  const all = [
    ...new Set([
      new URL(addressOf(config, port)).origin,
      `http://localhost:${port}`,
      `http://127.0.0.1:${port}`,
      ...config.origins,
    ]),
  ];
  return { all, allows: (origin) => origin === undefined || all.includes(origin) };
}
