import { renderSection } from '@alliance/shared/editor/render';
/// <reference lib="dom" />
import { marks, nodes } from '@alliance/shared/editor/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type EditorLab, openEditorLab } from './editor-lab.ts';
import { fullSection, hostileSection } from './section-samples.ts';

let lab: EditorLab;

beforeAll(async () => {
  lab = await openEditorLab();
});

afterAll(() => lab.close());

test('[ED7] the editor has exactly the nodes, marks and attributes of the schema', async () => {
  const made = await lab.page.evaluate((section) => {
    window.lab.open(section, ['anna']);
    return window.lab.schema('anna');
  }, fullSection);
  expect(made).toEqual({
    nodes: Object.fromEntries(
      Object.entries<(typeof nodes)[keyof typeof nodes]>(nodes).map(([name, spec]) => [
        name,
        {
          content: 'content' in spec ? spec.content : '',
          group: 'group' in spec ? spec.group : '',
          isAtom: 'isAtom' in spec,
          attributes: defaultsOf(spec.attributes),
        },
      ]),
    ),
    marks: Object.entries(marks).map(([name, spec]) => [name, defaultsOf(spec.attributes)]),
  });
});

test('[ED8] the editor shows the same elements as the renderer', async () => {
  const { editor, renderer } = await lab.page.evaluate((section) => {
    window.lab.open(section, ['anna']);
    return {
      editor: window.lab.html('anna'),
      renderer: window.lab.normal(window.lab.rendered('anna')),
    };
  }, fullSection);
  expect(editor).toBe(renderer);
});

test('[ED8] opening a section in an editor changes nothing in it', async () => {
  const same = await lab.page.evaluate((section) => {
    window.lab.open(section, ['anna']);
    const before = window.lab.state('anna').join();
    window.lab.select('anna', [3, 2]);
    window.lab.blur('anna');
    return before === window.lab.state('anna').join();
  }, fullSection);
  expect(same).toBe(true);
});

test('[ED1] a hostile section runs nothing, loads nothing and brings no attribute of its own', async () => {
  const requests: string[] = [];
  lab.page.on('request', (request) => requests.push(request.url()));
  const result = await lab.page.evaluate(async (html) => {
    const holder = document.body.appendChild(document.createElement('div'));
    holder.innerHTML = html;
    await new Promise((resolve) => setTimeout(resolve, 50));
    const names = [...holder.querySelectorAll('*')].flatMap((element) =>
      element.getAttributeNames(),
    );
    const tags = [...holder.querySelectorAll('*')].map((element) => element.tagName);
    holder.remove();
    return { hacked: window.hacked ?? false, names: [...new Set(names)], tags: [...new Set(tags)] };
  }, renderSection(hostileSection));
  expect(result.hacked).toBe(false);
  expect(result.names.toSorted()).toEqual(
    'aria-checked aria-labelledby contenteditable data-block-id data-checked data-kind data-node dir id role tabindex type'.split(
      ' ',
    ),
  );
  expect(result.tags.toSorted()).toEqual([
    'BUTTON',
    'DIV',
    'H3',
    'LI',
    'P',
    'SPAN',
    'STRONG',
    'UL',
  ]);
  expect(requests).toEqual([]);
});

function defaultsOf(specs: Readonly<Record<string, { readonly default: unknown }>>): unknown {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default]));
}
