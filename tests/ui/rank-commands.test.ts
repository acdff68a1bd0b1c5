import { type Command } from '@alliance/client/ui/commands/command';
import { rankCommands, shownCommandsMax } from '@alliance/client/ui/commands/rank-commands';
import { expect, test } from 'vitest';

function command(label: string, more: Partial<Command> = {}): Command {
  return { id: label, group: 'section', label, run: () => undefined, ...more };
}

const commands = [
  command('Swallowing and communication'),
  command('Walking and transfers', { keywords: 'mobility' }),
  command('Hannah Lindqvist PT', { group: 'person', detail: 'Physiotherapist · ext. 4415' }),
  command('Señor Ruiz', { group: 'person' }),
  command('Find', { group: 'action', labelFor: (query) => `Find ${query}` }),
];

function labels(query: string): readonly string[] {
  return rankCommands(commands, query).flatMap((group) => group.commands.map(({ label }) => label));
}

test('[PG61] every word must fit, in the label or beside it, whatever its case and accents', () => {
  expect(labels('mobility')).toEqual(['Walking and transfers']);
  expect(labels('4415')).toEqual(['Hannah Lindqvist PT']);
  expect(labels('senor')).toEqual(['Señor Ruiz']);
  expect(labels('walking 4415')).toEqual([]);
});

test('[PG61] what begins with the words comes before what only holds them, and so does its group', () => {
  expect(labels('walk')).toEqual(['Walking and transfers']);
  expect(labels('wal')).toEqual(['Walking and transfers', 'Swallowing and communication']);
  expect(labels('h')[0]).toBe('Hannah Lindqvist PT');
});

test('[PG61] without words everything is there in its usual order, but no more than can be looked through', () => {
  expect(labels('')).toEqual([
    'Swallowing and communication',
    'Walking and transfers',
    'Hannah Lindqvist PT',
    'Señor Ruiz',
  ]);
  const many = Array.from({ length: 100 }, (_, index) => command(`Section ${index}`));
  expect(rankCommands(many, 's')[0]?.commands).toHaveLength(shownCommandsMax);
});
