import {
  type BlockJson,
  type InlineJson,
  type SectionJson,
} from '@alliance/shared/editor/section-json';

/** A block of ours. */
export function block(
  attributes: Readonly<Record<string, unknown>>,
  ...inline: readonly InlineJson[]
): BlockJson {
  return { name: 'block', attributes, inline };
}

/** A run of text. */
export function text(words: string, marks: Readonly<Record<string, unknown>> = {}): InlineJson {
  return { text: words, marks };
}

/** Addresses that must never become links. */
export const hostileHrefs: readonly string[] = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.org/1',
  '//example.org',
  '/relative',
  'https:\u2028//example.org',
  '',
];

const payloads: readonly string[] = [
  '<script>window.hacked = true</script>',
  '<img src=x onerror="window.hacked = true">',
  '"><svg/onload=window.hacked=true>',
  "' autofocus onfocus='window.hacked=true",
  '</p></div><iframe srcdoc="<script>parent.hacked=true</script>"></iframe>',
  '<a href="javascript:window.hacked=true">x</a>',
  '<style>@import url(https://example.org)</style>',
  '{{constructor.constructor("window.hacked=true")()}}',
  '<!--><img src=x onerror=window.hacked=true>-->',
  '<math><mtext><table><mglyph><style><img src=x onerror=window.hacked=true>',
];

/** A section in which every place that can hold a string holds an attack. */
export const hostileSection: SectionJson = {
  blocks: payloads.flatMap((payload) => [
    block({ blockId: payload, kind: payload }, text(payload)),
    block({ blockId: payload, kind: 'check', indent: payload, checked: payload }, text(payload)),
    block({ kind: 'heading', level: payload }, text('link', { link: { href: payload } })),
    block({}, text('known', { [payload]: { [payload]: payload }, bold: payload })),
    block({}, { name: 'mention', attributes: { label: payload, seatId: payload } }),
    block({}, { name: payload, attributes: { label: payload } }),
    { name: payload, attributes: { blockId: payload }, inline: [text(payload)] },
    { name: 'goal', attributes: { goalId: payload }, inline: [] },
  ]),
};

/** A section with everything in it that an editor can make. */
export const fullSection: SectionJson = {
  blocks: [
    block({ blockId: 'a', kind: 'heading', level: 1 }, text('Falls')),
    block({ blockId: 'b', kind: 'heading', level: 2 }, text('At night')),
    block({ blockId: 'c', kind: 'heading', level: 3 }, text('In the bathroom')),
    block(
      { blockId: 'd' },
      text('Plain, '),
      text('bold, ', { bold: {} }),
      text('both, ', { bold: {}, italic: {} }),
      text('under', { underline: {} }),
      text('struck', { strike: {} }),
      { name: 'hardBreak', attributes: {} },
      text('linked', { link: { href: 'https://example.org/?a=1&b="2"' }, bold: {} }),
      text('not linked', { link: { href: 'javascript:alert(1)' } }),
    ),
    block({ blockId: 'e' }),
    block({ blockId: 'e2' }, text('A break at the end'), { name: 'hardBreak', attributes: {} }),
    block({ blockId: 'f', kind: 'bullet' }, text('Bell within reach')),
    block({ blockId: 'g', kind: 'bullet', indent: 2 }, text('on the left')),
    block({ blockId: 'h', kind: 'number' }, text('Stand')),
    block({ blockId: 'i', kind: 'number', indent: 1 }, text('with the frame')),
    block({ blockId: 'j', kind: 'number' }, text('Walk')),
    block({ blockId: 'k', kind: 'check', checked: true }, text('Rail fitted')),
    block({ blockId: 'l', kind: 'check' }),
    block({ blockId: 'm', kind: 'quote' }, text('I want to dance again')),
    block({ blockId: 'n', kind: 'callout' }, text('Thickened fluids only')),
    { name: 'divider', attributes: { blockId: 'o' }, inline: [] },
    { name: 'goal', attributes: { blockId: 'p', goalId: 'g1' }, inline: [] },
    block(
      { blockId: 'q' },
      { name: 'mention', attributes: { label: 'Tom', seatId: 's1' } },
      text(' please'),
    ),
    block({ blockId: 'r' }, text('Dose '), { name: 'chip', attributes: { chipId: 'c1' } }),
    { name: 'intervention', attributes: { blockId: 's', interventionId: 'i1' }, inline: [] },
    { name: 'contingency', attributes: { blockId: 't', contingencyId: 'x1' }, inline: [] },
  ],
};
