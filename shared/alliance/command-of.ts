import { type AllianceCommand, type AllianceServerCommand } from './alliance-command.ts';

/** The command of one type. */
export type CommandOf<Type extends (AllianceCommand | AllianceServerCommand)['type']> = Extract<
  AllianceCommand | AllianceServerCommand,
  { readonly type: Type }
>;
