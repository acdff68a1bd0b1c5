import { ServerRefusal } from '../../ui/server-refusal.ts';

/** Why something was not taken: a key of the messages `comments.refused.why`. */
export type WhyRefused =
  | 'gone'
  | 'right'
  | 'author'
  | 'resolve'
  | 'assign'
  | 'readBack'
  | 'unconfirmed'
  | 'critical'
  | 'words'
  | 'mention'
  | 'full'
  | 'attach'
  | 'changed'
  | 'other';

const byRule: ReadonlyMap<string, WhyRefused> = new Map([
  ['CM2', 'gone'],
  ['CM3', 'right'],
  ['CM5', 'author'],
  ['CM6', 'resolve'],
  ['CM7', 'resolve'],
  ['CM9', 'assign'],
  ['CM11', 'readBack'],
  ['CM12', 'readBack'],
  ['CM13', 'unconfirmed'],
  ['CM14', 'critical'],
  ['CM15', 'words'],
  ['CM16', 'mention'],
  ['CM18', 'gone'],
  ['CM20', 'full'],
  ['CM26', 'attach'],
]);

const byStatus: ReadonlyMap<number, WhyRefused> = new Map([
  [403, 'right'],
  [404, 'gone'],
  [409, 'changed'],
  [412, 'changed'],
  [413, 'words'],
]);

/** What a refusal means to who wrote it: by the rule that the server names, else by its status. */
export function whyRefused(refusal: Error): WhyRefused {
  if (!(refusal instanceof ServerRefusal)) return 'other';
  const { rule, status } = refusal;
  return byRule.get(rule ?? '') ?? byStatus.get(status) ?? 'other';
}
