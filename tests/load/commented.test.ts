import { prepareText } from '@alliance/shared/comments/prepared-text';
import { resolveAnchor } from '@alliance/shared/comments/resolve-anchor';
import { offsetsOf } from '@alliance/shared/comments/running-text';
import { createSectionDocument } from '@alliance/shared/editor/section-document';
import { expect, test } from 'vitest';
import * as Y from 'yjs';

import { commentedWorld, typedSection } from './commented/commented-world.ts';

test('[BN12] each of the 200 threads that are measured stands at words of its own, 60 of them in the section that is typed in', () => {
  const { plans, documents, threads } = commentedWorld(200, Date.now());
  const places = threads.map(({ subject }) => {
    if (subject.on !== 'text') return undefined;
    const { sectionKey, anchor, quote } = subject;
    const section = plans[0]?.plan.sections.find(({ key }) => key === sectionKey);
    const written = documents.find(({ documentId }) => documentId === section?.documentId);
    const doc = createSectionDocument();
    for (const { payload } of written?.rows ?? []) Y.applyUpdate(doc, payload);
    const text = prepareText(doc);
    const range = resolveAnchor(text, anchor)?.range;
    const offsets = range && offsetsOf(text, range);
    expect(offsets && text.text.slice(offsets.start, offsets.end)).toBe(quote);
    return `${sectionKey} ${offsets?.start}`;
  });
  expect(new Set(places).size).toBe(200);
  expect(places.filter((place) => place?.startsWith(`${typedSection} `))).toHaveLength(60);
});

test('[BN12] without threads the same plan has none', () => {
  expect(commentedWorld(0, Date.now()).threads).toEqual([]);
});
