/// <reference lib="dom" />
import { type SectionJson } from '@alliance/shared/editor/section-json';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type EditorLab, openEditorLab } from './editor-lab.ts';
import { block, text } from './section-samples.ts';

let lab: EditorLab;

beforeAll(async () => {
  lab = await openEditorLab();
});

afterAll(() => lab.close());

const plan: SectionJson = {
  blocks: [
    block({ blockId: 'a', kind: 'paragraph' }, text('Falls risk plan')),
    block({ blockId: 'b', kind: 'paragraph' }, text('Bell within reach, bed low')),
  ],
};

function open(): Promise<void> {
  return lab.page.evaluate((json) => window.lab.open(json, ['anna', 'ben']), plan);
}

interface Seen {
  readonly shown: readonly string[];
  readonly stored: readonly string[];
}

/** What each of the two sees, and what their documents hold. */
function look(): Promise<Seen> {
  return lab.page.evaluate(() => ({
    shown: ['anna', 'ben'].map((name) => window.lab.html(name)),
    stored: ['anna', 'ben'].map((name) => window.lab.normal(window.lab.rendered(name))),
  }));
}

async function expectInStep(lines: readonly string[]): Promise<void> {
  const { shown, stored } = await look();
  expect({ shown, stored }).toEqual({ shown: stored, stored: [stored[0], stored[0]] });
  expect(await lab.page.evaluate(() => window.lab.lines('anna'))).toEqual(lines);
}

test('[ED30] after I took something back, a colleague in a text that has become shorter is shown', async () => {
  await open();
  await lab.page.evaluate(() => {
    const { lab: page } = window;
    page.select('anna', [1, 26]);
    page.type('anna', ' x');
    page.select('ben', [1, 0], [1, 26]);
    page.type('ben', '');
    page.undo('anna');
    page.select('ben', [0, 15]);
    page.type('ben', ': yes');
    page.select('anna', [1, 0]);
    page.type('anna', 'ok');
  });
  await expectInStep(['paragraph Falls risk plan: yes', 'paragraph ok']);
});

test('[ED30] a change that Yjs tells of in two steps is shown, also when the text has become shorter', async () => {
  await open();
  await lab.page.evaluate(() => {
    const { lab: page } = window;
    page.cut();
    for (const name of ['anna', 'ben']) {
      page.select(name, [0, 0], [0, 5]);
      page.press(name, 'bold');
    }
    page.select('anna', [1, 0], [1, 26]);
    page.type('anna', '');
    page.select('ben', [1, 26]);
    // Both made the same words bold: what is too much of it is cleaned up in a step of its own.
    page.mend();
    page.type('ben', 'ok');
  });
  await expectInStep(['paragraph Falls risk plan', 'paragraph ok']);
});

test('[ED31] what the editor failed to show is shown at once, told of, and not taken away by what I do next', async () => {
  await open();
  const events = await lab.page.evaluate(() => {
    const { lab: page } = window;
    page.failToShow('anna', 1);
    page.select('anna', [0, 15]);
    page.select('ben', [0, 0]);
    page.type('ben', 'High: ');
    page.type('anna', '!');
    return page.events('anna');
  });
  expect(events).toEqual(['failed']);
  await expectInStep(['paragraph High: Falls risk plan!', 'paragraph Bell within reach, bed low']);
});

test('[ED31] while the editor cannot show a change nothing I do reaches the document; afterwards all is shown', async () => {
  await open();
  const during = await lab.page.evaluate(() => {
    const { lab: page } = window;
    page.failToShow('anna', 100);
    page.select('anna', [0, 15]);
    page.select('ben', [1, 26]);
    page.type('ben', ', light on');
    page.type('anna', '!');
    page.select('anna', [0, 5]);
    page.press('anna', 'heading1');
    page.type('ben', ', door open');
    return page.lines('ben');
  });
  expect(during).toEqual([
    'paragraph Falls risk plan',
    'paragraph Bell within reach, bed low, light on, door open',
  ]);
  await lab.page.evaluate(() => {
    const { lab: page } = window;
    page.failToShow('anna', 0);
    page.select('anna', [0, 15]);
    page.type('anna', '!');
  });
  await expectInStep([
    'paragraph Falls risk plan!',
    'paragraph Bell within reach, bed low, light on, door open',
  ]);
});

test('[ED31] a change that comes in the middle of my own is shown, and my caret stays with its words', async () => {
  await open();
  await lab.page.evaluate(() => {
    const { lab: page } = window;
    page.select('ben', [0, 0]);
    page.doc('ben').once('update', () => page.type('ben', 'High: '));
    page.select('anna', [0, 15]);
    page.type('anna', '!');
    page.type('anna', '?');
  });
  await expectInStep(['paragraph High: Falls risk plan!?', 'paragraph Bell within reach, bed low']);
});
