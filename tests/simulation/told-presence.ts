/** What the server tells of somebody who is in a section. */
export interface ToldPresence {
  readonly user: { readonly personId: string };
  readonly cursor?: {
    readonly head: { readonly item?: { readonly client: number; readonly clock: number } | null };
  };
}

/** Reads it as the server writes it; undefined when they have left. */
export function readPresence(state: string): ToldPresence | undefined {
  // The server's own words: that they have this shape is tested with presence itself.
  return (JSON.parse(state) as ToldPresence | null) ?? undefined;
}
