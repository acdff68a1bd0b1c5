import { type ItemCommand } from '@alliance/shared/careplan/item/item-command';
import { type ItemView } from '@alliance/shared/careplan/item/item-view';

/**
 * The versions that one's own writes have made. Who writes a field twice before the first answer is there, based the
 * second on a version that is not the present one any more, without anybody else having written: that is no conflict.
 */
export class OwnVersions {
  /** By item, field and version: the version that stands there after one's own write on it. */
  readonly #after = new Map<string, number>();

  /** The command on the versions that stand there now, where only its writer has written meanwhile. */
  rebased(itemId: string, command: ItemCommand): ItemCommand {
    if (command.type === 'write-goal')
      return { ...command, fields: this.#fieldsNow(itemId, command.fields) };
    if (command.type === 'write-intervention')
      return { ...command, fields: this.#fieldsNow(itemId, command.fields) };
    if (command.type === 'write-contingency')
      return { ...command, fields: this.#fieldsNow(itemId, command.fields) };
    return command;
  }

  /** Takes in what became of a command: the item as the server has it then. */
  arrived(command: ItemCommand, item: ItemView): void {
    if (!('fields' in command)) return;
    const fields = new Map<string, { readonly version: number; readonly candidates?: unknown }>(
      Object.entries(item.fields),
    );
    for (const [name, { baseVersion }] of Object.entries(command.fields)) {
      const field = fields.get(name);
      if (
        field === undefined ||
        field.version !== baseVersion + 1 ||
        field.candidates !== undefined
      )
        continue;
      this.#after.set(keyOf(item.id, name, baseVersion), field.version);
    }
  }

  #fieldsNow<Writes extends object>(itemId: string, writes: Writes): Writes {
    const next = { ...writes };
    for (const name in writes) {
      const write: unknown = writes[name];
      if (isWrite(write))
        next[name] = { ...writes[name], baseVersion: this.#now(itemId, name, write.baseVersion) };
    }
    return next;
  }

  #now(itemId: string, name: string, version: number): number {
    let now = version;
    for (let after = this.#after.get(keyOf(itemId, name, now)); after !== undefined;) {
      now = after;
      after = this.#after.get(keyOf(itemId, name, now));
    }
    return now;
  }
}

function isWrite(write: unknown): write is { readonly baseVersion: number } {
  return typeof write === 'object' && write !== null && 'baseVersion' in write;
}

function keyOf(itemId: string, name: string, version: number): string {
  return `${itemId} ${name} ${version}`;
}
