import { type PlanView, type SectionView } from '@alliance/shared/careplan/plan-view';
import { type BlockJson } from '@alliance/shared/editor/section-json';
import { type BlocksWithChips } from '@alliance/shared/editor/write-blocks';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';

import type { MoveTarget, MoveTo } from '../../editor/editor-services.ts';
import type { SectionSync } from '../../sync/section-sync.ts';
import { sayOfPlan } from '../life/plan-said.tsx';
import { type SectionSyncs } from '../use-tab.ts';
import type { Placed } from './place-blocks.ts';
import { placeInSection } from './place-in-section.ts';

/** Takes blocks into another section that I may edit; undefined where there is none. They are there for good before they are gone here, and there is a way back. */
export function useMoveTo(
  plan: PlanView,
  section: SectionView,
  syncs: SectionSyncs,
): MoveTo | undefined {
  const t = useTranslations('planLife.blocks');
  const navigate = useNavigate();
  return useMemo(() => {
    const sections = plan.sections.filter((each) => takesFrom(each, section));
    const source = syncs.get(section.documentId);
    const sectionOf = ({ sectionKey }: MoveTarget): SectionView | undefined =>
      sections.find(({ key }) => key === sectionKey);
    const goTo = (key: string): void =>
      void navigate({
        to: '/plans/$planId/$sectionKey',
        params: { planId: plan.id, sectionKey: key },
        resetScroll: false,
      });
    const move = async (blocks: readonly BlockJson[], target: MoveTarget): Promise<boolean> => {
      const { heading, sectionKey } = target;
      const sync = syncs.get(sectionOf(target)?.documentId ?? '');
      const moved = withChips(blocks, source);
      const behind = blockBefore(blocks, source);
      const placed = await placeInSection(sync, moved, 'end', 'new');
      if (typeof placed === 'string') {
        sayOfPlan({ words: t(`refused.${placed}`, { heading }), isTrouble: true });
        return false;
      }
      const back = async (): Promise<void> => {
        const end = await takeBack(source, moved, behind, placed);
        sayOfPlan({ words: t(end, { heading }), ...(end === 'isBack' ? {} : { isTrouble: true }) });
      };
      sayOfPlan({
        words: t('moved', { count: blocks.length, heading }),
        ways: [
          { label: t('goThere'), run: () => goTo(sectionKey) },
          { label: t('back'), run: () => void back() },
        ],
      });
      return true;
    };
    if (sections.length === 0) return undefined;
    const targets = sections.map(({ key, heading }) => ({ sectionKey: key, heading }));
    return { targets, move };
  }, [plan.id, plan.sections, section, syncs, navigate, t]);
}

/** Where others read the words now they go on reading them: nothing goes into a section that only I see. */
function takesFrom(target: SectionView, source: SectionView): boolean {
  return (
    target.key !== source.key &&
    target.access === 'edit' &&
    target.isDamaged !== true &&
    target.retired === undefined &&
    (target.isPrivate !== true || source.isPrivate === true)
  );
}

function withChips(blocks: readonly BlockJson[], source: SectionSync | undefined): BlocksWithChips {
  return { blocks, chips: source?.content.get()?.chips ?? {} };
}

/** The block behind which they stand, to find the place again. */
function blockBefore(
  [first]: readonly BlockJson[],
  source: SectionSync | undefined,
): string | undefined {
  const blocks = source?.content.get()?.blocks ?? [];
  const index = blocks.findIndex((block) => idOf(block) === idOf(first));
  return idOf(blocks[index - 1]);
}

/** Puts them back where they stood; only then they go from where they were taken to. What the text still holds, or holds again, is not doubled. */
async function takeBack(
  source: SectionSync | undefined,
  moved: BlocksWithChips,
  blockId: string | undefined,
  placed: Placed,
): Promise<'isBack' | 'isBackAndThere' | 'notBack'> {
  const present = new Set((source?.content.get()?.blocks ?? []).map(idOf));
  const missing = moved.blocks.filter((block) => !present.has(idOf(block)));
  if (missing.length > 0) {
    const back = await placeInSection(source, { ...moved, blocks: missing }, { blockId }, 'same');
    if (typeof back === 'string') return 'notBack';
  }
  return placed.takeOut() ? 'isBack' : 'isBackAndThere';
}

function idOf(block: BlockJson | undefined): string | undefined {
  const blockId = block?.attributes['blockId'];
  return typeof blockId === 'string' ? blockId : undefined;
}
