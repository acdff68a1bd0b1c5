import { type WriteKey } from '../port.ts';

/** The keys of writes, in memory: one person's key does one thing once, whatever it writes. */
export class MemoryWriteKeys {
  readonly #keys = new Map<string, { readonly digest: string; readonly at: string }>();

  /** The digest that was kept with a key. */
  digestOf(key: WriteKey | undefined): string | undefined {
    return key && this.#keys.get(nameOf(key))?.digest;
  }

  put(key: WriteKey | undefined, at: string): void {
    if (key !== undefined) this.#keys.set(nameOf(key), { digest: key.digest, at });
  }

  /** Forgets the keys that came before; gives how many. */
  purge(before: string): number {
    const old = [...this.#keys].filter(([, { at }]) => at < before);
    for (const [name] of old) this.#keys.delete(name);
    return old.length;
  }

  clear(): void {
    this.#keys.clear();
  }
}

function nameOf({ personId, key }: WriteKey): string {
  return `${personId} ${key}`;
}
